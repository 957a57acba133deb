# SPDX-License-Identifier: GPL-3.0-or-later
"""Phones and emails: how they are kept and shown, and why they are not valid."""

from __future__ import annotations

import pytest

from opportal_desktop.registration.validators import check_email, check_phone, shown_phone


@pytest.mark.parametrize(
    ("typed", "kept", "shown", "mobile"),
    [
        ("413-555-0123", "+14135550123", "(413) 555-0123", True),
        ("(413) 555 0123", "+14135550123", "(413) 555-0123", True),
        ("1 413 555 0123", "+14135550123", "(413) 555-0123", True),
        ("413 555 0123 x12", "+14135550123;ext=12", "(413) 555-0123 ext. 12", False),
        ("+34 612 345 678", "+34612345678", "+34 612 34 56 78", True),
        ("+1 800 555 0199", "+18005550199", "(800) 555-0199", False),
        ("  ", "", "", False),
    ],
)
def test_a_valid_phone_is_kept_in_e164_and_shown_as_people_read_it(typed, kept, shown, mobile) -> None:
    check = check_phone(typed)
    assert (check.text, check.shown, check.mobile, check.problem) == (kept, shown, mobile, "")
    assert shown_phone(kept) == shown


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("abc", "This is not a phone number."),
        ("555-0123", "The phone number is too short: enter it with its area code."),
        ("4135550123456", "The phone number has too many digits."),
        ("000 555 0123", "No such phone number can exist: check its area code and digits."),
    ],
)
def test_a_phone_that_is_not_valid_is_kept_as_typed_with_the_reason(typed, problem) -> None:
    check = check_phone(typed)
    assert (check.text, check.shown, check.mobile, check.problem) == (typed, typed, False, problem)
    assert shown_phone(typed) == typed


@pytest.mark.parametrize("region", ["GB", "MX"])
def test_an_american_number_is_foreign_elsewhere(region) -> None:
    assert shown_phone("+14135550123", region) == "+1 413-555-0123"


@pytest.mark.parametrize(
    ("typed", "kept", "key"),
    [
        (" Ana@EXAMPLE.com ", "Ana@example.com", "ana@example.com"),
        ("o'brien+kids@example.org", "o'brien+kids@example.org", "o'brien+kids@example.org"),
        ("josé@example.com", "josé@example.com", "josé@example.com"),
        ("", "", None),
    ],
)
def test_a_valid_email_is_normalized_and_keyed_without_case(typed, kept, key) -> None:
    check = check_email(typed)
    assert (check.text, check.key, check.problem) == (kept, key, "")


@pytest.mark.parametrize("typed", ["n/a", "a@b", "a b@example.com", "a@example.com, b@example.com", "@example.com"])
def test_an_email_that_is_not_valid_is_kept_as_typed_with_the_reason(typed) -> None:
    check = check_email(typed)
    assert (check.text, check.key) == (typed, None)
    assert check.problem
