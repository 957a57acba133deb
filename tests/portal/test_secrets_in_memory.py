# SPDX-License-Identifier: GPL-3.0-or-later
"""After first logins through the real server process: where its secrets still are, in files, rows and memory."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from opportal_desktop import __main__ as program
from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.keys import KEY_FILE_VARIABLE, new_key
from opportal_desktop.records.models import MODELS, AuditEntry, Message, Patient, Staff
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.setup_links import setup_token, sign_in_code
from opportal_desktop.terms import LoginMode, MessageKind, StaffMember, StaffRole
from tests.portal.test_race import Parent
from tests.registration.conftest import Desk

pytestmark = pytest.mark.file_only

PASSWORD = "violet-tractor-humming-quietly"
BORN = "2017-10-29"
TYPED_BORN = "month=10&day=29&year=2017"


@dataclass
class Serving:
    """The portal's own process, its practice and where it writes."""

    process: subprocess.Popen[str]
    port: int
    records: Records
    desk: Desk
    folder: Path


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    key, path, key_file = new_key(), tmp_path / "own" / "practice.opportal", tmp_path / "practice.key"
    path.parent.mkdir()
    key_file.write_text(key.hex())
    key_file.chmod(0o600)
    # The server's clock is the real one, and so is the desk's.
    records = create_records(path, key)
    row = Staff.create(login="rosa", name="Rosa Delgado", role=StaffRole.FRONT_DESK, added_at=records.clock())
    with records.transaction():
        store_settings(
            records,
            replace(
                load_settings(records),
                practice_name="Sunny Hill",
                practice_phone="+14135550100",
                portal_url="https://portal.example.org",
            ),
        )
    free = PortalServer()
    free.close()
    arguments = [sys.executable, "-m", "tests.portal.living_secrets", str(tmp_path), "admin", "portal"]
    arguments += ["--database", str(path), "--port", str(free.port), "--trusted-proxy", "127.0.0.1"]
    environment = {**os.environ, KEY_FILE_VARIABLE: str(key_file), "OPPORTAL_DATA_DIR": str(tmp_path / "data")}
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout.readline().startswith("Parents reach the portal")
        desk = Desk(records, StaffMember(row.id, row.name, row.role), records.clock)
        yield Serving(process, free.port, records, desk, tmp_path)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        records.close()


def first_login_by_password(serving: Serving) -> dict[str, str]:
    """Ana gets in and looks around; returns her secrets by name."""
    serving.desk.joint(serving.desk.patient(born=BORN))
    token = link_token(serving, MessageKind.WELCOME)
    parent = Parent(serving.port, 1)
    path = f"/welcome/{token}"
    assert parent.ask("GET", path) == 200
    assert parent.ask("POST", path, month="10", day="29", year="2017") == 303
    setup = session_of(parent)
    assert parent.ask("GET", "/password") == 200
    assert parent.ask("POST", "/password", password=PASSWORD, again=PASSWORD, button="save") == 303
    assert parent.location == "/family?notice=ready"
    assert parent.ask("GET", "/family") == 200
    parent.connection.close()
    return {"link": token, "password": PASSWORD, "setup session": setup, "session": session_of(parent)}


def first_login_by_code(serving: Serving) -> dict[str, str]:
    """Rui gets in by a text; returns his secrets by name."""
    records = serving.records
    with records.transaction():
        store_settings(
            records,
            replace(
                load_settings(records), login_mode=LoginMode.PASSWORDLESS, text_tested_at="2026-11-01T00:00:00+00:00"
            ),
        )
    patient = serving.desk.patient("Noah", "Silva", BORN)
    serving.desk.joint(patient, "rui@example.com", first="Rui", last="Silva", cell_phone="+14135550123")
    token = link_token(serving, MessageKind.WELCOME)
    parent = Parent(serving.port, 2)
    path = f"/welcome/{token}"
    assert parent.ask("GET", path) == 200
    assert parent.ask("POST", path, month="10", day="29", year="2017") == 303
    assert parent.ask("GET", "/code") == 200
    text = Message.get(Message.kind == MessageKind.SIGN_IN_CODE)
    code = sign_in_code(records.link_key, text.link_seed)
    assert parent.ask("POST", "/code", code=code) == 303
    assert parent.ask("GET", "/family") == 200
    parent.connection.close()
    return {"second link": token, "code": code, "second session": session_of(parent)}


def link_token(serving: Serving, kind: MessageKind) -> str:
    newest = Message.select().where(Message.kind == kind).order_by(Message.id.desc()).first()
    return setup_token(serving.records.link_key, newest.link_seed)


def session_of(parent: Parent) -> str:
    return parent.cookies["__Host-session"]


