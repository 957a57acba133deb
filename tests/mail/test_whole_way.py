# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is typed into the contact form and the settings: from Save to a real mail server, and what it received."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.errors import NonASCIILocalPartDefect
from email.header import decode_header, make_header
from email.utils import parseaddr
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from opportal_desktop.folding import fold
from opportal_desktop.mail.addresses import single_line, wire_address
from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.drain import Drain
from opportal_desktop.mail.smtp import Limits, SmtpTransport, mail_server
from opportal_desktop.records import outbox
from opportal_desktop.records.message_texts import MailWords
from opportal_desktop.records.models import Message
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, store_settings
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.registration.contact_draft import NAME_LIMIT, ContactDraft
from opportal_desktop.registration.errors import DraftInvalid
from opportal_desktop.registration.message_markup import SUBJECT_LENGTH, cleaned, problems
from opportal_desktop.registration.message_texts import save_texts, used_texts
from opportal_desktop.registration.practice import settings_errors
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.registration.setup_links import setup_token, setup_url
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.registration.validators import check_email
from opportal_desktop.terms import (
    Authority,
    Language,
    MessageKind,
    MessageState,
    RoleReason,
    SmtpSecurity,
    StaffMember,
    StaffRole,
)
from tests.conftest import Clock
from tests.mail.mail_servers import AiosmtpdServer
from tests.mail.test_compose import Tags

MANAGER = StaffMember(1, "Mira", StaffRole.MANAGER)
PORTAL = "https://portal.willow.example"
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("Content-Language", "MIME-Version", "Content-Type"),
]
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u200e\u200f\u061c"
NASTY = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\r\n\x00\x0b\x0c\x1c\x85\u2028\u2029\u200b\u0301\u202e:;,<>@\"\\'=?_ {}%&"),
        st.sampled_from("אבגשלוםمرحباא👨‍👩‍👧🏽ñÑéЖ漢字"),
    ),
    max_size=80,
)
LOCAL = st.one_of(
    st.text(st.sampled_from("abcXYZ019.!#$%&'*+/=?^_`{|}~-"), min_size=1, max_size=60),
    st.text(st.sampled_from("abc.+()[]:!"), min_size=1, max_size=20).map(lambda text: f'"{text}"'),
    st.text(st.characters(categories=["L", "Nd", "Mn"]), min_size=1, max_size=20),
    NASTY,
)
DOMAIN = st.sampled_from(
    [
        "example.com",
        "müller.example",
        "例え.example",
        "xn--mller-kva.example",
        "a-b.co.example",
        "שלום.example",
        "x" * 63 + ".example",
    ]
)


@dataclass
class World:
    """One practice and one mail server for all examples."""

    records: Records
    server: AiosmtpdServer
    clock: Clock
    number: Iterator[int]

    def practice(self, **fields: Any) -> PracticeSettings:
        values = {
            "practice_name": "Willow Pediatrics",
            "practice_phone": "(212) 555-0199",
            "portal_url": PORTAL,
            "smtp_host": "127.0.0.1",
            "smtp_port": self.server.port,
            "smtp_security": SmtpSecurity.PLAIN,
            "mail_from": "desk@practice.example",
        }
        settings = PracticeSettings(**{**values, **fields})
        # What an example before left behind is not this one's.
        outbox.clear_queue_hold(self.records)
        Message.delete().where(Message.state == MessageState.QUEUED).execute()
        with self.records.transaction():
            store_settings(self.records, settings)
        return settings

    def save(self, first: str, last: str, email: str, language: Language) -> Message | None:
        """As the desk: a child with this parent; the Welcome Email that the Save promised, if it did."""
        before = Message.select().count()
        child = PatientDraft(
            first_name="Plantedkid", last_name=f"K{next(self.number)}", birth_date=dt.date(2019, 4, 17)
        )
        patient_id = save_patient(self.records, child, MANAGER).draft.patient_id
        assert patient_id is not None
        draft = ContactDraft(
            patient_id=patient_id,
            first_name=first,
            last_name=last,
            home_email=email,
            language=language,
            role_reason=RoleReason.MOTHER,
            authority=Authority.JOINT,
        )
        save_contact(self.records, draft, MANAGER)
        if Message.select().count() == before:
            return None
        return Message.select().order_by(Message.id.desc()).get()

    def send(self) -> None:
        self.clock.advance(minutes=1)
        drain = Drain(
            self.records,
            make_transport=lambda found: SmtpTransport(mail_server(found), lambda: None, Limits(opening=5, message=5)),
            compose=compose,
            still_wanted=still_wanted,
            wait=lambda seconds: True,
            jitter=lambda: 0.0,
        )
        while drain.turn() == 0:
            pass
        drain.close()


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    clock = Clock(dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC))
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        records = create_records(Path(folder) / "p.opportal", secrets.token_bytes(32), clock=clock)
        stack.callback(records.close)
        server = stack.enter_context(AiosmtpdServer(None, starttls=False))
        yield World(records, server, clock, count(1))


