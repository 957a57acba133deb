# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/opening_problem.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget,
)

class Ui_OpeningProblem(object):
    def setupUi(self, OpeningProblem: QDialog) -> None:
        if not OpeningProblem.objectName():
            OpeningProblem.setObjectName(u"OpeningProblem")
        self.openingProblemLayout = QVBoxLayout(OpeningProblem)
        self.openingProblemLayout.setSpacing(0)
        self.openingProblemLayout.setObjectName(u"openingProblemLayout")
        self.openingProblemLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(OpeningProblem)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QHBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(16)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(24, 24, 24, 24)
        self.stateIconLabel = QLabel(self.contentWidget)
        self.stateIconLabel.setObjectName(u"stateIconLabel")
        self.stateIconLabel.setProperty(u"iconName", u"triangle-alert")
        self.stateIconLabel.setProperty(u"iconTint", u"warning")
        self.stateIconLabel.setProperty(u"iconSize", 32)

        self.contentLayout.addWidget(self.stateIconLabel, 0, Qt.AlignmentFlag.AlignTop)

        self.wordsLayout = QVBoxLayout()
        self.wordsLayout.setSpacing(12)
        self.wordsLayout.setObjectName(u"wordsLayout")
        self.wordsLayout.setContentsMargins(0, 0, 0, 0)
        self.titleLabel = QLabel(self.contentWidget)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setWordWrap(True)
        self.titleLabel.setProperty(u"role", u"title")

        self.wordsLayout.addWidget(self.titleLabel)

        self.happenedLabel = QLabel(self.contentWidget)
        self.happenedLabel.setObjectName(u"happenedLabel")
        self.happenedLabel.setWordWrap(True)
        self.happenedLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.wordsLayout.addWidget(self.happenedLabel)

        self.safeLayout = QHBoxLayout()
        self.safeLayout.setSpacing(8)
        self.safeLayout.setObjectName(u"safeLayout")
        self.safeLayout.setContentsMargins(0, 0, 0, 0)
        self.safeIconLabel = QLabel(self.contentWidget)
        self.safeIconLabel.setObjectName(u"safeIconLabel")
        self.safeIconLabel.setProperty(u"iconName", u"shield-check")
        self.safeIconLabel.setProperty(u"iconTint", u"good")

        self.safeLayout.addWidget(self.safeIconLabel, 0, Qt.AlignmentFlag.AlignTop)

        self.safeLabel = QLabel(self.contentWidget)
        self.safeLabel.setObjectName(u"safeLabel")
        self.safeLabel.setWordWrap(True)
        self.safeLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.safeLayout.addWidget(self.safeLabel)

        self.safeLayout.setStretch(1, 1)

        self.wordsLayout.addLayout(self.safeLayout)

        self.nextLayout = QVBoxLayout()
        self.nextLayout.setSpacing(4)
        self.nextLayout.setObjectName(u"nextLayout")
        self.nextLayout.setContentsMargins(0, 0, 0, 0)
        self.nextHeadingLabel = QLabel(self.contentWidget)
        self.nextHeadingLabel.setObjectName(u"nextHeadingLabel")
        self.nextHeadingLabel.setProperty(u"role", u"strong")

        self.nextLayout.addWidget(self.nextHeadingLabel)

        self.nextStepLabel = QLabel(self.contentWidget)
        self.nextStepLabel.setObjectName(u"nextStepLabel")
        self.nextStepLabel.setWordWrap(True)
        self.nextStepLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.nextLayout.addWidget(self.nextStepLabel)


        self.wordsLayout.addLayout(self.nextLayout)

        self.separatorFrame = QFrame(self.contentWidget)
        self.separatorFrame.setObjectName(u"separatorFrame")
        self.separatorFrame.setProperty(u"role", u"separator")

        self.wordsLayout.addWidget(self.separatorFrame)

        self.pathLabel = QLabel(self.contentWidget)
        self.pathLabel.setObjectName(u"pathLabel")
        self.pathLabel.setWordWrap(True)
        self.pathLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.pathLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.pathLabel.setProperty(u"role", u"caption")

        self.wordsLayout.addWidget(self.pathLabel)

        self.spacer1 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.wordsLayout.addItem(self.spacer1)


        self.contentLayout.addLayout(self.wordsLayout)

        self.contentLayout.setStretch(1, 1)

        self.openingProblemLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(OpeningProblem)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.quitButton = QPushButton(self.footerFrame)
        self.quitButton.setObjectName(u"quitButton")
        self.quitButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.quitButton)

        self.spacer2 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.spacer2)

        self.setUpButton = QPushButton(self.footerFrame)
        self.setUpButton.setObjectName(u"setUpButton")
        self.setUpButton.setProperty(u"iconName", u"building-2")
        self.setUpButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.setUpButton)

        self.joinButton = QPushButton(self.footerFrame)
        self.joinButton.setObjectName(u"joinButton")
        self.joinButton.setProperty(u"iconName", u"server")
        self.joinButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.joinButton)

        self.chooseFileButton = QPushButton(self.footerFrame)
        self.chooseFileButton.setObjectName(u"chooseFileButton")
        self.chooseFileButton.setProperty(u"iconName", u"folder-open")
        self.chooseFileButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.chooseFileButton)

        self.recoveryCodeButton = QPushButton(self.footerFrame)
        self.recoveryCodeButton.setObjectName(u"recoveryCodeButton")
        self.recoveryCodeButton.setProperty(u"iconName", u"key-round")
        self.recoveryCodeButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.recoveryCodeButton)

        self.tryAgainButton = QPushButton(self.footerFrame)
        self.tryAgainButton.setObjectName(u"tryAgainButton")
        self.tryAgainButton.setProperty(u"iconName", u"refresh-cw")
        self.tryAgainButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.tryAgainButton)


        self.openingProblemLayout.addWidget(self.footerFrame)

        self.openingProblemLayout.setStretch(0, 1)

        self.retranslateUi(OpeningProblem)
    # setupUi

    def retranslateUi(self, OpeningProblem: QDialog) -> None:
        OpeningProblem.setWindowTitle(QCoreApplication.translate("OpeningProblem", u"OP Portal", None))
        self.stateIconLabel.setText("")
        self.titleLabel.setText(QCoreApplication.translate("OpeningProblem", u"The practice\u2019s records are not open", None))
        self.happenedLabel.setText("")
        self.safeIconLabel.setText("")
        self.safeLabel.setText("")
        self.nextHeadingLabel.setText(QCoreApplication.translate("OpeningProblem", u"What to do next", None))
        self.nextStepLabel.setText("")
        self.pathLabel.setText("")
        self.quitButton.setText(QCoreApplication.translate("OpeningProblem", u"&Quit", None))
        self.setUpButton.setText(QCoreApplication.translate("OpeningProblem", u"Set &up a new practice\u2026", None))
        self.joinButton.setText(QCoreApplication.translate("OpeningProblem", u"&Join on the server\u2026", None))
        self.chooseFileButton.setText(QCoreApplication.translate("OpeningProblem", u"Choose another &file\u2026", None))
        self.recoveryCodeButton.setText(QCoreApplication.translate("OpeningProblem", u"Enter recovery &code\u2026", None))
        self.tryAgainButton.setText(QCoreApplication.translate("OpeningProblem", u"&Try again", None))
    # retranslateUi

