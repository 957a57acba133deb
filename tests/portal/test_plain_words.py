# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal speaks plainly: about 6th grade in English, "quite easy" in Spanish. No native speaker reviewed it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from opportal_desktop.resource_files import resource_path
from tests.portal.every_page import Seen
from tests.portal.plain_words import english_syllables, grade, perspicuity, sentences, spanish_syllables

# What a page says has nothing to do with where the records are.
pytestmark = pytest.mark.file_only

HIGHEST_GRADE = 6.0
HIGHEST_GRADE_OF_A_PAGE = 7.0
QUITE_EASY = 65.0
LEAST_OF_A_PAGE = 60.0


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("password", 2),
        ("family", 3),
        ("passkey", 2),
        ("date", 1),
        ("don’t", 1),
        ("email", 2),
        ("people", 2),
        ("code", 1),
    ],
)
def test_english_syllables(word: str, count: int) -> None:
    assert english_syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("contraseña", 4), ("correo", 3), ("día", 2), ("cuenta", 2), ("aquí", 2), ("siguiente", 3), ("teléfono", 4)),
        *(("nacimiento", 4), ("que", 1), ("sesión", 2), ("hoy", 1), ("ciudad", 2), ("vergüenza", 3), ("leer", 2)),
    ],
)
def test_spanish_syllables(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


def test_the_formulas_give_what_is_published() -> None:
    # 13 words, 24 syllables: 0.39 * 13 + 11.8 * 24 / 13 - 15.59
    published = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature"
    assert grade([published]) == pytest.approx(11.3, abs=0.3)
    assert grade(["The cat sat on the mat"]) == pytest.approx(-1.45, abs=0.01)
    # 6 words, 8 syllables
    assert perspicuity(["El gato come en la casa"]) == pytest.approx(206.835 - 62.3 * 9 / 6 - 6, abs=0.01)


def _of_pages(pages: list[Seen]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for page in pages:
        for sentence in sentences(page.html):
            known = found.setdefault(page.template, [])
            if sentence not in known:
                known.append(sentence)
    return found


@pytest.mark.parametrize("every_page", ["en"], indirect=True)
def test_english_is_read_with_ease_after_six_years_of_school(every_page: list[Seen]) -> None:
    texts = _of_pages(every_page)
    everything = sorted({sentence for found in texts.values() for sentence in found})
    assert grade(everything) <= HIGHEST_GRADE
    hard = {
        template: round(grade(found), 1) for template, found in texts.items() if grade(found) > HIGHEST_GRADE_OF_A_PAGE
    }
    assert hard == {}


def _of_mails(language: str) -> dict[str, list[str]]:
    """The sentences of each mail and text; a word stands where a value goes."""
    found = {}
    for file in sorted(Path(str(resource_path("mail"))).glob(f"*.{language}.txt*")):
        text = re.sub(r"{%.*?%}", "", re.sub(r"{{.*?}}", "one", file.read_text("utf-8")))
        lines = [
            line.lstrip("#- ").replace("*", "") for line in text.splitlines() if not line.startswith(("Subject:", "@"))
        ]
        sentences_of_mail = sentences("".join(f"<p>{line}</p>" for line in lines))
        if sentences_of_mail:
            found[file.name] = sentences_of_mail
    assert len(found) >= 8
    return found


def test_english_mails_are_as_plain() -> None:
    hard = {name: round(grade(texts), 1) for name, texts in _of_mails("en").items() if grade(texts) > HIGHEST_GRADE}
    assert hard == {}


def test_spanish_mails_are_as_plain() -> None:
    hard = {
        name: round(perspicuity(texts), 1)
        for name, texts in _of_mails("es").items()
        if perspicuity(texts) < LEAST_OF_A_PAGE
    }
    assert hard == {}


@pytest.mark.parametrize("every_page", ["es"], indirect=True)
def test_spanish_is_quite_easy(every_page: list[Seen]) -> None:
    texts = _of_pages(every_page)
    everything = sorted({sentence for found in texts.values() for sentence in found})
    assert perspicuity(everything) >= QUITE_EASY
    hard = {name: round(perspicuity(found), 1) for name, found in texts.items() if perspicuity(found) < LEAST_OF_A_PAGE}
    assert hard == {}
