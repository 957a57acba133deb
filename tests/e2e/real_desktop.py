# SPDX-License-Identifier: GPL-3.0-or-later
"""A display, a session bus and an accessibility bus of the test's own, and real programs started on them."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEADLINE_SECONDS = 60.0
"""Generous: a loaded machine only takes longer."""
_BUS_LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))
_LEFT_OUT = ("GTK_MODULES", "NO_AT_BRIDGE", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY")
_LEFT_OUT_PREFIXES = ("QT_", "OPPORTAL_", "XDG_", "PYTEST_")


def need(*programs: str) -> None:
    """Skip the test where a program is missing; in CI that is a failure."""
    missing = [program for program in programs if shutil.which(program) is None]
    if not missing:
        return
    words = f"not installed: {', '.join(missing)}"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


def until(look: Callable[[], object], what: str, seconds: float = DEADLINE_SECONDS) -> None:
    """Wait until `look` gives something truthy."""
    turn = threading.Event()
    end = time.monotonic() + seconds
    while not look():
        if time.monotonic() > end:
            raise AssertionError(f"not seen in {seconds:.0f} s: {what}")
        turn.wait(0.05)


class RunningProgram:
    """A process in a group of its own, whose output is read as it comes."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            arguments,
            env=dict(environment),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.append(line)

    @property
    def output(self) -> str:
        return "".join(self._lines)

    def wait(self, seconds: float = DEADLINE_SECONDS) -> int:
        """The exit code."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running after {seconds:.0f} s; it said:\n{self.output}") from None
        self._reader.join(10)
        return code

    def stop(self) -> None:
        """End it and what it started."""
        for sent in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sent)
            except ProcessLookupError:
                break
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                continue
        self._reader.join(10)
        assert self.process.stdout is not None
        self.process.stdout.close()


class RealDesktop:
    """Xvfb, a session bus, and the accessibility bus; `environment` is what programs on it are started with."""

    def __init__(self, home: Path) -> None:
        self._started: list[RunningProgram] = []
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in _LEFT_OUT and not name.startswith(_LEFT_OUT_PREFIXES)
        }
        runtime = home / "runtime"
        runtime.mkdir(mode=0o700, parents=True)
        self.environment |= {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONUNBUFFERED": "1",
            "LC_ALL": "C.UTF-8",
        }
        self.environment["DISPLAY"] = self._start_display()

    def _start_display(self) -> str:
        reading, writing = os.pipe()
        display = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._display = display
        os.close(writing)
        with os.fdopen(reading) as answer:
            ready, _, _ = select.select([answer], [], [], DEADLINE_SECONDS)
            if not ready:
                raise AssertionError("Xvfb does not say its display")
            return f":{answer.readline().strip()}"

    def start_buses(self) -> None:
        """The session bus, and on it the accessibility bus."""
        launcher = next((path for path in _BUS_LAUNCHERS if path.exists()), None)
        need("dbus-daemon", str(launcher or _BUS_LAUNCHERS[0]))
        address = f"unix:path={self.environment['XDG_RUNTIME_DIR']}/bus"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        bus = self.start(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}", "--print-address"]
        )
        until(lambda: "unix:path=" in bus.output, "the session bus")
        self.start([str(launcher), "--launch-immediately"])

    def start(self, arguments: Sequence[str], **environment: str) -> RunningProgram:
        """Start a program on this desktop."""
        running = RunningProgram(arguments, self.environment | environment)
        self._started.append(running)
        return running

    def opportal(self, *arguments: str, **environment: str) -> RunningProgram:
        """Start the real program."""
        return self.start([sys.executable, "-m", "opportal_desktop", *arguments], **environment)

    def ask(self, *arguments: str) -> str:
        """What a short program says."""
        done = subprocess.run(arguments, env=self.environment, capture_output=True, text=True, timeout=DEADLINE_SECONDS)
        return done.stdout.strip()

    def close(self) -> None:
        for running in reversed(self._started):
            running.stop()
        self._display.terminate()
        self._display.wait(DEADLINE_SECONDS)