def memory(pid: int) -> Iterator[bytes]:
    """Each readable and writable region of a process: what a core dump would hold."""
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as mem:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            with contextlib.suppress(OSError):
                mem.seek(start)
                yield mem.read(end - start)


def in_memory(pid: int, secrets: dict[str, str]) -> dict[str, int]:
    """How many copies of each lie in the process's memory, in use or not; root may look."""
    found = dict.fromkeys(secrets, 0)
    for region in memory(pid):
        for name, secret in secrets.items():
            found[name] += region.count(secret.encode())
    return found


def others_come(serving: Serving, number: int) -> None:
    """Eight strangers look at the page and try a password."""
    for each in range(8):
        stranger = Parent(serving.port, 100 + 8 * number + each)
        stranger.ask("GET", "/sign-in")
        stranger.ask("POST", "/sign-in", email=f"nobody{each}@example.com", password="something else altogether")
        stranger.connection.close()


def look_for(serving: Serving, secrets: dict[str, str]) -> tuple[str, list[str]]:
    """Ask the process itself: whether its memory is open, and what in it still holds a secret."""
    (serving.folder / "secrets").write_text("\n".join(value.encode().hex() for value in secrets.values()))
    serving.process.send_signal(signal.SIGUSR1)
    end = time.monotonic() + 60
    while not (serving.folder / "holders").exists():
        assert time.monotonic() < end
        threading.Event().wait(0.05)
    first, *holders = (serving.folder / "holders").read_text().splitlines()
    return first, holders


@pytest.mark.timeout(180)
def test_after_first_logins_nothing_keeps_their_secrets(serving: Serving) -> None:
    secrets = first_login_by_password(serving) | first_login_by_code(serving)
    assert len(set(secrets.values())) == 7
    others_come(serving, 0)

    dumpable, holders = look_for(serving, secrets | {"control": "https://portal.example.org"})
    assert dumpable == "dumpable 0", "another process of the same user may read the memory"
    assert [line for line in holders if line.startswith("7:")], "what is kept is found"
    assert [line for line in holders if not line.startswith("7:")] == []

    with serving.records.connection():
        for model in MODELS:
            rows = repr(list(model.select().dicts()))
            assert [name for name, secret in secrets.items() if secret in rows] == [], model
            if BORN in rows or repr(dt.date.fromisoformat(BORN)) in rows:
                assert model in (Patient, AuditEntry), model
    for file in serving.folder.rglob("*"):
        if file.is_file() and file.name != "secrets":
            content = file.read_bytes()
            for name, secret in (secrets | {"date of birth": BORN, "typed date": TYPED_BORN}).items():
                assert secret.encode() not in content, (name, file)
    assert list(serving.folder.rglob("*.log")), "it wrote a log"

    if os.geteuid() == 0:
        # Python can't overwrite a string; what it freed lies there until it is used again. docs/security.md tells.
        print("copies in freed memory:", in_memory(serving.process.pid, secrets | {"typed date": TYPED_BORN}))
    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(30) == 0
    said = serving.process.stdout.read()
    assert [name for name, secret in secrets.items() if secret in said] == []


ABORT = "import os, opportal_desktop.__main__ as program; {before}; os.abort()"


@pytest.mark.skipif(sys.platform != "linux", reason="cores as Linux writes them")
def test_a_crash_writes_no_core(tmp_path: Path) -> None:
    """The same crash writes one without our doing, where the machine lets it."""

    def dumped(before: str) -> bool:
        process = subprocess.Popen(
            [sys.executable, "-c", ABORT.format(before=before)],
            cwd=tmp_path,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (hard, hard)),
        )
        _, status = os.waitpid(process.pid, 0)
        process.returncode = status
        assert os.WTERMSIG(status) == signal.SIGABRT
        return os.WCOREDUMP(status)

    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    if hard == resource.RLIM_INFINITY and Path("/proc/sys/kernel/core_pattern").read_text().strip() == "core":
        assert dumped("pass")
    for core in tmp_path.glob("core*"):
        core.unlink()
    assert not dumped("program.hold_back_core_dumps()")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["--version"], ["admin", "--help"]])
def test_every_command_holds_cores_back(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    held: list[bool] = []
    monkeypatch.setattr(program, "hold_back_core_dumps", lambda: held.append(True))
    monkeypatch.setattr(sys, "argv", ["opportal", *arguments])
    with pytest.raises(SystemExit):
        program.main()
    assert held == [True]


def test_limits_that_root_set_are_kept(tmp_path: Path) -> None:
    """A service with LimitCORE=0, run by a user who may not raise it."""
    look = "import resource; from opportal_desktop.core_dumps import hold_back_core_dumps as h; h(); "
    look += "print(resource.getrlimit(resource.RLIMIT_CORE))"
    done = subprocess.run(
        [sys.executable, "-c", look],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() in ("(0, 0)", "(1, 1)")
