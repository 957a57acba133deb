# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice's file that is closed, to open, damage and look at from outside."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

import pytest

from opportal_desktop.records.models import Patient
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records

# Names that no program text, path or test name contains.
PLANTED = tuple(f"Qz{number:02d}vimbrel" for number in range(30))


@dataclass(frozen=True)
class Practice:
    """A closed file with 30 patients of planted names, in a folder of its own."""

    path: Path
    key: bytes
    names: tuple[str, ...] = PLANTED

    def snapshot(self) -> dict[str, str]:
        """Name and hash of every file in the folder."""
        return snapshot(self.path.parent)


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def plant(records: Records) -> None:
    with records.transaction():
        for number, name in enumerate(PLANTED):
            Patient.create(
                chart_number=f"C{number}",
                first_name=name,
                last_name=name,
                birth_date="2019-03-05",
                email=f"{name}@example.org",
                # A row of several pages, so that the file has more than the schema's.
                alert=f"{name} " * 1500,
                sort_last=name,
                sort_first=name,
                changed_at=records.clock(),
            )


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    made = Practice(tmp_path / "práctice" / "practice.opportal", secrets.token_bytes(32))
    records = create_records(made.path, made.key)
    plant(records)
    records.close()
    return made
