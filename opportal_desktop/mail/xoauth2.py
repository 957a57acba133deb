# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in to a mail server with an access token instead of a password (SASL XOAUTH2, by Google and Microsoft)."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Collection
from typing import Protocol

from opportal_desktop.mail.dialogue import Dialogue, Reply
from opportal_desktop.mail.faults import Fault, MailFaultError, held, plain_reply, sign_in_fault
from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.terms import FaultKind

# RFC 4954, 4: a longer line waits for the server to ask.
_LINE_LIMIT = 12288


class AccessTokens(Protocol):
    """Gives the token to sign in with; both raise MailFaultError. `sign_in.tokens` has them."""

    def token(self, *, renewed: bool = False) -> str: ...


class TokenRefusedError(MailFaultError):
    """The server does not take the token: it may merely have ended."""


def sign_in_by_token(dialogue: Dialogue, offered: Collection[str], user: str, token: str) -> None:
    """Sign in as `user` (a mailbox) with a token that may send for it. One try.

    Raises:
        MailFaultError: what stands in the way; TokenRefusedError when another token may help.
    """
    if "XOAUTH2" not in offered:
        raise held(
            HoldReason.SIGN_IN,
            "This mail server does not take a sign-in with Microsoft or Google. Check the mail server's name in "
            "Settings, or choose a sign-in with user name and password there.",
        )
    response = base64.b64encode(f"user={user}\x01auth=Bearer {token}\x01\x01".encode()).decode("ascii")
    line = f"AUTH XOAUTH2 {response}"
    if len(line) + 2 <= _LINE_LIMIT:
        reply = dialogue.command(line)
    else:
        reply = dialogue.command("AUTH XOAUTH2")
        if reply.code == 334:
            reply = dialogue.command(response)
    status = ""
    if reply.code == 334:
        # The challenge is the error itself, in JSON; the empty answer asks for the final reply.
        status = _status(reply)
        reply = dialogue.command("")
    if reply.code not in (235, 503):
        raise _refusal(reply, status)


def _status(challenge: Reply) -> str:
    try:
        status = json.loads(base64.b64decode(challenge.text)).get("status", "")
    except (binascii.Error, ValueError, AttributeError):
        return ""
    return str(status)[:8]


def _refusal(reply: Reply, status: str) -> MailFaultError:
    words = plain_reply(reply.code, reply.text)
    if 400 <= reply.code < 500:
        return MailFaultError(sign_in_fault(reply.code, reply.text))
    if "5.7.139" in words or "smtpclientauthentication" in words.lower():
        return held(
            HoldReason.SIGN_IN,
            "Microsoft 365 does not let this mailbox send by SMTP. Ask your Microsoft 365 administrator to switch on "
            "“Authenticated SMTP” for it (admin center, the user, Mail, Manage email apps). It can take an hour to "
            "work. Messages wait; none is lost.",
            words,
        )
    explanation = (
        "The mail server does not accept the practice's sign-in for this mailbox. A manager can sign in again, as the "
        "mailbox that is named in Settings or as somebody who may send for it. Messages wait; none is lost."
    )
    reply_words = f"{words} [{status}]" if status else words
    return TokenRefusedError(Fault(FaultKind.QUEUE, explanation, reply_words, hold=HoldReason.SIGN_IN))
