# SPDX-License-Identifier: GPL-3.0-or-later
"""When PostgreSQL's client gets Python's OpenSSL, and when it keeps its own."""

from __future__ import annotations

from pathlib import Path

import pytest

INSTALLER = Path(__file__).parents[2] / "installer"
CLIENT = ("psycopg_binary.libs/libpq-1a.so.5.18", "/wheel/libpq", "BINARY")
WHEELS = [
    ("psycopg_binary.libs/libssl-2b.so.3", "/wheel/libssl", "BINARY"),
    ("psycopg_binary.libs/libcrypto-3c.so.3", "/wheel/libcrypto", "BINARY"),
]
OWN = [("libssl.so.3", "/usr/libssl", "BINARY"), ("libcrypto.so.3", "/usr/libcrypto", "BINARY")]


@pytest.fixture
def one_openssl(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(INSTALLER))
    monkeypatch.syspath_prepend(str(INSTALLER / "linux"))
    import one_openssl

    return one_openssl


def versions(needed: set[str]):
    return lambda files: needed if "/wheel/libpq" in files else {"OPENSSL_3.0.0", "OPENSSL_3.0.1"}


def test_the_client_gets_pythons(one_openssl) -> None:
    assert one_openssl.with_one_openssl([CLIENT, *WHEELS, *OWN], versions({"OPENSSL_3.0.0"})) == [
        CLIENT,
        ("psycopg_binary.libs/libssl-2b.so.3", "../libssl.so.3", "SYMLINK"),
        ("psycopg_binary.libs/libcrypto-3c.so.3", "../libcrypto.so.3", "SYMLINK"),
        *OWN,
    ]


def test_both_stay_where_the_client_needs_a_newer_one(one_openssl) -> None:
    entries = [CLIENT, *WHEELS, *OWN]

    assert one_openssl.with_one_openssl(entries, versions({"OPENSSL_3.2.0"})) == entries


def test_the_clients_stays_where_python_has_none(one_openssl) -> None:
    assert one_openssl.with_one_openssl([CLIENT, *WHEELS], versions(set())) == [CLIENT, *WHEELS]
