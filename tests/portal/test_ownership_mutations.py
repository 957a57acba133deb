# SPDX-License-Identifier: GPL-3.0-or-later
"""Remove each check of whose data it is, one at a time, from a copy of the program: some test must fail.

The class behind OpenEMR's portal CVEs of 2026 is a check that is not there; a test that can't notice that is worth
nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWNERSHIP = "tests/portal/test_ownership.py"
FIRST_LOGIN = "tests/registration/test_first_login.py"
PASSKEYS = "tests/registration/test_passkeys.py"
SESSIONS = "tests/registration/test_own_sessions.py"
SECONDS = 60


@dataclass(frozen=True)
class Mutation:
    """One check taken out.

    Attributes:
        file: below opportal_desktop/.
        check, instead: the source text, which is there exactly once, and what takes its place.
        noticed_by: the test that must fail then.
    """

    name: str
    file: str
    check: str
    instead: str
    noticed_by: str


def _ownership(name: str) -> str:
    return f"{OWNERSHIP}::{name}"


MUTATIONS = (
    Mutation(
        "a browser signs out anybody's",
        "registration/own_sessions.py",
        "for row in _live(records, session.account_id):",
        "for row in PortalSession.select():",
        f"{SESSIONS}::test_no_mark_reaches_another_account_nor_this_browser",
    ),
    Mutation(
        "the list tells of everybody's browsers",
        "records/portal.py",
        ".where(PortalSession.account == account_id, PortalSession.stage == stage, PortalSession.ended_at.is_null())",
        ".where(PortalSession.stage == stage, PortalSession.ended_at.is_null())",
        f"{SESSIONS}::test_no_mark_reaches_another_account_nor_this_browser",
    ),
    Mutation(
        "a session of any stage does",
        "registration/portal_sessions.py",
        "if session is None or session.stage not in stages:",
        "if session is None:",
        f"{PASSKEYS}::test_a_setup_link_alone_adds_none",
    ),
    Mutation(
        "the family's page opens at any stage",
        "portal/visit.py",
        "if session is None or session.stage not in stages:",
        "if session is None:",
        _ownership("test_each_layer_asks_for_a_signed_in_session_by_itself"),
    ),
    Mutation(
        "dependents at any stage",
        "registration/dependents.py",
        "if session.stage is not SessionStage.SIGNED_IN:",
        "if False:",
        _ownership("test_each_layer_asks_for_a_signed_in_session_by_itself"),
    ),
    Mutation(
        "dependents are all patients around the contact",
        "registration/dependents.py",
        "map(families.patient_row, holder.dependent_ids)",
        "map(families.patient_row, holder.picture.patients)",
        _ownership("test_a_child_without_authority_is_not_shown_and_its_birthday_opens_nothing"),
    ),
    Mutation(
        "dates of birth of all patients around the contact",
        "registration/first_login.py",
        "for patient_id in holder.dependent_ids}",
        "for patient_id in holder.picture.patients}",
        _ownership("test_a_child_without_authority_is_not_shown_and_its_birthday_opens_nothing"),
    ),
    Mutation(
        "access is not asked for again",
        "registration/account_holder.py",
        "if holder is None or not holder.dependent_ids:",
        "if holder is None:",
        _ownership("test_access_that_ended_shows_nobody_and_lets_nobody_in"),
    ),
    Mutation(
        "a link works without access",
        "registration/first_login.py",
        "if holder is None or not holder.dependent_ids:",
        "if holder is None:",
        _ownership("test_a_link_of_ended_access_opens_nothing"),
    ),
    Mutation(
        "mail to who has no access",
        "registration/account_changes.py",
        "    if holder is None or not holder.dependent_ids:\n        return",
        "    if holder is None:\n        return",
        _ownership("test_access_that_ended_shows_nobody_and_lets_nobody_in"),
    ),
    Mutation(
        "a link that was voided or used meanwhile sets a password",
        "registration/first_login.py",
        "if not portal.use_link(link.id, records.clock()):",
        "if False:",
        f"{FIRST_LOGIN}::test_a_resend_voids_the_old_link_even_with_its_date_of_birth_answered",
    ),
    Mutation(
        "a signed-out session goes on",
        "registration/portal_sessions.py",
        "if row.ended_at is not None or records.clock() >= ends_at(row, load_settings(records)):",
        "if records.clock() >= ends_at(row, load_settings(records)):",
        _ownership("test_an_ended_session_is_nobodys"),
    ),
    Mutation(
        "sessions never end",
        "registration/portal_sessions.py",
        "if row.ended_at is not None or records.clock() >= ends_at(row, load_settings(records)):",
        "if row.ended_at is not None:",
        _ownership("test_a_session_ends_by_itself"),
    ),
    Mutation(
        "everybody's sessions end",
        "records/portal.py",
        "        PortalSession.account == account_id, PortalSession.ended_at.is_null()\n    )\n    if but",
        "        PortalSession.ended_at.is_null()\n    )\n    if but",
        _ownership("test_a_changed_password_ends_the_sessions_of_its_account_only"),
    ),
    Mutation(
        "no session ends",
        "registration/account_changes.py",
        '        end_sessions(records, account.id, "the password was changed")\n',
        "",
        _ownership("test_a_changed_password_ends_the_sessions_of_its_account_only"),
    ),
    Mutation(
        "another contact's address can be asked for",
        "registration/account_changes.py",
        "if portal.email_is_taken(new.key):",
        "if False:",
        _ownership("test_nobody_takes_anothers_address"),
    ),
    Mutation(
        "another contact's address can be confirmed",
        "registration/account_changes.py",
        "if key is None or portal.email_is_taken(key):",
        "if key is None:",
        _ownership("test_nobody_takes_anothers_address"),
    ),
    Mutation(
        "a form of another session does",
        "portal/forgery.py",
        "if not hmac.compare_digest(given.encode(), expected.encode()):",
        "if not given:",
        _ownership("test_a_form_of_another_browser_or_session_is_refused"),
    ),
    Mutation(
        "passkeys of all accounts are listed",
        "records/passkeys.py",
        "Passkey.select().where(Passkey.account == account_id).order_by",
        "Passkey.select().order_by",
        f"{PASSKEYS}::test_nobody_sees_or_removes_anothers",
    ),
    Mutation(
        "a passkey is deleted whosever it is",
        "records/passkeys.py",
        ".where(Passkey.id == passkey_id, Passkey.account == account_id)",
        ".where(Passkey.id == passkey_id)",
        "tests/records/test_passkeys.py",
    ),
    Mutation(
        "a passkey is found whosever it is",
        "records/passkeys.py",
        "row_by(Passkey, id=passkey_id, account=account_id)",
        "row_by(Passkey, id=passkey_id)",
        "tests/records/test_passkeys.py",
    ),
    Mutation(
        "a passkey signs in to another account",
        "registration/passkeys.py",
        "if passkey is None or asked_at is None or not _is_handle_of(parsed, passkey.account_id):",
        "if passkey is None or asked_at is None:",
        f"{PASSKEYS}::test_what_does_not_fit_is_refused",
    ),
    Mutation(
        "a passkey's answer works in another browser",
        "registration/passkeys.py",
        "if not hmac.compare_digest(signature, _signature(records, browser, said)):",
        "if False:",
        f"{PASSKEYS}::test_an_answer_is_good_in_its_browser_only",
    ),
    Mutation(
        "a code is sent to who has no access",
        "registration/sign_in_codes.py",
        "if holder is not None and holder.dependent_ids and _phone_of(holder) == phone:",
        "if holder is not None and _phone_of(holder) == phone:",
        "tests/registration/test_sign_in_codes.py::test_access_that_ended_gets_no_code",
    ),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program and its tests that may be broken."""
    folder = tmp_path_factory.mktemp("mutated")
    leave_out = shutil.ignore_patterns("__pycache__", "e2e", "benchmarks", "desktop")
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=leave_out)
    shutil.copytree(
        ROOT / "opportal_desktop", folder / "opportal_desktop", ignore=shutil.ignore_patterns("__pycache__")
    )
    (folder / "resources").symlink_to(ROOT / "resources")
    # Without plugins (Qt is one) a run takes half the time.
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\npythonpath = .\n")
    return folder


def _run(copy: Path, *tests: str) -> tuple[int, str]:
    """pytest's exit code and output; 1 means that tests failed, anything above that something else did."""
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_copy_as_it_is_passes_and_is_what_runs(copy: Path) -> None:
    (copy / "tests" / "test_where.py").write_text(
        "import opportal_desktop\n\n\ndef test_where() -> None:\n"
        f"    assert opportal_desktop.__file__.startswith({str(copy)!r})\n"
    )
    noticing = sorted({mutation.noticed_by for mutation in MUTATIONS})
    code, output = _run(copy, "tests/test_where.py", *noticing)
    assert code == 0, output


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: re.sub(r"\W+", "-", mutation.name))
def test_without_this_check_a_test_fails(copy: Path, mutation: Mutation) -> None:
    file = copy / "opportal_desktop" / mutation.file
    source = file.read_text("utf-8")
    assert source.count(mutation.check) == 1, f"{mutation.file} reads otherwise now: bring this mutation up to date"
    file.write_text(source.replace(mutation.check, mutation.instead), encoding="utf-8")
    try:
        code, output = _run(copy, mutation.noticed_by)
    finally:
        file.write_text(source, encoding="utf-8")
    assert code == 1, f"nothing noticed:\n{output}"
