# SPDX-License-Identifier: GPL-3.0-or-later
"""ICU's data for Qt on Linux, with what a program in English and Spanish needs of it: 2 MB instead of 32.

Qt's wheels are linked to a libicudata that holds every language, old character sets, spoken numbers and dictionaries
for breaking Thai. QtCore asks it for the order of names, the case of letters and the names of time zones. Names in a
language whose data is left out are sorted by ICU's root order, which it falls back to by itself.

The format of the data is that of ICU's own tool icupkg (common data, version 1): a header, the number of items, a table
of places of names and items, the names, the items. The library around it is one symbol, assembled anew by binutils.
"""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Iterable
from pathlib import Path

from bundle_contents import Entry

LANGUAGES = ("en", "es")
_KEPT_FOLDERS = ("", "coll", "zone")
_LOCALE = re.compile(r"([a-z]{2,3})(_\w+)?\.res")
_LIBRARY = re.compile(r"libicudata\.so\.\d+")
_FORMAT = b"CmnD\x01"
_BEFORE_FORMAT = 12
_ALIGNMENT = 16


class UnknownIcuDataError(Exception):
    """The library does not hold its data in the way that is known here."""


def with_less_icu_data(entries: Iterable[Entry], work: Path) -> list[Entry]:
    """The entries, that of ICU's data replaced by a smaller library made below `work`."""
    return [
        (place, str(smaller_library(Path(source), work)), kind)
        if kind != "SYMLINK" and _LIBRARY.fullmatch(Path(place).name)
        else (place, source, kind)
        for place, source, kind in entries
    ]


def smaller_library(library: Path, work: Path) -> Path:
    """Write a library of the same name and symbol with the wanted items only, and return it.

    Raises:
        UnknownIcuDataError: this is not ICU's common data, version 1.
    """
    work.mkdir(parents=True, exist_ok=True)
    header, items = read_items(library.read_bytes())
    kept = {name: item for name, item in items.items() if is_wanted(name)}
    prefix = next(iter(items)).partition("/")[0]
    data, source, objects, target = (work / name for name in ("icu.dat", "icu.s", "icu.o", library.name))
    data.write_bytes(write_items(header, kept))
    # icudt73l is the name of the data in little-endian form, icudt73_dat that of the symbol.
    symbol = f"{prefix[:-1]}_dat"
    source.write_text(
        f".section .rodata\n.globl {symbol}\n.type {symbol},@object\n.balign {_ALIGNMENT}\n"
        f'{symbol}: .incbin "{data}"\n.size {symbol}, .-{symbol}\n.section .note.GNU-stack,"",@progbits\n'
    )
    subprocess.run(["as", "-o", str(objects), str(source)], check=True)
    subprocess.run(
        ["ld", "-shared", "-soname", library.name, "--build-id=none", "-z", "noexecstack", "-o", str(target),
         str(objects)],
        check=True,
    )  # fmt: skip
    return target


def is_wanted(name: str) -> bool:
    """Whether an item, such as icudt73l/coll/es.res, is kept."""
    _, _, place = name.partition("/")
    folder, _, file = place.rpartition("/")
    if folder not in _KEPT_FOLDERS or not file.endswith((".res", ".icu", ".nrm")):
        return False
    locale = _LOCALE.fullmatch(file)
    return locale is None or locale[1] in LANGUAGES


def read_items(raw: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The header, and the items by name in their order, of the data somewhere in `raw`."""
    start = raw.find(_FORMAT) - _BEFORE_FORMAT
    if start < 0:
        raise UnknownIcuDataError("no ICU data in the library")
    length, magic = struct.unpack_from("<HH", raw, start)
    if magic != 0x27DA:
        raise UnknownIcuDataError("not a header of ICU's")
    base = start + length
    (count,) = struct.unpack_from("<I", raw, base)
    table = [struct.unpack_from("<II", raw, base + 4 + 8 * number) for number in range(count)]
    names = [raw[base + name : raw.index(b"\0", base + name)].decode("ascii") for name, _ in table]
    # The last one goes to the end of the library: some bytes too many do no harm.
    ends = [item for _, item in table[1:]] + [len(raw) - base]
    items = {name: raw[base + item : base + end] for name, (_, item), end in zip(names, table, ends, strict=True)}
    return raw[start:base], items


def write_items(header: bytes, items: dict[str, bytes]) -> bytes:
    """The data with these items; their order stays, for ICU looks names up by halves."""
    names, places = b"", []
    first_name = 4 + 8 * len(items)
    for name in items:
        places.append(first_name + len(names))
        names += name.encode("ascii") + b"\0"
    body = bytearray(first_name) + names
    struct.pack_into("<I", body, 0, len(items))
    for number, item in enumerate(items.values()):
        body += b"\0" * (-(len(header) + len(body)) % _ALIGNMENT)
        struct.pack_into("<II", body, 4 + 8 * number, places[number], len(body))
        body += item
    return header + bytes(body)
