# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the key comes from, on a real Secret Service: kept, absent, locked, silent; and never in clear by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from opportal_desktop.records import keys
from opportal_desktop.records.keys import (
    SMTP_PASSWORD,
    SecretError,
    delete_secret,
    find_key,
    get_secret,
    key_is_given,
    new_key,
    set_secret,
    store_key,
)
from opportal_desktop.records.opening import OpeningError, OpeningState, open_records
from opportal_desktop.records.recovery_code import parse_recovery_code, recovery_code

pytestmark = pytest.mark.file_only

if TYPE_CHECKING:
    from conftest import Practice


class InMemory(KeyringBackend):
    """A keyring of this process, for what does not need the real one."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPPORTAL_KEY", "OPPORTAL_KEY_FILE", "OPPORTAL_SMTP_PASSWORD", "OPPORTAL_SMTP_PASSWORD_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def use_keyring() -> Iterator[Callable[[KeyringBackend], None]]:
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.fixture
def memory(use_keyring: Callable[[KeyringBackend], None]) -> InMemory:
    backend = InMemory()
    use_keyring(backend)
    return backend


def state_of(path: Path, timeout_s: float = 10) -> OpeningState:
    with pytest.raises(OpeningError) as caught:
        find_key(path, timeout_s=timeout_s)
    return caught.value.state


def test_a_stored_key_opens_the_records(practice: Practice, memory: InMemory) -> None:
    store_key(practice.path, practice.key)
    assert find_key(practice.path) == practice.key
    open_records(practice.path, find_key(practice.path)).close()


def test_the_printed_code_alone_opens_the_file_on_another_computer(
    practice: Practice, memory: InMemory, tmp_path: Path
) -> None:
    printed = recovery_code(practice.key)
    moved = tmp_path / "new computer" / "practice.opportal"
    moved.parent.mkdir()
    moved.write_bytes(practice.path.read_bytes())
    assert state_of(moved) is OpeningState.NO_KEY
    key = parse_recovery_code(printed.lower())
    open_records(moved, key).close()
    store_key(moved, key)
    assert find_key(moved) == practice.key


def test_each_practice_has_an_entry_of_its_own_that_names_no_folder(tmp_path: Path, memory: InMemory) -> None:
    """Windows keeps one entry a service, so each has its own service, too."""
    first, second = tmp_path / "Zebulon" / "a", tmp_path / "Zebulon" / "b"
    store_key(first, new_key())
    store_key(second, new_key())
    set_secret(first, SMTP_PASSWORD, "x")
    assert len({service for service, _ in memory.entries}) == 3
    assert all(service.startswith("OP Portal Desktop (") for service, _ in memory.entries)
    assert "Zebulon" not in str(memory.entries)


def test_the_same_file_by_another_way_is_the_same_practice(
    practice: Practice, memory: InMemory, tmp_path: Path
) -> None:
    store_key(practice.path, practice.key)
    link = tmp_path / "link"
    link.symlink_to(practice.path.parent)
    assert find_key(link / practice.path.name) == practice.key


def test_no_file_comes_before_no_key(tmp_path: Path, memory: InMemory) -> None:
    assert state_of(tmp_path / "practice.opportal") is OpeningState.NO_FILE


def test_no_key(practice: Practice, memory: InMemory) -> None:
    assert state_of(practice.path) is OpeningState.NO_KEY


def test_an_entry_that_is_no_key(practice: Practice, memory: InMemory) -> None:
    memory.set_password(*keys._entry("practice-key", practice.path), "hello")
    assert state_of(practice.path) is OpeningState.KEY_UNREADABLE


@pytest.mark.parametrize("form", [bytes.hex, recovery_code, lambda key: f"  {recovery_code(key).lower()}\n"])
def test_the_environment_gives_the_key_in_either_form(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, form: Callable[[bytes], str]
) -> None:
    assert not key_is_given(practice.path)
    monkeypatch.setenv("OPPORTAL_KEY", form(practice.key))
    assert find_key(practice.path) == practice.key
    assert key_is_given(practice.path)


@pytest.mark.parametrize("given", [" ", "0" * 63, "hunter2", "0" * 66])
def test_a_given_key_that_is_none_is_told_and_nothing_else_is_tried(
    practice: Practice, memory: InMemory, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    store_key(practice.path, practice.key)
    monkeypatch.setenv("OPPORTAL_KEY", given)
    assert state_of(practice.path) is OpeningState.KEY_UNREADABLE


def test_a_private_key_file(practice: Practice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(recovery_code(practice.key) + "\n")
    file.chmod(0o600)
    monkeypatch.setenv("OPPORTAL_KEY_FILE", str(file))
    assert find_key(practice.path) == practice.key
    for mode in (0o640, 0o604, 0o660):
        file.chmod(mode)
        with pytest.raises(OpeningError) as caught:
            find_key(practice.path)
        assert caught.value.state is OpeningState.KEY_UNREADABLE
        assert "other users" in caught.value.happened
    file.unlink()
    with pytest.raises(OpeningError) as caught:
        find_key(practice.path)
    assert "missing" in caught.value.happened


class PlainFile(InMemory):
    """As keyrings.alt has one: encrypts nothing."""

    __module__ = "keyrings.alt.file"


class Chain(InMemory):
    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()
        self.backends = backends


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), PlainFile(), Chain(InMemory(), PlainFile())])
def test_a_keyring_that_keeps_nothing_or_in_clear_is_none(
    practice: Practice, use_keyring: Callable[[KeyringBackend], None], backend: KeyringBackend
) -> None:
    use_keyring(backend)
    assert state_of(practice.path) is OpeningState.KEYRING_ABSENT
    with pytest.raises(OpeningError) as caught:
        store_key(practice.path, practice.key)
    assert caught.value.state is OpeningState.KEYRING_ABSENT
    with pytest.raises(SecretError) as told:
        set_secret(practice.path, SMTP_PASSWORD, "hunter2")
    assert "OPPORTAL_SMTP_PASSWORD" in told.value.next_step
    assert "hunter2" not in str(told.value)
    assert get_secret(practice.path, SMTP_PASSWORD) is None
    delete_secret(practice.path, SMTP_PASSWORD)
    assert not getattr(backend, "entries", None)


class Forgetful(InMemory):
    def set_password(self, service: str, username: str, password: str) -> None:
        """Says nothing, keeps nothing."""


def test_what_was_stored_is_read_back(practice: Practice, use_keyring: Callable[[KeyringBackend], None]) -> None:
    use_keyring(Forgetful())
    with pytest.raises(OpeningError) as caught:
        store_key(practice.path, practice.key)
    assert caught.value.state is OpeningState.KEYRING_ABSENT


class Silent(InMemory):
    """Its prompt is open, and nobody answers until the test is over."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answer.wait(30)
        return None


