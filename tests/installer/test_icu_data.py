# SPDX-License-Identifier: GPL-3.0-or-later
"""The smaller ICU data: what stays in it, and that ICU itself reads it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

INSTALLER = Path(__file__).parents[2] / "installer"
LIBRARIES = Path(PySide6.__file__).parent / "Qt" / "lib"
SORTS = """
import ctypes, pathlib, sys
folder = pathlib.Path(sys.argv[1])
load = lambda name: ctypes.CDLL(str(next(folder.glob(name))), mode=ctypes.RTLD_GLOBAL)
load("libicudata.so.*"), load("libicuuc.so.*")
icu = load("libicui18n.so.*")
version = next(folder.glob("libicudata.so.*")).suffix[1:]
opened, compare = getattr(icu, f"ucol_open_{version}"), getattr(icu, f"ucol_strcoll_{version}")
opened.restype = ctypes.c_void_p
compare.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int32, ctypes.c_char_p, ctypes.c_int32]
wide = lambda text: (text.encode("utf-16-le"), len(text))
for language, before, after in (("en_US", "Álvarez", "Baker"), ("es_MX", "Nuñez", "Ñuble"), ("de_DE", "Ära", "Azur")):
    error = ctypes.c_int(0)
    collator = opened(language.encode(), ctypes.byref(error))
    assert error.value <= 0, (language, error.value)
    assert compare(collator, *wide(before), *wide(after)) < 0, language
print("sorted")
"""


@pytest.fixture
def icu_data(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(INSTALLER))
    monkeypatch.syspath_prepend(str(INSTALLER / "linux"))
    import icu_data

    return icu_data


@pytest.mark.skipif(sys.platform != "linux", reason="Windows has ICU itself")
def test_icu_sorts_names_with_the_smaller_data(icu_data, tmp_path: Path) -> None:
    library = next(LIBRARIES.glob("libicudata.so.*"))

    smaller = icu_data.smaller_library(library, tmp_path / "work")

    assert smaller.stat().st_size < library.stat().st_size / 8
    beside = tmp_path / "libraries"
    beside.mkdir()
    shutil.copy2(smaller, beside)
    for name in ("libicuuc.so.*", "libicui18n.so.*"):
        shutil.copy2(next(LIBRARIES.glob(name)), beside)
    told = subprocess.run([sys.executable, "-c", SORTS, beside], capture_output=True, text=True, check=False)
    assert told.stdout == "sorted\n", told.stderr


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ("icudt73l/root.res", True),
        ("icudt73l/es_419.res", True),
        ("icudt73l/likelySubtags.res", True),
        ("icudt73l/coll/ucadata.icu", True),
        ("icudt73l/coll/es.res", True),
        ("icudt73l/zone/pool.res", True),
        ("icudt73l/coll/zh.res", False),
        ("icudt73l/yue_Hans.res", False),
        ("icudt73l/ibm-1047_P100-1995.cnv", False),
        ("icudt73l/brkitr/thaidict.dict", False),
        ("icudt73l/lang/en.res", False),
    ],
)
def test_what_is_kept(icu_data, item: str, wanted: bool) -> None:
    assert icu_data.is_wanted(item) is wanted


def test_what_is_written_is_read_again(icu_data) -> None:
    header = b"\x20\x00\xda\x27" + b"\x14\x00\x00\x00\x00\x00\x02\x00" + b"CmnD\x01" + bytes(15)
    items = {"icudt73l/a.res": b"x" * 17, "icudt73l/b.res": b"y"}

    read_header, read = icu_data.read_items(b"before" + icu_data.write_items(header, items))

    assert read_header == header
    assert {name: item.rstrip(b"\0") for name, item in read.items()} == items


def test_another_library_is_refused(icu_data, tmp_path: Path) -> None:
    other = tmp_path / "libicudata.so.99"
    other.write_bytes(b"something else")

    with pytest.raises(icu_data.UnknownIcuDataError):
        icu_data.smaller_library(other, tmp_path)
