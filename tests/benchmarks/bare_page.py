# SPDX-License-Identifier: GPL-3.0-or-later
"""The least that a page from Flask and waitress can be: what the portal's sign-in page is compared with."""

from __future__ import annotations

import sys

from flask import Flask, render_template_string
from waitress.server import create_server

THREADS = 8

app = Flask(__name__)


@app.get("/")
def page() -> str:
    return render_template_string("<!doctype html><title>{{ word }}</title><h1>{{ word }}</h1>", word="Hello")


if __name__ == "__main__":
    server = create_server(app, host="127.0.0.1", port=0, threads=THREADS)
    print(server.effective_port, flush=True)
    sys.stdin.close()
    server.run()
