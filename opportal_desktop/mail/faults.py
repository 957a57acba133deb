# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong while a message is handed over, and what it means for the message, the queue and the desk.

What fails before a message is offered (look-up, connection, certificate, sign-in) is about the server, never about
the message: it holds the queue. What the server answers to a message is told apart by the code and its enhanced code.
"""

from __future__ import annotations

import datetime as dt
import re
import ssl
from dataclasses import dataclass
from enum import Enum

from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.terms import FaultKind

_ENHANCED = re.compile(r"\b[245]\.(\d{1,3})\.(\d{1,3})\b")
_WAIT = re.compile(r"\b(?:in|after|for)\s+(\d{1,5})\s*(s|sec|seconds?|m|min|minutes?)\b", re.IGNORECASE)
_REPLY_LENGTH = 500

_SIGN_IN_INSTEAD = (
    "Sign in with Microsoft instead: a manager does it in Settings, Mail, Set up mail… Messages wait; none is lost."
)
GREYLIST_WAIT = dt.timedelta(minutes=15)
LONGEST_WAIT = dt.timedelta(hours=6)
"""However long a server asks to wait."""


class Step(Enum):
    """The stations of a dialogue with a mail server; the value is what people read."""

    LOOK_UP = "Look up the name"
    CONNECT = "Connect"
    GREETING = "Greeting"
    ENCRYPT = "Encrypt"
    SIGN_IN = "Sign in"
    SENDER = "Sender address"
    HAND_OVER = "Hand over a message"


class Command(Enum):
    """Which part of a hand-over the server answered."""

    SENDER = "MAIL"
    RECIPIENT = "RCPT"
    DATA = "DATA"
    CONTENT = "the final dot"


@dataclass(frozen=True, slots=True)
class Fault:
    """A try that failed.

    Attributes:
        explanation: what happened and what to do, for the person at the desk.
        server_reply: the server's own words; may hold an address, so it is never logged.
        hold: why the queue is held; only with FaultKind.QUEUE.
        wait: how long the server asked to wait.
        outcome_unknown: the server may have taken the message.
    """

    kind: FaultKind
    explanation: str
    server_reply: str = ""
    hold: HoldReason = HoldReason.CONNECTION
    wait: dt.timedelta | None = None
    outcome_unknown: bool = False


class MailFaultError(Exception):
    """Carries a Fault; its text is the kind only, so that a log shows no address."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind.value)
        self.fault = fault


def held(reason: HoldReason, explanation: str, server_reply: str = "") -> MailFaultError:
    """A fault that is not about one message."""
    return MailFaultError(Fault(FaultKind.QUEUE, explanation, server_reply, hold=reason))


def plain_reply(code: int, text: bytes | str) -> str:
    """A server's answer fit to store and show: one line, no control characters, capped."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    printable = "".join(char if char.isprintable() else " " for char in words)
    return f"{code} {' '.join(printable.split())}"[:_REPLY_LENGTH].strip()


def greeting_fault(code: int, text: bytes) -> Fault:
    """The server did not say 220, or refused EHLO."""
    reply = plain_reply(code, text)
    if 400 <= code < 500:
        explanation = "The mail server is busy and takes no mail just now. The program tries again by itself."
        return Fault(FaultKind.QUEUE, explanation, reply, hold=HoldReason.CONNECTION, wait=_wait(reply))
    explanation = (
        "The mail server refuses to talk to this computer. Check the server name and port in Settings, "
        "or ask your mail provider whether it blocks this internet connection."
    )
    return Fault(FaultKind.QUEUE, explanation, reply, hold=HoldReason.POLICY)


def sign_in_fault(code: int, text: bytes) -> Fault:
    """The server did not accept user name and password."""
    reply = plain_reply(code, text)
    if 400 <= code < 500:
        explanation = "The mail server cannot check the password just now. The program tries again by itself."
        return Fault(FaultKind.QUEUE, explanation, reply, hold=HoldReason.CONNECTION, wait=_wait(reply))
    if code == 534 or "5.7.9" in reply or "application-specific" in reply.lower():
        explanation = (
            "The mail server wants an app password instead of the mailbox's own password. "
            "Make one in the mailbox's security settings and enter it in Settings."
        )
    elif "5.7.139" in reply or "5.7.30" in reply or "basic authentication" in reply.lower():
        explanation = f"The mail provider has switched off sign-in with a password for this mailbox. {_SIGN_IN_INSTEAD}"
    else:
        explanation = "The mail server does not accept the user name and password. Enter them again in Settings."
    return Fault(FaultKind.QUEUE, explanation, reply, hold=HoldReason.SIGN_IN)


def certificate_fault(error: ssl.SSLError, host: str) -> Fault:
    """The connection could not be encrypted to a server that proves who it is."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        explanation = (
            "The connection could not be encrypted: this port does not speak TLS as set. "
            "Usually port 465 goes with TLS and port 587 with STARTTLS; check them in Settings."
        )
        return Fault(FaultKind.QUEUE, explanation, _library_words(error), hold=HoldReason.CERTIFICATE)
    why = {
        9: "is not valid yet; check this computer's date and time",
        10: "has expired; check this computer's date and time, then ask whoever runs the mail server",
        18: "was made by the server itself, so it proves nothing; ask whoever runs it for a proper one",
        19: "comes from an issuer this computer does not trust; ask whoever runs the mail server",
        20: "comes from an issuer this computer does not trust; ask whoever runs the mail server",
        62: f"is for another name than {host}; check the server name in Settings",
        64: f"is for another address than {host}; enter the server's name, not its number, in Settings",
    }.get(error.verify_code, "cannot be verified; ask whoever runs the mail server")
    explanation = f"The mail server's certificate {why}. Nothing was sent to it, neither mail nor password."
    return Fault(FaultKind.QUEUE, explanation, _library_words(error), hold=HoldReason.CERTIFICATE)


