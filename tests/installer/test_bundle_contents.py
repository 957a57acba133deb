# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes into the bundle, by the lists that build.spec asks."""

from __future__ import annotations

import importlib.util
import re
import struct
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
INSTALLER, PROGRAM = ROOT / "installer", ROOT / "opportal_desktop"


def load(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, INSTALLER / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


contents = load("bundle_contents.py")


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\styles\\qmodernwindowsstyle.dll", True),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
        ("PySide6\\opengl32sw.dll", False),
        ("api-ms-win-crt-heap-l1-1-0.dll", False),
        ("resources/translations/es/LC_MESSAGES/portal.mo", True),
        ("resources/icons/x.svg", True),
    ],
)
def test_only_the_parts_of_qt_that_are_used(place: str, wanted: bool) -> None:
    assert bool(contents.without_unused_qt([(place, "/source", "BINARY")])) is wanted


def test_the_printing_plugin_stays_and_the_library_it_prints_by_is_the_systems(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contents.sys, "platform", "linux")
    plugin = ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", "/a", "BINARY")

    assert contents.without_system_libraries([plugin, ("libcups.so.2", "/b", "BINARY")]) == [plugin]


def test_nothing_starts_processes_by_multiprocessing() -> None:
    """In a bundle without PyInstaller's hook for it, each such process would open the program's window instead."""
    assert "pyi_rth_multiprocessing" in contents.UNUSED_RUNTIME_HOOKS
    program = INSTALLER.parent / "opportal_desktop"
    users = [
        file.name
        for file in program.rglob("*.py")
        if re.search(
            r"^\s*(import|from) (multiprocessing|concurrent\.futures\.process)", file.read_text(), re.MULTILINE
        )
        or "ProcessPoolExecutor" in file.read_text()
    ]
    assert not users


def test_docstrings_stay_where_the_command_lines_help_is_made_of_them() -> None:
    commands = {
        ".".join(file.relative_to(PROGRAM.parent).with_suffix("").parts)
        for file in PROGRAM.rglob("*.py")
        if re.search(r"^import click", file.read_text(), re.MULTILINE)
    }
    modules = [*((name, "/a", "PYMODULE-2") for name in sorted(commands)), ("flask.app", "/b", "PYMODULE-2")]

    kinds = [kind for *_, kind in contents.without_docstrings(modules)]

    assert commands
    assert kinds == ["PYMODULE"] * len(commands) + ["PYMODULE-2"]


def test_the_start_does_without_pyinstallers_hook_for_ctypes() -> None:
    from PyInstaller.depend.analysis import get_bootstrap_modules

    before = get_bootstrap_modules()

    after = contents.without_ctypes_hook(before, "/compiled")

    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [(old[0], new[1]) for old, new in changed] == [("pyimod03_ctypes", "/compiled")]


def test_libraries_that_nothing_loads_any_more_are_left_out(tmp_path: Path) -> None:
    files = {name: str(tmp_path / name) for name in ("QtGui.abi3.so", "libQt6Gui.so.6", "libQt6Pdf.so.6", "libz.so.1")}
    for file in files.values():
        Path(file).touch()
    entries = [
        ("PySide6/QtGui.abi3.so", files["QtGui.abi3.so"], "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", files["libQt6Gui.so.6"], "BINARY"),
        ("PySide6/Qt/lib/libQt6Pdf.so.6", files["libQt6Pdf.so.6"], "BINARY"),
        ("libz.so.1", files["libz.so.1"], "BINARY"),
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
        ("libQt6Pdf.so.6", "PySide6/Qt/lib/libQt6Pdf.so.6", "SYMLINK"),
    ]
    imports = {files["QtGui.abi3.so"]: ["libQt6Gui.so.6"], files["libQt6Gui.so.6"]: ["libz.so.1", "libc.so.6"]}

    kept = contents.without_orphans(entries, lambda file: imports.get(file, []))

    assert [entry[0] for entry in kept] == [
        "PySide6/QtGui.abi3.so", "PySide6/Qt/lib/libQt6Gui.so.6", "libz.so.1", "libQt6Gui.so.6",
    ]  # fmt: skip
    assert contents.without_dangling_links(entries, kept) == [
        entry for entry in entries if entry[0] != "libQt6Pdf.so.6"
    ]


def test_the_shims_of_the_tryout_are_found_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "_internal" / "PySide6").mkdir(parents=True)
    (tmp_path / "_internal" / "PySide6" / "ICUUC.DLL").touch()
    (tmp_path / "opportal.exe").touch()

    assert [file.name for file in contents.shims_in(tmp_path)] == ["ICUUC.DLL"]


def test_every_shim_of_the_tryout_is_looked_for() -> None:
    sources = {file.stem for file in (INSTALLER / "windows" / "wine").glob("*.c")} - {"python"}

    assert {f"{name}.dll" for name in sources} == set(contents.SHIMS_FOR_WINE)


def test_the_windows_icon_holds_all_sizes(tmp_path: Path) -> None:
    icon = load("bundle_icon.py")

    raw = icon.icon_file(tmp_path).read_bytes()

    _, kind, count = struct.unpack_from("<HHH", raw)
    assert (kind, count) == (1, len(icon.ICO_SIZES))
    for number, size in enumerate(icon.ICO_SIZES):
        *_, length, place = struct.unpack_from("<BBBBHHII", raw, 6 + 16 * number)
        picture = QImage.fromData(raw[place : place + length])
        assert (picture.width(), picture.height()) == (size, size)
        assert picture.pixelColor(size // 2, size // 5).alpha() == 255


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", (0, 1, 0, 0)), ("1.2.3rc4", (1, 2, 3, 4)), ("2.0", (2, 0, 0, 0))]
)
def test_a_version_in_windows_form(version: str, numbers: tuple[int, ...]) -> None:
    assert load("windows_version.py").four_numbers(version) == numbers
