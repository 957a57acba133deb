# SPDX-License-Identifier: GPL-3.0-or-later
"""Compile the Designer forms: ui/NAME.ui -> opportal_desktop/forms/ui_NAME.py. With --check only say which differ."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import PySide6

UI = Path(__file__).resolve().parent
FORMS = UI.parent / "opportal_desktop" / "forms"
HEADER = "# SPDX-License-Identifier: GPL-3.0-or-later\n# Made from ui/{name} by `make forms`; changes here are lost.\n"
# uic names its version there: the same form would differ from PC to PC.
BANNER = re.compile(r"^# -\*- coding.*?^#{10,}\n\n?(?=\nfrom|from)", re.DOTALL | re.MULTILINE)


def compiler() -> Path:
    """PySide6's own uic: the wrapper script beside it starts a second Python for each form."""
    package = Path(PySide6.__file__).resolve().parent
    for name in ("Qt/libexec/uic", "uic.exe", "uic"):
        if (package / name).exists():
            return package / name
    raise FileNotFoundError(f"no uic in {package}")


def compiled(form: Path) -> str:
    """The Python source of one form."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "form.py"
        command = [str(compiler()), "-g", "python", "--no-autoconnection", str(form), "-o", str(output)]
        environment = os.environ | {"LC_ALL": "C.UTF-8"}
        subprocess.run(command, check=True, env=environment)  # noqa: S603 -- our own forms
        source = BANNER.sub("", output.read_text("utf-8"))
        return HEADER.format(name=form.name) + _only_used_imports(_pages_first(_typed(source, form)))


def _typed(source: str, form: Path) -> str:
    """Annotate the methods: mypy takes every attribute of an unannotated one for Any."""
    root = re.search(r'<widget class="(\w+)"', form.read_text("utf-8"))
    if root is None:
        raise ValueError(f"{form.name} has no widget")
    return re.sub(r"def (setupUi|retranslateUi)\(self, (\w+)\):", rf"def \1(self, \2: {root[1]}) -> None:", source)


def _pages_first(source: str) -> str:
    """Put each page into its scroll area, stack, tab or splitter while it is empty, not when it is filled.

    Qt styles a whole tree again when it gets a parent: that was half of the time a chart took to open.
    """
    for page in re.findall(r"^        self\.(\w+) = Q(?:Widget|Frame)\(\)\n", source, re.MULTILINE):
        put = re.search(
            rf"^        self\.\w+\.(?:setWidget|addWidget|addTab)\(self\.{page}\b.*\n", source, re.MULTILINE
        )
        if put is None:
            continue
        source = source.replace(put[0], "", 1)
        made = re.search(
            rf"^        self\.{page} = .*\n(?:        self\.{page}\.setObjectName.*\n)?", source, re.MULTILINE
        )
        if made is None:
            raise ValueError(f"{page} is nowhere made")
        source = source.replace(made[0], made[0] + put[0], 1)
    return source


def _only_used_imports(source: str) -> str:
    """Import what the form uses: PySide6 makes each class when it is first named, and uic names some twenty more."""
    imports = re.compile(r"^from (PySide6\.\w+) import \((.*?)\)\n", re.MULTILINE | re.DOTALL)
    used = set(re.findall(r"\bQ\w+", imports.sub("", source)))

    def shortened(found: re.Match[str]) -> str:
        names = [name for name in re.findall(r"\w+", found[2]) if name in used]
        lines = textwrap.fill(", ".join(names), 110, initial_indent="    ", subsequent_indent="    ")
        return f"from {found[1]} import (\n{lines},\n)\n" if names else ""

    return imports.sub(shortened, source)


def main() -> int:
    """Write what differs (or list it, with --check); forms whose .ui is gone are removed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a form is not current")
    parser.add_argument("names", nargs="*", help="only these forms (without .ui)")
    arguments = parser.parse_args()
    forms = [UI / f"{name}.ui" for name in arguments.names] or sorted(UI.glob("*.ui"))
    wanted = {FORMS / f"ui_{form.stem}.py": compiled(form) for form in forms}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    orphans = [] if arguments.names else [path for path in FORMS.glob("ui_*.py") if path not in wanted]
    if arguments.check:
        for path in stale + orphans:
            sys.stderr.write(f"not current: {path.relative_to(UI.parent)} (run `make forms`)\n")
        return 1 if stale or orphans else 0
    for path in stale:
        path.write_text(wanted[path], "utf-8")
    for path in orphans:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
