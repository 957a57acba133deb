# SPDX-License-Identifier: GPL-3.0-or-later
"""Handing messages to the practice's mail server by SMTP."""

from __future__ import annotations

import base64
import contextlib
import ipaddress
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTPUTF8
from pathlib import Path

from opportal_desktop.mail.addresses import (
    AddressNotValidError,
    from_header,
    wire_address,
)
from opportal_desktop.mail.connecting import first_connection, look_up
from opportal_desktop.mail.dialogue import (
    Deadline,
    Dialogue,
    DroppedError,
    EarlyBytesError,
    NotSmtpError,
    Reply,
    TooSlowError,
)
from opportal_desktop.mail.faults import (
    Command,
    Fault,
    MailFaultError,
    Step,
    certificate_fault,
    greeting_fault,
    held,
    plain_reply,
    reply_fault,
    sign_in_fault,
)
from opportal_desktop.mail.wire_form import wire_form
from opportal_desktop.mail.xoauth2 import AccessTokens, TokenRefusedError, sign_in_by_token
from opportal_desktop.records.claimed_messages import OUTCOME_UNKNOWN
from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.terms import FaultKind, SmtpSecurity

Password = Callable[[], str | None]

FROM_NOT_VALID = "The practice's sender address is not valid. Correct From in Settings."
ADDRESS_NOT_VALID = "This is not a valid address. Correct the Home Email, then Register again."
_QUIT_SECONDS = 2.0
# What may stand between < and > without ending the command; whether it is a good address is for others to say.
_ADDRESS = re.compile(r"[^\s<>\x00-\x1f\x7f-\x9f]+@[^\s<>\x00-\x1f\x7f-\x9f]+")
# What a connection that breaks, idles out or never speaks sounds like.
_WIRE_ERRORS = (DroppedError, TooSlowError, NotSmtpError, EarlyBytesError)


