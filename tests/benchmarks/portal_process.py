# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal in a process of its own, over a small practice: says its port, answers until it is ended."""

from __future__ import annotations

import secrets
import sys
from dataclasses import replace
from pathlib import Path

from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.settings import load_settings, store_settings

if __name__ == "__main__":
    records = create_records(Path(sys.argv[1]) / "practice.opportal", secrets.token_bytes(32))
    with records.transaction():
        url = "https://portal.example.org"
        store_settings(records, replace(load_settings(records), practice_name="Sunny Hill", portal_url=url))
    records.close()
    server = PortalServer(trusted_proxy="127.0.0.1")
    print(server.port, flush=True)
    server.run(records)
