# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether every module of the program, and every library that any of them will ever import, is there and loads."""

from __future__ import annotations

import dis
import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Iterator
from types import CodeType

import opportal_desktop
from opportal_desktop.self_check.run import Bench


class MissingPartsError(Exception):
    """Modules or libraries are not in this installation."""


def modules(_bench: Bench) -> str:
    """Import the program's modules, and what their functions import when they are first called."""
    missing: list[str] = []
    own = sorted(program_modules())
    libraries: set[str] = set()
    for name in own:
        try:
            importlib.import_module(name)
        except ImportError as error:
            missing.append(f"{name} ({error})")
            continue
        libraries |= {wanted for wanted in imported_names(name) if not _is_standard(wanted)}
    for name in sorted(libraries):
        if not _can_import(name):
            missing.append(name)
    if missing:
        raise MissingPartsError(", ".join(missing))
    tops = {name.partition(".")[0] for name in libraries} - {"opportal_desktop"}
    return f"{len(own)} of the program’s own, {len(tops)} libraries"


def program_modules() -> Iterator[str]:
    """The names of all modules of the program, the migrations left out: they are loaded by path."""
    for module in pkgutil.walk_packages(opportal_desktop.__path__, "opportal_desktop."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            yield module.name


def imported_names(module: str) -> set[str]:
    """What a module imports anywhere in its code, by its bytecode: a bundle has no source to look at."""
    spec = importlib.util.find_spec(module)
    assert spec is not None  # noqa: S101 - it was found by its package
    code = spec.loader.get_code(module)  # type: ignore[union-attr]
    return set(_imports_of(code)) if code is not None else set()


def _imports_of(code: CodeType) -> Iterator[str]:
    instructions = list(dis.get_instructions(code))
    base = ""
    for number, instruction in enumerate(instructions):
        if instruction.opname == "IMPORT_NAME":
            relative = instructions[number - 2].argval
            base = "" if relative else str(instruction.argval)
            if base:
                yield base
        elif instruction.opname == "IMPORT_FROM" and base:
            yield f"{base}.{instruction.argval}"
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _imports_of(constant)


def _is_standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def _can_import(name: str) -> bool:
    """Whether it is a module, or a name in one."""
    try:
        importlib.import_module(name)
    except ImportError:
        parent, _, last = name.rpartition(".")
        if not parent:
            return False
        try:
            return hasattr(importlib.import_module(parent), last)
        except ImportError:
            return False
    return True
