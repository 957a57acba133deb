# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks that need no window: records, keyring, mails, portal, TLS, translations, time zones."""

from __future__ import annotations

import sys
from dataclasses import replace

from opportal_desktop.self_check.run import Bench, NotHereError

KEYRING_PATIENCE_S = 15.0
_PORTAL_PATIENCE_S = 10.0


class CheckFailedError(Exception):
    """Something answers, and wrongly."""


def records(bench: Bench) -> str:
    """Set up an encrypted practice by the migrations, prove that it is encrypted, open it again and read all of it."""
    from opportal_desktop.records.opening import check_records, create_records, known_migrations, open_records
    from opportal_desktop.records.settings import PracticeSettings, load_settings, store_settings

    created = create_records(bench.database, bench.key)
    with created.transaction():
        store_settings(created, replace(PracticeSettings(), practice_name=PRACTICE, portal_url="http://127.0.0.1"))
    created.close()
    for file in bench.folder.glob("practice.opportal*"):
        raw = file.read_bytes()
        if raw.startswith(b"SQLite format 3") or PRACTICE.encode() in raw:
            raise CheckFailedError(f"{file.name} is not encrypted")
    opened = open_records(bench.database, bench.key)
    try:
        if load_settings(opened).practice_name != PRACTICE:
            raise CheckFailedError("what was stored is not what is read")
    finally:
        opened.close()
    report = check_records(bench.database, bench.key)
    steps = len(known_migrations(bench.database))
    return f"encrypted, {steps} {'migration' if steps == 1 else 'migrations'} run, {report.pages} pages read"


PRACTICE = "Self-Check Pediatrics"


def keyring(bench: Bench) -> str:
    """Keep a throw-away key in this user's keyring, find it, and remove it."""
    from opportal_desktop.records import keys
    from opportal_desktop.records.opening_states import OpeningError, OpeningState

    backends = _keyring_backends()
    place = bench.folder / "keyring.opportal"
    try:
        keys.store_key(place, bench.key, timeout_s=KEYRING_PATIENCE_S)
        found = keys.key_is_stored(place, timeout_s=KEYRING_PATIENCE_S)
        keys.forget_key(place, timeout_s=KEYRING_PATIENCE_S)
    except OpeningError as error:
        if error.state is OpeningState.KEYRING_ABSENT and sys.platform != "linux":
            raise
        raise NotHereError(
            f"{error.happened} The {len(backends)} kinds that the program knows are installed."
        ) from error
    if not found:
        raise CheckFailedError("a key that was stored is not found")
    return f"a key was stored, found and removed ({len(backends)} kinds of keyring installed)"


def _keyring_backends() -> list[str]:
    """The kinds of keyring that are installed; all of keyring's own must be, on every system."""
    import importlib
    from importlib.metadata import entry_points

    own = ("SecretService", "Windows", "macOS", "kwallet", "libsecret", "chainer", "fail")
    for name in own:
        importlib.import_module(f"keyring.backends.{name}")
    registered = {entry.name for entry in entry_points(group="keyring.backends")}
    if missing := {"SecretService", "Windows", "macOS", "KWallet"} - registered:
        raise CheckFailedError(f"not registered: {', '.join(sorted(missing))}")
    return sorted(registered)


def mails(bench: Bench) -> str:
    """Write each kind of mail in both languages with made-up data, and the text message."""
    import datetime as dt

    from opportal_desktop.mail.preview import preview_words
    from opportal_desktop.records.message_texts import built_in_words
    from opportal_desktop.records.settings import PracticeSettings
    from opportal_desktop.resource_files import resource_path
    from opportal_desktop.terms import Language, MessageKind

    settings = replace(
        PracticeSettings(),
        practice_name=PRACTICE,
        practice_phone="+14135550100",
        portal_url="https://portal.example.com",
    )
    now = dt.datetime.now(dt.UTC)
    written = 0
    for kind in MessageKind:
        for language in (Language.ENGLISH, Language.SPANISH):
            if kind.is_text:
                resource_path("mail", f"{kind.value}.{language.value}.txt.jinja")
                continue
            seen = preview_words(kind, language, built_in_words(kind, language), settings, now)
            if seen.problem or PRACTICE not in seen.text or PRACTICE not in seen.html or not seen.subject:
                raise CheckFailedError(f"{kind.label} in {language.label} is not what a parent should get")
            written += 1
    return f"{written} written, English and Spanish"


