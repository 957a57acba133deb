# SPDX-License-Identifier: GPL-3.0-or-later
"""Which provider an address has, asked of a real name server."""

from __future__ import annotations

import pytest

from opportal_desktop.mail.setup.dns_questions import DnsQuestions, DnsSilentError
from opportal_desktop.mail.setup.proposal import domain_of, propose
from opportal_desktop.mail.setup.providers import GMAIL, GOOGLE, MICROSOFT, OTHER, OUTLOOK_COM, PROVIDERS
from opportal_desktop.terms import MailSignIn, SmtpSecurity
from tests.mail.dns_server import DnsServer, Zone

ZONE: Zone = {
    ("maple.example", "MX"): ["0 maple-example.mail.protection.outlook.com."],
    ("new.example", "MX"): ["0 new-example.o-v1.mx.microsoft."],
    ("oak.example", "MX"): ["10 alt1.aspmx.l.google.com.", "1 aspmx.l.google.com."],
    ("smart.example", "MX"): ["1 smtp.google.com."],
    ("gate.example", "MX"): ["10 mx1-us1.ppe-hosted.com."],
    ("gate.example", "TXT"): ['"v=spf1 include:spf.example include:spf.prot" "ection.outlook.com -all"'],
    ("calendar.example", "MX"): ["10 d1.barracudanetworks.com."],
    ("autodiscover.calendar.example", "CNAME"): ["autodiscover.outlook.com."],
    ("godaddy.example", "MX"): ["0 smtp.secureserver.net."],
    ("standard.example", "MX"): ["10 in.standard.example."],
    ("_submissions._tcp.standard.example", "SRV"): ["0 1 465 out.standard.example."],
    ("_submission._tcp.standard.example", "SRV"): ["0 1 587 out.standard.example."],
    ("nosubmit.example", "MX"): ["10 in.nosubmit.example."],
    ("_submissions._tcp.nosubmit.example", "SRV"): ["0 0 0 ."],
    ("mail.nosubmit.example", "A"): ["192.0.2.1"],
    ("six.example", "MX"): ["10 in.six.example."],
    ("smtp.six.example", "AAAA"): ["2001:db8::1"],
    ("nomail.example", "TXT"): ['"hello"'],
    ("nullmx.example", "MX"): ["0 ."],
    ("xn--bcher-kva.example", "MX"): ["0 x.mail.protection.outlook.com."],
}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("portal@maple.example", MICROSOFT),
        ("portal@MAPLE.example ", MICROSOFT),
        ("portal@new.example", MICROSOFT),
        ("portal@oak.example", GOOGLE),
        ("portal@smart.example", GOOGLE),
        ("portal@gate.example", MICROSOFT),
        ("portal@calendar.example", MICROSOFT),
        ("portal@bücher.example", MICROSOFT),
        ("maple.pediatrics@gmail.com", GMAIL),
        ("maple@hotmail.com", OUTLOOK_COM),
    ],
)
def test_the_provider_is_known_by_its_servers(address: str, expected: object) -> None:
    with DnsServer(ZONE) as server:
        proposal = propose(address, server.questions())
    assert proposal.provider is expected
    assert proposal.sure
    assert proposal.domain in proposal.why


def test_everybodys_domains_need_no_name_server() -> None:
    with DnsServer({}) as server:
        assert propose("a@yahoo.com", server.questions()).provider.name == "Yahoo Mail"
        assert server.asked == []


@pytest.mark.parametrize(
    ("address", "host", "port", "security", "sure"),
    [
        ("a@godaddy.example", "smtpout.secureserver.net", 465, SmtpSecurity.TLS, True),
        ("a@standard.example", "out.standard.example", 465, SmtpSecurity.TLS, True),
        ("a@nosubmit.example", "mail.nosubmit.example", 587, SmtpSecurity.STARTTLS, False),
        ("a@six.example", "smtp.six.example", 587, SmtpSecurity.STARTTLS, False),
        ("a@nomail.example", "", 587, SmtpSecurity.STARTTLS, False),
        ("a@nullmx.example", "", 587, SmtpSecurity.STARTTLS, False),
        ("a@nowhere.example", "", 587, SmtpSecurity.STARTTLS, False),
    ],
)
def test_other_servers_are_found_or_guessed(
    address: str, host: str, port: int, security: SmtpSecurity, sure: bool
) -> None:
    with DnsServer(ZONE) as server:
        proposal = propose(address, server.questions())
    provider = proposal.provider
    assert (provider.host, provider.port, provider.security) == (host, port, security)
    assert proposal.sure is sure
    assert provider.sign_ins == (MailSignIn.PASSWORD,)


def test_a_domain_without_mail_is_told() -> None:
    with DnsServer(ZONE) as server:
        assert "No mail server takes mail" in propose("a@nowhere.example", server.questions()).why


@pytest.mark.parametrize("trouble", ["silent", "failing"])
def test_without_an_answer_one_chooses_oneself(trouble: str) -> None:
    with DnsServer(ZONE) as server:
        setattr(server, trouble, True)
        proposal = propose("portal@maple.example", server.questions(seconds=0.3))
        with pytest.raises(DnsSilentError):
            server.questions(seconds=0.3).mail_exchangers("maple.example")
    assert proposal.provider is OTHER
    assert "could not be looked up" in proposal.why
    assert not proposal.sure


@pytest.mark.parametrize("address", ["", "portal", "portal@", "@maple.example", "a@localhost", "a@b..c", "a@-\u200b.x"])
def test_half_an_address_has_no_domain(address: str) -> None:
    assert domain_of(address) == "" or not DnsQuestions(["127.0.0.1"], 1).mail_exchangers(domain_of(address))


def test_odd_names_are_answered_with_nothing() -> None:
    with DnsServer(ZONE) as server:
        assert server.questions().mail_exchangers("a" * 70 + ".example") == ()
        assert server.questions().texts("a..b") == ()


def test_a_long_answer_comes_by_tcp() -> None:
    zone: Zone = {("long.example", "TXT"): [f'"{"x" * 250}"', f'"{"y" * 250}"', f'"{"z" * 250}"']}
    with DnsServer(zone) as server:
        assert len(server.questions().texts("long.example")) == 3
        assert len(server.asked) == 2


def test_every_provider_says_where_and_how() -> None:
    for provider in PROVIDERS:
        assert provider.host
        assert provider.exchangers or provider.domains
        assert provider.sign_ins
        assert (provider.port, provider.security) in ((587, SmtpSecurity.STARTTLS), (465, SmtpSecurity.TLS))
