# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors beside their fields: a red border, the sentence in the label below, and the focus on the first one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from opportal_desktop.desktop.small_screens import bring_into_sight
from opportal_desktop.desktop.theme import restyle


@dataclass(frozen=True, slots=True)
class FormField:
    """An editor and the label under it (role="error") that says what is wrong with what was typed."""

    editor: QWidget
    error: QLabel


class FieldErrors:
    """The errors of one form, by field name, in visual order."""

    def __init__(self, fields: Mapping[str, FormField]) -> None:
        self._fields = dict(fields)
        for field in self._fields.values():
            field.error.setWordWrap(True)
            field.error.hide()

    def add(self, fields: Mapping[str, FormField]) -> None:
        """Fields that the form makes only when they are needed."""
        self._fields |= fields
        for field in fields.values():
            field.error.setWordWrap(True)
            field.error.hide()

    def show(self, errors: Mapping[str, str], *, focus: bool = True) -> None:
        """Show exactly these errors (field name -> sentence); all others are cleared.

        Raises:
            KeyError: an error for a field that the form does not have: it would be lost to the person.
        """
        unknown = errors.keys() - self._fields.keys()
        if unknown:
            raise KeyError(f"no such fields: {sorted(unknown)}")
        for name in self._fields:
            self.set(name, errors.get(name, ""))
        if focus:
            self.focus_first()

    def set(self, name: str, sentence: str) -> None:
        """Show or (with '') clear one field's error."""
        field = self._fields[name]
        if field.error.text() == sentence:
            return
        field.error.setText(sentence)
        field.error.setVisible(bool(sentence))
        field.editor.setAccessibleDescription(sentence)
        restyle(field.editor, invalid=bool(sentence))

    def focus_first(self) -> None:
        for field in self._fields.values():
            if field.error.text():
                field.editor.setFocus()
                # Once the words have their place: they stand below the field, which Qt scrolls to by itself.
                QTimer.singleShot(0, field.error, partial(_bring_both_into_sight, field))
                return

    def texts(self) -> dict[str, str]:
        """What is shown now, by field name."""
        return {name: field.error.text() for name, field in self._fields.items() if field.error.text()}


def _bring_both_into_sight(field: FormField) -> None:
    bring_into_sight(field.error)
    bring_into_sight(field.editor)
