# SPDX-License-Identifier: GPL-3.0-or-later
"""How often something may be tried: per account or link, and per client; shared by all processes."""

from __future__ import annotations

from enum import Enum

from opportal_desktop.records.records import Records


class Scope(Enum):
    """What is counted."""

    BIRTH_DATE = "birth_date"
    SET_PASSWORD = "set_password"
    SIGN_IN = "sign_in"
    CHANGE_PASSWORD = "change_password"
    FORGOT_PASSWORD = "forgot_password"
    NEW_LINK = "new_link"
    EMAIL_CHANGE = "email_change"
    CODE_SENT = "code_sent"
    CODE_ENTERED = "code_entered"
    PASSKEY = "passkey"


def check(records: Records, scope: Scope, subject: str, client: str) -> None:
    """Count one try, in a transaction of its own; `subject` or `client` may be empty: then it is not counted.

    Raises:
        TooManyTries: the subject (address, account, link) or the client (an IP address; IPv6 by /64) tried too often.
    """
    raise NotImplementedError
