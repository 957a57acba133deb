# SPDX-License-Identifier: GPL-3.0-or-later
"""SPF, DKIM and DMARC of a domain, asked of a real name server, and the advice in words."""

from __future__ import annotations

from typing import Any

import pytest

from opportal_desktop.mail.setup.domain_proof import Finding, Mark, prove_domain
from opportal_desktop.mail.setup.providers import GMAIL, GOOGLE, MICROSOFT, OTHER, MailProvider
from tests.mail.dns_server import DnsServer

D = "maple.example"
SPF_GOOD = '"v=spf1 include:spf.protection.outlook.com -all"'
KEY = '"v=DKIM1; k=rsa; p=MIGfMA0GCSq"'
GOOD: dict[tuple[str, str], list[str]] = {
    (D, "TXT"): ['"MS=ms123"', SPF_GOOD],
    (f"selector1._domainkey.{D}", "TXT"): [KEY],
    (f"_dmarc.{D}", "TXT"): ['"v=DMARC1; p=quarantine; rua=mailto:x@maple.example"'],
    ("spf.protection.outlook.com", "TXT"): ['"v=spf1 ip4:40.92.0.0/15 -all"'],
}


def proved(zone: dict[tuple[str, str], list[str]], domain: str = D, by: MailProvider = MICROSOFT) -> dict[str, Finding]:
    with DnsServer(zone) as server:
        return {finding.name: finding for finding in prove_domain(domain, by, server.questions())}


def test_a_good_domain_is_good_three_times() -> None:
    found = proved(GOOD)
    assert list(found) == ["SPF", "DKIM", "DMARC"]
    assert {finding.mark for finding in found.values()} == {Mark.GOOD}
    assert all(not finding.record for finding in found.values())


@pytest.mark.parametrize(
    ("records", "by", "mark", "words", "record"),
    [
        ([], MICROSOFT, Mark.BAD, "no SPF record", "v=spf1 include:spf.protection.outlook.com ~all"),
        ([], OTHER, Mark.BAD, "Ask your mail provider", ""),
        ([SPF_GOOD, '"v=spf1 -all"'], MICROSOFT, Mark.BAD, "has 2 SPF records", ""),
        (['"v=spf1 mx +all"'], MICROSOFT, Mark.BAD, "everybody in the world", "v=spf1 mx ~all"),
        (['"v=spf1 mx all"'], MICROSOFT, Mark.BAD, "everybody in the world", "v=spf1 mx ~all"),
        (
            ['"v=spf1 include:_spf.google.com ~all"'],
            MICROSOFT,
            Mark.BAD,
            "does not let Microsoft 365 send",
            "v=spf1 include:spf.protection.outlook.com include:_spf.google.com ~all",
        ),
        (['"v=spf1 include:_spf.google.com ~all"'], GOOGLE, Mark.GOOD, "may send", ""),
        (['"v=spf1 redirect=_spf.google.com"'], GOOGLE, Mark.GOOD, "may send", ""),
        (['"v=spf1 include:nested.example ~all"'], GOOGLE, Mark.GOOD, "may send", ""),
        (
            ['"v=spf1 include:loop.example ~all"'],
            GOOGLE,
            Mark.BAD,
            "does not let",
            "v=spf1 include:_spf.google.com include:loop.example ~all",
        ),
        (
            ['"v=spf1 include:%{i}.x.example ~all"'],
            GOOGLE,
            Mark.BAD,
            "does not let",
            "v=spf1 include:_spf.google.com include:%{i}.x.example ~all",
        ),
        (['"v=spf1 mx -all"'], OTHER, Mark.ADVICE, "Ask your mail provider", ""),
        (['"v=spf10 all"', SPF_GOOD], MICROSOFT, Mark.GOOD, "may send", ""),
    ],
)
def test_spf(records: list[str], by: MailProvider, mark: Mark, words: str, record: str) -> None:
    zone: dict[tuple[str, str], list[str]] = {
        ("nested.example", "TXT"): ['"v=spf1 include:_spf.google.com ~all"'],
        ("loop.example", "TXT"): ['"v=spf1 include:loop.example ~all"'],
        (f"x.{D}", "A"): ["192.0.2.1"],
    }
    if records:
        zone[D, "TXT"] = records
    finding = proved(zone, by=by)["SPF"]
    assert (finding.mark, finding.record) == (mark, record)
    assert words in finding.words


@pytest.mark.parametrize(("services", "mark"), [(9, Mark.GOOD), (10, Mark.BAD)])
def test_spf_counts_the_lookups(services: int, mark: Mark) -> None:
    # One for Microsoft, and the others' own.
    others = " ".join(f"include:s{number}.example" for number in range(services - 1))
    zone = {
        (D, "TXT"): [f'"v=spf1 include:spf.protection.outlook.com {others} a:x.example -all"'],
        **{(f"s{number}.example", "TXT"): ['"v=spf1 ip4:192.0.2.0/24 -all"'] for number in range(services - 1)},
    }
    assert proved(zone)["SPF"].mark is mark


