# SPDX-License-Identifier: GPL-3.0-or-later
"""Which practice this PC opens: the user's file before the one that IT presets for all users of the PC."""

from __future__ import annotations

from pathlib import Path

import pytest

from opportal_desktop.configuration import Configuration, load_configuration, store_configuration
from opportal_desktop.paths import DATA_DIR_VARIABLE, find_paths


@pytest.fixture
def preset(tmp_path: Path) -> Path:
    file = tmp_path / "all-users" / "opportal.ini"
    file.parent.mkdir()
    # As Windows' Notepad writes it.
    file.write_text("[practice]\ndatabase = /srv/practice.opportal\n", encoding="utf-8-sig")
    return file


def test_the_preset_counts_where_the_user_chose_nothing(tmp_path: Path, preset: Path) -> None:
    assert load_configuration(tmp_path / "user", preset).database == Path("/srv/practice.opportal")


def test_what_the_user_chose_counts_before_the_preset(tmp_path: Path, preset: Path) -> None:
    store_configuration(tmp_path / "user", Configuration(tmp_path / "mine.opportal"))

    assert load_configuration(tmp_path / "user", preset).database == tmp_path / "mine.opportal"


def test_choosing_another_practice_keeps_what_it_wrote_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "opportal.ini"
    file.write_text("[updates]\naddress = https://example.org/manifest\nkey = abc=\n", encoding="utf-8-sig")

    store_configuration(tmp_path, Configuration(tmp_path / "mine.opportal"))

    assert load_configuration(tmp_path).database == tmp_path / "mine.opportal"
    assert "address = https://example.org/manifest\nkey = abc=" in file.read_text()


def test_a_file_that_cannot_be_read_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "opportal.ini").write_text("no section\n")
    store_configuration(tmp_path, Configuration(tmp_path / "mine.opportal"))
    assert load_configuration(tmp_path).database == tmp_path / "mine.opportal"


def test_a_preset_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert load_configuration(tmp_path / "user", tmp_path / "opportal.ini").database is None


def test_folders_that_were_moved_know_no_preset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATA_DIR_VARIABLE, raising=False)
    assert find_paths(tmp_path).preset is None
    assert find_paths().preset == Path("/etc/opportal-desktop/opportal.ini")
