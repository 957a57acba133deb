# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers that are right whatever they say, and that messages can share: reading one is most of writing a message.

The standard library loses blanks where it breaks a line between words outside ASCII (CPython gh-92081 and its
kin), in a subject as in a sender's name: words outside ASCII are encoded here, as a whole.
"""

from __future__ import annotations

import re
from email.header import Header
from email.headerregistry import (
    Address,
    BaseHeader,
    HeaderRegistry,
    UniqueSingleAddressHeader,
    UniqueUnstructuredHeader,
)
from email.policy import Policy
from functools import cache, lru_cache
from typing import Any, cast

_LINE = 70
"""Characters of a header that need no second line, well below the 78 of RFC 5322."""
_PLAIN = re.compile(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*")


@lru_cache(maxsize=64)
def _encoded(name: str, words: str, linesep: str) -> str:
    """Words outside ASCII as encoded words of RFC 2047, split between characters, the blanks inside of them."""
    charset = "us-ascii" if words.isascii() else "utf-8"
    return Header(words, charset, header_name=name).encode(linesep=linesep)


class _RememberingHeader(BaseHeader):
    """Broken into lines once for each policy: messages that share a header share its lines."""

    def fold(self, *, policy: Policy) -> str:
        known: dict[Policy, str] = self.__dict__.setdefault("_folded", {})
        if policy not in known:
            known[policy] = super().fold(policy=policy)
        return known[policy]


class _Subject(UniqueUnstructuredHeader):
    # Any: the registry makes classes of this one and BaseHeader, which no type says.
    def fold(self: Any, *, policy: Policy) -> str:
        return f"{self.name}: {_encoded(self.name, str(self), policy.linesep)}{policy.linesep}"


class _Sender(UniqueSingleAddressHeader):
    def fold(self: Any, *, policy: Policy) -> str:
        address: Address = self.address
        if address.display_name.isascii():
            return str(BaseHeader.fold(self, policy=policy))
        name = _encoded(self.name, address.display_name, policy.linesep)
        # On a line of its own: the last encoded word may fill its line.
        return f"{self.name}: {name}{policy.linesep} <{address.addr_spec}>{policy.linesep}"


@cache
def _registry() -> HeaderRegistry:
    registry: Any = HeaderRegistry(base_class=_RememberingHeader)
    registry.map_to_type("subject", _Subject)
    registry.map_to_type("from", _Sender)
    return cast(HeaderRegistry, registry)


class _ReadyHeader(str):
    """A header of one short word or date, which nothing has to be found out about; folded as it stands."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


def ready_header(name: str, value: str) -> _ReadyHeader | BaseHeader:
    """A header of `value` that is neither read nor broken into lines, where it is short, plain ASCII; else a new one.

    For what differs in each message: reading a date, an address and a number takes as long as the rest of a message.
    """
    if not _PLAIN.fullmatch(value) or len(name) + len(value) > _LINE or "=?" in value:
        return new_header(name, value)
    header = _ReadyHeader(value)
    header.name = name
    return header


def new_header(name: str, value: str | Address) -> BaseHeader:
    """A header of this value, to be set in a message of any policy."""
    return _registry()(name, value)


@lru_cache(maxsize=256)
def shared_header(name: str, value: str) -> BaseHeader:
    """The same, from memory if there was one of this value before."""
    return new_header(name, value)
