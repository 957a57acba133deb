# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: PT012 - what is raised comes at a transaction's end
"""Connections to a real server that break, and a server that is stopped and started under the program's feet."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from opportal_desktop.records import postgresql
from opportal_desktop.records.models import Setting
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.records import Records, RecordsBusyError, ServerLostError, StorageError
from opportal_desktop.records.rows import put_setting
from opportal_desktop.records.server_address import ServerAddress
from opportal_desktop.records.server_watch import ServerWatch
from opportal_desktop.terms import Changed
from tests.breaking_proxy import BreakingProxy
from tests.postgresql_server import KEY, PASSWORD, PostgresServer


@pytest.fixture
def practice(postgresql: PostgresServer) -> Iterator[ServerAddress]:
    address = postgresql.new_practice()
    yield address
    postgresql.drop_database(address.database)


@pytest.fixture
def records(practice: ServerAddress) -> Iterator[Records]:
    opened = open_records(practice, KEY)
    yield opened
    opened.close()


@pytest.fixture
def proxy(postgresql: PostgresServer) -> Iterator[BreakingProxy]:
    with BreakingProxy(postgresql.port) as made:
        yield made


@pytest.fixture
def fragile(practice: ServerAddress, proxy: BreakingProxy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Records]:
    """The records behind the relay."""
    monkeypatch.setenv("OPPORTAL_DATABASE_PASSWORD", PASSWORD)
    address = replace(practice, host="127.0.0.1", port=proxy.port, parameters=(("sslmode", "disable"),))
    opened = open_records(address, KEY)
    yield opened
    opened.close()


def stored(key: str) -> str | None:
    row = Setting.get_or_none(Setting.key == key)
    return row.value if row else None


# --------------------------------------------------------------------------------------------------- one writer at once


def test_of_two_writers_one_waits_or_is_told(records: Records, practice: ServerAddress) -> None:
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with records.connection(), records.transaction():
            holding.set()
            done.wait(20)

    other = threading.Thread(target=hold)
    other.start()
    holding.wait(20)
    with pytest.raises(RecordsBusyError), records.transaction():
        pass
    # Readers do not wait.
    assert stored("anything") is None
    done.set()
    other.join()
    with records.transaction():
        put_setting("a", "1")
    assert stored("a") == "1"


def test_what_a_transaction_reads_stays_true(records: Records) -> None:
    """Eight threads read a number and write the next: none is lost."""
    put_setting("number", "0")
    threads = [threading.Thread(target=_count_up, args=(records,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stored("number") == "200"


def _count_up(records: Records) -> None:
    with records.connection():
        records.db.execute_sql("SET lock_timeout = '60s'")
        for _ in range(25):
            with records.transaction():
                put_setting("number", str(int(stored("number") or "") + 1))


def test_others_changes_are_noticed_and_own_ones_are_not(records: Records, practice: ServerAddress) -> None:
    before = records.data_version()
    with records.transaction():
        put_setting("a", "1")
    assert records.data_version() == before
    with pytest.raises(ZeroDivisionError), records.transaction():
        put_setting("a", str(1 / 0))
    assert records.data_version() == before

    def write() -> None:
        with records.connection(), records.transaction():
            put_setting("a", "2")

    other = threading.Thread(target=write)
    other.start()
    other.join()
    assert records.data_version() == before + 1


def test_what_is_remembered_is_read_again_after_any_commit(records: Records) -> None:
    assert records.unless_changed("a", lambda: stored("a")) is None
    with records.transaction():
        put_setting("a", "1")
    assert records.unless_changed("a", lambda: stored("a")) == "1"
    records.unless_changed("a", lambda: pytest.fail("read though nothing was written"))


# --------------------------------------------------------------------------------------------------------------- breaks


def test_a_read_on_a_broken_connection_is_made_again(fragile: Records, proxy: BreakingProxy) -> None:
    proxy.break_all()
    assert stored("a") is None
    proxy.break_all()
    with fragile.transaction():
        put_setting("a", "1")
    assert stored("a") == "1"


def test_a_break_within_a_transaction_undoes_it_and_says_so(fragile: Records, proxy: BreakingProxy) -> None:
    told: list[Changed] = []
    fragile.subscribe(told.append)
    with pytest.raises(ServerLostError) as caught, fragile.transaction():
        fragile.announce(Changed(settings=True))
        put_setting("a", "1")
        proxy.break_all()
        put_setting("b", "1")
    assert not caught.value.in_doubt
    assert isinstance(caught.value, StorageError)
    assert stored("a") is None
    with fragile.transaction():
        put_setting("c", "1")
    assert not told, "what was undone must not be announced with a later commit"


def test_a_commit_that_was_done_but_not_answered_counts_as_done(fragile: Records, proxy: BreakingProxy) -> None:
    told: list[Changed] = []
    fragile.subscribe(told.append)
    with fragile.transaction():
        put_setting("a", "1")
        fragile.announce(Changed(settings=True))
        proxy.break_after = b"COMMIT"
    assert stored("a") == "1"
    assert told == [Changed(settings=True)]


def test_the_outcome_is_found_among_others_commits(fragile: Records, records: Records, proxy: BreakingProxy) -> None:
    """`records` was made last, and so has the models; both are over one database."""
    for number in range(40):
        with fragile.transaction():
            records.db.execute_sql("SELECT 1")
            if number % 3 == 0:
                proxy.break_after = b"COMMIT"
        with records.transaction():
            put_setting("a", str(number))
    assert stored("a") == "39"


def test_a_commit_that_never_arrived_is_not_taken_for_done(fragile: Records, proxy: BreakingProxy) -> None:
    with pytest.raises(ServerLostError) as caught, fragile.transaction():
        put_setting("a", "1")
        proxy.break_before = b"COMMIT"
    assert not caught.value.in_doubt
    assert stored("a") is None


def test_a_pc_that_sleeps_in_the_middle_of_a_save_does_not_hold_the_others(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.db.execute_sql("SET idle_in_transaction_session_timeout = 50")
    asleep = threading.Event()
    with pytest.raises(ServerLostError), records.transaction():
        put_setting("a", "1")
        records_of_another = threading.Thread(target=_write_elsewhere, args=(records, asleep))
        records_of_another.start()
        assert asleep.wait(20), "the other one never got to write"
        records_of_another.join()
        put_setting("a", "2")
    assert stored("a") == "elsewhere"


def _write_elsewhere(records: Records, done: threading.Event) -> None:
    with records.connection():
        records.db.execute_sql("SET lock_timeout = '20s'")
        with records.transaction():
            put_setting("a", "elsewhere")
    done.set()


# ---------------------------------------------------------------------------------------------- the server is restarted


def test_a_restart_in_the_middle_is_survived(postgresql: PostgresServer, practice: ServerAddress) -> None:
    """Threads with pooled connections work on over two restarts; what they were told was saved is there."""
    # The tests' server does not wait for its disk; of its own memory an immediate stop would lose the last moment.
    records = open_records(replace(practice, parameters=(("options", "-c synchronous_commit=on"),)), KEY)
    stop, failures = threading.Event(), []
    saved: list[int] = []

    def work(worker: int) -> None:
        number = worker
        while not stop.is_set():
            try:
                # One after the other from the pool, or one for many.
                with records.connection():
                    for _ in range(1 + worker * 10):
                        with records.transaction():
                            put_setting(f"n{number}", "1")
                        saved.append(number)
                        number += 4
            except (RecordsBusyError, StorageError):
                failures.append(number)
                stop.wait(0.05)
            number += 4

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for mode in ("fast", "immediate"):
        seen = len(saved)
        while len(saved) < seen + 20:
            assert any(thread.is_alive() for thread in threads)
            stop.wait(0.01)
        postgresql.stop(mode)
        postgresql.start()
    seen = len(saved)
    while len(saved) < seen + 20:
        assert any(thread.is_alive() for thread in threads)
        stop.wait(0.01)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures, "the restarts went by unnoticed"
    assert {f"n{number}" for number in saved} <= {row.key for row in Setting.select()}
    records.close()


def test_the_watch_tells_of_changes_and_of_a_server_that_went_and_came(
    postgresql: PostgresServer, records: Records
) -> None:
    counted, gone, back = threading.Event(), threading.Event(), threading.Event()
    watch = ServerWatch(records.db, lambda _count: counted.set(), lambda reachable: (back if reachable else gone).set())
    watch.start()
    assert counted.wait(20)
    counted.clear()
    with records.transaction():
        put_setting("a", "1")
    assert counted.wait(3)
    postgresql.stop()
    try:
        assert gone.wait(20)
        # Nobody waits for a time-out now.
        with pytest.raises(ServerLostError):
            stored("a")
        with pytest.raises(ServerLostError), records.transaction():
            pass
    finally:
        postgresql.start()
    assert back.wait(20)
    assert stored("a") == "1"
    watch.stop()


# ------------------------------------------------------------------------------- nothing arrives, and nobody is told


@pytest.fixture
def window(fragile: Records, monkeypatch: pytest.MonkeyPatch) -> Records:
    """As the GUI thread has them."""
    monkeypatch.setattr(postgresql, "WINDOW_SECONDS", 0.3)
    monkeypatch.setattr(postgresql, "WATCH_SECONDS", 0.3)
    fragile.db.serve_window()
    return fragile


def test_a_window_waits_for_a_moment_only_and_then_for_nothing(window: Records, proxy: BreakingProxy) -> None:
    proxy.silent.set()
    with pytest.raises(ServerLostError):
        stored("a")
    # The network would be asked for five seconds and more.
    before = proxy.accepted
    for _ in range(3):
        with pytest.raises(ServerLostError):
            stored("a")
        with pytest.raises(ServerLostError), window.transaction():
            pass
    assert proxy.accepted == before, "a new connection was tried"


def test_a_write_that_nothing_answers_is_undone_and_said_so(window: Records, proxy: BreakingProxy) -> None:
    with pytest.raises(ServerLostError) as caught, window.transaction():
        proxy.silent.set()
        put_setting("a", "1")
    assert not caught.value.in_doubt
    assert not window.db.in_transaction()


def test_a_commit_that_nothing_answers_is_in_doubt(window: Records, proxy: BreakingProxy) -> None:
    with pytest.raises(ServerLostError) as caught, window.transaction():
        put_setting("a", "1")
        proxy.silent.set()
    assert caught.value.in_doubt
    assert not window.db.in_transaction()


def test_another_thread_that_connects_holds_no_window_up(window: Records, proxy: BreakingProxy) -> None:
    proxy.silent.set()
    before = proxy.accepted
    connecting = threading.Thread(target=_try_to_connect, args=(window,), daemon=True)
    connecting.start()
    while proxy.accepted == before:
        connecting.join(0.01)
    with pytest.raises(ServerLostError):
        stored("a")
    assert connecting.is_alive(), "the other one waits for the network still"
    proxy.break_all()
    connecting.join()


def _try_to_connect(records: Records) -> None:
    with contextlib.suppress(StorageError):
        records.db.connect()


def test_after_silence_a_window_works_on(window: Records, proxy: BreakingProxy) -> None:
    gone, back = threading.Event(), threading.Event()
    watch = ServerWatch(window.db, lambda _count: None, lambda reachable: (back if reachable else gone).set())
    watch.start()
    proxy.silent.set()
    assert gone.wait(20)
    with pytest.raises(ServerLostError):
        stored("a")
    proxy.silent.clear()
    proxy.break_all()
    assert back.wait(20)
    with window.transaction():
        put_setting("a", "1")
    assert stored("a") == "1"
    watch.stop()


def test_one_slow_answer_is_read_again_when_the_watch_has_looked(window: Records) -> None:
    with pytest.raises(ServerLostError):
        window.db.execute_sql("SELECT pg_sleep(0.5)")
    with pytest.raises(ServerLostError):
        stored("a")
    back = threading.Event()
    watch = ServerWatch(window.db, lambda _count: None, lambda reachable: reachable and back.set())
    watch.start()
    assert back.wait(20)
    assert stored("a") is None
    watch.stop()


# ---------------------------------------------------------------------------------------------- after a practice moved


def test_statistics_are_gathered(records: Records, postgresql: PostgresServer, practice: ServerAddress) -> None:
    records.db.gather_statistics()
    assert int(postgresql.sql(practice.database, "SELECT reltuples FROM pg_class WHERE relname = 'patient'")) >= 0


def test_statistics_that_another_one_gathers_do_no_harm(
    records: Records, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The server's own vacuum has the lock just then: the move, already committed, must not end in an error."""
    monkeypatch.setattr(postgresql, "STATISTICS_MS", 50)
    locked, done = threading.Event(), threading.Event()

    def vacuum() -> None:
        with records.connection(), records.db.atomic():
            records.db.execute_sql("LOCK TABLE patient IN SHARE UPDATE EXCLUSIVE MODE")
            locked.set()
            done.wait(20)

    other = threading.Thread(target=vacuum)
    other.start()
    locked.wait(20)
    with caplog.at_level("ERROR"):
        records.db.gather_statistics()
    done.set()
    other.join()
