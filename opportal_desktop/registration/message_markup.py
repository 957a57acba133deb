# SPDX-License-Identifier: GPL-3.0-or-later
"""The small markup that mails are written in: plain text with placeholders; and what is wrong with a typed one.

A blank line ends a paragraph, "# " begins a heading, "- " a list's line, **two stars** hold what is important;
{{ link }} on a line of its own is the button. Everything else is what it is: no HTML, no template language.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from opportal_desktop.records.message_texts import MailWords
from opportal_desktop.terms import MessageKind

SUBJECT_LENGTH = 150
BUTTON_LENGTH = 50
BODY_LENGTH = 6000
_WEIGHT_LIMIT = 26_000
"""Bytes that both forms of a body may take: with layout, headers and foot the mail stays under 40 kB."""
_BLOCK_WEIGHT = 150
_RUN_WEIGHT = 220

_PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")
_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\}\}|\{%|%\}|\{#", re.DOTALL)
_PATIENT_WORDS = frozenset(
    {
        *("patient", "patients", "child", "children", "kid", "son", "daughter", "student", "dependent", "dependents"),
        *("name", "names", "nickname", "dob", "birth", "birthday", "birthdate", "age", "sex", "gender", "chart"),
        *("insurance", "diagnosis", "appointment", "visit", "doctor", "medication"),
        *("paciente", "hijo", "hija", "niño", "niña", "nombre", "apellido", "nacimiento", "edad", "cita"),
    }
)
_NOT_KEPT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffc")
"""Direction controls can show words in another order than they are read; the others are invisible."""


class Placeholder(Enum):
    """What the program fills in: (its name, how the manager reads it). Nothing about a patient is among them."""

    PRACTICE = "practice", "Practice name"
    PHONE = "phone", "Practice phone"
    LINK = "link", "Link"
    USERNAME = "username", "Username"
    NEEDED = "needed", "What parents need"
    VALID_FOR = "valid_for", "How long the link works"
    VALID_UNTIL = "valid_until", "When the link ends"
    WHEN = "when", "When it happened"

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label

    @property
    def typed(self) -> str:
        """As it stands in a text."""
        return f"{{{{ {self.key} }}}}"


_EVERYWHERE = (Placeholder.PRACTICE, Placeholder.PHONE)
_LINK_LIFE = (Placeholder.LINK, Placeholder.VALID_FOR, Placeholder.VALID_UNTIL)
_OF_KIND = {
    MessageKind.WELCOME: (*_LINK_LIFE, Placeholder.USERNAME, Placeholder.NEEDED),
    MessageKind.WELCOME_ACTIVE: (Placeholder.LINK, Placeholder.USERNAME),
    MessageKind.RESET_PASSWORD: (*_LINK_LIFE, Placeholder.NEEDED),
    MessageKind.CONFIRM_EMAIL: _LINK_LIFE,
    MessageKind.PASSWORD_CHANGED: (Placeholder.WHEN,),
    MessageKind.EMAIL_CHANGED: (Placeholder.WHEN,),
    MessageKind.PASSKEY_ADDED: (Placeholder.WHEN,),
    MessageKind.PASSKEY_REMOVED: (Placeholder.WHEN,),
}
EDITABLE_KINDS = tuple(_OF_KIND)
"""The kinds of mail whose words a practice can change. A text message with a code is not among them: it has to cost
one text and to end in the form that phones know."""
_BY_KEY = {placeholder.key: placeholder for placeholder in Placeholder}


def placeholders(kind: MessageKind) -> tuple[Placeholder, ...]:
    """Those that the body of this kind of mail may have, in the order in which they are offered."""
    return tuple(known for known in Placeholder if known in (*_EVERYWHERE, *_OF_KIND[kind]))


def has_link(kind: MessageKind) -> bool:
    """Whether a mail of this kind is of no use without its link."""
    return Placeholder.LINK in _OF_KIND[kind]


class BlockKind(Enum):
    """What stands on its own in a body."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    BUTTON = "button"
    PANEL = "panel"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that belong together: plain ones, or one placeholder (then `text` is empty)."""

    text: str
    important: bool = False
    placeholder: Placeholder | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block; `lines` has a list's lines or a paragraph's."""

    kind: BlockKind
    lines: tuple[tuple[Run, ...], ...]


def parse(body: str) -> tuple[Block, ...]:
    """A body's blocks; braces that are no known placeholder are taken as plain characters."""
    blocks: list[Block] = []
    for kind, lines in groupby(body.split("\n"), key=_kind_of_line):
        if kind is None:
            continue
        contents = [line.strip() for line in lines]
        if kind in (BlockKind.HEADING, BlockKind.LIST):
            contents = [line[2:].strip() for line in contents]
        if kind in (BlockKind.LIST, BlockKind.PARAGRAPH):
            blocks.append(Block(kind, tuple(_runs(contents))))
        else:
            blocks += [Block(kind, tuple(_runs([line]))) for line in contents]
    return tuple(blocks)


def parse_line(line: str) -> tuple[Run, ...]:
    """The runs of one line, such as a subject."""
    return next(_runs([line]))


def _kind_of_line(line: str) -> BlockKind | None:
    stripped = line.strip()
    if not stripped:
        return None
    if stripped.startswith("# "):
        return BlockKind.HEADING
    if stripped.startswith("- "):
        return BlockKind.LIST
    alone = _PLACEHOLDER.fullmatch(stripped)
    if alone and alone[1] == Placeholder.LINK.key:
        return BlockKind.BUTTON
    if alone and alone[1] in (Placeholder.USERNAME.key, Placeholder.WHEN.key):
        return BlockKind.PANEL
    return BlockKind.PARAGRAPH


