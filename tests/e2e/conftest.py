# SPDX-License-Identifier: GPL-3.0-or-later
"""A real desktop per test: nothing of one test's windows is on the next one's display."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.real_desktop import RealDesktop, need


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[RealDesktop]:
    need("Xvfb")
    started = RealDesktop(tmp_path / "home")
    yield started
    started.close()
