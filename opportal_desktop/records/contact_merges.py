# SPDX-License-Identifier: GPL-3.0-or-later
"""Two contacts made one: moving what points at the one to the other, and what it takes to put every row back.

A snapshot is the difference of two captures of all the rows that a merge may touch, one before and one after it, column
by column. So Undo puts back what the merge changed and nothing that was changed since.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from peewee import ForeignKeyField

from opportal_desktop.records.models import (
    MODELS,
    Contact,
    ContactMerge,
    EnumField,
    FamilyContact,
    Message,
    PortalAccount,
    SetupLink,
    UtcField,
)
from opportal_desktop.records.rows import row_by

BOOKKEEPING = frozenset({"revision", "changed_at", "changed_by"})
"""Columns that count up with each change, an Undo too."""

_WHOLE: tuple[type[Any], ...] = (Contact, FamilyContact, PortalAccount, SetupLink, Message)
"""Tables of which a merge may change any column."""

Rows = dict[str, dict[int, dict[str, Any]]]
"""{table: {id: {column: value as JSON has it}}}"""


def _pointers() -> Iterator[tuple[type[Any], str]]:
    """What belongs to a contact and goes with it: every table that refers to one; links are told apart by charts."""
    for model in MODELS:
        if model in (FamilyContact, ContactMerge):
            continue
        for known in model._meta.sorted_fields:
            if isinstance(known, ForeignKeyField) and known.rel_model is Contact:
                yield model, known.name


POINTERS = tuple(_pointers())


@dataclass
class Snapshot:
    """What a merge changed.

    Attributes:
        changed: {table: {id: {column: [before, after]}}}
        removed: {table: {id: the whole row}}
        added: {table: [ids]}
        links: ids of the family contacts that there were, changed or not.
        names: of the kept and the folded contact, as they were.
    """

    changed: dict[str, dict[int, dict[str, list[Any]]]] = field(default_factory=dict)
    removed: Rows = field(default_factory=dict)
    added: dict[str, list[int]] = field(default_factory=dict)
    links: list[int] = field(default_factory=list)
    names: tuple[str, str] = ("", "")

    def to_json(self) -> str:
        """As it is stored."""
        return json.dumps(self.__dict__, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Snapshot:
        """As it was stored; ids are numbers again, which JSON has as texts."""
        read = json.loads(text)
        return cls(
            changed={
                table: {int(number): row for number, row in rows.items()} for table, rows in read["changed"].items()
            },
            removed={
                table: {int(number): row for number, row in rows.items()} for table, rows in read["removed"].items()
            },
            added=read["added"],
            links=read["links"],
            names=(read["names"][0], read["names"][1]),
        )


# ----------------------------------------------------------------------------------------------------------- the merge


def capture(contact_ids: Collection[int], email_keys: Collection[str], account_ids: Collection[int]) -> Rows:
    """Every row that hangs on these contacts and accounts, as it stands now."""
    contacts = list(contact_ids)
    accounts = {row.id for row in PortalAccount.select().where(PortalAccount.email_key.in_(list(email_keys)))}
    accounts |= set(account_ids)
    of_accounts = list(accounts)
    scopes: dict[type[Any], Any] = {
        Contact: Contact.id.in_(contacts),
        FamilyContact: FamilyContact.contact.in_(contacts),
        PortalAccount: PortalAccount.id.in_(of_accounts),
        SetupLink: SetupLink.account.in_(of_accounts),
        Message: Message.contact.in_(contacts) | Message.account.in_(of_accounts),
    }
    found = {
        model._meta.table_name: {row.id: _plain(model, row) for row in model.select().where(scope)}
        for model, scope in scopes.items()
    }
    for model, name in POINTERS:
        if model in _WHOLE:
            continue
        pointer = getattr(model, name)
        rows: Any = model.select(model.id, pointer).where(pointer.in_(contacts)).tuples()
        found[model._meta.table_name] = {number: {name: contact_id} for number, contact_id in rows}
    return found


def difference(before: Rows, after: Rows, names: tuple[str, str]) -> Snapshot:
    """What became of the rows of `before`."""
    snapshot = Snapshot(links=list(before["family_contact"]), names=names)
    whole = {model._meta.table_name for model in _WHOLE}
    for table, rows in before.items():
        for number, row in rows.items():
            now = after[table].get(number)
            if now is None:
                snapshot.removed.setdefault(table, {})[number] = row
                continue
            changes = {
                name: [value, now[name]]
                for name, value in row.items()
                if value != now[name] and name not in BOOKKEEPING
            }
            if changes:
                snapshot.changed.setdefault(table, {})[number] = changes
        new = [number for number in after[table] if number not in rows]
        if new and table in whole:
            snapshot.added[table] = new
    return snapshot


def move_pointers(folded_id: int, kept_id: int) -> dict[str, int]:
    """Have everything that belongs to the one contact belong to the other; links apart. Returns {table: how many}."""
    moved = {}
    for model, name in POINTERS:
        pointer = getattr(model, name)
        moved[model._meta.table_name] = int(model.update({pointer: kept_id}).where(pointer == folded_id).execute())
    return moved


def count_pointers(contact_id: int) -> dict[str, int]:
    """{table: how many rows of it belong to this contact}; links apart."""
    return {
        model._meta.table_name: int(model.select().where(getattr(model, name) == contact_id).count())
        for model, name in POINTERS
    }


def move_link(link_id: int, kept_id: int, values: dict[str, Any]) -> None:
    """Hang one link on the kept contact."""
    FamilyContact.update(
        {FamilyContact.contact: kept_id, FamilyContact.revision: FamilyContact.revision + 1}
        | {getattr(FamilyContact, name): value for name, value in values.items()}
    ).where(FamilyContact.id == link_id).execute()


def add_merge(at: dt.datetime, by: str, kept_id: int, folded_id: int, snapshot: Snapshot) -> ContactMerge:
    """Keep what it takes to undo this merge."""
    return ContactMerge.create(at=at, by=by, kept=kept_id, folded=folded_id, snapshot=snapshot.to_json())


def forget_before(moment: dt.datetime) -> None:
    """Empty the snapshots of merges that can't be undone any more."""
    ContactMerge.update(snapshot="").where(ContactMerge.at < moment, ContactMerge.snapshot != "").execute()


