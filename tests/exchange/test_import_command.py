# SPDX-License-Identifier: GPL-3.0-or-later
"""`opportal admin import` in a process of its own: for IT, for a window, and killed in the middle."""

from __future__ import annotations

import csv
import getpass
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from opportal_desktop.records import staff
from opportal_desktop.records.models import AuditEntry, Message, Patient
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.records import utc_now
from opportal_desktop.terms import StaffRole
from tests.exchange.test_importing import HEADER, LUCIA, MATEO
from tests.test_command_line import CommandLine, command_line

__all__ = ["command_line"]

pytestmark = pytest.mark.file_only


@pytest.fixture
def desk(command_line: CommandLine) -> CommandLine:
    _add_staff(command_line, StaffRole.MANAGER)
    return command_line


def _add_staff(command_line: CommandLine, role: StaffRole) -> None:
    records = open_records(command_line.database, command_line.key)
    with records.transaction():
        staff.add(getpass.getuser(), "Mira Chen", role, utc_now())
    records.close()


def roster(folder: Path, *lines: str) -> Path:
    path = folder / "roster.csv"
    path.write_text("\n".join((HEADER, *lines)), encoding="utf-8-sig")
    return path


def patients(command_line: CommandLine) -> list[str]:
    records = open_records(command_line.database, command_line.key)
    try:
        assert not Message.select().count()
        return sorted(row.first_name for row in Patient.select())
    finally:
        records.close()


def test_a_check_writes_nothing_and_an_import_all_but_the_rows_with_problems(desk: CommandLine, tmp_path: Path) -> None:
    path = roster(tmp_path, MATEO, LUCIA.replace("2021-07-09", "soon"))
    problems = tmp_path / "problems.csv"
    checked = desk.run("admin", "import", str(path), "--check", "--problems", str(problems))
    assert checked.returncode == 0, checked.stderr
    assert "would add 1 patients, 2 contacts and 2 family contacts" in checked.stdout
    assert patients(desk) == []
    done = desk.run("admin", "import", str(path))
    assert "Added: 1 patients" in done.stdout
    assert "2 family contacts wait" in done.stdout
    assert patients(desk) == ["Mateo"]
    # The file of problems, corrected, is a roster again.
    with problems.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["OP Portal: line"] == "3"
    assert row["OP Portal: problem"].startswith("DOB is not a date")
    problems.write_text(problems.read_text("utf-8-sig").replace("soon", "2021-07-09"), encoding="utf-8")
    again = desk.run("admin", "import", str(problems), "--problems", str(problems))
    assert "Added: 1 patients, 0 contacts and 1 family" in again.stdout, again.stderr
    assert patients(desk) == ["Lucía", "Mateo"]
    assert problems.read_text("utf-8-sig").count("OP Portal: problem") == 1
    logs = "".join(file.read_text("utf-8") for file in desk.folder.glob("logs/*"))
    assert "Mateo" not in logs + checked.stdout + done.stdout


def test_the_guess_can_be_corrected_and_given_back(desk: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("Kid,Born on\nMateo García,2019-03-05\n", encoding="utf-8")
    shown = desk.run("admin", "import", str(path), "--columns")
    mapping = json.loads(shown.stdout)
    assert mapping["columns"] == [None, None]
    refused = desk.run("admin", "import", str(path))
    assert refused.returncode == 1
    assert "Say which column is the patient’s date of birth." in refused.stderr
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps(mapping | {"columns": ["patient.full_name", "patient.birth_date"]}))
    assert desk.run("admin", "import", str(path), "--mapping", str(file)).returncode == 0
    assert patients(desk) == ["Mateo"]


def test_only_managers_import_and_are_told_so(command_line: CommandLine, tmp_path: Path) -> None:
    _add_staff(command_line, StaffRole.FRONT_DESK)
    refused = command_line.run("admin", "import", str(roster(tmp_path, MATEO)))
    assert refused.returncode == 1
    assert "Only managers import" in refused.stderr
    assert patients(command_line) == []


# ------------------------------------------------------------------------------------------------------- for a window


def start(desk: CommandLine, job: dict[str, object]) -> subprocess.Popen[str]:
    environment = os.environ | {"OPPORTAL_DATA_DIR": str(desk.folder), "OPPORTAL_KEY_FILE": str(desk.folder / "key")}
    process = subprocess.Popen(
        [sys.executable, "-m", "opportal_desktop", "admin", "import", "--job", "--database", str(desk.database)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(job) + "\n")
    process.stdin.flush()
    return process


def large_roster(folder: Path, rows: int = 4000) -> Path:
    return roster(
        folder,
        *(
            f"B{n},Family{n},Child,03/05/2019,M,,,,,,,Parent Family{n},Mother,Joint,p{n}@example.com,,,,,,"
            for n in range(rows)
        ),
    )


def test_a_windows_job_is_told_step_by_step(desk: CommandLine, tmp_path: Path) -> None:
    path = roster(tmp_path, MATEO, LUCIA)
    with start(desk, {"file": str(path), "dry_run": False}) as process:
        assert process.stdout is not None
        lines = [json.loads(line) for line in process.stdout]
        # Its stdin is still open.
        assert process.wait(30) == 0
    assert lines[-1]["outcome"]["counts"]["new_patients"] == 2
    assert lines[-2] == {"phase": "writing", "done": 1.0}
    assert patients(desk) == ["Lucía", "Mateo"]


@pytest.mark.parametrize("phase", ["reading", "preparing", "writing"])
@pytest.mark.parametrize("how", ["cancel", "window gone", "kill"])
def test_an_import_that_is_stopped_leaves_nothing(
    desk: CommandLine, tmp_path: Path, phase: str, how: str, request: pytest.FixtureRequest
) -> None:
    path = large_roster(tmp_path)
    with start(desk, {"file": str(path), "dry_run": False}) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        for line in process.stdout:
            if json.loads(line).get("phase") == phase:
                break
        if how == "cancel":
            process.stdin.write("cancel\n")
            process.stdin.flush()
        elif how == "window gone":
            process.stdin.close()
        else:
            process.kill()
        rest = process.stdout.read()
    after = patients(desk)
    if after:
        # It was quicker: then it is whole, and says so.
        assert len(after) == 4000
        assert "outcome" in rest or how == "kill"
    else:
        assert how == "kill" or json.loads(rest.splitlines()[-1]) == {"cancelled": True}
    records = open_records(desk.database, desk.key)
    assert AuditEntry.select().where(AuditEntry.action == "import").count() == (1 if after else 0)
    records.close()
