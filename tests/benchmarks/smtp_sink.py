# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server in a process of its own: prints its port, takes every message until its input is closed."""

import sys

from opportal_desktop.demo.inbox_server import InboxServer

server = InboxServer()
server.start()
print(server.port, flush=True)
sys.stdin.read()
print(len(server.caught()), flush=True)
server.stop()
