# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from opportal_desktop.resource_files import resource_path


def test_finds_a_file_below_resources() -> None:
    assert resource_path("icons", "search.svg").read_text().startswith("<")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/icons/no-such\.svg"):
        resource_path("icons", "no-such.svg")
