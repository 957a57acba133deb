# SPDX-License-Identifier: GPL-3.0-or-later
"""From a mail's words to its subject and both of its forms: compiled once, run in Jinja2's sandbox, HTML escaped."""

from __future__ import annotations

import html
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from opportal_desktop.records.message_texts import MailWords, foot
from opportal_desktop.registration.message_markup import Block, BlockKind, Placeholder, Run, parse, parse_line
from opportal_desktop.resource_files import resource_path
from opportal_desktop.terms import Language, MessageKind

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_VALUES = {
    Placeholder.PRACTICE: "practice",
    Placeholder.PHONE: "phone",
    Placeholder.LINK: "link_url",
    Placeholder.USERNAME: "username",
    Placeholder.NEEDED: "needed",
    Placeholder.VALID_FOR: "valid_for",
    Placeholder.VALID_UNTIL: "valid_until",
    Placeholder.WHEN: "happened_at",
}
_LABELS = {Placeholder.USERNAME: "username_label", Placeholder.WHEN: "when_label"}
_HTML_CALLS = {Placeholder.LINK: "parts.link(link_url)", Placeholder.PHONE: "parts.phone(phone, phone_link)"}
_HTML_HEAD = '{% extends "layout.html.jinja" %}{% import "parts.html.jinja" as parts %}'
_TEXT_HEAD = '{% extends "layout.txt.jinja" %}'


@dataclass(frozen=True)
class MailText:
    """All that a mail may say; nothing of a patient and no parent's name is among it.

    Attributes:
        phone: the practice's number, or words for its office; `phone_link` is empty then.
        username: what the parent signs in with, in words.
        needed: what the parent needs at hand.
        happened_at: when what the mail tells of was done.
        button: the words on the button that carries the link.
    """

    language: str
    practice: str
    phone: str
    phone_link: str
    link_url: str
    username: str
    username_label: str
    needed: str
    valid_for: str
    valid_until: str
    happened_at: str
    when_label: str
    button: str
    button_fallback: str

    @property
    def values(self) -> dict[str, str]:
        """What a template is rendered with: names of its own, since the sandbox asks at each attribute of another."""
        return self.__dict__


@dataclass(frozen=True, slots=True)
class CompiledWords:
    """One version of a mail's words, ready to be filled in with `MailText.values`."""

    subject: Template
    text: Template
    html: Template


@cache
def standard_words(language: Language) -> dict[str, str]:
    """What the program says beside and in the place of placeholders (resources/mail/words.toml)."""
    with resource_path("mail", "words.toml").open("rb") as file:
        words: dict[str, str] = tomllib.load(file)[language.value]
    return words


@lru_cache(maxsize=64)
def compiled(kind: MessageKind, language: Language, words: MailWords) -> CompiledWords:
    """The words as templates, from memory if they were asked for before."""
    return compile_words(kind, language, words)


def compile_words(kind: MessageKind, language: Language, words: MailWords) -> CompiledWords:
    """The words as templates; some milliseconds. `language` is one that mails are written in."""
    body, below = parse(words.body), parse(foot(kind, language))
    environment = sandbox()
    return CompiledWords(
        subject=_template(environment, "txt", _text_runs(parse_line(words.subject))),
        text=_template(
            environment,
            "txt",
            f"{_TEXT_HEAD}{_block('body', _text(body))}{_block('foot', _text(below))}",
        ),
        html=_template(
            environment,
            "html",
            f"{_HTML_HEAD}{_block('body', _html(body) + _html_fallback(body))}{_block('foot', _html_foot(below))}",
        ),
    )


@cache
def sandbox() -> ImmutableSandboxedEnvironment:
    """Where every mail and text message is rendered: what a template names it may read, nothing else can it reach."""
    # Imported late: jinja2 must not slow the program's start.
    from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(resource_path("mail")),
        autoescape=select_autoescape(("html.jinja",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals.clear()
    return environment


def _template(environment: Environment, form: str, source: str) -> Template:
    # The name decides about escaping, as it does for files.
    code = environment.compile(source, name=f"words.{form}.jinja")
    return environment.template_class.from_code(environment, code, environment.make_globals(None))


def _block(name: str, content: str) -> str:
    return f"{{% block {name} %}}{content}{{% endblock %}}"


def _panel_value(block: Block) -> Placeholder:
    ((run,),) = block.lines
    return run.placeholder or Placeholder.USERNAME


# --- the plain text


def _text(blocks: Iterable[Block]) -> str:
    return "\n\n".join(_text_block(block) for block in blocks)


def _text_block(block: Block) -> str:
    lines = [_text_runs(line) for line in block.lines]
    if block.kind is BlockKind.BUTTON:
        # Alone on its line: what stands beside a link may be taken for a part of it.
        return "{{ button }}:\n{{ link_url }}"
    if block.kind is BlockKind.PANEL:
        return f"{{{{ {_LABELS[_panel_value(block)]} }}}}: {lines[0]}"
    if block.kind is BlockKind.LIST:
        return "\n".join(f"- {line}" for line in lines)
    return "\n".join(lines)


def _text_runs(runs: Iterable[Run]) -> str:
    parts: list[str] = []
    after_link = False
    for run in runs:
        is_link = run.placeholder is Placeholder.LINK
        part = f"{{{{ {_VALUES[run.placeholder]} }}}}" if run.placeholder else _plain(run.text)
        # Mail programs take what touches a link for a part of it.
        if (after_link and not part[0].isspace()) or (is_link and parts and not parts[-1][-1].isspace()):
            parts.append(" ")
        parts.append(part)
        after_link = is_link
    return "".join(parts)


def _plain(text: str) -> str:
    return text.replace("{", "{{ '{' }}")


# --- the HTML


def _html(blocks: Iterable[Block]) -> str:
    return "".join(_html_block(block) for block in blocks)


def _html_block(block: Block) -> str:
    lines = [_html_runs(line) for line in block.lines]
    if block.kind is BlockKind.BUTTON:
        return "{{ parts.button(button, link_url) }}"
    if block.kind is BlockKind.PANEL:
        value = _panel_value(block)
        return f"{{{{ parts.panel({_LABELS[value]}, {_VALUES[value]}) }}}}"
    if block.kind is BlockKind.LIST:
        items = "".join(f'<li style="margin:0 0 6px;">{line}</li>' for line in lines)
        return f'<ul style="margin:0 0 18px;padding-left:22px;">{items}</ul>\n'
    part = "heading" if block.kind is BlockKind.HEADING else "paragraph"
    return f"{{% call parts.{part}() %}}{'<br>'.join(lines)}{{% endcall %}}"


def _html_runs(runs: Iterable[Run]) -> str:
    parts = []
    for important, together in groupby(runs, key=lambda run: run.important):
        words = "".join(_html_run(run) for run in together)
        parts.append(f"<strong>{words}</strong>" if important else words)
    return "".join(parts)


def _html_run(run: Run) -> str:
    if run.placeholder:
        return f"{{{{ {_HTML_CALLS.get(run.placeholder, _VALUES[run.placeholder])} }}}}"
    return html.escape(run.text).replace("{", "&#123;").replace("}", "&#125;")


def _html_fallback(blocks: Iterable[Block]) -> str:
    """A button that does not work (a company's mail filter, a screen reader's odd mode) must not be the end."""
    has_button = any(block.kind is BlockKind.BUTTON for block in blocks)
    return "{{ parts.fallback(button_fallback, link_url) }}" if has_button else ""


def _html_foot(blocks: Iterable[Block]) -> str:
    return "<br>".join("<br>".join(_html_runs(line) for line in block.lines) for block in blocks)
