# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/contact_information.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QCheckBox, QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton,
    QScrollArea, QSizePolicy, QSpacerItem, QToolButton, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.conflict_notes import ConflictNotes
from opportal_desktop.desktop.elided_label import ElidedLabel
from opportal_desktop.desktop.likely_contacts_card import LikelyContactsCard
from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.portal_conditions import PortalConditions

class Ui_ContactInformation(object):
    def setupUi(self, ContactInformation: QWidget) -> None:
        if not ContactInformation.objectName():
            ContactInformation.setObjectName(u"ContactInformation")
        self.formLayout = QVBoxLayout(ContactInformation)
        self.formLayout.setSpacing(0)
        self.formLayout.setObjectName(u"formLayout")
        self.formLayout.setContentsMargins(0, 0, 0, 0)
        self.bodyLayout = QHBoxLayout()
        self.bodyLayout.setSpacing(0)
        self.bodyLayout.setObjectName(u"bodyLayout")
        self.leftLayout = QVBoxLayout()
        self.leftLayout.setSpacing(0)
        self.leftLayout.setObjectName(u"leftLayout")
        self.leftLayout.setContentsMargins(0, 0, 0, 0)
        self.headerLayout = QHBoxLayout()
        self.headerLayout.setSpacing(8)
        self.headerLayout.setObjectName(u"headerLayout")
        self.headerLayout.setContentsMargins(16, 4, 16, 8)
        self.nameLabel = ElidedLabel(ContactInformation)
        self.nameLabel.setObjectName(u"nameLabel")
        self.nameLabel.setProperty(u"role", u"heading")

        self.headerLayout.addWidget(self.nameLabel)

        self.badgeLabel = QLabel(ContactInformation)
        self.badgeLabel.setObjectName(u"badgeLabel")
        self.badgeLabel.setProperty(u"role", u"chip")
        self.badgeLabel.setProperty(u"tone", u"info")

        self.headerLayout.addWidget(self.badgeLabel)

        self.otherChartsLabel = ElidedLabel(ContactInformation)
        self.otherChartsLabel.setObjectName(u"otherChartsLabel")
        self.otherChartsLabel.setProperty(u"role", u"caption")

        self.headerLayout.addWidget(self.otherChartsLabel)

        self.headerSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.headerLayout.addItem(self.headerSpacer)


        self.leftLayout.addLayout(self.headerLayout)

        self.messagePage = QWidget(ContactInformation)
        self.messagePage.setObjectName(u"messagePage")
        self.messagePageLayout = QVBoxLayout(self.messagePage)
        self.messagePageLayout.setSpacing(0)
        self.messagePageLayout.setObjectName(u"messagePageLayout")
        self.messagePageLayout.setContentsMargins(16, 0, 16, 8)
        self.formMessageBar = MessageBar(self.messagePage)
        self.formMessageBar.setObjectName(u"formMessageBar")

        self.messagePageLayout.addWidget(self.formMessageBar)


        self.leftLayout.addWidget(self.messagePage)

        self.scrollArea = QScrollArea(ContactInformation)
        self.scrollArea.setObjectName(u"scrollArea")
        self.scrollArea.setWidgetResizable(True)
        self.scrollArea.setFrameShape(QFrame.Shape.NoFrame)
        self.scrollArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page = QWidget()
        self.page.setObjectName(u"page")
        self.scrollArea.setWidget(self.page)
        self.page.setProperty(u"role", u"page")
        self.pageLayout = QVBoxLayout(self.page)
        self.pageLayout.setSpacing(12)
        self.pageLayout.setObjectName(u"pageLayout")
        self.pageLayout.setContentsMargins(16, 0, 12, 12)
        self.cardsGrid = QGridLayout()
        self.cardsGrid.setObjectName(u"cardsGrid")
        self.cardsGrid.setHorizontalSpacing(12)
        self.cardsGrid.setVerticalSpacing(12)
        self.personCard = QFrame(self.page)
        self.personCard.setObjectName(u"personCard")
        self.personCard.setProperty(u"role", u"card")
        self.personCardLayout = QVBoxLayout(self.personCard)
        self.personCardLayout.setSpacing(8)
        self.personCardLayout.setObjectName(u"personCardLayout")
        self.personCardLayout.setContentsMargins(12, 8, 12, 12)
        self.personHeadingLabel = QLabel(self.personCard)
        self.personHeadingLabel.setObjectName(u"personHeadingLabel")
        self.personHeadingLabel.setProperty(u"role", u"heading")

        self.personCardLayout.addWidget(self.personHeadingLabel)

        self.personGrid = QGridLayout()
        self.personGrid.setObjectName(u"personGrid")
        self.personGrid.setHorizontalSpacing(12)
        self.personGrid.setVerticalSpacing(8)
        self.firstNameLayout = QVBoxLayout()
        self.firstNameLayout.setSpacing(4)
        self.firstNameLayout.setObjectName(u"firstNameLayout")
        self.firstNameLabel = QLabel(self.personCard)
        self.firstNameLabel.setObjectName(u"firstNameLabel")
        self.firstNameLabel.setProperty(u"role", u"label")

        self.firstNameLayout.addWidget(self.firstNameLabel)

        self.firstNameLineEdit = QLineEdit(self.personCard)
        self.firstNameLineEdit.setObjectName(u"firstNameLineEdit")

        self.firstNameLayout.addWidget(self.firstNameLineEdit)

        self.firstNameErrorLabel = QLabel(self.personCard)
        self.firstNameErrorLabel.setObjectName(u"firstNameErrorLabel")
        self.firstNameErrorLabel.setProperty(u"role", u"error")
        self.firstNameErrorLabel.setWordWrap(True)

        self.firstNameLayout.addWidget(self.firstNameErrorLabel)

        self.firstNameSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.firstNameLayout.addItem(self.firstNameSpacer)


        self.personGrid.addLayout(self.firstNameLayout, 0, 0, 1, 1)

        self.lastNameLayout = QVBoxLayout()
        self.lastNameLayout.setSpacing(4)
        self.lastNameLayout.setObjectName(u"lastNameLayout")
        self.lastNameLabel = QLabel(self.personCard)
        self.lastNameLabel.setObjectName(u"lastNameLabel")
        self.lastNameLabel.setProperty(u"role", u"label")

        self.lastNameLayout.addWidget(self.lastNameLabel)

        self.lastNameLineEdit = QLineEdit(self.personCard)
        self.lastNameLineEdit.setObjectName(u"lastNameLineEdit")

        self.lastNameLayout.addWidget(self.lastNameLineEdit)

        self.lastNameErrorLabel = QLabel(self.personCard)
        self.lastNameErrorLabel.setObjectName(u"lastNameErrorLabel")
        self.lastNameErrorLabel.setProperty(u"role", u"error")
        self.lastNameErrorLabel.setWordWrap(True)

        self.lastNameLayout.addWidget(self.lastNameErrorLabel)

        self.lastNameSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.lastNameLayout.addItem(self.lastNameSpacer)


        self.personGrid.addLayout(self.lastNameLayout, 0, 1, 1, 1)

        self.lastNameConflicts = ConflictNotes(self.personCard)
        self.lastNameConflicts.setObjectName(u"lastNameConflicts")

        self.personGrid.addWidget(self.lastNameConflicts, 1, 0, 1, 2)

        self.middleNameLayout = QVBoxLayout()
        self.middleNameLayout.setSpacing(4)
        self.middleNameLayout.setObjectName(u"middleNameLayout")
        self.middleNameLabel = QLabel(self.personCard)
        self.middleNameLabel.setObjectName(u"middleNameLabel")
        self.middleNameLabel.setProperty(u"role", u"label")

        self.middleNameLayout.addWidget(self.middleNameLabel)

        self.middleNameLineEdit = QLineEdit(self.personCard)
        self.middleNameLineEdit.setObjectName(u"middleNameLineEdit")

        self.middleNameLayout.addWidget(self.middleNameLineEdit)

        self.middleNameErrorLabel = QLabel(self.personCard)
        self.middleNameErrorLabel.setObjectName(u"middleNameErrorLabel")
        self.middleNameErrorLabel.setProperty(u"role", u"error")
        self.middleNameErrorLabel.setWordWrap(True)

        self.middleNameLayout.addWidget(self.middleNameErrorLabel)

        self.middleNameSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.middleNameLayout.addItem(self.middleNameSpacer)


        self.personGrid.addLayout(self.middleNameLayout, 2, 0, 1, 1)

        self.nicknameLayout = QVBoxLayout()
        self.nicknameLayout.setSpacing(4)
        self.nicknameLayout.setObjectName(u"nicknameLayout")
        self.nicknameLabel = QLabel(self.personCard)
        self.nicknameLabel.setObjectName(u"nicknameLabel")
        self.nicknameLabel.setProperty(u"role", u"label")

        self.nicknameLayout.addWidget(self.nicknameLabel)

        self.nicknameLineEdit = QLineEdit(self.personCard)
        self.nicknameLineEdit.setObjectName(u"nicknameLineEdit")

        self.nicknameLayout.addWidget(self.nicknameLineEdit)

        self.nicknameErrorLabel = QLabel(self.personCard)
        self.nicknameErrorLabel.setObjectName(u"nicknameErrorLabel")
        self.nicknameErrorLabel.setProperty(u"role", u"error")
        self.nicknameErrorLabel.setWordWrap(True)

        self.nicknameLayout.addWidget(self.nicknameErrorLabel)

        self.nicknameSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.nicknameLayout.addItem(self.nicknameSpacer)


        self.personGrid.addLayout(self.nicknameLayout, 2, 1, 1, 1)

        self.birthDateLayout = QVBoxLayout()
        self.birthDateLayout.setSpacing(4)
        self.birthDateLayout.setObjectName(u"birthDateLayout")
        self.birthDateLabel = QLabel(self.personCard)
        self.birthDateLabel.setObjectName(u"birthDateLabel")
        self.birthDateLabel.setProperty(u"role", u"label")

        self.birthDateLayout.addWidget(self.birthDateLabel)

        self.birthDateLineEdit = QLineEdit(self.personCard)
        self.birthDateLineEdit.setObjectName(u"birthDateLineEdit")

        self.birthDateLayout.addWidget(self.birthDateLineEdit)

        self.birthDateErrorLabel = QLabel(self.personCard)
        self.birthDateErrorLabel.setObjectName(u"birthDateErrorLabel")
        self.birthDateErrorLabel.setProperty(u"role", u"error")
        self.birthDateErrorLabel.setWordWrap(True)

        self.birthDateLayout.addWidget(self.birthDateErrorLabel)

        self.birthDateSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.birthDateLayout.addItem(self.birthDateSpacer)


        self.personGrid.addLayout(self.birthDateLayout, 3, 0, 1, 1)

        self.languageLayout = QVBoxLayout()
        self.languageLayout.setSpacing(4)
        self.languageLayout.setObjectName(u"languageLayout")
        self.languageLabel = QLabel(self.personCard)
        self.languageLabel.setObjectName(u"languageLabel")
        self.languageLabel.setProperty(u"role", u"label")

        self.languageLayout.addWidget(self.languageLabel)

        self.languageComboBox = QComboBox(self.personCard)
        self.languageComboBox.setObjectName(u"languageComboBox")

        self.languageLayout.addWidget(self.languageComboBox)

        self.languageErrorLabel = QLabel(self.personCard)
        self.languageErrorLabel.setObjectName(u"languageErrorLabel")
        self.languageErrorLabel.setProperty(u"role", u"error")
        self.languageErrorLabel.setWordWrap(True)

        self.languageLayout.addWidget(self.languageErrorLabel)

        self.languageSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.languageLayout.addItem(self.languageSpacer)


        self.personGrid.addLayout(self.languageLayout, 3, 1, 1, 1)

        self.declinedLayout = QVBoxLayout()
        self.declinedLayout.setSpacing(4)
        self.declinedLayout.setObjectName(u"declinedLayout")
        self.declinedCheckBox = QCheckBox(self.personCard)
        self.declinedCheckBox.setObjectName(u"declinedCheckBox")

        self.declinedLayout.addWidget(self.declinedCheckBox)

        self.declinedSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.declinedLayout.addItem(self.declinedSpacer)


        self.personGrid.addLayout(self.declinedLayout, 4, 0, 1, 1)

        self.declinedOnField = QWidget(self.personCard)
        self.declinedOnField.setObjectName(u"declinedOnField")
        self.declinedOnFieldLayout = QVBoxLayout(self.declinedOnField)
        self.declinedOnFieldLayout.setSpacing(0)
        self.declinedOnFieldLayout.setObjectName(u"declinedOnFieldLayout")
        self.declinedOnFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.declinedOnLayout = QVBoxLayout()
        self.declinedOnLayout.setSpacing(4)
        self.declinedOnLayout.setObjectName(u"declinedOnLayout")
        self.declinedOnLabel = QLabel(self.declinedOnField)
        self.declinedOnLabel.setObjectName(u"declinedOnLabel")
        self.declinedOnLabel.setProperty(u"role", u"label")

        self.declinedOnLayout.addWidget(self.declinedOnLabel)

        self.declinedOnLineEdit = QLineEdit(self.declinedOnField)
        self.declinedOnLineEdit.setObjectName(u"declinedOnLineEdit")

        self.declinedOnLayout.addWidget(self.declinedOnLineEdit)

        self.declinedOnErrorLabel = QLabel(self.declinedOnField)
        self.declinedOnErrorLabel.setObjectName(u"declinedOnErrorLabel")
        self.declinedOnErrorLabel.setProperty(u"role", u"error")
        self.declinedOnErrorLabel.setWordWrap(True)

        self.declinedOnLayout.addWidget(self.declinedOnErrorLabel)

        self.declinedOnSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.declinedOnLayout.addItem(self.declinedOnSpacer)


        self.declinedOnFieldLayout.addLayout(self.declinedOnLayout)


        self.personGrid.addWidget(self.declinedOnField, 4, 1, 1, 1)

        self.personGrid.setColumnStretch(0, 1)
        self.personGrid.setColumnStretch(1, 1)

        self.personCardLayout.addLayout(self.personGrid)

        self.personCardSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.personCardLayout.addItem(self.personCardSpacer)


        self.cardsGrid.addWidget(self.personCard, 0, 0, 1, 1)

        self.chartCard = QFrame(self.page)
        self.chartCard.setObjectName(u"chartCard")
        self.chartCard.setProperty(u"role", u"card")
        self.chartCardLayout = QVBoxLayout(self.chartCard)
        self.chartCardLayout.setSpacing(8)
        self.chartCardLayout.setObjectName(u"chartCardLayout")
        self.chartCardLayout.setContentsMargins(12, 8, 12, 12)
        self.chartHeadingLabel = QLabel(self.chartCard)
        self.chartHeadingLabel.setObjectName(u"chartHeadingLabel")
        self.chartHeadingLabel.setProperty(u"role", u"heading")

        self.chartCardLayout.addWidget(self.chartHeadingLabel)

        self.chartGrid = QGridLayout()
        self.chartGrid.setObjectName(u"chartGrid")
        self.chartGrid.setHorizontalSpacing(12)
        self.chartGrid.setVerticalSpacing(8)
        self.roleReasonLayout = QVBoxLayout()
        self.roleReasonLayout.setSpacing(4)
        self.roleReasonLayout.setObjectName(u"roleReasonLayout")
        self.roleReasonLabel = QLabel(self.chartCard)
        self.roleReasonLabel.setObjectName(u"roleReasonLabel")
        self.roleReasonLabel.setProperty(u"role", u"label")

        self.roleReasonLayout.addWidget(self.roleReasonLabel)

        self.roleReasonComboBox = QComboBox(self.chartCard)
        self.roleReasonComboBox.setObjectName(u"roleReasonComboBox")

        self.roleReasonLayout.addWidget(self.roleReasonComboBox)

        self.roleReasonErrorLabel = QLabel(self.chartCard)
        self.roleReasonErrorLabel.setObjectName(u"roleReasonErrorLabel")
        self.roleReasonErrorLabel.setProperty(u"role", u"error")
        self.roleReasonErrorLabel.setWordWrap(True)

        self.roleReasonLayout.addWidget(self.roleReasonErrorLabel)

        self.roleReasonSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.roleReasonLayout.addItem(self.roleReasonSpacer)


        self.chartGrid.addLayout(self.roleReasonLayout, 0, 0, 1, 1)

        self.authorityLayout = QVBoxLayout()
        self.authorityLayout.setSpacing(4)
        self.authorityLayout.setObjectName(u"authorityLayout")
        self.authorityLabel = QLabel(self.chartCard)
        self.authorityLabel.setObjectName(u"authorityLabel")
        self.authorityLabel.setProperty(u"role", u"label")

        self.authorityLayout.addWidget(self.authorityLabel)

        self.authorityComboBox = QComboBox(self.chartCard)
        self.authorityComboBox.setObjectName(u"authorityComboBox")

        self.authorityLayout.addWidget(self.authorityComboBox)

        self.authorityErrorLabel = QLabel(self.chartCard)
        self.authorityErrorLabel.setObjectName(u"authorityErrorLabel")
        self.authorityErrorLabel.setProperty(u"role", u"error")
        self.authorityErrorLabel.setWordWrap(True)

        self.authorityLayout.addWidget(self.authorityErrorLabel)

        self.authoritySpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.authorityLayout.addItem(self.authoritySpacer)


        self.chartGrid.addLayout(self.authorityLayout, 0, 1, 1, 1)

        self.authorityConflicts = ConflictNotes(self.chartCard)
        self.authorityConflicts.setObjectName(u"authorityConflicts")

        self.chartGrid.addWidget(self.authorityConflicts, 1, 0, 1, 2)

        self.custodyReasonField = QWidget(self.chartCard)
        self.custodyReasonField.setObjectName(u"custodyReasonField")
        self.custodyReasonFieldLayout = QVBoxLayout(self.custodyReasonField)
        self.custodyReasonFieldLayout.setSpacing(0)
        self.custodyReasonFieldLayout.setObjectName(u"custodyReasonFieldLayout")
        self.custodyReasonFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.custodyReasonLayout = QVBoxLayout()
        self.custodyReasonLayout.setSpacing(4)
        self.custodyReasonLayout.setObjectName(u"custodyReasonLayout")
        self.custodyReasonLabel = QLabel(self.custodyReasonField)
        self.custodyReasonLabel.setObjectName(u"custodyReasonLabel")
        self.custodyReasonLabel.setProperty(u"role", u"label")

        self.custodyReasonLayout.addWidget(self.custodyReasonLabel)

        self.custodyReasonLineEdit = QLineEdit(self.custodyReasonField)
        self.custodyReasonLineEdit.setObjectName(u"custodyReasonLineEdit")

        self.custodyReasonLayout.addWidget(self.custodyReasonLineEdit)

        self.custodyReasonErrorLabel = QLabel(self.custodyReasonField)
        self.custodyReasonErrorLabel.setObjectName(u"custodyReasonErrorLabel")
        self.custodyReasonErrorLabel.setProperty(u"role", u"error")
        self.custodyReasonErrorLabel.setWordWrap(True)

        self.custodyReasonLayout.addWidget(self.custodyReasonErrorLabel)

        self.custodyReasonSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.custodyReasonLayout.addItem(self.custodyReasonSpacer)


        self.custodyReasonFieldLayout.addLayout(self.custodyReasonLayout)


        self.chartGrid.addWidget(self.custodyReasonField, 2, 0, 1, 2)

        self.residesWithLayout = QVBoxLayout()
        self.residesWithLayout.setSpacing(4)
        self.residesWithLayout.setObjectName(u"residesWithLayout")
        self.residesWithLabel = QLabel(self.chartCard)
        self.residesWithLabel.setObjectName(u"residesWithLabel")
        self.residesWithLabel.setProperty(u"role", u"label")

        self.residesWithLayout.addWidget(self.residesWithLabel)

        self.residesWithComboBox = QComboBox(self.chartCard)
        self.residesWithComboBox.setObjectName(u"residesWithComboBox")

        self.residesWithLayout.addWidget(self.residesWithComboBox)

        self.residesWithErrorLabel = QLabel(self.chartCard)
        self.residesWithErrorLabel.setObjectName(u"residesWithErrorLabel")
        self.residesWithErrorLabel.setProperty(u"role", u"error")
        self.residesWithErrorLabel.setWordWrap(True)

        self.residesWithLayout.addWidget(self.residesWithErrorLabel)

        self.residesWithSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.residesWithLayout.addItem(self.residesWithSpacer)


        self.chartGrid.addLayout(self.residesWithLayout, 3, 0, 1, 1)

        self.flagsLayout = QVBoxLayout()
        self.flagsLayout.setSpacing(4)
        self.flagsLayout.setObjectName(u"flagsLayout")
        self.emergencyCheckBox = QCheckBox(self.chartCard)
        self.emergencyCheckBox.setObjectName(u"emergencyCheckBox")

        self.flagsLayout.addWidget(self.emergencyCheckBox)

        self.preferredCheckBox = QCheckBox(self.chartCard)
        self.preferredCheckBox.setObjectName(u"preferredCheckBox")

        self.flagsLayout.addWidget(self.preferredCheckBox)

        self.ownPatientCheckBox = QCheckBox(self.chartCard)
        self.ownPatientCheckBox.setObjectName(u"ownPatientCheckBox")

        self.flagsLayout.addWidget(self.ownPatientCheckBox)

        self.flagsSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.flagsLayout.addItem(self.flagsSpacer)


        self.chartGrid.addLayout(self.flagsLayout, 3, 1, 1, 1)

        self.consentFields = QWidget(self.chartCard)
        self.consentFields.setObjectName(u"consentFields")
        self.consentFieldsLayout = QHBoxLayout(self.consentFields)
        self.consentFieldsLayout.setSpacing(16)
        self.consentFieldsLayout.setObjectName(u"consentFieldsLayout")
        self.consentFieldsLayout.setContentsMargins(0, 0, 0, 0)
        self.proxyConsentOnLayout = QVBoxLayout()
        self.proxyConsentOnLayout.setSpacing(4)
        self.proxyConsentOnLayout.setObjectName(u"proxyConsentOnLayout")
        self.proxyConsentOnLabel = QLabel(self.consentFields)
        self.proxyConsentOnLabel.setObjectName(u"proxyConsentOnLabel")
        self.proxyConsentOnLabel.setProperty(u"role", u"label")

        self.proxyConsentOnLayout.addWidget(self.proxyConsentOnLabel)

        self.proxyConsentOnLineEdit = QLineEdit(self.consentFields)
        self.proxyConsentOnLineEdit.setObjectName(u"proxyConsentOnLineEdit")

        self.proxyConsentOnLayout.addWidget(self.proxyConsentOnLineEdit)

        self.proxyConsentOnErrorLabel = QLabel(self.consentFields)
        self.proxyConsentOnErrorLabel.setObjectName(u"proxyConsentOnErrorLabel")
        self.proxyConsentOnErrorLabel.setProperty(u"role", u"error")
        self.proxyConsentOnErrorLabel.setWordWrap(True)

        self.proxyConsentOnLayout.addWidget(self.proxyConsentOnErrorLabel)

        self.proxyConsentOnSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.proxyConsentOnLayout.addItem(self.proxyConsentOnSpacer)


        self.consentFieldsLayout.addLayout(self.proxyConsentOnLayout)

        self.proxyConsentUntilLayout = QVBoxLayout()
        self.proxyConsentUntilLayout.setSpacing(4)
        self.proxyConsentUntilLayout.setObjectName(u"proxyConsentUntilLayout")
        self.proxyConsentUntilLabel = QLabel(self.consentFields)
        self.proxyConsentUntilLabel.setObjectName(u"proxyConsentUntilLabel")
        self.proxyConsentUntilLabel.setProperty(u"role", u"label")

        self.proxyConsentUntilLayout.addWidget(self.proxyConsentUntilLabel)

        self.proxyConsentUntilLineEdit = QLineEdit(self.consentFields)
        self.proxyConsentUntilLineEdit.setObjectName(u"proxyConsentUntilLineEdit")

        self.proxyConsentUntilLayout.addWidget(self.proxyConsentUntilLineEdit)

        self.proxyConsentUntilErrorLabel = QLabel(self.consentFields)
        self.proxyConsentUntilErrorLabel.setObjectName(u"proxyConsentUntilErrorLabel")
        self.proxyConsentUntilErrorLabel.setProperty(u"role", u"error")
        self.proxyConsentUntilErrorLabel.setWordWrap(True)

        self.proxyConsentUntilLayout.addWidget(self.proxyConsentUntilErrorLabel)

        self.proxyConsentUntilSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.proxyConsentUntilLayout.addItem(self.proxyConsentUntilSpacer)


        self.consentFieldsLayout.addLayout(self.proxyConsentUntilLayout)

        self.consentFieldsLayout.setStretch(0, 1)
        self.consentFieldsLayout.setStretch(1, 1)

        self.chartGrid.addWidget(self.consentFields, 5, 0, 1, 2)

        self.ownPatientConflicts = ConflictNotes(self.chartCard)
        self.ownPatientConflicts.setObjectName(u"ownPatientConflicts")

        self.chartGrid.addWidget(self.ownPatientConflicts, 4, 0, 1, 2)

        self.chartGrid.setColumnStretch(0, 1)
        self.chartGrid.setColumnStretch(1, 1)

        self.chartCardLayout.addLayout(self.chartGrid)

        self.chartCardSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.chartCardLayout.addItem(self.chartCardSpacer)


        self.cardsGrid.addWidget(self.chartCard, 0, 1, 1, 1)

        self.reachCard = QFrame(self.page)
        self.reachCard.setObjectName(u"reachCard")
        self.reachCard.setProperty(u"role", u"card")
        self.reachCardLayout = QVBoxLayout(self.reachCard)
        self.reachCardLayout.setSpacing(8)
        self.reachCardLayout.setObjectName(u"reachCardLayout")
        self.reachCardLayout.setContentsMargins(12, 8, 12, 12)
        self.reachHeadingLabel = QLabel(self.reachCard)
        self.reachHeadingLabel.setObjectName(u"reachHeadingLabel")
        self.reachHeadingLabel.setProperty(u"role", u"heading")

        self.reachCardLayout.addWidget(self.reachHeadingLabel)

        self.reachGrid = QGridLayout()
        self.reachGrid.setObjectName(u"reachGrid")
        self.reachGrid.setHorizontalSpacing(12)
        self.reachGrid.setVerticalSpacing(8)
        self.homeEmailLayout = QVBoxLayout()
        self.homeEmailLayout.setSpacing(4)
        self.homeEmailLayout.setObjectName(u"homeEmailLayout")
        self.homeEmailLabel = QLabel(self.reachCard)
        self.homeEmailLabel.setObjectName(u"homeEmailLabel")
        self.homeEmailLabel.setProperty(u"role", u"label")

        self.homeEmailLayout.addWidget(self.homeEmailLabel)

        self.homeEmailRowLayout = QHBoxLayout()
        self.homeEmailRowLayout.setSpacing(4)
        self.homeEmailRowLayout.setObjectName(u"homeEmailRowLayout")
        self.homeEmailLineEdit = QLineEdit(self.reachCard)
        self.homeEmailLineEdit.setObjectName(u"homeEmailLineEdit")

        self.homeEmailRowLayout.addWidget(self.homeEmailLineEdit)

        self.portalRegistrationButton = QToolButton(self.reachCard)
        self.portalRegistrationButton.setObjectName(u"portalRegistrationButton")
        self.portalRegistrationButton.setProperty(u"iconName", u"folder-open")

        self.homeEmailRowLayout.addWidget(self.portalRegistrationButton)


        self.homeEmailLayout.addLayout(self.homeEmailRowLayout)

        self.homeEmailErrorLabel = QLabel(self.reachCard)
        self.homeEmailErrorLabel.setObjectName(u"homeEmailErrorLabel")
        self.homeEmailErrorLabel.setProperty(u"role", u"error")
        self.homeEmailErrorLabel.setWordWrap(True)

        self.homeEmailLayout.addWidget(self.homeEmailErrorLabel)

        self.homeEmailSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.homeEmailLayout.addItem(self.homeEmailSpacer)


        self.reachGrid.addLayout(self.homeEmailLayout, 0, 0, 1, 2)

        self.homeEmailConflicts = ConflictNotes(self.reachCard)
        self.homeEmailConflicts.setObjectName(u"homeEmailConflicts")

        self.reachGrid.addWidget(self.homeEmailConflicts, 1, 0, 1, 2)

        self.cellPhoneLayout = QVBoxLayout()
        self.cellPhoneLayout.setSpacing(4)
        self.cellPhoneLayout.setObjectName(u"cellPhoneLayout")
        self.cellPhoneLabel = QLabel(self.reachCard)
        self.cellPhoneLabel.setObjectName(u"cellPhoneLabel")
        self.cellPhoneLabel.setProperty(u"role", u"label")

        self.cellPhoneLayout.addWidget(self.cellPhoneLabel)

        self.cellPhoneLineEdit = QLineEdit(self.reachCard)
        self.cellPhoneLineEdit.setObjectName(u"cellPhoneLineEdit")

        self.cellPhoneLayout.addWidget(self.cellPhoneLineEdit)

        self.cellPhoneErrorLabel = QLabel(self.reachCard)
        self.cellPhoneErrorLabel.setObjectName(u"cellPhoneErrorLabel")
        self.cellPhoneErrorLabel.setProperty(u"role", u"error")
        self.cellPhoneErrorLabel.setWordWrap(True)

        self.cellPhoneLayout.addWidget(self.cellPhoneErrorLabel)

        self.cellPhoneSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.cellPhoneLayout.addItem(self.cellPhoneSpacer)


        self.reachGrid.addLayout(self.cellPhoneLayout, 2, 0, 1, 1)

        self.homePhoneLayout = QVBoxLayout()
        self.homePhoneLayout.setSpacing(4)
        self.homePhoneLayout.setObjectName(u"homePhoneLayout")
        self.homePhoneLabel = QLabel(self.reachCard)
        self.homePhoneLabel.setObjectName(u"homePhoneLabel")
        self.homePhoneLabel.setProperty(u"role", u"label")

        self.homePhoneLayout.addWidget(self.homePhoneLabel)

        self.homePhoneLineEdit = QLineEdit(self.reachCard)
        self.homePhoneLineEdit.setObjectName(u"homePhoneLineEdit")

        self.homePhoneLayout.addWidget(self.homePhoneLineEdit)

        self.homePhoneErrorLabel = QLabel(self.reachCard)
        self.homePhoneErrorLabel.setObjectName(u"homePhoneErrorLabel")
        self.homePhoneErrorLabel.setProperty(u"role", u"error")
        self.homePhoneErrorLabel.setWordWrap(True)

        self.homePhoneLayout.addWidget(self.homePhoneErrorLabel)

        self.homePhoneSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.homePhoneLayout.addItem(self.homePhoneSpacer)


        self.reachGrid.addLayout(self.homePhoneLayout, 2, 1, 1, 1)

        self.cellPhoneConflicts = ConflictNotes(self.reachCard)
        self.cellPhoneConflicts.setObjectName(u"cellPhoneConflicts")

        self.reachGrid.addWidget(self.cellPhoneConflicts, 3, 0, 1, 2)

        self.workPhoneLayout = QVBoxLayout()
        self.workPhoneLayout.setSpacing(4)
        self.workPhoneLayout.setObjectName(u"workPhoneLayout")
        self.workPhoneLabel = QLabel(self.reachCard)
        self.workPhoneLabel.setObjectName(u"workPhoneLabel")
        self.workPhoneLabel.setProperty(u"role", u"label")

        self.workPhoneLayout.addWidget(self.workPhoneLabel)

        self.workPhoneLineEdit = QLineEdit(self.reachCard)
        self.workPhoneLineEdit.setObjectName(u"workPhoneLineEdit")

        self.workPhoneLayout.addWidget(self.workPhoneLineEdit)

        self.workPhoneErrorLabel = QLabel(self.reachCard)
        self.workPhoneErrorLabel.setObjectName(u"workPhoneErrorLabel")
        self.workPhoneErrorLabel.setProperty(u"role", u"error")
        self.workPhoneErrorLabel.setWordWrap(True)

        self.workPhoneLayout.addWidget(self.workPhoneErrorLabel)

        self.workPhoneSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.workPhoneLayout.addItem(self.workPhoneSpacer)


        self.reachGrid.addLayout(self.workPhoneLayout, 4, 0, 1, 1)

        self.preferredContactLayout = QVBoxLayout()
        self.preferredContactLayout.setSpacing(4)
        self.preferredContactLayout.setObjectName(u"preferredContactLayout")
        self.preferredContactLabel = QLabel(self.reachCard)
        self.preferredContactLabel.setObjectName(u"preferredContactLabel")
        self.preferredContactLabel.setProperty(u"role", u"label")

        self.preferredContactLayout.addWidget(self.preferredContactLabel)

        self.preferredContactComboBox = QComboBox(self.reachCard)
        self.preferredContactComboBox.setObjectName(u"preferredContactComboBox")

        self.preferredContactLayout.addWidget(self.preferredContactComboBox)

        self.preferredContactErrorLabel = QLabel(self.reachCard)
        self.preferredContactErrorLabel.setObjectName(u"preferredContactErrorLabel")
        self.preferredContactErrorLabel.setProperty(u"role", u"error")
        self.preferredContactErrorLabel.setWordWrap(True)

        self.preferredContactLayout.addWidget(self.preferredContactErrorLabel)

        self.preferredContactSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.preferredContactLayout.addItem(self.preferredContactSpacer)


        self.reachGrid.addLayout(self.preferredContactLayout, 4, 1, 1, 1)

        self.reachGrid.setColumnStretch(0, 1)
        self.reachGrid.setColumnStretch(1, 1)

        self.reachCardLayout.addLayout(self.reachGrid)

        self.reachCardSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.reachCardLayout.addItem(self.reachCardSpacer)


        self.cardsGrid.addWidget(self.reachCard, 1, 0, 1, 1)

        self.addressCard = QFrame(self.page)
        self.addressCard.setObjectName(u"addressCard")
        self.addressCard.setProperty(u"role", u"card")
        self.addressCardLayout = QVBoxLayout(self.addressCard)
        self.addressCardLayout.setSpacing(8)
        self.addressCardLayout.setObjectName(u"addressCardLayout")
        self.addressCardLayout.setContentsMargins(12, 8, 12, 12)
        self.addressHeadLayout = QHBoxLayout()
        self.addressHeadLayout.setSpacing(8)
        self.addressHeadLayout.setObjectName(u"addressHeadLayout")
        self.addressHeadingLabel = QLabel(self.addressCard)
        self.addressHeadingLabel.setObjectName(u"addressHeadingLabel")
        self.addressHeadingLabel.setProperty(u"role", u"heading")

        self.addressHeadLayout.addWidget(self.addressHeadingLabel)

        self.addressHeadSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.addressHeadLayout.addItem(self.addressHeadSpacer)

        self.sameAddressButton = QPushButton(self.addressCard)
        self.sameAddressButton.setObjectName(u"sameAddressButton")
        self.sameAddressButton.setProperty(u"role", u"link")
        self.sameAddressButton.setProperty(u"iconName", u"copy")
        self.sameAddressButton.setProperty(u"iconTint", u"accent_text")

        self.addressHeadLayout.addWidget(self.sameAddressButton)


        self.addressCardLayout.addLayout(self.addressHeadLayout)

        self.addressGrid = QGridLayout()
        self.addressGrid.setObjectName(u"addressGrid")
        self.addressGrid.setHorizontalSpacing(12)
        self.addressGrid.setVerticalSpacing(8)
        self.addressLineLayout = QVBoxLayout()
        self.addressLineLayout.setSpacing(4)
        self.addressLineLayout.setObjectName(u"addressLineLayout")
        self.addressLineLabel = QLabel(self.addressCard)
        self.addressLineLabel.setObjectName(u"addressLineLabel")
        self.addressLineLabel.setProperty(u"role", u"label")

        self.addressLineLayout.addWidget(self.addressLineLabel)

        self.addressLineLineEdit = QLineEdit(self.addressCard)
        self.addressLineLineEdit.setObjectName(u"addressLineLineEdit")

        self.addressLineLayout.addWidget(self.addressLineLineEdit)

        self.addressLineErrorLabel = QLabel(self.addressCard)
        self.addressLineErrorLabel.setObjectName(u"addressLineErrorLabel")
        self.addressLineErrorLabel.setProperty(u"role", u"error")
        self.addressLineErrorLabel.setWordWrap(True)

        self.addressLineLayout.addWidget(self.addressLineErrorLabel)

        self.addressLineSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.addressLineLayout.addItem(self.addressLineSpacer)


        self.addressGrid.addLayout(self.addressLineLayout, 0, 0, 1, 3)

        self.addressLine2Layout = QVBoxLayout()
        self.addressLine2Layout.setSpacing(4)
        self.addressLine2Layout.setObjectName(u"addressLine2Layout")
        self.addressLine2Label = QLabel(self.addressCard)
        self.addressLine2Label.setObjectName(u"addressLine2Label")
        self.addressLine2Label.setProperty(u"role", u"label")

        self.addressLine2Layout.addWidget(self.addressLine2Label)

        self.addressLine2LineEdit = QLineEdit(self.addressCard)
        self.addressLine2LineEdit.setObjectName(u"addressLine2LineEdit")

        self.addressLine2Layout.addWidget(self.addressLine2LineEdit)

        self.addressLine2ErrorLabel = QLabel(self.addressCard)
        self.addressLine2ErrorLabel.setObjectName(u"addressLine2ErrorLabel")
        self.addressLine2ErrorLabel.setProperty(u"role", u"error")
        self.addressLine2ErrorLabel.setWordWrap(True)

        self.addressLine2Layout.addWidget(self.addressLine2ErrorLabel)

        self.addressLine2Spacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.addressLine2Layout.addItem(self.addressLine2Spacer)


        self.addressGrid.addLayout(self.addressLine2Layout, 1, 0, 1, 3)

        self.cityLayout = QVBoxLayout()
        self.cityLayout.setSpacing(4)
        self.cityLayout.setObjectName(u"cityLayout")
        self.cityLabel = QLabel(self.addressCard)
        self.cityLabel.setObjectName(u"cityLabel")
        self.cityLabel.setProperty(u"role", u"label")

        self.cityLayout.addWidget(self.cityLabel)

        self.cityLineEdit = QLineEdit(self.addressCard)
        self.cityLineEdit.setObjectName(u"cityLineEdit")

        self.cityLayout.addWidget(self.cityLineEdit)

        self.cityErrorLabel = QLabel(self.addressCard)
        self.cityErrorLabel.setObjectName(u"cityErrorLabel")
        self.cityErrorLabel.setProperty(u"role", u"error")
        self.cityErrorLabel.setWordWrap(True)

        self.cityLayout.addWidget(self.cityErrorLabel)

        self.citySpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.cityLayout.addItem(self.citySpacer)


        self.addressGrid.addLayout(self.cityLayout, 2, 0, 1, 1)

        self.stateLayout = QVBoxLayout()
        self.stateLayout.setSpacing(4)
        self.stateLayout.setObjectName(u"stateLayout")
        self.stateLabel = QLabel(self.addressCard)
        self.stateLabel.setObjectName(u"stateLabel")
        self.stateLabel.setProperty(u"role", u"label")

        self.stateLayout.addWidget(self.stateLabel)

        self.stateLineEdit = QLineEdit(self.addressCard)
        self.stateLineEdit.setObjectName(u"stateLineEdit")

        self.stateLayout.addWidget(self.stateLineEdit)

        self.stateErrorLabel = QLabel(self.addressCard)
        self.stateErrorLabel.setObjectName(u"stateErrorLabel")
        self.stateErrorLabel.setProperty(u"role", u"error")
        self.stateErrorLabel.setWordWrap(True)

        self.stateLayout.addWidget(self.stateErrorLabel)

        self.stateSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.stateLayout.addItem(self.stateSpacer)


        self.addressGrid.addLayout(self.stateLayout, 2, 1, 1, 1)

        self.postalCodeLayout = QVBoxLayout()
        self.postalCodeLayout.setSpacing(4)
        self.postalCodeLayout.setObjectName(u"postalCodeLayout")
        self.postalCodeLabel = QLabel(self.addressCard)
        self.postalCodeLabel.setObjectName(u"postalCodeLabel")
        self.postalCodeLabel.setProperty(u"role", u"label")

        self.postalCodeLayout.addWidget(self.postalCodeLabel)

        self.postalCodeLineEdit = QLineEdit(self.addressCard)
        self.postalCodeLineEdit.setObjectName(u"postalCodeLineEdit")

        self.postalCodeLayout.addWidget(self.postalCodeLineEdit)

        self.postalCodeErrorLabel = QLabel(self.addressCard)
        self.postalCodeErrorLabel.setObjectName(u"postalCodeErrorLabel")
        self.postalCodeErrorLabel.setProperty(u"role", u"error")
        self.postalCodeErrorLabel.setWordWrap(True)

        self.postalCodeLayout.addWidget(self.postalCodeErrorLabel)

        self.postalCodeSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.postalCodeLayout.addItem(self.postalCodeSpacer)


        self.addressGrid.addLayout(self.postalCodeLayout, 2, 2, 1, 1)

        self.addressGrid.setColumnStretch(0, 3)
        self.addressGrid.setColumnStretch(1, 1)
        self.addressGrid.setColumnStretch(2, 2)

        self.addressCardLayout.addLayout(self.addressGrid)

        self.addressCardSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.addressCardLayout.addItem(self.addressCardSpacer)


        self.cardsGrid.addWidget(self.addressCard, 1, 1, 1, 1)

        self.notesCard = QFrame(self.page)
        self.notesCard.setObjectName(u"notesCard")
        self.notesCard.setProperty(u"role", u"card")
        self.notesCardLayout = QVBoxLayout(self.notesCard)
        self.notesCardLayout.setSpacing(8)
        self.notesCardLayout.setObjectName(u"notesCardLayout")
        self.notesCardLayout.setContentsMargins(12, 8, 12, 12)
        self.notesHeadingLabel = QLabel(self.notesCard)
        self.notesHeadingLabel.setObjectName(u"notesHeadingLabel")
        self.notesHeadingLabel.setProperty(u"role", u"heading")

        self.notesCardLayout.addWidget(self.notesHeadingLabel)

        self.notesGrid = QGridLayout()
        self.notesGrid.setObjectName(u"notesGrid")
        self.notesGrid.setHorizontalSpacing(12)
        self.notesGrid.setVerticalSpacing(8)
        self.notesFieldLayout = QVBoxLayout()
        self.notesFieldLayout.setSpacing(4)
        self.notesFieldLayout.setObjectName(u"notesFieldLayout")
        self.notesPlainTextEdit = QPlainTextEdit(self.notesCard)
        self.notesPlainTextEdit.setObjectName(u"notesPlainTextEdit")
        self.notesPlainTextEdit.setTabChangesFocus(True)

        self.notesFieldLayout.addWidget(self.notesPlainTextEdit)

        self.notesErrorLabel = QLabel(self.notesCard)
        self.notesErrorLabel.setObjectName(u"notesErrorLabel")
        self.notesErrorLabel.setProperty(u"role", u"error")
        self.notesErrorLabel.setWordWrap(True)

        self.notesFieldLayout.addWidget(self.notesErrorLabel)


        self.notesGrid.addLayout(self.notesFieldLayout, 0, 0, 1, 1)

        self.notesGrid.setColumnStretch(0, 1)

        self.notesCardLayout.addLayout(self.notesGrid)

        self.notesCardSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.notesCardLayout.addItem(self.notesCardSpacer)


        self.cardsGrid.addWidget(self.notesCard, 2, 0, 1, 2)


        self.pageLayout.addLayout(self.cardsGrid)

        self.pageSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.pageLayout.addItem(self.pageSpacer)


        self.leftLayout.addWidget(self.scrollArea)

        self.leftLayout.setStretch(2, 1)

        self.bodyLayout.addLayout(self.leftLayout)

        self.portalColumn = QWidget(ContactInformation)
        self.portalColumn.setObjectName(u"portalColumn")
        self.portalColumnLayout = QVBoxLayout(self.portalColumn)
        self.portalColumnLayout.setSpacing(0)
        self.portalColumnLayout.setObjectName(u"portalColumnLayout")
        self.portalColumnLayout.setContentsMargins(0, 0, 0, 0)
        self.portalWidget = QWidget(self.portalColumn)
        self.portalWidget.setObjectName(u"portalWidget")
        self.portalLayout = QVBoxLayout(self.portalWidget)
        self.portalLayout.setSpacing(8)
        self.portalLayout.setObjectName(u"portalLayout")
        self.portalLayout.setContentsMargins(0, 4, 4, 12)
        self.likelyContactsCard = LikelyContactsCard(self.portalWidget)
        self.likelyContactsCard.setObjectName(u"likelyContactsCard")

        self.portalLayout.addWidget(self.likelyContactsCard)

        self.portalConditions = PortalConditions(self.portalWidget)
        self.portalConditions.setObjectName(u"portalConditions")

        self.portalLayout.addWidget(self.portalConditions)

        self.portalLayout.setStretch(1, 1)

        self.portalColumnLayout.addWidget(self.portalWidget)


        self.bodyLayout.addWidget(self.portalColumn)

        self.bodyLayout.setStretch(0, 1)

        self.formLayout.addLayout(self.bodyLayout)

        self.footerFrame = QFrame(ContactInformation)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.changedLabel = ElidedLabel(self.footerFrame)
        self.changedLabel.setObjectName(u"changedLabel")
        self.changedLabel.setProperty(u"role", u"caption")

        self.footerLayout.addWidget(self.changedLabel)

        self.footerSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)

        self.cancelButton = QPushButton(self.footerFrame)
        self.cancelButton.setObjectName(u"cancelButton")

        self.footerLayout.addWidget(self.cancelButton)

        self.saveButton = QPushButton(self.footerFrame)
        self.saveButton.setObjectName(u"saveButton")
        self.saveButton.setProperty(u"role", u"primary")

        self.footerLayout.addWidget(self.saveButton)


        self.formLayout.addWidget(self.footerFrame)

        self.formLayout.setStretch(0, 1)
