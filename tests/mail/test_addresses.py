# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is typed as a name or an address, no header and no recipient can be slipped in."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.policy import SMTPUTF8

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.mail.addresses import AddressNotValidError, header_address, single_line, wire_address

NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\x00\x0b\x0c\x1c\x85\u2028\u2029\u202e\u200b:;,<>@\"\\'=?_ "))
)


@given(NASTY)
def test_a_single_line_is_one(text: str) -> None:
    line = single_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert not any(char in line for char in "\r\n\x00\u202e\u200b")


@given(NASTY, NASTY)
def test_an_address_is_refused_or_is_exactly_one(address: str, name: str) -> None:
    try:
        header = header_address(address, name)
    except AddressNotValidError:
        return
    message = EmailMessage()
    message["To"] = header
    read = message_from_bytes(message.as_bytes(policy=SMTPUTF8), policy=policy.default)
    assert read.keys() == ["To"]
    assert len(read["To"].addresses) == 1
    assert read["To"].addresses[0].addr_spec == header.addr_spec


@pytest.mark.parametrize(
    ("typed", "wire"),
    [
        ("ana@example.com", "ana@example.com"),
        ("o'brien+portal@example.com", "o'brien+portal@example.com"),
        ("ana@straße.example", "ana@xn--strae-oqa.example"),
        ("josé@niño.example", "josé@xn--nio-8ma.example"),
        ('"ana..lopez"@example.com', '"ana..lopez"@example.com'),
        ('".ana:lopez."@example.com', '".ana:lopez."@example.com'),
    ],
)
def test_domains_travel_in_their_idna_form(typed: str, wire: str) -> None:
    assert wire_address(typed) == wire
    assert header_address(typed).addr_spec == wire


@pytest.mark.parametrize(
    "typed", ["", "@", "ana", "ana@", "@example.com", "a@b, c@d", "a@b c@d", "ana@\u00a0\u00b7.example"]
)
def test_what_is_not_one_address(typed: str) -> None:
    with pytest.raises(AddressNotValidError):
        header_address(typed)
