# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures for windows: the themed application, a recorder in place of message boxes, the signals object."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from opportal_desktop.desktop.prompts import Choice, Prompts
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.theme import Scheme, Theme, Tone
from opportal_desktop.records.records import Records
from opportal_desktop.registration.access_shifts import AccessShift
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.terms import StaffMember


@dataclass(frozen=True)
class Prompt:
    """One box that would have been shown."""

    kind: str
    title: str
    text: str
    labels: tuple[str, ...] = ()


@dataclass
class RecordingPrompts(Prompts):
    """Answers from `answers`, in order: a choice's key, a text, a path, or None for cancel. `shown` is what was asked.

    A question without a prepared answer fails the test.
    """

    answers: list[object] = field(default_factory=list)
    shown: list[Prompt] = field(default_factory=list)

    def answer(self, *answers: object) -> None:
        self.answers.extend(answers)

    def ask(
        self,
        parent: QWidget | None,
        title: str,
        happened: str,
        choices: Sequence[Choice],
        *,
        detail: str = "",
        tone: Tone = Tone.WARNING,
    ) -> str:
        self._record("ask", title, happened, tuple(choice.label for choice in choices))
        key = self._next()
        assert key in {choice.key for choice in choices}, f"no such choice: {key}"
        return str(key)

    def ask_reason(
        self,
        parent: QWidget | None,
        title: str,
        explanation: str,
        shifts: Sequence[AccessShift],
        choices: Sequence[Choice],
        *,
        reason: str = "",
    ) -> tuple[str, str]:
        """A prepared answer is a key and a reason, or a key alone."""
        text = "\n".join((explanation, *(shift.statement for shift in shifts)))
        self._record("ask_reason", title, text.strip(), tuple(choice.label for choice in choices))
        answer = self._next()
        key, said = answer if isinstance(answer, tuple) else (str(answer), reason)
        assert key in {choice.key for choice in choices}, f"no such choice: {key}"
        return key, said

    def tell(
        self,
        parent: QWidget | None,
        title: str,
        happened: str,
        *,
        next_step: str = "",
        detail: str = "",
        tone: Tone = Tone.INFO,
        button: str = "&Close",
    ) -> None:
        self._record("tell", title, f"{happened}\n\n{next_step}".strip(), (button,))

    def ask_text(self, parent: QWidget | None, title: str, label: str, **options: object) -> str | None:
        self._record("ask_text", title, label, ())
        answer = self._next()
        return None if answer is None else str(answer)

    def choose_save_file(self, parent: QWidget | None, title: str, suggested: Path, file_types: str) -> Path | None:
        return self._path("choose_save_file", title)

    def choose_open_file(self, parent: QWidget | None, title: str, folder: Path, file_types: str) -> Path | None:
        return self._path("choose_open_file", title)

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        return self._path("choose_folder", title)

    def _path(self, kind: str, title: str) -> Path | None:
        self._record(kind, title, "", ())
        answer = self._next()
        assert answer is None or isinstance(answer, Path)
        return answer

    def _record(self, kind: str, title: str, text: str, labels: tuple[str, ...]) -> None:
        self.shown.append(Prompt(kind, title, text, labels))

    def _next(self) -> object:
        assert self.answers, f"unexpected question: {self.shown[-1]}"
        return self.answers.pop(0)


@pytest.fixture
def prompts() -> Iterator[RecordingPrompts]:
    recorder = RecordingPrompts()
    yield recorder
    assert not recorder.answers, f"never asked for: {recorder.answers}"


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The one theme of the test run; starts light."""
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture(autouse=True)
def themed(theme: Theme) -> Iterator[None]:
    yield
    theme.set_scheme(Scheme.LIGHT)


@pytest.fixture
def signals(records: Records, qapp: QApplication) -> Iterator[RecordsSignals]:
    """Subscribed to the records; polls only when a test calls `poll()` (or `watch`es itself)."""
    made = RecordsSignals()
    records.subscribe(made.publish)
    yield made
    made.stop()


class StandInContacts(QWidget):
    """Stands for the panel Family Contacts, which has its own tests."""

    basic_information_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.patient_id = 0
        self.unsaved = False
        self.may_leave = True
        field = QLineEdit(self)
        field.setAccessibleName("Stand-in")
        QVBoxLayout(self).addWidget(field)
        self.setFocusProxy(field)

    def show_patient(self, patient_id: int) -> None:
        self.patient_id = patient_id

    def has_unsaved_edits(self) -> bool:
        return self.unsaved

    def ask_to_leave(self) -> bool:
        return self.may_leave


@pytest.fixture
def add_patient(records: Records, front_desk: StaffMember) -> Callable[..., int]:
    """Adds a patient through the use case; returns the id."""

    def add(first_name: str = "Mateo", last_name: str = "García López", **fields: Any) -> int:
        draft = PatientDraft(
            first_name=first_name,
            last_name=last_name,
            birth_date=fields.pop("birth_date", dt.date(2018, 3, 14)),
            **fields,
        )
        return save_patient(records, draft, front_desk).patient_id

    return add
