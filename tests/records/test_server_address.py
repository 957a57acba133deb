# SPDX-License-Identifier: GPL-3.0-or-later
"""URLs of practices on a server: what is understood, what is refused, and that no password stays in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.records.server_address import (
    AddressError,
    ServerAddress,
    WeakTlsError,
    parse_address,
    read_place,
)

_NAMES = st.text(st.characters(exclude_characters="\0\r\n\t", exclude_categories=("Cs",)), min_size=1).filter(str.strip)


@pytest.mark.parametrize(
    ("url", "address", "password"),
    [
        ("postgresql://desk@db.example.org/practice", ServerAddress("db.example.org", 5432, "practice", "desk"), None),
        ("postgres://desk:p%40ss@db:6543/p", ServerAddress("db", 6543, "p", "desk"), "p@ss"),
        ("postgresql://%2Ftmp%2FSocket/p", ServerAddress("/tmp/Socket", 5432, "p", ""), None),
        ("postgresql:///p?host=/tmp/Socket", ServerAddress("/tmp/Socket", 5432, "p", ""), None),
        ("postgresql://desk@[::1]:6000/p", ServerAddress("::1", 6000, "p", "desk"), None),
        (
            "postgresql://db/p?sslrootcert=/etc/ca.pem&password=x",
            ServerAddress("db", 5432, "p", "", (("sslrootcert", "/etc/ca.pem"),)),
            "x",
        ),
    ],
)
def test_what_is_understood(url: str, address: ServerAddress, password: str | None) -> None:
    assert parse_address(url) == (address, password)
    assert parse_address(str(address))[0] == address


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://db",
        "postgresql:///practice",
        "postgresql://db/a/b",
        "postgresql://one,two/p",
        "postgresql://db:port/p",
        "postgresql://[::1/p",
        "postgresql://db/p?sslmode=always",
        "mysql://db/p",
    ],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(AddressError):
        parse_address(url)


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require"])
def test_a_connection_that_others_could_read_is_refused(mode: str) -> None:
    with pytest.raises(WeakTlsError):
        parse_address(f"postgresql://desk@db.example.org/practice?sslmode={mode}")
    assert parse_address(f"postgresql://desk@127.0.0.1/practice?sslmode={mode}")[0].tls["sslmode"] == mode


def test_another_computer_must_prove_its_name() -> None:
    assert parse_address("postgresql://db/p")[0].tls == {"sslmode": "verify-full", "sslrootcert": "system"}
    own = parse_address("postgresql://db/p?sslrootcert=/ca.pem")[0].tls
    assert own == {"sslmode": "verify-full"}
    # libpq would not look at the certificate at all without an authority's file.
    assert parse_address("postgresql://db/p?sslmode=verify-ca")[0].tls["sslmode"] == "verify-full"
    for local in ("localhost", "127.0.0.1", "[::1]", "%2Ftmp"):
        assert parse_address(f"postgresql://{local}/p")[0].tls == {}


def test_a_file_is_a_file() -> None:
    assert read_place("/srv/practice.opportal") == Path("/srv/practice.opportal")
    assert read_place("postgresql://desk:secret@db/p") == ServerAddress("db", 5432, "p", "desk")


@given(_NAMES, st.text(st.characters(exclude_categories=("Cs",)), min_size=1), st.integers(1, 65535))
def test_any_name_comes_back_and_the_password_does_not_stay(name: str, password: str, port: int) -> None:
    from urllib.parse import quote

    database = name.strip("/").replace("/", "_") or "p"
    url = f"postgresql://{quote(name, safe='')}:{quote(password, safe='')}@db:{port}/{quote(database, safe='')}"
    address, found = parse_address(url)
    assert (address.user, address.database, address.port, found) == (name, database, port, password)
    assert parse_address(str(address)) == (address, None)
