# SPDX-License-Identifier: GPL-3.0-or-later
"""What the parent reads: complete, in the right language, free of patients' data, and safe from what was typed."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.mail.compose import check_letterhead, compose, compose_text, shown_time
from opportal_desktop.mail.faults import MailFaultError
from opportal_desktop.records import outbox
from opportal_desktop.records.claimed_messages import ClaimedMessage
from opportal_desktop.records.message_texts import MailWords, TextVersion
from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.setup_links import setup_token, setup_url, sign_in_code
from opportal_desktop.terms import Language, LoginMode, MessageKind
from tests.records.outbox_rows import queue_message

KEY = bytes(range(32))
SEED = "5e" * 32
QUEUED = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)
SETTINGS = PracticeSettings(
    practice_name="Willow & Oak Pediatrics",
    practice_phone="(212) 555-0199",
    portal_url="https://portal.willow.example/",
    mail_from="desk@willow.example",
    mail_reply_to="frontdesk@willow.example",
)
WELCOME = ClaimedMessage(
    id=1,
    contact_id=1,
    kind=MessageKind.WELCOME,
    language=Language.ENGLISH,
    to_address="ana.lopez@example.com",
    cell_phone="+12125550123",
    rfc_message_id="<abc@willow.example>",
    queued_at=QUEUED,
    claimed_at=QUEUED,
    link_seed=SEED,
    link_expires_at=QUEUED + dt.timedelta(hours=48),
    tries=1,
    unknown_outcomes=0,
    lease_token="lease",
)
URL = setup_url(SETTINGS.portal_url, setup_token(KEY, SEED))
EVERY = [
    (kind, language, mode)
    for kind in MessageKind
    if not kind.is_text
    for language in (Language.ENGLISH, Language.SPANISH)
    for mode in LoginMode
]
WELCOMES = (MessageKind.WELCOME, MessageKind.WELCOME_ACTIVE)
CONFIRM_URL = f"https://portal.willow.example/email/{setup_token(KEY, SEED)}"
LINKS = {MessageKind.WELCOME: URL, MessageKind.RESET_PASSWORD: URL, MessageKind.CONFIRM_EMAIL: CONFIRM_URL}
NASTY = st.text(st.one_of(st.characters(), st.sampled_from("\r\n\x00\x85\u2028\u202e<>&\"'{}%:;,@=?_ ")), max_size=200)


def as_received(mail: EmailMessage) -> Any:
    return message_from_bytes(mail.as_bytes(policy=policy.SMTP), policy=policy.default)


def write(settings: PracticeSettings = SETTINGS, **fields: Any) -> Any:
    return as_received(compose(replace(WELCOME, **fields), settings, KEY))


def bodies(mail: Any) -> tuple[str, str]:
    """Text and HTML, with the blanks that hold times together as plain ones."""
    text, html = (mail.get_body((form,)).get_content() for form in ("plain", "html"))
    return text.replace("\u00a0", " "), html.replace("\u00a0", " ")


class Tags(HTMLParser):
    """What a browser would see: tags, links, and the text outside of them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.unclosed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        if tag not in ("meta", "br"):
            self.unclosed.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "background")]

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_headers() -> None:
    mail = write()
    assert mail["From"] == "Willow & Oak Pediatrics <desk@willow.example>"
    assert mail["To"] == "ana.lopez@example.com"
    assert mail["Reply-To"] == "frontdesk@willow.example"
    assert mail["Message-ID"] == "<abc@willow.example>"
    assert mail["Date"].datetime == QUEUED
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert mail["Content-Language"] == "en"
    assert mail["Subject"] == "Set up your parent portal account at Willow & Oak Pediatrics"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_both_bodies_say_all_that_a_parent_needs() -> None:
    text, html = bodies(write())
    for body in (text, Tags(html).text):
        for words in (
            "Willow & Oak Pediatrics",
            "ana.lopez@example.com",
            URL,
            "48 hours",
            "Wednesday, November 25, 10:00 AM (EST)",
            "child",
            "date of birth",
            "(212) 555-0199",
        ):
            assert words in body
    assert Tags(html).links.count(URL) == 2


