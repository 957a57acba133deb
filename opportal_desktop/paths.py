# SPDX-License-Identifier: GPL-3.0-or-later
"""Where data, logs and configuration live; one environment variable or `--development DIR` moves them all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DATA_DIR_VARIABLE = "OPPORTAL_DATA_DIR"
_APP_NAME = "OP Portal Desktop"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of this user; none is created by asking for it.

    Attributes:
        preset: the configuration that IT may put in place for all users of this PC; None where the folders were moved.
    """

    data: Path
    logs: Path
    config: Path
    preset: Path | None = None

    @property
    def practice_file(self) -> Path:
        """Where the practice's records are unless the user chose another place."""
        return self.data / "practice.opportal"


def find_paths(development: Path | None = None) -> Paths:
    """The folders to use: below `development`, else below $OPPORTAL_DATA_DIR, else the system's usual ones."""
    moved = development or _from_environment()
    if moved is not None:
        root = moved.expanduser().absolute()
        return Paths(root, root / "logs", root / "config")
    # Not needed where the folder is given, and slow to import on Windows.
    from platformdirs import PlatformDirs

    # Not the roaming profile: a database that is copied at sign-out is a database that gets damaged.
    dirs = PlatformDirs(_APP_NAME if os.name == "nt" else "opportal-desktop", appauthor=False, roaming=False)
    return Paths(dirs.user_data_path, dirs.user_log_path, dirs.user_config_path, _for_all_users() / "opportal.ini")


def _for_all_users() -> Path:
    """Where the installer puts what holds for every user of this PC."""
    if os.name == "nt":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / _APP_NAME
    return Path("/etc/opportal-desktop")


def _from_environment() -> Path | None:
    given = os.environ.get(DATA_DIR_VARIABLE, "").strip()
    return Path(given) if given else None
