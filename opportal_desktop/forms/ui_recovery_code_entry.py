# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/recovery_code_entry.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QProgressBar, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_RecoveryCodeEntry(object):
    def setupUi(self, RecoveryCodeEntry: QDialog) -> None:
        if not RecoveryCodeEntry.objectName():
            RecoveryCodeEntry.setObjectName(u"RecoveryCodeEntry")
        self.recoveryCodeEntryLayout = QVBoxLayout(RecoveryCodeEntry)
        self.recoveryCodeEntryLayout.setSpacing(0)
        self.recoveryCodeEntryLayout.setObjectName(u"recoveryCodeEntryLayout")
        self.recoveryCodeEntryLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(RecoveryCodeEntry)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(12)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(24, 24, 24, 24)
        self.titleLabel = QLabel(self.contentWidget)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setProperty(u"role", u"title")

        self.contentLayout.addWidget(self.titleLabel)

        self.introLabel = QLabel(self.contentWidget)
        self.introLabel.setObjectName(u"introLabel")
        self.introLabel.setWordWrap(True)
        self.introLabel.setProperty(u"role", u"subtle")

        self.contentLayout.addWidget(self.introLabel)

        self.messageBar = MessageBar(self.contentWidget)
        self.messageBar.setObjectName(u"messageBar")

        self.contentLayout.addWidget(self.messageBar)

        self.fileLayout = QVBoxLayout()
        self.fileLayout.setSpacing(4)
        self.fileLayout.setObjectName(u"fileLayout")
        self.fileLayout.setContentsMargins(0, 0, 0, 0)
        self.fileLabel = QLabel(self.contentWidget)
        self.fileLabel.setObjectName(u"fileLabel")
        self.fileLabel.setProperty(u"role", u"label")

        self.fileLayout.addWidget(self.fileLabel)

        self.fileFieldLayout = QHBoxLayout()
        self.fileFieldLayout.setSpacing(8)
        self.fileFieldLayout.setObjectName(u"fileFieldLayout")
        self.fileFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.fileLineEdit = QLineEdit(self.contentWidget)
        self.fileLineEdit.setObjectName(u"fileLineEdit")

        self.fileFieldLayout.addWidget(self.fileLineEdit)

        self.browseButton = QPushButton(self.contentWidget)
        self.browseButton.setObjectName(u"browseButton")
        self.browseButton.setProperty(u"iconName", u"folder-open")
        self.browseButton.setAutoDefault(False)

        self.fileFieldLayout.addWidget(self.browseButton)


        self.fileLayout.addLayout(self.fileFieldLayout)

        self.fileErrorLabel = QLabel(self.contentWidget)
        self.fileErrorLabel.setObjectName(u"fileErrorLabel")
        self.fileErrorLabel.setWordWrap(True)
        self.fileErrorLabel.setProperty(u"role", u"error")

        self.fileLayout.addWidget(self.fileErrorLabel)


        self.contentLayout.addLayout(self.fileLayout)

        self.codeLayout = QVBoxLayout()
        self.codeLayout.setSpacing(4)
        self.codeLayout.setObjectName(u"codeLayout")
        self.codeLayout.setContentsMargins(0, 0, 0, 0)
        self.codeLabel = QLabel(self.contentWidget)
        self.codeLabel.setObjectName(u"codeLabel")
        self.codeLabel.setProperty(u"role", u"label")

        self.codeLayout.addWidget(self.codeLabel)

        self.codeEdit = QPlainTextEdit(self.contentWidget)
        self.codeEdit.setObjectName(u"codeEdit")
        self.codeEdit.setTabChangesFocus(True)

        self.codeLayout.addWidget(self.codeEdit)

        self.codeErrorLabel = QLabel(self.contentWidget)
        self.codeErrorLabel.setObjectName(u"codeErrorLabel")
        self.codeErrorLabel.setWordWrap(True)
        self.codeErrorLabel.setProperty(u"role", u"error")

        self.codeLayout.addWidget(self.codeErrorLabel)

        self.codeHintLabel = QLabel(self.contentWidget)
        self.codeHintLabel.setObjectName(u"codeHintLabel")
        self.codeHintLabel.setWordWrap(True)
        self.codeHintLabel.setProperty(u"role", u"caption")

        self.codeLayout.addWidget(self.codeHintLabel)


        self.contentLayout.addLayout(self.codeLayout)

        self.busyWidget = QWidget(self.contentWidget)
        self.busyWidget.setObjectName(u"busyWidget")
        self.busyLayout = QVBoxLayout(self.busyWidget)
        self.busyLayout.setSpacing(4)
        self.busyLayout.setObjectName(u"busyLayout")
        self.busyLayout.setContentsMargins(0, 0, 0, 0)
        self.busyLabel = QLabel(self.busyWidget)
        self.busyLabel.setObjectName(u"busyLabel")
        self.busyLabel.setProperty(u"role", u"caption")

        self.busyLayout.addWidget(self.busyLabel)

        self.busyProgressBar = QProgressBar(self.busyWidget)
        self.busyProgressBar.setObjectName(u"busyProgressBar")
        self.busyProgressBar.setMaximum(0)
        self.busyProgressBar.setMinimum(0)
        self.busyProgressBar.setTextVisible(False)

        self.busyLayout.addWidget(self.busyProgressBar)


        self.contentLayout.addWidget(self.busyWidget)

        self.spacer1 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.contentLayout.addItem(self.spacer1)


        self.recoveryCodeEntryLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(RecoveryCodeEntry)
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

        self.openButton = QPushButton(self.footerFrame)
        self.openButton.setObjectName(u"openButton")
        self.openButton.setAutoDefault(True)
        self.openButton.setProperty(u"role", u"primary")

        self.footerLayout.addWidget(self.openButton)


        self.recoveryCodeEntryLayout.addWidget(self.footerFrame)

        self.recoveryCodeEntryLayout.setStretch(0, 1)
