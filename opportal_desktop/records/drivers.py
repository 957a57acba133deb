# SPDX-License-Identifier: GPL-3.0-or-later
"""Which database drivers Peewee finds: it imports all that are installed, and the first that is called sqlite3.

Imported by the package itself, so before anything else of it.
"""

from __future__ import annotations

import os
import sys


def _import_sqlcipher() -> None:
    """Load the encrypting driver so that it runs on its own SQLite.

    Its wheel exports SQLite's symbols: where a plain libsqlite3 is already global (LD_PRELOAD, some GUI library), it
    would run on that one and write in clear. Bound deeply, it uses its own.
    """
    if sys.platform != "linux" or not hasattr(os, "RTLD_DEEPBIND"):
        import sqlcipher3.dbapi2
    else:
        flags = sys.getdlopenflags()
        sys.setdlopenflags(flags | os.RTLD_DEEPBIND)
        try:
            import sqlcipher3.dbapi2  # noqa: F401
        finally:
            sys.setdlopenflags(flags)


def _import_peewee() -> None:
    """Load Peewee without drivers that nobody here uses.

    * Only a practice on a server needs psycopg, and `records.postgresql` lets it in again; the others' start would be
      0.1 s longer and take 20 MB more.
    * Under the name of pysqlite3 it gets the encrypting driver, so that no plain SQLite is in the process.
    """
    _import_sqlcipher()
    sys.modules.setdefault("psycopg", None)  # type: ignore[arg-type]
    kept_out = {"sqlite3": None, "pysqlite3": sys.modules["sqlcipher3"]}
    before = {name: sys.modules[name] for name in kept_out if name in sys.modules}
    sys.modules.update(kept_out)  # type: ignore[arg-type]
    try:
        import peewee  # noqa: F401
    finally:
        for name in kept_out:
            del sys.modules[name]
        sys.modules.update(before)


if "peewee" not in sys.modules:
    _import_peewee()
