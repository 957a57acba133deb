# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tone a Portal Status and an outbox state are shown in."""

from __future__ import annotations

from opportal_desktop.desktop.theme import Tone
from opportal_desktop.registration.rules import PortalStatus
from opportal_desktop.terms import MessageState

STATUS_TONES: dict[PortalStatus, Tone | None] = {
    PortalStatus.ACTIVE: Tone.GOOD,
    PortalStatus.INVITED: Tone.INFO,
    PortalStatus.SENDING: Tone.INFO,
    PortalStatus.LINK_EXPIRED: Tone.WARNING,
    PortalStatus.LOCKED: Tone.WARNING,
    PortalStatus.EMAIL_FAILED: Tone.DANGER,
    PortalStatus.NOT_REGISTERED: Tone.NEUTRAL,
    PortalStatus.DECLINED: Tone.NEUTRAL,
    PortalStatus.ACCESS_ENDED: Tone.NEUTRAL,
    PortalStatus.NONE: None,
}
"""None: no chip."""

MESSAGE_TONES: dict[MessageState, Tone] = {
    MessageState.QUEUED: Tone.INFO,
    MessageState.SENDING: Tone.INFO,
    MessageState.SENT: Tone.GOOD,
    MessageState.FAILED: Tone.DANGER,
    MessageState.CANCELLED: Tone.NEUTRAL,
}
