# SPDX-License-Identifier: GPL-3.0-or-later
"""At the start of the Linux bundle: find the system's certificates where the bundled OpenSSL does not look.

It was built on Debian and looks in /usr/lib/ssl; other systems keep theirs elsewhere.
"""

import os

_DEBIAN = "/usr/lib/ssl/certs"
_ELSEWHERE = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Arch
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # Alpine
)

if "SSL_CERT_FILE" not in os.environ and "SSL_CERT_DIR" not in os.environ and not os.path.isdir(_DEBIAN):  # noqa: PTH112
    for _file in _ELSEWHERE:
        if os.path.isfile(_file):  # noqa: PTH113
            os.environ["SSL_CERT_FILE"] = _file
            break
