# SPDX-License-Identifier: GPL-3.0-or-later
"""Handing texts to Twilio by its official library, and what its answers mean for the text, the queue and the desk.

Twilio takes a text first and learns later whether the carrier does: so its state is looked at for some seconds, or
nobody at the desk would ever see that a carrier blocks the practice's number.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from opportal_desktop.mail.addresses import single_line
from opportal_desktop.mail.faults import Fault, MailFaultError, held
from opportal_desktop.records.claimed_messages import TEXT_OUTCOME_UNKNOWN
from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.validators import check_phone
from opportal_desktop.terms import FaultKind

if TYPE_CHECKING:
    from twilio.rest import Client

Secret = Callable[[], str | None]

TWILIO_URL = "https://api.twilio.com"
PHONE_NOT_VALID = (
    "No text can be sent to this number. Correct the Cell Phone; the parent can then ask for another code."
)
_NOT_INSTALLED = (
    "The part of the program that sends texts is not installed on this computer. Ask IT to install it "
    "(opportal-desktop[texts])."
)
_REPLY_LENGTH = 500
_AGAIN = "The parent can then ask for another code."
_NUMBER_RULES = "Twilio’s console shows what is missing under Phone Numbers, Regulatory Compliance."

# By Twilio's error code; https://www.twilio.com/docs/api/errors
_ABOUT_THE_PRACTICE = {
    20003: (HoldReason.SIGN_IN, "Twilio does not accept the Account SID and the token. Enter them again in Settings."),
    20005: (
        HoldReason.POLICY,
        "Twilio says that the practice’s account is not active. Look at it in Twilio’s console.",
    ),
    20008: (HoldReason.SETTINGS, "These are Twilio’s test credentials: they send nothing. Enter the live ones."),
    20404: (HoldReason.SIGN_IN, "Twilio knows no account with this Account SID. Correct it in Settings."),
    21212: (HoldReason.SETTINGS, "Twilio says that the number texts come from is not valid. Correct it in Settings."),
    21606: (
        HoldReason.SETTINGS,
        "The number texts come from is not a Twilio number of this account, or can’t send texts. "
        "Correct it in Settings.",
    ),
    21608: (
        HoldReason.POLICY,
        "Twilio’s trial account sends only to numbers that were verified there. Upgrade it in Twilio’s console.",
    ),
    21659: (
        HoldReason.SETTINGS,
        "The number texts come from is not a Twilio number of this account. Correct it in Settings.",
    ),
    30001: (HoldReason.CONNECTION, "Twilio has too many of the practice’s texts waiting. It is tried again by itself."),
    30002: (HoldReason.POLICY, "Twilio has suspended the practice’s account. Look at it in Twilio’s console."),
    30032: (
        HoldReason.POLICY,
        "Carriers block texts from this toll-free number because it is not verified yet. Verify it in Twilio’s console "
        f"(it takes days). {_NUMBER_RULES}",
    ),
    30034: (
        HoldReason.POLICY,
        "Carriers block texts from this number because it is not registered with them (10DLC). Register brand and "
        f"campaign in Twilio’s console (it takes days). {_NUMBER_RULES}",
    ),
}
_ABOUT_THE_NUMBER = {
    21211: PHONE_NOT_VALID,
    21408: "The practice’s Twilio account may not text to this country. Allow it in Twilio’s console, or ask the "
    "parent for another Cell Phone.",
    21610: "This phone has answered STOP to the practice’s texts, so none may be sent. The parent can text START to "
    "the practice’s number, or you note another Cell Phone.",
    21612: PHONE_NOT_VALID,
    21614: f"This is not a number that gets texts. Ask the parent for a cell phone’s. {_AGAIN}",
    30003: f"The phone can’t be reached: switched off, or out of the network. {_AGAIN}",
    30004: f"The phone or its carrier blocks the practice’s texts. Ask the parent for another Cell Phone. {_AGAIN}",
    30005: f"The carrier says that this number is not in use. Ask the parent for the new Cell Phone. {_AGAIN}",
    30006: f"This is a landline, which gets no texts. Ask the parent for a cell phone’s number. {_AGAIN}",
    30007: "The carrier took the text for spam and did not deliver it. If this happens to others too, show it to "
    "Twilio’s support.",
    30008: f"The carrier did not deliver the text and does not say why. {_AGAIN}",
}
_PUMPING = 30450
_FINAL = frozenset({"sent", "delivered", "undelivered", "failed", "read"})
_REFUSED = frozenset({"undelivered", "failed"})


@dataclass(frozen=True, slots=True)
class TextLimits:
    """Seconds: for connecting, for each answer, and the pauses before each look at a text that Twilio has taken."""

    connect: float = 10.0
    answer: float = 20.0
    looks: tuple[float, ...] = (1.0, 2.0, 4.0)


class TwilioTransport:
    """Sends texts by Twilio's API. Not thread-safe, but for `interrupt`. `open` and `send` raise MailFaultError.

    Args:
        account: Twilio's Account SID; `token` is asked for when a client is made.
        url: of the API; tests name a server of their own.
    """

    def __init__(self, account: str, token: Secret, limits: TextLimits | None = None, url: str = TWILIO_URL) -> None:
        self._account = account
        self._token = token
        self._limits = limits or TextLimits()
        self._url = url
        self._client: Client | None = None
        self._interrupted = threading.Event()

    @property
    def is_open(self) -> bool:
        return self._client is not None

    def open(self) -> None:
        """Make the library's client; it connects when it sends."""
        if self._client:
            return
        token = self._token()
        if not token:
            raise held(HoldReason.SIGN_IN, "No token for the text service is stored. Enter it in Settings.")
        self._client = _client(self._account, token, self._limits, self._url)

    def send(self, message: str, sender: str, recipient: str, /) -> str:
        """Hand one text over and see what the carrier says at once; returns Twilio's number and state of it."""
        self.open()
        assert self._client is not None  # noqa: S101  just made
        sent = _asked(partial(self._client.messages.create, body=message, from_=sender, to=recipient))
        for pause in self._limits.looks:
            if sent.status in _FINAL or self._interrupted.wait(pause):
                break
            try:
                sent = _asked(sent.fetch)
            except MailFaultError:
                # It was taken: not to know more is no reason to send it again.
                break
        reply = single_line(f"{sent.sid} {sent.status} {sent.error_code or ''}", _REPLY_LENGTH)
        if sent.status in _REFUSED:
            raise MailFaultError(text_fault(sent.error_code or 0, 0, reply))
        return reply

    def close(self) -> None:
        """Let the connections go."""
        client, self._client = self._client, None
        if client is not None:
            client.http_client.session.close()

    def interrupt(self) -> None:
        """Wait no longer for what the carrier says; from another thread."""
        self._interrupted.set()


