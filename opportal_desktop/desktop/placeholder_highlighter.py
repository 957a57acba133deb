# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks placeholders, headings and bold words in a mail's text while it is typed; unknown placeholders stand out."""

from __future__ import annotations

import re
from collections.abc import Collection

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from opportal_desktop.desktop import theme

_BRACES = re.compile(r"\{\{\s*(\w*)\s*\}\}|\{\{|\}\}|\{%|%\}")
_BOLD = re.compile(r"\*\*.+?\*\*")


class PlaceholderHighlighter(QSyntaxHighlighter):
    """`set_known` says which placeholders the text may have."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._known: frozenset[str] = frozenset()

    def set_known(self, names: Collection[str]) -> None:
        """These are marked as good, all others as wrong."""
        if self._known != frozenset(names):
            self._known = frozenset(names)
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if text.startswith("# "):
            self.setFormat(0, len(text), _format("text", QFont.Weight.DemiBold))
        for match in _BOLD.finditer(text):
            self.setFormat(match.start(), len(match[0]), _format("text", QFont.Weight.DemiBold))
        for match in _BRACES.finditer(text):
            good = match[1] in self._known
            form = _format("accent_text" if good else "danger", QFont.Weight.Medium)
            form.setFontUnderline(not good)
            self.setFormat(match.start(), len(match[0]), form)


def _format(role: str, weight: QFont.Weight) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(theme.color(role))
    form.setFontWeight(weight)
    return form
