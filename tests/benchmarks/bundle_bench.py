# SPDX-License-Identifier: GPL-3.0-or-later
"""The bundle (`make dist`) against running from source, by turns, from the disk: first paint and peak memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.population import PATIENTS, population_copy
from tests.benchmarks.results import Result
from tests.benchmarks.start_bench import SETTLE_SECONDS, program_environment

FIRST_PAINT_LIMIT, MEMORY_LIMIT = 1.3, 1.0
TURNS = 5
ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "dist" / "opportal"


def run(patients: int = PATIENTS, turns: int = TURNS) -> list[Result]:
    """Medians of the bundle's starts beside those from source.

    Raises:
        FileNotFoundError: there is no bundle: `make dist`.
    """
    from tests.benchmarks.xvfb import Watcher, display

    program = BUNDLE / "opportal"
    if not program.exists():
        raise FileNotFoundError(f"{program} is missing: make dist")
    ways = {"bundle": [str(program)], "source": [sys.executable, "-m", "opportal_desktop"]}
    found: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    with population_copy(patients) as records, display() as name:
        database = records.db.path
        records.close()
        environment = program_environment(Path(database)) | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
        watcher = Watcher(name)
        for turn in range(turns + 1):
            for way, command in ways.items():
                _forget_files()
                start = _start(command, watcher, environment)
                if turn:  # in the first one bytecode is compiled
                    found[way].append(start)
        watcher.close()
    (painted, peak), (base, base_peak) = ([median(column) for column in zip(*found[way], strict=True)] for way in ways)
    return [
        Result("bundle: first painted window, files from the disk", painted, "ms", FIRST_PAINT_LIMIT, base),
        Result("bundle: peak memory", peak, "MiB", MEMORY_LIMIT, base_peak),
    ]


def _forget_files() -> None:
    """Ask the system to keep none of the files that either way reads; those that other programs use stay."""
    # The environment's, and those of the Python that it was made of: the bundle has both in its folder.
    libraries = {Path(prefix) / "lib" for prefix in (sys.prefix, sys.base_prefix)}
    for folder in (BUNDLE, ROOT / "opportal_desktop", ROOT / "resources", *sorted(libraries)):
        for file in folder.rglob("*"):
            if file.is_file() and not file.is_symlink():
                descriptor = os.open(file, os.O_RDONLY)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)


def _start(command: list[str], watcher, environment: dict[str, str]) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """First paint in ms since the process was started, and peak resident memory in MiB."""
    watcher.wait_for_none()
    began = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        painted = watcher.wait_for_paint()
        time.sleep(SETTLE_SECONDS)
        status = Path(f"/proc/{process.pid}/status").read_text()
        peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
    finally:
        process.terminate()
        process.wait()
    return (painted - began) * 1000, peak
