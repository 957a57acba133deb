# SPDX-License-Identifier: GPL-3.0-or-later
"""`make demo` without a display: the program does the main job by itself and says what it saw."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.e2e.real_desktop import RealDesktop

pytestmark = pytest.mark.e2e


def colours(path: Path) -> int:
    """How many different colours a screenshot's sample of pixels has."""
    image = QImage(str(path))
    assert not image.isNull(), path
    return len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 3)})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_journey_is_seen_from_the_first_search_to_the_last(
    desktop: RealDesktop, tmp_path: Path, scheme: str
) -> None:
    shots, temporary = tmp_path / "shots", tmp_path / "temporary"
    temporary.mkdir()
    program = desktop.opportal(
        "admin", "demo", "--journey", "--screenshots", str(shots), "--scheme", scheme, TMPDIR=str(temporary)
    )
    code = program.wait(110)
    closing = program.output.strip().splitlines()[-1]
    told = re.fullmatch(r"Journey: (\d+) steps, all seen", closing)
    assert told, program.output
    assert code == 0
    taken = sorted(shots.glob("*.png"))
    assert len(taken) == int(told[1]) == len({path.name[:2] for path in taken})
    assert not [path.name for path in taken if colours(path) < 16]
    # Nothing of the demo is left behind, not even what Qt writes as its last act.
    assert list(temporary.iterdir()) == []
    home = Path(desktop.environment["HOME"])
    assert not [path for path in home.rglob("*") if "opportal" in path.name.lower()]
