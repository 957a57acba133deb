# SPDX-License-Identifier: GPL-3.0-or-later
"""All contacts of the practice as a list: narrowed by what is typed and by a filter, page after page from a place on.

Every page is a walk along one index from the place where the last one ended. A filter that lets few through looks at
so many entries of it at most, and says where it stopped: whoever asks for the next page goes on there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from opportal_desktop.folding import typed_words
from opportal_desktop.records.contact_words import contacts_named
from opportal_desktop.records.models import UtcField, database
from opportal_desktop.records.search_keys import LAST, PHONE
from opportal_desktop.terms import ContactShow

WALKED = 4000
"""Entries of an index that one page looks at, where a filter lets few of them through."""
OTHERWISE = 100
"""Contacts that are found by another of their words than the beginning of the last name, at most."""
COUNTED = 10_000
"""What is counted up to; more are "more than" that."""
_LEAST_DIGITS = 3

_UTC = UtcField()

_SHARED = "EXISTS (SELECT 1 FROM contact o WHERE o.email_key = c.email_key AND o.id <> c.id)"
_NEVER = "EXISTS (SELECT 1 FROM portal_account a WHERE a.email_key = c.email_key AND a.first_sign_in_at IS NULL)"
_LINKED = "EXISTS (SELECT 1 FROM family_contact f WHERE f.contact_id = c.id AND (f.ended_at IS NULL OR f.ended_at > ?))"
_PASSES = {
    ContactShow.ALL: "",
    ContactShow.DUPLICATES: "",
    ContactShow.NO_EMAIL: "AND c.email_key IS NULL",
    ContactShow.NO_CELL: "AND c.cell_phone = ''",
    ContactShow.SHARED_EMAIL: f"AND c.email_key IS NOT NULL AND {_SHARED}",
    ContactShow.NEVER_SIGNED_IN: f"AND c.email_key IS NOT NULL AND {_NEVER}",
    ContactShow.INACTIVE: f"AND NOT {_LINKED}",
}


class ListedContact(NamedTuple):
    """What the list shows at once, and its place."""

    id: int
    first_name: str
    middle_name: str
    last_name: str
    nickname: str
    home_email: str
    email_key: str | None
    cell_phone: str
    sort_last: str
    sort_first: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: behind this entry of the index that the list walks along."""

    last: str
    first: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class ListedPage:
    """Some rows, and where to go on; `after` is None at the end. A page may be empty and still not the last."""

    rows: tuple[ListedContact, ...]
    after: Place | None


def page(show: ContactShow, text: str, after: Place | None, limit: int, now: dt.datetime) -> ListedPage:
    """The next `limit` contacts (or fewer) that pass the filter and are meant by the text; all if it is empty.

    In the order of their names; where email addresses are typed, or the filter is about them, of these.
    """
    typed = text.strip()
    if not typed and show is ContactShow.SHARED_EMAIL:
        return _shared_emails(after, limit)
    if not typed and show is ContactShow.NEVER_SIGNED_IN:
        return _never_signed_in(after, limit)
    if "@" in typed:
        return _by_email(show, typed.casefold(), after, limit, now)
    digits = "".join(ch for ch in typed if ch.isdigit())
    if digits and not any(ch.isalpha() for ch in typed):
        ids = _by_phone(digits) if len(digits) >= _LEAST_DIGITS else set()
        return ListedPage(_these(ids, show, now), None)
    words = typed_words(typed)
    if typed and not words:
        return ListedPage((), None)
    return _by_name(show, words, after, limit, now)


def count(show: ContactShow, now: dt.datetime) -> int | None:
    """How many pass the filter, up to COUNTED; None where counting would read every contact."""
    if show is ContactShow.NO_EMAIL:
        # Without the names: an index alone answers.
        inner = "SELECT 1 FROM contact WHERE email_key IS NULL AND merged_into IS NULL"
    elif show is ContactShow.NO_CELL:
        inner = "SELECT 1 FROM contact WHERE cell_phone = '' AND merged_into IS NULL"
    elif show is ContactShow.ALL:
        # An index alone again: every one, but for the few that were merged into another.
        merged = int(_sql("SELECT count(*) FROM contact WHERE merged_into IS NOT NULL", ())[0][0])
        return _counted("SELECT 1 FROM contact", COUNTED + 1 + merged) - merged
    else:
        return None
    return _counted(inner, COUNTED + 1)


