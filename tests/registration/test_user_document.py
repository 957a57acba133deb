# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's own document, "Creating New Portal Accounts", sentence by sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.register import caregiver_authority, register
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, LoginMode, ResidesWith, RoleReason


def test_they_only_need_to_be_added_as_a_contact_with_certain_fields_configured(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient)
    assert ana.sent_to == ("ana@example.com",)


def test_add_a_new_contact_or_select_an_existing_contact(desk) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    new = desk.joint(mateo)
    existing = desk.link(lucia, new.draft.contact_id, authority=Authority.JOINT)
    assert existing.draft.contact_id == new.draft.contact_id


def test_home_email_is_where_the_welcome_email_goes(desk) -> None:
    assert desk.joint(desk.patient(), "parent@example.org").sent_to == ("parent@example.org",)


@pytest.mark.parametrize(("cell", "sent"), [("", ()), ("12", ()), ("413 555 0123", ("ana@example.com",))])
def test_cell_phone_must_be_entered_if_the_practice_uses_passwordless_login(records, desk, cell, sent) -> None:
    _use_passwordless_login(records)
    assert desk.joint(desk.patient(), cell_phone=cell).sent_to == sent


def test_cell_phone_is_optional_otherwise(desk) -> None:
    assert desk.joint(desk.patient(), cell_phone="").sent_to == ("ana@example.com",)


@pytest.mark.parametrize(
    ("authority", "access"), [(Authority.NONE, False), (Authority.JOINT, True), (Authority.EXCLUSIVE, True)]
)
def test_they_must_have_joint_or_exclusive_as_the_authority(desk, authority, access) -> None:
    saved = desk.add(desk.patient(), home_email="ana@example.com", authority=authority)
    assert bool(saved.sent_to) == access


@pytest.mark.parametrize("resides", list(ResidesWith))
def test_resides_with_is_not_required(desk, resides) -> None:
    assert desk.joint(desk.patient(), resides_with=resides).sent_to == ("ana@example.com",)


def test_a_parent_listed_as_self_in_their_own_contacts_gets_no_welcome_email(desk) -> None:
    own_chart = desk.patient("Ana", "López", "1990-05-01")
    draft = ContactDraft(
        patient_id=own_chart,
        first_name="Ana",
        last_name="López",
        role_reason=RoleReason.SELF,
        authority=Authority.JOINT,
        home_email="ana@example.com",
    )
    assert save_contact(desk.records, draft, desk.staff).sent_to == ()


def test_other_relative_shows_their_own_account_as_well_as_their_dependents_without_two_logins(desk) -> None:
    child = desk.patient()
    ana = desk.joint(child).draft.contact_id
    own_chart = desk.patient("Ana", "López", "1990-05-01")
    desk.link(own_chart, ana)
    desk.edit(own_chart, ana, role_reason=RoleReason.SELF, authority=Authority.JOINT)
    desk.hand_over()
    saved = desk.edit(own_chart, ana, role_reason=RoleReason.OTHER_RELATIVE)
    assert saved.sent_to == ("ana@example.com",)
    view = caregiver_authority(desk.records, ana)
    assert {row.name: row.status.status.value for row in view.patients} == {
        "Mateo García": "Sending",
        "Ana López": "Sending",
    }


def test_the_welcome_email_is_sent_automatically_once_the_authority_is_selected_and_saved(desk) -> None:
    patient = desk.patient()
    ana = desk.add(patient, home_email="ana@example.com").draft.contact_id
    assert desk.queued() == []
    desk.edit(patient, ana, authority=Authority.JOINT)
    assert desk.queued() == ["ana@example.com"]


def test_the_portal_status_column_shows_active_when_the_parent_first_logs_in(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    assert desk.status(patient, ana) == "Invited"
    desk.sign_in("ana@example.com")
    assert desk.status(patient, ana) == "Active"


def test_repeat_the_process_for_each_patient_related_to_the_parent(desk) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    ana = desk.joint(mateo).draft.contact_id
    desk.link(lucia, ana, authority=Authority.EXCLUSIVE)
    assert desk.status(mateo, ana) == desk.status(lucia, ana) == "Sending"


def test_adjust_the_authority_level_and_save_then_the_email_will_be_resent(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    assert desk.edit(patient, ana, authority=Authority.EXCLUSIVE).sent_to == ("ana@example.com",)


def test_click_the_folder_button_then_register_in_the_caregiver_contact_authority_tab(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    register(desk.records, ana, desk.staff)
    assert desk.queued() == ["ana@example.com"]


def _use_passwordless_login(records) -> None:
    with records.transaction():
        store_settings(records, replace(load_settings(records), login_mode=LoginMode.PASSWORDLESS))
