# SPDX-License-Identifier: GPL-3.0-or-later
"""What of Qt and of the build machine goes into the bundle, and what stays out; build.spec asks."""

from __future__ import annotations

import fnmatch
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's: place in the bundle, file it comes from, kind (BINARY, EXTENSION, DATA, SYMLINK)."""

QT_PLUGINS = (
    # Windows and the desk's three Linux ways to a screen; offscreen for the self-check where there is none.
    "platforms/qwindows.dll",
    "platforms/libqxcb.so",
    "platforms/libqwayland*.so",
    "platforms/*qoffscreen.*",
    "styles/*",
    "imageformats/*qsvg.*",
    "imageformats/*qjpeg.*",
    "imageformats/*qico.*",
    "iconengines/*",
    "printsupport/*",
    # Accents by dead keys and by input methods.
    "platforminputcontexts/lib*compose*.so",
    "platforminputcontexts/lib*ibus*.so",
    # File dialogs of the desktop, without linking GTK.
    "platformthemes/libqxdgdesktopportal.so",
    "wayland-shell-integration/libxdg-shell.so",
    # No graphics integration: that is for OpenGL, in which no window here is drawn.
    "wayland-decoration-client/*",
)

SYSTEM_LIBRARIES = (
    # Each must fit the running system (graphics, fonts, bus, printing), or is on every one. The .deb depends on them.
    "libX11*", "libXau*", "libXdmcp*", "libxcb.so*", "libbsd*", "libmd.so*", "libxkbcommon*", "libwayland-*", "libEGL*",
    "libGL*", "libfontconfig*", "libfreetype*", "libexpat*", "libpng*", "libbrotli*", "libglib-2*", "libgthread-2*",
    "libgio-2*", "libgobject-2*", "libgmodule-2*", "libpcre2*", "libdbus-1*", "libsystemd*", "libcap.so*",
    "libgcrypt*", "libgpg-error*", "liblz4*", "libcups.so*", "libgnutls*", "libavahi*", "libstdc++*", "libgcc_s*",
    "libselinux*", "libmount*", "libblkid*",
)  # fmt: skip

UNUSED_MODULES = (
    "tkinter", "pytest", "hypothesis", "pydoc", "pip", "setuptools", "_pytest", "lib2to3", "readline",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
    "PySide6.QtDBus", "PySide6.QtDesigner", "PySide6.QtSql", "PySide6.QtXml", "PySide6.QtUiTools",
    "phonenumbers.geodata", "phonenumbers.tzdata", "phonenumbers.carrierdata",
    # One function of rapidfuzz is used, a pair of names at a time: AVX2 is for thousands of pairs.
    "rapidfuzz.fuzz_cpp", "rapidfuzz.fuzz_cpp_avx2", "rapidfuzz.process_cpp", "rapidfuzz.process_cpp_impl",
    "rapidfuzz.process_cpp_avx2", "rapidfuzz.distance.metrics_cpp_avx2",
    # requests takes the other one; this is here for a tool that lists dependencies.
    "chardet",
    # zipfile and shutil, which others load, do without; no file here is packed so.
    "bz2", "lzma",
    # East Asian character sets.
    "_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw", "_multibytecodec",
)  # fmt: skip

UNUSED_RUNTIME_HOOKS = ("pyi_rth_inspect", "pyi_rth_multiprocessing")
"""PyInstaller's: each start would load what they import (zip, bzip2, lzma, pickle, processes), before anything is
painted. The first finds sources, of which a bundle has none; the second is for `multiprocessing`, which nothing here
may use: a process of ours is the program itself with a command."""

DOCSTRINGS_READ = (
    "opportal_desktop.command_line",
    "opportal_desktop.import_commands",
    "opportal_desktop.server_commands",
)
"""The help of the command line is made of them."""

CTYPES_HOOK = "pyimod03_ctypes"
NO_CTYPES_HOOK = Path(__file__).parent / "linux" / "no_ctypes_hook.py"

SHIMS_FOR_WINE = ("icuuc.dll", "mscms.dll", "bcryptprimitives.dll")
"""What the try-out under Wine puts beside the program; Windows has them itself."""


def without_unused_qt(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without Qt's plugins, translations and QML that nothing here uses, and software OpenGL."""
    return [entry for entry in entries if _is_wanted(PurePosixPath(entry[0].replace("\\", "/")))]


def unused_modules() -> list[str]:
    """Modules that stay out: `UNUSED_MODULES`, of Twilio's library all services but the one that sends texts, and of
    the numbers of each country the short ones (police, directory enquiries), which are nobody's Cell Phone.
    """
    import phonenumbers.shortdata
    import twilio.rest

    services = Path(twilio.rest.__file__).parent.iterdir()
    names = {service.name for service in services if service.is_dir() and not service.name.startswith("_")}
    regions = {file.stem for file in Path(phonenumbers.shortdata.__file__).parent.glob("region_*.py")}
    return [
        *UNUSED_MODULES,
        *sorted(f"twilio.rest.{name}" for name in names - {"api"}),
        *sorted(f"phonenumbers.shortdata.{region}" for region in regions),
    ]


def without_dangling_links(entries: Iterable[Entry], present: Iterable[Entry]) -> list[Entry]:
    """The entries without links to files that stay out."""
    names = {_name(entry) for entry in present if entry[2] != "SYMLINK"}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _target(entry) in names]


