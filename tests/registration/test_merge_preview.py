# SPDX-License-Identifier: GPL-3.0-or-later
"""Two contacts side by side, and the preview: every chart and account that changes, and the mail, in words."""

from __future__ import annotations

import pytest

from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.merge_contacts import merge_contacts
from opportal_desktop.registration.merge_plan import ContactsChanged, MergeChoices, Side
from opportal_desktop.registration.merge_preview import compare, preview_merge
from opportal_desktop.terms import Authority, ResidesWith


@pytest.fixture
def two(desk):
    """Ana in Mateo's chart, and once more, with her married name and another email, in Zoe's."""
    mateo, zoe = desk.patient(), desk.patient("Zoe", born="2021-01-02")
    ana = desk.joint(mateo, "ana@example.com", cell_phone="(413) 555-0123", notes="Day").draft.contact_id
    again = desk.joint(zoe, "ana.prado@example.com", first="Anita", last="Prado", notes="Night").draft.contact_id
    desk.hand_over()
    return mateo, zoe, ana, again


def test_the_one_in_use_is_kept(records, desk, two) -> None:
    _, _, ana, again = two
    assert compare(records, again, ana).kept_id == ana
    desk.sign_in("ana.prado@example.com")
    compared = compare(records, ana, again)
    assert (compared.kept_id, compared.kept_name) == (again, "Anita Prado")
    assert compared.kept_about == "1 chart, portal account active, saved 11/23/2026"
    with pytest.raises(RecordGone):
        compare(records, ana, ana)


def test_fields_side_by_side_begin_with_what_is_there(records, desk, two) -> None:
    _, _, ana, again = two
    fields = {field.name: field for field in compare(records, ana, again).fields}
    assert (fields["last_name"].kept, fields["last_name"].folded) == ("López", "Prado")
    assert fields["last_name"].differs
    assert not fields["birth_date"].differs
    assert fields["cell_phone"].kept == "(413) 555-0123"
    assert fields["notes"].can_join
    assert fields["notes"].chosen is Side.BOTH
    desk.edit(two[1], again, nickname="Annie")
    fields = {field.name: field for field in compare(records, ana, again).fields}
    assert fields["nickname"].chosen is Side.FOLDED


def test_in_one_chart_the_entry_with_authority_is_offered(records, desk) -> None:
    mateo = desk.patient()
    ana = desk.add(mateo, "Ana", "López", resides_with=ResidesWith.YES).draft.contact_id
    again = desk.joint(mateo, emergency=True).draft.contact_id
    (chart,) = compare(records, ana, again).charts
    assert chart.name == "Mateo García"
    assert chart.kept == "Mother, Authority None, resides with"
    assert chart.folded == "Mother, Joint, emergency contact"
    assert chart.chosen is Side.FOLDED


def test_the_preview_names_charts_accounts_and_mail(records, desk, two) -> None:
    mateo, _, ana, again = two
    desk.sign_in("ana@example.com")
    said = preview_merge(records, MergeChoices(ana, again))
    assert said.charts == (
        "Mateo García: Ana López stays, Mother, Joint.",
        "Zoe García: Anita Prado becomes Ana López, Mother, Joint.",
    )
    assert said.accounts == (
        "ana@example.com is kept; they sign in as before.",
        "ana.prado@example.com stops: nobody can sign in with it any more, its links are void, its browsers are signed "
        "out.",
    )
    assert said.mails == ("ana@example.com will be told to sign in as before; their account is active already.",)
    assert said.moves == "1 message and 3 entries of the history go along."
    other = preview_merge(records, MergeChoices(ana, again, {"home_email": Side.FOLDED}))
    assert "they sign in with ana.prado@example.com from now on" in other.accounts[1]
    assert other.mails == ("ana.prado@example.com will be told to sign in as before; their account is active already.",)
    desk.add(mateo, "Luis", "Prado", home_email="ana.prado@example.com")
    assert preview_merge(records, MergeChoices(ana, again)).accounts[1].startswith("ana.prado@example.com stays")


def test_two_of_the_same_name_are_told_apart(records, desk) -> None:
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    ana, again = (desk.add(patient).draft.contact_id for patient in (mateo, zoe))
    said = preview_merge(records, MergeChoices(ana, again))
    assert "Zoe García: the other Ana López becomes this one, Mother, Authority None." in said.charts


def test_the_preview_says_who_loses_and_gains(records, desk) -> None:
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    ana = desk.joint(mateo).draft.contact_id
    again = desk.add(mateo, "Ana", "Lopez").draft.contact_id
    desk.link(zoe, again, authority=Authority.JOINT)
    said = preview_merge(records, MergeChoices(ana, again, links={mateo: Side.FOLDED}))
    assert [shift.statement for shift in said.losses] == ["Ana López loses access to Mateo García: Authority is None."]
    assert said.needs_reason
    assert said.conflicts == ()
    assert said.charts[0] == (
        "Mateo García: Ana López as Mother, Authority None. The second entry is dropped: Mother, Joint. "
        "Access to the portal ends."
    )
    assert said.charts[1].endswith("Access to the portal begins.")
    assert said.mails == ("A Welcome Email will be sent to ana@example.com.",)


def test_the_preview_reads_only_and_tells_when_it_is_out_of_date(records, desk, two) -> None:
    mateo, _, ana, again = two
    compared = compare(records, ana, again)
    choices = MergeChoices(ana, again, seen=compared.seen)
    said = preview_merge(records, choices)
    assert merge_contacts(records, choices, desk.staff).sent_to == ("ana@example.com",)
    assert said.mails == ("A Welcome Email will be sent to ana@example.com.",)
    third = desk.add(mateo, "Annie", "Lopez").draft.contact_id
    compared = compare(records, ana, third)
    desk.edit(mateo, third, nickname="A")
    with pytest.raises(ContactsChanged):
        preview_merge(records, MergeChoices(compared.kept_id, compared.folded_id, seen=compared.seen))
