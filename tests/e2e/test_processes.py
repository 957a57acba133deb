# SPDX-License-Identifier: GPL-3.0-or-later
"""Several real processes: a second start, and an end in the middle of a mail."""

from __future__ import annotations

import os
import re
import secrets
import signal
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest

from opportal_desktop.demo.sample_practice import JOURNEY_HOME_EMAIL, fill_sample_practice
from opportal_desktop.records.models import Contact, FamilyContact
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.family_contacts import list_family_contacts
from opportal_desktop.registration.practice import practice_rules, staff_member
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, SmtpSecurity
from tests.e2e.real_desktop import RealDesktop, RunningProgram, need, until
from tests.mail.mail_servers import ScriptedServer, Silence

pytestmark = pytest.mark.e2e


class Office:
    """A practice's file with its key, and programs started on it."""

    def __init__(self, desktop: RealDesktop, folder: Path, name: str) -> None:
        self._desktop = desktop
        self.folder = folder
        self.database = folder / "practice.opportal"
        self.key = secrets.token_bytes(32)
        key_file = folder / "key"
        folder.mkdir()
        key_file.touch(mode=0o600)
        key_file.write_text(self.key.hex())
        records = create_records(self.database, self.key)
        with records.transaction():
            store_settings(records, replace(load_settings(records), practice_name=name))
        records.close()

    def start(self) -> RunningProgram:
        arguments = ("--database", str(self.database), "--development", str(self.folder / "user"))
        return self._desktop.opportal(*arguments, OPPORTAL_KEY_FILE=str(self.folder / "key"))


def in_front(desktop: RealDesktop) -> str:
    """The title of the program's window that lies over all others."""
    shown = re.findall(r'"(.* – OP Portal)"', desktop.ask("xwininfo", "-root", "-tree"))
    return shown[0] if shown else ""


def test_a_second_start_raises_the_first(desktop: RealDesktop, tmp_path: Path) -> None:
    need("xwininfo")
    willow, river = Office(desktop, tmp_path / "a", "Willow"), Office(desktop, tmp_path / "b", "River")
    first = willow.start()
    until(lambda: in_front(desktop).startswith("Willow"), "the first program's window")
    river.start()
    until(lambda: in_front(desktop).startswith("River"), "another practice's window over it")
    assert willow.start().wait() == 0
    until(lambda: in_front(desktop).startswith("Willow"), "the first program's window in front again")
    assert first.process.poll() is None


def test_the_claim_of_a_killed_program_does_not_keep_the_next_one_out(desktop: RealDesktop, tmp_path: Path) -> None:
    need("xwininfo")
    office = Office(desktop, tmp_path / "a", "Willow")
    first = office.start()
    until(lambda: in_front(desktop).startswith("Willow"), "the window")
    os.killpg(first.process.pid, signal.SIGKILL)
    first.wait()
    second = office.start()
    until(lambda: in_front(desktop).startswith("Willow"), "the next start's window")
    second.process.send_signal(signal.SIGTERM)
    assert second.wait() == 0, second.output


def queue_a_welcome_email(office: Office, port: int) -> None:
    """The Save that promises it, by a program that is gone before the mail can leave."""
    records = open_records(office.database, office.key)
    by = staff_member(records, "rosa", "Rosa Delgado")
    fill_sample_practice(records, by, practice_rules(records).today)
    settings = replace(
        load_settings(records),
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_security=SmtpSecurity.PLAIN,
        smtp_user="",
        portal_url="https://portal.example.com",
        undo_seconds=0,
    )
    with records.transaction():
        store_settings(records, settings)
    contact = Contact.get(Contact.home_email == JOURNEY_HOME_EMAIL)
    link = FamilyContact.get(FamilyContact.contact == contact.id)
    draft = load_contact_draft(records, link.patient_id, contact.id)
    saved = save_contact(records, replace(draft, authority=Authority.JOINT), by, base=draft)
    assert saved.sent_to == (JOURNEY_HOME_EMAIL,)
    assert any(row.status.cell == "Sending" for row in list_family_contacts(records, link.patient_id))
    records.close()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_mail_in_flight_at_the_end_goes_out_at_the_next_start_with_the_same_message_id(
    desktop: RealDesktop, tmp_path: Path, end: signal.Signals
) -> None:
    office = Office(desktop, tmp_path / "a", "Willow")
    with ScriptedServer(BODY=[Silence, b"250 2.0.0 taken"]) as server:
        queue_a_welcome_email(office, server.port)
        first = office.start()
        assert server.body_received.wait(60), first.output
        first.process.send_signal(end)
        assert first.wait() == (0 if end is signal.SIGTERM else -end), first.output
        assert len(server.messages) == 1
        second = office.start()
        until(lambda: len(server.messages) == 2, "the mail of the next start")
        second.process.send_signal(signal.SIGTERM)
        assert second.wait() == 0, second.output
        one, two = (message_from_bytes(raw) for raw in server.messages)
    assert one["Message-ID"] == two["Message-ID"]
    assert (one["To"], one["Subject"]) == (two["To"], two["Subject"])
