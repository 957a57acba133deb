# SPDX-License-Identifier: GPL-3.0-or-later
"""`make dist`, on Windows and Linux: builds dist/opportal/ by build.spec, has it check itself, and says its size.

The same source gives the same bundle where PyInstaller allows: the hash seed is fixed, and times are the commit's.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bundle_contents import shims_in

ROOT = Path(__file__).parents[1]
HASH_SEED = "1"


def commit_time() -> str:
    """The time of the commit, in seconds, unless SOURCE_DATE_EPOCH is given."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return given
    said = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip() or "0"


def build_environment() -> dict[str, str]:
    """What PyInstaller's Python is started with, on any system."""
    return {
        "SOURCE_DATE_EPOCH": commit_time(),
        "PYTHONHASHSEED": HASH_SEED,
        # Columns are for the marks under a traceback's source, of which a bundle has none; memory would hold them.
        "PYTHONNODEBUGRANGES": "1",
        # What is imported meanwhile would be kept like that beside its source.
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def build(target: Path, work: Path) -> Path:
    """Build the bundle below `target`; returns its folder."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    command += ["--distpath", str(target), "--workpath", str(work), str(ROOT / "build.spec")]
    subprocess.run(command, cwd=ROOT, env=os.environ | build_environment(), check=True)
    return target / "opportal"


def size_mb(folder: Path) -> float:
    """The size of all files, in MB."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6


def main() -> int:
    """Build, check, tell."""
    bundle = build(ROOT / "dist", ROOT / "build" / "pyinstaller")
    if shims := shims_in(bundle):
        print(f"Files for the try-out under Wine are in the bundle: {', '.join(map(str, shims))}")
        return 1
    program = bundle / ("opportal.exe" if sys.platform == "win32" else "opportal")
    code = subprocess.run([str(program), "--self-check"], check=False).returncode
    print(f"{bundle}: {size_mb(bundle):.0f} MB")
    return code


if __name__ == "__main__":
    sys.exit(main())