#if QT_CONFIG(shortcut)
        self.firstNameLabel.setBuddy(self.firstNameLineEdit)
        self.lastNameLabel.setBuddy(self.lastNameLineEdit)
        self.middleNameLabel.setBuddy(self.middleNameLineEdit)
        self.nicknameLabel.setBuddy(self.nicknameLineEdit)
        self.birthDateLabel.setBuddy(self.birthDateLineEdit)
        self.languageLabel.setBuddy(self.languageComboBox)
        self.declinedOnLabel.setBuddy(self.declinedOnLineEdit)
        self.roleReasonLabel.setBuddy(self.roleReasonComboBox)
        self.authorityLabel.setBuddy(self.authorityComboBox)
        self.custodyReasonLabel.setBuddy(self.custodyReasonLineEdit)
        self.residesWithLabel.setBuddy(self.residesWithComboBox)
        self.proxyConsentOnLabel.setBuddy(self.proxyConsentOnLineEdit)
        self.proxyConsentUntilLabel.setBuddy(self.proxyConsentUntilLineEdit)
        self.homeEmailLabel.setBuddy(self.homeEmailLineEdit)
        self.cellPhoneLabel.setBuddy(self.cellPhoneLineEdit)
        self.homePhoneLabel.setBuddy(self.homePhoneLineEdit)
        self.workPhoneLabel.setBuddy(self.workPhoneLineEdit)
        self.preferredContactLabel.setBuddy(self.preferredContactComboBox)
        self.addressLineLabel.setBuddy(self.addressLineLineEdit)
        self.addressLine2Label.setBuddy(self.addressLine2LineEdit)
        self.cityLabel.setBuddy(self.cityLineEdit)
        self.stateLabel.setBuddy(self.stateLineEdit)
        self.postalCodeLabel.setBuddy(self.postalCodeLineEdit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.firstNameLineEdit, self.lastNameLineEdit)
        QWidget.setTabOrder(self.lastNameLineEdit, self.lastNameConflicts)
        QWidget.setTabOrder(self.lastNameConflicts, self.middleNameLineEdit)
        QWidget.setTabOrder(self.middleNameLineEdit, self.nicknameLineEdit)
        QWidget.setTabOrder(self.nicknameLineEdit, self.birthDateLineEdit)
        QWidget.setTabOrder(self.birthDateLineEdit, self.languageComboBox)
        QWidget.setTabOrder(self.languageComboBox, self.declinedCheckBox)
        QWidget.setTabOrder(self.declinedCheckBox, self.declinedOnLineEdit)
        QWidget.setTabOrder(self.declinedOnLineEdit, self.roleReasonComboBox)
        QWidget.setTabOrder(self.roleReasonComboBox, self.authorityComboBox)
        QWidget.setTabOrder(self.authorityComboBox, self.authorityConflicts)
        QWidget.setTabOrder(self.authorityConflicts, self.custodyReasonLineEdit)
        QWidget.setTabOrder(self.custodyReasonLineEdit, self.residesWithComboBox)
        QWidget.setTabOrder(self.residesWithComboBox, self.emergencyCheckBox)
        QWidget.setTabOrder(self.emergencyCheckBox, self.preferredCheckBox)
        QWidget.setTabOrder(self.preferredCheckBox, self.ownPatientCheckBox)
        QWidget.setTabOrder(self.ownPatientCheckBox, self.ownPatientConflicts)
        QWidget.setTabOrder(self.ownPatientConflicts, self.proxyConsentOnLineEdit)
        QWidget.setTabOrder(self.proxyConsentOnLineEdit, self.proxyConsentUntilLineEdit)
        QWidget.setTabOrder(self.proxyConsentUntilLineEdit, self.homeEmailLineEdit)
        QWidget.setTabOrder(self.homeEmailLineEdit, self.portalRegistrationButton)
        QWidget.setTabOrder(self.portalRegistrationButton, self.homeEmailConflicts)
        QWidget.setTabOrder(self.homeEmailConflicts, self.cellPhoneLineEdit)
        QWidget.setTabOrder(self.cellPhoneLineEdit, self.homePhoneLineEdit)
        QWidget.setTabOrder(self.homePhoneLineEdit, self.cellPhoneConflicts)
        QWidget.setTabOrder(self.cellPhoneConflicts, self.workPhoneLineEdit)
        QWidget.setTabOrder(self.workPhoneLineEdit, self.preferredContactComboBox)
        QWidget.setTabOrder(self.preferredContactComboBox, self.sameAddressButton)
        QWidget.setTabOrder(self.sameAddressButton, self.addressLineLineEdit)
        QWidget.setTabOrder(self.addressLineLineEdit, self.addressLine2LineEdit)
        QWidget.setTabOrder(self.addressLine2LineEdit, self.cityLineEdit)
        QWidget.setTabOrder(self.cityLineEdit, self.stateLineEdit)
        QWidget.setTabOrder(self.stateLineEdit, self.postalCodeLineEdit)
        QWidget.setTabOrder(self.postalCodeLineEdit, self.notesPlainTextEdit)
        QWidget.setTabOrder(self.notesPlainTextEdit, self.likelyContactsCard)
        QWidget.setTabOrder(self.likelyContactsCard, self.portalConditions)
        QWidget.setTabOrder(self.portalConditions, self.cancelButton)
        QWidget.setTabOrder(self.cancelButton, self.saveButton)

        self.retranslateUi(ContactInformation)
    # setupUi

    def retranslateUi(self, ContactInformation: QWidget) -> None:
        self.personHeadingLabel.setText(QCoreApplication.translate("ContactInformation", u"Person", None))
        self.firstNameLabel.setText(QCoreApplication.translate("ContactInformation", u"First name", None))
        self.firstNameErrorLabel.setText("")
        self.lastNameLabel.setText(QCoreApplication.translate("ContactInformation", u"&Last name", None))
        self.lastNameErrorLabel.setText("")
        self.middleNameLabel.setText(QCoreApplication.translate("ContactInformation", u"Middle name", None))
        self.middleNameErrorLabel.setText("")
        self.nicknameLabel.setText(QCoreApplication.translate("ContactInformation", u"Nic&kname", None))
        self.nicknameErrorLabel.setText("")
        self.birthDateLabel.setText(QCoreApplication.translate("ContactInformation", u"&DOB", None))
        self.birthDateLineEdit.setPlaceholderText(QCoreApplication.translate("ContactInformation", u"MM/DD/YYYY", None))
        self.birthDateErrorLabel.setText("")
        self.languageLabel.setText(QCoreApplication.translate("ContactInformation", u"Lan&guage", None))
        self.languageErrorLabel.setText("")
        self.declinedCheckBox.setText(QCoreApplication.translate("ContactInformation", u"Declined the portal", None))
        self.declinedOnLabel.setText(QCoreApplication.translate("ContactInformation", u"Declined on", None))
        self.declinedOnLineEdit.setPlaceholderText(QCoreApplication.translate("ContactInformation", u"MM/DD/YYYY", None))
        self.declinedOnErrorLabel.setText("")
        self.chartHeadingLabel.setText(QCoreApplication.translate("ContactInformation", u"In this chart", None))
        self.roleReasonLabel.setText(QCoreApplication.translate("ContactInformation", u"&Role/Reason", None))
        self.roleReasonComboBox.setPlaceholderText(QCoreApplication.translate("ContactInformation", u"Choose\u2026", None))
        self.roleReasonErrorLabel.setText("")
        self.authorityLabel.setText(QCoreApplication.translate("ContactInformation", u"A&uthority", None))
        self.authorityErrorLabel.setText("")
        self.custodyReasonLabel.setText(QCoreApplication.translate("ContactInformation", u"Reason (required to save)", None))
        self.custodyReasonLineEdit.setPlaceholderText(QCoreApplication.translate("ContactInformation", u"For example: court order of 10/02/2026 seen", None))
        self.custodyReasonErrorLabel.setText("")
        self.residesWithLabel.setText(QCoreApplication.translate("ContactInformation", u"Resides With", None))
        self.residesWithErrorLabel.setText("")
        self.emergencyCheckBox.setText(QCoreApplication.translate("ContactInformation", u"Emergency contact", None))
        self.preferredCheckBox.setText(QCoreApplication.translate("ContactInformation", u"Preferred contact", None))
        self.ownPatientCheckBox.setText(QCoreApplication.translate("ContactInformation", u"Is this patient", None))
        self.proxyConsentOnLabel.setText(QCoreApplication.translate("ContactInformation", u"Consent to proxy access", None))
        self.proxyConsentOnLineEdit.setPlaceholderText(QCoreApplication.translate("ContactInformation", u"MM/DD/YYYY", None))
        self.proxyConsentOnErrorLabel.setText("")
        self.proxyConsentUntilLabel.setText(QCoreApplication.translate("ContactInformation", u"Consent valid until", None))
        self.proxyConsentUntilLineEdit.setPlaceholderText(QCoreApplication.translate("ContactInformation", u"No end", None))
        self.proxyConsentUntilErrorLabel.setText("")
        self.reachHeadingLabel.setText(QCoreApplication.translate("ContactInformation", u"Reach", None))
        self.homeEmailLabel.setText(QCoreApplication.translate("ContactInformation", u"Home &Email", None))
        self.portalRegistrationButton.setText(QCoreApplication.translate("ContactInformation", u"Portal registration\u2026", None))
