# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/practice_move.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget,
)

class Ui_PracticeMove(object):
    def setupUi(self, PracticeMove: QDialog) -> None:
        if not PracticeMove.objectName():
            PracticeMove.setObjectName(u"PracticeMove")
        self.practiceMoveLayout = QVBoxLayout(PracticeMove)
        self.practiceMoveLayout.setSpacing(0)
        self.practiceMoveLayout.setObjectName(u"practiceMoveLayout")
        self.practiceMoveLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(PracticeMove)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(12)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(24, 24, 24, 24)
        self.titleLabel = QLabel(self.contentWidget)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setProperty(u"role", u"title")

        self.contentLayout.addWidget(self.titleLabel)

        self.serverLabel = QLabel(self.contentWidget)
        self.serverLabel.setObjectName(u"serverLabel")
        self.serverLabel.setWordWrap(True)
        self.serverLabel.setProperty(u"role", u"strong")

        self.contentLayout.addWidget(self.serverLabel)

        self.introLabel = QLabel(self.contentWidget)
        self.introLabel.setObjectName(u"introLabel")
        self.introLabel.setWordWrap(True)
        self.introLabel.setProperty(u"role", u"subtle")

        self.contentLayout.addWidget(self.introLabel)

        self.progressBar = QProgressBar(self.contentWidget)
        self.progressBar.setObjectName(u"progressBar")
        self.progressBar.setMaximum(0)
        self.progressBar.setMinimum(0)
        self.progressBar.setTextVisible(False)

        self.contentLayout.addWidget(self.progressBar)

        self.stepLabel = QLabel(self.contentWidget)
        self.stepLabel.setObjectName(u"stepLabel")
        self.stepLabel.setWordWrap(True)
        self.stepLabel.setProperty(u"role", u"caption")

        self.contentLayout.addWidget(self.stepLabel)

        self.spacer1 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.contentLayout.addItem(self.spacer1)


        self.practiceMoveLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(PracticeMove)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.spacer2 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.spacer2)

        self.cancelButton = QPushButton(self.footerFrame)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.cancelButton)


        self.practiceMoveLayout.addWidget(self.footerFrame)

        self.practiceMoveLayout.setStretch(0, 1)

        self.retranslateUi(PracticeMove)
    # setupUi

    def retranslateUi(self, PracticeMove: QDialog) -> None:
        PracticeMove.setWindowTitle(QCoreApplication.translate("PracticeMove", u"OP Portal", None))
        self.titleLabel.setText(QCoreApplication.translate("PracticeMove", u"The practice is moving", None))
        self.serverLabel.setText("")
        self.introLabel.setText(QCoreApplication.translate("PracticeMove", u"Every row is copied and compared. Until all of it is there and the same, this PC stays with its file, and the file itself is not changed.", None))
#if QT_CONFIG(accessibility)
        self.progressBar.setAccessibleName(QCoreApplication.translate("PracticeMove", u"Progress of the move", None))
#endif // QT_CONFIG(accessibility)
        self.stepLabel.setText(QCoreApplication.translate("PracticeMove", u"Connecting\u2026", None))
        self.cancelButton.setText(QCoreApplication.translate("PracticeMove", u"&Cancel", None))
    # retranslateUi

