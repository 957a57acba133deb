# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures for all tests: a real encrypted database, a clock that stands, and a log that must stay quiet."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from opportal_desktop.records.models import MODELS, Staff
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.server_address import Place, ServerAddress
from opportal_desktop.terms import StaffMember, StaffRole
from tests.postgresql_server import PostgresServer


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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgresql", action="store_true", help="keep the practice on a PostgreSQL server")
    parser.addoption("--stored", action="store_true", help="only tests that keep a practice somewhere")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    """A server of this test run's own."""
    server = PostgresServer()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def server_practice(postgresql: PostgresServer) -> tuple[ServerAddress, bytes]:
    """A database with an empty practice, for one test after the other: address and key."""
    from opportal_desktop.records.server_opening import create_on_server

    address, key = postgresql.address(postgresql.new_database()), secrets.token_bytes(32)
    create_on_server(address, key).close()
    return address, key


@pytest.fixture
def practice_place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Place, bytes]:
    """Where the test's practice is, set up and empty, with its key; the database is the one the run asks for."""
    if request.config.getoption("postgresql"):
        place: tuple[Place, bytes] = request.getfixturevalue("server_practice")
        return place
    place = tmp_path / "practice.opportal", secrets.token_bytes(32)
    create_records(*place).close()
    return place


@pytest.fixture
def records(practice_place: tuple[Place, bytes], clock: Clock) -> Iterator[Records]:
    opened = open_records(*practice_place, clock=clock, busy_timeout_ms=2000)
    yield opened
    if isinstance(practice_place[0], ServerAddress):
        _empty(opened)
    opened.close()


@pytest.fixture
def open_again(practice_place: tuple[Place, bytes], records: Records) -> Iterator[Callable[..., Records]]:
    """Opens the practice of `records` once more, as after a restart; `records` is closed before."""
    opened: list[Records] = []

    def open_(**how: int) -> Records:
        records.close()
        opened.append(open_records(*practice_place, clock=records.clock, **how))
        return opened[-1]

    yield open_
    for again in opened:
        again.close()


def hurry(records: Records) -> None:
    """Have this thread wait for another writer a moment only."""
    on_server = isinstance(records.place, ServerAddress)
    records.db.execute_sql("SET lock_timeout = 10" if on_server else "PRAGMA busy_timeout = 10")


def _empty(records: Records) -> None:
    """Leave the database to the next test as it came: quicker than a new one."""
    records.db.connect(reuse_if_open=True)
    emptied = "; ".join(f'DELETE FROM "{model._meta.table_name}"' for model in MODELS)
    numbered = [model._meta for model in MODELS if model._meta.auto_increment]
    from_one = "; ".join(f'ALTER SEQUENCE "{meta.table_name}_id_seq" RESTART' for meta in numbered)
    records.db.execute_sql(f"BEGIN; SET LOCAL session_replication_role = replica; {emptied}; {from_one}; COMMIT")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a server, what only a file has is not there to be tested; what stores nothing need not run twice."""

    def left_out(item: pytest.Item) -> bool:
        if config.getoption("postgresql") and item.get_closest_marker("file_only"):
            return True
        return config.getoption("stored") and "practice_place" not in getattr(item, "fixturenames", ())

    out = [item for item in items if left_out(item)]
    items[:] = [item for item in items if not left_out(item)]
    config.hook.pytest_deselected(items=out)


def _staff(clock: Clock, login: str, name: str, role: StaffRole) -> StaffMember:
    row = Staff.create(login=login, name=name, role=role, added_at=clock())
    return StaffMember(row.id, name, role)


@pytest.fixture
def front_desk(records: Records, clock: Clock) -> StaffMember:
    return _staff(clock, "rosa", "Rosa Delgado", StaffRole.FRONT_DESK)


@pytest.fixture
def manager(records: Records, clock: Clock) -> StaffMember:
    return _staff(clock, "mira", "Mira Chen", StaffRole.MANAGER)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a tmpfs of the size given; skipped where the user may not mount, but never in CI."""
    mounted: list[Path] = []

    def mount(size: str) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, text=True, check=False
        )
        if done.returncode:
            assert not os.environ.get("CI"), f"CI must be able to mount a small disk: {done.stderr}"
            pytest.skip("needs the right to mount")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", folder], check=True)


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