def test_the_practices_phone_is_written_as_people_read_it() -> None:
    text, html = bodies(write(settings=replace(SETTINGS, practice_phone="+12125550199")))
    assert "(212) 555-0199" in text
    assert "+12125550199" not in Tags(html).text


def test_spanish() -> None:
    mail = write(language=Language.SPANISH)
    text, html = bodies(mail)
    assert mail["Content-Language"] == "es"
    assert "48 horas, hasta el miércoles 25 de noviembre, 10:00 a. m. (EST)" in text
    assert "fecha de nacimiento de su hijo o hija" in text
    assert '<html lang="es" dir="ltr">' in html


def test_a_right_to_left_name_is_held_together_and_no_other() -> None:
    text, _ = bodies(write(replace(SETTINGS, practice_name="\u202eמרפאת ילדים\u2066")))
    assert text.startswith("\u2068מרפאת ילדים\u2069\r\n")
    text, _ = bodies(write())
    assert not {"\u2068", "\u2069"} & {*text}


def test_what_is_important_is_bold_and_lists_are_lists() -> None:
    words = MailWords("Hi", "Go", "**Until {{ valid_until }}**\n- one {{ phone }}\n- 1 < 2 {x}\n\nSee ({{ link }}).")
    key = (MessageKind.WELCOME, Language.ENGLISH)
    version = TextVersion(1, *key, 1, words, built_in=False, saved_at=QUEUED, saved_by="Mira")
    text, html = bodies(write(text_version=version))
    assert "<strong>Until Wednesday, November 25, 10:00 AM (EST)</strong>" in html
    assert '<li style="margin:0 0 6px;">1 &lt; 2 &#123;x&#125;</li>' in html
    assert "- one (212) 555-0199\r\n- 1 < 2 {x}\r\n" in text
    # Apart from what stands beside it, which would be taken for a part of the link.
    assert f"See ( {URL} )." in text


@pytest.mark.parametrize("language", [Language.CHINESE, Language.OTHER])
def test_other_languages_get_english(language: Language) -> None:
    assert write(language=language)["Content-Language"] == "en"


@pytest.mark.parametrize(("kind", "language", "mode"), EVERY)
def test_every_variant_is_sound(kind: MessageKind, language: Language, mode: LoginMode) -> None:
    mail = write(replace(SETTINGS, login_mode=mode), kind=kind, language=language)
    raw = mail.as_bytes(policy=policy.SMTP)
    text, html = bodies(mail)
    tags = Tags(html)
    assert len(raw) < 40_000
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert not tags.unclosed
    assert not [defect for part in mail.walk() for defect in part.defects]
    assert '<meta name="color-scheme" content="light dark">' in html
    assert not {"img", "script", "link", "iframe", "form"} & set(tags.names)
    assert {link.split(":")[0] for link in tags.links} <= {"https", "tel"}
    assert "url(" not in html
    assert "{{" not in html + text
    assert "None" not in html + text
    assert {link for link in (URL, CONFIRM_URL) if link in text} == {*filter(None, [LINKS.get(kind)])}
    assert ("0123" in text) is (mode is LoginMode.PASSWORDLESS and kind in WELCOMES)
    assert ("ana.lopez" in text) is (mode is LoginMode.PASSWORD and kind in WELCOMES)
    assert "(212) 555-0199" in text
    assert mail["Auto-Submitted"] == "auto-generated"


def test_an_active_account_gets_no_link_to_set_a_password() -> None:
    text, html = bodies(write(kind=MessageKind.WELCOME_ACTIVE, link_seed=None, link_expires_at=None))
    assert "https://portal.willow.example" in text
    assert "ana.lopez@example.com" in text
    assert "/welcome" not in text + html
    assert "hours" not in text


def test_a_welcome_email_without_a_link_is_not_written() -> None:
    with pytest.raises(ValueError, match="needs its link"):
        compose(replace(WELCOME, link_seed=None), SETTINGS, KEY)


