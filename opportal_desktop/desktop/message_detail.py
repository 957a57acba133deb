# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the list of messages: what became of one, its history, and what the parent reads."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from opportal_desktop.desktop import theme
from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.icons import load_icons, set_icon
from opportal_desktop.desktop.models.messages_model import message_tone
from opportal_desktop.desktop.status_tones import MESSAGE_TONES
from opportal_desktop.desktop.theme import restyle
from opportal_desktop.forms.ui_message_detail import Ui_MessageDetail
from opportal_desktop.mail.preview import Preview
from opportal_desktop.registration.messages import HistoryLine
from opportal_desktop.registration.messages import MessageDetail as Detail
from opportal_desktop.terms import MessageState

MakePreview = Callable[[int], Preview | None]
"""message id -> what the parent reads; called on a thread of its own."""


class MessageDetail(QWidget):
    """Says and asks; what its buttons are for is the window's to do. `show_detail` before anything else."""

    send_now_requested = Signal()
    cancel_requested = Signal()
    register_requested = Signal()
    correct_requested = Signal()
    chart_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_preview: MakePreview | None = None
        self._detail: Detail | None = None
        self._preview: Preview | None = None
        self._preview_of: tuple[int, MessageState] | None = None
        self._composing: BackgroundCall | None = None
        self.ui = Ui_MessageDetail()
        self.ui.setupUi(self)
        load_icons(self)
        ui = self.ui
        self._switch = QButtonGroup(self)
        for button in (ui.historyButton, ui.previewButton, ui.textButton):
            self._switch.addButton(button)
        # Not buttonClicked: a screen reader toggles a button without a click.
        self._switch.buttonToggled.connect(self._on_switched)
        for button, signal in (
            (ui.sendNowButton, self.send_now_requested),
            (ui.cancelButton, self.cancel_requested),
            (ui.registerButton, self.register_requested),
            (ui.correctButton, self.correct_requested),
            (ui.chartButton, self.chart_requested),
        ):
            button.clicked.connect(signal)

    def set_preview_maker(self, make_preview: MakePreview) -> None:
        self._make_preview = make_preview

    @property
    def detail(self) -> Detail | None:
        return self._detail

    def show_detail(self, detail: Detail) -> None:
        """Show a message; the part that is looked at (history, preview) stays."""
        self._detail = detail
        row, ui = detail.row, self.ui
        state = "Not known whether it arrived" if row.unknown else row.state.label
        ui.outcomeChipLabel.setText(_chip(row.state, state, row.kind.is_text))
        restyle(ui.outcomeChipLabel, tone=message_tone(row).value)
        ui.headingLabel.setText(f"{row.kind.label} to {row.contact_name}")
        ui.addressLabel.setText(row.to)
        names = " and ".join(name for _, name in detail.patients) or "nobody at present"
        facts = f"Asked for by {row.by}, {row.when}. A contact of {names}."
        if detail.contact_address and detail.contact_address != row.to:
            facts += f" Today’s {'Cell Phone' if row.kind.is_text else 'Home Email'} is {detail.contact_address}."
        ui.factsLabel.setText(facts)
        ui.explanationLabel.setText(detail.explanation)
        self._show_buttons(detail)
        self._show_history(detail.history)
        self._show_preview()

    def _show_buttons(self, detail: Detail) -> None:
        ui, row = self.ui, detail.row
        failed = row.state is MessageState.FAILED
        buttons = (ui.sendNowButton, ui.cancelButton, ui.correctButton, ui.registerButton, ui.chartButton)
        had_focus = self.focusWidget() in buttons
        ui.sendNowButton.setVisible(detail.can_send_now)
        ui.cancelButton.setVisible(detail.can_cancel)
        ui.correctButton.setVisible(failed and bool(detail.patients))
        ui.correctButton.setText("Correct Cell P&hone" if row.kind.is_text else "Correct Home Ema&il")
        # Of a refused address the address is to blame; of a broken connection it is not.
        restyle(ui.correctButton, role="" if row.unknown else "primary")
        restyle(ui.registerButton, role="primary" if row.unknown else "")
        set_icon(ui.correctButton, "pencil")
        set_icon(ui.registerButton, "mail")
        waits = row.state.is_pending
        ui.registerButton.setVisible(row.kind.is_welcome and not waits)
        ui.registerButton.setEnabled(detail.can_register)
        why = "Register is not possible now: " + "; ".join(detail.why_not) if detail.why_not else ""
        ui.registerButton.setToolTip(why)
        ui.registerButton.setAccessibleDescription(why)
        ui.chartButton.setVisible(bool(detail.patients))
        if had_focus and self.focusWidget() not in buttons:
            ui.historyButton.setFocus()

    # -- history

    def _show_history(self, history: tuple[HistoryLine, ...]) -> None:
        position = self.ui.historyBrowser.verticalScrollBar().value()
        self.ui.historyBrowser.setHtml("".join(_line(line) for line in history))
        self.ui.historyBrowser.verticalScrollBar().setValue(position)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The history's colours are in its text.
        if event.type() is QEvent.Type.PaletteChange and self._detail is not None:
            self._show_history(self._detail.history)

    # -- preview

    @Slot()
    def _on_switched(self) -> None:
        self._show_preview()

    def _show_preview(self) -> None:
        ui = self.ui
        if ui.historyButton.isChecked() or self._detail is None:
            ui.bodyStack.setCurrentWidget(ui.historyPage)
            return
        ui.bodyStack.setCurrentWidget(ui.previewPage)
        wanted = self._detail.row.message_id, self._detail.row.state
        if wanted == self._preview_of:
            self._show_body()
        else:
            self._compose(wanted)

    def _compose(self, wanted: tuple[int, MessageState]) -> None:
        """The first one loads the templates, which takes too long for the GUI thread."""
        make_preview = self._make_preview
        if make_preview is None:
            return
        self._preview, self._preview_of = None, wanted
        for words in (self.ui.subjectLabel, self.ui.previewBrowser, self.ui.previewCaptionLabel):
            words.clear()
        self._composing = BackgroundCall(lambda: (wanted, make_preview(wanted[0])))
        self._composing.done.connect(self._on_composed)
        self._composing.failed.connect(self._on_not_composed)
        self._composing.start()

    @Slot(object)
    def _on_composed(self, composed: tuple[tuple[int, MessageState], Preview | None]) -> None:
        wanted, preview = composed
        if wanted == self._preview_of:
            self._preview = preview
            self._show_body()

    @Slot(object)
    def _on_not_composed(self, error: Exception) -> None:
        self._preview_of = None
        self.ui.previewCaptionLabel.setText("The records cannot be read just now; look again in a moment.")

    def _show_body(self) -> None:
        preview, ui = self._preview, self.ui
        if preview is None:
            return
        ui.subjectLabel.setVisible(bool(preview.subject))
        ui.subjectLabel.setText(preview.subject)
        ui.previewBrowser.setReadOnly(True)
        if ui.previewButton.isChecked() and preview.html:
            ui.previewBrowser.setHtml(preview.html)
        else:
            ui.previewBrowser.setPlainText(preview.text)
        whose = _whose_words(preview, self._detail.language.label if self._detail else "")
        ui.previewCaptionLabel.setText(preview.problem or whose)


