# SPDX-License-Identifier: GPL-3.0-or-later
"""What the domain name system says of a domain's mail. Each question may take seconds: not for the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class DnsSilentError(Exception):
    """Nobody answered, so nothing is known; "there is none" is an answer, and no error."""


class DnsQuestions:
    """Asks this computer's name servers, or `servers` (addresses) at `port`; `seconds` is the most for one question."""

    def __init__(self, servers: Sequence[str] = (), port: int = 53, seconds: float = 5.0) -> None:
        self._servers = list(servers)
        self._port = port
        self._seconds = seconds
        self._resolver: Any = None

    def mail_exchangers(self, domain: str) -> tuple[str, ...]:
        """The servers that take the domain's mail, the preferred one first; lower case, without the last dot."""
        found = sorted((record.preference, _plain(record.exchange)) for record in self._ask(domain, "MX"))
        return tuple(name for _, name in found if name)

    def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records, each put together from its parts."""
        return tuple(b"".join(record.strings).decode("utf-8", "replace") for record in self._ask(name, "TXT"))

    def services(self, service: str, domain: str) -> tuple[tuple[str, int], ...]:
        """Host and port of a service ("_submission._tcp", RFC 6186), best first; a lone dot says that there is none."""
        found = sorted(
            (record.priority, -record.weight, _plain(record.target), record.port)
            for record in self._ask(f"{service}.{domain}", "SRV")
        )
        return tuple((host, port) for _, _, host, port in found if host)

    def alias(self, name: str) -> str:
        """Where a CNAME points; empty when there is none."""
        return next((_plain(record.target) for record in self._ask(name, "CNAME")), "")

    def has_address(self, name: str) -> bool:
        """Whether a computer of this name exists."""
        return bool(self._ask(name, "A") or self._ask(name, "AAAA"))

    def _ask(self, name: str, kind: str) -> list[Any]:
        # Loaded with the first question: 60 ms and 8 MB that a start does not need.
        import dns.exception
        import dns.name
        import dns.resolver

        try:
            return list(self._made_resolver().resolve(name, kind, search=False, lifetime=self._seconds))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.exception.Timeout as error:
            raise DnsSilentError from error
        except (dns.resolver.NoNameservers, dns.resolver.NoResolverConfiguration) as error:
            raise DnsSilentError from error
        except (dns.exception.DNSException, UnicodeError):
            # No name at all: a label too long, two dots in a row.
            return []

    def _made_resolver(self) -> Any:
        import dns.resolver

        if self._resolver is None:
            self._resolver = dns.resolver.Resolver(configure=not self._servers)
            if self._servers:
                self._resolver.nameservers = self._servers
                self._resolver.port = self._port
        return self._resolver


def _plain(name: Any) -> str:
    return str(name.to_text(omit_final_dot=True)).lower().rstrip(".")