@pytest.mark.parametrize("typed", ["+12125550199", "212 555 0199", "(212) 555-0199"])
def test_the_practices_phone_is_written_as_people_read_it_and_dialled_from_anywhere(typed: str) -> None:
    text, html = bodies(write(replace(SETTINGS, practice_phone=typed)))
    assert "call us at (212) 555-0199 and" in text
    assert "tel:+12125550199" in Tags(html).links


def test_a_practice_without_a_phone_number() -> None:
    text, html = bodies(write(replace(SETTINGS, practice_phone="")))
    assert "call us at our office and we" in text
    assert "tel:" not in html


@pytest.mark.parametrize("kind", LINKS)
def test_a_mail_that_needs_a_link_is_not_written_without(kind: MessageKind) -> None:
    with pytest.raises(ValueError, match="needs its link"):
        compose(replace(WELCOME, kind=kind, link_seed=None), SETTINGS, KEY)


def test_a_new_address_is_confirmed_before_its_mail_expires() -> None:
    ends = QUEUED + dt.timedelta(hours=1)
    text, html = bodies(write(kind=MessageKind.CONFIRM_EMAIL, link_expires_at=None, expires_at=ends))
    assert "1 hour, until Monday, November 23, 11:00 AM (EST)" in text
    assert Tags(html).links.count(CONFIRM_URL) == 2


NOTICES = (
    MessageKind.PASSWORD_CHANGED,
    MessageKind.EMAIL_CHANGED,
    MessageKind.PASSKEY_ADDED,
    MessageKind.PASSKEY_REMOVED,
)


@pytest.mark.parametrize("kind", NOTICES)
def test_a_notice_says_when_it_happened_and_carries_no_link(kind: MessageKind) -> None:
    text, html = bodies(write(kind=kind, link_seed=None, link_expires_at=None))
    assert "Monday, November 23, 10:00 AM (EST)" in text
    assert "Was this not you? Please call us at (212) 555-0199 right away." in text
    assert {link.split(":")[0] for link in Tags(html).links} == {"tel"}


# --- the text


def text_message(settings: PracticeSettings = SETTINGS, **fields: Any) -> str:
    return compose_text(replace(WELCOME, kind=MessageKind.SIGN_IN_CODE, **fields), settings, KEY)


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.SPANISH])
def test_the_text_has_its_code_and_is_bound_to_the_portal(language: Language) -> None:
    code = sign_in_code(KEY, SEED)
    text = text_message(language=language)
    first, *_, last = text.split("\n")
    assert first.startswith(f"Willow & Oak Pediatrics: {code} ")
    # https://wicg.github.io/sms-one-time-codes: the very last line, host without scheme or path
    assert last == f"@portal.willow.example #{code}"
    assert "https" not in text


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.SPANISH])
def test_the_text_costs_one_text(language: Language) -> None:
    # The phones' basic alphabet (GSM 03.38) as far as these words could need it.
    assert set(text_message(language=language)) <= {*map(chr, range(32, 127)), "\n", *"èéùìòÇØøÅåÆæßÉ¡ÄÖÑÜ§¿äöñüà"}
    assert len(text_message(language=language)) <= 160


@pytest.mark.parametrize("url", ["https://portal.willow.example:8443/sub/", "https://PORTAL.willow.example"])
def test_only_the_host_is_named(url: str) -> None:
    assert "\n@portal.willow.example #" in text_message(replace(SETTINGS, portal_url=url))


@given(NASTY)
def test_a_practices_name_adds_no_line_to_the_text(name: str) -> None:
    text = text_message(replace(SETTINGS, practice_name=name))
    assert text.count("\n") == 2
    assert text.endswith(f"\n@portal.willow.example #{sign_in_code(KEY, SEED)}")


def test_every_try_has_the_same_code_and_other_seeds_another() -> None:
    assert text_message(tries=1) == text_message(tries=3)
    assert text_message() != text_message(link_seed="5f" * 32)


def test_a_text_without_a_seed_is_not_written() -> None:
    with pytest.raises(ValueError, match="needs its code"):
        text_message(link_seed=None)


def test_every_try_is_the_same_text() -> None:
    first, second = write(tries=1), write(tries=5, lease_token="other")
    assert bodies(first) == bodies(second)
    assert first["Date"] == second["Date"]


