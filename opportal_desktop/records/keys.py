# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice's key and the mail server's password: from the environment, a private file, or the OS keyring.

Never from or to a place that keeps them in clear, unless IT gave the key in a file on purpose.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from opportal_desktop.records import opening_states
from opportal_desktop.records.opening import require_file
from opportal_desktop.records.opening_states import OpeningError, OpeningState, Words
from opportal_desktop.records.recovery_code import RecoveryCodeError, parse_recovery_code
from opportal_desktop.records.server_address import Place, ServerAddress

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KEY_VARIABLE = "OPPORTAL_KEY"
KEY_FILE_VARIABLE = "OPPORTAL_KEY_FILE"
SMTP_PASSWORD = "smtp-password"  # noqa: S105
TEXT_TOKEN = "text-token"  # noqa: S105
DATABASE_PASSWORD = "database-password"  # noqa: S105
_SERVICE = "OP Portal Desktop"
_KEY_NAME = "practice-key"
_KEY_BYTES = 32
# Long enough to type the keyring's password into its prompt.
KEYRING_TIMEOUT_S = 60.0
# Windows' limit for one entry, which it keeps in UTF-16.
_MAX_SECRET_BYTES = 2560
# They keep secrets in clear, or not at all.
_UNSAFE_BACKENDS = ("keyrings.alt.", "keyring.backends.null", "keyring.backends.fail")

_T = TypeVar("_T")