def _whose_words(preview: Preview, language: str) -> str:
    if not preview.html:
        return f"In {language}. The code is hidden."
    version = preview.version
    practices = version is not None and not version.built_in
    whose = f"the practice’s words, version {version.number}" if version and practices else "the program’s own words"
    return f"In {language}, {whose}. The link is hidden: it is the parent’s alone."


def _chip(state: MessageState, words: str, is_text: bool) -> str:
    return "Handed to the text service" if is_text and state is MessageState.SENT else words


def _line(line: HistoryLine) -> str:
    """One entry as a paragraph; everything that came from outside is escaped."""
    subtle = theme.colors().text_subtle
    tone = getattr(theme.colors(), MESSAGE_TONES[line.state].value)
    parts = [
        f'<p style="margin:0 0 4px 0"><span style="color:{subtle}">{escape(line.when)} &nbsp;·&nbsp; '
        f"{escape(line.by)}</span><br>"
        f'<span style="color:{tone};font-weight:600">{escape(line.what)}</span></p>'
    ]
    if line.explanation:
        parts.append(f'<p style="margin:0 0 2px 0">{escape(line.explanation)}</p>')
    if line.server_reply:
        parts.append(
            f'<p style="margin:0;color:{subtle}">The server’s words: '
            f'<span style="font-family:monospace">{escape(line.server_reply)}</span></p>'
        )
    return "".join(parts) + '<p style="margin:0;font-size:6pt">&nbsp;</p>'
