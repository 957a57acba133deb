# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/practice_server.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QProgressBar, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_PracticeServer(object):
    def setupUi(self, PracticeServer: QDialog) -> None:
        if not PracticeServer.objectName():
            PracticeServer.setObjectName(u"PracticeServer")
        self.practiceServerLayout = QVBoxLayout(PracticeServer)
        self.practiceServerLayout.setSpacing(0)
        self.practiceServerLayout.setObjectName(u"practiceServerLayout")
        self.practiceServerLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(PracticeServer)
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

        self.nowCard = QFrame(self.contentWidget)
        self.nowCard.setObjectName(u"nowCard")
        self.nowCard.setProperty(u"role", u"card")
        self.nowCardLayout = QVBoxLayout(self.nowCard)
        self.nowCardLayout.setSpacing(4)
        self.nowCardLayout.setObjectName(u"nowCardLayout")
        self.nowCardLayout.setContentsMargins(12, 12, 12, 12)
        self.nowLabel = QLabel(self.nowCard)
        self.nowLabel.setObjectName(u"nowLabel")
        self.nowLabel.setProperty(u"role", u"label")

        self.nowCardLayout.addWidget(self.nowLabel)

        self.placeLabel = QLabel(self.nowCard)
        self.placeLabel.setObjectName(u"placeLabel")
        self.placeLabel.setWordWrap(True)
        self.placeLabel.setProperty(u"role", u"strong")

        self.nowCardLayout.addWidget(self.placeLabel)

        self.stateLabel = QLabel(self.nowCard)
        self.stateLabel.setObjectName(u"stateLabel")
        self.stateLabel.setWordWrap(True)
        self.stateLabel.setProperty(u"role", u"subtle")

        self.nowCardLayout.addWidget(self.stateLabel)


        self.contentLayout.addWidget(self.nowCard)

        self.messageBar = MessageBar(self.contentWidget)
        self.messageBar.setObjectName(u"messageBar")

        self.contentLayout.addWidget(self.messageBar)

        self.addressLayout = QVBoxLayout()
        self.addressLayout.setSpacing(4)
        self.addressLayout.setObjectName(u"addressLayout")
        self.addressLayout.setContentsMargins(0, 0, 0, 0)
        self.addressLabel = QLabel(self.contentWidget)
        self.addressLabel.setObjectName(u"addressLabel")
        self.addressLabel.setProperty(u"role", u"label")

        self.addressLayout.addWidget(self.addressLabel)

        self.addressLineEdit = QLineEdit(self.contentWidget)
        self.addressLineEdit.setObjectName(u"addressLineEdit")

        self.addressLayout.addWidget(self.addressLineEdit)

        self.addressErrorLabel = QLabel(self.contentWidget)
        self.addressErrorLabel.setObjectName(u"addressErrorLabel")
        self.addressErrorLabel.setWordWrap(True)
        self.addressErrorLabel.setProperty(u"role", u"error")

        self.addressLayout.addWidget(self.addressErrorLabel)

        self.addressHintLabel = QLabel(self.contentWidget)
        self.addressHintLabel.setObjectName(u"addressHintLabel")
        self.addressHintLabel.setWordWrap(True)
        self.addressHintLabel.setProperty(u"role", u"caption")

        self.addressLayout.addWidget(self.addressHintLabel)


        self.contentLayout.addLayout(self.addressLayout)

        self.passwordLayout = QVBoxLayout()
        self.passwordLayout.setSpacing(4)
        self.passwordLayout.setObjectName(u"passwordLayout")
        self.passwordLayout.setContentsMargins(0, 0, 0, 0)
        self.passwordLabel = QLabel(self.contentWidget)
        self.passwordLabel.setObjectName(u"passwordLabel")
        self.passwordLabel.setProperty(u"role", u"label")

        self.passwordLayout.addWidget(self.passwordLabel)

        self.passwordLineEdit = QLineEdit(self.contentWidget)
        self.passwordLineEdit.setObjectName(u"passwordLineEdit")
        self.passwordLineEdit.setEchoMode(QLineEdit.EchoMode.Password)

        self.passwordLayout.addWidget(self.passwordLineEdit)

        self.passwordErrorLabel = QLabel(self.contentWidget)
        self.passwordErrorLabel.setObjectName(u"passwordErrorLabel")
        self.passwordErrorLabel.setWordWrap(True)
        self.passwordErrorLabel.setProperty(u"role", u"error")

        self.passwordLayout.addWidget(self.passwordErrorLabel)

        self.passwordHintLabel = QLabel(self.contentWidget)
        self.passwordHintLabel.setObjectName(u"passwordHintLabel")
        self.passwordHintLabel.setWordWrap(True)
        self.passwordHintLabel.setProperty(u"role", u"caption")

        self.passwordLayout.addWidget(self.passwordHintLabel)


        self.contentLayout.addLayout(self.passwordLayout)

        self.tryLayout = QHBoxLayout()
        self.tryLayout.setSpacing(8)
        self.tryLayout.setObjectName(u"tryLayout")
        self.tryLayout.setContentsMargins(0, 0, 0, 0)
        self.tryButton = QPushButton(self.contentWidget)
        self.tryButton.setObjectName(u"tryButton")
        self.tryButton.setAutoDefault(False)
        self.tryButton.setProperty(u"iconName", u"refresh-cw")

        self.tryLayout.addWidget(self.tryButton)

        self.spacer1 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.tryLayout.addItem(self.spacer1)


        self.contentLayout.addLayout(self.tryLayout)

        self.moveCard = QFrame(self.contentWidget)
        self.moveCard.setObjectName(u"moveCard")
        self.moveCard.setProperty(u"role", u"card")
        self.moveCardLayout = QVBoxLayout(self.moveCard)
        self.moveCardLayout.setSpacing(4)
        self.moveCardLayout.setObjectName(u"moveCardLayout")
        self.moveCardLayout.setContentsMargins(12, 12, 12, 12)
        self.moveTitleLabel = QLabel(self.moveCard)
        self.moveTitleLabel.setObjectName(u"moveTitleLabel")
        self.moveTitleLabel.setProperty(u"role", u"heading")

        self.moveCardLayout.addWidget(self.moveTitleLabel)

        self.moveLabel = QLabel(self.moveCard)
        self.moveLabel.setObjectName(u"moveLabel")
        self.moveLabel.setWordWrap(True)

        self.moveCardLayout.addWidget(self.moveLabel)


        self.contentLayout.addWidget(self.moveCard)

        self.joinCard = QFrame(self.contentWidget)
        self.joinCard.setObjectName(u"joinCard")
        self.joinCard.setProperty(u"role", u"card")
        self.joinCardLayout = QVBoxLayout(self.joinCard)
        self.joinCardLayout.setSpacing(4)
        self.joinCardLayout.setObjectName(u"joinCardLayout")
        self.joinCardLayout.setContentsMargins(12, 12, 12, 12)
        self.joinTitleLabel = QLabel(self.joinCard)
        self.joinTitleLabel.setObjectName(u"joinTitleLabel")
        self.joinTitleLabel.setProperty(u"role", u"heading")

        self.joinCardLayout.addWidget(self.joinTitleLabel)

        self.joinLabel = QLabel(self.joinCard)
        self.joinLabel.setObjectName(u"joinLabel")
        self.joinLabel.setWordWrap(True)

        self.joinCardLayout.addWidget(self.joinLabel)

        self.codeLabel = QLabel(self.joinCard)
        self.codeLabel.setObjectName(u"codeLabel")
        self.codeLabel.setProperty(u"role", u"label")

        self.joinCardLayout.addWidget(self.codeLabel)

        self.codeEdit = QPlainTextEdit(self.joinCard)
        self.codeEdit.setObjectName(u"codeEdit")
        self.codeEdit.setTabChangesFocus(True)

        self.joinCardLayout.addWidget(self.codeEdit)

        self.codeErrorLabel = QLabel(self.joinCard)
        self.codeErrorLabel.setObjectName(u"codeErrorLabel")
        self.codeErrorLabel.setWordWrap(True)
        self.codeErrorLabel.setProperty(u"role", u"error")

        self.joinCardLayout.addWidget(self.codeErrorLabel)


        self.contentLayout.addWidget(self.joinCard)

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

        self.spacer2 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.contentLayout.addItem(self.spacer2)


        self.practiceServerLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(PracticeServer)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.spacer3 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.spacer3)

        self.cancelButton = QPushButton(self.footerFrame)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.cancelButton)

        self.applyButton = QPushButton(self.footerFrame)
        self.applyButton.setObjectName(u"applyButton")
        self.applyButton.setAutoDefault(False)
        self.applyButton.setProperty(u"role", u"primary")

        self.footerLayout.addWidget(self.applyButton)


        self.practiceServerLayout.addWidget(self.footerFrame)

        self.practiceServerLayout.setStretch(0, 1)
