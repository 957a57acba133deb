# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for Microsoft's and Google's sign-in on loopback, by HTTPS: authorize, token, refresh, device code."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPSHandler, build_opener

from opportal_desktop.mail.sign_in.provider import IdentityAddresses

CLIENT = "11111111-2222-3333-4444-555555555555"
TENANT = "99999999-8888-7777-6666-555555555555"
GOOGLE_CLIENT = "1234-abc.apps.googleusercontent.com"
GOOGLE_SECRET = "GOCSPX-not-really-secret"
MAILBOX = "portal@maple.example"
TOKEN_BYTES = 5000
SMTP_SCOPE = "https://outlook.office.com/SMTP.Send"
GOOGLE_SCOPES = "openid https://www.googleapis.com/auth/userinfo.email https://mail.google.com/"


class IdentityServer:
    """Issues tokens that only it knows, and takes them back when told.

    Attributes:
        good_tokens: the access tokens that a mail server should take now.
        refuse_refresh: (error, description) that every refresh is answered with; "" to allow.
        refuse_visit: the error that the browser comes back with; "" to allow.
        mailbox: who signs in.
        broken: answer everything with 503.
        device_pending: how many times the device flow is still waiting.
        granted_scopes: what Google's user ticked.
        asked: (path, form) of each request that was not a page.
    """

    def __init__(self, context: ssl.SSLContext, ca_file: Path) -> None:
        self.good_tokens: set[str] = set()
        self.refuse_refresh = ("", "")
        self.refuse_visit = ""
        self.mailbox = MAILBOX
        self.broken = False
        self.device_pending = 1
        self.device_refusal = ("", "")
        self.granted_scopes = GOOGLE_SCOPES
        self.expires_in = 3599
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.refresh_tokens: set[str] = set()
        self._context, self._ca_file = context, ca_file

    def __enter__(self) -> IdentityServer:
        owner = self

        class Handler(_Handler):
            identity = owner

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.socket = self._context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()

    @property
    def base(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def addresses(self) -> IdentityAddresses:
        return IdentityAddresses(
            microsoft=self.base,
            google_authorize=f"{self.base}/google/auth",
            google_token=f"{self.base}/google/token",
            ca_file=self._ca_file,
        )

    def browse(self, url: str) -> str:
        """Play the browser: get the address and follow it home; returns the page that the person sees last."""
        opener = build_opener(HTTPSHandler(context=ssl.create_default_context(cafile=str(self._ca_file))))
        with opener.open(url, timeout=20) as response:
            page = str(response.read().decode())
        if form := re.search(r'<form method="post" action="([^"]+)">', page):
            fields = dict(re.findall(r'<input name="([^"]+)" value="([^"]*)">', page))
            with opener.open(form[1], urlencode(fields).encode(), timeout=20) as response:
                page = str(response.read().decode())
        return page

    def browse_quietly(self, url: str) -> None:
        self.browse(url)

    def expire(self) -> None:
        """No access token given so far is good any more."""
        self.good_tokens.clear()

    def refreshes(self) -> int:
        return sum(form.get("grant_type") == "refresh_token" for _, form in self.asked)

    def new_tokens(self) -> dict[str, Any]:
        access, refresh = secrets.token_urlsafe(TOKEN_BYTES)[:TOKEN_BYTES], secrets.token_urlsafe(900)
        self.good_tokens.add(access)
        self.refresh_tokens.add(refresh)
        return {"token_type": "Bearer", "expires_in": self.expires_in, "access_token": access, "refresh_token": refresh}


def _jwt(claims: dict[str, Any]) -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none'})}.{part(claims)}."


class _Handler(BaseHTTPRequestHandler):
    identity: IdentityServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        pass

    # --- GET: pages and discovery

    def do_GET(self) -> None:
        if self.identity.broken:
            self._json(503, {})
            return
        split = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(split.query).items()}
        if split.path.endswith("/.well-known/openid-configuration"):
            self._discovery(split.path.split("/")[1])
        elif split.path == "/google/auth":
            self._visit(query, GOOGLE_CLIENT)
        elif split.path.endswith("/oauth2/v2.0/authorize"):
            assert SMTP_SCOPE in query["scope"]
            assert "offline_access" in query["scope"]
            self._visit(query, CLIENT)
        else:
            self._json(404, {})

    def _discovery(self, tenant: str) -> None:
        if tenant not in (TENANT, "organizations", "maple.example"):
            self._json(400, {"error": "invalid_tenant", "error_description": "AADSTS90002: Tenant not found."})
            return
        base = f"{self.identity.base}/{tenant}"
        self._json(
            200,
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
                "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
            },
        )

    def _visit(self, query: dict[str, str], client: str) -> None:
        assert query["code_challenge_method"] == "S256"
        assert query["redirect_uri"].startswith("http://localhost:")
        back = {"state": query["state"]}
        if query["client_id"] != client:
            back |= {"error": "unauthorized_client", "error_description": "AADSTS700016: Application not found."}
        elif self.identity.refuse_visit:
            back |= {"error": self.identity.refuse_visit}
        else:
            code = secrets.token_urlsafe(20)
            self.identity.codes[code] = query
            back |= {"code": code}
        if query.get("response_mode") == "form_post":
            fields = "".join(f'<input name="{name}" value="{value}">' for name, value in back.items())
            page = f'<form method="post" action="{query["redirect_uri"]}">{fields}</form>'.encode()
            self._send(200, "text/html", page)
            return
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(back)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    # --- POST: tokens

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        path = urlsplit(self.path).path
        self.identity.asked.append((path, form))
        if self.identity.broken:
            self._json(503, {})
        elif path.endswith("/devicecode"):
            self._device()
        elif form["grant_type"] == "authorization_code":
            self._redeem(path, form)
        elif form["grant_type"] == "refresh_token":
            self._refresh(path, form)
        else:
            self._poll(path, form)

    def _redeem(self, path: str, form: dict[str, str]) -> None:
        visit = self.identity.codes.pop(form["code"])
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        assert proof == visit["code_challenge"]
        assert form["redirect_uri"] == visit["redirect_uri"]
        basic = base64.b64encode(f"{GOOGLE_CLIENT}:{GOOGLE_SECRET}".encode()).decode()
        proved = form.get("client_secret") == GOOGLE_SECRET or self.headers.get("Authorization") == f"Basic {basic}"
        if path == "/google/token" and not proved:
            self._json(401, {"error": "invalid_client"})
            return
        self._give(path, visit.get("nonce", ""))

    def _refresh(self, path: str, form: dict[str, str]) -> None:
        error, description = self.identity.refuse_refresh
        if error:
            self._json(400, {"error": error, "error_description": description})
        elif form["refresh_token"] not in self.identity.refresh_tokens:
            self._json(400, {"error": "invalid_grant", "error_description": "AADSTS700082: expired"})
        else:
            self._give(path)

    def _device(self) -> None:
        self._json(
            200,
            {
                "device_code": "device",
                "user_code": "AB12CD34",
                "verification_uri": "https://microsoft.com/devicelogin",
                "expires_in": 900,
                "interval": 1,
                "message": "Go there.",
            },
        )

    def _poll(self, path: str, form: dict[str, str]) -> None:
        error, description = self.identity.device_refusal
        if self.identity.device_pending:
            self.identity.device_pending -= 1
            self._json(400, {"error": "authorization_pending", "error_description": "AADSTS70016: pending"})
        elif error:
            self._json(400, {"error": error, "error_description": description})
        else:
            self._give(path)

    def _give(self, path: str, nonce: str = "") -> None:
        tokens = self.identity.new_tokens()
        if path == "/google/token":
            tokens |= {"scope": self.identity.granted_scopes, "id_token": _jwt({"email": self.identity.mailbox})}
        else:
            tenant = path.split("/")[1]
            info = {"uid": "u-1", "utid": TENANT}
            tokens |= {
                "scope": SMTP_SCOPE,
                "client_info": base64.urlsafe_b64encode(json.dumps(info).encode()).decode(),
                "id_token": _jwt(
                    {
                        "aud": CLIENT,
                        "iss": f"{self.identity.base}/{tenant}/v2.0",
                        "exp": 4102444800,
                        "iat": 0,
                        "sub": "s-1",
                        "oid": "u-1",
                        "tid": TENANT,
                        "nonce": nonce,
                        "preferred_username": self.identity.mailbox,
                    }
                ),
            }
        self._json(200, tokens)

    def _json(self, status: int, answer: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(answer).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
