# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal's web server: waitress on one socket, behind a proxy that ends TLS, or on this computer only."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import clear_cache, urlsplit  # type: ignore[attr-defined] # its own tests want it

from waitress import wasyncore
from waitress.server import create_server

from opportal_desktop.portal.app import create_app
from opportal_desktop.portal.connections import KEPT_SECONDS
from opportal_desktop.portal.overload import busy_answer
from opportal_desktop.portal.workers import THREADS, Workers, is_refused
from opportal_desktop.records.records import Records, StorageError
from opportal_desktop.records.settings import PracticeSettings

log = logging.getLogger(__name__)

CONNECTIONS = 500
IDLE_SECONDS = 30
HEADER_BYTES = 16 * 1024
BODY_BYTES = 256 * 1024
"""Beyond it the server cuts off; from the app's smaller limit on, a page says that it was too much."""

_LISTEN_QUEUE = 256
_LOOP_SECONDS = 1.0


class PortalSettingError(Exception):
    """The portal can't be served like this.

    Attributes:
        happened: what is wrong, in words.
        next_step: what to do.
    """

    def __init__(self, happened: str, next_step: str) -> None:
        super().__init__(happened)
        self.happened = happened
        self.next_step = next_step


def check_way_in(settings: PracticeSettings, host: str, trusted_proxy: str | None) -> None:
    """Raise PortalSettingError unless parents can reach the portal, and be told apart, the way it is to be served.

    Behind a proxy that is not named here all parents would seem to come from the proxy's address: they would share
    one rate limit, and a single stranger could shut everybody out.
    """
    portal = urlsplit(settings.portal_url)
    if not portal.hostname:
        raise PortalSettingError(
            "The practice has not set the portal's address, so no link can lead here.",
            "In the program, open Settings, Portal, and enter the address that parents will use (https://…).",
        )
    if trusted_proxy is not None:
        try:
            ipaddress.ip_address(trusted_proxy)
        except ValueError:
            raise PortalSettingError(
                "--trusted-proxy takes one network address, such as 127.0.0.1. A name or a pattern such as * would let "
                "anybody pretend to be another client.",
                "Give the address that the proxy's requests come from.",
            ) from None
    if portal.scheme == "https" and trusted_proxy is None:
        raise PortalSettingError(
            f"Parents use {settings.portal_url}, so a proxy with the certificate stands before this server, and "
            "--trusted-proxy does not name it. All parents would count as one client: after a few wrong passwords by "
            "anybody, nobody could sign in.",
            "Add --trusted-proxy with the proxy's address (127.0.0.1 for Caddy or nginx on this computer). "
            "docs/deployment.md has complete examples.",
        )
    if portal.scheme == "http" and not _is_loopback(host):
        raise PortalSettingError(
            f"The portal's address {settings.portal_url} is not encrypted, and --host {host} is open to the network.",
            "Serve it at --host 127.0.0.1, or set up a proxy with a certificate: docs/deployment.md.",
        )


class PortalServer:
    """Listens from the start, so that the port is known; answers once `start` or `run` was given the records.

    Args:
        host: the address to listen at; an interface's own, never a name.
        port: 0 for any free one.
        trusted_proxy: the one address whose word on scheme and client is believed.

    Raises:
        OSError: the port can't be had.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0, trusted_proxy: str | None = None) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family, backlog=_LISTEN_QUEUE)
        self._trusted_proxy = trusted_proxy
        self._stop = threading.Event()
        self._map: dict[int, Any] = {}
        self._server: Any = None
        self._thread: threading.Thread | None = None
        self._look_at = 0.0
        self.has_moved = False
        """`run` ended since the practice has left the file that was served."""
        self.host = host
        self.port = int(self._socket.getsockname()[1])

    @property
    def url(self) -> str:
        """Where it answers on this computer."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def start(self, records: Records) -> None:
        """Answer on a thread of its own until `close`."""
        self._thread = threading.Thread(target=self.run, args=(records,), name="portal", daemon=True)
        self._thread.start()

    def run(self, records: Records) -> None:
        """Answer until another thread or a signal handler calls `stop`."""
        # What it says below WARNING holds paths, and paths hold tokens.
        logging.getLogger("waitress").setLevel(logging.WARNING)
        # It warns of each request that waits for a thread: on a busy morning that is no news.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        proxy: dict[str, Any] = {}
        if self._trusted_proxy is not None:
            proxy = {
                "trusted_proxy": self._trusted_proxy,
                "trusted_proxy_count": 1,
                "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
            }
        behind_proxy = self._trusted_proxy is not None
        app = create_app(records, behind_proxy=behind_proxy, keep_connections_s=KEPT_SECONDS)
        workers = Workers(records)
        workers.set_thread_count(THREADS)
        self._server = create_server(
            _forgetting_paths(app),
            map=self._map,
            _dispatcher=workers,
            sockets=[self._socket],
            connection_limit=CONNECTIONS,
            channel_timeout=IDLE_SECONDS,
            cleanup_interval=IDLE_SECONDS // 2,
            max_request_header_size=HEADER_BYTES,
            max_request_body_size=BODY_BYTES,
            log_socket_errors=False,
            ident=None,
            clear_untrusted_proxy_headers=True,
            **proxy,
        )
        with contextlib.ExitStack() as looking:
            if isinstance(records.place, Path):
                looking.enter_context(records.connection())
            while not (self._stop.is_set() or self.has_moved):
                wasyncore.loop(timeout=_LOOP_SECONDS, map=self._map, count=1)
                self._look_whether_moved(records)
        workers.shutdown()
        wasyncore.close_all(self._map)

    def _look_whether_moved(self, records: Records) -> None:
        """Once a second: what parents do in a file that the practice has left, nobody would ever see."""
        if time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + _LOOP_SECONDS
        # A disk that is away now is told by the requests.
        with contextlib.suppress(StorageError):
            self.has_moved = records.has_moved()

    def stop(self) -> None:
        """Have `run` end; safe in a signal handler and from any thread."""
        self._stop.set()
        if self._server is not None:
            # It may have ended by itself this moment.
            with contextlib.suppress(OSError):
                self._server.pull_trigger()

    def close(self) -> None:
        """Answer no more: end the thread, close every connection."""
        self.stop()
        if self._thread is not None:
            self._thread.join()
        self._socket.close()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


_Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def _forgetting_paths(app: Any) -> _Wsgi:
    """A path may hold a token, so none stays anywhere: waitress logs that of a request that fails, so none gets there.

    And it has `urlsplit` read each path, which remembers the last 128. What came when too many waited does not get to
    the app at all.
    """

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            if is_refused():
                return busy_answer(environ, start_response)
            return app(environ, start_response)  # type: ignore[no-any-return]
        except Exception:
            log.exception("a request failed outside of its view")
            start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
            return [b"Something went wrong. Please try again.\n"]
        finally:
            clear_cache()

    return guarded
