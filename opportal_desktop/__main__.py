# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: the desktop, and the admin commands."""

from __future__ import annotations

import sys

from opportal_desktop.core_dumps import hold_back_core_dumps


def main() -> None:
    """Start the desktop; with any argument, what `opportal_desktop.command_line` makes of it."""
    hold_back_core_dumps()
    if len(sys.argv) > 1:
        from opportal_desktop.command_line import main as command_line

        command_line(prog_name="opportal")
    else:
        # The everyday start: the window should not wait for the options that it was not given.
        from opportal_desktop.app import StartOptions, run_desktop

        raise SystemExit(run_desktop(StartOptions()))


if __name__ == "__main__":
    main()
