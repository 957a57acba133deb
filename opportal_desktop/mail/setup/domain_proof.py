# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the From domain proves itself (SPF, DKIM, DMARC), with advice in words; changes nothing anywhere.

Mail whose domain does not prove itself lands among the junk or is refused (Gmail, Yahoo and Outlook since 2024/2025).
Sources: RFC 7208 (SPF), RFC 6376 (DKIM), RFC 7489 (DMARC).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from opportal_desktop.mail.setup.dns_questions import DnsQuestions, DnsSilentError
from opportal_desktop.mail.setup.providers import MailProvider, by_domain

SPF_LOOKUPS = 10
"""More make an SPF record invalid (RFC 7208, 4.6.4)."""
_COMMON_SELECTORS = ("default", "dkim", "mail", "selector1", "selector2", "google", "k1", "s1", "s2")
_COSTLY = re.compile(r"[+?~-]?(include:|exists:|redirect=|(a|mx|ptr)([:/]|$))")


class Mark(Enum):
    """How a finding stands."""

    GOOD = "good"
    ADVICE = "advice"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one of the three.

    Attributes:
        name: "SPF", "DKIM", "DMARC", or "From" for whether these three speak for the sender.
        words: what is, and what to do or whom to ask if it is not good.
        record: what to give to whoever runs the domain, word by word; empty when nothing is to be written.
    """

    name: str
    mark: Mark
    words: str
    record: str = ""


def prove_domain(domain: str, provider: MailProvider, dns: DnsQuestions, mailbox: str = "") -> tuple[Finding, ...]:
    """SPF, DKIM and DMARC of `domain` when `provider` sends for it; takes seconds, never fails.

    `mailbox` is the domain of the mailbox that signs in, if that is known.
    """
    owner = by_domain(domain)
    if owner is not None:
        return _of_everybodys_domain(domain, provider, owner)
    checks = (("SPF", _spf), ("DKIM", _dkim), ("DMARC", _dmarc))
    findings = []
    for name, check in checks:
        try:
            findings.append(check(domain, provider, dns))
        except DnsSilentError:
            findings.append(Finding(name, Mark.UNKNOWN, f"{domain} could not be looked up just now."))
    if not _aligned(domain, mailbox):
        findings.append(_not_aligned(domain, mailbox))
    return tuple(findings)


def _aligned(domain: str, mailbox: str) -> bool:
    """Whether one is the other or lies in it: what DMARC calls relaxed alignment, without a list of suffixes."""
    return not mailbox or f".{domain}".endswith(f".{mailbox}") or f".{mailbox}".endswith(f".{domain}")


def _not_aligned(domain: str, mailbox: str) -> Finding:
    words = (
        f"The mailbox that signs in is of {mailbox}, but parents see {domain}. Providers then often sign for "
        f"{mailbox}, which proves nothing for {domain}. Use a From address of {mailbox}, or ask the "
        f"provider to sign for {domain}."
    )
    return Finding("From", Mark.ADVICE, words)


def _of_everybodys_domain(domain: str, provider: MailProvider, owner: MailProvider) -> tuple[Finding, ...]:
    if provider.host == owner.host:
        words = (
            f"{owner.name} proves {domain} for all its addresses. For a practice an address of its own domain is "
            "better: parents trust it more, and it stays when the provider changes."
        )
        return (Finding("DMARC", Mark.ADVICE, words),)
    words = (
        f"{domain} belongs to {owner.name}: mail from it that another server sends is refused or lands among the junk. "
        f"Use {owner.name}’s own server, or an address of the practice’s own domain."
    )
    return (Finding("DMARC", Mark.BAD, words),)


# --- SPF: which servers may send


def _spf(domain: str, provider: MailProvider, dns: DnsQuestions) -> Finding:
    records = [text for text in dns.texts(domain) if is_spf(text)]
    include = f"include:{provider.spf}" if provider.spf else ""
    if not records:
        return _no_spf(domain, include)
    if len(records) > 1:
        words = (
            f"{domain} has {len(records)} SPF records, and only one is allowed: receivers ignore all of them. Ask "
            "whoever runs the domain to make them one."
        )
        return Finding("SPF", Mark.BAD, words)
    record = records[0].lower()
    terms = record.split()[1:]
    if "+all" in terms or "all" in terms:
        words = f"The SPF record of {domain} lets everybody in the world send in its name. Ask for “~all” at its end."
        return Finding("SPF", Mark.BAD, words, re.sub(r"(?<!\S)\+?all(?!\S)", "~all", record))
    if _spf_lookups(domain, dns, set()) > SPF_LOOKUPS:
        words = (
            f"The SPF record of {domain} asks for more than {SPF_LOOKUPS} look-ups, so receivers ignore it. Ask "
            "whoever runs the domain to take out services that no longer send for the practice."
        )
        return Finding("SPF", Mark.BAD, words)
    if not include:
        words = f"{domain} has an SPF record. Ask your mail provider whether its servers are in it."
        return Finding("SPF", Mark.ADVICE, words)
    if not _allows(domain, provider.spf, dns, set()):
        words = f"The SPF record of {domain} does not let {provider.name} send. Ask for this record in its place:"
        return Finding("SPF", Mark.BAD, words, _with_include(record, include))
    return Finding("SPF", Mark.GOOD, f"{provider.name} may send for {domain}.")


def is_spf(text: str) -> bool:
    """Whether a TXT record is an SPF record."""
    return bool(re.match(r"v=spf1(\s|$)", text, re.IGNORECASE))


def _no_spf(domain: str, include: str) -> Finding:
    if not include:
        words = (
            f"{domain} has no SPF record, so nobody can tell whether a server may send for it. Ask your mail provider "
            "what it should be."
        )
        return Finding("SPF", Mark.BAD, words)
    words = (
        f"{domain} has no SPF record, so nobody can tell whether a server may send for it. Ask whoever runs the domain "
        "to add this TXT record, with the other services that send for the practice:"
    )
    return Finding("SPF", Mark.BAD, words, f"v=spf1 {include} ~all")


def _with_include(record: str, include: str) -> str:
    version, *terms = record.split()
    return " ".join([version, include, *terms])


def _spf_record(domain: str, dns: DnsQuestions) -> str:
    return next((text.lower() for text in dns.texts(domain) if is_spf(text)), "")


def _children(record: str) -> list[str]:
    names = [term.lstrip("+?~-").partition(":")[2] for term in record.split() if "include:" in term]
    names += [term.partition("=")[2] for term in record.split() if term.startswith("redirect=")]
    # A name with a macro in it can't be looked up from here.
    return [name for name in names if name and "%" not in name]


def _allows(domain: str, wanted: str, dns: DnsQuestions, seen: set[str]) -> bool:
    seen.add(domain)
    if len(seen) > SPF_LOOKUPS + 1:
        return False
    children = _children(_spf_record(domain, dns))
    return wanted in children or any(_allows(child, wanted, dns, seen) for child in children if child not in seen)


def _spf_lookups(domain: str, dns: DnsQuestions, seen: set[str]) -> int:
    """How many look-ups a receiver needs; stops counting when there are too many."""
    seen.add(domain)
    record = _spf_record(domain, dns)
    count = sum(bool(_COSTLY.match(term)) for term in record.split()[1:])
    for child in _children(record):
        if child in seen or count > SPF_LOOKUPS:
            continue
        count += _spf_lookups(child, dns, seen)
    return count


# --- DKIM: the provider signs


def _dkim(domain: str, provider: MailProvider, dns: DnsQuestions) -> Finding:
    for selector in provider.selectors or _COMMON_SELECTORS:
        for text in dns.texts(f"{selector}._domainkey.{domain}"):
            if re.search(r"(^|;)\s*p=[A-Za-z0-9+/]", text):
                return Finding("DKIM", Mark.GOOD, f"{domain} has a signing key ({selector}).")
    if provider.selectors:
        words = (
            f"{provider.name} does not sign for {domain} yet. Ask whoever runs the mail to switch DKIM on for the "
            f"domain in {provider.name}’s administration; it shows the records that the domain needs."
        )
        return Finding("DKIM", Mark.BAD, words)
    words = (
        f"Whether mail from {domain} is signed can’t be seen from here. Ask your mail provider: “Is DKIM on for our "
        "domain?”"
    )
    return Finding("DKIM", Mark.ADVICE, words)


# --- DMARC: what receivers do with mail that proves nothing


def _dmarc(domain: str, provider: MailProvider, dns: DnsQuestions) -> Finding:
    place, record = _dmarc_record(domain, dns)
    if not record:
        words = (
            f"{domain} has no DMARC record: Gmail, Yahoo and Outlook trust its mail less, and anybody can write in the "
            "practice’s name. Once SPF and DKIM are good, ask for this TXT record at _dmarc:"
        )
        return Finding("DMARC", Mark.BAD, words, "v=DMARC1; p=none")
    tags = _tags(record)
    policy = tags.get("sp" if place != domain and "sp" in tags else "p", "").lower()
    strict = " It asks for the very same domain (strict), so From must be of the domain that signs." * (
        "s" in (tags.get("aspf", "r"), tags.get("adkim", "r"))
    )
    if policy in ("quarantine", "reject"):
        fate = "refuse" if policy == "reject" else "put among the junk"
        words = f"{place} asks receivers to {fate} mail that does not prove itself, so SPF or DKIM must be good."
        return Finding("DMARC", Mark.GOOD, words + strict)
    if policy == "none":
        words = (
            f"{place} has a DMARC record that only watches. That is enough to be trusted; “p=quarantine” would also "
            "stop others from writing in the practice’s name."
        )
        return Finding("DMARC", Mark.GOOD, words + strict)
    return Finding("DMARC", Mark.BAD, f"The DMARC record of {place} is not valid: its policy (p=) is missing.")


def _dmarc_record(domain: str, dns: DnsQuestions) -> tuple[str, str]:
    """The record of the domain or of the nearest one above, but not of a top-level domain."""
    labels = domain.split(".")
    for start in range(max(1, len(labels) - 1)):
        place = ".".join(labels[start:])
        for text in dns.texts(f"_dmarc.{place}"):
            if re.match(r"v=DMARC1\s*(;|$)", text, re.IGNORECASE):
                return place, text
    return domain, ""


def _tags(record: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}
