# SPDX-License-Identifier: GPL-3.0-or-later
"""Right codes in the wrong hands, many times over: replayed, in another browser's session, too late, too old.

Every attempt has the very digits that were texted, and every limit but the code's own binding is lifted, so that only
the binding stands. A few hundred here; `make codes` does a million (OPPORTAL_CODE_TRIES).
"""

from __future__ import annotations

import os
from itertools import cycle, islice

import pytest

from opportal_desktop.records.models import PortalSession, SignInCode
from opportal_desktop.records.records import Records
from opportal_desktop.registration.portal_errors import CodeRefused
from opportal_desktop.registration.sign_in_codes import LIFE, enter_code
from opportal_desktop.terms import SessionStage
from tests.registration.conftest import Desk
from tests.registration.test_sign_in_codes import (  # noqa: F401 - fixtures
    CELL,
    CLIENT,
    asked,
    at_once,
    family,
    first_login,
    passwordless,
)

TRIES = int(os.environ.get("OPPORTAL_CODE_TRIES", "600"))


@pytest.fixture
def only_the_binding(monkeypatch: pytest.MonkeyPatch) -> None:
    """No limit of tries, nowhere: what is refused is refused for whose code it is."""
    where = "opportal_desktop.registration.sign_in_codes"
    monkeypatch.setattr(f"{where}._count_try", lambda records, token: 4)
    monkeypatch.setattr(f"{where}.rate_limits.check", lambda *_: None)
    monkeypatch.setattr(f"{where}.codes.count_wrong_code", lambda *_: None)


@pytest.mark.timeout(120 + TRIES // 50)
@pytest.mark.usefixtures("only_the_binding", "family")
def test_no_code_passes_twice_elsewhere_or_late(records: Records, desk: Desk, clock) -> None:
    signed_in = first_login(records)
    used, used_code = asked(records, clock)
    assert enter_code(records, used, used_code, CLIENT)
    replaced, replaced_code = asked(records, clock)
    late, late_code = asked(records, clock)
    clock.advance(seconds=LIFE.total_seconds())
    live, live_code = asked(records, clock)
    attempts = [
        (used, used_code),
        (replaced, replaced_code),
        (late, late_code),
        # Another's, an older one's, an ended one's, nobody's session, with the code that lives.
        *((token, live_code) for token in (used, replaced, late, signed_in, None, "", "made-up", "x" * 43)),
        *((live, code) for code in (used_code, replaced_code, late_code)),
    ]
    opened = PortalSession.select().where(PortalSession.stage == SessionStage.SIGNED_IN).count()
    passed = 0
    for token, code in islice(cycle(attempts), TRIES):
        try:
            enter_code(records, token, code, CLIENT)
            passed += 1
        except CodeRefused:
            continue
    assert passed == 0
    assert PortalSession.select().where(PortalSession.stage == SessionStage.SIGNED_IN).count() == opened
    assert SignInCode.select().where(SignInCode.used_at.is_null(False)).count() == 2
    # The browser that it was texted for gets in with it all the same.
    assert enter_code(records, live, live_code, CLIENT)
