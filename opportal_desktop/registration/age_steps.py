# SPDX-License-Identifier: GPL-3.0-or-later
"""The checklist of a patient who comes of age: four steps, what of each is done, and what the desk can do. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from opportal_desktop.registration.coming_of_age import ComingOfAge, Outlook
from opportal_desktop.registration.rules import Condition, ConditionId, sentence
from opportal_desktop.terms import AgeStep, PreferredContact

_BUTTON_NAME = 20
"""Characters of a first name that stands in a button."""


class StepAction(Enum):
    """What a button of a line does; the value is its label."""

    RECORD_CONSENT = "Record consent…"
    CHANGE_CONSENT = "Change…"
    ADD_SELF = "Add as Self…"
    OPEN_CONTACT = "Open contact"
    REGISTER = "Register…"
    PREFER_OWN = "Make preferred contact"
    NO_CONTACT = "Set to No Contact"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One sentence of a step, with the button that goes with it.

    Attributes:
        contact_id: whom the button is about; 0 where that is nobody yet.
        field: of Contact Information, that "Open contact" leads to.
    """

    text: str
    action: StepAction | None = None
    contact_id: int = 0
    field: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the checklist.

    Attributes:
        done: nothing is left to do at this time.
        summary: what stands, in a few words.
        mark: what a tick says, as the button that sets it; empty where only the records can say that it is done.
        marked: it was ticked.
    """

    step: AgeStep
    done: bool
    summary: str
    lines: tuple[StepLine, ...]
    mark: str = ""
    marked: bool = False


def steps(row: ComingOfAge) -> tuple[Step, ...]:
    """The four steps in the order in which a desk takes them."""
    return _tell(row), _consent(row), _account(row), _preferences(row)


def done_so_far(row: ComingOfAge) -> str:
    """What of the checklist is done, for the list: "Told, own account"; "—" for nothing."""
    words = [_SHORT[step.step] for step in steps(row) if step.done]
    if not words:
        return "—"
    first, *others = words
    return ", ".join([first, *(word[0].lower() + word[1:] for word in others)])


_SHORT = {
    AgeStep.TOLD: "Told",
    AgeStep.CONSENT: "Consent",
    AgeStep.ACCOUNT: "Own account",
    AgeStep.PREFERENCES: "Preferences",
}


def what_will_happen(row: ComingOfAge) -> tuple[str, ...]:
    """What the rules do to whom on the day, or have done since, one sentence each."""
    sentences = [_fate(row, contact) for contact in row.contacts if not contact.own and contact.has_authority]
    return tuple(sentences) or ("No contact with authority is in this chart: nobody loses access on that day.",)


# ---------------------------------------------------------------------------------------------------------- sentences


def _day(day: dt.date) -> str:
    return day.strftime("%m/%d/%Y")


def _short_name(row: ComingOfAge) -> str:
    """For a button, which can't wrap."""
    return row.first_name if len(row.first_name) <= _BUTTON_NAME else "The patient"


def _the_day(row: ComingOfAge) -> str:
    return _day(row.day)


def _who(contact: Outlook) -> str:
    return f"{contact.name} ({contact.role_reason.label})"


def _fate(row: ComingOfAge, contact: Outlook) -> str:
    if contact.will_see:
        until = f", until {_day(contact.last_day)}" if contact.last_day else ""
        return f"{_who(contact)} {'has' if row.of_age else 'keeps'} access by {row.first_name}’s consent{until}."
    others = [reason.statement for reason in contact.now.failing if reason.id is not ConditionId.UNDER_AGE_LIMIT]
    if others:
        return sentence(f"{_who(contact)} has no access: {others[0]}")
    rest = _rest(contact)
    if row.of_age:
        return f"{_who(contact)} has no access since {_day(_ended_on(row, contact))}; {rest}."
    return f"{_who(contact)} loses access to {row.first_name} on {_the_day(row)}; {rest}."


def _ended_on(row: ComingOfAge, contact: Outlook) -> dt.date:
    if contact.last_day is None:
        return row.day
    return max(row.day, contact.last_day + dt.timedelta(days=1))


def _rest(contact: Outlook) -> str:
    if contact.goes_on_seeing:
        return f"goes on seeing {_and(contact.goes_on_seeing)}"
    return "there is nobody else to see, so they can no longer sign in"


