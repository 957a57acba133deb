# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings and sign-ins for tests that sign in by token."""

from __future__ import annotations

from opportal_desktop.mail.sign_in.browser import BrowserSignIn
from opportal_desktop.mail.sign_in.provider import provider_for
from opportal_desktop.records.mail_sign_in import StoredSignIn
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.terms import MailSignIn
from tests.mail.identity_server import CLIENT, GOOGLE_CLIENT, GOOGLE_SECRET, MAILBOX, TENANT, IdentityServer


def token_settings(provider: MailSignIn, port: int = 587) -> PracticeSettings:
    return PracticeSettings(
        practice_name="Maple Street Pediatrics",
        practice_phone="+14135550123",
        portal_url="https://portal.maple.example",
        smtp_host="localhost",
        smtp_port=port,
        smtp_user=MAILBOX,
        mail_from=MAILBOX,
        mail_sign_in=provider,
        microsoft_client=CLIENT,
        microsoft_tenant=TENANT,
        google_client=GOOGLE_CLIENT,
    )


def sign_in(identity: IdentityServer, settings: PracticeSettings) -> StoredSignIn:
    """Go through the real sign-in, with the stand-in's browser."""
    provider = provider_for(settings, identity.addresses, google_secret=GOOGLE_SECRET)
    return BrowserSignIn(provider, settings.smtp_user, identity.browse_quietly, patience=20).run()
