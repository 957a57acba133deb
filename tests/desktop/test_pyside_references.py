# SPDX-License-Identifier: GPL-3.0-or-later
"""PySide6 6.12.0 dropped a reference to None or True in each call; up to Python 3.11 the program aborted in minutes."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 200


class Sender(QObject):
    sent = Signal()


def test_calls_into_qt_keep_pythons_constants() -> None:
    sender = Sender()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        sender.setObjectName("x")
        sender.sent.emit()
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert min(now - then for now, then in zip(after, before, strict=True)) > -CALLS / 2
