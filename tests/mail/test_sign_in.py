# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in with Microsoft and Google against a stand-in: browser, code, renewal, and all that goes wrong."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace

import pytest

from opportal_desktop.mail.sign_in.browser import BrowserSignIn
from opportal_desktop.mail.sign_in.microsoft import MicrosoftSignIn
from opportal_desktop.mail.sign_in.provider import IdentityAddresses, id_token_claims, provider_for
from opportal_desktop.mail.sign_in.troubles import SignInError, Trouble
from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.terms import FaultKind, MailSignIn
from tests.mail.conftest import Certificates
from tests.mail.identity_server import CLIENT, GOOGLE_SECRET, MAILBOX, TENANT, IdentityServer
from tests.mail.sign_in_fixtures import sign_in, token_settings

MICROSOFT, GOOGLE = MailSignIn.MICROSOFT, MailSignIn.GOOGLE
both = pytest.mark.parametrize("provider", [MICROSOFT, GOOGLE])


@pytest.fixture
def identity(certificates: Certificates) -> Iterator[IdentityServer]:
    with IdentityServer(certificates.context(), certificates.ca_file) as server:
        yield server


@both
def test_the_browser_signs_in_and_the_token_is_renewed_by_itself(
    identity: IdentityServer, provider: MailSignIn
) -> None:
    settings = token_settings(provider)
    first = sign_in(identity, settings)
    assert first.provider is provider
    assert first.account == MAILBOX
    assert first.access_token in identity.good_tokens
    assert len(first.access_token) == 5000
    # Why it does not go into the keyring: Windows keeps 2,560 bytes of UTF-16.
    assert len(first.memory + first.access_token) * 2 > 2560
    second = provider_for(settings, identity.addresses).renew(first)
    third = provider_for(settings, identity.addresses).renew(second)
    assert len({first.access_token, second.access_token, third.access_token}) == 3
    assert {second.access_token, third.access_token} <= identity.good_tokens
    assert third.account == MAILBOX


@both
def test_nothing_secret_is_printed_or_logged(
    identity: IdentityServer, provider: MailSignIn, caplog: pytest.LogCaptureFixture
) -> None:
    settings = token_settings(provider)
    # The program's own level (logs.set_up_logs).
    caplog.set_level(logging.INFO)
    kept = sign_in(identity, settings)
    provider_for(settings, identity.addresses).renew(kept)
    told = repr(kept) + caplog.text
    for secret in (kept.access_token, kept.memory, GOOGLE_SECRET, *identity.refresh_tokens, *identity.good_tokens):
        assert secret not in told


@both
@pytest.mark.parametrize("error", ["access_denied"])
def test_who_declines_is_told_so(identity: IdentityServer, provider: MailSignIn, error: str) -> None:
    identity.refuse_visit = error
    with pytest.raises(SignInError) as refused:
        sign_in(identity, token_settings(provider))
    assert refused.value.trouble is Trouble.DECLINED
    assert "not given" in refused.value.words


@both
@pytest.mark.parametrize(
    ("error", "description", "trouble", "words"),
    [
        ("invalid_grant", "AADSTS50173: The grant was revoked.", Trouble.SIGN_IN_AGAIN, "password was changed"),
        ("invalid_grant", "AADSTS65001: No consent.", Trouble.SIGN_IN_AGAIN, "permission to send"),
        ("invalid_grant", "AADSTS700082: Inactive.", Trouble.SIGN_IN_AGAIN, "not used for a long time"),
        ("interaction_required", "AADSTS50076: MFA.", Trouble.SIGN_IN_AGAIN, "second proof"),
        ("invalid_grant", "AADSTS53003: Conditional Access.", Trouble.BLOCKED, "Conditional Access"),
        ("invalid_client", "AADSTS7000218: secret.", Trouble.REGISTRATION, "Allow public client flows"),
    ],
)
def test_a_renewal_that_is_refused_says_who_has_to_act(
    identity: IdentityServer,
    provider: MailSignIn,
    error: str,
    description: str,
    trouble: Trouble,
    words: str,
) -> None:
    settings = token_settings(provider)
    kept = sign_in(identity, settings)
    identity.refuse_refresh = (error, description)
    with pytest.raises(SignInError) as refused:
        provider_for(settings, identity.addresses).renew(kept)
    if provider is MICROSOFT:
        assert refused.value.trouble is trouble
        assert words in refused.value.words
    else:
        # Google has only OAuth's own words.
        expected = Trouble.REGISTRATION if error == "invalid_client" else Trouble.SIGN_IN_AGAIN
        assert refused.value.trouble is expected
    fault = refused.value.as_fault().fault
    assert (fault.kind, fault.hold) == (FaultKind.QUEUE, HoldReason.SIGN_IN)
    assert "none is lost" in fault.explanation


