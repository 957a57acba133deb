# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is typed, a practice on a server finds the same as the same practice in its file, in the same order."""

from __future__ import annotations

import datetime as dt
import random
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportal_desktop.demo.sample_practice import fill_sample_practice
from opportal_desktop.records import families, name_search, search
from opportal_desktop.records.models import Contact, InsuranceId, Patient, database
from opportal_desktop.records.moving import move_to_server
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.records import Records
from opportal_desktop.registration.practice import staff_member
from tests.postgresql_server import PostgresServer

TODAY = dt.date(2026, 11, 23)


@dataclass(frozen=True)
class Both:
    file: Records
    server: Records
    typed: tuple[str, ...]
    """What a desk would type of the people there: whole."""


@pytest.fixture(scope="module")
def both(postgresql: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    path, key = tmp_path_factory.mktemp("both") / "practice.opportal", secrets.token_bytes(32)
    file = create_records(path, key)
    fill_sample_practice(file, staff_member(file, "mira", "Mira Chen"), TODAY)
    rng = random.Random(7)
    typed = set()
    for patient in Patient.select():
        typed |= {f"{patient.last_name} {patient.first_name}", f"{patient.last_name}, {patient.first_name}"}
        typed |= {f"{patient.first_name} {patient.birth_date:%m/%d/%Y}", f"#{patient.cell_phone.removeprefix('+1')}"}
        typed |= {patient.chart_number, patient.email, f"{patient.birth_date:%m/%d/%Y}"}
    for contact in Contact.select():
        typed |= {f"{contact.first_name} {contact.last_name}", contact.home_email}
        typed |= {f"#{contact.cell_phone[-4:]}", f"#{contact.home_phone.removeprefix('+1')}"}
    typed |= {f"@{row.number}" for row in InsuranceId.select()}
    file.close()
    address = postgresql.address(postgresql.new_database())
    # A copy: what has moved is opened no more.
    move_to_server(Path(shutil.copy(path, path.with_name("moves.opportal"))), key, address)
    file, server = open_records(path, key), open_records(address, key)
    yield Both(file, server, tuple(sorted(rng.sample(sorted(typed), len(typed)))))
    file.close()
    server.close()
    postgresql.drop_database(address.database)


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_is_found_in_the_same_order(both: Both, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(both.typed))
    text = data.draw(st.one_of(st.integers(1, len(whole) or 1).map(lambda n: whole[:n]), st.text(max_size=8)))
    everybody, limit = data.draw(st.booleans()), data.draw(st.sampled_from([1, 3, 50]))
    # With a low cap, every way of searching is gone.
    cap = data.draw(st.sampled_from([4, 40, 3000]))
    text = text.replace("\0", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_search, "CAP", cap)
        patch.setattr(name_search, "RARE", min(cap, data.draw(st.sampled_from([2, name_search.RARE]))))
        patch.setattr(name_search, "FEW_KEYS", data.draw(st.sampled_from([1, name_search.FEW_KEYS])))
        patch.setattr(name_search, "SHORT_WALK", min(cap, name_search.SHORT_WALK))
        found = [
            search.find_patients(records, text, include_inactive=everybody, today=TODAY, limit=limit)
            for records in (both.file, both.server)
        ]
    assert found[0] == found[1], text


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_contacts_are_found(both: Both, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(both.typed))
    words = [word.strip("#@,").casefold() for word in name.split()][:2]
    words = [word[: data.draw(st.integers(1, 5))] for word in words if word]
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families, "CANDIDATES", data.draw(st.sampled_from([3, 400])))
        for records in (both.file, both.server):
            database.initialize(records.db)
            by_name = families.contacts_by_name(words) if words else ()
            by_phone = families.contacts_by_phone("".join(ch for ch in name if ch.isdigit())[:5] or "4135")
            found.append([row.id for row in (*by_name, *by_phone)])
    assert found[0] == found[1], words
