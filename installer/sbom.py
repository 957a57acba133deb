# SPDX-License-Identifier: GPL-3.0-or-later
"""`make sbom`: what the bundle is made of (CycloneDX, JSON), and the checksums of all that is given out, into dist/."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
GIVEN_OUT = ("*.deb", "*.tar.gz", "*.exe", "*.cdx.json")


def write_sbom() -> Path:
    """The locked dependencies with their hashes, as the tool of the CycloneDX project reads them."""
    file = DIST / "opportal-desktop.cdx.json"
    tool = Path(sysconfig.get_path("scripts")) / "cyclonedx-py"
    subprocess.run(
        [str(tool), "requirements", "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "--mc-type",
         "application", "--of", "JSON", "-o", str(file), str(ROOT / "requirements.txt")],
        check=True,
    )  # fmt: skip
    return file


def write_checksums() -> Path:
    """SHA256SUMS in the form that `sha256sum --check` reads."""
    files = sorted(file for pattern in GIVEN_OUT for file in DIST.glob(pattern))
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    target = DIST / "SHA256SUMS"
    target.write_text("".join(lines), newline="\n")
    return target


if __name__ == "__main__":
    DIST.mkdir(exist_ok=True)
    print(write_sbom())
    print(write_checksums())
    sys.exit(0)
