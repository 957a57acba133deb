# SPDX-License-Identifier: GPL-3.0-or-later
"""The welcome sheet on paper: one page whatever the paper, readable words, and a code that a phone's camera reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize, QPdfWriter

from opportal_desktop.desktop.theme import Scheme, Theme
from opportal_desktop.desktop.welcome_sheet import print_sheet
from opportal_desktop.registration.welcome_sheet import WelcomeSheet
from tests.desktop.scanned_page import ScannedPage, scan

URL = "https://portal.maple.example/welcome/Jq3tY0xC5rVb9nLkAe2hWm7uZs1pGf4oD6iXyTwQaBc"
SHEET = WelcomeSheet(
    practice="Maple Street Pediatrics",
    practice_phone="(413) 555-0100",
    parent="Ana García López",
    sign_in_name="ana@example.com",
    passwordless=False,
    portal_url="https://portal.maple.example",
    url=URL,
    language="en",
    expires_at=dt.datetime(2026, 11, 25, 20, 0, tzinfo=dt.UTC),
    time_zone="America/New_York",
)


def printed(
    sheet: WelcomeSheet, folder: Path, paper: QPageSize.PageSizeId = QPageSize.PageSizeId.Letter
) -> ScannedPage:
    writer = QPdfWriter(str(folder / "sheet.pdf"))
    writer.setPageSize(QPageSize(paper))
    writer.setResolution(600)
    assert print_sheet(sheet, writer)
    (page,) = scan(folder / "sheet.pdf")
    return page


@pytest.mark.parametrize(
    ("paper", "size"), [(QPageSize.PageSizeId.Letter, (612, 792)), (QPageSize.PageSizeId.A4, (595, 842))]
)
def test_one_page_whose_code_is_the_link(
    qapp: object, tmp_path: Path, paper: QPageSize.PageSizeId, size: tuple[float, float]
) -> None:
    page = printed(SHEET, tmp_path, paper)
    assert page.size == pytest.approx(size, abs=1)
    assert page.codes == (URL,)


def test_says_in_english_what_to_do(qapp: object, tmp_path: Path) -> None:
    text = printed(SHEET, tmp_path).text
    for words in (
        "Maple Street Pediatrics",
        "Ana García López",
        "ana@example.com",
        "https://portal.maple.example",
        "your child’s date of birth",
        "Choose a new password",
        "Wednesday, November 25,",
    ):
        assert words in text
    assert URL not in text, "the token is in the code only"


def test_says_in_spanish_what_to_do(qapp: object, tmp_path: Path) -> None:
    page = printed(replace(SHEET, language="es"), tmp_path)
    assert page.codes == (URL,)
    for words in ("Su portal para padres", "fecha de nacimiento de su hijo o hija", "miércoles 25 de noviembre,"):
        assert words in page.text
    assert "password" not in page.text


@pytest.mark.parametrize(("language", "words"), [("en", "code that we text"), ("es", "mensaje de texto")])
def test_a_passwordless_practice_speaks_of_a_code(qapp: object, tmp_path: Path, language: str, words: str) -> None:
    text = printed(replace(SHEET, language=language, passwordless=True, sign_in_name="0123"), tmp_path).text
    assert words in text
    assert "0123" in text
    assert "new password" not in text


def test_an_account_that_is_active_reads_nothing_of_setting_up(qapp: object, tmp_path: Path) -> None:
    page = printed(replace(SHEET, url=SHEET.portal_url, expires_at=None), tmp_path)
    assert page.codes == ("https://portal.maple.example",)
    assert "Sign in as before" in page.text
    assert "date of birth" not in page.text
    assert "Works once" not in page.text


def test_long_and_strange_names_stay_on_the_page_as_they_are(qapp: object, tmp_path: Path) -> None:
    long = replace(
        SHEET, parent="<img src=x> María " + "Fernández-Etxeberria " * 30, practice="A & B <b>Kids</b> " * 12
    )
    page = printed(long, tmp_path)
    assert "<img src=x> María" in page.text
    assert "A & B <b>Kids</b>" in page.text
    assert "We never ask for your password" in page.text
    assert page.codes == (URL,)


def test_a_dark_screen_prints_dark_ink(theme: Theme, tmp_path: Path) -> None:
    theme.set_scheme(Scheme.DARK)
    assert printed(SHEET, tmp_path).ink


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_take_it_is_told(qapp: object, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "no such folder" / "sheet.pdf"))
    assert not print_sheet(SHEET, writer)
