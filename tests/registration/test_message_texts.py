# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice's own words: saved as versions, noted in each message, back to the default, nothing overwritten."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from opportal_desktop.records import message_texts as kept
from opportal_desktop.records import outbox
from opportal_desktop.records.message_texts import MailWords, built_in_words
from opportal_desktop.records.models import AuditEntry, MessageText
from opportal_desktop.records.records import Records
from opportal_desktop.registration.errors import NotManager
from opportal_desktop.registration.message_texts import (
    TEXT_KEYS,
    TextChangedMeanwhile,
    TextKey,
    TextsInvalid,
    save_texts,
    text_history,
    used_texts,
)
from opportal_desktop.terms import Changed, Language, MessageKind, StaffMember
from tests.conftest import Clock
from tests.records.outbox_rows import queue_message, reread

WELCOME: TextKey = (MessageKind.WELCOME, Language.ENGLISH)
SPANISH: TextKey = (MessageKind.WELCOME, Language.SPANISH)
OWN = MailWords("Welcome to {{ practice }}", "Start", "Hello from all of us!\n\n{{ link }}")
LEASE = dt.timedelta(minutes=1)


def save(records: Records, by: StaffMember, words: MailWords, key: TextKey = WELCOME) -> None:
    save_texts(records, {key: words}, used_texts(), by)


def test_at_first_every_text_is_the_programs_own(records: Records) -> None:
    texts = used_texts()
    assert [*texts] == [*TEXT_KEYS]
    assert all(text.built_in and text.number == 0 for text in texts.values())
    assert text_history(*WELCOME) == ()


def test_saving_keeps_what_was_used_before_as_a_version(records: Records, manager: StaffMember, clock: Clock) -> None:
    told: list[Changed] = []
    records.subscribe(told.append)
    used = save_texts(records, {WELCOME: OWN}, used_texts(), manager)
    assert used[WELCOME].words == OWN
    assert not used[WELCOME].built_in
    newest, first = text_history(*WELCOME)
    assert (newest.number, newest.saved_by, newest.saved_at) == (2, "Mira Chen", clock.now)
    assert (first.number, first.built_in, first.words) == (1, True, built_in_words(*WELCOME))
    assert used_texts()[SPANISH].built_in
    assert Changed(settings=True) in told


def test_the_audit_trail_says_who_changed_what(records: Records, manager: StaffMember) -> None:
    save(records, manager, OWN)
    entry = AuditEntry.get()
    assert entry.by == "Mira Chen"
    assert entry.action == "mail text saved: Welcome Email, English, version 2"
    assert json.loads(entry.changes)["button"] == ["Set up my account", "Start"]


def test_saving_the_same_again_makes_no_version(records: Records, manager: StaffMember) -> None:
    save(records, manager, OWN)
    save(records, manager, replace(OWN, body=OWN.body + "  \r\n\r\n"))
    assert len(text_history(*WELCOME)) == 2


def test_the_front_desk_can_not_save(records: Records, front_desk: StaffMember) -> None:
    with pytest.raises(NotManager):
        save(records, front_desk, OWN)
    assert not MessageText.select().exists()


def test_one_bad_text_saves_none(records: Records, manager: StaffMember) -> None:
    with pytest.raises(TextsInvalid) as refused:
        save_texts(records, {WELCOME: OWN, SPANISH: replace(OWN, body="Hola {{ nombre }}")}, used_texts(), manager)
    assert {*refused.value.errors} == {SPANISH}
    assert "body" in refused.value.errors[SPANISH]
    assert not MessageText.select().exists()


def test_a_text_that_somebody_else_saved_meanwhile_is_not_overwritten(records: Records, manager: StaffMember) -> None:
    seen = used_texts()
    save(records, manager, OWN)
    with pytest.raises(TextChangedMeanwhile) as refused:
        save_texts(records, {WELCOME: replace(OWN, button="Other")}, seen, manager)
    assert refused.value.current.words == OWN
    assert used_texts()[WELCOME].words == OWN


def test_back_to_the_default_and_what_a_newer_program_says(
    records: Records, manager: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(records, manager, OWN)
    save(records, manager, built_in_words(*WELCOME))
    used = used_texts()[WELCOME]
    assert (used.built_in, used.number, used.words) == (True, 3, built_in_words(*WELCOME))
    newer = replace(built_in_words(*WELCOME), button="Begin")
    monkeypatch.setattr(kept, "built_in_words", lambda kind, language: newer)
    assert used_texts()[WELCOME].words == newer
    assert text_history(*WELCOME)[0].words != newer


def test_own_words_stay_when_a_newer_program_comes(
    records: Records, manager: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(records, manager, OWN)
    monkeypatch.setattr(kept, "built_in_words", lambda kind, language: replace(OWN, button="Begin"))
    assert used_texts()[WELCOME].words == OWN


# --- messages


def test_a_message_notes_its_version_at_its_first_try_and_keeps_it(
    records: Records, manager: StaffMember, clock: Clock
) -> None:
    save(records, manager, OWN)
    message = queue_message(records)
    assert message.text_version_id is None
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    assert claimed.text_version == text_history(*WELCOME)[0]
    outbox.record_retry(records, claimed, clock.now, "busy", "")
    save(records, manager, replace(OWN, button="Later"))
    again = outbox.claim_next(records, LEASE)
    assert again is not None
    assert again.text_version == claimed.text_version
    assert reread(message).text_version_id == claimed.text_version.id


def test_what_waits_untried_gets_the_newest_words(records: Records, manager: StaffMember) -> None:
    queue_message(records)
    save(records, manager, OWN)
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    assert claimed.text_version is not None
    assert claimed.text_version.words == OWN


def test_the_programs_own_words_become_a_version_when_they_are_first_sent(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sent(language: Language) -> kept.TextVersion:
        queue_message(records, language=language)
        claimed = outbox.claim_next(records, LEASE)
        assert claimed is not None
        assert claimed.text_version is not None
        return claimed.text_version

    first, same, spanish, chinese = (
        sent(language) for language in (Language.ENGLISH, Language.ENGLISH, Language.SPANISH, Language.CHINESE)
    )
    assert first == same == chinese
    assert (first.number, first.built_in, first.saved_by) == (1, True, "OP Portal")
    assert spanish.language is Language.SPANISH
    # An older and a newer program take turns: two versions, not one for each message.
    older = kept.built_in_words
    for _ in range(3):
        monkeypatch.setattr(kept, "built_in_words", lambda kind, language: OWN)
        newer = sent(Language.ENGLISH)
        monkeypatch.setattr(kept, "built_in_words", older)
        assert sent(Language.ENGLISH) == first
    assert newer.words == OWN
    assert [version.number for version in text_history(*WELCOME)] == [2, 1]


def test_a_text_message_has_no_version(records: Records) -> None:
    queue_message(records, kind=MessageKind.SIGN_IN_CODE)
    claimed = outbox.claim_next(records, LEASE, outbox.Channel.TEXT)
    assert claimed is not None
    assert claimed.text_version is None
