# SPDX-License-Identifier: GPL-3.0-or-later
"""The short answer to a form that came when too many waited: no template, no records, a millisecond's work."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from werkzeug.wrappers import Response

from opportal_desktop.portal.headers import protect
from opportal_desktop.resource_files import resource_path

RETRY_SECONDS = 5


def busy_answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """As WSGI asks for: 503, in every language, with the headers of every answer."""
    response = Response(_page(), 503, content_type="text/html; charset=utf-8")
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    protect(response, environ.get("wsgi.url_scheme") == "https")
    return response(environ, start_response)


@cache
def _page() -> bytes:
    return resource_path("portal", "pages", "overload.html").read_bytes()