def test_a_keyring_that_does_not_answer(practice: Practice, use_keyring: Callable[[KeyringBackend], None]) -> None:
    backend = Silent()
    use_keyring(backend)
    with pytest.raises(OpeningError) as caught:
        find_key(practice.path, timeout_s=0.05)
    assert caught.value.state is OpeningState.KEYRING_LOCKED
    assert "does not answer" in caught.value.happened
    with pytest.raises(SecretError, match="does not answer"):
        get_secret(practice.path, SMTP_PASSWORD, timeout_s=0.05)
    backend.answer.set()


class Broken(InMemory):
    def get_password(self, service: str, username: str) -> str | None:
        raise OSError(1312, "A specified logon session does not exist")


def test_a_keyring_with_an_error_of_its_own_is_not_no_key(
    practice: Practice, use_keyring: Callable[[KeyringBackend], None]
) -> None:
    """Or the user would be sent to the recovery code, or to setting up anew, by a hiccup."""
    use_keyring(Broken())
    assert state_of(practice.path) is OpeningState.KEYRING_LOCKED


def test_secrets_come_and_go(practice: Practice, memory: InMemory) -> None:
    assert get_secret(practice.path, SMTP_PASSWORD) is None
    set_secret(practice.path, SMTP_PASSWORD, "pä$$ wörd")
    assert get_secret(practice.path, SMTP_PASSWORD) == "pä$$ wörd"
    delete_secret(practice.path, SMTP_PASSWORD)
    delete_secret(practice.path, SMTP_PASSWORD)
    assert get_secret(practice.path, SMTP_PASSWORD) is None


def test_a_secret_too_long_for_windows_is_told(practice: Practice, memory: InMemory) -> None:
    set_secret(practice.path, SMTP_PASSWORD, "x" * 1280)
    with pytest.raises(SecretError, match="too long"):
        set_secret(practice.path, SMTP_PASSWORD, "x" * 1281)
    assert get_secret(practice.path, SMTP_PASSWORD) == "x" * 1280


