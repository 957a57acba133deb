# SPDX-License-Identifier: GPL-3.0-or-later
"""The headers that every answer carries, in one place."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.wrappers import Response as BaseResponse

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The token is in the path of a link: no other site may learn it.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_YEAR_SECONDS = 365 * 24 * 3600


def add_headers(app: Flask) -> None:
    """Have every answer of `app` carry them."""

    @app.after_request
    def add(response: Response) -> Response:
        protect(response, request.is_secure)
        if request.endpoint == "static" and response.status_code < 400:
            # Its address changes with its content.
            response.headers["Cache-Control"] = f"public, max-age={_YEAR_SECONDS}, immutable"
        return response


def protect(response: BaseResponse, is_secure: bool) -> None:
    """Set the headers of one answer. `is_secure`: the parent uses TLS."""
    response.headers.update(ALWAYS)
    response.headers["Cache-Control"] = "no-store"
    if is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR_SECONDS}; includeSubDomains"
