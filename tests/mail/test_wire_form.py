# SPDX-License-Identifier: GPL-3.0-or-later
"""The bytes that go out are those that the standard library would make of the same message."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.mail.headers import ready_header
from opportal_desktop.mail.wire_form import wire_form

_BODIES = st.text(st.sampled_from("abc =.\r\n-é"), max_size=60)
_LINES = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), max_size=90)


def two_parts(text: str, html: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Set up your account"
    message["Content-Type"] = 'multipart/alternative; boundary="=_opportal"'
    for subtype, body in (("plain", text), ("html", html)):
        part = EmailMessage(policy=SMTP)
        part["Content-Type"] = f'text/{subtype}; charset="utf-8"'
        part.set_payload(body)
        message.attach(part)
    return message


@given(text=_BODIES, html=_BODIES)
def test_two_parts(text: str, html: str) -> None:
    message = two_parts(text.replace("é", ""), html.replace("é", ""))
    assert wire_form(message) == message.as_bytes(policy=SMTP)


@given(text=_BODIES)
def test_what_is_no_mail_of_ours_is_left_to_the_standard_library(text: str) -> None:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Test"
    message.set_content(text)
    assert wire_form(message) == message.as_bytes(policy=SMTP)


@given(value=_LINES)
def test_a_ready_header_is_folded_as_any_other(value: str) -> None:
    assert ready_header("X-Number", value).fold(policy=SMTP) == SMTP.header_factory("X-Number", value).fold(policy=SMTP)
