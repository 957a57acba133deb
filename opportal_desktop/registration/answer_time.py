# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers that take the same time whether an address is known or not."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

STEP_S = 0.1
"""An answer comes after this long, or after twice, three times... as long where the work takes longer."""


@contextmanager
def even_answer(*refusals: type[Exception]) -> Iterator[None]:
    """Let the block end (or raise one of `refusals`, if any are named) only at a whole step of time.

    So nobody can tell from the outside what was done meanwhile.
    """
    began = time.monotonic()
    try:
        yield
    except refusals:
        _wait_for_step(began)
        raise
    if not refusals:
        _wait_for_step(began)


def _wait_for_step(began: float) -> None:
    worked = time.monotonic() - began
    time.sleep(max(math.ceil(worked / STEP_S) * STEP_S - worked, 0.0))
