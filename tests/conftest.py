# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures for all tests: a real encrypted database, a clock that stands, and a log that must stay quiet."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from opportal_desktop.records.models import Staff
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.terms import StaffMember, StaffRole


class Clock:
    """Stands still until it is told otherwise."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def advance(self, **delta: float) -> None:
        self.now += dt.timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    return Clock(dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC))


@pytest.fixture
def records(tmp_path: Path, clock: Clock) -> Iterator[Records]:
    opened = create_records(tmp_path / "practice.opportal", secrets.token_bytes(32), clock=clock, busy_timeout_ms=2000)
    yield opened
    opened.close()


def _staff(clock: Clock, login: str, name: str, role: StaffRole) -> StaffMember:
    row = Staff.create(login=login, name=name, role=role, added_at=clock())
    return StaffMember(row.id, name, role)


@pytest.fixture
def front_desk(records: Records, clock: Clock) -> StaffMember:
    return _staff(clock, "rosa", "Rosa Delgado", StaffRole.FRONT_DESK)


@pytest.fixture
def manager(records: Records, clock: Clock) -> StaffMember:
    return _staff(clock, "mira", "Mira Chen", StaffRole.MANAGER)


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """As in the program (desktop/garbage.py): a window must not be destroyed on a thread that some test started."""
    gc.disable()
    yield
    left = _destroy_windows()
    for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
        if count > threshold:
            gc.collect(generation)
    assert not left, f"windows left to the collector, which destroys their parts in any order: {left}"


def _destroy_windows() -> list[str]:
    """Do what `deleteLater` asked for, which waits for an event loop; names the windows that nobody destroyed."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    from PySide6.QtCore import QEvent

    widgets.QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [
        type(widget).__qualname__
        for widget in widgets.QApplication.topLevelWidgets()
        if widget.parent() is None and type(widget).__module__.startswith(("opportal_desktop.", "tests."))
    ]


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A WARNING that the test did not expect fails it; a test that expects one clears `caplog` after looking."""
    caplog.set_level(logging.INFO)
    yield
    loud = [
        record
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING and not getattr(record, "expected", False)
    ]
    assert not loud, f"unexpected log records: {[(r.name, r.getMessage()) for r in loud]}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where everything must be there (CI), a skipped test is a failure."""
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped and os.environ.get("CI") == "true":
        terminalreporter.write_line(f"CI: {skipped} skipped, and nothing may be skipped here", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and os.environ.get("CI") == "true":
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