def read_utf8(raw: bytes, *, policy: Any) -> Any:
    return message_from_string(raw.decode(), policy=policy)


def received(world: World, message: Message, headers: list[str] = HEADERS) -> Any:
    """The one message that the server got, read back; to exactly one recipient."""
    seed = message.link_seed
    world.server.messages.clear()
    world.send()
    row = Message.get_by_id(message.id)
    assert row.state is MessageState.SENT, row.explanation
    ((recipients, raw),) = world.server.messages
    # The server forgets some quotes.
    assert [one.replace('"', "") for one in recipients] == [wire_address(message.to_address).replace('"', "")]
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\x00" not in raw
    assert len(raw) < 40_000
    # Raw UTF-8 in headers is what RFC 6532 makes of them; the parser wants to be told.
    mail: Any = (message_from_bytes if raw.isascii() else read_utf8)(raw, policy=policy.default)
    assert raw.isascii() or not message.to_address.partition("@")[0].isascii()
    assert mail.keys() == headers
    assert mail.preamble is None
    for part in mail.walk():
        assert not part.defects
        for header in part.values():
            assert not [found for found in header.defects if not isinstance(found, NonASCIILocalPartDefect)]
    (to,) = mail["To"].addresses
    assert f"{to.username}@{to.domain}" == wire_address(message.to_address).replace('"', "")
    # As it stands there: the parser forgets quotes.
    assert re.search(rf"^To:\s+{re.escape(wire_address(message.to_address))}\r$", raw.decode(), re.MULTILINE)
    assert mail["Message-ID"] == message.rfc_message_id
    assert mail["Date"].datetime == message.queued_at
    url = setup_url(PORTAL, setup_token(world.records.link_key, seed))
    text, html = (mail.get_body((form,)).get_content() for form in ("plain", "html"))
    assert url in text.split()
    assert Tags(html).links.count(url) >= 1
    assert {link for link in Tags(html).links if not link.startswith("tel:")} == {url}
    for body in (text, Tags(html).text, mail["Subject"]):
        assert not any(mark in body for mark in BIDI)
        assert "Plantedkid" not in body
    return mail


# Each example is a Save and a conversation with a server: one that fails is shown as it is, not made small for minutes.
many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@many
@given(NASTY, NASTY, LOCAL, DOMAIN, st.sampled_from([Language.ENGLISH, Language.SPANISH]))
@example("Ana\r\nBcc: x@evil.example", "López", "ana", "example.com", Language.ENGLISH)
@example("שרה\u202e", "מזרחי", '"a..b"', "docomo.example", Language.ENGLISH)
@example("\x00Ana", "A" * 80, "ñandú+tag", "müller.example", Language.SPANISH)
@example("Ana", "López", "a@b,c", "example.com", Language.ENGLISH)
@example("Ana", "López", 'ana"\r\nRCPT TO:<x@evil.example>', "example.com", Language.ENGLISH)
def test_whatever_is_typed_for_a_parent(
    world: World, first: str, last: str, local: str, domain: str, language: Language
) -> None:
    world.practice()
    number = next(world.number)
    email = f'"{number}.{local[1:]}@{domain}' if local.startswith('"') else f"{number}.{local}@{domain}"
    checked = check_email(email)
    try:
        message = world.save(first, last, email, language)
    except DraftInvalid:
        # A field that the desk can correct: without a name there is no contact.
        assert not (fold(first) or fold(last)) or len(max(first, last, key=len)) > NAME_LIMIT
        return
    if checked.key is None:
        assert checked.problem
        assert message is None
        return
    assert message is not None
    assert message.to_address == checked.text
    mail = received(world, message)
    assert mail["Content-Language"] == language.value
    assert mail["From"] == "Willow Pediatrics <desk@practice.example>"
    for planted in (first, last):
        shown = " ".join(planted.split())
        if len(shown) > 12 and shown not in message.to_address:
            assert shown not in mail.get_body(("plain",)).get_content()


