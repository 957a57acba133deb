# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/proxy_consent.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QCheckBox, QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_ProxyConsent(object):
    def setupUi(self, ProxyConsent: QDialog) -> None:
        if not ProxyConsent.objectName():
            ProxyConsent.setObjectName(u"ProxyConsent")
        self.dialogLayout = QVBoxLayout(ProxyConsent)
        self.dialogLayout.setSpacing(0)
        self.dialogLayout.setObjectName(u"dialogLayout")
        self.dialogLayout.setContentsMargins(0, 0, 0, 0)
        self.bodyLayout = QVBoxLayout()
        self.bodyLayout.setSpacing(12)
        self.bodyLayout.setObjectName(u"bodyLayout")
        self.bodyLayout.setContentsMargins(16, 16, 16, 16)
        self.titleLabel = QLabel(ProxyConsent)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.titleLabel.setWordWrap(True)
        self.titleLabel.setProperty(u"role", u"title")

        self.bodyLayout.addWidget(self.titleLabel)

        self.introLabel = QLabel(ProxyConsent)
        self.introLabel.setObjectName(u"introLabel")
        self.introLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.introLabel.setWordWrap(True)
        self.introLabel.setProperty(u"role", u"subtle")

        self.bodyLayout.addWidget(self.introLabel)

        self.messageBar = MessageBar(ProxyConsent)
        self.messageBar.setObjectName(u"messageBar")

        self.bodyLayout.addWidget(self.messageBar)

        self.consentCard = QFrame(ProxyConsent)
        self.consentCard.setObjectName(u"consentCard")
        self.consentCard.setProperty(u"role", u"card")
        self.consentCardLayout = QVBoxLayout(self.consentCard)
        self.consentCardLayout.setSpacing(12)
        self.consentCardLayout.setObjectName(u"consentCardLayout")
        self.consentCardLayout.setContentsMargins(16, 16, 16, 16)
        self.datesLayout = QHBoxLayout()
        self.datesLayout.setSpacing(16)
        self.datesLayout.setObjectName(u"datesLayout")
        self.datesLayout.setContentsMargins(0, 0, 0, 0)
        self.onLayout = QVBoxLayout()
        self.onLayout.setSpacing(4)
        self.onLayout.setObjectName(u"onLayout")
        self.onLayout.setContentsMargins(0, 0, 0, 0)
        self.onLabel = QLabel(self.consentCard)
        self.onLabel.setObjectName(u"onLabel")
        self.onLabel.setProperty(u"role", u"label")

        self.onLayout.addWidget(self.onLabel)

        self.onLineEdit = QLineEdit(self.consentCard)
        self.onLineEdit.setObjectName(u"onLineEdit")
        self.onLineEdit.setMaxLength(40)

        self.onLayout.addWidget(self.onLineEdit)

        self.onErrorLabel = QLabel(self.consentCard)
        self.onErrorLabel.setObjectName(u"onErrorLabel")
        self.onErrorLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.onErrorLabel.setWordWrap(True)
        self.onErrorLabel.setProperty(u"role", u"error")

        self.onLayout.addWidget(self.onErrorLabel)

        self.onSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.onLayout.addItem(self.onSpacer)


        self.datesLayout.addLayout(self.onLayout)

        self.untilLayout = QVBoxLayout()
        self.untilLayout.setSpacing(4)
        self.untilLayout.setObjectName(u"untilLayout")
        self.untilLayout.setContentsMargins(0, 0, 0, 0)
        self.untilLabel = QLabel(self.consentCard)
        self.untilLabel.setObjectName(u"untilLabel")
        self.untilLabel.setProperty(u"role", u"label")

        self.untilLayout.addWidget(self.untilLabel)

        self.untilLineEdit = QLineEdit(self.consentCard)
        self.untilLineEdit.setObjectName(u"untilLineEdit")
        self.untilLineEdit.setMaxLength(40)

        self.untilLayout.addWidget(self.untilLineEdit)

        self.untilErrorLabel = QLabel(self.consentCard)
        self.untilErrorLabel.setObjectName(u"untilErrorLabel")
        self.untilErrorLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.untilErrorLabel.setWordWrap(True)
        self.untilErrorLabel.setProperty(u"role", u"error")

        self.untilLayout.addWidget(self.untilErrorLabel)

        self.untilSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.untilLayout.addItem(self.untilSpacer)


        self.datesLayout.addLayout(self.untilLayout)

        self.datesLayout.setStretch(0, 1)
        self.datesLayout.setStretch(1, 1)

        self.consentCardLayout.addLayout(self.datesLayout)

        self.agreedLayout = QVBoxLayout()
        self.agreedLayout.setSpacing(4)
        self.agreedLayout.setObjectName(u"agreedLayout")
        self.agreedLayout.setContentsMargins(0, 0, 0, 0)
        self.agreedCheckBox = QCheckBox(self.consentCard)
        self.agreedCheckBox.setObjectName(u"agreedCheckBox")

        self.agreedLayout.addWidget(self.agreedCheckBox)

        self.agreedErrorLabel = QLabel(self.consentCard)
        self.agreedErrorLabel.setObjectName(u"agreedErrorLabel")
        self.agreedErrorLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.agreedErrorLabel.setWordWrap(True)
        self.agreedErrorLabel.setProperty(u"role", u"error")

        self.agreedLayout.addWidget(self.agreedErrorLabel)


        self.consentCardLayout.addLayout(self.agreedLayout)

        self.forecastBar = MessageBar(self.consentCard)
        self.forecastBar.setObjectName(u"forecastBar")

        self.consentCardLayout.addWidget(self.forecastBar)


        self.bodyLayout.addWidget(self.consentCard)

        self.bodySpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.bodyLayout.addItem(self.bodySpacer)


        self.dialogLayout.addLayout(self.bodyLayout)

        self.footerFrame = QFrame(ProxyConsent)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.withdrawButton = QPushButton(self.footerFrame)
        self.withdrawButton.setObjectName(u"withdrawButton")
        self.withdrawButton.setAutoDefault(False)
        self.withdrawButton.setProperty(u"iconName", u"ban")

        self.footerLayout.addWidget(self.withdrawButton)

        self.footerSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)

        self.cancelButton = QPushButton(self.footerFrame)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.cancelButton)

        self.recordButton = QPushButton(self.footerFrame)
        self.recordButton.setObjectName(u"recordButton")
        self.recordButton.setProperty(u"role", u"primary")

        self.footerLayout.addWidget(self.recordButton)


        self.dialogLayout.addWidget(self.footerFrame)

        self.dialogLayout.setStretch(0, 1)