def portal(bench: Bench) -> str:
    """Serve the portal on this computer only, and ask it for pages in both languages."""
    from opportal_desktop.portal.server import PortalServer
    from opportal_desktop.records.opening import open_records
    from opportal_desktop.records.settings import load_settings, store_settings

    opened = open_records(bench.database, bench.key)
    server = PortalServer()
    try:
        with opened.transaction():
            store_settings(opened, replace(load_settings(opened), portal_url=server.url))
        server.start(opened)
        _ask(f"{server.url}/ready", "en", "ready")
        english = _ask(f"{server.url}/sign-in", "en", PRACTICE)
        spanish = _ask(f"{server.url}/sign-in", "es", PRACTICE)
        _ask(f"{server.url}/static/portal.css", "en", "{")
    finally:
        server.close()
        opened.close()
    if 'lang="en"' not in english or 'lang="es"' not in spanish:
        raise CheckFailedError("the page does not come in the language that was asked for")
    return "answers on this computer, in English and Spanish"


def _ask(url: str, language: str, expected: str) -> str:
    from urllib.request import ProxyHandler, Request, build_opener

    # A proxy that the environment names does not know this computer's own addresses.
    opener = build_opener(ProxyHandler({}))
    with opener.open(Request(url, headers={"Accept-Language": language}), timeout=_PORTAL_PATIENCE_S) as answer:  # noqa: S310
        page: str = answer.read().decode("utf-8")
    if expected not in page:
        raise CheckFailedError(f"{url.rpartition('/')[2]} does not say “{expected}”")
    return page


def tls_roots(_bench: Bench) -> str:
    """Load the certificates that this computer trusts: the mail server's is checked against them."""
    import ssl
    from pathlib import Path

    context = ssl.create_default_context()
    loaded = len(context.get_ca_certs())
    places = ssl.get_default_verify_paths()
    if not loaded and places.capath:
        # OpenSSL reads a folder only when it meets a certificate.
        loaded = sum(1 for file in Path(places.capath).iterdir() if file.suffix in (".pem", ".crt", ".0"))
    if not loaded:
        raise CheckFailedError(
            "this computer has no certificates to trust; on Debian, install the package ca-certificates"
        )
    return f"{ssl.OPENSSL_VERSION.partition(' ')[0]} {ssl.OPENSSL_VERSION.split()[1]}, {loaded} trusted certificates"


def translations(_bench: Bench) -> str:
    """Find the portal's texts in every language there is."""
    from opportal_desktop.portal.language import catalog, languages

    names = [language.name for language in languages()]
    if "es" not in {language.tag for language in languages()} or catalog("es").gettext("Sign in") == "Sign in":
        raise CheckFailedError("the Spanish texts are missing")
    return ", ".join(names)


def names(_bench: Bench) -> str:
    """Compare names by the compiled library; its slow stand-in would give the same answers, later."""
    from rapidfuzz.distance import OSA

    if OSA.distance("garcía", "gracía", score_cutoff=1) != 1:
        raise CheckFailedError("swapped letters are not found")
    if "cpp" not in OSA.distance.__module__ and "cython" not in type(OSA.distance).__name__:
        raise CheckFailedError(f"names are compared by {OSA.distance.__module__}")
    return "compared by the compiled library"


def time_zones(_bench: Bench) -> str:
    """Know the United States' time zones, and tell summer from winter."""
    import datetime as dt
    from zoneinfo import ZoneInfo

    for name, winter in (("America/New_York", -5), ("America/Los_Angeles", -8), ("America/Puerto_Rico", -4)):
        if dt.datetime(2026, 1, 15, 12, tzinfo=ZoneInfo(name)).utcoffset() != dt.timedelta(hours=winter):
            raise CheckFailedError(f"{name} is wrong")
    return "known"
