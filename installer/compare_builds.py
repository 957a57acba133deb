# SPDX-License-Identifier: GPL-3.0-or-later
"""`make reproducible`: builds the bundle twice, in two folders, and lists the files that differ."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

from build_bundle import build

ROOT = Path(__file__).parents[1]


def hashes(folder: Path) -> dict[str, str]:
    """The files below a folder with their hashes; of a link, where it leads."""
    return {
        str(file.relative_to(folder)): f"-> {file.readlink()}"
        if file.is_symlink()
        else hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_symlink() or file.is_file()
    }


def main() -> int:
    """Build twice and compare; 0 if nothing differs."""
    found = []
    for name in ("first", "second"):
        folder = ROOT / "build" / "reproducible" / name
        shutil.rmtree(folder, ignore_errors=True)
        found.append(hashes(build(folder / "dist", folder / "work")))
    first, second = found
    different = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    for name in different:
        print(name)
    print(f"{len(different)} of {len(first.keys() | second.keys())} files differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