def merges_since(moment: dt.datetime) -> tuple[ContactMerge, ...]:
    """Merges that can still be undone, or were, newest first."""
    query = ContactMerge.select().where(ContactMerge.at >= moment, ContactMerge.snapshot != "")
    return tuple(query.order_by(ContactMerge.id.desc()))


def merge_row(merge_id: int) -> ContactMerge | None:
    """One merge."""
    return row_by(ContactMerge, id=merge_id)


def later_merge(merge: ContactMerge) -> ContactMerge | None:
    """A later merge, not undone, that one of the two took part in."""
    both = (merge.kept_id, merge.folded_id)
    found: ContactMerge | None = (
        ContactMerge.select()
        .where(
            ContactMerge.id > merge.id,
            ContactMerge.undone_at.is_null(),
            ContactMerge.kept.in_(both) | ContactMerge.folded.in_(both),
        )
        .order_by(ContactMerge.id.desc())
        .first()
    )
    return found


# ----------------------------------------------------------------------------------------------------------------- Undo


@dataclass(frozen=True, slots=True)
class LaterEdit:
    """Something that the merge changed and somebody changed again since. `now` is None where the row is gone."""

    table: str
    row_id: int
    column: str
    now: Any


def later_edits(snapshot: Snapshot, minded: dict[str, frozenset[str]]) -> tuple[LaterEdit, ...]:
    """What Undo would overwrite: columns (of the tables and without the columns of `minded`) that differ by now.

    Args:
        minded: {table: columns that nobody edits}; tables that are not named are not looked at.
    """
    found = []
    for table, ignored in minded.items():
        rows = _rows_now(table, snapshot.changed.get(table, {}))
        for number, changes in snapshot.changed.get(table, {}).items():
            row = rows.get(number)
            if row is None:
                found.append(LaterEdit(table, number, "", None))
                continue
            found += [
                LaterEdit(table, number, name, row[name])
                for name, (_, after) in changes.items()
                if name not in ignored and row[name] != after
            ]
    for account in _in_the_way(snapshot):
        if account.first_sign_in_at is not None or account.id not in snapshot.added.get("portal_account", ()):
            found.append(LaterEdit("portal_account", account.id, "email_key", account.email_key))
    return tuple(found)


def _in_the_way(snapshot: Snapshot) -> tuple[PortalAccount, ...]:
    """Accounts that have the addresses now which Undo gives back."""
    own = snapshot.changed.get("portal_account", {})
    taken = [changes["email_key"][0] for changes in own.values() if "email_key" in changes]
    return tuple(PortalAccount.select().where(PortalAccount.email_key.in_(taken), PortalAccount.id.not_in(list(own))))


def put_back(snapshot: Snapshot, by: str, at: dt.datetime) -> tuple[int, ...]:
    """Give every column that the merge changed its former value, where it still is as the merge left it.

    Links and messages of the outbox are put back by `put_back_mail`. Returns the contacts whose rows were touched.
    """
    renamed = {
        number: changes["email_key"][0]
        for number, changes in snapshot.changed.get("portal_account", {}).items()
        if "email_key" in changes
    }
    # An account that the merge made, and that nobody has used, gives the address back.
    for account in _in_the_way(snapshot):
        _update("portal_account", account.id, {"email_key": f"set aside {account.public_id}"})
        SetupLink.update(void_at=at, void_because="the merge was undone").where(
            SetupLink.account == account.id, SetupLink.used_at.is_null(), SetupLink.void_at.is_null()
        ).execute()
    # First out of each other's way: two accounts may have changed places.
    for number in renamed:
        _update("portal_account", number, {"email_key": f"put back {number}"})
    for number, email_key in renamed.items():
        _update("portal_account", number, {"email_key": email_key})
    for table, rows in snapshot.changed.items():
        if table in ("setup_link", "message", "portal_account"):
            continue
        for number, changes in rows.items():
            _put_back_row(table, number, changes, by, at)
    for table, removed in snapshot.removed.items():
        _insert(table, removed, by, at)
    return tuple(snapshot.changed.get("contact", {}))


