# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a use case did not do what it was asked; nothing was written when one of these is raised.

Their texts carry no PHI; what the desk needs to see is in the attributes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opportal_desktop.terms import MessageState

if TYPE_CHECKING:
    from opportal_desktop.registration.access_shifts import AccessShift


class RegistrationError(Exception):
    """Base of all refusals."""


class DraftInvalid(RegistrationError):  # noqa: N818 - says what is, not that something broke
    """Some fields can't be stored as typed. `errors` maps a field's name to what to do, in words."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("the draft has fields that can't be stored: " + ", ".join(sorted(errors)))
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that somebody else changed meanwhile."""

    field: str
    label: str
    was: Any
    theirs: Any
    yours: Any

    @property
    def collides(self) -> bool:
        """Both changed it, to different values."""
        return bool(self.yours not in (self.was, self.theirs))


class EditConflict(RegistrationError):  # noqa: N818
    """Somebody else saved the same record after it was read.

    Attributes:
        differences: the fields that they changed.
        by, at: who saved last, and when (UTC).
        current: the record as it stands now, as a draft of the same type.
    """

    def __init__(self, differences: tuple[FieldDifference, ...], by: str, at: dt.datetime, current: Any) -> None:
        super().__init__("the record was saved by somebody else meanwhile")
        self.differences = differences
        self.by = by
        self.at = at
        self.current = current


class RecordGone(RegistrationError):  # noqa: N818
    """The record was removed meanwhile."""


class ReasonRequired(RegistrationError):  # noqa: N818
    """The desk has to say why. `statements` say what conflicts, or who loses what."""

    def __init__(self, statements: tuple[str, ...]) -> None:
        super().__init__("this change needs a reason")
        self.statements = statements


class LosesAccess(ReasonRequired):
    """The change takes access away that the desk has not agreed to take, or has given no reason for.

    Attributes:
        shifts: who loses which patients; `keys` are the links to agree to.
    """

    def __init__(self, shifts: tuple[AccessShift, ...]) -> None:
        super().__init__(tuple(shift.statement for shift in shifts))
        self.shifts = shifts

    @property
    def keys(self) -> frozenset[tuple[int, int]]:
        """(patient id, contact id) of each link whose access ends."""
        return frozenset(key for shift in self.shifts for key in shift.keys)


class NoAccess(RegistrationError):  # noqa: N818
    """Register was asked for, but access holds for no patient. `reasons` say what is missing."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("access holds for no patient of this contact")
        self.reasons = reasons


class NoPortalAddress(RegistrationError):  # noqa: N818
    """The practice has not set where the portal is: no link can be made."""


class TooLate(RegistrationError):  # noqa: N818
    """A message waits no more. `state` is what became of it meanwhile."""

    def __init__(self, state: MessageState) -> None:
        super().__init__(f"the message waits no more: {state.value}")
        self.state = state

    @property
    def words(self) -> str:
        """What to tell the desk."""
        return _TOO_LATE[self.state]


_TOO_LATE = {
    # A message that is put off again can be asked about once more.
    MessageState.QUEUED: "It waits again. Try once more.",
    MessageState.SENDING: (
        "It is too late: the message is going out at this moment. If it should not have gone, set Authority to None or "
        "Register again: either makes its link void."
    ),
    MessageState.SENT: (
        "It is too late: the message was handed to the mail server. If it should not have gone, set Authority to None "
        "or Register again: either makes its link void."
    ),
    MessageState.FAILED: "The message has failed already; nothing waits to be sent.",
    MessageState.CANCELLED: "The message was cancelled already; nothing waits to be sent.",
}


class NotManager(RegistrationError):  # noqa: N818
    """Only managers may do this."""
