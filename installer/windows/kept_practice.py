# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice on the try-out's PC: set up under the version before, and looked at through all that happens after."""

from __future__ import annotations

import re
import socket
import subprocess
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from wine_pc import Wine, must, until

ROOT = Path(__file__).parents[2]
MAKER = Path(__file__).parent / "wine" / "make_practice.py"


@dataclass
class KeptPractice:
    """A practice with sample families, its key in the Credential Manager.

    Attributes:
        place: the folder of the installed program.
        file: the practice's file, as this system sees it.
        windows_file: as Windows does.
        rows: how many the installed program of the version before counted.
    """

    wine: Wine
    place: Path
    file: Path
    windows_file: str
    port: int
    rows: int = 0

    @classmethod
    def set_up(cls, wine: Wine, python: Path, place: Path) -> KeptPractice:
        """Set it up, and have the installed program read every page of it."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        code, said = wine.run(python / "python.exe", MAKER, str(port), PYTHONPATH=str(ROOT))
        windows_file = (said.strip().splitlines() or [""])[-1]
        must(code == 0 and windows_file.startswith("C:\\"), f"setting up a practice: {said[-2000:]}")
        file = wine.drive / windows_file[3:].replace("\\", "/")
        practice = cls(wine, place, file, windows_file, port)
        practice.rows = practice.count_rows()
        wine.ok(f"a practice with sample families: the installed program reads its {practice.rows} rows")
        return practice

    def count_rows(self, *file: str) -> int:
        """What `admin check` says of the practice, or of another file."""
        code, said = self.wine.run(self.place / "opportal.exe", "admin", "check", *file)
        found = re.search(r"(\d+) rows were read", said)
        must(code == 0 and found is not None, f"admin check: {said[-2000:]}")
        assert found is not None
        return int(found[1])

    def open_window(self) -> subprocess.Popen[bytes]:
        """Start the program at the desk, and wait until the practice is open in it."""
        running = self.wine.start(self.place / "OP Portal.exe")
        logs = self.file.parent / "Logs"
        until(
            lambda: any("opening: READY" in log.read_text(errors="replace") for log in logs.glob("*.log*")),
            "the practice open in the program's window",
            running,
        )
        return running

    def look_after_upgrade(self) -> None:
        """The new version finds what the older one kept."""
        rows = self.count_rows()
        must(rows == self.rows, f"{self.rows} rows before the upgrade, {rows} after it")
        self.wine.ok(f"the practice is whole after the upgrade: {rows} rows, opened by the key in Credential Manager")

    def back_up(self) -> None:
        """Copies are written while nobody looks, open with the same key, and say so."""
        copy = r"C:\Backup of the practice\copy.opportal"
        (self.wine.drive / "Backup of the practice").mkdir()
        code, said = self.wine.run(self.place / "opportal.exe", "admin", "backup", copy)
        must(code == 0 and "Written and verified" in said, f"admin backup: {said[-2000:]}")
        rows = self.count_rows(copy)
        must(rows == self.rows, f"{self.rows} rows in the practice, {rows} in its copy")
        self.wine.ok(f"admin backup: the copy has all {rows} rows")

    def serve_portal(self) -> None:
        """The console program serves the portal, as the Task Scheduler would start it."""
        running = self.wine.start(self.place / "opportal.exe", "admin", "portal", "--port", str(self.port))
        try:
            until(lambda: self._page("/ready") == 200, "an answer from the portal", running)
            must(self._page("/sign-in") == 200, "the portal does not show its sign-in page")
        finally:
            self.wine.run("taskkill", "/F", "/IM", "opportal.exe")
            running.wait(timeout=60)
        self.wine.ok("admin portal: the installed program serves the portal")

    def look_installed_anew(self, place: Path) -> None:
        """Installed once more, elsewhere, the program opens the practice that uninstalling kept."""
        self.place = place
        rows = self.count_rows(self.windows_file)
        must(rows == self.rows, f"{self.rows} rows before uninstalling, {rows} when installed again")
        self.wine.ok("installed again after uninstalling: the practice opens, all rows there")

    def _page(self, path: str) -> int:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return int(answer.status)
        except OSError:
            return 0
