# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the program's command line and, on SIGUSR1, tells which of its living objects still hold given secrets.

A process of its own, started by test_secrets_in_memory.py: `python -m tests.portal.living_secrets FOLDER admin …`.
FOLDER/secrets holds one secret a line, in hexadecimal, so that looking for them does not plant them; the answer goes to
FOLDER/holders, one line a holder.
"""

from __future__ import annotations

import ctypes
import gc
import signal
import sys
from pathlib import Path

PR_GET_DUMPABLE = 3
_ASKED_DEPTH = 4


def holders(secrets: list[bytes]) -> list[str]:
    """Who refers to a string or bytes that contains a secret: "type in type in type: which secret"."""
    gc.collect()
    found = []
    for owner in gc.get_objects():
        if owner is secrets:
            continue
        for held in gc.get_referents(owner):
            content = _content(held)
            if content is None:
                continue
            for number, secret in enumerate(secrets):
                if secret in content:
                    found.append(f"{number}: {_path(owner)}")
    return found


def _content(held: object) -> bytes | None:
    if isinstance(held, str):
        return held.encode("utf-8", "surrogatepass")
    return bytes(held) if isinstance(held, bytes | bytearray) else None


def _path(owner: object) -> str:
    names = []
    for _ in range(_ASKED_DEPTH):
        names.append(f"{type(owner).__module__}.{type(owner).__qualname__}")
        above = [each for each in gc.get_referrers(owner) if type(each).__name__ not in ("frame", "list_iterator")]
        if not above:
            break
        owner = above[0]
    return " in ".join(names)


def main() -> None:
    """Take over as the program, with a listener for SIGUSR1."""
    folder = Path(sys.argv.pop(1))

    def tell(*_: object) -> None:
        secrets = [bytes.fromhex(line) for line in (folder / "secrets").read_text().split()]
        lines = [f"dumpable {ctypes.CDLL(None).prctl(PR_GET_DUMPABLE)}", *holders(secrets)]
        (folder / "holders.part").write_text("\n".join(lines))
        (folder / "holders.part").rename(folder / "holders")

    signal.signal(signal.SIGUSR1, tell)
    from opportal_desktop.__main__ import main as program

    program()


if __name__ == "__main__":
    main()
