# SPDX-License-Identifier: GPL-3.0-or-later
"""The version resource of the .exe files: what Windows shows under Properties, Details."""

from __future__ import annotations

import re
from typing import Any

PUBLISHER = "OP Portal Desktop contributors"
PRODUCT = "OP Portal Desktop"


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """Windows' form of a version such as 0.1.0 or 1.2.3rc1: four numbers."""
    numbers = [int(number) for number in re.findall(r"\d+", version.split("+")[0])][:4]
    return tuple((numbers + [0] * 4)[:4])  # type: ignore[return-value]


def version_resource(version: str, file_name: str) -> Any:
    """PyInstaller's form of it, in US English."""
    from PyInstaller.utils.win32 import versioninfo as info

    texts = {
        "CompanyName": PUBLISHER,
        "FileDescription": "OP Portal",
        "FileVersion": version,
        "InternalName": file_name,
        "LegalCopyright": "GPL-3.0-or-later",
        "OriginalFilename": file_name,
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }
    numbers = four_numbers(version)
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers, mask=0x3F, flags=0, OS=0x40004, fileType=1),
        kids=[
            info.StringFileInfo(
                [info.StringTable("040904B0", [info.StringStruct(name, text) for name, text in texts.items()])]
            ),
            info.VarFileInfo([info.VarStruct("Translation", [0x409, 1200])]),
        ],
    )
