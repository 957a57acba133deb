# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses and names as they may stand in a header or on the wire, whatever was typed."""

from __future__ import annotations

import re
import unicodedata
from email.errors import MessageError
from email.headerregistry import Address

from opportal_desktop.records.settings import PracticeSettings

_LINE_LENGTH = 320
_NAME_LENGTH = 120
_SPECIAL = re.compile(r"""[\s()<>@,;:\\"\[\]]|^\.|\.$|\.\.""")
_DOT_ATOM = re.compile(r"[^\s()<>@,;:\\\"\[\].]+(\.[^\s()<>@,;:\\\"\[\].]+)*")
_DOMAIN = re.compile(r"[A-Za-z0-9.-]+")


class AddressNotValidError(ValueError):
    """No mail can be sent to or from this address; its text names none."""


class _QuotedAddress(Address):
    """The standard library forgets the quotes that two dots in a row, or one at an end, need (RFC 5322 3.2.4)."""

    @property
    def addr_spec(self) -> str:
        if _DOT_ATOM.fullmatch(self.username):
            return f"{self.username}@{self.domain}"
        escaped = self.username.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"@{self.domain}'


def single_line(text: str, length: int = _LINE_LENGTH) -> str:
    """Fit for a header: line breaks and control characters of every alphabet become blanks, invisible marks go."""
    shown = []
    for char in text[: 4 * length]:
        category = unicodedata.category(char)
        # Cf: direction marks could show a name or an address backwards.
        if category != "Cf":
            shown.append(" " if category in ("Cc", "Zl", "Zp", "Cs") else char)
    return " ".join("".join(shown).split())[:length].strip()


def header_words(text: str, length: int = _LINE_LENGTH) -> str:
    """A single line for a subject or a name: what looks like an encoded word would be decoded, whatever is in it."""
    return single_line(text, length).replace("=?", "= ?")


def wire_address(address: str) -> str:
    """An address as servers take it: a domain outside ASCII in its IDNA form; the part before the @ is left alone.

    Raises:
        AddressNotValidError: there is no such form.
    """
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain:
        raise AddressNotValidError("an address needs something before and after its @")
    if domain.isascii():
        return address
    # The standard library's older IDNA would send 'straße' to 'strasse', which is somebody else's.
    import idna

    try:
        return f"{local}@{idna.encode(domain).decode('ascii')}"
    except idna.IDNAError:
        raise AddressNotValidError("the domain has no IDNA form") from None


def header_address(address: str, name: str = "") -> Address:
    """One address for a header, under a name if there is one.

    Raises:
        AddressNotValidError: it is not one valid address.
    """
    wire = wire_address(single_line(address))
    if not wire.isascii():
        local, _, domain = wire.rpartition("@")
        if _SPECIAL.search(local) or not _DOMAIN.fullmatch(domain):
            raise AddressNotValidError("not one address")
        # The parser takes ASCII only.
        return Address(header_words(name, _NAME_LENGTH), local, domain)
    try:
        parsed = Address(display_name=header_words(name, _NAME_LENGTH), addr_spec=wire)
    except (ValueError, IndexError, AttributeError, MessageError):
        # The parser fails in its own ways on odd input.
        raise AddressNotValidError("not one address") from None
    quoted = _QuotedAddress(parsed.display_name, parsed.username, parsed.domain)
    if quoted.addr_spec != wire:
        raise AddressNotValidError("not one address")
    return quoted


def from_header(settings: PracticeSettings) -> Address:
    """The practice's sender address under its name; raises AddressNotValidError."""
    return header_address(settings.mail_from, settings.practice_name)