def reply_fault(command: Command, code: int, text: bytes) -> Fault:
    """What a 4yz or 5yz answer to a message means."""
    reply = plain_reply(code, text)
    if 400 <= code < 500:
        return _later(command, code, reply)
    found = _ENHANCED.search(reply)
    subject, detail = (int(found[1]), int(found[2])) if found else (0, 0)
    if code in (530, 534, 535, 538):
        explanation = "The mail server wants the practice to sign in first. Enter user name and password in Settings."
        return Fault(FaultKind.QUEUE, explanation, reply, hold=HoldReason.SIGN_IN)
    if (subject, detail) == (2, 252) or "sendasdenied" in reply.lower():
        # Microsoft says so only after the whole message, and of every one.
        explanation = (
            "The mailbox that signs in may not send with the practice's sender address. Set From in Settings to its "
            "own address, or ask your Microsoft 365 administrator for “Send as”."
        )
        return Fault(FaultKind.QUEUE, explanation, reply, hold=HoldReason.SETTINGS)
    if subject == 7 or "relay" in reply.lower():
        return _policy(reply)
    if command is Command.SENDER and code != 552:
        explanation = (
            "The mail server refuses the practice's sender address. Set From in Settings to the address "
            "of the mailbox that signs in."
        )
        return Fault(FaultKind.QUEUE, explanation, reply, hold=HoldReason.SETTINGS)
    if command is Command.RECIPIENT:
        return Fault(FaultKind.PERMANENT, _recipient_words(code, subject, detail), reply)
    if code == 552 or (subject, detail) in ((2, 2), (2, 3), (3, 4)):
        return Fault(FaultKind.PERMANENT, _FULL, reply)
    explanation = (
        "The mail server refused this message and did not take it. Register again later; if it happens again, "
        "show the server's answer to your mail provider."
    )
    return Fault(FaultKind.PERMANENT, explanation, reply)


_FULL = (
    "The parent's mailbox takes no more mail or not a message of this size. "
    "Ask the parent to make room or for another Home Email, then Register again."
)


def _recipient_words(code: int, subject: int, detail: int) -> str:
    if code == 552 or (subject, detail) in ((2, 2), (2, 3)):
        return _FULL
    if (subject, detail) == (2, 1):
        return "The mail server says that this mailbox is switched off. Ask the parent for another Home Email."
    if (subject, detail) in ((1, 2), (1, 10), (4, 4)):
        return (
            "The mail server says that the part after the @ takes no mail. Correct the Home Email, then Register again."
        )
    if code in (501, 553) or (subject, detail) == (1, 3):
        return "The mail server says that this is not a valid address. Correct the Home Email, then Register again."
    if code == 551 or (subject, detail) == (1, 6):
        return "The mail server says that this mailbox has moved. Ask the parent for the new Home Email."
    if code == 550 or subject == 1:
        return "The mail server says that this address does not exist. Correct the Home Email, then Register again."
    return "The mail server refuses this address. Check the Home Email with the parent, then Register again."


def _later(command: Command, code: int, reply: str) -> Fault:
    wait = _wait(reply)
    greylisted = "list" in reply.lower() or bool(re.search(r"\b4\.7\.1\b", reply))
    if command is Command.RECIPIENT and code in (450, 451) and wait is None and greylisted:
        wait = GREYLIST_WAIT
    if command is Command.RECIPIENT and code == 452:
        explanation = (
            "The parent's mailbox is full, or the mail server has too much to do. It is tried again by itself."
        )
    elif command is Command.RECIPIENT:
        explanation = "The mail server asks to come back later with mail for this address. It is tried again by itself."
    else:
        explanation = "The mail server cannot take the message just now. It is tried again by itself."
    return Fault(FaultKind.TRANSIENT, explanation, reply, wait=wait)


def _policy(reply: str) -> Fault:
    low = reply.lower()
    if "relay" in low:
        explanation = (
            "The mail server does not send mail to the outside for this practice. "
            "Enter user name and password in Settings, or ask your mail provider."
        )
    elif "5.7.30" in reply:
        explanation = f"The mail provider has switched off sign-in with a password. {_SIGN_IN_INSTEAD}"
    elif "5.7.515" in reply or "5.7.26" in reply:
        explanation = (
            "The mail server refuses mail from the practice's address because its domain does not prove itself "
            "(SPF, DKIM, DMARC). Ask whoever runs the practice's domain to set them up."
        )
    elif "5.7.60" in reply or "5.7.708" in reply:
        explanation = "The mailbox may not send with the practice's sender address. Correct From in Settings."
    else:
        explanation = (
            "The mail server refuses the practice's mail by its rules. Show the server's answer to your mail provider."
        )
    # What is said of every message is somebody's to put right; anything else may be about this one.
    everybodys = any(f"5.7.{detail}" in reply for detail in (26, 30, 60, 515, 708))
    return Fault(FaultKind.QUEUE, explanation, reply, hold=HoldReason.SETTINGS if everybodys else HoldReason.POLICY)


def _wait(reply: str) -> dt.timedelta | None:
    found = _WAIT.search(reply)
    if not found:
        return None
    number = int(found[1])
    wait = dt.timedelta(minutes=number) if found[2].lower().startswith("m") else dt.timedelta(seconds=number)
    return min(wait, LONGEST_WAIT)


def _library_words(error: ssl.SSLError) -> str:
    return str(getattr(error, "verify_message", "") or error.reason or "TLS failed")[:_REPLY_LENGTH]
