# SPDX-License-Identifier: GPL-3.0-or-later
"""What the list of materials names: what is given out, and none of the tools."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def sbom(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(ROOT / "installer"))
    import sbom

    return sbom


def test_libraries_of_the_program_and_theirs_are_given_out_and_tools_are_not(sbom) -> None:
    names = sbom.given_packages()

    assert {"pyside6-essentials", "peewee", "psycopg-binary", "twilio", "requests", "cffi", "pyinstaller"} <= names
    assert not {"pytest", "mypy", "ruff", "hypothesis", "playwright", "chardet", "cyclonedx-bom"} & names


def test_each_package_that_is_locked_comes_with_its_hashes(sbom) -> None:
    text = sbom.locked({"flask", "typing-extensions"}, (ROOT / "requirements.txt").read_text())

    assert [line.split("==")[0] for line in text.splitlines() if "==" in line] == ["flask", "typing-extensions"]
    assert text.count("--hash=sha256:") >= 4


def test_everything_that_is_given_out_is_locked(sbom) -> None:
    requirements = (ROOT / "requirements.txt").read_text()

    for name in sbom.given_packages():
        assert sbom.locked({name}, requirements), name
