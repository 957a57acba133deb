# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m tests.benchmarks`: measure, print a table, write build/bench.json; exit 1 if a limit does not hold."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path

from tests.benchmarks.results import Result, store, table

GROUPS = (
    "search",
    "chart",
    "save",
    "messages",
    "contacts",
    "stall",
    "start",
    "portal",
    "rates",
    "mail",
    "duplicates",
    "import",
    "server",
)
LONG = ("timing", "bundle", "age", "scale", "server_scale", "drain")
"""Minutes each, or of what has to be built first; only where they are asked for."""
JSON = Path(__file__).parents[2] / "build" / "bench.json"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--group", choices=GROUPS + LONG, action="append", help="only this group; may be given again")
    chosen = parser.parse_args().group or GROUPS
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results: list[Result] = []
    for group in chosen:
        rows = importlib.import_module(f"tests.benchmarks.{group}_bench").run()
        results += rows
        print(table(rows), flush=True)
    store(results, JSON)
    late = [row.name for row in results if not row.holds]
    print(f"\n{len(late)} of {sum(row.limit is not None for row in results)} limits do not hold. Written: {JSON}")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
