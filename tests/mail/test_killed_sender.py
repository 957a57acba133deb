# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed in the middle of a dialogue: the next start sends the same message, and loses none."""

from __future__ import annotations

import datetime as dt
import secrets
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

import pytest

from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.drain import LEASE
from opportal_desktop.mail.mail_thread import MailThread
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.postgresql import IDLE_IN_TRANSACTION_MS
from opportal_desktop.terms import MessageState
from tests.mail.mail_servers import DEFAULT, ServerFactory, Silence
from tests.mail.test_drain import News, set_up, settings_for, transport
from tests.records.outbox_rows import queue_message, reread

SENDER = """
import sys, threading
from pathlib import Path
from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.mail_thread import MailThread
from opportal_desktop.mail.smtp import SmtpTransport, mail_server
from opportal_desktop.records.opening import open_records

records = open_records(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
MailThread(
    records,
    make_transport=lambda settings: SmtpTransport(mail_server(settings), lambda: None),
    compose=compose,
    still_wanted=lambda records, ids: ids,
).start()
threading.Event().wait()
"""


@pytest.mark.parametrize(("where", "copies"), [("EHLO", 1), ("MAIL", 1), ("RCPT", 1), ("DATA", 1), ("BODY", 2)])
def test_killed_in_the_middle(tmp_path: Path, scripted: ServerFactory, where: str, copies: int) -> None:
    key = secrets.token_bytes(32)
    server = scripted(**{where: [Silence, DEFAULT[where]]})
    records = create_records(tmp_path / "practice.opportal", key, busy_timeout_ms=2000)
    try:
        set_up(records, settings_for(server))
        message = queue_message(records)
        command = [sys.executable, "-c", SENDER, str(tmp_path / "practice.opportal"), key.hex()]
        with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as sender:
            try:
                assert server.silent.wait(30)
            finally:
                sender.kill()
        assert reread(message).state is (MessageState.QUEUED if where == "EHLO" else MessageState.SENDING)
        news = News(records)
        thread = MailThread(
            records, make_transport=transport, compose=compose, still_wanted=lambda records, ids: ids, sole_sender=True
        )
        thread.start()
        news.wait_until(lambda: reread(message).state is MessageState.SENT)
        assert thread.stop()
        assert [message_from_bytes(raw)["Message-ID"] for raw in server.messages] == [message.rfc_message_id] * copies
    finally:
        records.close()


def test_a_sender_that_stands_still_keeps_no_other_from_recording_until_its_lease_ends() -> None:
    """What one has sent and cannot record before its lease ends, another sends again."""
    assert dt.timedelta(milliseconds=IDLE_IN_TRANSACTION_MS) < LEASE / 10