@pytest.mark.parametrize(
    ("hours", "language", "words"),
    [
        (1, "en", "1 hour,"),
        (24, "en", "24 hours,"),
        (72, "es", "72 horas,"),
        (168, "en", "7 days,"),
        (100, "en", "100 hours"),
    ],
)
def test_how_long_the_link_works(hours: int, language: str, words: str) -> None:
    text, _ = bodies(write(language=Language(language), link_expires_at=QUEUED + dt.timedelta(hours=hours)))  # type: ignore[call-arg]
    assert words in text


@pytest.mark.parametrize(
    ("utc", "zone", "language", "shown"),
    [
        ("2026-07-01T16:05", "America/New_York", "en", "Wednesday, July 1, 12:05 PM (EDT)"),
        ("2026-07-01T04:05", "America/New_York", "en", "Wednesday, July 1, 12:05 AM (EDT)"),
        ("2026-01-01T05:00", "America/Los_Angeles", "es", "miércoles 31 de diciembre, 9:00 p. m. (PST)"),
    ],
)
def test_times_are_the_practices(utc: str, zone: str, language: str, shown: str) -> None:
    at = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    assert shown_time(at, zone, language).replace("\u00a0", " ") == shown


def test_no_patient_and_no_name_is_in_the_mail(records: Records) -> None:
    from opportal_desktop.records.models import FamilyContact, Patient
    from opportal_desktop.terms import RoleReason

    message = queue_message(records, language=Language.SPANISH)
    patient = Patient.create(
        chart_number="CHART-77123",
        first_name="Plantedkid",
        last_name="Plantedsurname",
        birth_date=dt.date(2019, 4, 17),
        alert="Plantedalert",
        changed_at=QUEUED,
        sort_last="",
        sort_first="",
    )
    FamilyContact.create(
        patient=patient, contact=message.contact_id, role_reason=RoleReason.MOTHER, started_at=QUEUED, changed_at=QUEUED
    )
    claimed = outbox.claim_next(records, dt.timedelta(minutes=1))
    assert claimed is not None
    for kind, _, _ in EVERY:
        mail = as_received(compose(replace(claimed, kind=kind), SETTINGS, records.link_key))
        # Of random digits: some of them may be a year.
        del mail["Message-ID"]
        whole = "".join((*bodies(mail), *map(str, mail.values()))).lower()
        for planted in ("planted", "77123", "2019-04-17", "04/17/2019", "4/17/2019", "17 de abril", "1988", "ana "):
            assert planted not in whole


@given(NASTY, NASTY, st.sampled_from(EVERY))
def test_nothing_typed_becomes_a_header_or_markup(name: str, phone: str, variant: tuple[Any, Any, Any]) -> None:
    kind, language, mode = variant
    plain = write(replace(SETTINGS, login_mode=mode), kind=kind, language=language)
    settings = replace(SETTINGS, login_mode=mode, practice_name=name, practice_phone=phone or "1")
    mail = write(settings, kind=kind, language=language)
    assert mail.keys() == plain.keys()
    assert len(mail["From"].addresses) == 1
    assert mail["From"].addresses[0].addr_spec == "desk@willow.example"
    assert not mail["Subject"].defects
    _, html = bodies(mail)
    assert {*Tags(html).names} <= {*Tags(bodies(plain)[1]).names}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"portal_url": " "}, "portal's address"),
        ({"mail_reply_to": "no address"}, "Reply-To"),
        ({"mail_reply_to": "ñandú@willow.example"}, "Reply-To"),
        ({"time_zone": "Mars/Olympus"}, "time zone"),
        ({"time_zone": "../../etc/passwd"}, "time zone"),
    ],
)
def test_settings_that_no_message_can_be_written_with_hold_the_queue(fields: dict[str, str], words: str) -> None:
    with pytest.raises(MailFaultError) as caught:
        check_letterhead(replace(SETTINGS, **fields))
    assert caught.value.fault.hold is HoldReason.SETTINGS
    assert words in caught.value.fault.explanation


def test_jinja_is_not_loaded_with_the_module() -> None:
    code = "import sys, opportal_desktop.mail.drain; print('jinja2' in sys.modules, 'idna' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
