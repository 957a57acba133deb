# SPDX-License-Identifier: GPL-3.0-or-later
"""Staff members, known by the operating system's login."""

from __future__ import annotations

import datetime as dt

from opportal_desktop.records.models import Staff
from opportal_desktop.terms import StaffMember, StaffRole


def _member(row: Staff) -> StaffMember:
    return StaffMember(row.id, row.name, row.role)


def by_login(login: str) -> StaffMember | None:
    """The staff member of this login, or None."""
    row = Staff.get_or_none(Staff.login == login)
    return _member(row) if row else None


def all_staff() -> tuple[StaffMember, ...]:
    """Everybody, by name."""
    return tuple(_member(row) for row in Staff.select().order_by(Staff.name, Staff.id))


def any_manager(other_than: int | None = None) -> bool:
    """Whether there is a manager (besides this one)."""
    query = Staff.select().where(Staff.role == StaffRole.MANAGER)
    if other_than is not None:
        query = query.where(Staff.id != other_than)
    return bool(query.exists())


def add(login: str, name: str, role: StaffRole, at: dt.datetime) -> StaffMember:
    """Add a staff member, within the caller's transaction."""
    return _member(Staff.create(login=login, name=name, role=role, added_at=at))


def set_role(staff_id: int, role: StaffRole) -> StaffRole:
    """Set a role; returns the one before."""
    row = Staff.get_by_id(staff_id)
    before: StaffRole = row.role
    row.role = role
    row.save(only=[Staff.role])
    return before
