# SPDX-License-Identifier: GPL-3.0-or-later
"""aiosmtpd that speaks XOAUTH2: takes the tokens that are good now, and answers others as Google or Microsoft does."""

from __future__ import annotations

import base64
import ssl
import threading
from collections.abc import Collection
from typing import Any

from aiosmtpd.smtp import MISSING, SMTP, AuthResult

from tests.mail.mail_servers import AiosmtpdServer

CHALLENGE = b'{"status":"401","schemes":"Bearer","scope":"https://mail.google.com/"}'


class _LongLines(SMTP):
    # A token is longer than a line of mail.
    line_length_limit = 65536


class Xoauth2Server(AiosmtpdServer):
    """With STARTTLS; `google_way` answers a bad token by a 334 with the error, else by 535 at once.

    Attributes:
        tries: (user, token) of each sign-in.
        users: mailboxes that may send with a good token.
    """

    def __init__(
        self, context: ssl.SSLContext, good_tokens: Collection[str], users: Collection[str], *, google_way: bool = False
    ) -> None:
        super().__init__(context, starttls=True, user="somebody", secret="nobody uses it")
        self.tries: list[tuple[str, str]] = []
        self.passwords_offered = 0
        self.received = threading.Event()
        self._good, self._users, self._google_way = good_tokens, users, google_way

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        self.received.set()
        return answer

    def _authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.passwords_offered += 1
        return AuthResult(success=False, handled=False)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        if len(args) > 1:
            response = base64.b64decode(args[1])
        else:
            answer = await server.challenge_auth("", encode_to_b64=False)
            assert answer is not MISSING
            response = bytes(answer)
        user, _, rest = response.decode().partition("\x01auth=Bearer ")
        token = rest.removesuffix("\x01\x01")
        self.tries.append((user.removeprefix("user="), token))
        if token in self._good and self.tries[-1][0] in self._users:
            return AuthResult(success=True, auth_data=user)
        if self._google_way:
            assert await server.challenge_auth(CHALLENGE) in (b"", MISSING)
        return AuthResult(success=False, handled=False)

    def _protocol(self) -> SMTP:
        server = _LongLines(
            self,
            hostname="test",
            loop=self._loop,
            tls_context=self._context,
            require_starttls=True,
            authenticator=self._authenticate,
            auth_required=True,
            enable_SMTPUTF8=True,
        )
        server.command_size_limits["AUTH"] = 16384
        return server
