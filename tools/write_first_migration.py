#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write records/migrations/0001_initial.py as a frozen copy of today's models; only until the first release."""

from __future__ import annotations

import re
from pathlib import Path

from peewee import Index, Node, SqliteDatabase, sort_models
from playhouse.migrations import template
from playhouse.schema_diff import SchemaDiff

from opportal_desktop.records.models import MODELS

TARGET = Path(__file__).parents[1] / "opportal_desktop" / "records" / "migrations" / "0001_initial.py"

HEADER = '''# SPDX-License-Identifier: GPL-3.0-or-later
"""The first schema. A frozen copy of the models: never edited after a release (tools/write_first_migration.py)."""

'''


def _sql(node: Node) -> str:
    text, _ = SqliteDatabase(None).get_sql_context().sql(node).query()
    return str(text)


def first_migration() -> str:
    """The text of 0001_initial.py for today's models.

    playhouse.migrations leaves out CHECKs, partial indexes, WITHOUT ROWID and the naming and would import our own field
    classes; all are mended here. Python-side defaults that are functions have no place in a schema.
    """
    text = template(SchemaDiff(sort_models(MODELS), [], [], [], []))
    text = re.sub(r"^# .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^from opportal_desktop\.records\.models import .*\n", "", text, flags=re.MULTILINE)
    text = text.replace("UtcField(", "DateTimeField(").replace("EnumField(", "CharField(")
    for model in MODELS:
        meta = model._meta
        extra = "            legacy_table_names = False\n"  # else indexes get other names
        if meta.constraints:
            checks = ", ".join(f"SQL({_sql(check)!r})" for check in meta.constraints)
            extra += f"            constraints = ({checks},)\n"
        if meta.without_rowid:
            extra += "            without_rowid = isinstance(db, SqliteDatabase)\n"
        named = f"            table_name = {meta.table_name!r}\n"
        text = text.replace(named, named + extra)
        made = f"    db.create_tables([{model.__name__}])\n"
        partial = [index for index in meta.indexes if isinstance(index, Index)]
        text = text.replace(made, made + "".join(f"    db.execute_sql({_sql(index)!r})\n" for index in partial))
    return HEADER + re.sub(r"\n{3,}", "\n\n\n", text)


if __name__ == "__main__":
    TARGET.write_text(first_migration(), encoding="utf-8")