def _counted(select: str, most: int) -> int:
    return int(_sql(f"SELECT count(*) FROM ({select} LIMIT ?) AS counted", (most,))[0][0])


# ---------------------------------------------------------------------------------------------------------- by the name


def _by_name(show: ContactShow, words: Sequence[str], after: Place | None, limit: int, now: dt.datetime) -> ListedPage:
    """Who has the last name first; then who has the words elsewhere in the name, as many as are found by that."""
    start = after or Place(words[0] if len(words) == 1 else "")
    own = _walk_names(show, words, start, limit, now) if len(words) <= 1 else ListedPage((), None)
    if own.after is not None or not words:
        return own
    seen = tuple(words) if len(words) == 1 else ()
    others = _these(contacts_named(words, OTHERWISE), show, now)
    return ListedPage((*own.rows, *(row for row in others if not row.sort_last.startswith(seen))), None)


def _walk_names(show: ContactShow, words: Sequence[str], start: Place, limit: int, now: dt.datetime) -> ListedPage:
    walked_limit = WALKED if _PASSES[show] else limit
    key = (start.last, start.first, start.id)
    end, ends = (" AND sort_last < ?", (words[0] + LAST,)) if words else ("", ())
    walk = (
        f"SELECT id, sort_last, sort_first FROM contact WHERE (sort_last, sort_first, id) > (?, ?, ?){end} "
        f"ORDER BY sort_last, sort_first, id LIMIT {walked_limit}"
    )
    sql = (
        f"SELECT {_columns()} FROM ({walk}) AS w JOIN contact c ON c.id = w.id "
        f"WHERE c.merged_into IS NULL {_PASSES[show]} ORDER BY w.sort_last, w.sort_first, w.id LIMIT {limit}"
    )
    rows = _listed(sql, (*key, *ends, *_values(show, now)))
    if len(rows) == limit:
        return ListedPage(rows, _place_of(rows[-1]))
    # Not full: at the end of the index, or of what one page looks at.
    last = _sql(f"{walk} OFFSET {walked_limit - 1}", (*key, *ends))
    return ListedPage(rows, Place(last[0][1], last[0][2], last[0][0]) if last else None)


# --------------------------------------------------------------------------------------------------- by email and phone


def _by_email(show: ContactShow, prefix: str, after: Place | None, limit: int, now: dt.datetime) -> ListedPage:
    start = after or Place(prefix)
    sql = (
        f"SELECT {_columns()} FROM contact c WHERE c.email_key >= ? AND (c.email_key, c.id) > (?, ?) "
        f"AND c.email_key < ? {_PASSES[show]} ORDER BY c.email_key, c.id LIMIT {limit}"
    )
    rows = _listed(sql, (start.last, start.last, start.id, prefix + LAST, *_values(show, now)))
    more = len(rows) == limit
    return ListedPage(rows, Place(rows[-1].email_key or "", "", rows[-1].id) if more else None)


def _by_phone(digits: str) -> set[int]:
    found: set[int] = set()
    keys = (
        "SELECT contact_id FROM search_key WHERE kind = ? AND key >= ? AND key < ? AND contact_id > 0 "
        f"ORDER BY key, sort_last, sort_first, patient_id, contact_id LIMIT {OTHERWISE}"
    )
    found |= {row[0] for row in _sql(keys, (PHONE, digits, digits + LAST))}
    for column in ("cell_phone", "home_phone"):
        sql = f"SELECT id FROM contact WHERE {column} >= ? AND {column} < ? ORDER BY {column}, id LIMIT {OTHERWISE}"
        found |= {row[0] for row in _sql(sql, (f"+1{digits}", f"+1{digits}{LAST}"))}
    return found


