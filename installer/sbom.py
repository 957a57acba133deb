# SPDX-License-Identifier: GPL-3.0-or-later
"""`make sbom`: what the bundle is made of (CycloneDX, JSON), and the checksums of all that is given out, into dist/."""

from __future__ import annotations

import hashlib
import json
import platform
import re
import ssl
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
GIVEN_EXTRAS = ("demo", "texts", "server")
BOOTLOADER = "pyinstaller"
"""Its part that starts the program is in each bundle."""
GIVEN_OUT = ("*.deb", "*.tar.gz", "*.exe", "*.cdx.json")


def given_packages() -> set[str]:
    """The names of the packages that the program on this system needs, and those that they need, and so on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in GIVEN_EXTRAS for line in project["optional-dependencies"][extra]),
    ]
    found = {BOOTLOADER}
    waiting = [(Requirement(line), "") for line in lines]
    seen = set()
    while waiting:
        requirement, asked_by_extra = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": asked_by_extra}):
            continue
        name = canonicalize_name(requirement.name)
        found.add(name)
        for extra in {"", *requirement.extras} - {seen_extra for seen_name, seen_extra in seen if seen_name == name}:
            seen.add((name, extra))
            with suppress(PackageNotFoundError):
                waiting += [(Requirement(line), extra) for line in requires(name) or ()]
    return found


def locked(names: set[str], requirements: str) -> str:
    """The parts of requirements.txt that lock these packages, with their hashes."""
    parts = re.split(r"^(?=[A-Za-z0-9])", requirements, flags=re.MULTILINE)
    return "".join(part for part in parts if canonicalize_name(re.split(r"[=\[ ;]", part)[0]) in names)


def write_sbom() -> Path:
    """What is given out with its hashes, as the tool of the CycloneDX project reads it, and what is not from wheels."""
    file = DIST / f"opportal-desktop-{platform.system().lower()}.cdx.json"
    tool = Path(sysconfig.get_path("scripts")) / "cyclonedx-py"
    with tempfile.TemporaryDirectory() as folder:
        chosen = Path(folder) / "requirements.txt"
        chosen.write_text(locked(given_packages(), (ROOT / "requirements.txt").read_text()))
        subprocess.run(
            [str(tool), "requirements", "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible",
             "--mc-type", "application", "--of", "JSON", "-o", str(file), str(chosen)],
            check=True,
        )  # fmt: skip
    told = json.loads(file.read_text())
    openssl = ssl.OPENSSL_VERSION.split()
    told["components"] += [
        {"type": "framework", "name": platform.python_implementation(), "version": platform.python_version()},
        {"type": "library", "name": openssl[0], "version": openssl[1]},
    ]
    file.write_text(json.dumps(told, indent=2) + "\n")
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
