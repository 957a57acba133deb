# SPDX-License-Identifier: GPL-3.0-or-later
"""The Contact Manager's list, against what the same rows say when every one of them is looked at."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from opportal_desktop.records import contact_list
from opportal_desktop.records.models import Contact, FamilyContact, Message
from opportal_desktop.records.records import Records
from opportal_desktop.registration import contact_list as use_case
from opportal_desktop.registration.contact_list import (
    ContactRow,
    contact_page,
    contact_states,
    count_words,
    likely_duplicates_of,
)
from opportal_desktop.registration.family_contacts import inactivate
from opportal_desktop.registration.merge_contacts import merge_contacts
from opportal_desktop.registration.merge_plan import MergeChoices
from opportal_desktop.registration.rules import PortalStatus
from opportal_desktop.terms import Authority, ContactShow


def everything(records: Records, show: ContactShow, text: str = "", limit: int = 7) -> list[ContactRow]:
    rows, after, pages = [], None, 0
    while True:
        page = contact_page(records, show, text, after, limit)
        rows += page.rows
        after, pages = page.after, pages + 1
        if after is None:
            return rows
        assert pages < 500, "the list does not end"


def ids(rows: Iterable[ContactRow]) -> list[int]:
    return [row.contact_id for row in rows]


@pytest.fixture
def many(desk, monkeypatch) -> list[Contact]:
    """Some fifty contacts of few names; some without an email or cell, with one of others, inactive, invited."""
    monkeypatch.setattr(contact_list, "WALKED", 11)
    chance = random.Random(3)
    for number in range(16):
        child = desk.patient(f"Kid{number}", chance.choice(["García", "Lee", "O’Brien"]))
        for place in range(3):
            email = chance.choice(["", f"p{number}.{place}@example.com", f"p{number}.{place}@example.com", "x@y.org"])
            saved = desk.add(
                child,
                chance.choice(["Ana", "Luis", "José", "Mei"]),
                chance.choice(["García", "García López", "Lee", "Nguyễn", ""]),
                home_email=email,
                cell_phone=chance.choice(["", f"(413) 555-{number:02d}{place}7"]),
                authority=chance.choice([Authority.JOINT, Authority.NONE]),
            )
            if chance.random() < 0.2:
                inactivate(desk.records, child, saved.draft.contact_id, desk.staff, reason="test")
    desk.hand_over()
    for number in range(0, 16, 2):
        desk.sign_in(f"p{number}.1@example.com")
    return list(Contact.select().order_by(Contact.sort_last, Contact.sort_first, Contact.id))


def test_all_contacts_in_the_order_of_their_names_each_once(records, many) -> None:
    assert ids(everything(records, ContactShow.ALL)) == [row.id for row in many]


def test_who_was_merged_into_another_is_not_counted(records, desk, many, monkeypatch) -> None:
    assert count_words(records, ContactShow.ALL) == "48"
    merge_contacts(records, MergeChoices(many[0].id, many[1].id), desk.staff, reason="one person")
    assert count_words(records, ContactShow.ALL) == "47" == f"{len(everything(records, ContactShow.ALL))}"
    monkeypatch.setattr(contact_list, "COUNTED", 46)
    assert count_words(records, ContactShow.ALL) == "more than 46"
    monkeypatch.setattr(contact_list, "COUNTED", 47)
    assert count_words(records, ContactShow.ALL) == "47"


@pytest.mark.parametrize(
    ("show", "passes"),
    [
        (ContactShow.NO_EMAIL, lambda row: row.email_key is None),
        (ContactShow.NO_CELL, lambda row: row.cell_phone == ""),
        (
            ContactShow.INACTIVE,
            lambda row: (
                not FamilyContact.select()
                .where(FamilyContact.contact == row.id, FamilyContact.ended_at.is_null())
                .exists()
            ),
        ),
    ],
)
@pytest.mark.parametrize("text", ["", "gar"])
def test_a_filter_lets_through_who_it_says_and_nobody_else(records, many, show, passes, text) -> None:
    wanted = [row.id for row in many if passes(row) and row.sort_last.startswith(text)]
    found = ids(everything(records, show, text))
    assert wanted
    if text:
        # Behind those of the last name stand others with such a word.
        assert found[: len(wanted)] == wanted
    else:
        assert found == wanted


def test_shared_emails_stand_one_after_the_other(records, many) -> None:
    shared = [row for row in many if row.email_key and sum(o.email_key == row.email_key for o in many) > 1]
    found = everything(records, ContactShow.SHARED_EMAIL, limit=4)
    assert sorted(ids(found)) == sorted(row.id for row in shared)
    emails = [row.home_email for row in found]
    assert emails == sorted(emails)


def test_never_signed_in_are_those_with_an_account_that_waits(records, many) -> None:
    invited = {row.account.email_key for row in Message.select() if row.account.first_sign_in_at is None}
    wanted = {row.id for row in many if row.email_key in invited}
    assert wanted
    assert set(ids(everything(records, ContactShow.NEVER_SIGNED_IN, limit=3))) == wanted
    assert len(ids(everything(records, ContactShow.NEVER_SIGNED_IN, limit=3))) == len(wanted)


@pytest.mark.parametrize("show", [show for show in ContactShow if show is not ContactShow.DUPLICATES])
def test_a_text_and_a_filter_together_let_through_what_both_do(records, many, show) -> None:
    of_text = set(ids(everything(records, ContactShow.ALL, "ana")))
    of_filter = set(ids(everything(records, show)))
    assert set(ids(everything(records, show, "ana"))) == of_text & of_filter


def test_names_are_found_by_each_word_without_accents_in_any_order(records, desk) -> None:
    child = desk.patient()
    jose = desk.add(child, "José María", "Núñez-Ortega", nickname="Chema").draft.contact_id
    desk.add(child, "Ana", "Ortiz")
    for text in ("jose", "nunez", "ortega", "ortega jose", "jose nun", "chema", "maria", "José Ma"):
        assert ids(everything(records, ContactShow.ALL, text)) == [jose], text
    assert len(everything(records, ContactShow.ALL, "or")) == 2
    assert everything(records, ContactShow.ALL, "zz") == []
    assert everything(records, ContactShow.ALL, "—") == []


def test_emails_and_phones_are_found_from_their_start(records, desk) -> None:
    child = desk.patient()
    ana = desk.joint(child, "ana.lopez@example.com", cell_phone="(413) 555-0123").draft.contact_id
    desk.add(child, "Luis", "Prado", home_email="luis@example.com", home_phone="(413) 555-0199")
    assert ids(everything(records, ContactShow.ALL, "ANA.lopez@ex")) == [ana]
    assert ids(everything(records, ContactShow.ALL, "(413) 555-0123")) == [ana]
    assert ids(everything(records, ContactShow.ALL, "0123")) == [ana]
    assert len(everything(records, ContactShow.ALL, "413555")) == 2
    assert everything(records, ContactShow.ALL, "41") == []


def test_what_is_cheap_is_counted(records, desk, monkeypatch) -> None:
    child = desk.patient()
    for number in range(4):
        desk.add(child, f"Ana{number}", "Lee", home_email="" if number else "ana@example.com")
    assert count_words(records, ContactShow.NO_EMAIL) == "3"
    assert count_words(records, ContactShow.ALL) == "4"
    assert count_words(records, ContactShow.DUPLICATES) == ""
    monkeypatch.setattr(contact_list, "COUNTED", 2)
    assert count_words(records, ContactShow.NO_CELL) == "more than 2"


# ------------------------------------------------------------------------------------------------------- duplicates


def test_likely_duplicates_stand_in_pairs_with_their_reasons_and_families_do_not(records, desk, monkeypatch) -> None:
    monkeypatch.setattr(use_case, "IDS_AT_ONCE", 2)
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    phone = {"home_phone": "(413) 555-0100", "address_line": "12 Oak Street", "postal_code": "01002"}
    bob = desk.add(mateo, "Robert", "Smith", cell_phone="(413) 555-0123", **phone).draft.contact_id
    desk.add(mateo, "Rachel", "Smith", cell_phone="(413) 555-0124", **phone)
    other = desk.add(zoe, "Bob", "Smith", cell_phone="(413) 555-0123").draft.contact_id
    maria = desk.add(mateo, "María", "Núñez", home_email="maria@example.com").draft.contact_id
    again = desk.add(zoe, "Maria", "Nunez Gil", home_email="maria@example.com").draft.contact_id
    rows = everything(records, ContactShow.DUPLICATES, limit=2)
    assert [(row.contact_id, row.other_id) for row in rows] == [
        (bob, other),
        (other, bob),
        (maria, again),
        (again, maria),
    ]
    assert "Same Cell Phone" in rows[0].why
    assert "nickname" in rows[0].why, "one phrase"
    assert [row.contact_id for row in everything(records, ContactShow.DUPLICATES, "nunez")] == [maria, again]
    assert [row.contact_id for row in likely_duplicates_of(records, bob)] == [bob, other]


# ------------------------------------------------------------------------------------------------------------- states


def test_a_state_tells_the_children_and_the_most_telling_status(records, desk, clock) -> None:
    mateo, zoe = desk.patient(born="2019-03-05"), desk.patient("Zoe", born="2012-01-02")
    ana = desk.joint(mateo).draft.contact_id
    desk.link(zoe, ana, authority=Authority.NONE)
    clock.advance(days=2)
    desk.hand_over()
    nobody = desk.add(mateo, "Luis", "Prado").draft.contact_id
    inactivate(records, mateo, nobody, desk.staff, reason="test")
    desk.sign_in("ana@example.com")
    states = contact_states(records, [ana, nobody, 10_000])
    assert set(states) == {ana, nobody}
    assert states[ana].children == ("Zoe García", "Mateo García")
    assert states[ana].status is PortalStatus.ACTIVE
    assert states[ana].detail == "Zoe García: —\nMateo García: Active"
    assert states[ana].activity == "11/25/2026"
    assert states[ana].activity_detail == "Signed in to the portal"
    assert states[nobody].status is PortalStatus.NONE
    assert states[nobody].activity_detail == "Saved by Rosa Delgado"