def _shared_emails(after: Place | None, limit: int) -> ListedPage:
    """Those of one email one after the other; a page ends behind a whole group."""
    groups = _sql(
        "SELECT email_key FROM contact WHERE email_key > ? GROUP BY email_key HAVING count(*) > 1 "
        f"ORDER BY email_key LIMIT {limit // 2}",
        (after.last if after else "",),
    )
    keys = [key for (key,) in groups]
    return ListedPage(_of_emails(keys), Place(keys[-1]) if keys and len(keys) == limit // 2 else None)


def _never_signed_in(after: Place | None, limit: int) -> ListedPage:
    """Along the accounts, in the order of their emails."""
    start = after.last if after else ""
    walk = (
        f"SELECT email_key, first_sign_in_at FROM portal_account WHERE email_key > ? ORDER BY email_key LIMIT {WALKED}"
    )
    wanted = f"SELECT email_key FROM ({walk}) AS w WHERE first_sign_in_at IS NULL ORDER BY email_key LIMIT {limit}"
    keys = [key for (key,) in _sql(wanted, (start,))]
    # Where the page is not full: what it looked at last.
    ended = [(keys[-1],)] if len(keys) == limit else _sql(f"{walk} OFFSET {WALKED - 1}", (start,))
    return ListedPage(_of_emails(keys), Place(ended[0][0]) if ended else None)


def _of_emails(keys: Sequence[str]) -> tuple[ListedContact, ...]:
    if not keys:
        return ()
    return _listed(
        f"SELECT {_columns()} FROM contact c WHERE c.email_key IN ({', '.join('?' * len(keys))}) "
        "ORDER BY c.email_key, c.sort_last, c.sort_first, c.id",
        keys,
    )


# ----------------------------------------------------------------------------------------------------------------- rows


def these(ids: Sequence[int]) -> dict[int, ListedContact]:
    """These contacts by their ids, those that are there."""
    return {row.id: row for row in _these(set(ids), ContactShow.ALL, dt.datetime.now(dt.UTC))}


def _these(ids: set[int], show: ContactShow, now: dt.datetime) -> tuple[ListedContact, ...]:
    if not ids:
        return ()
    sql = (
        f"SELECT {_columns()} FROM contact c WHERE c.id IN ({', '.join('?' * len(ids))}) AND c.merged_into IS NULL "
        f"{_PASSES[show]} ORDER BY c.sort_last, c.sort_first, c.id"
    )
    return _listed(sql, (*sorted(ids), *_values(show, now)))


def _place_of(row: ListedContact) -> Place:
    return Place(row.sort_last, row.sort_first, row.id)


def _columns() -> str:
    return ", ".join(f"c.{name}" for name in ListedContact._fields)


def _values(show: ContactShow, now: dt.datetime) -> tuple[Any, ...]:
    return (_UTC.db_value(now),) if show is ContactShow.INACTIVE else ()


def _listed(sql: str, parameters: Sequence[Any]) -> tuple[ListedContact, ...]:
    return tuple(ListedContact(*row) for row in _sql(sql, parameters))


def _sql(sql: str, parameters: Sequence[Any]) -> list[Any]:
    return list(database.execute_sql(database.native(sql), tuple(parameters)).fetchall())


def latest_activity(contact_ids: Sequence[int]) -> dict[int, tuple[dt.datetime, str]]:
    """When something happened last with each of these contacts that are there, and what that was in words."""
    marks = ", ".join("?" * len(contact_ids))
    if not contact_ids:
        return {}
    sql = (
        "SELECT c.id, c.changed_at, c.changed_by, a.last_sign_in_at, "
        "(SELECT m.queued_at FROM message m WHERE m.contact_id = c.id ORDER BY m.id DESC LIMIT 1) "
        "FROM contact c LEFT JOIN portal_account a ON a.email_key = c.email_key "
        f"WHERE c.id IN ({marks})"
    )
    latest = {}
    for contact_id, changed_at, changed_by, signed_in_at, queued_at in _sql(sql, tuple(contact_ids)):
        happened = (
            (_UTC.python_value(signed_in_at), "Signed in to the portal"),
            (_UTC.python_value(queued_at), "A message was written"),
            (_UTC.python_value(changed_at), f"Saved by {changed_by}" if changed_by else "Saved"),
        )
        latest[contact_id] = max((at, what) for at, what in happened if at is not None)
    return latest