def check_texts_configured(settings: PracticeSettings) -> None:
    """Raise MailFaultError (it holds the texts' queue) while texts are not set up."""
    missing = [
        words
        for value, words in (
            (settings.text_account, "the text service’s Account SID"),
            (settings.text_from, "the number that texts come from"),
            (settings.portal_url, "the portal’s address"),
        )
        if not value.strip()
    ]
    if missing:
        raise held(
            HoldReason.SETTINGS,
            f"Texts are not set up yet. Missing: {', '.join(missing)}. A manager can enter this in Settings.",
        )


def text_recipient(phone: str, region: str) -> str:
    """A phone as the text service takes it (E.164), or "" if it gets no texts as far as its numbering plan tells."""
    checked = check_phone(phone, region)
    return checked.text if checked.mobile else ""


def send_test_text(transport: Any, settings: PracticeSettings, code: str, to: str) -> str:
    """Send a text with a code to type in here; returns "" once it is handed over, else what is wrong, in words.

    Takes up to a minute: never on the GUI thread.

    Args:
        transport: for these settings, saved or not; it is closed.
        to: in E.164.
    """
    try:
        check_texts_configured(settings)
        transport.open()
        name = single_line(settings.practice_name, 60)
        transport.send(f"{name}: {code} is the test code of OP Portal.", settings.text_from, to)
    except MailFaultError as error:
        reply = error.fault.server_reply
        return f"{error.fault.explanation} (Twilio: {reply})" if reply else error.fault.explanation
    finally:
        transport.close()
    return ""