#if QT_CONFIG(shortcut)
        self.fileLabel.setBuddy(self.fileLineEdit)
        self.codeLabel.setBuddy(self.codeEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(RecoveryCodeEntry)

        self.openButton.setDefault(True)

    # setupUi

    def retranslateUi(self, RecoveryCodeEntry: QDialog) -> None:
        RecoveryCodeEntry.setWindowTitle(QCoreApplication.translate("RecoveryCodeEntry", u"OP Portal", None))
        self.titleLabel.setText(QCoreApplication.translate("RecoveryCodeEntry", u"Open records with the recovery code", None))
        self.introLabel.setText(QCoreApplication.translate("RecoveryCodeEntry", u"The recovery code was printed when the practice was set up. It opens this practice\u2019s file on any computer; this computer then keeps the key in its own keyring.", None))
        self.fileLabel.setText(QCoreApplication.translate("RecoveryCodeEntry", u"Practice &file", None))
        self.fileLineEdit.setPlaceholderText(QCoreApplication.translate("RecoveryCodeEntry", u"The file ending in .opportal", None))
        self.browseButton.setText(QCoreApplication.translate("RecoveryCodeEntry", u"&Browse\u2026", None))
        self.fileErrorLabel.setText("")
        self.codeLabel.setText(QCoreApplication.translate("RecoveryCodeEntry", u"&Recovery code", None))
        self.codeEdit.setPlaceholderText(QCoreApplication.translate("RecoveryCodeEntry", u"XXXXX-XXXXX-XXXXX-\u2026", None))
        self.codeErrorLabel.setText("")
        self.codeHintLabel.setText(QCoreApplication.translate("RecoveryCodeEntry", u"13 groups of 5 characters. Capitals, spaces and dashes do not matter; O counts as 0, I and L as 1.", None))
        self.busyLabel.setText(QCoreApplication.translate("RecoveryCodeEntry", u"Opening the records\u2026", None))
#if QT_CONFIG(accessibility)
        self.busyProgressBar.setAccessibleName(QCoreApplication.translate("RecoveryCodeEntry", u"Opening the records", None))
#endif // QT_CONFIG(accessibility)
        self.cancelButton.setText(QCoreApplication.translate("RecoveryCodeEntry", u"&Cancel", None))
        self.openButton.setText(QCoreApplication.translate("RecoveryCodeEntry", u"&Open records", None))
    # retranslateUi

