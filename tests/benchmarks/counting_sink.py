# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server in a process of its own that keeps nothing: prints its port, takes every message until input ends."""

import asyncio
import sys
import threading
from typing import Any

from aiosmtpd.smtp import SMTP

taken = 0


class _Handler:
    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        global taken
        taken += 1
        return "250 2.0.0 taken"


async def _listen(loop: asyncio.AbstractEventLoop) -> int:
    server = await loop.create_server(lambda: SMTP(_Handler(), hostname="sink", loop=loop), "127.0.0.1", 0)
    return int(server.sockets[0].getsockname()[1])


def main() -> None:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    print(asyncio.run_coroutine_threadsafe(_listen(loop), loop).result(10), flush=True)
    sys.stdin.read()
    print(taken, flush=True)


if __name__ == "__main__":
    main()