def _insert(table: str, removed: dict[int, dict[str, Any]], by: str, at: dt.datetime) -> None:
    model = _model(table)
    taken = _rows_now(table, removed)
    for number, row in removed.items():
        values = {known: _read(known, row[known.name]) for known in model._meta.sorted_fields}
        if number in taken:
            # A file gives the number of the last row that was removed out again.
            del values[model.id]
        model.insert(values | _stamps(model, int(row.get("revision", 0)), by, at)).execute()


def _put_back_row(table: str, number: int, changes: dict[str, list[Any]], by: str, at: dt.datetime) -> None:
    now = _rows_now(table, [number]).get(number)
    if now is None:
        return
    before = {name: values[0] for name, values in changes.items() if now[name] == values[1]}
    if not before:
        return
    _update(table, number, before)
    model = _model(table)
    stamps = _stamps(model, int(now.get("revision", 0)), by, at)
    if stamps:
        model.update(stamps).where(model.id == number).execute()


def put_back_mail(snapshot: Snapshot) -> tuple[int, ...]:
    """Open the links that the merge made void and queue again what it cancelled, unless a newer one took its place.

    Returns the messages that wait again.
    """
    for number, changes in snapshot.changed.get("setup_link", {}).items():
        link = SetupLink.get_by_id(number)
        newer = SetupLink.select().where(
            SetupLink.account == link.account_id, SetupLink.id > number, SetupLink.void_at.is_null()
        )
        if _is_as_left("setup_link", number, changes) and not newer.exists():
            _update("setup_link", number, {name: values[0] for name, values in changes.items()})
    waiting = []
    for number, changes in snapshot.changed.get("message", {}).items():
        if "state" not in changes:
            _put_back_pointer(number, changes)
            continue
        row: Any = Message.get_by_id(number)
        open_link = row.setup_link_id is None or row.setup_link.void_at is None
        newer_mail = Message.select().where(
            Message.account == row.account_id, Message.id > number, Message.state != row.state, Message.kind == row.kind
        )
        if _is_as_left("message", number, changes) and open_link and not newer_mail.exists():
            _update("message", number, {name: values[0] for name, values in changes.items()})
            waiting.append(number)
        else:
            _put_back_pointer(number, changes)
    return tuple(waiting)


def _put_back_pointer(number: int, changes: dict[str, list[Any]]) -> None:
    if "contact" in changes:
        _update("message", number, {"contact": changes["contact"][0]})


def mark_undone(merge_id: int, by: str, at: dt.datetime) -> None:
    """The merge is undone; what it took is not needed any more."""
    ContactMerge.update(undone_at=at, undone_by=by).where(ContactMerge.id == merge_id).execute()


# --------------------------------------------------------------------------------------------------------------- values


def _model(table: str) -> type[Any]:
    return next(model for model in MODELS if model._meta.table_name == table)


def _plain(model: type[Any], row: Any) -> dict[str, Any]:
    """A row's values as JSON has them, by the fields' names."""
    return {known.name: _write(row.__data__.get(known.name)) for known in model._meta.sorted_fields}


def _write(value: Any) -> Any:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _read(known: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(known, UtcField):
        return dt.datetime.fromisoformat(value)
    if isinstance(known, EnumField):
        return known.enum_class(value)
    return value


def _rows_now(table: str, numbers: Collection[int]) -> dict[int, dict[str, Any]]:
    model = _model(table)
    return {row.id: _plain(model, row) for row in model.select().where(model.id.in_(list(numbers)))}


def _is_as_left(table: str, number: int, changes: dict[str, list[Any]]) -> bool:
    row = _rows_now(table, [number]).get(number)
    return row is not None and all(row[name] == values[1] for name, values in changes.items())


def _update(table: str, number: int, values: dict[str, Any]) -> None:
    model = _model(table)
    fields = {known: _read(known, values[known.name]) for known in model._meta.sorted_fields if known.name in values}
    model.update(fields).where(model.id == number).execute()


def _stamps(model: type[Any], revision: int, by: str, at: dt.datetime) -> dict[Any, Any]:
    if model not in (Contact, FamilyContact):
        return {}
    return {model.revision: revision + 1, model.changed_by: by, model.changed_at: at}