@dataclass(frozen=True, slots=True)
class Limits:
    """Deadlines in seconds: for everything until messages can be offered, and for each message's whole exchange."""

    opening: float = 60.0
    message: float = 120.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and how mail is handed over.

    Attributes:
        user: empty for a server that asks for no sign-in.
        ca_file: certificates to trust instead of the system's; for tests and for a practice's own authority.
    """

    host: str
    port: int
    security: SmtpSecurity
    user: str = ""
    ca_file: Path | None = None


def mail_server(settings: PracticeSettings, ca_file: Path | None = None) -> MailServer:
    """The mail server that the settings name."""
    return MailServer(settings.smtp_host, settings.smtp_port, settings.smtp_security, settings.smtp_user, ca_file)


class _UnsettledError(MailFaultError):
    """What was owed could not be done: the program ends. Not tried again on another connection."""


class SmtpTransport:
    """One kept connection to the mail server, opened anew when the server has closed it.

    Not thread-safe, but for `interrupt`. `open` and `send` raise MailFaultError; the connection is closed then.
    `step` says how far `open` and `send` have come.
    """

    def __init__(
        self,
        server: MailServer,
        password: Password,
        limits: Limits | None = None,
        tokens: AccessTokens | None = None,
        on_step: Callable[[Step], None] | None = None,
    ) -> None:
        """With `tokens`, one of them takes the password's place, which is never asked for.

        `on_step` is called as each station is reached, on the thread that works.
        """
        self._on_step = on_step
        self._step = Step.LOOK_UP
        self._server = server
        self._password = password
        self._tokens = tokens
        self._renew_token = False
        self._limits = limits or Limits()
        self._dialogue: Dialogue | None = None
        self._features: dict[str, str] = {}
        self._sent_before = False
        self._flat: tuple[EmailMessage, bytes] | None = None
        self.stop_at: float | None = None
        """When nothing more may be sent (by `dialogue.awake_seconds`): the message is somebody else's then."""
        self.owed: Callable[[], bool] | None = None
        """Done once, before the next message's bytes go out, while the server thinks about its sender; False: it could
        not be done, and the message is not handed over."""
        self.meanwhile: Callable[[], None] | None = None
        """Done once, while the server thinks about the next message that is handed over."""

    @property
    def step(self) -> Step:
        return self._step

    @step.setter
    def step(self, step: Step) -> None:
        news = step is not self._step or step is Step.LOOK_UP
        self._step = step
        if news and self._on_step:
            self._on_step(step)

    @property
    def is_open(self) -> bool:
        return self._dialogue is not None

    def open(self) -> None:
        """Connect, encrypt, sign in; nothing if that is done. A token that is refused is renewed once."""
        if self._dialogue:
            return
        try:
            self._open()
        except TokenRefusedError:
            if self._renew_token:
                raise
            self._renew_token = True
            self._open()
        finally:
            self._renew_token = False

    def _open(self) -> None:
        deadline = Deadline(self._limits.opening, self.stop_at)
        self._sent_before = False
        try:
            self._connect(deadline)
            self._greet()
            self._sign_in()
        except MailFaultError:
            self.close()
            raise
        except ssl.SSLError as error:
            self.close()
            raise MailFaultError(certificate_fault(error, self._server.host)) from error
        except _WIRE_ERRORS as error:
            self.close()
            raise _wire_fault(error, self.step, self._server) from error

    def send(self, message: EmailMessage, sender: str, recipient: str) -> str:
        """Hand one message over; returns the server's answer.

        A kept connection that the server has closed in the meantime is opened again once.
        """
        if not self.is_open:
            self._settle()
        self.open()
        kept = self._sent_before
        try:
            return self._hand_over(message, sender, recipient)
        except _UnsettledError:
            raise
        except MailFaultError as error:
            self._settle()
            fault = error.fault
            if kept and self._tokens and fault.hold is HoldReason.SIGN_IN and fault.kind is FaultKind.QUEUE:
                # The server has forgotten who we are: what a token opened may end with it (530 5.7.57).
                self.close()
                self._renew_token = True
            elif not kept or self.is_open or fault.kind is not FaultKind.TRANSIENT or fault.outcome_unknown:
                raise
        self.open()
        return self._hand_over(message, sender, recipient)

    def flatten(self, message: EmailMessage) -> None:
        """Make the bytes of a message that will be sent soon."""
        self._flat = message, wire_form(message)

    def close(self) -> None:
        """Say goodbye as far as the server listens; what it answers changes nothing."""
        dialogue, self._dialogue = self._dialogue, None
        if not dialogue:
            return
        if self._sent_before:
            dialogue.deadline = Deadline(_QUIT_SECONDS)
            with contextlib.suppress(*_WIRE_ERRORS):
                dialogue.command("QUIT")
        dialogue.close()

    def interrupt(self) -> None:
        """Break a running `open` or `send` from another thread."""
        if dialogue := self._dialogue:
            dialogue.interrupt()

    def _drop(self) -> None:
        dialogue, self._dialogue = self._dialogue, None
        if dialogue:
            dialogue.close()

    # --- opening

    def _connect(self, deadline: Deadline) -> None:
        self.step = Step.LOOK_UP
        addresses = look_up(self._server.host, self._server.port)
        self.step = Step.CONNECT
        sock = first_connection(addresses, deadline, self._server.host, self._server.port)
        self._dialogue = Dialogue(sock, deadline)
        if self._server.security is SmtpSecurity.PLAIN:
            self._check_plain_allowed(self._dialogue)

    def _check_plain_allowed(self, dialogue: Dialogue) -> None:
        if not ipaddress.ip_address(dialogue.peer_address().split("%")[0]).is_loopback:
            raise held(
                HoldReason.SETTINGS,
                "Mail without encryption may only go to a server on this computer. Choose STARTTLS or TLS in Settings.",
            )
        if self._server.user:
            raise held(
                HoldReason.SETTINGS,
                "A password is never sent over a connection without encryption. "
                "Choose STARTTLS or TLS in Settings, or leave the user name empty.",
            )

    def _greet(self) -> None:
        dialogue = self._open_dialogue()
        if self._server.security is SmtpSecurity.TLS:
            self._encrypt(dialogue)
        self.step = Step.GREETING
        _expect(dialogue.reply(), 220)
        self._hello(dialogue)
        if self._server.security is SmtpSecurity.STARTTLS:
            self.step = Step.ENCRYPT
            self._start_tls(dialogue)
            self._hello(dialogue)

    def _hello(self, dialogue: Dialogue) -> None:
        # The computer's name stays here: an address literal is as good (RFC 5321, 4.1.3).
        own = dialogue.own_address()
        reply = dialogue.command(f"EHLO [IPv6:{own}]" if ":" in own else f"EHLO [{own}]")
        _expect(reply, 250)
        self._features = {}
        for line in reply.text.decode("latin-1").split("\n")[1:]:
            name, _, rest = line.replace("=", " ", 1).partition(" ")
            self._features[name.upper()] = f"{self._features.get(name.upper(), '')} {rest}".strip()

    def _start_tls(self, dialogue: Dialogue) -> None:
        if "STARTTLS" not in self._features:
            raise held(
                HoldReason.CERTIFICATE,
                "The mail server offers no encryption (STARTTLS) on this port, so nothing was sent. Check the port in "
                "Settings: usually 587. If it was right before, something in the network may be removing the "
                "encryption: ask your IT support.",
            )
        reply = dialogue.command("STARTTLS")
        if reply.code != 220:
            raise held(
                HoldReason.CONNECTION if 400 <= reply.code < 500 else HoldReason.CERTIFICATE,
                "The mail server refused to encrypt the connection, so nothing was sent. It is tried again by itself; "
                "if it stays so, ask whoever runs the mail server.",
                plain_reply(reply.code, reply.text),
            )
        self._encrypt(dialogue)

    def _encrypt(self, dialogue: Dialogue) -> None:
        self.step = Step.ENCRYPT
        context = ssl.create_default_context(cafile=str(self._server.ca_file) if self._server.ca_file else None)
        dialogue.encrypt(context, self._server.host)

    def _sign_in(self) -> None:
        if not self._server.user:
            return
        self.step = Step.SIGN_IN
        dialogue = self._open_dialogue()
        offered = self._features.get("AUTH", "").upper().split()
        if self._tokens:
            sign_in_by_token(dialogue, offered, self._server.user, self._tokens.token(renewed=self._renew_token))
            return
        password = self._password()
        if not password:
            raise held(HoldReason.SIGN_IN, "No password for the mail server is stored. Enter it in Settings.")
        # One mechanism, one try: each wrong try counts towards locking the mailbox.
        if "PLAIN" in offered:
            reply = dialogue.command(f"AUTH PLAIN {_base64(f'{chr(0)}{self._server.user}{chr(0)}{password}')}")
        elif "LOGIN" in offered:
            reply = dialogue.command("AUTH LOGIN")
            for answer in (self._server.user, password):
                if reply.code != 334:
                    break
                reply = dialogue.command(_base64(answer))
        else:
            raise held(
                HoldReason.SIGN_IN,
                "The mail server offers no sign-in with user name and password on this port. Check server and port in "
                "Settings, or ask your mail provider whether passwords are still allowed.",
            )
        if reply.code not in (235, 503):
            raise MailFaultError(sign_in_fault(reply.code, reply.text))

    # --- handing over

    def _settle(self) -> None:
        """Do what is owed. It may have had to wait for others, which is not this message's time."""
        owed, self.owed = self.owed, None
        if owed is None:
            return
        if not owed():
            self._drop()
            raise _UnsettledError(_broken())
        if self._dialogue:
            self._dialogue.deadline = Deadline(self._limits.message, self.stop_at)

    def _hand_over(self, message: EmailMessage, sender: str, recipient: str) -> str:
        self.step = Step.SENDER
        dialogue = self._open_dialogue()
        dialogue.deadline = Deadline(self._limits.message, self.stop_at)
        self._sent_before = True
        answered = False
        try:
            sender, recipient = _wire(sender), _wire(recipient)
            options, data = self._envelope(message, sender, recipient)
            self._offer(dialogue, f"MAIL FROM:<{sender}>{options}", Command.SENDER, self._settle)
            self.step = Step.HAND_OVER
            self._offer(dialogue, f"RCPT TO:<{recipient}>", Command.RECIPIENT)
            self._offer(dialogue, "DATA", Command.DATA)
            dialogue.content(data)
            answered = True
            meanwhile, self.meanwhile = self.meanwhile, None
            if meanwhile:
                meanwhile()
            reply = dialogue.reply()
        except _WIRE_ERRORS as error:
            self._drop()
            raise (_unknown() if answered else _wire_fault(error, self.step, self._server)) from error
        except MailFaultError:
            raise
        except Exception:
            # An answer may still come: it would be read as the one to the next command.
            self._drop()
            raise
        if reply.code != 250:
            raise self._refused(Command.CONTENT, reply)
        return plain_reply(reply.code, reply.text)

    def _offer(
        self, dialogue: Dialogue, line: str, command: Command, meanwhile: Callable[[], None] | None = None
    ) -> None:
        reply = dialogue.command(line, meanwhile)
        good = (354,) if command is Command.DATA else (250, 251, 252)
        if reply.code not in good:
            raise self._refused(command, reply)

    def _refused(self, command: Command, reply: Reply) -> MailFaultError:
        if reply.code == 421 or reply.code < 400:
            # The server is about to hang up, or is out of step with us.
            self._drop()
        elif dialogue := self._dialogue:
            try:
                dialogue.command("RSET")
            except _WIRE_ERRORS:
                self._drop()
        if reply.code < 400:
            return _garbled(self._server)
        return MailFaultError(reply_fault(command, reply.code, reply.text))

    def _envelope(self, message: EmailMessage, sender: str, recipient: str) -> tuple[str, bytes]:
        """MAIL's options and the message's bytes, by what the server can take."""
        if not _ADDRESS.fullmatch(sender):
            raise held(HoldReason.SETTINGS, FROM_NOT_VALID)
        if not _ADDRESS.fullmatch(recipient):
            raise MailFaultError(Fault(FaultKind.PERMANENT, ADDRESS_NOT_VALID))
        size = "SIZE" in self._features
        if sender.isascii() and recipient.isascii():
            data = self._flat[1] if self._flat and self._flat[0] is message else wire_form(message)
            return (f" SIZE={len(data)}" if size else ""), data
        if "SMTPUTF8" not in self._features:
            raise MailFaultError(
                Fault(
                    FaultKind.PERMANENT,
                    "The practice's mail server cannot send to an address with letters outside the English alphabet. "
                    "Ask the parent for another Home Email, then Register again.",
                )
            )
        data = message.as_bytes(policy=SMTPUTF8)
        return (f" SIZE={len(data)}" if size else "") + " BODY=8BITMIME SMTPUTF8", data

    def _open_dialogue(self) -> Dialogue:
        if not self._dialogue:
            raise MailFaultError(_broken())
        return self._dialogue


