# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/access_answer.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QComboBox, QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QSpacerItem,
    QTableView, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_AccessAnswer(object):
    def setupUi(self, AccessAnswer: QDialog) -> None:
        if not AccessAnswer.objectName():
            AccessAnswer.setObjectName(u"AccessAnswer")
        self.accessAnswerLayout = QVBoxLayout(AccessAnswer)
        self.accessAnswerLayout.setSpacing(0)
        self.accessAnswerLayout.setObjectName(u"accessAnswerLayout")
        self.accessAnswerLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(AccessAnswer)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(12)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(16, 16, 16, 12)
        self.titleLabel = QLabel(self.contentWidget)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.titleLabel.setWordWrap(True)
        self.titleLabel.setProperty(u"role", u"title")

        self.contentLayout.addWidget(self.titleLabel)

        self.messageBar = MessageBar(self.contentWidget)
        self.messageBar.setObjectName(u"messageBar")

        self.contentLayout.addWidget(self.messageBar)

        self.patientLayout = QHBoxLayout()
        self.patientLayout.setSpacing(8)
        self.patientLayout.setObjectName(u"patientLayout")
        self.patientLayout.setContentsMargins(0, 0, 0, 0)
        self.patientLabel = QLabel(self.contentWidget)
        self.patientLabel.setObjectName(u"patientLabel")
        self.patientLabel.setProperty(u"role", u"label")

        self.patientLayout.addWidget(self.patientLabel)

        self.patientComboBox = QComboBox(self.contentWidget)
        self.patientComboBox.setObjectName(u"patientComboBox")

        self.patientLayout.addWidget(self.patientComboBox)

        self.patientSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.patientLayout.addItem(self.patientSpacer)


        self.contentLayout.addLayout(self.patientLayout)

        self.middleLayout = QHBoxLayout()
        self.middleLayout.setSpacing(12)
        self.middleLayout.setObjectName(u"middleLayout")
        self.middleLayout.setContentsMargins(0, 0, 0, 0)
        self.conditionsCard = QFrame(self.contentWidget)
        self.conditionsCard.setObjectName(u"conditionsCard")
        self.conditionsCard.setProperty(u"role", u"card")
        self.conditionsLayout = QVBoxLayout(self.conditionsCard)
        self.conditionsLayout.setSpacing(8)
        self.conditionsLayout.setObjectName(u"conditionsLayout")
        self.conditionsLayout.setContentsMargins(16, 12, 8, 12)
        self.conditionsScrollArea = QScrollArea(self.conditionsCard)
        self.conditionsScrollArea.setObjectName(u"conditionsScrollArea")
        self.conditionsScrollArea.setFrameShape(QFrame.Shape.NoFrame)
        self.conditionsScrollArea.setWidgetResizable(True)
        self.conditionsScrollArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.conditionsScrollArea.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.conditionsPage = QWidget()
        self.conditionsPage.setObjectName(u"conditionsPage")
        self.conditionsScrollArea.setWidget(self.conditionsPage)
        self.conditionsPage.setProperty(u"role", u"page")
        self.answersLayout = QVBoxLayout(self.conditionsPage)
        self.answersLayout.setSpacing(12)
        self.answersLayout.setObjectName(u"answersLayout")
        self.answersLayout.setContentsMargins(0, 0, 0, 0)

        self.conditionsLayout.addWidget(self.conditionsScrollArea)


        self.middleLayout.addWidget(self.conditionsCard)

        self.rightLayout = QVBoxLayout()
        self.rightLayout.setSpacing(12)
        self.rightLayout.setObjectName(u"rightLayout")
        self.rightLayout.setContentsMargins(0, 0, 0, 0)
        self.portalCard = QFrame(self.contentWidget)
        self.portalCard.setObjectName(u"portalCard")
        self.portalCard.setProperty(u"role", u"card")
        self.portalCardLayout = QVBoxLayout(self.portalCard)
        self.portalCardLayout.setSpacing(4)
        self.portalCardLayout.setObjectName(u"portalCardLayout")
        self.portalCardLayout.setContentsMargins(16, 12, 16, 12)
        self.portalHeadingLabel = QLabel(self.portalCard)
        self.portalHeadingLabel.setObjectName(u"portalHeadingLabel")
        self.portalHeadingLabel.setProperty(u"role", u"heading")

        self.portalCardLayout.addWidget(self.portalHeadingLabel)

        self.portalNowLabel = QLabel(self.portalCard)
        self.portalNowLabel.setObjectName(u"portalNowLabel")
        self.portalNowLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.portalNowLabel.setWordWrap(True)

        self.portalCardLayout.addWidget(self.portalNowLabel)


        self.rightLayout.addWidget(self.portalCard)

        self.emailsCard = QFrame(self.contentWidget)
        self.emailsCard.setObjectName(u"emailsCard")
        self.emailsCard.setProperty(u"role", u"card")
        self.emailsCardLayout = QVBoxLayout(self.emailsCard)
        self.emailsCardLayout.setSpacing(4)
        self.emailsCardLayout.setObjectName(u"emailsCardLayout")
        self.emailsCardLayout.setContentsMargins(16, 12, 16, 12)
        self.emailsHeadingLabel = QLabel(self.emailsCard)
        self.emailsHeadingLabel.setObjectName(u"emailsHeadingLabel")
        self.emailsHeadingLabel.setProperty(u"role", u"heading")

        self.emailsCardLayout.addWidget(self.emailsHeadingLabel)

        self.emailsLabel = QLabel(self.emailsCard)
        self.emailsLabel.setObjectName(u"emailsLabel")
        self.emailsLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.emailsLabel.setWordWrap(True)

        self.emailsCardLayout.addWidget(self.emailsLabel)

        self.emailsSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.emailsCardLayout.addItem(self.emailsSpacer)


        self.rightLayout.addWidget(self.emailsCard)

        self.rightLayout.setStretch(1, 1)

        self.middleLayout.addLayout(self.rightLayout)

        self.middleLayout.setStretch(0, 1)
        self.middleLayout.setStretch(1, 1)

        self.contentLayout.addLayout(self.middleLayout)

        self.historyCard = QFrame(self.contentWidget)
        self.historyCard.setObjectName(u"historyCard")
        self.historyCard.setProperty(u"role", u"card")
        self.historyLayout = QVBoxLayout(self.historyCard)
        self.historyLayout.setSpacing(4)
        self.historyLayout.setObjectName(u"historyLayout")
        self.historyLayout.setContentsMargins(16, 12, 16, 12)
        self.historyHeadingLabel = QLabel(self.historyCard)
        self.historyHeadingLabel.setObjectName(u"historyHeadingLabel")
        self.historyHeadingLabel.setProperty(u"role", u"heading")

        self.historyLayout.addWidget(self.historyHeadingLabel)

        self.historyTableView = QTableView(self.historyCard)
        self.historyTableView.setObjectName(u"historyTableView")
        self.historyTableView.setProperty(u"role", u"embedded")

        self.historyLayout.addWidget(self.historyTableView)

        self.noHistoryLabel = QLabel(self.historyCard)
        self.noHistoryLabel.setObjectName(u"noHistoryLabel")
        self.noHistoryLabel.setProperty(u"role", u"subtle")

        self.historyLayout.addWidget(self.noHistoryLabel)


        self.contentLayout.addWidget(self.historyCard)

        self.contentLayout.setStretch(3, 3)
        self.contentLayout.setStretch(4, 2)

        self.accessAnswerLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(AccessAnswer)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.footerSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)

        self.closeButton = QPushButton(self.footerFrame)
        self.closeButton.setObjectName(u"closeButton")
        self.closeButton.setAutoDefault(True)

        self.footerLayout.addWidget(self.closeButton)


        self.accessAnswerLayout.addWidget(self.footerFrame)

        self.accessAnswerLayout.setStretch(0, 1)