def text_fault(code: int, status: int, reply: str) -> Fault:
    """What Twilio's error code (0: none), else the HTTP status, means."""
    if code in _ABOUT_THE_PRACTICE:
        reason, explanation = _ABOUT_THE_PRACTICE[code]
        return Fault(FaultKind.QUEUE, explanation, reply, hold=reason)
    if code in _ABOUT_THE_NUMBER:
        return Fault(FaultKind.PERMANENT, _ABOUT_THE_NUMBER[code], reply)
    if code == _PUMPING:
        return Fault(
            FaultKind.PERMANENT,
            "Twilio blocks texts to this range of numbers for up to 30 minutes because it suspects fraud. "
            "The parent can ask for another code later, or sign in with a password or passkey.",
            reply,
        )
    if status == 401:
        return text_fault(20003, 0, reply)
    if status == 429 or status >= 500:
        explanation = "The text service is too busy just now. It is tried again by itself."
        return Fault(FaultKind.TRANSIENT, explanation, reply)
    return Fault(
        FaultKind.PERMANENT,
        "The text service refused this text. If it happens again, show its answer to Twilio’s support.",
        reply,
    )


def _client(account: str, token: str, limits: TextLimits, api_url: str) -> Client:
    try:
        # Imported late: heavy, and only practices with passwordless login have it.
        from twilio.http.http_client import TwilioHttpClient
        from twilio.rest import Client
    except ImportError as error:
        raise held(HoldReason.SETTINGS, _NOT_INSTALLED) from error

    # The library logs each request's address and headers; this one is outside the tree and reaches no handler.
    silent = logging.Logger("twilio", logging.CRITICAL)

    class HttpClient(TwilioHttpClient):  # type: ignore[misc]  # the library is not typed
        def request(self, method: str, url: str, *args: Any, **how: Any) -> Any:
            return super().request(method, url.replace(TWILIO_URL, api_url, 1), *args, **how)

    http_client = HttpClient(logger=silent)
    # Its constructor takes one number for both.
    http_client.timeout = (limits.connect, limits.answer)
    return Client(account, token, http_client=http_client)


def _asked(ask: Callable[[], Any]) -> Any:
    """What Twilio answers; its refusals and the network's as MailFaultError."""
    import requests
    from twilio.base.exceptions import TwilioException, TwilioRestException

    try:
        return ask()
    except TwilioRestException as error:
        reply = single_line(f"{error.status} {error.code or ''} {error.msg}", _REPLY_LENGTH)
        # From None: the library's text names the number.
        raise MailFaultError(text_fault(error.code or 0, error.status, reply)) from None
    except requests.exceptions.SSLError:
        raise held(
            HoldReason.CERTIFICATE,
            "The text service could not prove who it is, so nothing was sent. Check this computer’s date and time, "
            "then ask IT whether something in the network opens encrypted connections.",
        ) from None
    except requests.exceptions.ConnectTimeout:
        raise held(HoldReason.CONNECTION, _NO_WAY) from None
    except requests.exceptions.ConnectionError as error:
        if _never_connected(error):
            raise held(HoldReason.CONNECTION, _NO_WAY) from None
        raise MailFaultError(Fault(FaultKind.TRANSIENT, TEXT_OUTCOME_UNKNOWN, outcome_unknown=True)) from None
    except requests.exceptions.Timeout:
        raise MailFaultError(Fault(FaultKind.TRANSIENT, TEXT_OUTCOME_UNKNOWN, outcome_unknown=True)) from None
    except (requests.exceptions.RequestException, TwilioException, ValueError):
        raise MailFaultError(
            Fault(FaultKind.TRANSIENT, "The text service’s answer made no sense. It is tried again by itself.")
        ) from None


_NO_WAY = "The text service can’t be reached: check the internet connection. The program tries again by itself."


def _never_connected(error: Exception) -> bool:
    import urllib3

    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, urllib3.exceptions.NewConnectionError | urllib3.exceptions.NameResolutionError)
