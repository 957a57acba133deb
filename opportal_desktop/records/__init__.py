# SPDX-License-Identifier: GPL-3.0-or-later
"""What the practice keeps: models, opening, migrations, queries, search. The only package that knows SQL."""

import sys

# Peewee imports every driver that it finds. Only a practice on a server needs this one, and `records.postgresql` lets
# it in again; the others' start would be 0.1 s longer and take 20 MB more.
if "peewee" not in sys.modules:
    sys.modules.setdefault("psycopg", None)  # type: ignore[arg-type]
