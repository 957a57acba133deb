# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice on a PostgreSQL server of this computer: how long the move takes, and a keystroke of the search."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from opportal_desktop.records.moving import move_to_server
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.server_address import ServerAddress
from tests.benchmarks import search_bench
from tests.benchmarks.census_families import NOW
from tests.benchmarks.population import BUILD, KEY, PATIENTS, population_file
from tests.benchmarks.results import Result
from tests.postgresql_server import PostgresServer


def run(patients: int = PATIENTS, samples: int = search_bench.SAMPLES) -> list[Result]:
    """The move of the whole practice, compared row by row, and the search there with the same texts as in the file."""
    with moved_practice(patients) as (address, moved):
        records = open_records(address, KEY, clock=lambda: NOW)
        try:
            return [moved, *search_bench.measure(records, samples, "search on a server")]
        finally:
            records.close()


@contextmanager
def moved_practice(patients: int) -> Iterator[tuple[ServerAddress, Result]]:
    """The practice on a server of its own, as the move leaves it, and how long that took; gone afterwards."""
    server = PostgresServer()
    try:
        address = server.address(server.new_database())
        BUILD.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        with TemporaryDirectory(dir=BUILD) as folder:
            # The move locks the file that it reads.
            copy = Path(shutil.copy(population_file(patients), folder))
            move_to_server(copy, KEY, address)
        yield (
            address,
            Result(f"server: moving {patients:,} patients there and comparing", time.perf_counter() - began, "s"),
        )
    finally:
        server.remove()
