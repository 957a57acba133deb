# SPDX-License-Identifier: GPL-3.0-or-later
"""What has to be asked before Register sends a Welcome Email, wherever Register is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.registration.register import CaregiverAuthority


def agreed_to_register(
    parent: QWidget, prompts: Prompts, shown: CaregiverAuthority, moment: Callable[[dt.datetime], str]
) -> bool:
    """Ask if this is a patient's own account, if they declined, and if a Welcome Email was sent before."""
    if shown.own_account_of is not None and not _agreed_to_own_account(parent, prompts, shown):
        return False
    if shown.declined and not _agreed_to_end_declining(parent, prompts, shown):
        return False
    if shown.last_welcome is None:
        return True
    last = shown.last_welcome
    sent = "is waiting to be sent" if last.state.is_pending else "was sent"
    return _agreed(
        parent,
        prompts,
        "Send another Welcome Email?",
        f"A Welcome Email {sent} to {last.to_address} on {moment(last.at)} by {last.by}. "
        "Send another one? The link in the older one stops working.",
        Choice("send", "&Send another", ChoiceRole.PRIMARY),
    )


def _agreed_to_own_account(parent: QWidget, prompts: Prompts, shown: CaregiverAuthority) -> bool:
    return _agreed(
        parent,
        prompts,
        "Set up the patient’s own portal account?",
        f"{shown.own_account_of} is of age and listed as Self. A Welcome Email to {shown.home_email} lets them see "
        "their own chart, and nobody else’s.",
        Choice("register", "&Register", ChoiceRole.PRIMARY),
    )


def _agreed_to_end_declining(parent: QWidget, prompts: Prompts, shown: CaregiverAuthority) -> bool:
    return _agreed(
        parent,
        prompts,
        f"Register {shown.name} anyway?",
        f"{shown.declined} Register ends that: a Welcome Email goes to {shown.home_email}, and they see their patients "
        "in the portal once they have set up their account.",
        Choice("register", "&Register anyway", ChoiceRole.PRIMARY),
    )


def _agreed(parent: QWidget, prompts: Prompts, title: str, told: str, go_on: Choice) -> bool:
    choices = [go_on, Choice("cancel", "&Cancel", ChoiceRole.CANCEL)]
    return prompts.ask(parent, title, told, choices, tone=Tone.INFO) == go_on.key