class SecretError(Exception):
    """A secret could not be kept or read; `happened`, `safe` and `next_step` say so in plain words, without it."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.happened)
        self.happened = words.happened
        self.safe = words.safe
        self.next_step = words.next_step


class KeyringAbsentError(Exception):
    """This computer has no keyring that keeps secrets safe."""


class KeyringLockedError(Exception):
    """The keyring is locked and was not unlocked."""


class KeyringSilentError(Exception):
    """The keyring did not answer in time; a prompt may be waiting somewhere."""


def new_key() -> bytes:
    """A random key of 256 bits for a new practice."""
    return secrets.token_bytes(_KEY_BYTES)


def find_key(path: Place, *, timeout_s: float = KEYRING_TIMEOUT_S) -> bytes:
    """The key of the practice's file: from OPPORTAL_KEY, the file OPPORTAL_KEY_FILE, or this user's keyring.

    May wait for the user to unlock the keyring: not for the GUI thread.

    Raises:
        OpeningError: what `require_file` finds first; KEY_UNREADABLE, KEYRING_ABSENT, KEYRING_LOCKED or NO_KEY.
    """
    if isinstance(path, Path):
        require_file(path)
    given = _given_key(path)
    if given is not None:
        return given
    with _keyring_refusals(path):
        stored = _in_time(lambda: _keyring().get_password(*_entry(_KEY_NAME, path)), timeout_s)
    if not stored:
        raise OpeningError(OpeningState.NO_KEY, path)
    return _parse(stored, path)


def key_is_given(path: Place) -> bool:
    """Whether the environment names the key, so that set-up need not store it.

    Raises:
        OpeningError: KEY_UNREADABLE: it does, but the key can't be used.
    """
    return _given_key(path) is not None


def given_key(path: Place) -> bytes | None:
    """The key that the environment names, for a file that need not exist yet; None when it names none.

    Raises:
        OpeningError: KEY_UNREADABLE: it does, but the key can't be used.
    """
    return _given_key(path)


def key_is_stored(path: Place, *, timeout_s: float = KEYRING_TIMEOUT_S) -> bool:
    """Whether this user's keyring has a key for a file in this place, which need not exist (any more).

    Raises:
        OpeningError: KEYRING_ABSENT or KEYRING_LOCKED.
    """
    with _keyring_refusals(path):
        return bool(_in_time(lambda: _keyring().get_password(*_entry(_KEY_NAME, path)), timeout_s))


def forget_key(path: Place, *, timeout_s: float = KEYRING_TIMEOUT_S) -> None:
    """Remove the key of a set-up that did not come about; not an error when there is none.

    Raises:
        OpeningError: KEYRING_LOCKED; it may still be there.
    """
    try:
        with _keyring_refusals(path):
            _in_time(lambda: _delete(_KEY_NAME, path), timeout_s)
    except OpeningError as error:
        if error.state is not OpeningState.KEYRING_ABSENT:
            raise


def store_key(path: Place, key: bytes, *, timeout_s: float = KEYRING_TIMEOUT_S) -> None:
    """Keep the key in this user's keyring, and read it back.

    Raises:
        OpeningError: KEYRING_ABSENT or KEYRING_LOCKED; it was not stored.
    """
    with _keyring_refusals(path):
        _in_time(lambda: _store(_KEY_NAME, path, key.hex()), timeout_s)


def get_secret(path: Place, name: str, *, timeout_s: float = KEYRING_TIMEOUT_S) -> str | None:
    """A secret of the practice at `path`: from the environment (OPPORTAL_SMTP_PASSWORD for "smtp-password", or the
    private file that OPPORTAL_SMTP_PASSWORD_FILE names), else from the keyring; None when there is none.

    Raises:
        SecretError: there may be one, but it can't be reached.
    """
    variable = _variable(name)
    if given := os.environ.get(variable):
        return given
    if file := os.environ.get(f"{variable}_FILE"):
        try:
            return _read_private(Path(file))
        except OSError as error:
            raise SecretError(_secret_file_words(variable)) from error
    try:
        return _in_time(lambda: _keyring().get_password(*_entry(name, path)), timeout_s)
    except KeyringAbsentError:
        # Nothing can have been stored here.
        return None
    except (KeyringLockedError, KeyringSilentError) as error:
        raise SecretError(_keyring_words(error, name)) from error


def set_secret(path: Place, name: str, value: str, *, timeout_s: float = KEYRING_TIMEOUT_S) -> None:
    """Keep a secret in the keyring, and read it back.

    Raises:
        SecretError: it was not kept; the words name the other ways.
    """
    if len(value.encode("utf-16-le")) > _MAX_SECRET_BYTES:
        raise SecretError(
            Words(
                "This password is too long for the computer's keyring (1,280 characters at most).",
                "Nothing was stored.",
                "Check that only the password was pasted.",
            )
        )
    try:
        _in_time(lambda: _store(name, path, value), timeout_s)
    except (KeyringAbsentError, KeyringLockedError, KeyringSilentError) as error:
        raise SecretError(_keyring_words(error, name)) from error


def delete_secret(path: Place, name: str, *, timeout_s: float = KEYRING_TIMEOUT_S) -> None:
    """Remove a secret from the keyring; not an error when there is none.

    Raises:
        SecretError: it could not be removed.
    """
    try:
        _in_time(lambda: _delete(name, path), timeout_s)
    except KeyringAbsentError:
        return
    except (KeyringLockedError, KeyringSilentError) as error:
        raise SecretError(_keyring_words(error, name)) from error


@contextmanager
def _keyring_refusals(path: Place) -> Iterator[None]:
    """Turn what the keyring says into a state of the opening."""
    try:
        yield
    except KeyringAbsentError as error:
        raise OpeningError(OpeningState.KEYRING_ABSENT, path) from error
    except KeyringLockedError as error:
        raise OpeningError(OpeningState.KEYRING_LOCKED, path) from error
    except KeyringSilentError as error:
        raise OpeningError(OpeningState.KEYRING_LOCKED, path, opening_states.KEYRING_SILENT) from error


def _given_key(path: Place) -> bytes | None:
    if text := os.environ.get(KEY_VARIABLE):
        return _parse(text, path)
    if file := os.environ.get(KEY_FILE_VARIABLE):
        try:
            text = _read_private(Path(file))
        except PermissionError as error:
            raise OpeningError(OpeningState.KEY_UNREADABLE, path, opening_states.KEY_FILE_OPEN_TO_OTHERS) from error
        except OSError as error:
            raise OpeningError(OpeningState.KEY_UNREADABLE, path, opening_states.KEY_FILE_MISSING) from error
        return _parse(text, path)
    return None


def _parse(text: str, path: Place) -> bytes:
    text = text.strip()
    if re.fullmatch(r"[0-9a-fA-F]{64}", text):
        return bytes.fromhex(text)
    try:
        return parse_recovery_code(text)
    except RecoveryCodeError:
        raise OpeningError(OpeningState.KEY_UNREADABLE, path) from None


def _read_private(file: Path) -> str:
    """The text of a file that no other user may read. Raises PermissionError when others may."""
    with file.open("rb") as opened:
        # Of the opened file: looking at the name first would leave a moment to exchange it.
        if os.name == "posix" and os.fstat(opened.fileno()).st_mode & 0o077:
            raise PermissionError("a file of secrets must be private")
        return opened.read(65536).decode("utf-8", "replace").strip()


def _entry(name: str, path: Place) -> tuple[str, str]:
    """Service and user name of an entry.

    The service differs for each: Windows keeps one entry a service, and moves an older one away when a second user
    name comes. The path is hashed, for it can hold people's names.
    """
    if isinstance(path, ServerAddress):
        # Neither another certificate file nor another user makes it another practice.
        known_by = str(replace(path, parameters=(), user="", host=path.host.casefold()))
    else:
        known_by = os.path.normcase(path.absolute().resolve())
    place = hashlib.sha256(known_by.encode("utf-8", "surrogateescape")).hexdigest()
    return f"{_SERVICE} ({name} {place[:12]})", place[:32]


def _variable(name: str) -> str:
    return "OPPORTAL_" + name.upper().replace("-", "_")


def _keyring() -> KeyringBackend:
    # Slow to import (50 ms), and not needed where the key is given.
    import keyring

    backend = keyring.get_keyring()
    # A chain of several is as safe as its least safe link.
    links = getattr(backend, "backends", None) or [backend]
    if any(f"{type(link).__module__}.".startswith(_UNSAFE_BACKENDS) for link in links):
        raise KeyringAbsentError
    return backend


def _store(name: str, path: Place, value: str) -> None:
    service, user = _entry(name, path)
    backend = _keyring()
    backend.set_password(service, user, value)
    if backend.get_password(service, user) != value:
        raise KeyringAbsentError


def _delete(name: str, path: Place) -> None:
    from keyring.errors import PasswordDeleteError

    service, user = _entry(name, path)
    backend = _keyring()
    if backend.get_password(service, user) is None:
        return
    try:
        backend.delete_password(service, user)
    except PasswordDeleteError as error:
        raise KeyringLockedError from error


def _in_time(call: Callable[[], _T], timeout_s: float) -> _T:
    """Call the keyring on a thread that may be left behind: with a prompt open it answers when the user does, or never.

    Raises:
        KeyringAbsentError, KeyringLockedError, KeyringSilentError
    """
    answers: list[_T] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            answers.append(call())
        except Exception as error:  # noqa: BLE001  (told apart below, on the caller's thread)
            errors.append(error)

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(timeout_s)
    if answers:
        return answers[0]
    if errors:
        raise _keyring_error(errors[0])
    raise KeyringSilentError


def _keyring_error(error: Exception) -> Exception:
    """Backends let their own errors through (D-Bus, win32): what is no known case counts as locked, so that the
    user is told to unlock or sign in again, and never as "no key is stored"."""
    from keyring.errors import InitError, NoKeyringError

    if isinstance(error, KeyringAbsentError | KeyringLockedError):
        return error
    # The Secret Service has no keyring yet, and the user closed the prompt that would have made one.
    dismissed = type(error.__cause__).__name__ == "PromptDismissedException"
    absent = isinstance(error, NoKeyringError | InitError) and not dismissed
    known = KeyringAbsentError() if absent else KeyringLockedError()
    known.__cause__ = error
    return known


def _keyring_words(error: Exception, name: str) -> Words:
    if isinstance(error, KeyringAbsentError):
        return Words(
            "This computer has no safe place for passwords (no keyring service is running).",
            "The password was not stored: it is never written to the disk unprotected.",
            f"Ask IT to start a keyring, or to give the password in {_variable(name)}, or in a file that only you can "
            f"read, named in {_variable(name)}_FILE.",
        )
    if isinstance(error, KeyringLockedError):
        return Words(
            "The computer's keyring, which keeps passwords, is locked.",
            "Nothing was changed.",
            "Try again, and unlock the keyring when you are asked for its password.",
        )
    return Words(
        "The computer's keyring, which keeps passwords, does not answer.",
        "Nothing was changed.",
        "Look for a window that asks for the keyring's password, perhaps behind this one, and try again.",
    )


def _secret_file_words(variable: str) -> Words:
    return Words(
        f"The password file named in {variable}_FILE is missing, or other users of this computer can read it.",
        "It was not used.",
        "Ask IT to put the file back, for you alone (on Linux: chmod 600).",
    )
