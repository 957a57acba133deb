# SPDX-License-Identifier: GPL-3.0-or-later
"""A display of its own, and an X client that sees when a program's window is painted."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from Xlib import X, error
from Xlib.display import Display

POLL_SECONDS = 0.004
PATIENCE_SECONDS = 30.0
_LEAST_WIDTH, _LEAST_HEIGHT = 250, 120
_LOOKED_AT = (400, 120)
_LEAST_COLOURS = 4


@contextmanager
def display() -> Iterator[str]:
    """An Xvfb; gives its name, e.g. ":99"."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{int(told.readline())}"
    finally:
        server.terminate()
        server.wait()


class Watcher:
    """Looks at the top-level windows of a display."""

    def __init__(self, name: str) -> None:
        self._display = Display(name)
        self._root = self._display.screen().root

    def wait_for_paint(self) -> float:
        """The time (CLOCK_MONOTONIC) at which a large window shows something; look before it is there.

        Raises:
            TimeoutError: no window was painted.
        """
        give_up = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up:
            if any(self._is_painted(window) for window in self._root.query_tree().children):
                return time.monotonic()
            time.sleep(POLL_SECONDS)
        raise TimeoutError("no window was painted")

    def wait_for_none(self) -> None:
        """Until the display is empty again."""
        while any(self._is_painted(window) for window in self._root.query_tree().children):
            time.sleep(POLL_SECONDS)

    def close(self) -> None:
        self._display.close()

    def _is_painted(self, window) -> bool:  # type: ignore[no-untyped-def]
        try:
            shape = window.get_geometry()
            if shape.width < _LEAST_WIDTH or shape.height < _LEAST_HEIGHT:
                return False
            if window.get_attributes().map_state != X.IsViewable:
                return False
            width, height = min(shape.width, _LOOKED_AT[0]), min(shape.height, _LOOKED_AT[1])
            image = window.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF).data
        except (error.BadWindow, error.BadDrawable, error.BadMatch):
            return False
        return len(set(memoryview(image).cast("I"))) >= _LEAST_COLOURS
