# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a practice on a PostgreSQL server is: its URL, read and checked without a driver."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

SCHEMES = ("postgresql", "postgres")
DEFAULT_PORT = 5432
_TLS_MODES = ("verify-full", "verify-ca")
_WEAK_TLS_MODES = ("disable", "allow", "prefer", "require")


class AddressError(ValueError):
    """The text is no address of a practice's database; the message says why, in words, without the password."""


class WeakTlsError(AddressError):
    """The address asks for a connection that others on the network could read or take over."""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A database on a server, without its password: safe to show, to store and to log.

    Attributes:
        host: a name, an address, or a folder (starting with "/") that holds a Unix socket.
        parameters: further connection parameters of libpq, e.g. sslrootcert, sorted by name.
    """

    host: str
    port: int
    database: str
    user: str
    parameters: tuple[tuple[str, str], ...] = field(default=())

    def __str__(self) -> str:
        """The URL, without a password."""
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        port = "" if self.port == DEFAULT_PORT else f":{self.port}"
        query = f"?{urlencode(self.parameters)}" if self.parameters else ""
        return f"postgresql://{user}{host}{port}/{quote(self.database, safe='')}{query}"

    @property
    def name(self) -> str:
        """What a person knows it by: "practice on db.example.org"."""
        return f"{self.database} on {'this computer' if self.is_local else self.host}"

    @property
    def is_local(self) -> bool:
        """Whether the connection never leaves this computer."""
        if self.host.startswith("/") or self.host == "localhost":
            return True
        # Not at the top: a practice in a file does without it.
        import ipaddress

        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def tls(self) -> dict[str, str]:
        """The parameters that make the connection private: the server must prove its name, unless it is local."""
        given = dict(self.parameters)
        if self.is_local and "sslmode" not in given:
            return {}
        parameters = {"sslmode": given.get("sslmode", _TLS_MODES[0])}
        if "sslrootcert" not in given and parameters["sslmode"] in _TLS_MODES:
            # The authorities that this computer trusts; libpq would look for a file in the user's folder only.
            parameters |= {"sslmode": _TLS_MODES[0], "sslrootcert": "system"}
        return parameters


Place = Path | ServerAddress
"""Where a practice's records are: in an encrypted file, or in a database on a server."""


def read_place(text: str) -> Place:
    """A server's database if the text is its URL (a password in it is dropped), else a file.

    Raises:
        AddressError: it is a URL, but not a usable one.
    """
    return parse_address(text)[0] if is_server_url(text) else Path(text)


def is_server_url(text: str) -> bool:
    """Whether the text means a database on a server, and not a file."""
    return text.strip().partition("://")[0].casefold() in SCHEMES and "://" in text


def parse_address(text: str) -> tuple[ServerAddress, str | None]:
    """The address and the password (None if there is none in it) of postgresql://USER:PASSWORD@HOST:PORT/DATABASE.

    Raises:
        WeakTlsError: another computer's database, to be reached without TLS that proves who answers.
        AddressError: not such a URL.
    """
    if not is_server_url(text):
        raise AddressError("It must start with postgresql://")
    try:
        parts = urlsplit(text.strip())
        port = parts.port or DEFAULT_PORT
    except ValueError:
        raise AddressError("The port or the server's name cannot be read.") from None
    parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
    # A socket's folder can stand percent-encoded in the name's place, or as a parameter.
    host = parameters.pop("host", "") or unquote(_server(parts.netloc))
    password = parameters.pop("password", None) or (unquote(parts.password) if parts.password else None)
    if not host:
        raise AddressError("It names no server: postgresql://USER@SERVER/DATABASE")
    if "," in host:
        raise AddressError("It names several servers; one is needed.")
    database = unquote(parts.path.strip("/"))
    if not database or "/" in database:
        raise AddressError("It names no database: postgresql://USER@SERVER/DATABASE")
    address = ServerAddress(host, port, database, unquote(parts.username or ""), tuple(sorted(parameters.items())))
    _require_private(address)
    return address, password


def _server(netloc: str) -> str:
    """The name as it is written: urlsplit would make it lower case, and a socket's folder has capitals."""
    server = netloc.rpartition("@")[2]
    if server.startswith("["):
        return server[1:].partition("]")[0]
    return server.partition(":")[0]


def _require_private(address: ServerAddress) -> None:
    mode = dict(address.parameters).get("sslmode")
    if mode is None:
        return
    if mode not in (*_TLS_MODES, *_WEAK_TLS_MODES):
        raise AddressError("sslmode must be verify-full or verify-ca.")
    if mode in _WEAK_TLS_MODES and not address.is_local:
        raise WeakTlsError(
            f"sslmode={mode} would let others on the network read the records or pose as the server: leave it out, or "
            "say verify-full."
        )
