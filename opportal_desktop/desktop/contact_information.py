# SPDX-License-Identifier: GPL-3.0-or-later
"""The Contact Information panel: edits one contact in one chart, and says what Save will do for the portal."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.contact_fields import ContactFields
from opportal_desktop.desktop.edit_conflict import ConflictOutcome, EditConflictDialog, merged
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.likely_contacts_card import TAKE_BEST_KEY
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.small_screens import scroll_when_small
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.desktop.welcome_words import queued_words
from opportal_desktop.forms.ui_contact_information import Ui_ContactInformation
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration.charts import load_chart
from opportal_desktop.registration.conflicts import Conflict, ConflictKind
from opportal_desktop.registration.contact_draft import (
    FIELD_LABELS,
    LINK_FIELDS,
    PERSON_FIELDS,
    ContactDraft,
    differences,
    load_contact_draft,
    same_address,
    select_contact_draft,
    tidy,
)
from opportal_desktop.registration.contact_history import ContactHistory, load_contact_history
from opportal_desktop.registration.errors import (
    DraftInvalid,
    EditConflict,
    FieldDifference,
    LosesAccess,
    ReasonRequired,
    RecordGone,
)
from opportal_desktop.registration.likely_contacts import get_ready, likely_contacts, typed_otherwise
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import ConditionId, LinkKey, PortalStatus
from opportal_desktop.registration.save_contact import Forecast, SavedContact, forecast, save_contact
from opportal_desktop.terms import StaffMember

log = logging.getLogger(__name__)

FORECAST_DELAY_MS = 150
"""After the last keystroke; the forecast itself takes a few milliseconds."""
RETRY_MS = 150
LONG_MS, GIVE_UP_MS = 2000, 120_000
"""How long a Save is tried again while another program writes: when it is told why, and when it is given up."""

_BUSY = "Another program is saving; trying again…"
_BUSY_LONG = (
    "Another program is writing a lot, such as an import of patients. This is saved by itself when that is done; what "
    "you typed is still here."
)
_MAIL_IS_WELL = frozenset(
    (PortalStatus.SENDING, PortalStatus.INVITED, PortalStatus.ACTIVE, PortalStatus.LINK_EXPIRED, PortalStatus.LOCKED)
)
_FIELDS_OF_CONDITIONS = {
    ConditionId.AUTHORITY: "authority",
    ConditionId.NOT_SELF: "role_reason",
    ConditionId.HOME_EMAIL: "home_email",
    ConditionId.CELL_PHONE: "cell_phone",
    ConditionId.EMAIL_OWN: "home_email",
    ConditionId.UNDER_AGE_LIMIT: "proxy_consent_on",
    ConditionId.NOT_DECLINED: "declined",
}


class ContactInformation(QWidget):
    """Edits one contact. Nothing typed is ever lost to a refusal, and nothing is stored before Save."""

    saved = Signal(object)
    """`SavedContact`, after the commit."""
    cancelled = Signal()
    """A contact that is not in the chart yet was given up."""
    contact_shown = Signal(object)
    """The contact's id, or None: another one than before is shown."""
    reactivation_wanted = Signal()
    basic_information_wanted = Signal()
    explanation_wanted = Signal(int)
    """The contact's id: why can't they see a patient?"""
    registration_wanted = Signal(object)
    """The contact's id: the folder button was clicked, and nothing is unsaved."""

    def __init__(self, records: Records, prompts: Prompts, staff: StaffMember, parent: QWidget | None = None) -> None:
        """Shows nothing before `show_patient`."""
        super().__init__(parent)
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._patient_id = 0
        self._base: ContactDraft | None = None
        self._history: ContactHistory | None = None
        self._as_shown: tuple[object, ...] = ()
        # What the desk agreed to before this Save: whose access it takes away, and why.
        self._agreed: frozenset[LinkKey] = frozenset()
        self._reason = ""
        self._bar_tone = Tone.NEUTRAL
        self._promised_mail = False
        self._bar_action: Callable[[], object] = self.save
        self.ui = Ui_ContactInformation()
        self.ui.setupUi(self)
        load_icons(self)
        self._fields = ContactFields(self.ui, self._rules, self)
        self._forecast_timer = self._make_timer(self._show_forecast)
        self._retry_timer = self._make_timer(self._retry)
        self._retrying = QElapsedTimer()
        self._notes_by_field = {
            "last_name": self.ui.lastNameConflicts,
            "own_patient_id": self.ui.ownPatientConflicts,
            "authority": self.ui.authorityConflicts,
            "home_email": self.ui.homeEmailConflicts,
            "cell_phone": self.ui.cellPhoneConflicts,
        }
        self._columns = 0
        self._lay_out_cards()
        # What the cards need changes with what they show and with the text's size.
        self.ui.page.installEventFilter(self)
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_cards()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What is forecast depends on the day, too.
        self._forecast_timer.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._forecast_timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched is self.ui.page:
            self._lay_out_cards()
        return super().eventFilter(watched, event)

    def _lay_out_cards(self) -> None:
        """As many cards side by side as there is room for, at most three."""
        ui = self.ui
        cards = (ui.personCard, ui.chartCard, ui.reachCard, ui.addressCard, ui.notesCard)
        margins = ui.pageLayout.contentsMargins()
        taken = ui.portalConditions.width() + ui.portalLayout.contentsMargins().right()
        taken += margins.left() + margins.right() + ui.scrollArea.verticalScrollBar().sizeHint().width()
        room = self.width() - taken
        columns = next((count for count in (3, 2) if self._needed_by(cards, count) <= room), 1)
        if columns == self._columns:
            return
        self._columns = columns
        grid = ui.cardsGrid
        for place, card in enumerate(cards):
            grid.removeWidget(card)
            row, column = divmod(place, columns)
            grid.addWidget(card, row, column, 1, columns - column if card is ui.notesCard else 1)
        for column in range(3):
            grid.setColumnStretch(column, 1 if column < columns else 0)

    def _needed_by(self, cards: Sequence[QWidget], columns: int) -> int:
        widest = [max(card.minimumSizeHint().width() for card in cards[column::columns]) for column in range(columns)]
        return sum(widest) + self.ui.cardsGrid.horizontalSpacing() * (columns - 1)

    def _make_timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    def _connect(self) -> None:
        self._fields.edited.connect(self._on_edited)
        self.ui.saveButton.clicked.connect(self.save)
        self.ui.cancelButton.clicked.connect(self.cancel)
        self.ui.sameAddressButton.clicked.connect(self._on_same_address_clicked)
        self.ui.portalRegistrationButton.clicked.connect(self.open_registration)
        self.ui.formMessageBar.action_triggered.connect(self._on_bar_action)
        self.ui.portalConditions.go_to.connect(self.go_to)
        self.ui.portalConditions.explanation_wanted.connect(self.explain)
        for notes in self._notes_by_field.values():
            notes.acted.connect(self._on_conflict_acted)
        # Save stays in sight, whatever stands beside the fields.
        scroll_when_small(self.ui.portalWidget)
        self.ui.likelyContactsCard.taken.connect(self._use_existing)
        take_best = QShortcut(QKeySequence(TAKE_BEST_KEY), self)
        take_best.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        take_best.activated.connect(self.ui.likelyContactsCard.take_best)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.cancel)

    # -- what is shown

    @property
    def contact_id(self) -> int | None:
        """The stored contact that is shown; None for a new one, or for none."""
        return None if self._base is None else self._base.contact_id

    @property
    def has_contact(self) -> bool:
        """Whether a contact is shown, new or stored."""
        return self._base is not None

    @property
    def in_chart(self) -> bool:
        """Whether what is shown is stored in this chart already."""
        return self._base is not None and self._base.link_revision > 0

    def show_patient(self, patient_id: int) -> None:
        """Edit this patient's family contacts from now on."""
        self._patient_id = patient_id

    def show_contact(self, contact_id: int) -> None:
        """Show a family contact of this chart.

        Raises:
            RecordGone: it is not in this chart any more.
        """
        self._show(load_contact_draft(self._records, self._patient_id, contact_id))

    def show_existing(self, contact_id: int) -> None:
        """Show an existing contact that is to be linked to this chart; nothing is stored before Save.

        Raises:
            RecordGone: there is no such contact any more.
        """
        self._show(select_contact_draft(self._records, self._patient_id, contact_id))
        self._fields.focus("role_reason")

    def show_new(self, draft: ContactDraft) -> None:
        """Show a contact that is not in the records yet, with what is known of it already."""
        BackgroundCall(get_ready).start()
        self._show(draft)
        self._fields.focus("last_name" if draft.first_name and not draft.last_name else "first_name")

    def clear(self) -> None:
        """Show no contact; the owner hides the panel."""
        self._base = None
        self._stop_retrying()
        self._forecast_timer.stop()
        self.ui.formMessageBar.clear()
        self.contact_shown.emit(None)

    def focus_first_field(self) -> None:
        self._fields.focus("first_name")

    def focus_field(self, name: str) -> None:
        """Put the focus into a field ("home_email", "cell_phone") and select what stands there."""
        self._fields.focus(name)

    def _show(self, draft: ContactDraft) -> None:
        self._stop_retrying()
        self._say_nothing()
        self._base = draft
        self._history = (
            None
            if draft.contact_id is None
            else load_contact_history(self._records, self._patient_id, draft.contact_id)
        )
        self.ui.likelyContactsCard.show_contacts(())
        self.ui.portalConditions.explain_button.setVisible(self.in_chart)
        self._fields.show(draft, consent=self._asks_for_consent())
        self._as_shown = self._fields.snapshot()
        self._on_edited()
        # In the next turn of the event loop: Save and opening a chart return before it.
        self._forecast_timer.start(0)
        self._show_history()
        self.contact_shown.emit(draft.contact_id)

    def _asks_for_consent(self) -> bool:
        return load_chart(self._records, self._patient_id).nears_age_limit

    def _show_history(self) -> None:
        history, badge, others, changed = self._history, "", "", ""
        if history is None:
            badge, changed = "New contact", "Not saved yet"
        else:
            if history.other_charts:
                others = f"also in the charts of {', '.join(history.other_charts)}"
            if self.in_chart:
                changed = f"Last saved {self._rules().moment(history.changed_at)} by {history.changed_by or '—'}"
            else:
                badge, changed = "Existing contact", "Not in this chart until you save"
        self.ui.badgeLabel.setText(badge)
        self.ui.badgeLabel.setVisible(bool(badge))
        self.ui.otherChartsLabel.setText(others)
        self.ui.changedLabel.setText(changed)

    def _rules(self) -> PracticeRules:
        return practice_rules(self._records)

    # -- what others changed

    def records_changed(self) -> None:
        """The records changed: refresh an untouched form, never touch what is being typed."""
        base = self._base
        if base is None:
            return
        if base.contact_id is None:
            self._forecast_timer.start(FORECAST_DELAY_MS)
            return
        load = load_contact_draft if self.in_chart else select_contact_draft
        try:
            current = load(self._records, self._patient_id, base.contact_id)
        except RecordGone:
            self._say(
                Tone.WARNING,
                "This contact was taken off this chart meanwhile. What you typed is still here; it can’t be saved.",
            )
            return
        changed = any(getattr(current, name) != getattr(base, name) for name in FIELD_LABELS)
        if not changed:
            # Only revisions differ, e.g. after Inactivate: the next Save is no conflict.
            self._base = dataclasses.replace(
                base, contact_revision=current.contact_revision, link_revision=current.link_revision
            )
            self._history = load_contact_history(self._records, self._patient_id, base.contact_id)
            self._show_history()
            # A birthday came, or the age limit was changed.
            self._fields.show_consent(asked_for=self._asks_for_consent())
            self._forecast_timer.start(FORECAST_DELAY_MS)
        elif self._typed_something():
            self._tell_of(load_contact_history(self._records, self._patient_id, base.contact_id))
        else:
            self._show(current)

    def follow_mail(self, status: PortalStatus) -> None:
        """Take back "a Welcome Email goes out" once it failed or was taken back; the portal card says what to do."""
        if self._promised_mail and status not in _MAIL_IS_WELL:
            self._say_nothing()

    def _tell_of(self, history: ContactHistory) -> None:
        self._say(
            Tone.WARNING,
            f"Changed by {history.changed_by or 'another program'} at {self._rules().moment(history.changed_at)}. "
            "What you typed is still here.",
            "Show",
            self._show_their_changes,
        )

    def _show_their_changes(self) -> None:
        base = self._base
        if base is None or base.contact_id is None:
            return
        load = load_contact_draft if self.in_chart else select_contact_draft
        try:
            current = load(self._records, self._patient_id, base.contact_id)
            history = load_contact_history(self._records, self._patient_id, base.contact_id)
        except RecordGone:
            self.records_changed()
            return
        mine = self._tidied()
        found = differences(base, current, mine)
        self._decide(
            found, history.changed_by, self._rules().moment(history.changed_at), mine, current, "&Use these choices"
        )

    # -- leaving

    def has_unsaved_edits(self) -> bool:
        if self._base is None:
            return False
        chosen = self._base.contact_id is not None and not self.in_chart
        return chosen or self._typed_something()

    def ask_to_leave(self) -> bool:
        """True if nothing would be lost, or the person agreed to lose it; False to stay."""
        if not self.has_unsaved_edits():
            return True
        answer = self._prompts.ask(
            self,
            "Save the changes in Contact Information?",
            "What you typed is not saved yet.",
            [
                Choice("save", "&Save", ChoiceRole.PRIMARY),
                Choice("discard", "&Discard changes", ChoiceRole.DANGER),
                Choice("keep", "&Keep editing", ChoiceRole.CANCEL),
            ],
        )
        if answer == "save":
            return self.save()
        if answer == "discard":
            self._discard()
            return True
        return False

    def cancel(self) -> None:
        """Give up what was typed, after asking."""
        if self._base is None:
            return
        if self._typed_something():
            answer = self._prompts.ask(
                self,
                "Discard the changes in Contact Information?",
                "What you typed is not saved yet.",
                [
                    Choice("discard", "&Discard changes", ChoiceRole.DANGER),
                    Choice("keep", "&Keep editing", ChoiceRole.CANCEL),
                ],
            )
            if answer == "keep":
                return
        self._discard()

    def _discard(self) -> None:
        base = self._base
        if base is None:
            return
        if self.in_chart and base.contact_id is not None:
            try:
                self.show_contact(base.contact_id)
            except RecordGone:
                self.clear()
                self.cancelled.emit()
            return
        self.clear()
        self.cancelled.emit()

    def _typed_something(self) -> bool:
        return self._base is not None and self._fields.snapshot() != self._as_shown

    # -- saving

    def save(self) -> bool:
        """Save what was typed; True when nothing is unsaved any more. Otherwise the reason stands in the form."""
        if not self.has_unsaved_edits() and self.in_chart:
            return True
        self._stop_retrying()
        self._say_nothing()
        self._agreed, self._reason = frozenset(), ""
        return self._try_save()

    def _try_save(self) -> bool:
        if self._base is None:
            return True
        if errors := self._fields.date_errors():
            self._stop_retrying()
            self._show_errors({**forecast(self._records, self._fields.draft()).errors, **errors})
            return False
        base = self._base
        draft = self._draft(base)
        try:
            with self._records.impatient():
                saved = save_contact(
                    self._records,
                    draft,
                    self._staff,
                    base=None if base.contact_id is None else base,
                    reason=self._reason or self._fields.reason,
                    agreed=self._agreed,
                )
        except RecordsBusyError:
            self._wait_for_others()
            return False
        except (DraftInvalid, ReasonRequired, EditConflict, RecordGone, StorageError) as refusal:
            self._stop_retrying()
            return self._refused(refusal)
        self._stop_retrying()
        self._show(saved.draft)
        self._say(Tone.GOOD, _saved_words(self._records, saved))
        self._promised_mail = bool(saved.sent_to)
        self.saved.emit(saved)
        return True

    def _refused(self, refusal: Exception) -> bool:
        if isinstance(refusal, EditConflict):
            when = self._rules().moment(refusal.at)
            mine = self._tidied()
            return self._decide(refusal.differences, refusal.by, when, mine, refusal.current) and self._try_save()
        if isinstance(refusal, DraftInvalid):
            self._show_errors(refusal.errors)
        elif isinstance(refusal, LosesAccess):
            return self._agreed_to(refusal) and self._try_save()
        elif isinstance(refusal, ReasonRequired):
            self._show_forecast()
            self._fields.ask_reason(True)
            self._fields.show_errors({"custody_reason": "Say why, for example which court order you have seen."})
        elif isinstance(refusal, RecordGone):
            self._say(
                Tone.DANGER,
                "This contact was taken off this chart, or the patient was removed, meanwhile. Nothing was saved; "
                "what you typed is still here.",
            )
        elif isinstance(refusal, StorageError):
            # The type only: a database's message may quote what was to be stored.
            log.error("saving a contact failed: %s", type(refusal).__name__)
            self._say(
                Tone.DANGER,
                not_written(refusal, "Nothing was saved; what you typed is still here."),
                "Try again",
                self.save,
            )
        return False

    def _agreed_to(self, loss: LosesAccess) -> bool:
        """Ask before access is taken away, and for the reason."""
        answer, reason = self._prompts.ask_reason(
            self,
            "Save, and end access to the portal?",
            "It ends with Save: from their next click on, the portal shows these patients no more.",
            loss.shifts,
            [
                Choice("save", "&Save and end access", ChoiceRole.DANGER),
                Choice("keep", "&Keep editing", ChoiceRole.CANCEL),
            ],
            reason=self._reason or self._fields.reason,
        )
        self._agreed, self._reason = loss.keys, reason
        return answer == "save"

    def _show_errors(self, errors: dict[str, str]) -> None:
        self._fields.show_errors({name: text for name, text in errors.items() if self._fields.shows(name)})
        elsewhere = [f"{FIELD_LABELS[name]}: {text}" for name, text in errors.items() if not self._fields.shows(name)]
        if elsewhere:
            self._say(Tone.DANGER, " ".join(elsewhere))

    def _decide(
        self,
        found: tuple[FieldDifference, ...],
        by: str,
        when: str,
        mine: ContactDraft,
        current: ContactDraft,
        accept: str = "&Save with these choices",
    ) -> bool:
        """Ask whose values are to stand; True if the form now holds the merged record on the current base."""
        base = self._base
        if base is None:
            return False
        dialog = EditConflictDialog(found, by, when, self._rules().phone_region, accept=accept, parent=self)
        dialog.exec()
        outcome, theirs = dialog.outcome, dialog.theirs
        dialog.deleteLater()
        if outcome is ConflictOutcome.KEEP_EDITING:
            return False
        reason = self.ui.custodyReasonLineEdit.text()
        together = merged(base, mine, current, theirs)
        self._show(current)
        if outcome is ConflictOutcome.ACCEPT:
            self._fields.apply(together)
            self.ui.custodyReasonLineEdit.setText(reason)
            self._show_forecast()
        return outcome is ConflictOutcome.ACCEPT or not self.has_unsaved_edits()

    def _tidied(self) -> ContactDraft:
        return tidy(self._fields.draft(), self._rules().phone_region)

    def _draft(self, base: ContactDraft) -> ContactDraft:
        """What is to be stored, by the revisions of the record that it is known to continue."""
        return dataclasses.replace(
            self._fields.draft(), contact_revision=base.contact_revision, link_revision=base.link_revision
        )

    # -- another program writes

    def _wait_for_others(self) -> None:
        if not self._retrying.isValid():
            self._retrying.start()
        if self._retrying.elapsed() < GIVE_UP_MS:
            self._say(Tone.INFO, _BUSY if self._retrying.elapsed() < LONG_MS else _BUSY_LONG)
            self._retry_timer.start(RETRY_MS)
            return
        self._stop_retrying()
        self._say(
            Tone.WARNING,
            "Another program has been saving for a while. Nothing was saved yet; what you typed is still here.",
            "Try again",
            self.save,
        )

    def _retry(self) -> None:
        self._try_save()

    def _stop_retrying(self) -> None:
        self._retry_timer.stop()
        self._retrying.invalidate()

    # -- the message bar

    def _say(self, tone: Tone, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        if on_action is not None:
            self._bar_action = on_action
        self.ui.messagePage.show()
        if self.ui.formMessageBar.text != text or self.ui.formMessageBar.isHidden():
            self.ui.formMessageBar.show_message(tone, text, action=action)
        self._bar_tone = tone
        self._promised_mail = False

    def _say_nothing(self) -> None:
        self.ui.formMessageBar.clear()
        self.ui.messagePage.hide()
        self._bar_tone = Tone.NEUTRAL
        self._promised_mail = False

    def _on_bar_action(self) -> None:
        self._bar_action()

    # -- what the person does

    def _on_edited(self) -> None:
        if self._base is None:
            return
        unsaved = self.has_unsaved_edits()
        self.ui.saveButton.setEnabled(unsaved or not self.in_chart)
        self.ui.cancelButton.setEnabled(unsaved or not self.in_chart)
        name = f"{self.ui.firstNameLineEdit.text()} {self.ui.lastNameLineEdit.text()}".strip()
        self.ui.nameLabel.setText(name or "New contact")
        if unsaved and self._bar_tone is Tone.GOOD:
            self._say_nothing()
        self._forecast_timer.start(FORECAST_DELAY_MS)

    def _on_same_address_clicked(self) -> None:
        try:
            patient = load_chart(self._records, self._patient_id).draft
        except RecordGone:
            self._refused(RecordGone())
            return
        self._fields.apply_address(same_address(self._fields.draft(), patient))

    def open_registration(self) -> None:
        """Open the dialog about this contact's portal account; what is unsaved is asked about before."""
        if not self.in_chart:
            self._say(Tone.INFO, "Save this contact first: a Welcome Email needs it in the records.")
        elif self.ask_to_leave() and self.contact_id is not None:
            self.registration_wanted.emit(self.contact_id)

    def explain(self) -> None:
        """Ask for the answer to Why can't they see…? about this contact."""
        if self.contact_id is not None and self.in_chart:
            self.explanation_wanted.emit(self.contact_id)

    def go_to(self, condition: ConditionId) -> None:
        """Go to where this condition can be met."""
        if condition is ConditionId.LINK_ACTIVE:
            self.reactivation_wanted.emit()
        elif condition is ConditionId.PATIENT_ACTIVE:
            self.basic_information_wanted.emit()
        else:
            self._fields.focus(_FIELDS_OF_CONDITIONS[condition])

    def _on_conflict_acted(self, conflict: Conflict) -> None:
        if conflict.kind is ConflictKind.OWN_PATIENT:
            self._fields.set_own_patient()
            self._show_forecast()

    @Slot(int)
    def _use_existing(self, contact_id: int) -> None:
        """Take the contact that exists already in place of the new one; what was said about this chart stays."""
        base, typed = self._base, self._fields.draft()
        try:
            existing = select_contact_draft(self._records, self._patient_id, contact_id)
        except RecordGone:
            self._show_forecast()
            return
        self._show(existing)
        together, otherwise = typed_otherwise(typed, existing, self._rules().phone_region)
        if not existing.link_revision:
            together = dataclasses.replace(together, **{name: getattr(typed, name) for name in LINK_FIELDS})
        self._fields.apply(together)
        added = [name for name in PERSON_FIELDS if getattr(together, name) != getattr(existing, name)]
        self._say(
            Tone.INFO,
            _taken_words(existing, added, otherwise),
            "Back to what I typed",
            partial(self._back, base, typed),
        )
        self._fields.focus("role_reason")

    def _back(self, base: ContactDraft | None, typed: ContactDraft) -> None:
        """It was somebody else after all: the new contact again, as it was typed."""
        if base is not None:
            self._show(base)
            self._fields.apply(typed)
            self._fields.focus("first_name")

    # -- the forecast

    def _show_forecast(self) -> None:
        if self._base is None:
            return
        self._forecast_timer.stop()
        try:
            outlook = forecast(self._records, self._fields.draft())
        except (RecordGone, StorageError):
            # Save says it in words; a forecast that can't be made is no reason to interrupt.
            return
        self.ui.portalConditions.show_forecast(outlook)
        self.ui.saveButton.setAccessibleDescription(outlook.summary)
        self._show_conflicts(outlook)
        self._show_likely()
        self._fields.drop_solved({**outlook.errors, **outlook.warnings})

    def _show_conflicts(self, outlook: Forecast) -> None:
        # Beside a new contact the likely duplicates have a card of their own.
        is_new = self.contact_id is None
        conflicts = [row for row in outlook.conflicts if not (is_new and row.kind is ConflictKind.DUPLICATE)]
        for name, notes in self._notes_by_field.items():
            notes.show_conflicts(tuple(conflict for conflict in conflicts if conflict.field == name))
        self._fields.ask_reason(outlook.needs_reason)

    def _show_likely(self) -> None:
        """Who a new contact may be; nobody is asked of one that is stored."""
        draft = self._fields.draft() if self.contact_id is None else None
        self.ui.likelyContactsCard.show_contacts(likely_contacts(self._records, draft) if draft else ())


def _taken_words(existing: ContactDraft, added: Sequence[str], otherwise: Sequence[str]) -> str:
    words = [f"{existing.name} from the records. Nothing is stored before Save."]
    if added:
        words.append(f"Added from what you typed: {', '.join(FIELD_LABELS[name] for name in added)}.")
    if otherwise:
        words.append(
            f"You typed something else, which was not taken: {', '.join(FIELD_LABELS[name] for name in otherwise)}."
        )
    return " ".join(words)


def _saved_words(records: Records, saved: SavedContact) -> str:
    if saved.sent_to:
        return f"Saved. {queued_words(records, saved.sent_to, 'Save')}"
    if (saved.draft.patient_id, saved.draft.contact_id) in saved.effects.consequences.ends:
        return "Saved. This contact’s access to this patient has ended."
    return "Saved."