def without_docstrings(modules: Iterable[Entry]) -> list[Entry]:
    """The modules, all but `DOCSTRINGS_READ` to be compiled without docstrings; memory would hold them."""
    return [(name, source, "PYMODULE" if name in DOCSTRINGS_READ else "PYMODULE-2") for name, source, _ in modules]


def without_ctypes_hook(bootstrap: Iterable[Entry], compiled: str) -> list[Entry]:
    """PyInstaller's modules for the start, the one that loads ctypes, libffi with it, replaced by one that does not.

    Args:
        compiled: `NO_CTYPES_HOOK`, compiled.
    """
    return [(name, compiled if name == CTYPES_HOOK else source, kind) for name, source, kind in bootstrap]


def without_system_libraries(entries: Iterable[Entry]) -> list[Entry]:
    """On Linux, the entries without libraries that must come from the running system."""
    if sys.platform != "linux":
        return list(entries)
    return [
        entry
        for entry in entries
        if entry[2] == "EXTENSION"
        or not any(fnmatch.fnmatch(PurePosixPath(entry[0]).name, name) for name in SYSTEM_LIBRARIES)
    ]


def without_orphans(entries: Iterable[Entry], imports_of: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The entries without shared libraries that nothing left in the bundle loads.

    Args:
        imports_of: the names of the libraries that a file is linked to.
    """
    kept = list(entries)
    by_name: dict[str, list[Entry]] = {}
    for entry in kept:
        by_name.setdefault(_name(entry), []).append(entry)
    reached: set[Entry] = set()
    waiting = [entry for entry in kept if _loaded_by_itself(entry)]
    while waiting:
        entry = waiting.pop()
        if entry in reached:
            continue
        reached.add(entry)
        source = entry[1]
        if entry[2] == "SYMLINK" or not Path(source).is_file():
            # A link in the bundle: its target has the same name.
            waiting += by_name.get(_target(entry), [])
            continue
        for name in imports_of(source):
            waiting += by_name.get(Path(name).name.lower(), [])
    return [entry for entry in kept if entry in reached]


def linked_libraries(file: str) -> list[str]:
    """The names of the libraries that a file itself is linked to, not those of its libraries."""
    if sys.platform == "linux":
        # PyInstaller asks the loader, which names all that comes with them too.
        said = subprocess.run(["readelf", "-d", file], capture_output=True, text=True, check=False).stdout
        return re.findall(r"\(NEEDED\).*\[(.+)\]", said)
    from PyInstaller.depend.bindepend import get_imports

    return [name for name, _path in get_imports(file)]


def shims_in(folder: Path) -> list[Path]:
    """Files that are for the try-out under Wine only and must not be given to anybody."""
    return sorted(path for path in folder.rglob("*") if path.name.lower() in SHIMS_FOR_WINE)


def _is_wanted(place: PurePosixPath) -> bool:
    parts = place.parts
    if parts[:1] != ("PySide6",):
        # The C runtime's forwarders are part of Windows 10, and Wine brings its own.
        return place.name.lower() not in SHIMS_FOR_WINE and not place.name.lower().startswith("api-ms-win-")
    if "plugins" in parts:
        plugin = "/".join(parts[parts.index("plugins") + 1 :])
        return any(fnmatch.fnmatch(plugin, wanted) for wanted in QT_PLUGINS)
    # The two DLLs draw OpenGL without a graphics card, which no window here asks for.
    left_out = (*SHIMS_FOR_WINE, "opengl32sw.dll", "d3dcompiler_47.dll")
    return "translations" not in parts and "qml" not in parts and place.name.lower() not in left_out


def _loaded_by_itself(entry: Entry) -> bool:
    """Whether it is data, a Python module, a plugin, or the interpreter: things that no library is linked to."""
    name = _name(entry)
    if entry[2] not in ("BINARY", "SYMLINK"):
        return True
    return (
        "plugins" in entry[0].replace("\\", "/").split("/")
        or name.endswith(".pyd")
        or ".abi3." in name
        or ".cpython-" in name
        or name.startswith(("libpython", "python3", "vcruntime", "msvcp", "concrt"))
    )


def _target(link: Entry) -> str:
    return PurePosixPath(link[1].replace("\\", "/")).name.lower()


def _name(entry: Entry) -> str:
    return PurePosixPath(entry[0].replace("\\", "/")).name.lower()
