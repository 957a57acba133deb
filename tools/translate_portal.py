# SPDX-License-Identifier: GPL-3.0-or-later
"""Collect the portal's texts from its templates into each language's catalog, and compile the catalogs.

A new language is one file, `resources/translations/<tag>/LC_MESSAGES/portal.po`; an empty one is filled by this.
With --check nothing is written, and the exit code says whether everything is current and translated.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "resources" / "portal" / "pages"
CATALOGS = ROOT / "resources" / "translations"
METHODS = [("**.html.jinja", "jinja2")]
OPTIONS = {"**.html.jinja": {"extensions": "jinja2.ext.i18n", "silent": "false"}}
HEAD = """\
# The texts of the parents' portal; the English ones are in its templates (resources/portal/pages).
# SPDX-License-Identifier: GPL-3.0-or-later
msgid ""
msgstr ""
"Language: {tag}\\n"
"Plural-Forms: {plural_forms}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def collected() -> Catalog:
    """The texts of all templates."""
    texts = Catalog()
    for _, _, text, _, context in extract_from_dir(PAGES, METHODS, OPTIONS):
        texts.add(text, context=context)
    return texts


def brought_up_to_date(file: Path, texts: Catalog) -> tuple[bytes, bytes, int]:
    """A catalog with exactly these texts, as .po and .mo, and how many are not translated."""
    tag = file.parts[-3]
    with file.open("rb") as opened:
        catalog = read_po(opened, locale=tag)
    catalog.update(texts, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    # Nothing in it says when it was made: the same texts give the same file.
    catalog.creation_date = catalog.revision_date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    po, mo = io.BytesIO(), io.BytesIO()
    po.write(HEAD.format(tag=tag, plural_forms=catalog.plural_forms).encode())
    write_po(po, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    write_mo(mo, catalog)
    missing = sum(1 for message in catalog if message.id and not _is_translated(message.string))
    return po.getvalue(), mo.getvalue(), missing


def _is_translated(text: str | tuple[str, ...]) -> bool:
    return all(text) if isinstance(text, tuple) else bool(text)


def main(check: bool) -> int:
    """Bring every catalog up to date, or say that one is not."""
    texts = collected()
    wrong = 0
    for file in sorted(CATALOGS.glob("*/LC_MESSAGES/portal.po")):
        po, mo, missing = brought_up_to_date(file, texts)
        compiled = file.with_suffix(".mo")
        current = file.read_bytes() == po and compiled.exists() and compiled.read_bytes() == mo
        if not check:
            file.write_bytes(po)
            compiled.write_bytes(mo)
        elif not current:
            print(f"{file.relative_to(ROOT)} is not current: run `make translations`")
            wrong += 1
        if missing:
            print(f"{file.relative_to(ROOT)}: {missing} texts are not translated")
            wrong += 1
    return 1 if wrong and check else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
