# SPDX-License-Identifier: GPL-3.0-or-later
"""All folders move together, and asking creates none."""

from __future__ import annotations

from pathlib import Path

import pytest

from opportal_desktop.paths import find_paths


def test_the_development_folder_holds_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPPORTAL_DATA_DIR", str(tmp_path / "not this"))
    paths = find_paths(tmp_path / "dev")
    assert paths.practice_file == tmp_path / "dev" / "practice.opportal"
    assert {paths.data, paths.logs.parent, paths.config.parent} == {tmp_path / "dev"}
    assert list(tmp_path.iterdir()) == []


def test_the_environment_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPPORTAL_DATA_DIR", str(tmp_path / "elsewhere"))
    assert find_paths().practice_file == tmp_path / "elsewhere" / "practice.opportal"


def test_a_relative_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_paths(Path("here")).data == tmp_path / "here"


def test_otherwise_the_systems_own_folders_for_this_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("OPPORTAL_DATA_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    paths = find_paths()
    assert paths.data.is_relative_to(tmp_path / "data")
    assert paths.logs.is_relative_to(tmp_path / "state")
