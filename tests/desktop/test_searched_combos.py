# SPDX-License-Identifier: GPL-3.0-or-later
"""Time zones are found by the names that people use."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.searched_combos import choose_value, chosen_value, fill_phone_regions, fill_time_zones


@pytest.fixture
def zones(qtbot: QtBot) -> QComboBox:
    combo = QComboBox()
    combo.setEditable(True)
    qtbot.addWidget(combo)
    fill_time_zones(combo)
    return combo


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Eastern (America/New York)", "America/New_York"),
        ("eastern (america/new york)", "America/New_York"),
        ("new york", "America/New_York"),
        ("Puerto Rico", "America/Puerto_Rico"),
        ("Europe/Madrid", "Europe/Madrid"),
        ("America", "America"),
        ("Mars", "Mars"),
        ("", ""),
    ],
)
def test_what_is_typed_names_a_zone_or_is_kept_to_be_refused(zones: QComboBox, typed: str, zone: str) -> None:
    zones.setEditText(typed)
    assert chosen_value(zones) == zone


def test_stored_zones_are_shown_even_those_that_are_not_listed(zones: QComboBox) -> None:
    for zone in ("America/Los_Angeles", "Asia/Kolkata", "UTC"):
        choose_value(zones, zone)
        assert chosen_value(zones) == zone


def test_us_zones_and_the_us_stand_on_top(qtbot: QtBot, zones: QComboBox) -> None:
    assert zones.itemText(0) == "Eastern (America/New York)"
    regions = QComboBox()
    qtbot.addWidget(regions)
    fill_phone_regions(regions)
    assert (regions.itemText(0), regions.itemData(0)) == ("United States (+1, US)", "US")
