# SPDX-License-Identifier: GPL-3.0-or-later
"""What settings can be stored: the mail sign-in's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.practice import settings_errors
from opportal_desktop.terms import MailSignIn, SmtpSecurity
from tests.mail.identity_server import CLIENT, TENANT
from tests.mail.sign_in_fixtures import token_settings


@pytest.mark.parametrize("provider", list(MailSignIn))
def test_good_settings_have_no_errors(provider: MailSignIn) -> None:
    assert settings_errors(token_settings(provider)) == {}


@pytest.mark.parametrize(
    ("provider", "field", "value", "good"),
    [
        (MailSignIn.MICROSOFT, "microsoft_client", CLIENT.upper().replace("1", "a"), True),
        (MailSignIn.MICROSOFT, "microsoft_client", "", False),
        (MailSignIn.MICROSOFT, "microsoft_client", "the-app", False),
        (MailSignIn.MICROSOFT, "microsoft_tenant", "maple.onmicrosoft.com", True),
        (MailSignIn.MICROSOFT, "microsoft_tenant", TENANT[:-1], False),
        (MailSignIn.MICROSOFT, "microsoft_tenant", "common/../x", False),
        (MailSignIn.GOOGLE, "google_client", "1234-abc.apps.googleusercontent.com", True),
        (MailSignIn.GOOGLE, "google_client", "GOCSPX-secret", False),
        (MailSignIn.GOOGLE, "smtp_user", "", False),
        (MailSignIn.GOOGLE, "smtp_security", SmtpSecurity.PLAIN, False),
        # A password asks for none of it.
        (MailSignIn.PASSWORD, "google_client", "", True),
        (MailSignIn.PASSWORD, "smtp_user", "", True),
    ],
)
def test_what_a_sign_in_needs(provider: MailSignIn, field: str, value: object, good: bool) -> None:
    settings: PracticeSettings = replace(token_settings(provider), **{field: value})
    assert (field not in settings_errors(settings)) is good