#if QT_CONFIG(shortcut)
        self.addressLabel.setBuddy(self.addressLineEdit)
        self.passwordLabel.setBuddy(self.passwordLineEdit)
        self.codeLabel.setBuddy(self.codeEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(PracticeServer)
    # setupUi

    def retranslateUi(self, PracticeServer: QDialog) -> None:
        PracticeServer.setWindowTitle(QCoreApplication.translate("PracticeServer", u"OP Portal", None))
        self.titleLabel.setText(QCoreApplication.translate("PracticeServer", u"Where the records are kept", None))
        self.introLabel.setText(QCoreApplication.translate("PracticeServer", u"Several PCs can work with the same practice at the same time when its records are in a database on a PostgreSQL server. Whoever looks after the server creates an empty database and gives you its address.", None))
        self.nowLabel.setText(QCoreApplication.translate("PracticeServer", u"Now", None))
        self.placeLabel.setText("")
        self.stateLabel.setText("")
        self.addressLabel.setText(QCoreApplication.translate("PracticeServer", u"&Address of the database", None))
        self.addressLineEdit.setPlaceholderText(QCoreApplication.translate("PracticeServer", u"postgresql://user@server/database", None))
        self.addressErrorLabel.setText("")
        self.addressHintLabel.setText(QCoreApplication.translate("PracticeServer", u"The connection is always private: the server must prove its name with a certificate.", None))
        self.passwordLabel.setText(QCoreApplication.translate("PracticeServer", u"Pass&word of the database\u2019s user", None))
        self.passwordErrorLabel.setText("")
        self.passwordHintLabel.setText(QCoreApplication.translate("PracticeServer", u"It goes into this computer\u2019s keyring, nowhere else. Leave it empty where the server wants none.", None))
        self.tryButton.setText(QCoreApplication.translate("PracticeServer", u"&Try the connection", None))
        self.moveTitleLabel.setText(QCoreApplication.translate("PracticeServer", u"This practice can move there", None))
        self.moveLabel.setText("")
        self.joinTitleLabel.setText(QCoreApplication.translate("PracticeServer", u"A practice is there already", None))
        self.joinLabel.setText(QCoreApplication.translate("PracticeServer", u"To work with it on this PC, type its recovery code: it was printed when that practice was set up.", None))
        self.codeLabel.setText(QCoreApplication.translate("PracticeServer", u"&Recovery code", None))
        self.codeEdit.setPlaceholderText(QCoreApplication.translate("PracticeServer", u"XXXXX-XXXXX-XXXXX-\u2026", None))
        self.codeErrorLabel.setText("")
        self.busyLabel.setText("")
#if QT_CONFIG(accessibility)
        self.busyProgressBar.setAccessibleName(QCoreApplication.translate("PracticeServer", u"Talking with the server", None))
#endif // QT_CONFIG(accessibility)
        self.cancelButton.setText(QCoreApplication.translate("PracticeServer", u"&Close", None))
        self.applyButton.setText(QCoreApplication.translate("PracticeServer", u"&Move the practice there", None))
    # retranslateUi

