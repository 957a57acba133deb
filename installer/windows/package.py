# SPDX-License-Identifier: GPL-3.0-or-later
"""Packs a Windows bundle as Setup.exe with NSIS, on Windows or Linux; signs first where a command for it is given.

OPPORTAL_SIGN holds the command that signs one file, with {file} where its name goes; docs/install.md has examples.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent)]

from bundle_contents import shims_in  # noqa: E402
from windows_version import four_numbers  # noqa: E402

from opportal_desktop import __version__  # noqa: E402

SIGN_VARIABLE = "OPPORTAL_SIGN"
PROGRAMS = ("OP Portal.exe", "opportal.exe")
TARGET_32 = "x86-unicode"
"""What the setup itself is where NSIS is its makers' build for Windows, which brings no 64-bit one."""


class UnfitBundleError(Exception):
    """The bundle must not be packed."""


def pack(
    bundle: Path, folder: Path, version: str = __version__, *, quick: bool = False, target: str | None = None
) -> Path:
    """Write OP-Portal-Desktop-VERSION-setup.exe into `folder`; `quick` packs it in seconds, a third larger.

    Args:
        target: one of NSIS' targets, if another than what this system's NSIS is known to have.

    Raises:
        UnfitBundleError: a program is missing, or a file for the try-out under Wine is in it.
    """
    if missing := [name for name in PROGRAMS if not (bundle / name).is_file()]:
        raise UnfitBundleError(f"{bundle} has no {' and no '.join(missing)}: make dist")
    if shims := shims_in(bundle):
        raise UnfitBundleError(f"for the try-out under Wine only: {', '.join(map(str, shims))}")
    from bundle_icon import icon_file

    sign = os.environ.get(SIGN_VARIABLE, "")
    for name in PROGRAMS if sign else ():
        _sign(bundle / name, sign)
    folder.mkdir(parents=True, exist_ok=True)
    setup = folder / f"OP-Portal-Desktop-{version}-setup.exe"
    values = {
        "VERSION": version,
        "VERSION4": ".".join(map(str, four_numbers(version))),
        "BUNDLE": str(bundle.absolute()),
        "OUTPUT": str(setup.absolute()),
        "ICON": str(icon_file(ROOT / "build" / "icon").absolute()),
    }
    if sign:
        values["SIGN"] = sign.replace("{file}", '"%1"')
    if target or os.name == "nt":
        values["TARGET"] = target or TARGET_32
    if quick:
        values["QUICK"] = "1"
    defines = [f"-D{name}={value}" for name, value in values.items()]
    subprocess.run(["makensis", "-V2", "-WX", *defines, str(HERE / "opportal.nsi")], check=True)
    print(f"{setup}: {setup.stat().st_size / 1e6:.0f} MB, {'signed' if sign else 'not signed'}")
    return setup


def _sign(file: Path, command: str) -> None:
    if os.name == "nt":
        # A command line is one string there; it is split by the program itself.
        subprocess.run(command.replace("{file}", f'"{file}"'), check=True)
    else:
        subprocess.run([part.replace("{file}", str(file)) for part in shlex.split(command)], check=True)


if __name__ == "__main__":
    pack(ROOT / "dist" / "opportal", ROOT / "dist")
