# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the real program's window stands still while its mail thread sends 500 Welcome Emails, or 10,000."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from opportal_desktop.records.records import Records, utc_now
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.register import register
from opportal_desktop.terms import SmtpSecurity
from tests.benchmarks.population import PATIENTS, population_copy
from tests.benchmarks.program_probe import STALL_PATIENT
from tests.benchmarks.results import Result, percentile
from tests.benchmarks.save_bench import DESK
from tests.benchmarks.start_bench import program_environment

LIMIT_MS = 50.0
MAILS = 500
PATIENCE_SECONDS = 180
HERE = Path(__file__).parent


def run(patients: int = PATIENTS, mails: int = MAILS) -> list[Result]:
    """The longest and the usual gap between two beats of a 2 ms timer on the GUI thread."""
    with population_copy(patients) as records:
        database = records.db.path
        environment = program_environment(Path(database)) | {"QT_QPA_PLATFORM": "offscreen"}
        sink = subprocess.Popen(
            [sys.executable, str(HERE / "smtp_sink.py")],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert sink.stdout is not None
        _prepare(records, int(sink.stdout.readline()), mails)
        records.close()
        probe = subprocess.run(
            [sys.executable, str(HERE / "program_probe.py"), "stall"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=PATIENCE_SECONDS + mails / 10,
        )
        arrived, _ = sink.communicate(timeout=PATIENCE_SECONDS)
    seen = json.loads(probe.stdout)
    gaps = seen["gaps"]
    return [
        Result(f"stall: longest, while {mails} mails go out", max(gaps), "ms", LIMIT_MS),
        Result("stall: p99", percentile(gaps, 0.99), "ms"),
        Result("stall: the GUI thread’s own work in one gap, at most", max(seen["work"]), "ms"),
        Result("stall: gaps over the limit", sum(gap > LIMIT_MS for gap in gaps), ""),
        Result("stall: the program’s peak of memory grew by", seen["grown_mib"], "MiB"),
        Result("stall: mails that arrived", int(arrived), ""),
        Result("stall: of them while it was measured", seen["queued"], ""),
        Result("stall: mails a second", seen["queued"] / (sum(gaps) / 1000), "/s"),
    ]


def _prepare(records: Records, port: int, mails: int) -> None:
    """Settings for the sink, and the mails queued, the watched chart's parents among them."""
    records.clock = utc_now
    chosen = records.db.execute_sql(
        "SELECT contact_id FROM family_contact f WHERE authority = 'joint' AND patient_id IN "
        "(SELECT id FROM patient WHERE active AND birth_date > '2012-01-01') "
        "GROUP BY contact_id ORDER BY min(patient_id) != ?, contact_id LIMIT ?",
        (STALL_PATIENT, mails),
    ).fetchall()
    with records.transaction():
        store_settings(
            records,
            replace(
                load_settings(records),
                practice_name="Bench Pediatrics",
                practice_phone="+14135550100",
                portal_url="https://portal.example.com",
                mail_from="portal@example.com",
                undo_seconds=0,
                smtp_host="127.0.0.1",
                smtp_port=port,
                smtp_security=SmtpSecurity.PLAIN,
            ),
        )
        for (contact_id,) in chosen:
            register(records, contact_id, DESK)
