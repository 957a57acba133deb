# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/merge_contacts.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_MergeContacts(object):
    def setupUi(self, MergeContacts: QDialog) -> None:
        if not MergeContacts.objectName():
            MergeContacts.setObjectName(u"MergeContacts")
        self.dialogLayout = QVBoxLayout(MergeContacts)
        self.dialogLayout.setSpacing(0)
        self.dialogLayout.setObjectName(u"dialogLayout")
        self.dialogLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(MergeContacts)
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

        self.introLabel = QLabel(self.contentWidget)
        self.introLabel.setObjectName(u"introLabel")
        self.introLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.introLabel.setWordWrap(True)
        self.introLabel.setProperty(u"role", u"subtle")

        self.contentLayout.addWidget(self.introLabel)

        self.messageBar = MessageBar(self.contentWidget)
        self.messageBar.setObjectName(u"messageBar")

        self.contentLayout.addWidget(self.messageBar)

        self.bothWidget = QWidget(self.contentWidget)
        self.bothWidget.setObjectName(u"bothWidget")
        self.bothLayout = QHBoxLayout(self.bothWidget)
        self.bothLayout.setSpacing(12)
        self.bothLayout.setObjectName(u"bothLayout")
        self.bothLayout.setContentsMargins(0, 0, 0, 0)
        self.fieldsCard = QFrame(self.bothWidget)
        self.fieldsCard.setObjectName(u"fieldsCard")
        self.fieldsCard.setProperty(u"role", u"card")
        self.fieldsCardLayout = QVBoxLayout(self.fieldsCard)
        self.fieldsCardLayout.setSpacing(8)
        self.fieldsCardLayout.setObjectName(u"fieldsCardLayout")
        self.fieldsCardLayout.setContentsMargins(16, 12, 8, 12)
        self.fieldsHeadingLabel = QLabel(self.fieldsCard)
        self.fieldsHeadingLabel.setObjectName(u"fieldsHeadingLabel")
        self.fieldsHeadingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.fieldsHeadingLabel.setProperty(u"role", u"heading")

        self.fieldsCardLayout.addWidget(self.fieldsHeadingLabel)

        self.fieldsScrollArea = QScrollArea(self.fieldsCard)
        self.fieldsScrollArea.setObjectName(u"fieldsScrollArea")
        self.fieldsScrollArea.setFrameShape(QFrame.Shape.NoFrame)
        self.fieldsScrollArea.setWidgetResizable(True)
        self.fieldsScrollArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fieldsPage = QWidget()
        self.fieldsPage.setObjectName(u"fieldsPage")
        self.fieldsScrollArea.setWidget(self.fieldsPage)
        self.fieldsPage.setProperty(u"role", u"page")
        self.fieldsPageLayout = QVBoxLayout(self.fieldsPage)
        self.fieldsPageLayout.setSpacing(12)
        self.fieldsPageLayout.setObjectName(u"fieldsPageLayout")
        self.fieldsPageLayout.setContentsMargins(0, 0, 8, 0)
        self.fieldsGrid = QGridLayout()
        self.fieldsGrid.setObjectName(u"fieldsGrid")

        self.fieldsPageLayout.addLayout(self.fieldsGrid)

        self.sameLabel = QLabel(self.fieldsPage)
        self.sameLabel.setObjectName(u"sameLabel")
        self.sameLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.sameLabel.setWordWrap(True)
        self.sameLabel.setProperty(u"role", u"caption")

        self.fieldsPageLayout.addWidget(self.sameLabel)

        self.fieldsSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.fieldsPageLayout.addItem(self.fieldsSpacer)


        self.fieldsCardLayout.addWidget(self.fieldsScrollArea)


        self.bothLayout.addWidget(self.fieldsCard)

        self.previewCard = QFrame(self.bothWidget)
        self.previewCard.setObjectName(u"previewCard")
        self.previewCard.setProperty(u"role", u"card")
        self.previewCardLayout = QVBoxLayout(self.previewCard)
        self.previewCardLayout.setSpacing(8)
        self.previewCardLayout.setObjectName(u"previewCardLayout")
        self.previewCardLayout.setContentsMargins(16, 12, 8, 12)
        self.previewHeadingLabel = QLabel(self.previewCard)
        self.previewHeadingLabel.setObjectName(u"previewHeadingLabel")
        self.previewHeadingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.previewHeadingLabel.setProperty(u"role", u"heading")

        self.previewCardLayout.addWidget(self.previewHeadingLabel)

        self.previewScrollArea = QScrollArea(self.previewCard)
        self.previewScrollArea.setObjectName(u"previewScrollArea")
        self.previewScrollArea.setFrameShape(QFrame.Shape.NoFrame)
        self.previewScrollArea.setWidgetResizable(True)
        self.previewPage = QWidget()
        self.previewPage.setObjectName(u"previewPage")
        self.previewScrollArea.setWidget(self.previewPage)
        self.previewPage.setProperty(u"role", u"page")
        self.previewPageLayout = QVBoxLayout(self.previewPage)
        self.previewPageLayout.setSpacing(16)
        self.previewPageLayout.setObjectName(u"previewPageLayout")
        self.previewPageLayout.setContentsMargins(0, 0, 8, 0)
        self.mailSectionLayout = QVBoxLayout()
        self.mailSectionLayout.setSpacing(4)
        self.mailSectionLayout.setObjectName(u"mailSectionLayout")
        self.mailSectionLayout.setContentsMargins(0, 0, 0, 0)
        self.mailHeadingLabel = QLabel(self.previewPage)
        self.mailHeadingLabel.setObjectName(u"mailHeadingLabel")
        self.mailHeadingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.mailHeadingLabel.setProperty(u"role", u"strong")

        self.mailSectionLayout.addWidget(self.mailHeadingLabel)

        self.mailLabel = QLabel(self.previewPage)
        self.mailLabel.setObjectName(u"mailLabel")
        self.mailLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.mailLabel.setWordWrap(True)

        self.mailSectionLayout.addWidget(self.mailLabel)


        self.previewPageLayout.addLayout(self.mailSectionLayout)

        self.chartsSectionLayout = QVBoxLayout()
        self.chartsSectionLayout.setSpacing(4)
        self.chartsSectionLayout.setObjectName(u"chartsSectionLayout")
        self.chartsSectionLayout.setContentsMargins(0, 0, 0, 0)
        self.chartsHeadingLabel = QLabel(self.previewPage)
        self.chartsHeadingLabel.setObjectName(u"chartsHeadingLabel")
        self.chartsHeadingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.chartsHeadingLabel.setProperty(u"role", u"strong")

        self.chartsSectionLayout.addWidget(self.chartsHeadingLabel)

        self.chartsLabel = QLabel(self.previewPage)
        self.chartsLabel.setObjectName(u"chartsLabel")
        self.chartsLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.chartsLabel.setWordWrap(True)

        self.chartsSectionLayout.addWidget(self.chartsLabel)


        self.previewPageLayout.addLayout(self.chartsSectionLayout)

        self.accountsSectionLayout = QVBoxLayout()
        self.accountsSectionLayout.setSpacing(4)
        self.accountsSectionLayout.setObjectName(u"accountsSectionLayout")
        self.accountsSectionLayout.setContentsMargins(0, 0, 0, 0)
        self.accountsHeadingLabel = QLabel(self.previewPage)
        self.accountsHeadingLabel.setObjectName(u"accountsHeadingLabel")
        self.accountsHeadingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.accountsHeadingLabel.setProperty(u"role", u"strong")

        self.accountsSectionLayout.addWidget(self.accountsHeadingLabel)

        self.accountsLabel = QLabel(self.previewPage)
        self.accountsLabel.setObjectName(u"accountsLabel")
        self.accountsLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.accountsLabel.setWordWrap(True)

        self.accountsSectionLayout.addWidget(self.accountsLabel)


        self.previewPageLayout.addLayout(self.accountsSectionLayout)

        self.movesSectionLayout = QVBoxLayout()
        self.movesSectionLayout.setSpacing(4)
        self.movesSectionLayout.setObjectName(u"movesSectionLayout")
        self.movesSectionLayout.setContentsMargins(0, 0, 0, 0)
        self.movesHeadingLabel = QLabel(self.previewPage)
        self.movesHeadingLabel.setObjectName(u"movesHeadingLabel")
        self.movesHeadingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.movesHeadingLabel.setProperty(u"role", u"strong")

        self.movesSectionLayout.addWidget(self.movesHeadingLabel)

        self.movesLabel = QLabel(self.previewPage)
        self.movesLabel.setObjectName(u"movesLabel")
        self.movesLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.movesLabel.setWordWrap(True)

        self.movesSectionLayout.addWidget(self.movesLabel)


        self.previewPageLayout.addLayout(self.movesSectionLayout)

        self.previewSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.previewPageLayout.addItem(self.previewSpacer)


        self.previewCardLayout.addWidget(self.previewScrollArea)


        self.bothLayout.addWidget(self.previewCard)

        self.bothLayout.setStretch(0, 3)
        self.bothLayout.setStretch(1, 2)

        self.contentLayout.addWidget(self.bothWidget)

        self.delicateLabel = QLabel(self.contentWidget)
        self.delicateLabel.setObjectName(u"delicateLabel")
        self.delicateLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.delicateLabel.setWordWrap(True)
        self.delicateLabel.setProperty(u"role", u"error")

        self.contentLayout.addWidget(self.delicateLabel)

        self.contentLayout.setStretch(3, 1)

        self.dialogLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(MergeContacts)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.undoHintLabel = QLabel(self.footerFrame)
        self.undoHintLabel.setObjectName(u"undoHintLabel")
        self.undoHintLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.undoHintLabel.setProperty(u"role", u"caption")

        self.footerLayout.addWidget(self.undoHintLabel)

        self.footerSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)

        self.cancelButton = QPushButton(self.footerFrame)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.cancelButton)

        self.mergeButton = QPushButton(self.footerFrame)
        self.mergeButton.setObjectName(u"mergeButton")
        self.mergeButton.setAutoDefault(True)
        self.mergeButton.setProperty(u"role", u"primary")
        self.mergeButton.setProperty(u"iconName", u"users")

        self.footerLayout.addWidget(self.mergeButton)


        self.dialogLayout.addWidget(self.footerFrame)

        self.dialogLayout.setStretch(0, 1)

        self.retranslateUi(MergeContacts)

        self.mergeButton.setDefault(True)

    # setupUi

    def retranslateUi(self, MergeContacts: QDialog) -> None:
        MergeContacts.setWindowTitle(QCoreApplication.translate("MergeContacts", u"Merge contacts", None))
        self.fieldsHeadingLabel.setText(QCoreApplication.translate("MergeContacts", u"What stands", None))
        self.previewHeadingLabel.setText(QCoreApplication.translate("MergeContacts", u"What merging does", None))
#if QT_CONFIG(accessibility)
        self.previewScrollArea.setAccessibleName(QCoreApplication.translate("MergeContacts", u"What merging does", None))
#endif // QT_CONFIG(accessibility)
        self.mailHeadingLabel.setText(QCoreApplication.translate("MergeContacts", u"Mail", None))
        self.chartsHeadingLabel.setText(QCoreApplication.translate("MergeContacts", u"Charts", None))
        self.accountsHeadingLabel.setText(QCoreApplication.translate("MergeContacts", u"Portal accounts", None))
        self.movesHeadingLabel.setText(QCoreApplication.translate("MergeContacts", u"History", None))
        self.undoHintLabel.setText(QCoreApplication.translate("MergeContacts", u"A merge can be undone for 30 days.", None))
        self.cancelButton.setText(QCoreApplication.translate("MergeContacts", u"&Cancel", None))
        self.mergeButton.setText(QCoreApplication.translate("MergeContacts", u"&Merge\u2026", None))
    # retranslateUi

