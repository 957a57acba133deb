# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job through the accessibility bus, as a screen reader would, and by the keyboard alone."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.e2e.real_desktop import RealDesktop, need

pytestmark = pytest.mark.e2e

SYSTEM_PYTHON = "/usr/bin/python3"
DRIVER = Path(__file__).with_name("atspi_driver.py")
MOST_KEYS = 75
"""Beyond the typed data, for a mother and two children."""


def need_pyatspi() -> None:
    need(SYSTEM_PYTHON)
    if subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False).returncode == 0:
        return
    if os.environ.get("CI"):
        pytest.fail("python3-pyatspi is not installed")
    pytest.skip("python3-pyatspi is not installed")


def test_the_main_job_can_be_done_by_visible_names_from_another_process(desktop: RealDesktop) -> None:
    need_pyatspi()
    desktop.start_buses()
    desktop.opportal("admin", "demo")
    driver = desktop.start([SYSTEM_PYTHON, str(DRIVER)])
    assert driver.wait(110) == 0, driver.output


def test_a_mother_and_two_children_are_registered_by_the_keyboard_alone(
    desktop: RealDesktop, capsys: pytest.CaptureFixture[str]
) -> None:
    need_pyatspi()
    need("xdotool")
    desktop.start_buses()
    desktop.opportal("admin", "demo")
    driver = desktop.start([SYSTEM_PYTHON, str(DRIVER.with_name("keyboard_driver.py"))])
    assert driver.wait(110) == 0, driver.output
    counted = re.search(r"keys besides the data: (\d+)", driver.output)
    assert counted, driver.output
    with capsys.disabled():
        print(f" [{counted[0]}] ", end="")
    assert int(counted[1]) <= MOST_KEYS
