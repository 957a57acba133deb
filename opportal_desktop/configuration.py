# SPDX-License-Identifier: GPL-3.0-or-later
"""Which practice this PC opens: a small file that set-up writes and that IT may preset."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opportal_desktop.records.server_address import Place

FILE_NAME = "opportal.ini"
_SECTION = "practice"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the file says; None where it says nothing."""

    database: Place | None = None


def load_configuration(folder: Path, preset: Path | None = None) -> Configuration:
    """Read this user's configuration, else the one preset for all users; an absent or unreadable file says nothing.

    Raises:
        AddressError: it names a database on a server, but not in a usable way.
    """
    file = folder / FILE_NAME
    if not file.exists():
        if preset is None or not preset.exists():
            return Configuration()
        file = preset
    return _read(file)


def is_preset(database: Place, preset: Path | None) -> bool:
    """Whether IT chose this place for all users of this PC; it stays so when a user's own file repeats it."""
    if preset is None or not preset.exists():
        return False
    # Whoever wrote an address that can't be used did not mean this one.
    with suppress(ValueError):
        return _read(preset).database == database
    return False


def _read(file: Path) -> Configuration:
    # Not at the top: the window paints before it, and most PCs have no such file.
    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read(file, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, configparser.Error):
        return Configuration()
    database = parser.get(_SECTION, "database", fallback="").strip()
    if "://" in database:
        from opportal_desktop.records.server_address import read_place

        return Configuration(read_place(database))
    return Configuration(Path(database) if database else None)


def store_configuration(folder: Path, configuration: Configuration) -> None:
    """Write the configuration of this user; what else IT wrote into the file stays. No password is ever in it."""
    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    with suppress(OSError, UnicodeDecodeError, configparser.Error):
        parser.read(folder / FILE_NAME, encoding="utf-8-sig")
    if not parser.has_section(_SECTION):
        parser.add_section(_SECTION)
    parser[_SECTION]["database"] = str(configuration.database or "")
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{FILE_NAME}.new"
    with new.open("w", encoding="utf-8") as file:
        parser.write(file)
    new.replace(folder / FILE_NAME)
