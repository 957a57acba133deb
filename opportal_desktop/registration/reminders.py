# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs attention because its day has come: asking about the portal again, looking at a court order again."""

from __future__ import annotations

import datetime as dt

from opportal_desktop.records import reminders
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.ask_again import ask_again_day, latest_to_ask
from opportal_desktop.registration.attention import AttentionItem, AttentionKind
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.practice import practice_rules


def due_reminders(records: Records) -> tuple[AttentionItem, ...]:
    """Both kinds; two indexed queries. Nothing is sent, and nothing of a court order is told but that there is one."""
    settings = load_settings(records)
    practice = practice_rules(records, settings)
    items = []
    months = settings.ask_again_months
    by_then = latest_to_ask(practice.today, months) if months else None
    for row in reminders.to_ask_again(practice.today, by_then, practice.now):
        day = ask_again_day(row.declined_on, row.ask_again_on, months)
        if day is None or day > practice.today:
            continue
        noted = f", noted by {row.declined_by}" if row.declined_by else ""
        items.append(
            AttentionItem(
                AttentionKind.ASK_AGAIN,
                _midnight(day),
                practice.day(day),
                f"Declined the portal on {practice.day(row.declined_on)}{noted}. Ask at the next occasion: Register "
                "ends the declining and sends the Welcome Email; if they still decline, note it in the chart.",
                contact_id=row.contact_id,
                contact_name=full_name(row.first_name, row.last_name),
                patient_id=row.patient_id,
            )
        )
    items += [
        AttentionItem(
            AttentionKind.COURT_ORDER,
            _midnight(row.review_on),
            practice.day(row.review_on),
            "A court order about this contact was to be looked at again on this day. Read the note in the chart, ask "
            "for the order that holds now, and set another day or none.",
            contact_id=row.contact_id,
            contact_name=full_name(row.first_name, row.last_name),
            patient_id=row.patient_id,
        )
        for row in reminders.to_review(practice.today, practice.now)
    ]
    return tuple(items)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
