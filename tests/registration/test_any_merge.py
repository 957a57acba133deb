# SPDX-License-Identifier: GPL-3.0-or-later
"""Any merge in any practice: nothing is lost, the mail is what the rules say of one person, Undo gives it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from opportal_desktop.records.contact_merges import BOOKKEEPING
from opportal_desktop.records.models import (
    MODELS,
    AuditEntry,
    Contact,
    ContactMerge,
    EmailChange,
    FamilyContact,
    Message,
    MessageEvent,
    Passkey,
    PasswordBefore,
    PortalAccount,
    PortalSession,
    SearchKey,
    SetupLink,
)
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft, select_contact_draft
from opportal_desktop.registration.family_contacts import inactivate
from opportal_desktop.registration.merge_contacts import merge_contacts
from opportal_desktop.registration.merge_plan import MERGE_FIELDS, MergeChoices, Side
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.rules import access
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.registration.undo_merge import obstacles, undo_merge
from opportal_desktop.terms import Authority, MessageState, RoleReason, SessionStage

_PRACTICES = count(1)
NAMES = [("Ana", "López"), ("Ana", "Lopez"), ("Anita", "Prado"), ("Luis", "García")]
EMAILS = ["ana", "ana", "anita", "luis", "", "not an address"]
ROLES = [RoleReason.MOTHER, RoleReason.MOTHER, RoleReason.SELF, RoleReason.OTHER_RELATIVE]

LINKS = st.tuples(
    st.integers(0, 2),
    st.integers(0, 3),
    st.sampled_from([Authority.JOINT, Authority.JOINT, Authority.EXCLUSIVE, Authority.NONE]),
    st.sampled_from(ROLES),
    st.booleans(),
)
DEEDS = st.one_of(
    st.tuples(st.just("mail"), st.sampled_from(["hand over", "refuse", "leave"])),
    st.tuples(st.just("sign in"), st.sampled_from(["ana", "anita", "luis"])),
)
SIDES = st.sampled_from([Side.KEPT, Side.KEPT, Side.FOLDED, Side.BOTH])


@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    emails=st.lists(st.sampled_from(EMAILS), min_size=4, max_size=4),
    links=st.lists(LINKS, min_size=2, max_size=8),
    deeds=st.lists(DEEDS, max_size=4),
    two=st.permutations(range(4)),
    fields=st.dictionaries(st.sampled_from(sorted(MERGE_FIELDS)), SIDES, max_size=6),
    sides=st.lists(st.sampled_from([Side.KEPT, Side.FOLDED]), min_size=3, max_size=3),
)
def test_any_merge_and_its_undo(records, desk, emails, links, deeds, two, fields, sides) -> None:
    practice = _Practice(desk, emails)
    for link in links:
        practice.link(*link)
    for deed in deeds:
        practice.do(*deed)
    present = [contact for contact in two if contact in practice.contacts]
    if len(present) < 2:
        return
    kept, folded = (practice.contacts[contact] for contact in present[:2])
    before, seen_before = dump(), persons(records, practice, kept, folded)
    choices = MergeChoices(kept, folded, fields, dict(zip(practice.patients, sides, strict=True)))
    merged = merge_contacts(records, choices, desk.staff, reason="one person")

    nothing_is_lost(before, dump(), kept, folded)
    after = persons(records, practice, kept, folded)
    assert set(merged.sent_to) == due(seen_before, after)
    assert len(merged.sent_to) == len(set(merged.sent_to)), "one mail per account"
    for account in PortalAccount.select():
        open_links = SetupLink.select().where(SetupLink.account == account, SetupLink.void_at.is_null()).count()
        assert open_links <= 1

    assert obstacles(records, merged.merge_id) == ()
    undo_merge(records, merged.merge_id, desk.staff)
    assert_restored(before, dump())
    desk.hand_over()


# --------------------------------------------------------------------------------------------------- a random practice


class _Practice:
    """Three charts and up to four contacts, made by the use cases; their emails are nobody's in other examples."""

    def __init__(self, desk, emails: list[str]) -> None:
        self.desk = desk
        self.domain = f"p{next(_PRACTICES)}.example.com"
        self.emails = [f"{name}@{self.domain}" if name.isalpha() else name for name in emails]
        self.patients = [desk.patient(f"Kid{number}") for number in range(3)]
        self.contacts: dict[int, int] = {}

    def link(self, patient: int, contact: int, authority: Authority, role: RoleReason, ended: bool) -> None:
        patient_id, contact_id = self.patients[patient], self.contacts.get(contact)
        first, last = NAMES[contact]
        records = self.desk.records
        if contact_id is None:
            draft = ContactDraft(patient_id, first_name=first, last_name=last, home_email=self.emails[contact])
            draft = replace(draft, notes=f"Note {contact}", cell_phone=f"(413) 555-010{contact}")
            base = None
        elif FamilyContact.select().where(FamilyContact.patient == patient_id, FamilyContact.contact == contact_id):
            base = draft = load_contact_draft(records, patient_id, contact_id)
        else:
            base, draft = None, select_contact_draft(records, patient_id, contact_id)
        draft = replace(draft, role_reason=role, authority=authority)
        saved = save_contact(records, draft, self.desk.staff, base=base, reason="court order")
        self.contacts[contact] = saved.draft.contact_id
        if ended:
            inactivate(records, patient_id, saved.draft.contact_id, self.desk.staff, reason="test")

    def do(self, kind: str, what: str) -> None:
        now = self.desk.clock()
        if kind == "sign in":
            self._sign_in(f"{what}@{self.domain}", now)
        elif what != "leave":
            state = MessageState.SENT if what == "hand over" else MessageState.FAILED
            Message.update(state=state, finished_at=now, link_seed=None).where(
                Message.state == MessageState.QUEUED
            ).execute()

    def _sign_in(self, email_key: str, now: dt.datetime) -> None:
        account = PortalAccount.get_or_none(PortalAccount.email_key == email_key)
        if account is None or account.first_sign_in_at:
            return
        self.desk.sign_in(email_key)
        PortalAccount.update(password_hash="a hash").where(PortalAccount.id == account.id).execute()
        PasswordBefore.create(account=account, password_hash="an older hash", replaced_at=now)
        Passkey.create(account=account, credential_id=f"key of {email_key}", public_key="x", added_at=now)
        hour = now + dt.timedelta(hours=1)
        stage, token = SessionStage.SIGNED_IN, f"hash of {email_key}"
        PortalSession.create(
            account=account, stage=stage, token_hash=token, created_at=now, last_seen_at=now, ends_at=hour
        )
        for contact in Contact.select().where(Contact.email_key == email_key).limit(1):
            EmailChange.create(
                account=account,
                contact=contact,
                new_email="new@example.com",
                token_hash=f"change of {email_key}",
                requested_at=now,
                expires_at=hour,
            )