@many
@given(NASTY, NASTY, st.one_of(st.just(""), LOCAL))
@example("מרפאת ילדים שלום", "(212) 555-0199", "")
@example("Clínica Ñandú Pediátrica de Niños y Niñas Años Más", "(212) 555-0199", "")
@example("0¡¡𐀀𐀀 ¡", "", "")
@example("=?utf-8?q?Bcc=3A?= ñ", "", "")
@example("=?utf-8?q?x?=", "", "")
@example("=?utf-8?q?x=0D=0ABcc:_x@evil.example?=", "", "")
@example("Willow\r\nBcc: x@evil.example", "1\n2", "")
@example("A" * 400, "+1 212 555 0199", '"a..b"')
@example("{{ t.__class__ }} {% raw %}", "{{ 7 * 7 }}", "")
def test_whatever_is_typed_for_the_practice(world: World, name: str, phone: str, reply: str) -> None:
    reply_to = f"{reply}@practice.example" if reply else ""
    reply_to = check_email(reply_to).text
    assume("mail_reply_to" not in settings_errors(PracticeSettings(mail_reply_to=reply_to)))
    settings = world.practice(practice_name=name, practice_phone=phone, mail_reply_to=reply_to)
    message = world.save("Ana", "López", f"p{next(world.number)}@example.com", Language.ENGLISH)
    assert message is not None
    mail = received(world, message, [*HEADERS[:2], "Reply-To", *HEADERS[2:]] if reply_to else HEADERS)
    if reply_to:
        (answered,) = mail["Reply-To"].addresses
        assert f"{answered.username}@{answered.domain}" == wire_address(reply_to).replace('"', "")
    (sender,) = mail["From"].addresses
    assert sender.addr_spec == "desk@practice.example"
    shown = single_line(settings.practice_name, 120)
    # Read by the older parser: the newer one puts blanks between encoded words of a name (RFC 2047 6.2 takes them out).
    ((_, raw),) = world.server.messages
    read = make_header(decode_header(parseaddr(message_from_bytes(raw)["From"])[0]))
    assert str(read) == shown.replace("=?", "= ?")
    assert mail["Subject"] == f"Set up your parent portal account at {shown or 'desk@practice.example'}".replace(
        "=?", "= ?"
    )


BODY = st.lists(
    st.one_of(
        NASTY,
        st.text(st.sampled_from("&<>\"'={}é😀 \n-#*"), max_size=1500),
        st.sampled_from(
            ["{{ link }}", "{{ username }}", "{{ practice }}", "{{ needed }} **{{ valid_until }}**", "# Hi"]
        ),
    ),
    max_size=40,
).map(lambda parts: "{{ link }}\n\n" + "\n".join(parts))


@many
@given(NASTY, NASTY, BODY)
@example("{{ practice }}" * 11, "Go <b>", "{{ link }}\n" + "\nx" * 170)
@example("Hi", "Go", "{{ link }}" + "ñ" * 2000)
@example("Hi", "Go", "{{ link }}\n" + "&" * 1500 + "{{ phone }}" * 80)
@example("Hi", "Go", "{{ link }}\n- {{ needed }}" * 50)
def test_whatever_a_manager_words(world: World, subject: str, button: str, body: str) -> None:
    words = cleaned(MailWords(subject, button, body))
    assume(not problems(MessageKind.WELCOME, words))
    practice = "Willow Pediatrics & Sons <b>"
    world.practice(practice_name=practice)
    key = (MessageKind.WELCOME, Language.ENGLISH)
    used = used_texts()
    try:
        save_texts(world.records, {key: words}, used, MANAGER)
        message = world.save("Ana", "López", f"m{next(world.number)}@example.com", Language.ENGLISH)
        assert message is not None
        mail = received(world, message)
        html = mail.get_body(("html",)).get_content()
        tags = Tags(html)
        assert not {"b", "script", "img"} & {*tags.names}
        assert not tags.unclosed
        assert len(words.subject) > SUBJECT_LENGTH or mail["Subject"]
        row = Message.get_by_id(message.id)
        assert used_texts()[key].version is not None
        assert row.text_version.body == words.body
    finally:
        save_texts(world.records, {key: used[key].words}, used_texts(), MANAGER)


def test_a_second_try_is_the_same_message(world: World) -> None:
    settings = world.practice()
    message = world.save("Ana", "López", f"r{next(world.number)}@example.com", Language.ENGLISH)
    assert message is not None
    first = received(world, message)
    Message.update(state=MessageState.QUEUED, due_at=world.clock(), link_seed=message.link_seed).where(
        Message.id == message.id
    ).execute()
    world.clock.advance(hours=5)
    second = received(world, message)
    for name in ("Message-ID", "Date", "Subject", "To", "From"):
        assert first[name] == second[name]
    assert settings.mail_from in first["From"]