def test_the_environment_gives_secrets(
    practice: Practice, memory: InMemory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_secret(practice.path, SMTP_PASSWORD, "from the keyring")
    file = tmp_path / "password"
    file.write_text("from the file\n")
    file.chmod(0o600)
    monkeypatch.setenv("OPPORTAL_SMTP_PASSWORD_FILE", str(file))
    assert get_secret(practice.path, SMTP_PASSWORD) == "from the file"
    file.chmod(0o644)
    with pytest.raises(SecretError, match="other users"):
        get_secret(practice.path, SMTP_PASSWORD)
    monkeypatch.setenv("OPPORTAL_SMTP_PASSWORD", "from the environment")
    assert get_secret(practice.path, SMTP_PASSWORD) == "from the environment"


def test_the_keyring_is_not_imported_until_it_is_asked(practice: Practice) -> None:
    program = (
        "import sys; from pathlib import Path; from opportal_desktop.records.keys import *\n"
        "import opportal_desktop.paths\n"
        "find_key(Path(sys.argv[1]))\n"
        "loaded = {name for name, module in sys.modules.items() if module}\n"
        "print({'keyring', 'platformdirs', 'playhouse.migrations', 'psycopg'} & loaded)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, practice.path],
        env={**os.environ, "OPPORTAL_KEY": practice.key.hex()},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "set()"


ASK = """
import sys
from pathlib import Path
from opportal_desktop.records.keys import *
from opportal_desktop.records.opening import OpeningError
path, key, timeout = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), float(sys.argv[4])
try:
    if sys.argv[3] == "store":
        store_key(path, key, timeout_s=timeout)
        set_secret(path, SMTP_PASSWORD, "secret", timeout_s=timeout)
    print("same" if find_key(path, timeout_s=timeout) == key else "other", get_secret(path, SMTP_PASSWORD))
    if sys.argv[3] == "delete":
        delete_secret(path, SMTP_PASSWORD)
        print(get_secret(path, SMTP_PASSWORD))
except OpeningError as error:
    print(error.state.name)
"""
UNLOCKED = 'printf "%s" "$PASSWORD" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'
LOCKED = 'gnome-keyring-daemon --start --components=secrets >/dev/null; exec "$@"'
NO_SERVICE = 'exec "$@"'


@pytest.fixture
def desktop_session(practice: Practice, tmp_path: Path) -> Callable[..., str]:
    """Asks for the key in a session of its own, with the user's keyring in `tmp_path`."""

    def ask(start: str, what: str, timeout: float = 20) -> str:
        command = [sys.executable, "-c", ASK, str(practice.path), practice.key.hex(), what, str(timeout)]
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("DBUS_", "GNOME_"))}
        # A service that D-Bus could start by itself is not to be found where none is wanted.
        services = tmp_path / "services"
        services.mkdir(exist_ok=True)
        configuration = tmp_path / "session.conf"
        configuration.write_text(
            '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"'
            ' "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">'
            f"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><servicedir>{services}</servicedir>"
            '<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>'
            '<allow own="*"/></policy></busconfig>'
        )
        runtime = tmp_path / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        done = subprocess.run(
            ["dbus-run-session", "--config-file", configuration, "--", "sh", "-c", start, "sh", *command],
            env={
                **environment,
                "HOME": str(tmp_path),
                "XDG_DATA_HOME": str(tmp_path / "data"),
                "XDG_RUNTIME_DIR": str(runtime),
                "PASSWORD": "open sesame",
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return ask


def test_a_real_keyring_keeps_it_from_one_session_to_the_next(
    desktop_session: Callable[..., str], practice: Practice, tmp_path: Path
) -> None:
    assert desktop_session(UNLOCKED, "store") == "same secret"
    assert desktop_session(UNLOCKED, "find") == "same secret"
    assert desktop_session(UNLOCKED, "delete") == "same secret\nNone"
    kept = b"".join(file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())
    assert kept
    assert practice.key.hex().encode() not in kept


def test_a_real_keyring_without_the_key(desktop_session: Callable[..., str]) -> None:
    assert desktop_session(UNLOCKED, "find") == "NO_KEY"


def test_a_real_keyring_that_stays_locked(desktop_session: Callable[..., str]) -> None:
    assert desktop_session(UNLOCKED, "store") == "same secret"
    assert desktop_session(LOCKED, "find", 3) == "KEYRING_LOCKED"


def test_a_desktop_without_a_secret_service(desktop_session: Callable[..., str]) -> None:
    assert desktop_session(NO_SERVICE, "find") == "KEYRING_ABSENT"
    assert desktop_session(NO_SERVICE, "store") == "KEYRING_ABSENT"


def test_keys_are_random() -> None:
    assert len(new_key()) == 32
    assert len({new_key() for _ in range(100)}) == 100
