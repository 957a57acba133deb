# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose chart this is: stays visible above every section."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.theme import Tone, restyle
from opportal_desktop.forms.ui_patient_banner import Ui_PatientBanner

END_DISPUTE_KEY = "Shift+F2"


@dataclass(frozen=True, slots=True)
class BannerFacts:
    """What the banner says, ready to be read. `facts` are joined by a dot: age, DOB, sex, chart number, language."""

    name: str
    facts: tuple[str, ...]
    active: bool
    alert: str
    dispute: str = ""


class PatientBanner(QFrame):
    """Name, facts, "Inactive", the chart's alert and its dispute note."""

    end_dispute_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_PatientBanner()
        self.ui.setupUi(self)
        self.ui.nameLayout.addStretch(1)
        self._dispute_bar: MessageBar | None = None
        # The form's custom widgets get their role before they are parented; make the style sheet see it.
        restyle(self, role="bar")

    def show_facts(self, facts: BannerFacts) -> None:
        """Show a patient; the whole banner is one sentence to a screen reader."""
        self.ui.nameLabel.setText(facts.name)
        self.ui.factsLabel.setText("   ·   ".join(facts.facts))
        self.ui.inactiveChipLabel.setVisible(not facts.active)
        if facts.alert.strip():
            self.ui.alertMessageBar.show_message(Tone.WARNING, facts.alert.strip())
        else:
            self.ui.alertMessageBar.clear()
        self._show_dispute(facts.dispute)
        inactive = () if facts.active else ("Inactive",)
        self.setAccessibleName(", ".join((facts.name, *inactive, *facts.facts)))

    def _show_dispute(self, note: str) -> None:
        """The bar is made when there is a note: few charts have one."""
        if not note:
            if self._dispute_bar is not None:
                self._dispute_bar.clear()
            return
        if self._dispute_bar is None:
            self._dispute_bar = MessageBar(self)
            self._dispute_bar.setObjectName("disputeMessageBar")
            self._dispute_bar.action_triggered.connect(self.end_dispute_wanted)
            self.ui.bannerLayout.addWidget(self._dispute_bar)
        if self._dispute_bar.text != note or self._dispute_bar.isHidden():
            self._dispute_bar.show_message(Tone.WARNING, note, action=f"End dispute note… ({END_DISPUTE_KEY})")
