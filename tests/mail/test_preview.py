# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking at messages: old ones in the words they were sent with, new words with sample data, never a live secret."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.preview import preview, preview_words
from opportal_desktop.records import outbox
from opportal_desktop.records.message_texts import MailWords, built_in_words
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, store_settings
from opportal_desktop.registration.message_texts import TEXT_KEYS, TextKey, save_texts, used_texts
from opportal_desktop.registration.setup_links import setup_token, sign_in_code
from opportal_desktop.terms import Language, MessageKind, StaffMember
from tests.mail.test_compose import QUEUED, SETTINGS, bodies
from tests.records.outbox_rows import queue_message, reread

LEASE = dt.timedelta(minutes=1)
OWN = MailWords("Welcome to {{ practice }}", "Start", "Hello from all of us!\n\n{{ link }}")


@pytest.fixture(autouse=True)
def practice(records: Records) -> None:
    with records.transaction():
        store_settings(records, SETTINGS)


def test_a_sent_message_is_shown_as_it_was_sent(records: Records, manager: StaffMember) -> None:
    message = queue_message(records, to_address="ana@example.com")
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    sent = compose(claimed, SETTINGS, records.link_key)
    outbox.record_sent(records, claimed, "250 OK")
    save_texts(records, {(MessageKind.WELCOME, Language.ENGLISH): OWN}, used_texts(), manager)
    shown = preview(records, message.id)
    assert shown is not None
    assert (shown.subject, shown.sender, shown.to) == (sent["Subject"], sent["From"], "ana@example.com")
    assert shown.version == claimed.text_version
    token = setup_token(records.link_key, message.link_seed)
    text, html = bodies(sent)
    assert token in text
    assert shown.text.replace("\u00a0", " ") == text.replace(token, "…")
    assert shown.html.replace("\u00a0", " ") == html.replace(token, "…")


def test_a_waiting_message_is_shown_in_the_words_it_will_get(records: Records, manager: StaffMember) -> None:
    message = queue_message(records)
    save_texts(records, {(MessageKind.WELCOME, Language.ENGLISH): OWN}, used_texts(), manager)
    shown = preview(records, message.id)
    assert shown is not None
    assert "Hello from all of us!" in shown.text
    assert "Start:\nhttps://portal.willow.example/welcome/…" in shown.text
    assert reread(message).text_version_id is None


def test_a_code_is_never_shown(records: Records) -> None:
    message = queue_message(records, kind=MessageKind.SIGN_IN_CODE)
    shown = preview(records, message.id)
    assert shown is not None
    assert shown.text.startswith("Willow & Oak Pediatrics: •••••••• is your")
    assert sign_in_code(records.link_key, message.link_seed) not in repr(shown)
    assert shown.html == ""


def test_a_message_that_is_not_there_and_one_that_can_not_be_written(records: Records) -> None:
    assert preview(records, 4711) is None
    shown = preview(records, queue_message(records, to_address="no address").id)
    assert shown is not None
    assert "not valid" in shown.problem


@pytest.mark.parametrize("key", TEXT_KEYS, ids=lambda key: f"{key[0].value}-{key[1].value}")
def test_words_are_shown_with_sample_data(key: TextKey) -> None:
    shown = preview_words(*key, built_in_words(*key), SETTINGS, QUEUED)
    for form in (shown.subject, shown.text, shown.html.replace("&amp;", "&")):
        assert "Willow & Oak Pediatrics" in form
    assert f'lang="{key[1].value}"' in shown.html


def test_a_practice_that_has_set_up_nothing_sees_its_words_too() -> None:
    shown = preview_words(*TEXT_KEYS[0], OWN, replace(PracticeSettings(), practice_name="Oak"), QUEUED)
    assert shown.subject == "Welcome to Oak"
    assert "https://portal.example.com/welcome/…" in shown.text
