# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk does with a message or with what needs attention, each outcome said in words."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.register_questions import agreed_to_register
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.desktop.welcome_words import queued_words
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration import register, waiting_messages
from opportal_desktop.registration.errors import NoAccess, RecordGone, TooLate
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.sign_in import unlock
from opportal_desktop.terms import StaffMember

log = logging.getLogger(__name__)


class MessageActions:
    """Each method does one thing, or says why not. `say` shows words in the window that they are called from."""

    def __init__(
        self,
        records: Records,
        prompts: Prompts,
        staff: StaffMember,
        window: QWidget,
        say: Callable[[Tone, str], None],
    ) -> None:
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._window = window
        self._say = say

    def send_now(self, message_id: int) -> None:
        def write() -> None:
            sent = waiting_messages.send_now(self._records, message_id, self._staff)
            if sent.held is None:
                self._say(Tone.INFO, "It goes out now.")
            else:
                self._say(Tone.WARNING, f"It is due now, but sending is paused. {sent.held}")

        self._attempt(write, "Nothing was sent")

    def cancel(self, message_id: int) -> None:
        def write() -> None:
            waiting_messages.cancel_message(self._records, message_id, self._staff)
            self._say(Tone.GOOD, "Cancelled: it will not be sent.")

        self._attempt(write, "Nothing was cancelled")

    def register(self, contact_id: int) -> None:
        """Another Welcome Email, after the questions that Register asks everywhere."""

        def write() -> None:
            shown = register.caregiver_authority(self._records, contact_id)
            if agreed_to_register(self._window, self._prompts, shown, practice_rules(self._records).moment):
                registered = register.register(self._records, contact_id, self._staff)
                self._say(Tone.GOOD, queued_words(self._records, [registered.to_address], "Register"))

        self._attempt(write, "Nothing was sent")

    def unlock(self, contact_id: int) -> None:
        def write() -> None:
            unlock(self._records, contact_id, self._staff)
            self._say(Tone.GOOD, "Unlocked: this parent can try again now.")

        self._attempt(write, "Nothing was unlocked")

    def _attempt(self, write: Callable[[], None], undone: str) -> None:
        """Do it; say in words if it can't be done. `undone`: what did not happen then."""
        try:
            write()
        except TooLate as refusal:
            self._say(Tone.WARNING, refusal.words)
        except RecordGone:
            self._say(Tone.WARNING, f"{undone}: it was removed meanwhile.")
        except NoAccess as refusal:
            self._say(Tone.WARNING, f"{undone}: " + "; ".join(refusal.reasons) + ".")
        except RecordsBusyError:
            self._say(Tone.WARNING, f"Another program is writing to the records just now. {undone}; try again.")
        except StorageError as error:
            log.exception("a message was not changed")
            self._say(Tone.DANGER, not_written(error, f"{undone}."))