def _and(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _marked_words(row: ComingOfAge, step: AgeStep, words: str) -> str:
    mark = row.marks[step]
    return f"{words} on {_day(mark.on)}, noted by {mark.by}"


# --------------------------------------------------------------------------------------------------------- the steps


def _tell(row: ComingOfAge) -> Step:
    told = AgeStep.TOLD in row.marks
    lines = [StepLine(f"{row.first_name}: {row.phone}" if row.phone else f"{row.first_name} has no phone on file.")]
    lines += [
        StepLine(f"{_who(contact)}: {contact.phone or 'no phone on file'}")
        for contact in row.contacts
        if contact.can_consent
    ]
    summary = "So that nobody is surprised when access ends" if not row.of_age else "Access has ended by the rule"
    if told:
        summary = _marked_words(row, AgeStep.TOLD, "Told")
    return Step(AgeStep.TOLD, told, summary, () if told else tuple(lines), "Told today", told)


def _consent(row: ComingOfAge) -> Step:
    asked = [contact for contact in row.contacts if contact.can_consent]
    on_file = [contact for contact in asked if _covers(row, contact)]
    refused = AgeStep.CONSENT in row.marks
    lines = tuple(_consent_line(row, contact) for contact in asked)
    if refused:
        summary = _marked_words(row, AgeStep.CONSENT, f"{row.first_name} wants nobody to have access: said")
    elif on_file:
        summary = f"On file for {_and(contact.name for contact in on_file)}"
    elif not asked:
        summary = "There is nobody whose access needs it"
    else:
        summary = f"Ask {row.first_name}, alone if they wish, who may go on seeing the chart"
    mark = f"{_short_name(row)} wants nobody to have access" if asked and not on_file else ""
    return Step(AgeStep.CONSENT, refused or bool(on_file) or not asked, summary, lines, mark, refused)


def _covers(row: ComingOfAge, contact: Outlook) -> bool:
    """Whether a consent is on file that gives access now, or will from the birthday on."""
    if contact.consent.on is None:
        return False
    if row.of_age:
        return ConditionId.UNDER_AGE_LIMIT not in {reason.id for reason in contact.now.failing}
    return contact.last_day is None or contact.last_day >= row.day


def _consent_line(row: ComingOfAge, contact: Outlook) -> StepLine:
    consent = contact.consent
    if consent.on is None:
        return StepLine(f"{_who(contact)}: no consent on file", StepAction.RECORD_CONSENT, contact.contact_id)
    until = f", until {_day(consent.until)}" if consent.until else ", without an end"
    by = f", recorded by {consent.by}" if consent.by else ""
    words = f"{_who(contact)}: consent of {_day(consent.on)}{until}{by}"
    if not _covers(row, contact):
        words += " (it has ended)" if row.of_age else f" (it ends before {_the_day(row)})"
    return StepLine(words, StepAction.CHANGE_CONSENT, contact.contact_id)


def _account(row: ComingOfAge) -> Step:
    own, unwanted = row.own, AgeStep.ACCOUNT in row.marks
    mark = f"{_short_name(row)} wants no account"
    if own is not None and own.sees:
        status = own.status.cell if own.status else ""
        return Step(AgeStep.ACCOUNT, True, f"{row.first_name}’s own account: {status}", _open_own(own))
    if unwanted:
        summary = _marked_words(row, AgeStep.ACCOUNT, "None is wanted: said")
        return Step(AgeStep.ACCOUNT, True, summary, (), mark, True)
    if own is None:
        line = StepLine(f"{row.first_name} is no contact in this chart yet.", StepAction.ADD_SELF)
        return Step(AgeStep.ACCOUNT, False, "Every account belongs to a contact: Role/Reason Self", (line,), mark)
    missing = _missing(own)
    if missing:
        lines = tuple(StepLine(sentence(reason.statement)) for reason in missing[:-1])
        last = StepLine(
            sentence(missing[-1].statement), StepAction.OPEN_CONTACT, own.contact_id, _FIELDS.get(missing[0].id, "")
        )
        return Step(AgeStep.ACCOUNT, False, "Before an account can be registered", (*lines, last), mark)
    if row.of_age:
        line = StepLine("Everything is there.", StepAction.REGISTER, own.contact_id)
        return Step(AgeStep.ACCOUNT, False, "Ready to be registered", (line,), mark)
    return Step(AgeStep.ACCOUNT, True, f"Prepared: Register sets it up from {_the_day(row)} on", _open_own(own))


_FIELDS = {
    ConditionId.AUTHORITY: "authority",
    ConditionId.HOME_EMAIL: "home_email",
    ConditionId.EMAIL_OWN: "home_email",
    ConditionId.CELL_PHONE: "cell_phone",
    ConditionId.NOT_DECLINED: "declined_on",
}


def _missing(own: Outlook) -> list[Condition]:
    """What keeps Register from setting up the own account once the patient is of age."""
    return [reason for reason in own.then.failing if reason.id is not ConditionId.NOT_SELF]


def _open_own(own: Outlook) -> tuple[StepLine, ...]:
    return (StepLine(f"{own.name} is a contact in this chart.", StepAction.OPEN_CONTACT, own.contact_id),)


def _preferences(row: ComingOfAge) -> Step:
    own, looked = row.own, AgeStep.PREFERENCES in row.marks
    others = [contact for contact in row.contacts if contact.preferred and not contact.own]
    settled = own is not None and own.preferred and not others
    if looked:
        summary = _marked_words(row, AgeStep.PREFERENCES, "Looked through")
    elif settled:
        summary = f"The practice reaches {row.first_name} first"
    else:
        summary = f"From {_the_day(row)} on, reminders are {row.first_name}’s"
    return Step(
        AgeStep.PREFERENCES,
        looked or settled,
        summary,
        tuple(_preference_lines(row, own, others)),
        "" if settled else "Leave as it is",
        looked,
    )


def _preference_lines(row: ComingOfAge, own: Outlook | None, others: list[Outlook]) -> Iterable[StepLine]:
    if own is None:
        yield StepLine(f"Once {row.first_name} is a contact in this chart, they can be the preferred one.")
    elif not own.preferred or others:
        instead = f", instead of {_and(contact.name for contact in others)}" if others else ""
        yield StepLine(f"{row.first_name} first{instead}", StepAction.PREFER_OWN, own.contact_id)
    elif own.reached_by is PreferredContact.UNSET:
        words = f"How {row.first_name} likes to be reached is not said yet."
        yield StepLine(words, StepAction.OPEN_CONTACT, own.contact_id, "preferred_contact")
    for contact in row.contacts:
        if not contact.own and contact.has_authority:
            yield _reached(contact)


def _reached(contact: Outlook) -> StepLine:
    how = contact.reached_by.label if contact.reached_by is not PreferredContact.UNSET else "reached by any way"
    if contact.charts or contact.reached_by is PreferredContact.NO_CONTACT:
        words = f"{_who(contact)}: {how}"
        if contact.charts:
            words += f"; the same for {_and(contact.charts)}"
        return StepLine(words, StepAction.OPEN_CONTACT, contact.contact_id, "preferred_contact")
    return StepLine(f"{_who(contact)}: {how}", StepAction.NO_CONTACT, contact.contact_id)
