# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages: what the GUI thread does for the list, one message, a change, and what needs attention."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from functools import partial

from opportal_desktop.desktop.attention_watch import AT_ONCE
from opportal_desktop.desktop.models.messages_model import PAGE, MessagesModel
from opportal_desktop.records.message_list import MessageFilter
from opportal_desktop.records.records import Records
from opportal_desktop.registration import attention, messages
from opportal_desktop.registration.judged_trouble import judge
from opportal_desktop.registration.messages import MessageRow
from opportal_desktop.terms import MessageState
from tests.benchmarks.population import PATIENTS, population_copy
from tests.benchmarks.results import Result, spread

LIMIT_MS = 16.0
SHOWN_ROWS = 30
STATES = ((), *((state,) for state in MessageState))
KINDS_OF_TEXT = ("sm", "smith", "maria g", "welcome", "617", "zzyzx")


def run(patients: int = PATIENTS, samples: int = 25) -> list[Result]:
    """Times on a practice of which every fiftieth mail failed and every twentieth link expired unused."""
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication([])
    rng = random.Random(11)
    with population_copy(patients) as records:
        count = _let_things_go_wrong(records)
        some = [rng.randint(1, count) for _ in range(samples)]
        pages = [_ms(_page_of(records, chosen)) for chosen in _filters(records, some) for _ in range(3)]
        deep = [_ms(_page_of(records, MessageFilter(states=states), number)) for states in STATES for number in some]
        details = [_ms(lambda number=number: messages.message_detail(records, number)) for number in some]
        changes = _changes(records, samples)
        results = [
            Result("messages: in the practice", count, ""),
            *spread("messages: a page, any filter", pages, LIMIT_MS),
            *spread("messages: a page further down", deep, LIMIT_MS),
            *spread("messages: one with its history", details, LIMIT_MS),
            *spread("messages: a change, seen rows read again", changes, LIMIT_MS),
            *_attention(records, samples),
        ]
    del app
    return results


def _let_things_go_wrong(records: Records) -> int:
    (count,) = records.db.execute_sql("SELECT count(*) FROM message").fetchone()
    with records.transaction():
        records.db.execute_sql(
            "UPDATE message SET state = 'failed', explanation = 'This address does not exist.' WHERE id % 50 = 0"
        )
        records.db.execute_sql("UPDATE message SET state = 'queued' WHERE id % 1000 = 1")
        records.db.execute_sql("UPDATE portal_account SET first_sign_in_at = NULL WHERE id % 20 = 7")
        records.db.execute_sql("UPDATE setup_link SET used_at = NULL WHERE account_id % 20 = 7")
    return int(count)


def _filters(records: Records, some: Sequence[int]) -> list[MessageFilter]:
    rows = records.db.execute_sql(
        f"SELECT m.contact_id, f.patient_id, a.email_key FROM message m JOIN portal_account a ON a.id = m.account_id "
        f"JOIN family_contact f ON f.contact_id = m.contact_id WHERE m.id IN ({', '.join(map(str, some))})"
    ).fetchall()
    return [
        *(MessageFilter(states=states) for states in STATES),
        *(MessageFilter(states=states, text=text) for states in STATES for text in KINDS_OF_TEXT),
        *(MessageFilter(contact_id=contact) for contact, _, _ in rows),
        *(MessageFilter(patient_id=patient) for _, patient, _ in rows),
        *(MessageFilter(text=email[:length]) for _, _, email in rows for length in (3, 6, len(email))),
    ]


def _page_of(records: Records, chosen: MessageFilter, below: int | None = None) -> Callable[[], object]:
    return lambda: messages.newest_messages(records, chosen, PAGE, below=below)


def _ms(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


class _Pages:
    def __init__(self, records: Records) -> None:
        self._records = records

    is_quick = True

    def newest_beside(self, limit: int, below: int | None) -> Callable[[], Sequence[MessageRow]]:
        return partial(self.newest, limit, below)

    def newest(self, limit: int, below: int | None) -> Sequence[MessageRow]:
        return messages.newest_messages(self._records, MessageFilter(), limit, below=below)

    def above(self, newest: int, limit: int) -> Sequence[MessageRow]:
        return messages.messages_above(self._records, MessageFilter(), newest, limit)

    def between(self, first: int, last: int) -> Sequence[MessageRow]:
        return messages.messages_between(self._records, MessageFilter(), first, last)


def _changes(records: Records, samples: int) -> list[float]:
    """20,000 rows are loaded (or all there are); what one change of the outbox costs then."""
    model = MessagesModel(_Pages(records))
    model.start_anew()
    while model.rowCount() < 20_000 and model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
    times = []
    for turn in range(samples):
        first = turn * max(1, (model.rowCount() - SHOWN_ROWS) // samples)

        def change(first: int = first) -> None:
            model.records_changed()
            for row in range(first, min(first + SHOWN_ROWS, model.rowCount())):
                for column in range(model.columnCount()):
                    model.index(row, column).data()
            model._read_seen_again()

        times.append(_ms(change))
    return times


def _attention(records: Records, samples: int) -> list[Result]:
    looks = [_ms(lambda: attention.possible_trouble(records)) for _ in range(min(samples, 5))]
    troubles = attention.possible_trouble(records)
    parts = [troubles[start : start + AT_ONCE] for start in range(0, len(troubles), AT_ONCE)]
    judged = [_ms(lambda part=part: judge(records, part)) for part in parts]
    return [
        Result("attention: candidates", len(troubles), ""),
        # Not on the GUI thread.
        *spread("attention: finding them, in the background", looks),
        *spread(f"attention: judging {AT_ONCE}", judged, LIMIT_MS),
        Result("attention: all of it, in many turns", sum(judged), "ms"),
    ]
