# SPDX-License-Identifier: GPL-3.0-or-later
"""A parent's browser for the journey: opens the mail's link and fills in the portal's forms, by HTTP."""

from __future__ import annotations

import datetime as dt
import http.cookiejar
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin

PATIENCE_SECONDS = 30
_NOT_TYPED = ("submit", "button", "image", "checkbox", "radio")


class NotLetInError(Exception):
    """The portal showed another page than the one that a parent gets next."""


@dataclass
class Form:
    """One form of a page: where it goes, and what stands in its fields."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Page:
    """What a parent sees of an answer.

    Attributes:
        names: the first names of the children on the family's page.
    """

    url: str
    status: int
    heading: str = ""
    names: tuple[str, ...] = ()
    forms: list[Form] = field(default_factory=list)


class ParentBrowser:
    """Keeps its cookies and follows where the portal leads; called from one thread at a time."""

    def __init__(self) -> None:
        self.page = Page("", 0)
        self._opener = urllib.request.build_opener(
            # A proxy that the environment names does not know this computer's own addresses.
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )

    def open(self, url: str) -> Page:
        """Go to an address.

        Raises:
            OSError: nobody answers there.
        """
        return self._ask(urllib.request.Request(url))  # noqa: S310 - the portal, on loopback

    def send(self, **typed: str) -> Page:
        """Fill in the form of this page that has these fields, and send it.

        Raises:
            NotLetInError: this page has no such form.
            OSError: nobody answers.
        """
        for form in self.page.forms:
            if typed.keys() <= form.fields.keys():
                values = urlencode(form.fields | typed).encode()
                return self._ask(urllib.request.Request(urljoin(self.page.url, form.action), values))  # noqa: S310
        raise NotLetInError(f"“{self.page.heading}” ({self.page.status}) does not ask for {', '.join(typed)}")

    def set_up_account(self, link: str, born: dt.date, password: str) -> Page:
        """From a Welcome Email's link to the family's page: a child's date of birth, then a new password, twice.

        Raises:
            NotLetInError: the portal did not lead there.
            OSError: nobody answers.
        """
        self.open(link)
        self.send(month=str(born.month), day=str(born.day), year=str(born.year))
        self.send(password=password, again=password, button="save")
        if not self.page.names:
            raise NotLetInError(f"“{self.page.heading}” ({self.page.status}) lists no child")
        return self.page

    def _ask(self, request: urllib.request.Request) -> Page:
        try:
            with self._opener.open(request, timeout=PATIENCE_SECONDS) as answer:
                self.page = _read(answer.url, answer.status, answer)
        except HTTPError as refusal:
            with refusal:
                self.page = _read(refusal.url, refusal.code, refusal)
        return self.page


def _read(url: str, status: int, answer: IO[bytes]) -> Page:
    reader = _Reader()
    reader.feed(answer.read().decode("utf-8"))
    names = tuple(name.strip() for name in reader.names)
    return Page(url, status, " ".join(reader.heading.split()), names, reader.forms)


class _Reader(HTMLParser):
    """Collects the heading, the forms and the children's names."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = ""
        self.names: list[str] = []
        self.forms: list[Form] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._inside = ""
        if tag == "h1":
            self._inside = "heading"
        elif tag == "span" and given.get("class") == "name":
            self._inside = "name"
            self.names.append("")
        elif tag == "form":
            self.forms.append(Form(given.get("action", "")))
        elif self.forms and tag in ("input", "button") and "name" in given:
            # Buttons count as fields: which of them is pressed, the one who sends says.
            kept = given.get("value", "") if given.get("type", "text") not in _NOT_TYPED and tag == "input" else ""
            self.forms[-1].fields[given["name"]] = kept

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "heading":
            self.heading += data
        elif self._inside == "name":
            self.names[-1] += data
