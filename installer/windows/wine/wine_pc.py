# SPDX-License-Identifier: GPL-3.0-or-later
"""The try-out's Windows PC: Wine with a C: drive of its own, and what is seen on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from build_bundle import build_environment

PRODUCT = "OP Portal Desktop"
UNINSTALL = rf"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\{PRODUCT}"
PATIENCE_S = 240


class NotAsItShouldBeError(Exception):
    """What was tried did not do what it should."""


@dataclass
class Wine:
    """Runs Windows programs, with a C: drive of their own below `prefix`, on the display that this script has."""

    prefix: Path
    shims: Path
    tried: list[str] = field(default_factory=list)

    @property
    def drive(self) -> Path:
        return self.prefix / "drive_c"

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("OPPORTAL_", "PYTHON", "SSL_"))
        }
        return kept | {
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            # The test-only DLLs, and nothing that Wine would offer to download.
            "WINEDLLOVERRIDES": "mscms,bcryptprimitives=n;mshtml=;mscoree=;winemenubuilder.exe=d",
            **build_environment(),
        }

    def run(self, *command: str | Path, patience_s: float = PATIENCE_S, **more: str) -> tuple[int, str]:
        """Run to the end; returns the exit code and what it printed."""
        # Wine's Python takes no regular file as its output, and no closed input.
        done = subprocess.run(
            ["wine", *map(str, command)], env=self.environment | more, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=patience_s, check=False,
        )  # fmt: skip
        return done.returncode, _text(done.stdout)

    def start(self, *command: str | Path, **more: str) -> subprocess.Popen[bytes]:
        """Start, and go on."""
        return subprocess.Popen(
            ["wine", *map(str, command)], env=self.environment | more, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def registry(self, key: str = UNINSTALL) -> dict[str, str]:
        """The values of a key; empty if there is none."""
        code, said = self.run("reg", "query", key, "/reg:64")
        values = [line.strip().split("    ", 2) for line in said.splitlines() if "    REG_" in line]
        return {parts[0]: parts[2] if len(parts) > 2 else "" for parts in values} if code == 0 else {}

    def end(self) -> None:
        """End what is left of this C: drive's programs."""
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False)

    def start_up(self) -> None:
        """Make the C: drive. Wine's own first start may hang on a busy machine: three tries, and no more."""
        for _ in range(3):
            try:
                code, said = self.run("wineboot", "--init", patience_s=120)
                must(code == 0, f"Wine does not start: {said}")
                return
            except (subprocess.TimeoutExpired, NotAsItShouldBeError) as error:
                failed = error
                print(f"        Wine did not start, once more: {error}", flush=True)
                self.end()
                shutil.rmtree(self.prefix)
                self.prefix.mkdir()
        raise NotAsItShouldBeError(str(failed))

    def ok(self, what: str) -> None:
        """Say what was seen."""
        self.tried.append(what)
        print(f"ok      {what}", flush=True)


def _text(printed: bytes) -> str:
    """Our programs print UTF-8; Windows' own, what the console has."""
    try:
        return printed.decode("utf-8")
    except UnicodeDecodeError:
        return printed.decode("cp1252", "replace")


def must(seen: bool, otherwise: str) -> None:
    """Raise NotAsItShouldBeError unless it was seen."""
    if not seen:
        raise NotAsItShouldBeError(otherwise)


def until(look: Callable[[], bool], what: str, process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait for something that another program does."""
    end = time.monotonic() + PATIENCE_S
    while not look():
        must(process is None or process.poll() is None, f"it ended before: {what}")
        must(time.monotonic() < end, f"not seen: {what}")
        time.sleep(0.5)