@both
def test_a_revoked_sign_in_asks_for_a_new_one(identity: IdentityServer, provider: MailSignIn) -> None:
    settings = token_settings(provider)
    kept = sign_in(identity, settings)
    identity.refresh_tokens.clear()
    with pytest.raises(SignInError) as refused:
        provider_for(settings, identity.addresses).renew(kept)
    assert refused.value.trouble is Trouble.SIGN_IN_AGAIN


@both
@pytest.mark.parametrize("broken", ["down", "gone", "not trusted"])
def test_who_is_offline_is_not_asked_to_sign_in_again(
    identity: IdentityServer, provider: MailSignIn, broken: str, certificates: Certificates
) -> None:
    settings = token_settings(provider)
    kept = sign_in(identity, settings)
    addresses = identity.addresses
    if broken == "down":
        identity.broken = True
    elif broken == "gone":
        addresses = IdentityAddresses("https://localhost:9", "https://localhost:9/a", "https://localhost:9/t")
    else:
        addresses = replace(addresses, ca_file=None)
    with pytest.raises(SignInError) as refused:
        provider_for(settings, addresses).renew(kept)
    assert refused.value.trouble is Trouble.OFFLINE
    assert refused.value.as_fault().fault.hold is HoldReason.CONNECTION


def test_a_wrong_directory_is_told_before_the_browser_opens(identity: IdentityServer) -> None:
    for tenant in ("00000000-0000-0000-0000-000000000000", "no such/thing"):
        with pytest.raises(SignInError) as refused:
            sign_in(identity, replace(token_settings(MICROSOFT), microsoft_tenant=tenant))
        assert refused.value.trouble is Trouble.REGISTRATION
        assert "directory (tenant) ID" in refused.value.words


@both
def test_a_wrong_client_is_told_in_words(identity: IdentityServer, provider: MailSignIn) -> None:
    settings = replace(token_settings(provider), microsoft_client=CLIENT[::-1], google_client="other")
    with pytest.raises(SignInError) as refused:
        sign_in(identity, settings)
    assert refused.value.trouble is Trouble.REGISTRATION


def test_a_wrong_google_secret_is_told_in_words(identity: IdentityServer) -> None:
    provider = provider_for(token_settings(GOOGLE), identity.addresses, google_secret="wrong")
    with pytest.raises(SignInError) as refused:
        BrowserSignIn(provider, MAILBOX, identity.browse_quietly, patience=20).run()
    assert refused.value.trouble is Trouble.REGISTRATION


def test_google_without_the_ticked_box_is_told_in_words(identity: IdentityServer) -> None:
    identity.granted_scopes = "openid https://www.googleapis.com/auth/userinfo.email"
    with pytest.raises(SignInError) as refused:
        sign_in(identity, token_settings(GOOGLE))
    assert refused.value.trouble is Trouble.DECLINED
    assert "ticked" in refused.value.words


# --- the browser's way home


def test_strangers_at_the_door_do_not_disturb(identity: IdentityServer) -> None:
    answers: list[int] = []

    def knock_then_browse(url: str) -> None:
        home = urllib.parse.unquote(url.split("redirect_uri=")[1].split("&")[0])
        for path in ("/", "/favicon.ico", "/?code=stolen&state=guessed", "/?error=access_denied"):
            try:
                urllib.request.urlopen(home + path, timeout=10)
            except urllib.error.HTTPError as error:
                answers.append(error.code)
                error.close()
        identity.browse(url)

    provider = provider_for(token_settings(MICROSOFT), identity.addresses)
    kept = BrowserSignIn(provider, MAILBOX, knock_then_browse, patience=20).run()
    assert kept.account == MAILBOX
    assert answers == [404] * 4