# ------------------------------------------------------------------------------------- what is due, said once more


def persons(records, practice: _Practice, kept: int, folded: int) -> dict[tuple[int, int], list]:
    """{(patient, person): [(access, address, authority) of each of their links]}; the two are one person."""
    rules = practice_rules(records)
    picture = family_picture(list(practice.contacts.values()))
    seen: dict[tuple[int, int], list[tuple[bool, Any, Any]]] = {}
    for link in picture.links:
        contact = picture.contacts[link.contact_id]
        person = kept if contact.id == folded else contact.id
        holds = access(link, picture, rules).holds
        told = holds and link.role_reason is not RoleReason.SELF
        seen.setdefault((link.patient_id, person), []).append((holds, contact.email_key if told or holds else None,
                                                               link.authority if told else None))  # fmt: skip
    return seen


def due(before: dict, after: dict) -> set[str]:
    """A mail for whom a chart is new, or seen with another address or authority than before."""
    addresses = set()
    for key, links in after.items():
        for holds, address, authority in links:
            if not holds or authority is None:
                continue
            held = [link for link in before.get(key, []) if link[0]]
            same = [link for link in held if link[1] == address and link[2] in (authority, None)]
            if not same or (len(held) == 1 and held[0][2] not in (authority, None)):
                addresses.add(address)
    return addresses


# ------------------------------------------------------------------------------------------------------------ tables


def dump() -> dict[str, dict[Any, dict[str, Any]]]:
    """Every row of every table."""
    return {
        model._meta.table_name: {_key(model, row): row for row in model.select().dicts()}
        for model in MODELS
    }  # fmt: skip


def _key(model: Any, row: dict[str, Any]) -> Any:
    if model is SearchKey:
        return tuple(sorted((name, str(value)) for name, value in row.items()))
    return row["id"] if "id" in row else next(iter(row.values()))


def nothing_is_lost(before: dict, after: dict, kept: int, folded: int) -> None:
    for table, rows in before.items():
        if table not in ("search_key", "family_contact"):
            assert rows.keys() <= after[table].keys(), f"{table} lost a row"
    for table in ("message", "audit_entry", "email_change"):
        for number, row in before[table].items():
            now = after[table][number]
            assert now["contact"] == (kept if row["contact"] == folded else row["contact"])
    for table in ("audit_entry", "message_event", "passkey", "password_before"):
        for number, row in before[table].items():
            changed = {name for name, value in row.items() if after[table][number][name] != value}
            assert changed <= {"contact"}, f"{table} was changed: {changed}"
    charts = {
        (row["patient"], kept if row["contact"] == folded else row["contact"])
        for row in before["family_contact"].values()
    }
    assert {(row["patient"], row["contact"]) for row in after["family_contact"].values()} == charts
    assert all(row["email_key"] is None for number, row in after["contact"].items() if number == folded)


def assert_restored(before: dict, after: dict) -> None:
    """The same tables but for what only ever grows: audit, histories, and what the merge itself had written."""
    for model in MODELS:
        table = model._meta.table_name
        if model is ContactMerge:
            continue
        grows = model in (AuditEntry, MessageEvent, Message, SetupLink, PortalAccount)
        new = after[table].keys() - before[table].keys()
        assert not new or grows, f"{table} has rows that were not there: {new}"
        for key, row in before[table].items():
            assert key in after[table], f"{table} lost {key}"
            assert dict(_differing(row, after[table][key], model)) == {}, f"{table} differs"
        for number in new if model is Message else ():
            assert after[table][number]["state"] == MessageState.CANCELLED
        for number in new if model is SetupLink else ():
            assert after[table][number]["void_at"] is not None


def _differing(row: dict[str, Any], now: dict[str, Any], model: Any) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        counts_up = model in (Contact, FamilyContact) and name in BOOKKEEPING
        # A browser that was signed out stays signed out.
        signed_out = model is PortalSession and name in ("ended_at", "ended_because")
        if now[name] != value and not counts_up and not signed_out:
            yield name, (value, now[name])
