# SPDX-License-Identifier: GPL-3.0-or-later
"""The mail providers that practices have: how their domains are known, where one sends, how one signs in.

docs/mail-providers.md has the dates; what is said here of passwords was true on FACTS_AS_OF.
"""

from __future__ import annotations

from dataclasses import dataclass

from opportal_desktop.terms import MailSignIn, SmtpSecurity

FACTS_AS_OF = "November 2026"


@dataclass(frozen=True, slots=True)
class MailProvider:
    """One provider.

    Attributes:
        name: as people call it.
        host, port, security: where one hands mail over.
        sign_ins: the ways to sign in that it offers, the best first.
        password_words: what kind of password it takes and where one gets it.
        exchangers: ends of the names of the servers that take its customers' mail (MX).
        domains: its own domains, of which everybody has addresses.
        spf: the name that its customers include in their SPF record.
        selectors: the DKIM selectors that it gives its customers.
    """

    name: str
    host: str
    port: int = 587
    security: SmtpSecurity = SmtpSecurity.STARTTLS
    sign_ins: tuple[MailSignIn, ...] = (MailSignIn.PASSWORD,)
    password_words: str = ""
    exchangers: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    spf: str = ""
    selectors: tuple[str, ...] = ()

    @property
    def token_sign_in(self) -> MailSignIn | None:
        """The sign-in in the browser that it offers."""
        return next((way for way in self.sign_ins if way.by_token), None)


_APP_PASSWORD = (
    "{} takes an app password, not the mailbox’s own: make one in the mailbox’s security settings on the web."
)

MICROSOFT = MailProvider(
    name="Microsoft 365",
    host="smtp.office365.com",
    sign_ins=(MailSignIn.MICROSOFT, MailSignIn.PASSWORD),
    password_words="Microsoft switches passwords off by default at the end of December 2026. Until then, and where an "
    "administrator allows them again, the mailbox’s password works if “Authenticated SMTP” is on for it.",
    exchangers=(".mail.protection.outlook.com", ".mx.microsoft", ".mail.protection.office365.us"),
    spf="spf.protection.outlook.com",
    selectors=("selector1", "selector2"),
)
OUTLOOK_COM = MailProvider(
    name="Outlook.com",
    host="smtp-mail.outlook.com",
    sign_ins=(MailSignIn.MICROSOFT,),
    exchangers=(".olc.protection.outlook.com",),
    domains=("outlook.com", "hotmail.com", "live.com", "msn.com"),
    spf="spf2.outlook.com",
)
GOOGLE = MailProvider(
    name="Google Workspace",
    host="smtp.gmail.com",
    sign_ins=(MailSignIn.PASSWORD, MailSignIn.GOOGLE),
    password_words="Google takes an app password (16 letters), not the mailbox’s own: sign in to the mailbox’s Google "
    "Account, switch on 2-Step Verification, then make one at myaccount.google.com/apppasswords. If that page says "
    "that it is not available, the administrator or Advanced Protection forbids it: sign in with Google instead.",
    exchangers=(".google.com", ".googlemail.com"),
    spf="_spf.google.com",
    selectors=("google",),
)
GMAIL = MailProvider(
    name="Gmail",
    host="smtp.gmail.com",
    sign_ins=(MailSignIn.PASSWORD, MailSignIn.GOOGLE),
    password_words=GOOGLE.password_words,
    domains=("gmail.com", "googlemail.com"),
)
OTHER = MailProvider(name="Other mail server", host="")

_OTHERS = (
    MailProvider(
        name="Yahoo Mail",
        host="smtp.mail.yahoo.com",
        port=465,
        security=SmtpSecurity.TLS,
        password_words=_APP_PASSWORD.format("Yahoo"),
        exchangers=(".yahoodns.net",),
        domains=("yahoo.com", "ymail.com", "rocketmail.com"),
    ),
    MailProvider(
        name="AOL Mail",
        host="smtp.aol.com",
        port=465,
        security=SmtpSecurity.TLS,
        password_words=_APP_PASSWORD.format("AOL"),
        domains=("aol.com",),
    ),
    MailProvider(
        name="iCloud Mail",
        host="smtp.mail.me.com",
        password_words="iCloud takes an app-specific password: make one at account.apple.com.",
        exchangers=(".mail.icloud.com",),
        domains=("icloud.com", "me.com", "mac.com"),
        spf="icloud.com",
        selectors=("sig1",),
    ),
    MailProvider(
        name="Zoho Mail",
        host="smtppro.zoho.com",
        port=465,
        security=SmtpSecurity.TLS,
        password_words=_APP_PASSWORD.format("With 2-step verification Zoho"),
        exchangers=(".zoho.com",),
    ),
    MailProvider(
        name="Fastmail",
        host="smtp.fastmail.com",
        port=465,
        security=SmtpSecurity.TLS,
        password_words=_APP_PASSWORD.format("Fastmail"),
        exchangers=(".messagingengine.com",),
        domains=("fastmail.com",),
        spf="spf.messagingengine.com",
        selectors=("fm1", "fm2", "fm3"),
    ),
    MailProvider(
        name="GoDaddy (Workspace Email)",
        host="smtpout.secureserver.net",
        port=465,
        security=SmtpSecurity.TLS,
        exchangers=(".secureserver.net",),
        spf="secureserver.net",
    ),
    MailProvider(
        name="IONOS",
        host="smtp.ionos.com",
        port=465,
        security=SmtpSecurity.TLS,
        exchangers=(".ionos.com", ".1and1.com", ".perfora.net"),
    ),
    MailProvider(
        name="Rackspace Email",
        host="secure.emailsrvr.com",
        port=465,
        security=SmtpSecurity.TLS,
        exchangers=(".emailsrvr.com",),
        spf="emailsrvr.com",
    ),
    MailProvider(
        name="Namecheap Private Email",
        host="mail.privateemail.com",
        port=465,
        security=SmtpSecurity.TLS,
        exchangers=(".privateemail.com",),
        spf="spf.privateemail.com",
    ),
)

PROVIDERS = (OUTLOOK_COM, MICROSOFT, GMAIL, GOOGLE, *_OTHERS)
"""Every provider that is known, those first whose servers' names are the narrower ones."""

FILTERS = (
    ".pphosted.com",
    ".ppe-hosted.com",
    ".mimecast.com",
    ".barracudanetworks.com",
    ".iphmx.com",
    ".messagelabs.com",
    ".trendmicro.com",
    ".sophos.com",
    ".hornetsecurity.com",
    ".mailspamprotection.com",
)
"""Servers that only filter: behind them anybody may keep the mailboxes."""


def by_domain(domain: str) -> MailProvider | None:
    """The provider whose own domain this is."""
    return next((provider for provider in PROVIDERS if domain in provider.domains), None)


def by_exchanger(host: str) -> MailProvider | None:
    """The provider that runs this mail exchanger."""
    return next((provider for provider in PROVIDERS if _ends(host, provider.exchangers)), None)


def by_spf(record: str) -> MailProvider | None:
    """The first provider that an SPF record lets send."""
    included = [part.partition(":")[2] for part in record.lower().split() if part.lstrip("+").startswith("include:")]
    return next((p for p in (MICROSOFT, GOOGLE, *_OTHERS) if p.spf and p.spf in included), None)


def is_filter(host: str) -> bool:
    """Whether this mail exchanger hides who keeps the mailboxes."""
    return _ends(host, FILTERS)


def _ends(host: str, ends: tuple[str, ...]) -> bool:
    return any(f".{host}".endswith(end) for end in ends)