def test_the_last_page_says_to_go_back(identity: IdentityServer) -> None:
    pages: list[str] = []
    provider = provider_for(token_settings(GOOGLE), identity.addresses, google_secret=GOOGLE_SECRET)
    BrowserSignIn(provider, MAILBOX, lambda url: pages.append(identity.browse(url)), patience=20).run()
    identity.refuse_visit = "access_denied"
    with pytest.raises(SignInError):
        BrowserSignIn(provider, MAILBOX, lambda url: pages.append(identity.browse(url)), patience=20).run()
    assert "Back to OP Portal" in pages[0]
    assert "Not signed in" in pages[1]


def test_a_sign_in_can_be_stopped(identity: IdentityServer) -> None:
    provider = provider_for(token_settings(MICROSOFT), identity.addresses)
    opened = threading.Event()
    cancelled = threading.Event()
    running = BrowserSignIn(provider, MAILBOX, lambda url: opened.set(), patience=60, cancelled=cancelled)
    errors: list[Exception] = []

    def run() -> None:
        try:
            running.run()
        except SignInError as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert opened.wait(20)
    cancelled.set()
    thread.join(20)
    assert isinstance(errors[0], SignInError)
    assert errors[0].trouble is Trouble.STOPPED


def test_nobody_waits_for_ever(identity: IdentityServer) -> None:
    provider = provider_for(token_settings(MICROSOFT), identity.addresses)
    with pytest.raises(SignInError) as stopped:
        BrowserSignIn(provider, MAILBOX, lambda url: None, patience=0.0).run()
    assert stopped.value.trouble is Trouble.STOPPED


# --- the code on another screen


def _microsoft(identity: IdentityServer) -> MicrosoftSignIn:
    return MicrosoftSignIn(CLIENT, TENANT, identity.addresses)


def test_a_code_typed_elsewhere_signs_in(identity: IdentityServer) -> None:
    provider = _microsoft(identity)
    code = provider.begin_with_code()
    assert (code.code, code.address) == ("AB12CD34", "https://microsoft.com/devicelogin")
    kept = provider.finish_with_code(code, cancelled=lambda: False)
    assert kept.account == MAILBOX
    assert _microsoft(identity).renew(kept).access_token in identity.good_tokens


def test_a_directory_that_blocks_codes_says_what_to_use_instead(identity: IdentityServer) -> None:
    identity.device_refusal = ("access_denied", "AADSTS53003: Blocked by Conditional Access.")
    provider = _microsoft(identity)
    code = provider.begin_with_code()
    with pytest.raises(SignInError) as refused:
        provider.finish_with_code(code, cancelled=lambda: False)
    assert refused.value.trouble is Trouble.BLOCKED
    assert "use the sign-in in the browser" in refused.value.words


def test_a_code_can_be_given_up(identity: IdentityServer) -> None:
    identity.device_pending = 1000
    provider = _microsoft(identity)
    code = provider.begin_with_code()
    with pytest.raises(SignInError) as stopped:
        provider.finish_with_code(code, cancelled=lambda: True)
    assert stopped.value.trouble is Trouble.STOPPED


@pytest.mark.parametrize("token", ["", "a.b", "a.!!!.c", "a.bnVsbA.c"])
def test_an_odd_id_token_says_nothing(token: str) -> None:
    assert id_token_claims(token) == {}


def test_what_signs_in_is_loaded_with_the_first_sign_in_only() -> None:
    heavy = "('msal', 'google', 'google_auth_oauthlib', 'oauthlib', 'requests', 'cryptography', 'dns')"
    code = (
        "import sys, opportal_desktop.mail.senders, opportal_desktop.desktop.mail_setup;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
