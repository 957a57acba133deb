# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the program on a throw-away sample practice, with an inbox that catches its mail and the portal, all here."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from opportal_desktop.app import Program, StartOptions, run_desktop
from opportal_desktop.demo.inbox_server import CaughtMail, InboxServer
from opportal_desktop.demo.inbox_texts import InboxTexts
from opportal_desktop.demo.sample_practice import fill_sample_practice
from opportal_desktop.desktop.demo_inbox import DemoInbox
from opportal_desktop.desktop.theme import Scheme
from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.keys import KEY_FILE_VARIABLE, new_key
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.practice import practice_rules, staff_member
from opportal_desktop.terms import SmtpSecurity

log = logging.getLogger(__name__)

DESK_NAME = "Rosa Delgado"
UNDO_SECONDS = 3
"""Long enough to see that a Welcome Email can be taken back, short enough not to wait for it."""
TEXT_ACCOUNT = "AC" + "0" * 32
TEXT_FROM = "+14135550100"
"""Texts go to the inbox whatever stands here; with it only the test text is missing for passwordless login."""


class Demo:
    """What a running demo consists of; the journey drives the same parts that a person uses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inbox = InboxServer(self._on_caught)
        self.portal = PortalServer()
        self.inbox_window: DemoInbox | None = None
        self.program: Program | None = None

    @property
    def database(self) -> Path:
        return self.folder / "practice.opportal"

    def open_inbox(self, program: Program) -> None:
        """Show the inbox beside the program's window."""
        assert program.records is not None  # noqa: S101 - they are open when one can work
        window = DemoInbox(self.inbox.caught(), moment=practice_rules(program.records).moment)
        self.inbox_window = window
        self.program = program
        program.window.add_window("&Demo Inbox", self.show_inbox)
        # The desk's window is what one came for: the inbox lies behind it.
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        window.show()
        program.window.raise_()
        program.window.activateWindow()

    def show_inbox(self) -> None:
        """Bring the inbox to the front."""
        if self.inbox_window is not None:
            self.inbox_window.show()
            self.inbox_window.raise_()
            self.inbox_window.activateWindow()

    def _on_caught(self, mail: CaughtMail) -> None:
        """On the server's thread."""
        if self.inbox_window is not None:
            self.inbox_window.catch(mail)


def run_demo(
    journey_screenshots: Path | None = None, scheme: str | None = None, on_ready: Callable[[Demo], None] | None = None
) -> int:
    """Run the demo until its window is closed; everything it made is deleted then.

    Args:
        journey_screenshots: do the main job by itself, with screenshots into this folder, and quit.
        on_ready: called once one can work.

    Returns:
        The exit code: 0, or 1 if the journey did not see what it should.
    """
    folder = Path(tempfile.mkdtemp(prefix="opportal-demo-"))
    demo = Demo(folder)
    outcome = [0]
    try:
        demo.inbox.start()
        make_practice(demo)
        print(f"Sample practice: {demo.database} (deleted when the demo ends)")  # noqa: T201

        def ready(program: Program) -> None:
            assert program.records is not None  # noqa: S101 - they are open when one can work
            demo.portal.start(program.records)
            demo.open_inbox(program)
            if on_ready is not None:
                on_ready(demo)
            if journey_screenshots is not None:
                from opportal_desktop.demo.journey import start_journey

                start_journey(demo, journey_screenshots, outcome)

        options = StartOptions(
            database=demo.database,
            development=folder,
            scheme=Scheme(scheme) if scheme else None,
            on_ready=ready,
            make_text_transport=lambda settings, token: InboxTexts(demo.inbox),
        )
        return run_desktop(options) or outcome[0]
    finally:
        demo.inbox.stop()
        demo.portal.close()
        shutil.rmtree(folder, ignore_errors=True)


def make_practice(demo: Demo) -> None:
    """Create the sample practice's encrypted file; its key is in a private file beside it, not in anybody's keyring."""
    key = new_key()
    key_file = demo.folder / "practice.key"
    descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex())
    os.environ[KEY_FILE_VARIABLE] = str(key_file)
    records = create_records(demo.database, key)
    try:
        import getpass

        desk = staff_member(records, getpass.getuser(), DESK_NAME)
        fill_sample_practice(records, desk, practice_rules(records).today)
        with records.transaction():
            settings = load_settings(records)
            store_settings(
                records,
                replace(
                    settings,
                    # By name, and not 127.0.0.1: browsers allow passkeys without TLS there only.
                    portal_url=f"http://localhost:{demo.portal.port}",
                    smtp_host=demo.inbox.host,
                    smtp_port=demo.inbox.port,
                    smtp_security=SmtpSecurity.PLAIN,
                    smtp_user="",
                    undo_seconds=UNDO_SECONDS,
                    text_account=TEXT_ACCOUNT,
                    text_from=TEXT_FROM,
                ),
            )
    finally:
        records.close()