def check_configured(settings: PracticeSettings) -> None:
    """Raise MailFaultError (it holds the queue) while mail is not set up."""
    missing = [
        words
        for value, words in (
            (settings.smtp_host, "the mail server"),
            (settings.mail_from, "the practice's sender address (From)"),
        )
        if not value.strip()
    ]
    if missing:
        raise held(
            HoldReason.SETTINGS,
            f"Mail is not set up yet. Missing: {', '.join(missing)}. A manager can enter this in Settings. "
            "Messages wait until then; none is lost.",
        )
    try:
        from_header(settings)
    except AddressNotValidError:
        raise held(HoldReason.SETTINGS, FROM_NOT_VALID) from None


def _expect(reply: Reply, code: int) -> None:
    if reply.code != code:
        raise MailFaultError(greeting_fault(reply.code, reply.text))


def _wire_fault(error: Exception, step: Step, server: MailServer) -> MailFaultError:
    if isinstance(error, EarlyBytesError):
        return held(
            HoldReason.CERTIFICATE,
            "Somebody in the network tampers with the connection to the mail server, so nothing was sent. "
            "Ask your IT support.",
        )
    if isinstance(error, NotSmtpError):
        return _garbled(server)
    if step in (Step.SENDER, Step.HAND_OVER):
        return MailFaultError(_broken())
    if isinstance(error, TooSlowError) and step is Step.GREETING:
        return held(
            HoldReason.CONNECTION,
            f"“{server.host}” accepts the connection but does not greet in time. If this lasts, check port and "
            "encryption in Settings: port 465 goes with TLS, port 587 with STARTTLS.",
        )
    if isinstance(error, TooSlowError):
        words = f"“{server.host}” answers too slowly. The program tries again by itself."
    else:
        words = f"“{server.host}” broke the connection off. The program tries again by itself."
    return held(HoldReason.CONNECTION, words)


def _garbled(server: MailServer) -> MailFaultError:
    return held(
        HoldReason.SETTINGS,
        f"What answers at “{server.host}”, port {server.port}, is not a mail server. Check both in Settings.",
    )


def _broken() -> Fault:
    return Fault(
        FaultKind.TRANSIENT,
        "The connection to the mail server broke before it took the message. It is tried again by itself.",
    )


def _unknown() -> MailFaultError:
    return MailFaultError(Fault(FaultKind.TRANSIENT, OUTCOME_UNKNOWN, outcome_unknown=True))


def _wire(address: str) -> str:
    try:
        return wire_address(address)
    except AddressNotValidError:
        # Left as it is: `_envelope` says what is wrong with whose address.
        return ""


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
