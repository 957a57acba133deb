# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice on a PostgreSQL server of this computer: how long the move takes, and a keystroke of the search."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from opportal_desktop.records.moving import move_to_server
from opportal_desktop.records.opening import open_records
from tests.benchmarks import search_bench
from tests.benchmarks.population import KEY, NOW, PATIENTS, population_file
from tests.benchmarks.results import Result
from tests.postgresql_server import PostgresServer


def run(patients: int = PATIENTS, samples: int = search_bench.SAMPLES) -> list[Result]:
    """The move of the whole practice, compared row by row, and the search there with the same texts as in the file."""
    server = PostgresServer()
    try:
        address = server.address(server.new_database())
        began = time.perf_counter()
        with TemporaryDirectory() as folder:
            # The move locks the file that it reads.
            copy = Path(folder) / "practice.opportal"
            copy.write_bytes(population_file(patients).read_bytes())
            move_to_server(copy, KEY, address)
        moved = Result(f"server: moving {patients:,} patients there and comparing", time.perf_counter() - began, "s")
        server.sql(address.database, "VACUUM ANALYZE")
        records = open_records(address, KEY, clock=lambda: NOW)
        try:
            return [moved, *search_bench.measure(records, samples, "search on a server")]
        finally:
            records.close()
    finally:
        server.remove()
