# SPDX-License-Identifier: GPL-3.0-or-later
"""The start: first painted window, first rows and peak memory against a bare PySide6 window, run by turns."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from opportal_desktop.configuration import Configuration, store_configuration
from opportal_desktop.paths import find_paths
from tests.benchmarks.population import BUILD, KEY, PATIENTS, population_copy
from tests.benchmarks.results import Result

FIRST_PAINT_LIMIT, FIRST_ROWS_LIMIT, MEMORY_LIMIT = 1.6, 2.5, 1.6
TURNS = 7
SETTLE_SECONDS = 1.5
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Start:
    """One start. Times in ms since the process was started; `peak` is the largest resident memory in MiB."""

    painted: float
    rows: float | None
    peak: float


def run(patients: int = PATIENTS, turns: int = TURNS) -> list[Result]:
    """Medians of the program's starts beside those of the bare window."""
    from tests.benchmarks.xvfb import Watcher, display

    with population_copy(patients) as records, display() as name:
        database = records.db.path
        records.close()
        environment = program_environment(Path(database)) | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
        watcher = Watcher(name)
        bare, program = [], []
        for turn in range(turns + 1):
            bare.append(_start([str(HERE / "bare_window.py")], watcher, environment))
            program.append(_start([str(HERE / "program_probe.py"), "rows"], watcher, environment))
            if turn == 0:  # files come from the disk, bytecode is compiled
                bare.clear()
                program.clear()
        watcher.close()
    base = median(start.painted for start in bare)
    rows = median(start.rows for start in program if start.rows is not None)
    return [
        Result("start: first painted window", median(s.painted for s in program), "ms", FIRST_PAINT_LIMIT, base),
        Result("start: first rows", rows, "ms", FIRST_ROWS_LIMIT, base),
        Result(
            "start: peak memory", median(s.peak for s in program), "MiB", MEMORY_LIMIT, median(s.peak for s in bare)
        ),
    ]


def program_environment(database: Path) -> dict[str, str]:
    """What the program is started with: folders of its own that name the practice, its key from a file."""
    folder = BUILD / "user"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    key_file = folder / "key"
    key_file.touch(mode=0o600)
    key_file.write_text(KEY.hex())
    store_configuration(find_paths(folder).config, Configuration(database))
    # An installed program has its bytecode; here the first turn compiles it.
    left_out = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {
        "OPPORTAL_DATA_DIR": str(folder),
        "OPPORTAL_KEY_FILE": str(key_file),
        "PYTHONPATH": str(HERE.parents[1]),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


def _start(arguments: list[str], watcher, environment: dict[str, str]) -> Start:  # type: ignore[no-untyped-def]
    watcher.wait_for_none()
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        painted = watcher.wait_for_paint()
        rows = None
        if "rows" in arguments:
            assert process.stdout is not None
            rows = (float(process.stdout.readline()) - began) * 1000
        time.sleep(SETTLE_SECONDS)
        status = Path(f"/proc/{process.pid}/status").read_text()
        peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
    finally:
        process.terminate()
        process.wait()
    return Start((painted - began) * 1000, rows, peak)
