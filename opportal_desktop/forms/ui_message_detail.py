# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/message_detail.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.mail_browser import MailBrowser

class Ui_MessageDetail(object):
    def setupUi(self, MessageDetail: QWidget) -> None:
        if not MessageDetail.objectName():
            MessageDetail.setObjectName(u"MessageDetail")
        self.detailLayout = QVBoxLayout(MessageDetail)
        self.detailLayout.setSpacing(8)
        self.detailLayout.setObjectName(u"detailLayout")
        self.detailLayout.setContentsMargins(16, 16, 16, 16)
        self.chipLayout = QHBoxLayout()
        self.chipLayout.setSpacing(8)
        self.chipLayout.setObjectName(u"chipLayout")
        self.chipLayout.setContentsMargins(0, 0, 0, 0)
        self.outcomeChipLabel = QLabel(MessageDetail)
        self.outcomeChipLabel.setObjectName(u"outcomeChipLabel")
        self.outcomeChipLabel.setProperty(u"role", u"chip")

        self.chipLayout.addWidget(self.outcomeChipLabel)

        self.chipSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.chipLayout.addItem(self.chipSpacer)


        self.detailLayout.addLayout(self.chipLayout)

        self.headingLabel = QLabel(MessageDetail)
        self.headingLabel.setObjectName(u"headingLabel")
        self.headingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.headingLabel.setWordWrap(True)
        self.headingLabel.setProperty(u"role", u"heading")

        self.detailLayout.addWidget(self.headingLabel)

        self.addressLabel = QLabel(MessageDetail)
        self.addressLabel.setObjectName(u"addressLabel")
        self.addressLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.addressLabel.setWordWrap(True)
        self.addressLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.detailLayout.addWidget(self.addressLabel)

        self.factsLabel = QLabel(MessageDetail)
        self.factsLabel.setObjectName(u"factsLabel")
        self.factsLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.factsLabel.setWordWrap(True)
        self.factsLabel.setProperty(u"role", u"subtle")

        self.detailLayout.addWidget(self.factsLabel)

        self.explanationLabel = QLabel(MessageDetail)
        self.explanationLabel.setObjectName(u"explanationLabel")
        self.explanationLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.explanationLabel.setWordWrap(True)
        self.explanationLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.detailLayout.addWidget(self.explanationLabel)

        self.buttonsLayout = QHBoxLayout()
        self.buttonsLayout.setSpacing(8)
        self.buttonsLayout.setObjectName(u"buttonsLayout")
        self.buttonsLayout.setContentsMargins(0, 0, 0, 0)
        self.sendNowButton = QPushButton(MessageDetail)
        self.sendNowButton.setObjectName(u"sendNowButton")
        self.sendNowButton.setAutoDefault(False)
        self.sendNowButton.setProperty(u"iconName", u"send")

        self.buttonsLayout.addWidget(self.sendNowButton)

        self.cancelButton = QPushButton(MessageDetail)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)
        self.cancelButton.setProperty(u"iconName", u"ban")

        self.buttonsLayout.addWidget(self.cancelButton)

        self.correctButton = QPushButton(MessageDetail)
        self.correctButton.setObjectName(u"correctButton")
        self.correctButton.setAutoDefault(False)
        self.correctButton.setProperty(u"role", u"primary")
        self.correctButton.setProperty(u"iconName", u"pencil")

        self.buttonsLayout.addWidget(self.correctButton)

        self.registerButton = QPushButton(MessageDetail)
        self.registerButton.setObjectName(u"registerButton")
        self.registerButton.setAutoDefault(False)
        self.registerButton.setProperty(u"iconName", u"mail")

        self.buttonsLayout.addWidget(self.registerButton)

        self.chartButton = QPushButton(MessageDetail)
        self.chartButton.setObjectName(u"chartButton")
        self.chartButton.setAutoDefault(False)
        self.chartButton.setProperty(u"iconName", u"folder-open")

        self.buttonsLayout.addWidget(self.chartButton)

        self.buttonsSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttonsLayout.addItem(self.buttonsSpacer)


        self.detailLayout.addLayout(self.buttonsLayout)

        self.separator = QFrame(MessageDetail)
        self.separator.setObjectName(u"separator")
        self.separator.setProperty(u"role", u"separator")

        self.detailLayout.addWidget(self.separator)

        self.switchLayout = QHBoxLayout()
        self.switchLayout.setSpacing(4)
        self.switchLayout.setObjectName(u"switchLayout")
        self.switchLayout.setContentsMargins(0, 0, 0, 0)
        self.historyButton = QPushButton(MessageDetail)
        self.historyButton.setObjectName(u"historyButton")
        self.historyButton.setCheckable(True)
        self.historyButton.setProperty(u"role", u"segment")
        self.historyButton.setAutoDefault(False)
        self.historyButton.setChecked(True)

        self.switchLayout.addWidget(self.historyButton)

        self.previewButton = QPushButton(MessageDetail)
        self.previewButton.setObjectName(u"previewButton")
        self.previewButton.setCheckable(True)
        self.previewButton.setProperty(u"role", u"segment")
        self.previewButton.setAutoDefault(False)

        self.switchLayout.addWidget(self.previewButton)

        self.textButton = QPushButton(MessageDetail)
        self.textButton.setObjectName(u"textButton")
        self.textButton.setCheckable(True)
        self.textButton.setProperty(u"role", u"segment")
        self.textButton.setAutoDefault(False)

        self.switchLayout.addWidget(self.textButton)

        self.switchSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.switchLayout.addItem(self.switchSpacer)


        self.detailLayout.addLayout(self.switchLayout)

        self.bodyStack = QStackedWidget(MessageDetail)
        self.bodyStack.setObjectName(u"bodyStack")
        self.historyPage = QWidget()
        self.historyPage.setObjectName(u"historyPage")
        self.bodyStack.addWidget(self.historyPage)
        self.historyLayout = QVBoxLayout(self.historyPage)
        self.historyLayout.setSpacing(8)
        self.historyLayout.setObjectName(u"historyLayout")
        self.historyLayout.setContentsMargins(0, 0, 0, 0)
        self.historyBrowser = MailBrowser(self.historyPage)
        self.historyBrowser.setObjectName(u"historyBrowser")

        self.historyLayout.addWidget(self.historyBrowser)

        self.previewPage = QWidget()
        self.previewPage.setObjectName(u"previewPage")
        self.bodyStack.addWidget(self.previewPage)
        self.previewLayout = QVBoxLayout(self.previewPage)
        self.previewLayout.setSpacing(8)
        self.previewLayout.setObjectName(u"previewLayout")
        self.previewLayout.setContentsMargins(0, 0, 0, 0)
        self.subjectLabel = QLabel(self.previewPage)
        self.subjectLabel.setObjectName(u"subjectLabel")
        self.subjectLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.subjectLabel.setWordWrap(True)
        self.subjectLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.subjectLabel.setProperty(u"role", u"strong")

        self.previewLayout.addWidget(self.subjectLabel)

        self.previewBrowser = MailBrowser(self.previewPage)
        self.previewBrowser.setObjectName(u"previewBrowser")

        self.previewLayout.addWidget(self.previewBrowser)

        self.previewCaptionLabel = QLabel(self.previewPage)
        self.previewCaptionLabel.setObjectName(u"previewCaptionLabel")
        self.previewCaptionLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.previewCaptionLabel.setWordWrap(True)
        self.previewCaptionLabel.setProperty(u"role", u"caption")

        self.previewLayout.addWidget(self.previewCaptionLabel)


        self.detailLayout.addWidget(self.bodyStack)

        self.detailLayout.setStretch(8, 1)

        self.retranslateUi(MessageDetail)
    # setupUi

    def retranslateUi(self, MessageDetail: QWidget) -> None:
        self.outcomeChipLabel.setText("")
        self.headingLabel.setText("")
        self.addressLabel.setText("")
        self.factsLabel.setText("")
        self.explanationLabel.setText("")
        self.sendNowButton.setText(QCoreApplication.translate("MessageDetail", u"&Send now", None))
        self.cancelButton.setText(QCoreApplication.translate("MessageDetail", u"Cancel &message", None))
        self.correctButton.setText(QCoreApplication.translate("MessageDetail", u"Correct Home Ema&il", None))
        self.registerButton.setText(QCoreApplication.translate("MessageDetail", u"&Register again", None))
        self.chartButton.setText(QCoreApplication.translate("MessageDetail", u"Open char&t", None))
        self.historyButton.setText(QCoreApplication.translate("MessageDetail", u"Histor&y", None))
        self.previewButton.setText(QCoreApplication.translate("MessageDetail", u"Pre&view", None))
        self.textButton.setText(QCoreApplication.translate("MessageDetail", u"Plain te&xt", None))
#if QT_CONFIG(accessibility)
        self.historyBrowser.setAccessibleName(QCoreApplication.translate("MessageDetail", u"History of this message", None))
#endif // QT_CONFIG(accessibility)
        self.subjectLabel.setText("")
#if QT_CONFIG(accessibility)
        self.previewBrowser.setAccessibleName(QCoreApplication.translate("MessageDetail", u"Message as the parent sees it", None))
#endif // QT_CONFIG(accessibility)
        self.previewCaptionLabel.setText("")
        pass
    # retranslateUi

