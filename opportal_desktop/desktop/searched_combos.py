# SPDX-License-Identifier: GPL-3.0-or-later
"""Long combo boxes: time zones (searched as one types) and phone regions."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QComboBox, QCompleter

_FIRST = {
    "America/New_York": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Arizona",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Atlantic",
}
"""Zones of US practices, on top, by the names that people use."""

_LEGACY = ("Etc/", "SystemV/", "posix/", "right/", "US/")
_SHOWN_AT_ONCE = 12


def fill_time_zones(combo: QComboBox) -> None:
    """All IANA zones: "Eastern (America/New York)", …"""
    combo.clear()
    for zone, name in _FIRST.items():
        combo.addItem(f"{name} ({_spaced(zone)})", zone)
    for zone in _other_zones():
        combo.addItem(_spaced(zone), zone)
    completer = QCompleter(combo.model(), combo)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(_SHOWN_AT_ONCE)
    combo.setCompleter(completer)
    field = combo.lineEdit()
    if field is not None:
        # The combo's label is the buddy of the combo alone.
        field.setAccessibleName("Time zone")
    combo.setMaxVisibleItems(_SHOWN_AT_ONCE)


def fill_phone_regions(combo: QComboBox) -> None:
    """All regions that have phone numbers: "United States (+1)", …"""
    # Large, and loaded by the validators only when a phone is looked at.
    from phonenumbers import SUPPORTED_REGIONS, country_code_for_region

    named = (
        (f"{_region_name(region)} (+{country_code_for_region(region)}, {region})", region)
        for region in SUPPORTED_REGIONS
    )
    combo.clear()
    for text, region in sorted(named, key=lambda entry: (entry[1] != "US", entry[0])):
        combo.addItem(text, region)
    combo.setMaxVisibleItems(_SHOWN_AT_ONCE)


def choose_value(combo: QComboBox, value: str) -> None:
    """Show the entry of this value; a value that the list does not have is shown as it is."""
    index = combo.findData(value)
    if index >= 0:
        combo.setCurrentIndex(index)
    else:
        combo.setEditText(value)


def chosen_value(combo: QComboBox) -> str:
    """The value of the entry whose text stands there, or of the only one that holds it; else the text."""
    text = combo.currentText().strip()
    index = combo.findText(text, Qt.MatchFlag.MatchFixedString)
    if index < 0 and text:
        holding = [n for n in range(combo.count()) if text.casefold() in combo.itemText(n).casefold()]
        index = holding[0] if len(holding) == 1 else -1
    return str(combo.itemData(index)) if index >= 0 else text


@cache
def _other_zones() -> tuple[str, ...]:
    """Cached: the system's folder of zones is walked through to find them."""
    known = (zone for zone in available_timezones() if "/" in zone and not zone.startswith(_LEGACY))
    return tuple(sorted(zone for zone in known if zone not in _FIRST))


def _spaced(zone: str) -> str:
    return zone.replace("_", " ")


def _region_name(region: str) -> str:
    territory = QLocale.codeToTerritory(region)
    return QLocale.territoryToString(territory) if territory is not QLocale.Country.AnyTerritory else region