@pytest.mark.parametrize(
    ("zone", "by", "mark", "words"),
    [
        ({(f"google._domainkey.{D}", "TXT"): [KEY]}, GOOGLE, Mark.GOOD, "signing key (google)"),
        ({(f"google._domainkey.{D}", "TXT"): [KEY]}, MICROSOFT, Mark.BAD, "does not sign"),
        # A key that was taken back.
        ({(f"selector1._domainkey.{D}", "TXT"): ['"v=DKIM1; p="']}, MICROSOFT, Mark.BAD, "switch DKIM on"),
        ({(f"k1._domainkey.{D}", "TXT"): [KEY]}, OTHER, Mark.GOOD, "signing key (k1)"),
        ({}, OTHER, Mark.ADVICE, "Is DKIM on"),
    ],
)
def test_dkim(zone: dict[tuple[str, str], list[str]], by: MailProvider, mark: Mark, words: str) -> None:
    finding = proved({(D, "MX"): ["0 x.example."], **zone}, by=by)["DKIM"]
    assert finding.mark is mark
    assert words in finding.words


def test_dkim_of_microsoft_is_behind_an_alias() -> None:
    zone = {
        (f"selector2._domainkey.{D}", "CNAME"): ["selector2-maple._domainkey.maple.onmicrosoft.com."],
        ("selector2-maple._domainkey.maple.onmicrosoft.com", "TXT"): [KEY],
    }
    assert proved(zone)["DKIM"].mark is Mark.GOOD


@pytest.mark.parametrize(
    ("domain", "record", "mark", "words"),
    [
        (D, "", Mark.BAD, "no DMARC record"),
        (D, "v=DMARC1; p=none", Mark.GOOD, "only watches"),
        (D, "v=DMARC1;p=reject; adkim=s", Mark.GOOD, "(strict)"),
        (D, "v=DMARC1; rua=mailto:x@y.example", Mark.BAD, "not valid"),
        (f"portal.{D}", "v=DMARC1; p=reject", Mark.GOOD, "refuse"),
        (f"portal.{D}", "v=DMARC1; p=reject; sp=none", Mark.GOOD, "only watches"),
    ],
)
def test_dmarc(domain: str, record: str, mark: Mark, words: str) -> None:
    zone = {(D, "MX"): ["0 x.example."]} | ({(f"_dmarc.{D}", "TXT"): [f'"{record}"']} if record else {})
    finding = proved(zone, domain)["DMARC"]
    assert finding.mark is mark
    assert words in finding.words
    assert finding.record == ("" if record else "v=DMARC1; p=none")


def test_the_top_level_domain_is_not_asked() -> None:
    with DnsServer({}) as server:
        prove_domain("portal.maple.example", MICROSOFT, server.questions())
    assert ("_dmarc.example", "TXT") not in server.asked
    assert ("_dmarc.maple.example", "TXT") in server.asked


@pytest.mark.parametrize(("by", "mark"), [(GMAIL, Mark.ADVICE), (GOOGLE, Mark.ADVICE), (MICROSOFT, Mark.BAD)])
def test_everybodys_domain_is_told(by: MailProvider, mark: Mark) -> None:
    (finding,) = proved({}, "gmail.com", by).values()
    assert finding.mark is mark


@pytest.mark.parametrize("trouble", ["silent", "failing"])
def test_without_an_answer_nothing_is_claimed(trouble: str) -> None:
    with DnsServer(GOOD) as server:
        setattr(server, trouble, True)
        found: tuple[Any, ...] = prove_domain(D, MICROSOFT, server.questions(seconds=0.2))
    assert [finding.mark for finding in found] == [Mark.UNKNOWN] * 3


@pytest.mark.parametrize(
    ("mailbox", "names"),
    [
        ("", ["SPF", "DKIM", "DMARC"]),
        (D, ["SPF", "DKIM", "DMARC"]),
        (f"mail.{D}", ["SPF", "DKIM", "DMARC"]),
        ("oak.example", ["SPF", "DKIM", "DMARC", "From"]),
        (f"not{D}", ["SPF", "DKIM", "DMARC", "From"]),
    ],
)
def test_a_mailbox_of_another_domain_is_told(mailbox: str, names: list[str]) -> None:
    with DnsServer(GOOD) as server:
        found = prove_domain(D, MICROSOFT, server.questions(), mailbox)
    assert [finding.name for finding in found] == names
