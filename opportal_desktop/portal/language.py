# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal's languages: one gettext catalog each, English in the templates themselves."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import cache

from opportal_desktop.resource_files import resource_path

DOMAIN = "portal"
SOURCE = "en"


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """A language that the pages speak.

    Attributes:
        tag: BCP 47, as in `lang`.
        name: in the language itself.
        date_order: the parts of a date as its people write them: "month day year".
        months: the names, January first.
    """

    tag: str
    name: str
    date_order: tuple[str, ...]
    months: tuple[str, ...]


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@cache
def catalog(tag: str) -> gettext.NullTranslations:
    """The texts of a language; the source's own where there is no catalog."""
    if tag == SOURCE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, resource_path("translations"), [tag])


@cache
def languages() -> tuple[PageLanguage, ...]:
    """Every language there is a catalog of, the source first."""
    found = sorted(file.parts[-3] for file in resource_path("translations").glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return tuple(_page_language(tag) for tag in (SOURCE, *found))


def _page_language(tag: str) -> PageLanguage:
    texts = catalog(tag)
    return PageLanguage(
        tag,
        texts.pgettext("the language's own name", "English"),
        tuple(texts.pgettext("order of a date's parts", "month day year").split()),
        # The names are extracted in pages/months.html.jinja.
        tuple(texts.pgettext("month", month) for month in _MONTHS),
    )


def spoken(tag: str | None) -> str | None:
    """The tag if the pages speak it, else None."""
    return tag if tag is not None and any(language.tag == tag for language in languages()) else None


def page_language(tag: str) -> PageLanguage:
    """The language of a tag that `spoken` gave."""
    return next(language for language in languages() if language.tag == tag)