#if QT_CONFIG(tooltip)
        self.portalRegistrationButton.setToolTip(QCoreApplication.translate("ContactInformation", u"Portal registration\u2026 (Ctrl+R)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.portalRegistrationButton.setAccessibleName(QCoreApplication.translate("ContactInformation", u"Portal registration\u2026", None))
#endif // QT_CONFIG(accessibility)
        self.homeEmailErrorLabel.setText("")
        self.cellPhoneLabel.setText(QCoreApplication.translate("ContactInformation", u"Cell &Phone", None))
        self.cellPhoneErrorLabel.setText("")
        self.homePhoneLabel.setText(QCoreApplication.translate("ContactInformation", u"Home phone", None))
        self.homePhoneErrorLabel.setText("")
        self.workPhoneLabel.setText(QCoreApplication.translate("ContactInformation", u"Work phone", None))
        self.workPhoneErrorLabel.setText("")
        self.preferredContactLabel.setText(QCoreApplication.translate("ContactInformation", u"Preferred contact method", None))
        self.preferredContactErrorLabel.setText("")
        self.addressHeadingLabel.setText(QCoreApplication.translate("ContactInformation", u"Address", None))
        self.sameAddressButton.setText(QCoreApplication.translate("ContactInformation", u"Same as patient", None))
        self.addressLineLabel.setText(QCoreApplication.translate("ContactInformation", u"Address", None))
        self.addressLineErrorLabel.setText("")
        self.addressLine2Label.setText(QCoreApplication.translate("ContactInformation", u"Address, line 2", None))
        self.addressLine2ErrorLabel.setText("")
        self.cityLabel.setText(QCoreApplication.translate("ContactInformation", u"Cit&y", None))
        self.cityErrorLabel.setText("")
        self.stateLabel.setText(QCoreApplication.translate("ContactInformation", u"State", None))
        self.stateErrorLabel.setText("")
        self.postalCodeLabel.setText(QCoreApplication.translate("ContactInformation", u"&ZIP code", None))
        self.postalCodeErrorLabel.setText("")
        self.notesHeadingLabel.setText(QCoreApplication.translate("ContactInformation", u"Notes", None))
#if QT_CONFIG(accessibility)
        self.notesPlainTextEdit.setAccessibleName(QCoreApplication.translate("ContactInformation", u"Notes", None))
#endif // QT_CONFIG(accessibility)
        self.notesErrorLabel.setText("")
        self.cancelButton.setText(QCoreApplication.translate("ContactInformation", u"Cancel", None))
#if QT_CONFIG(tooltip)
        self.cancelButton.setToolTip(QCoreApplication.translate("ContactInformation", u"Cancel (Esc)", None))
#endif // QT_CONFIG(tooltip)
        self.saveButton.setText(QCoreApplication.translate("ContactInformation", u"&Save", None))
#if QT_CONFIG(tooltip)
        self.saveButton.setToolTip(QCoreApplication.translate("ContactInformation", u"Save (Ctrl+S)", None))
#endif // QT_CONFIG(tooltip)
        pass
    # retranslateUi

