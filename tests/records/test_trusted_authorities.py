# SPDX-License-Identifier: GPL-3.0-or-later
"""Which authorities PostgreSQL's client is shown."""

from __future__ import annotations

import os
import ssl

import pytest
import trustme

from opportal_desktop.records import trusted_authorities


def test_whoever_names_authorities_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "")
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv("SSL_CERT_DIR", "/our/own")

    trusted_authorities.show_to_client()

    assert os.environ["SSL_CERT_DIR"] == "/our/own"
    assert "SSL_CERT_FILE" not in os.environ


def test_of_windows_store_only_what_may_prove_a_server() -> None:
    any_purpose, server, code = (ssl.PEM_cert_to_DER_cert(trustme.CA().cert_pem.bytes().decode()) for _ in range(3))

    pem = trusted_authorities.pem_of(
        [
            (any_purpose, "x509_asn", True),
            (server, "x509_asn", {"1.3.6.1.5.5.7.3.1"}),
            (code, "x509_asn", {"1.3.6.1.5.5.7.3.3"}),
            (any_purpose, "pkcs_7_asn", True),
        ]
    )

    found = ssl.create_default_context(cadata=pem).get_ca_certs(binary_form=True)
    assert found == [any_purpose, server]
