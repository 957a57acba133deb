# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTPS to the providers: with the certificates that this computer trusts, as its browsers do, and a time-out always.

requests brings a list of its own, which lacks what a practice's firewall signs with.
"""

from __future__ import annotations

import functools
import ssl
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter

HTTP_SECONDS = 20.0
"""The longest wait for one answer of a provider."""


class _SystemTrust(HTTPAdapter):
    def __init__(self, ca_file: Path | None) -> None:
        self._context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> Any:
        return super().init_poolmanager(*args, ssl_context=self._context, **options)

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        return super().proxy_manager_for(*args, ssl_context=self._context, **options)


def prepare(session: requests.Session, ca_file: Path | None) -> requests.Session:
    """Make a session (of requests, or made from it by a library) keep to the above; returns it."""
    session.mount("https://", _SystemTrust(ca_file))
    # Without a time-out a black hole would hold the mail thread.
    session.request = functools.partial(session.request, timeout=HTTP_SECONDS)  # type: ignore[method-assign]
    return session
