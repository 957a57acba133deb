# SPDX-License-Identifier: GPL-3.0-or-later
"""How often something may be tried: per account or link, and per client; shared by all processes.

A sliding window of two fixed ones: what the last one counted fades out while this one runs. A refused try is not
counted, so who waits gets in. Subjects are kept as a keyed hash: the table tells no address.
"""

from __future__ import annotations

import datetime as dt
import hmac
import ipaddress
import math
from dataclasses import dataclass
from enum import Enum

from opportal_desktop.records import portal
from opportal_desktop.records.records import Records
from opportal_desktop.registration.portal_errors import TooManyTries


class Scope(Enum):
    """What is counted."""

    BIRTH_DATE = "birth date"
    SET_PASSWORD = "set password"  # noqa: S105 - a name, no password
    SIGN_IN = "sign-in"
    CHANGE_PASSWORD = "change password"  # noqa: S105
    FORGOT_PASSWORD = "forgot password"  # noqa: S105
    NEW_LINK = "new link"
    EMAIL_CHANGE = "email change"
    CODE_SENT = "code sent"
    CODE_ENTERED = "code entered"
    PASSKEY = "passkey"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in a window of time."""

    tries: int
    window: dt.timedelta


_MINUTES_10 = dt.timedelta(minutes=10)
_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)

LIMITS: dict[Scope, tuple[Limit | None, Limit]] = {
    # (per account or link, per client). A whole waiting room may share one client address.
    # Five wrong ones lock a link; 15 a day: three links' worth. 50 an hour for a client: reliability goal S3.
    Scope.BIRTH_DATE: (Limit(15, _DAY), Limit(50, _HOUR)),
    Scope.SET_PASSWORD: (Limit(20, _HOUR), Limit(60, _HOUR)),
    # The address's own lock is `wrong_passwords`; ASVS 6.3.1, NIST 800-63B-4 3.2.2 (at most 100 in a row).
    Scope.SIGN_IN: (None, Limit(60, _MINUTES_10)),
    Scope.CHANGE_PASSWORD: (Limit(10, _HOUR), Limit(60, _HOUR)),
    # OWASP's Forgot Password sheet: no flood of mail to one address.
    Scope.FORGOT_PASSWORD: (Limit(3, _HOUR), Limit(20, _HOUR)),
    Scope.NEW_LINK: (Limit(3, _HOUR), Limit(20, _HOUR)),
    Scope.EMAIL_CHANGE: (Limit(5, _DAY), Limit(20, _HOUR)),
    # Reliability goal S5: five texts a day for a number.
    Scope.CODE_SENT: (Limit(5, _DAY), Limit(30, _HOUR)),
    Scope.CODE_ENTERED: (Limit(30, _HOUR), Limit(60, _HOUR)),
    Scope.PASSKEY: (None, Limit(60, _MINUTES_10)),
}
_KEPT = dt.timedelta(days=3)


def check(records: Records, scope: Scope, subject: str, client: str) -> None:
    """Count one try, in a transaction of its own; `subject` or `client` may be empty: then it is not counted.

    Raises:
        TooManyTries: the subject (address, account, link) or the client (an IP address; IPv6 by /64) tried too often.
        RecordsBusyError: somebody else is writing; try again.
    """
    for_subject, for_client = LIMITS[scope]
    counted = []
    if subject and for_subject:
        counted.append((f"{scope.value}, subject", subject, for_subject))
    if client:
        counted.append((f"{scope.value}, client", client_network(client), for_client))
    with records.transaction():
        now = records.clock()
        starts = [_admit(records, name, who, limit, now) for name, who, limit in counted]
        for (name, who, _), start in zip(counted, starts, strict=True):
            portal.add_count(name, subject_key(records, name, who), start)


def forget(records: Records, scope: Scope, subject: str) -> None:
    """Let a subject start at zero, within the caller's transaction."""
    name = f"{scope.value}, subject"
    portal.forget_counts(name, subject_key(records, name, subject))


def client_network(client: str) -> str:
    """Who counts as one client: an IPv4 address, or the /64 that one subscriber has of IPv6."""
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def subject_key(records: Records, name: str, subject: str) -> str:
    """The keyed hash that a subject is counted under."""
    return hmac.digest(records.link_key, f"rate count {name}\0{subject}".encode(), "sha256").hex()


def _admit(records: Records, name: str, who: str, limit: Limit, now: dt.datetime) -> dt.datetime:
    """The start of the window that the try falls into."""
    seconds = limit.window.total_seconds()
    start = dt.datetime.fromtimestamp(now.timestamp() // seconds * seconds, dt.UTC)
    found = dict(portal.counts(name, subject_key(records, name, who), start - limit.window))
    current, last = found.get(start, 0), found.get(start - limit.window, 0)
    gone = (now - start) / limit.window
    if current + last * (1 - gone) >= limit.tries:
        raise TooManyTries(math.ceil(_wait(current, last, gone, limit.tries) * seconds))
    if current == 0:
        portal.forget_counts_before(now - _KEPT)
    return start


def _wait(current: int, last: int, gone: float, tries: int) -> float:
    """Windows until one more try is admitted, a little more than none."""
    if current < tries:
        return max(1 - (tries - current) / last - gone, 0.0) + 0.001
    return 1 - gone + max(1 - tries / current, 0.0) + 0.001