_PIECE = re.compile(r"(\*\*|\{\{\s*[A-Za-z_]\w*\s*\}\})")


def _runs(lines: list[str]) -> Iterator[tuple[Run, ...]]:
    # Stars come in pairs; the last one of an odd number is a star.
    pairs_left = "\n".join(lines).count("**") // 2 * 2
    important = False
    for line in lines:
        runs: list[Run] = []
        for piece in _PIECE.split(line):
            if piece == "**" and pairs_left:
                important = not important
                pairs_left -= 1
                continue
            match = _PLACEHOLDER.fullmatch(piece)
            known = _BY_KEY.get(match[1]) if match else None
            if known:
                runs.append(Run("", important, known))
            elif piece:
                runs.append(Run(piece, important))
        yield tuple(runs)


# --- checking


def cleaned(words: MailWords) -> MailWords:
    """As it is kept: composed characters, no control characters, no blanks at the ends, one blank line at most."""
    body = "\n".join(_clean(line) for line in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", words.body))
    return MailWords(
        subject=" ".join(_clean(words.subject).split()),
        button=" ".join(_clean(words.button).split()),
        body=re.sub(r"\n{3,}", "\n\n", body).strip(),
    )


def _clean(line: str) -> str:
    kept = (
        " " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char
        for char in line
        if char not in _NOT_KEPT
    )
    return unicodedata.normalize("NFC", "".join(kept)).rstrip()


def problems(kind: MessageKind, words: MailWords) -> dict[str, str]:
    """What can't be saved: {"subject", "button" or "body": what to do}. `words` are cleaned."""
    found = {
        "subject": _subject_problem(kind, words.subject),
        "button": _button_problem(kind, words.button),
        "body": _body_problem(kind, words.body),
    }
    return {field: problem for field, problem in found.items() if problem}


def _subject_problem(kind: MessageKind, subject: str) -> str:
    if not subject:
        return "Enter a subject: parents decide by it whether they open the mail."
    if len(subject) > SUBJECT_LENGTH:
        return f"The subject is too long: {SUBJECT_LENGTH} characters at most, and phones show about 40."
    return _braces_problem(subject, kind, _EVERYWHERE, "the subject")


def _button_problem(kind: MessageKind, button: str) -> str:
    if not has_link(kind):
        return "This mail has no link, so it has no button." if button else ""
    if not button:
        return "Enter the words on the button, such as “Set up my account”."
    if len(button) > BUTTON_LENGTH:
        return f"The words on the button are too long: {BUTTON_LENGTH} characters at most."
    return "No placeholder can stand on the button." if _BRACES.search(button) else ""


def _body_problem(kind: MessageKind, body: str) -> str:
    if not body:
        return "Enter the text of the mail."
    if len(body) > BODY_LENGTH:
        return f"The text is too long by {len(body) - BODY_LENGTH} characters: {BODY_LENGTH} at most."
    if problem := _braces_problem(body, kind, placeholders(kind), "this mail"):
        return problem
    used = {run.placeholder for block in parse(body) for line in block.lines for run in line}
    if has_link(kind) and Placeholder.LINK not in used:
        return (
            f"The link is missing, and without it parents can’t go on: put {Placeholder.LINK.typed} where it belongs."
        )
    if _weight(body) > _WEIGHT_LIMIT:
        return "The mail would be too large to be shown whole: shorten the text."
    return ""


def _braces_problem(text: str, kind: MessageKind, allowed: tuple[Placeholder, ...], where: str) -> str:
    for match in _BRACES.finditer(text):
        typed = match[0]
        name = _PLACEHOLDER.fullmatch(typed)
        if not name:
            shown = typed if len(typed) <= 40 else f"{typed[:39]}…"
            return (
                f"“{shown}” can’t stay: curly braces are for placeholders only, such as {Placeholder.PRACTICE.typed}. "
                "Use the buttons to put them in."
            )
        known = _BY_KEY.get(name[1])
        if known not in allowed:
            return _not_allowed(name[1], known, kind, allowed, where)
    return ""


def _not_allowed(
    name: str, known: Placeholder | None, kind: MessageKind, allowed: tuple[Placeholder, ...], where: str
) -> str:
    shown = name if len(name) <= 40 else f"{name[:39]}…"
    if known is Placeholder.LINK and not has_link(kind):
        return f"This mail has no link: take {known.typed} out."
    if known:
        return f"{known.typed} can’t stand in {where}: take it out."
    keys = [one.key for one in allowed]
    near = difflib.get_close_matches(name.lower(), keys, n=1, cutoff=0.8)
    if not near and _PATIENT_WORDS & {*name.lower().split("_")}:
        return (
            f"There is no placeholder {{{{ {shown} }}}}: mails say nothing about a patient, not even a name. "
            "Take it out."
        )
    near = near or difflib.get_close_matches(name.lower(), keys, n=1)
    hint = f"Did you mean {_BY_KEY[near[0]].typed}?" if near else "Use the buttons to put placeholders in."
    return f"There is no placeholder {{{{ {shown} }}}}. {hint}"


def _weight(body: str) -> int:
    """Not less than the bytes that a body takes in both forms, encoded."""
    blocks = parse(body)
    lines = sum(len(block.lines) for block in blocks)
    placed = sum(1 for block in blocks for line in block.lines for run in line if run.placeholder or run.important)
    # Encoded, an ASCII character is one byte, a tab or "=" three, any other three for each of its own; HTML makes
    # five or six of & < > and quotes.
    text = sum(
        (3 * len(char.encode()) * 2) if not char.isascii() or char == "=" else (8 if char in "&<>\"'{}" else 2)
        for char in body
    )
    return text + (len(blocks) + lines) * _BLOCK_WEIGHT + placed * _RUN_WEIGHT
