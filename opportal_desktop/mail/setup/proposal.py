# SPDX-License-Identifier: GPL-3.0-or-later
"""From an address to the mail server that it probably has, with the reason in words; a person decides."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from opportal_desktop.mail.addresses import AddressNotValidError, wire_address
from opportal_desktop.mail.setup.dns_questions import DnsQuestions, DnsSilentError
from opportal_desktop.mail.setup.domain_proof import is_spf
from opportal_desktop.mail.setup.providers import (
    MICROSOFT,
    OTHER,
    MailProvider,
    by_domain,
    by_exchanger,
    by_spf,
    is_filter,
)
from opportal_desktop.terms import SmtpSecurity

_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A provider for one domain.

    Attributes:
        why: one sentence for the person.
        sure: False when it is a guess, or nothing could be looked up.
    """

    domain: str
    provider: MailProvider
    why: str
    sure: bool


def domain_of(address: str) -> str:
    """The address's domain as the domain name system knows it, lower case; empty when it is no address."""
    try:
        domain = wire_address(address.strip()).rpartition("@")[2].lower()
    except AddressNotValidError:
        return ""
    return domain if _DOMAIN.fullmatch(domain) else ""


def propose(address: str, dns: DnsQuestions) -> Proposal:
    """Look up who runs the address's domain; takes seconds. Never fails: without an answer it says so."""
    domain = domain_of(address)
    if not domain:
        return Proposal("", OTHER, "Enter a whole address first, for example portal@yourpractice.com.", False)
    if known := by_domain(domain):
        return Proposal(domain, known, f"Addresses of {domain} are {known.name}’s own.", True)
    try:
        return _looked_up(domain, dns)
    except DnsSilentError:
        why = (
            f"{domain} could not be looked up: this computer may be offline. Choose the provider yourself, or go back "
            "and try again."
        )
        return Proposal(domain, OTHER, why, False)


def _looked_up(domain: str, dns: DnsQuestions) -> Proposal:
    exchangers = dns.mail_exchangers(domain)
    for host in exchangers:
        if provider := by_exchanger(host):
            return Proposal(domain, provider, f"The mail of {domain} is kept by {provider.name} ({host}).", True)
    if provider := _behind_a_filter(domain, dns):
        gate = "goes through a filter" if any(map(is_filter, exchangers)) else "has another way in"
        why = f"The mail of {domain} {gate}, but {provider.name} may send for it."
        return Proposal(domain, provider, why, True)
    if provider := _announced(domain, dns):
        return Proposal(domain, provider, f"{domain} itself names {provider.host} as its mail server.", True)
    if not exchangers:
        why = f"No mail server takes mail for {domain}. Check the address; parents could not answer to it."
        return Proposal(domain, _guessed(domain, dns), why, False)
    guess = _guessed(domain, dns)
    why = f"The provider of {domain} is not one that this program knows ({exchangers[0]})."
    if guess.host:
        why += f" {guess.host} exists and may be its mail server; your provider’s help pages say."
    return Proposal(domain, guess, why, False)


def _behind_a_filter(domain: str, dns: DnsQuestions) -> MailProvider | None:
    """Who may send for the domain, or answers for its calendars, when its mail exchangers do not tell."""
    for record in dns.texts(domain):
        if is_spf(record) and (provider := by_spf(record)):
            return provider
    if dns.alias(f"autodiscover.{domain}").endswith("autodiscover.outlook.com"):
        return MICROSOFT
    return None


def _announced(domain: str, dns: DnsQuestions) -> MailProvider | None:
    """What the domain says of itself (RFC 6186, RFC 8314)."""
    for service, security in (("_submissions._tcp", SmtpSecurity.TLS), ("_submission._tcp", SmtpSecurity.STARTTLS)):
        for host, port in dns.services(service, domain):
            return replace(OTHER, host=host, port=port, security=security)
    return None


def _guessed(domain: str, dns: DnsQuestions) -> MailProvider:
    for name in ("smtp", "mail"):
        if dns.has_address(f"{name}.{domain}"):
            return replace(OTHER, host=f"{name}.{domain}")
    return OTHER