#if QT_CONFIG(shortcut)
        self.onLabel.setBuddy(self.onLineEdit)
        self.untilLabel.setBuddy(self.untilLineEdit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.onLineEdit, self.untilLineEdit)
        QWidget.setTabOrder(self.untilLineEdit, self.agreedCheckBox)
        QWidget.setTabOrder(self.agreedCheckBox, self.recordButton)
        QWidget.setTabOrder(self.recordButton, self.cancelButton)
        QWidget.setTabOrder(self.cancelButton, self.withdrawButton)

        self.retranslateUi(ProxyConsent)

        self.recordButton.setDefault(True)

    # setupUi

    def retranslateUi(self, ProxyConsent: QDialog) -> None:
        ProxyConsent.setWindowTitle(QCoreApplication.translate("ProxyConsent", u"Consent to proxy access", None))
        self.titleLabel.setText("")
        self.introLabel.setText("")
        self.onLabel.setText(QCoreApplication.translate("ProxyConsent", u"&Given on", None))
        self.onLineEdit.setPlaceholderText(QCoreApplication.translate("ProxyConsent", u"MM/DD/YYYY", None))
        self.onErrorLabel.setText("")
        self.untilLabel.setText(QCoreApplication.translate("ProxyConsent", u"&Until, its last day included", None))
        self.untilLineEdit.setPlaceholderText(QCoreApplication.translate("ProxyConsent", u"MM/DD/YYYY, empty: no end", None))
        self.untilErrorLabel.setText("")
        self.agreedCheckBox.setText(QCoreApplication.translate("ProxyConsent", u"The patient &agrees, in person or in writing", None))
        self.agreedErrorLabel.setText("")
        self.withdrawButton.setText(QCoreApplication.translate("ProxyConsent", u"&Withdraw this consent\u2026", None))
        self.cancelButton.setText(QCoreApplication.translate("ProxyConsent", u"&Cancel", None))
        self.recordButton.setText(QCoreApplication.translate("ProxyConsent", u"&Record consent", None))
    # retranslateUi

