# SPDX-License-Identifier: GPL-3.0-or-later
"""The least that any PySide6 program with a table can be: what the start is compared with."""

import sys

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

app = QApplication(sys.argv)
window = QMainWindow()
table = QTableView()
table.setModel(QStringListModel([f"Row {number}" for number in range(50)]))
window.setCentralWidget(table)
window.resize(1100, 700)
window.show()
sys.exit(app.exec())
