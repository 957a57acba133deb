# SPDX-License-Identifier: GPL-3.0-or-later
"""The small markup of the mails: what it means, and what can't be saved, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.records.message_texts import MailWords, built_in_words, foot
from opportal_desktop.registration.message_markup import (
    BODY_LENGTH,
    EDITABLE_KINDS,
    SUBJECT_LENGTH,
    Block,
    BlockKind,
    Placeholder,
    Run,
    cleaned,
    has_link,
    parse,
    placeholders,
    problems,
)
from opportal_desktop.registration.message_texts import MAIL_LANGUAGES, TEXT_KEYS
from opportal_desktop.terms import Language, MessageKind

GOOD = MailWords("Hello from {{ practice }}", "Go on", "Hello!\n\n{{ link }}")


def kinds(body: str) -> list[BlockKind]:
    return [block.kind for block in parse(body)]


def body_problem(body: str, kind: MessageKind = MessageKind.WELCOME) -> str:
    return problems(kind, replace(GOOD, body=body)).get("body", "")


def test_a_blank_line_ends_a_paragraph_and_a_single_one_does_not() -> None:
    assert [len(block.lines) for block in parse("one\ntwo\n\nthree")] == [2, 1]


def test_what_stands_alone_on_its_line_is_a_block_of_its_own() -> None:
    body = "# Welcome\nHello.\n{{ username }}\n{{link}}\n- one\n- two\nUse {{ link }} now.\n{{ when }}"
    assert kinds(body) == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PANEL,
        BlockKind.BUTTON,
        BlockKind.LIST,
        BlockKind.PARAGRAPH,
        BlockKind.PANEL,
    ]


def test_stars_in_pairs_hold_what_is_important_and_a_last_one_is_a_star() -> None:
    (block,) = parse("**Until {{ valid_until }}**, 2 ** 3")
    assert block == Block(
        BlockKind.PARAGRAPH,
        (
            (
                Run("Until ", important=True),
                Run("", important=True, placeholder=Placeholder.VALID_UNTIL),
                Run(", 2 "),
                Run("**"),
                Run(" 3"),
            ),
        ),
    )


@pytest.mark.parametrize("key", TEXT_KEYS, ids=lambda key: f"{key[0].value}-{key[1].value}")
def test_the_programs_own_words_keep_the_rules_that_the_practices_must(key: tuple[MessageKind, Language]) -> None:
    words = built_in_words(*key)
    assert words == cleaned(words)
    assert not problems(key[0], words)
    assert parse(foot(*key))
    used = {run.placeholder for block in parse(foot(*key)) for line in block.lines for run in line}
    assert used <= {None, Placeholder.PHONE, Placeholder.PRACTICE}


@pytest.mark.parametrize("kind", EDITABLE_KINDS)
def test_both_languages_say_the_same_with_the_same_placeholders(kind: MessageKind) -> None:
    def used(language: Language) -> list[Placeholder | None]:
        blocks = parse(built_in_words(kind, language).body)
        return [run.placeholder for block in blocks for line in block.lines for run in line if run.placeholder]

    assert used(Language.ENGLISH) == used(Language.SPANISH)
    assert [b.kind for b in parse(built_in_words(kind, Language.ENGLISH).body)] == [
        b.kind for b in parse(built_in_words(kind, Language.SPANISH).body)
    ]


def test_every_kind_of_email_has_words_in_both_languages() -> None:
    emails = [kind for kind in MessageKind if not kind.is_text]
    assert {*EDITABLE_KINDS} == {*emails}
    assert len(TEXT_KEYS) == len(emails) * len(MAIL_LANGUAGES)


@pytest.mark.parametrize("kind", [kind for kind in EDITABLE_KINDS if has_link(kind)])
def test_a_text_without_its_link_can_not_be_saved(kind: MessageKind) -> None:
    assert "link is missing" in body_problem("Hello! https://portal.example.com", kind)
    assert not body_problem("Hello! Open {{ link }} today.", kind)


@pytest.mark.parametrize("kind", [MessageKind.PASSWORD_CHANGED, MessageKind.EMAIL_CHANGED])
def test_a_notice_has_neither_link_nor_button(kind: MessageKind) -> None:
    found = problems(kind, GOOD)
    assert "has no link" in found["body"]
    assert "has no button" in found["button"]
    assert not problems(kind, MailWords("Changed", "", "It was changed: {{ when }}"))


@pytest.mark.parametrize(
    "name",
    ["patient", "patient_name", "child", "child_dob", "first_name", "name", "date_of_birth", "hijo", "chart_no"],
)
def test_there_is_no_placeholder_for_a_patient(name: str) -> None:
    found = body_problem(f"{{{{ link }}}} {{{{ {name} }}}}")
    assert "nothing about a patient" in found
    assert f"{{{{ {name} }}}}" in found


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("{{ fone }}", "Did you mean {{ phone }}?"),
        ("{{ user_name }}", "Did you mean {{ username }}?"),
        ("{{ Link }}", "Did you mean {{ link }}?"),
        ("{{ weather }}", "Use the buttons"),
        ("{{ when }}", "can’t stand in this mail"),
        ("{{ link", "curly braces are for placeholders only"),
        ("link }}", "curly braces"),
        ("{{ link.url }}", "curly braces"),
        ("{{ link | safe }}", "curly braces"),
        ("{{ ''.__class__.__mro__ }}", "curly braces"),
        ("{% for x in y %}", "curly braces"),
        ("{# note #}", "curly braces"),
    ],
)
def test_what_is_no_placeholder_of_this_mail_is_said_in_words(typed: str, words: str) -> None:
    assert words in body_problem("{{ link }}\n\n" + typed)


@pytest.mark.parametrize("body", ["{ link }", "a } b { c", "100 % {sure}"])
def test_single_braces_are_plain_characters(body: str) -> None:
    assert not body_problem(body + "\n\n{{ link }}")


def test_subject_and_button() -> None:
    found = problems(MessageKind.WELCOME, MailWords("", "", GOOD.body))
    assert {*found} == {"subject", "button"}
    found = problems(MessageKind.WELCOME, MailWords("x" * (SUBJECT_LENGTH + 1), "{{ practice }}", GOOD.body))
    assert "too long" in found["subject"]
    assert "on the button" in found["button"]
    assert "can’t stand in the subject" in problems(MessageKind.WELCOME, replace(GOOD, subject="{{ link }}"))["subject"]


def test_sizes() -> None:
    assert "too long by 1 characters" in body_problem("{{ link }}" + "x" * (BODY_LENGTH - 9))
    assert "too large" in body_problem("{{ link }}" + "\n\nx" * 1500)
    assert not body_problem("{{ link }}\n\n" + "A sentence of the usual length, as people write. " * 100)


def test_cleaning() -> None:
    dirty = MailWords("  Two\nlines\x00 ", "\u202eGo\u2069", "e\u0301\r\na\u2028b  \n\n\n\n\tc\x07\u200d \n")
    assert cleaned(dirty) == MailWords("Two lines", "Go", "é\na\nb\n\n c \u200d")


@given(st.text(max_size=300), st.text(max_size=300), st.text(st.sampled_from("{}%#* -\n\t\x00alink"), max_size=300))
def test_any_text_is_cleaned_once_parsed_and_judged(subject: str, button: str, body: str) -> None:
    once = cleaned(MailWords(subject, button, body))
    assert cleaned(once) == once
    assert "\r" not in once.body
    assert "\n" not in once.subject + once.button
    problems(MessageKind.WELCOME, once)
    for block in parse(once.body):
        assert block.lines


def test_placeholders_offered_are_those_allowed() -> None:
    for kind in EDITABLE_KINDS:
        body = " ".join(placeholder.typed for placeholder in placeholders(kind))
        assert not body_problem(body, kind)