#if QT_CONFIG(shortcut)
        self.patientLabel.setBuddy(self.patientComboBox)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(AccessAnswer)

        self.closeButton.setDefault(True)

    # setupUi

    def retranslateUi(self, AccessAnswer: QDialog) -> None:
        AccessAnswer.setWindowTitle(QCoreApplication.translate("AccessAnswer", u"Why can\u2019t they see\u2026?", None))
        self.patientLabel.setText(QCoreApplication.translate("AccessAnswer", u"&Patient", None))
        self.portalHeadingLabel.setText(QCoreApplication.translate("AccessAnswer", u"On the portal now they see", None))
        self.emailsHeadingLabel.setText(QCoreApplication.translate("AccessAnswer", u"Why no email?", None))
        self.historyHeadingLabel.setText(QCoreApplication.translate("AccessAnswer", u"What changed it", None))
#if QT_CONFIG(accessibility)
        self.historyTableView.setAccessibleName(QCoreApplication.translate("AccessAnswer", u"What changed it", None))
#endif // QT_CONFIG(accessibility)
        self.noHistoryLabel.setText(QCoreApplication.translate("AccessAnswer", u"Nothing that their access depends on was ever changed.", None))
        self.closeButton.setText(QCoreApplication.translate("AccessAnswer", u"&Close", None))
    # retranslateUi

