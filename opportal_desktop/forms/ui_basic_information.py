# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/basic_information.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QCheckBox, QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton,
    QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.insurance_rows import InsuranceRows
from opportal_desktop.desktop.message_bar import MessageBar

class Ui_BasicInformation(object):
    def setupUi(self, BasicInformation: QWidget) -> None:
        if not BasicInformation.objectName():
            BasicInformation.setObjectName(u"BasicInformation")
        self.formLayout = QVBoxLayout(BasicInformation)
        self.formLayout.setSpacing(0)
        self.formLayout.setObjectName(u"formLayout")
        self.formLayout.setContentsMargins(0, 0, 0, 0)
        self.scrollArea = QScrollArea(BasicInformation)
        self.scrollArea.setObjectName(u"scrollArea")
        self.scrollArea.setWidgetResizable(True)
        self.scrollArea.setFrameShape(QFrame.Shape.NoFrame)
        self.scrollArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page = QWidget()
        self.page.setObjectName(u"page")
        self.scrollArea.setWidget(self.page)
        self.pageLayout = QVBoxLayout(self.page)
        self.pageLayout.setSpacing(12)
        self.pageLayout.setObjectName(u"pageLayout")
        self.pageLayout.setContentsMargins(16, 12, 16, 16)
        self.formMessageBar = MessageBar(self.page)
        self.formMessageBar.setObjectName(u"formMessageBar")

        self.pageLayout.addWidget(self.formMessageBar)

        self.patientCard = QFrame(self.page)
        self.patientCard.setObjectName(u"patientCard")
        self.patientCardLayout = QVBoxLayout(self.patientCard)
        self.patientCardLayout.setSpacing(12)
        self.patientCardLayout.setObjectName(u"patientCardLayout")
        self.patientCardLayout.setContentsMargins(16, 12, 16, 16)
        self.patientHeadingLabel = QLabel(self.patientCard)
        self.patientHeadingLabel.setObjectName(u"patientHeadingLabel")

        self.patientCardLayout.addWidget(self.patientHeadingLabel)

        self.patientGrid = QGridLayout()
        self.patientGrid.setObjectName(u"patientGrid")
        self.patientGrid.setHorizontalSpacing(16)
        self.patientGrid.setVerticalSpacing(12)
        self.firstNameLayout = QVBoxLayout()
        self.firstNameLayout.setSpacing(4)
        self.firstNameLayout.setObjectName(u"firstNameLayout")
        self.firstNameLabel = QLabel(self.patientCard)
        self.firstNameLabel.setObjectName(u"firstNameLabel")

        self.firstNameLayout.addWidget(self.firstNameLabel)

        self.firstNameLineEdit = QLineEdit(self.patientCard)
        self.firstNameLineEdit.setObjectName(u"firstNameLineEdit")
        self.firstNameLineEdit.setMaxLength(100)

        self.firstNameLayout.addWidget(self.firstNameLineEdit)

        self.firstNameErrorLabel = QLabel(self.patientCard)
        self.firstNameErrorLabel.setObjectName(u"firstNameErrorLabel")
        self.firstNameErrorLabel.setWordWrap(True)

        self.firstNameLayout.addWidget(self.firstNameErrorLabel)

        self.firstNameSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.firstNameLayout.addItem(self.firstNameSpacer)


        self.patientGrid.addLayout(self.firstNameLayout, 0, 0, 1, 1)

        self.middleNameLayout = QVBoxLayout()
        self.middleNameLayout.setSpacing(4)
        self.middleNameLayout.setObjectName(u"middleNameLayout")
        self.middleNameLabel = QLabel(self.patientCard)
        self.middleNameLabel.setObjectName(u"middleNameLabel")

        self.middleNameLayout.addWidget(self.middleNameLabel)

        self.middleNameLineEdit = QLineEdit(self.patientCard)
        self.middleNameLineEdit.setObjectName(u"middleNameLineEdit")
        self.middleNameLineEdit.setMaxLength(100)

        self.middleNameLayout.addWidget(self.middleNameLineEdit)

        self.middleNameErrorLabel = QLabel(self.patientCard)
        self.middleNameErrorLabel.setObjectName(u"middleNameErrorLabel")
        self.middleNameErrorLabel.setWordWrap(True)

        self.middleNameLayout.addWidget(self.middleNameErrorLabel)

        self.middleNameSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.middleNameLayout.addItem(self.middleNameSpacer)


        self.patientGrid.addLayout(self.middleNameLayout, 0, 1, 1, 1)

        self.lastNameLayout = QVBoxLayout()
        self.lastNameLayout.setSpacing(4)
        self.lastNameLayout.setObjectName(u"lastNameLayout")
        self.lastNameLabel = QLabel(self.patientCard)
        self.lastNameLabel.setObjectName(u"lastNameLabel")

        self.lastNameLayout.addWidget(self.lastNameLabel)

        self.lastNameLineEdit = QLineEdit(self.patientCard)
        self.lastNameLineEdit.setObjectName(u"lastNameLineEdit")
        self.lastNameLineEdit.setMaxLength(100)

        self.lastNameLayout.addWidget(self.lastNameLineEdit)

        self.lastNameErrorLabel = QLabel(self.patientCard)
        self.lastNameErrorLabel.setObjectName(u"lastNameErrorLabel")
        self.lastNameErrorLabel.setWordWrap(True)

        self.lastNameLayout.addWidget(self.lastNameErrorLabel)

        self.lastNameSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.lastNameLayout.addItem(self.lastNameSpacer)


        self.patientGrid.addLayout(self.lastNameLayout, 0, 2, 1, 1)

        self.nicknameLayout = QVBoxLayout()
        self.nicknameLayout.setSpacing(4)
        self.nicknameLayout.setObjectName(u"nicknameLayout")
        self.nicknameLabel = QLabel(self.patientCard)
        self.nicknameLabel.setObjectName(u"nicknameLabel")

        self.nicknameLayout.addWidget(self.nicknameLabel)

        self.nicknameLineEdit = QLineEdit(self.patientCard)
        self.nicknameLineEdit.setObjectName(u"nicknameLineEdit")
        self.nicknameLineEdit.setMaxLength(100)

        self.nicknameLayout.addWidget(self.nicknameLineEdit)

        self.nicknameErrorLabel = QLabel(self.patientCard)
        self.nicknameErrorLabel.setObjectName(u"nicknameErrorLabel")
        self.nicknameErrorLabel.setWordWrap(True)

        self.nicknameLayout.addWidget(self.nicknameErrorLabel)

        self.nicknameSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.nicknameLayout.addItem(self.nicknameSpacer)


        self.patientGrid.addLayout(self.nicknameLayout, 0, 3, 1, 1)

        self.birthDateLayout = QVBoxLayout()
        self.birthDateLayout.setSpacing(4)
        self.birthDateLayout.setObjectName(u"birthDateLayout")
        self.birthDateLabel = QLabel(self.patientCard)
        self.birthDateLabel.setObjectName(u"birthDateLabel")

        self.birthDateLayout.addWidget(self.birthDateLabel)

        self.birthDateLineEdit = QLineEdit(self.patientCard)
        self.birthDateLineEdit.setObjectName(u"birthDateLineEdit")
        self.birthDateLineEdit.setMaxLength(20)

        self.birthDateLayout.addWidget(self.birthDateLineEdit)

        self.birthDateErrorLabel = QLabel(self.patientCard)
        self.birthDateErrorLabel.setObjectName(u"birthDateErrorLabel")
        self.birthDateErrorLabel.setWordWrap(True)

        self.birthDateLayout.addWidget(self.birthDateErrorLabel)

        self.birthDateSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.birthDateLayout.addItem(self.birthDateSpacer)


        self.patientGrid.addLayout(self.birthDateLayout, 1, 0, 1, 1)

        self.sexLayout = QVBoxLayout()
        self.sexLayout.setSpacing(4)
        self.sexLayout.setObjectName(u"sexLayout")
        self.sexLabel = QLabel(self.patientCard)
        self.sexLabel.setObjectName(u"sexLabel")

        self.sexLayout.addWidget(self.sexLabel)

        self.sexComboBox = QComboBox(self.patientCard)
        self.sexComboBox.setObjectName(u"sexComboBox")

        self.sexLayout.addWidget(self.sexComboBox)

        self.sexErrorLabel = QLabel(self.patientCard)
        self.sexErrorLabel.setObjectName(u"sexErrorLabel")
        self.sexErrorLabel.setWordWrap(True)

        self.sexLayout.addWidget(self.sexErrorLabel)

        self.sexSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.sexLayout.addItem(self.sexSpacer)


        self.patientGrid.addLayout(self.sexLayout, 1, 1, 1, 1)

        self.languageLayout = QVBoxLayout()
        self.languageLayout.setSpacing(4)
        self.languageLayout.setObjectName(u"languageLayout")
        self.languageLabel = QLabel(self.patientCard)
        self.languageLabel.setObjectName(u"languageLabel")

        self.languageLayout.addWidget(self.languageLabel)

        self.languageComboBox = QComboBox(self.patientCard)
        self.languageComboBox.setObjectName(u"languageComboBox")

        self.languageLayout.addWidget(self.languageComboBox)

        self.languageErrorLabel = QLabel(self.patientCard)
        self.languageErrorLabel.setObjectName(u"languageErrorLabel")
        self.languageErrorLabel.setWordWrap(True)

        self.languageLayout.addWidget(self.languageErrorLabel)

        self.languageSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.languageLayout.addItem(self.languageSpacer)


        self.patientGrid.addLayout(self.languageLayout, 1, 2, 1, 1)

        self.chartNumberLayout = QVBoxLayout()
        self.chartNumberLayout.setSpacing(4)
        self.chartNumberLayout.setObjectName(u"chartNumberLayout")
        self.chartNumberLabel = QLabel(self.patientCard)
        self.chartNumberLabel.setObjectName(u"chartNumberLabel")

        self.chartNumberLayout.addWidget(self.chartNumberLabel)

        self.chartNumberLineEdit = QLineEdit(self.patientCard)
        self.chartNumberLineEdit.setObjectName(u"chartNumberLineEdit")
        self.chartNumberLineEdit.setMaxLength(40)

        self.chartNumberLayout.addWidget(self.chartNumberLineEdit)

        self.chartNumberErrorLabel = QLabel(self.patientCard)
        self.chartNumberErrorLabel.setObjectName(u"chartNumberErrorLabel")
        self.chartNumberErrorLabel.setWordWrap(True)

        self.chartNumberLayout.addWidget(self.chartNumberErrorLabel)

        self.chartNumberSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.chartNumberLayout.addItem(self.chartNumberSpacer)


        self.patientGrid.addLayout(self.chartNumberLayout, 1, 3, 1, 1)

        self.patientGrid.setColumnStretch(0, 1)
        self.patientGrid.setColumnStretch(1, 1)
        self.patientGrid.setColumnStretch(2, 1)
        self.patientGrid.setColumnStretch(3, 1)

        self.patientCardLayout.addLayout(self.patientGrid)


        self.pageLayout.addWidget(self.patientCard)

        self.reachCard = QFrame(self.page)
        self.reachCard.setObjectName(u"reachCard")
        self.reachCardLayout = QVBoxLayout(self.reachCard)
        self.reachCardLayout.setSpacing(12)
        self.reachCardLayout.setObjectName(u"reachCardLayout")
        self.reachCardLayout.setContentsMargins(16, 12, 16, 16)
        self.reachHeadingLabel = QLabel(self.reachCard)
        self.reachHeadingLabel.setObjectName(u"reachHeadingLabel")

        self.reachCardLayout.addWidget(self.reachHeadingLabel)

        self.reachGrid = QGridLayout()
        self.reachGrid.setObjectName(u"reachGrid")
        self.reachGrid.setHorizontalSpacing(16)
        self.reachGrid.setVerticalSpacing(12)
        self.homePhoneLayout = QVBoxLayout()
        self.homePhoneLayout.setSpacing(4)
        self.homePhoneLayout.setObjectName(u"homePhoneLayout")
        self.homePhoneLabel = QLabel(self.reachCard)
        self.homePhoneLabel.setObjectName(u"homePhoneLabel")

        self.homePhoneLayout.addWidget(self.homePhoneLabel)

        self.homePhoneLineEdit = QLineEdit(self.reachCard)
        self.homePhoneLineEdit.setObjectName(u"homePhoneLineEdit")
        self.homePhoneLineEdit.setMaxLength(40)

        self.homePhoneLayout.addWidget(self.homePhoneLineEdit)

        self.homePhoneErrorLabel = QLabel(self.reachCard)
        self.homePhoneErrorLabel.setObjectName(u"homePhoneErrorLabel")
        self.homePhoneErrorLabel.setWordWrap(True)

        self.homePhoneLayout.addWidget(self.homePhoneErrorLabel)

        self.homePhoneSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.homePhoneLayout.addItem(self.homePhoneSpacer)


        self.reachGrid.addLayout(self.homePhoneLayout, 0, 0, 1, 1)

        self.cellPhoneLayout = QVBoxLayout()
        self.cellPhoneLayout.setSpacing(4)
        self.cellPhoneLayout.setObjectName(u"cellPhoneLayout")
        self.cellPhoneLabel = QLabel(self.reachCard)
        self.cellPhoneLabel.setObjectName(u"cellPhoneLabel")

        self.cellPhoneLayout.addWidget(self.cellPhoneLabel)

        self.cellPhoneLineEdit = QLineEdit(self.reachCard)
        self.cellPhoneLineEdit.setObjectName(u"cellPhoneLineEdit")
        self.cellPhoneLineEdit.setMaxLength(40)

        self.cellPhoneLayout.addWidget(self.cellPhoneLineEdit)

        self.cellPhoneErrorLabel = QLabel(self.reachCard)
        self.cellPhoneErrorLabel.setObjectName(u"cellPhoneErrorLabel")
        self.cellPhoneErrorLabel.setWordWrap(True)

        self.cellPhoneLayout.addWidget(self.cellPhoneErrorLabel)

        self.cellPhoneSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.cellPhoneLayout.addItem(self.cellPhoneSpacer)


        self.reachGrid.addLayout(self.cellPhoneLayout, 0, 1, 1, 1)

        self.emailLayout = QVBoxLayout()
        self.emailLayout.setSpacing(4)
        self.emailLayout.setObjectName(u"emailLayout")
        self.emailLabel = QLabel(self.reachCard)
        self.emailLabel.setObjectName(u"emailLabel")

        self.emailLayout.addWidget(self.emailLabel)

        self.emailLineEdit = QLineEdit(self.reachCard)
        self.emailLineEdit.setObjectName(u"emailLineEdit")
        self.emailLineEdit.setMaxLength(254)

        self.emailLayout.addWidget(self.emailLineEdit)

        self.emailErrorLabel = QLabel(self.reachCard)
        self.emailErrorLabel.setObjectName(u"emailErrorLabel")
        self.emailErrorLabel.setWordWrap(True)

        self.emailLayout.addWidget(self.emailErrorLabel)

        self.emailSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.emailLayout.addItem(self.emailSpacer)


        self.reachGrid.addLayout(self.emailLayout, 0, 2, 1, 1)

        self.reachGrid.setColumnStretch(0, 1)
        self.reachGrid.setColumnStretch(1, 1)
        self.reachGrid.setColumnStretch(2, 1)

        self.reachCardLayout.addLayout(self.reachGrid)


        self.pageLayout.addWidget(self.reachCard)

        self.addressCard = QFrame(self.page)
        self.addressCard.setObjectName(u"addressCard")
        self.addressCardLayout = QVBoxLayout(self.addressCard)
        self.addressCardLayout.setSpacing(12)
        self.addressCardLayout.setObjectName(u"addressCardLayout")
        self.addressCardLayout.setContentsMargins(16, 12, 16, 16)
        self.addressHeadingLabel = QLabel(self.addressCard)
        self.addressHeadingLabel.setObjectName(u"addressHeadingLabel")

        self.addressCardLayout.addWidget(self.addressHeadingLabel)

        self.addressGrid = QGridLayout()
        self.addressGrid.setObjectName(u"addressGrid")
        self.addressGrid.setHorizontalSpacing(16)
        self.addressGrid.setVerticalSpacing(12)
        self.addressLineLayout = QVBoxLayout()
        self.addressLineLayout.setSpacing(4)
        self.addressLineLayout.setObjectName(u"addressLineLayout")
        self.addressLineLabel = QLabel(self.addressCard)
        self.addressLineLabel.setObjectName(u"addressLineLabel")

        self.addressLineLayout.addWidget(self.addressLineLabel)

        self.addressLineLineEdit = QLineEdit(self.addressCard)
        self.addressLineLineEdit.setObjectName(u"addressLineLineEdit")
        self.addressLineLineEdit.setMaxLength(200)

        self.addressLineLayout.addWidget(self.addressLineLineEdit)

        self.addressLineErrorLabel = QLabel(self.addressCard)
        self.addressLineErrorLabel.setObjectName(u"addressLineErrorLabel")
        self.addressLineErrorLabel.setWordWrap(True)

        self.addressLineLayout.addWidget(self.addressLineErrorLabel)

        self.addressLineSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.addressLineLayout.addItem(self.addressLineSpacer)


        self.addressGrid.addLayout(self.addressLineLayout, 0, 0, 1, 2)

        self.addressLine2Layout = QVBoxLayout()
        self.addressLine2Layout.setSpacing(4)
        self.addressLine2Layout.setObjectName(u"addressLine2Layout")
        self.addressLine2Label = QLabel(self.addressCard)
        self.addressLine2Label.setObjectName(u"addressLine2Label")

        self.addressLine2Layout.addWidget(self.addressLine2Label)

        self.addressLine2LineEdit = QLineEdit(self.addressCard)
        self.addressLine2LineEdit.setObjectName(u"addressLine2LineEdit")
        self.addressLine2LineEdit.setMaxLength(200)

        self.addressLine2Layout.addWidget(self.addressLine2LineEdit)

        self.addressLine2ErrorLabel = QLabel(self.addressCard)
        self.addressLine2ErrorLabel.setObjectName(u"addressLine2ErrorLabel")
        self.addressLine2ErrorLabel.setWordWrap(True)

        self.addressLine2Layout.addWidget(self.addressLine2ErrorLabel)

        self.addressLine2Spacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.addressLine2Layout.addItem(self.addressLine2Spacer)


        self.addressGrid.addLayout(self.addressLine2Layout, 0, 2, 1, 2)

        self.cityLayout = QVBoxLayout()
        self.cityLayout.setSpacing(4)
        self.cityLayout.setObjectName(u"cityLayout")
        self.cityLabel = QLabel(self.addressCard)
        self.cityLabel.setObjectName(u"cityLabel")

        self.cityLayout.addWidget(self.cityLabel)

        self.cityLineEdit = QLineEdit(self.addressCard)
        self.cityLineEdit.setObjectName(u"cityLineEdit")
        self.cityLineEdit.setMaxLength(100)

        self.cityLayout.addWidget(self.cityLineEdit)

        self.cityErrorLabel = QLabel(self.addressCard)
        self.cityErrorLabel.setObjectName(u"cityErrorLabel")
        self.cityErrorLabel.setWordWrap(True)

        self.cityLayout.addWidget(self.cityErrorLabel)

        self.citySpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.cityLayout.addItem(self.citySpacer)


        self.addressGrid.addLayout(self.cityLayout, 1, 0, 1, 2)

        self.stateLayout = QVBoxLayout()
        self.stateLayout.setSpacing(4)
        self.stateLayout.setObjectName(u"stateLayout")
        self.stateLabel = QLabel(self.addressCard)
        self.stateLabel.setObjectName(u"stateLabel")

        self.stateLayout.addWidget(self.stateLabel)

        self.stateLineEdit = QLineEdit(self.addressCard)
        self.stateLineEdit.setObjectName(u"stateLineEdit")
        self.stateLineEdit.setMaxLength(40)

        self.stateLayout.addWidget(self.stateLineEdit)

        self.stateErrorLabel = QLabel(self.addressCard)
        self.stateErrorLabel.setObjectName(u"stateErrorLabel")
        self.stateErrorLabel.setWordWrap(True)

        self.stateLayout.addWidget(self.stateErrorLabel)

        self.stateSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.stateLayout.addItem(self.stateSpacer)


        self.addressGrid.addLayout(self.stateLayout, 1, 2, 1, 1)

        self.postalCodeLayout = QVBoxLayout()
        self.postalCodeLayout.setSpacing(4)
        self.postalCodeLayout.setObjectName(u"postalCodeLayout")
        self.postalCodeLabel = QLabel(self.addressCard)
        self.postalCodeLabel.setObjectName(u"postalCodeLabel")

        self.postalCodeLayout.addWidget(self.postalCodeLabel)

        self.postalCodeLineEdit = QLineEdit(self.addressCard)
        self.postalCodeLineEdit.setObjectName(u"postalCodeLineEdit")
        self.postalCodeLineEdit.setMaxLength(20)

        self.postalCodeLayout.addWidget(self.postalCodeLineEdit)

        self.postalCodeErrorLabel = QLabel(self.addressCard)
        self.postalCodeErrorLabel.setObjectName(u"postalCodeErrorLabel")
        self.postalCodeErrorLabel.setWordWrap(True)

        self.postalCodeLayout.addWidget(self.postalCodeErrorLabel)

        self.postalCodeSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.postalCodeLayout.addItem(self.postalCodeSpacer)


        self.addressGrid.addLayout(self.postalCodeLayout, 1, 3, 1, 1)

        self.addressGrid.setColumnStretch(0, 1)
        self.addressGrid.setColumnStretch(1, 1)
        self.addressGrid.setColumnStretch(2, 1)
        self.addressGrid.setColumnStretch(3, 1)

        self.addressCardLayout.addLayout(self.addressGrid)


        self.pageLayout.addWidget(self.addressCard)

        self.insuranceCard = QFrame(self.page)
        self.insuranceCard.setObjectName(u"insuranceCard")
        self.insuranceCardLayout = QVBoxLayout(self.insuranceCard)
        self.insuranceCardLayout.setSpacing(12)
        self.insuranceCardLayout.setObjectName(u"insuranceCardLayout")
        self.insuranceCardLayout.setContentsMargins(16, 12, 16, 16)
        self.insuranceHeadingLabel = QLabel(self.insuranceCard)
        self.insuranceHeadingLabel.setObjectName(u"insuranceHeadingLabel")

        self.insuranceCardLayout.addWidget(self.insuranceHeadingLabel)

        self.insuranceRows = InsuranceRows(self.insuranceCard)
        self.insuranceRows.setObjectName(u"insuranceRows")

        self.insuranceCardLayout.addWidget(self.insuranceRows)

        self.insuranceErrorLabel = QLabel(self.insuranceCard)
        self.insuranceErrorLabel.setObjectName(u"insuranceErrorLabel")
        self.insuranceErrorLabel.setWordWrap(True)

        self.insuranceCardLayout.addWidget(self.insuranceErrorLabel)


        self.pageLayout.addWidget(self.insuranceCard)

        self.deskCard = QFrame(self.page)
        self.deskCard.setObjectName(u"deskCard")
        self.deskCardLayout = QVBoxLayout(self.deskCard)
        self.deskCardLayout.setSpacing(12)
        self.deskCardLayout.setObjectName(u"deskCardLayout")
        self.deskCardLayout.setContentsMargins(16, 12, 16, 16)
        self.deskHeadingLabel = QLabel(self.deskCard)
        self.deskHeadingLabel.setObjectName(u"deskHeadingLabel")

        self.deskCardLayout.addWidget(self.deskHeadingLabel)

        self.alertLayout = QVBoxLayout()
        self.alertLayout.setSpacing(4)
        self.alertLayout.setObjectName(u"alertLayout")
        self.alertLabel = QLabel(self.deskCard)
        self.alertLabel.setObjectName(u"alertLabel")

        self.alertLayout.addWidget(self.alertLabel)

        self.alertPlainTextEdit = QPlainTextEdit(self.deskCard)
        self.alertPlainTextEdit.setObjectName(u"alertPlainTextEdit")
        self.alertPlainTextEdit.setTabChangesFocus(True)

        self.alertLayout.addWidget(self.alertPlainTextEdit)

        self.alertErrorLabel = QLabel(self.deskCard)
        self.alertErrorLabel.setObjectName(u"alertErrorLabel")
        self.alertErrorLabel.setWordWrap(True)

        self.alertLayout.addWidget(self.alertErrorLabel)

        self.alertSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.alertLayout.addItem(self.alertSpacer)


        self.deskCardLayout.addLayout(self.alertLayout)

        self.activeCheckBox = QCheckBox(self.deskCard)
        self.activeCheckBox.setObjectName(u"activeCheckBox")

        self.deskCardLayout.addWidget(self.activeCheckBox)

        self.activeHintLabel = QLabel(self.deskCard)
        self.activeHintLabel.setObjectName(u"activeHintLabel")
        self.activeHintLabel.setWordWrap(True)

        self.deskCardLayout.addWidget(self.activeHintLabel)


        self.pageLayout.addWidget(self.deskCard)

        self.pageSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.pageLayout.addItem(self.pageSpacer)


        self.formLayout.addWidget(self.scrollArea)

        self.footer = QFrame(BasicInformation)
        self.footer.setObjectName(u"footer")
        self.footerLayout = QHBoxLayout(self.footer)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.changedLabel = QLabel(self.footer)
        self.changedLabel.setObjectName(u"changedLabel")

        self.footerLayout.addWidget(self.changedLabel)

        self.footerSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)

        self.cancelButton = QPushButton(self.footer)
        self.cancelButton.setObjectName(u"cancelButton")

        self.footerLayout.addWidget(self.cancelButton)

        self.saveButton = QPushButton(self.footer)
        self.saveButton.setObjectName(u"saveButton")

        self.footerLayout.addWidget(self.saveButton)


        self.formLayout.addWidget(self.footer)

#if QT_CONFIG(shortcut)
        self.firstNameLabel.setBuddy(self.firstNameLineEdit)
        self.middleNameLabel.setBuddy(self.middleNameLineEdit)
        self.lastNameLabel.setBuddy(self.lastNameLineEdit)
        self.nicknameLabel.setBuddy(self.nicknameLineEdit)
        self.birthDateLabel.setBuddy(self.birthDateLineEdit)
        self.sexLabel.setBuddy(self.sexComboBox)
        self.languageLabel.setBuddy(self.languageComboBox)
        self.chartNumberLabel.setBuddy(self.chartNumberLineEdit)
        self.homePhoneLabel.setBuddy(self.homePhoneLineEdit)
        self.cellPhoneLabel.setBuddy(self.cellPhoneLineEdit)
        self.emailLabel.setBuddy(self.emailLineEdit)
        self.addressLineLabel.setBuddy(self.addressLineLineEdit)
        self.addressLine2Label.setBuddy(self.addressLine2LineEdit)
        self.cityLabel.setBuddy(self.cityLineEdit)
        self.stateLabel.setBuddy(self.stateLineEdit)
        self.postalCodeLabel.setBuddy(self.postalCodeLineEdit)
        self.alertLabel.setBuddy(self.alertPlainTextEdit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.firstNameLineEdit, self.middleNameLineEdit)
        QWidget.setTabOrder(self.middleNameLineEdit, self.lastNameLineEdit)
        QWidget.setTabOrder(self.lastNameLineEdit, self.nicknameLineEdit)
        QWidget.setTabOrder(self.nicknameLineEdit, self.birthDateLineEdit)
        QWidget.setTabOrder(self.birthDateLineEdit, self.sexComboBox)
        QWidget.setTabOrder(self.sexComboBox, self.languageComboBox)
        QWidget.setTabOrder(self.languageComboBox, self.chartNumberLineEdit)
        QWidget.setTabOrder(self.chartNumberLineEdit, self.homePhoneLineEdit)
        QWidget.setTabOrder(self.homePhoneLineEdit, self.cellPhoneLineEdit)
        QWidget.setTabOrder(self.cellPhoneLineEdit, self.emailLineEdit)
        QWidget.setTabOrder(self.emailLineEdit, self.addressLineLineEdit)
        QWidget.setTabOrder(self.addressLineLineEdit, self.addressLine2LineEdit)
        QWidget.setTabOrder(self.addressLine2LineEdit, self.cityLineEdit)
        QWidget.setTabOrder(self.cityLineEdit, self.stateLineEdit)
        QWidget.setTabOrder(self.stateLineEdit, self.postalCodeLineEdit)
        QWidget.setTabOrder(self.postalCodeLineEdit, self.insuranceRows)
        QWidget.setTabOrder(self.insuranceRows, self.alertPlainTextEdit)
        QWidget.setTabOrder(self.alertPlainTextEdit, self.activeCheckBox)
        QWidget.setTabOrder(self.activeCheckBox, self.cancelButton)
        QWidget.setTabOrder(self.cancelButton, self.saveButton)

        self.retranslateUi(BasicInformation)
    # setupUi

    def retranslateUi(self, BasicInformation: QWidget) -> None:
        self.page.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"page", None))
        self.patientCard.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"card", None))
        self.patientHeadingLabel.setText(QCoreApplication.translate("BasicInformation", u"Patient", None))
        self.patientHeadingLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"heading", None))
        self.firstNameLabel.setText(QCoreApplication.translate("BasicInformation", u"Fi&rst name (required)", None))
        self.firstNameLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.firstNameErrorLabel.setText("")
        self.firstNameErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.middleNameLabel.setText(QCoreApplication.translate("BasicInformation", u"&Middle name", None))
        self.middleNameLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.middleNameErrorLabel.setText("")
        self.middleNameErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.lastNameLabel.setText(QCoreApplication.translate("BasicInformation", u"&Last name (required)", None))
        self.lastNameLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.lastNameErrorLabel.setText("")
        self.lastNameErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.nicknameLabel.setText(QCoreApplication.translate("BasicInformation", u"Nic&kname", None))
        self.nicknameLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.nicknameErrorLabel.setText("")
        self.nicknameErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.birthDateLabel.setText(QCoreApplication.translate("BasicInformation", u"&DOB (required)", None))
        self.birthDateLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.birthDateLineEdit.setPlaceholderText(QCoreApplication.translate("BasicInformation", u"MM/DD/YYYY", None))
        self.birthDateErrorLabel.setText("")
        self.birthDateErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.sexLabel.setText(QCoreApplication.translate("BasicInformation", u"Se&x", None))
        self.sexLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.sexErrorLabel.setText("")
        self.sexErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.languageLabel.setText(QCoreApplication.translate("BasicInformation", u"Lan&guage", None))
        self.languageLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.languageErrorLabel.setText("")
        self.languageErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.chartNumberLabel.setText(QCoreApplication.translate("BasicInformation", u"Chart n&umber", None))
        self.chartNumberLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.chartNumberErrorLabel.setText("")
        self.chartNumberErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.reachCard.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"card", None))
        self.reachHeadingLabel.setText(QCoreApplication.translate("BasicInformation", u"How to reach the patient", None))
        self.reachHeadingLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"heading", None))
        self.homePhoneLabel.setText(QCoreApplication.translate("BasicInformation", u"H&ome phone", None))
        self.homePhoneLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.homePhoneErrorLabel.setText("")
        self.homePhoneErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.cellPhoneLabel.setText(QCoreApplication.translate("BasicInformation", u"Cell &phone", None))
        self.cellPhoneLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.cellPhoneErrorLabel.setText("")
        self.cellPhoneErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.emailLabel.setText(QCoreApplication.translate("BasicInformation", u"&Email", None))
        self.emailLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.emailErrorLabel.setText("")
        self.emailErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.addressCard.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"card", None))
        self.addressHeadingLabel.setText(QCoreApplication.translate("BasicInformation", u"Address", None))
        self.addressHeadingLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"heading", None))
        self.addressLineLabel.setText(QCoreApplication.translate("BasicInformation", u"Street", None))
        self.addressLineLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.addressLineErrorLabel.setText("")
        self.addressLineErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.addressLine2Label.setText(QCoreApplication.translate("BasicInformation", u"Apartment, suite", None))
        self.addressLine2Label.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.addressLine2ErrorLabel.setText("")
        self.addressLine2ErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.cityLabel.setText(QCoreApplication.translate("BasicInformation", u"Cit&y", None))
        self.cityLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.cityErrorLabel.setText("")
        self.cityErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.stateLabel.setText(QCoreApplication.translate("BasicInformation", u"State", None))
        self.stateLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.stateErrorLabel.setText("")
        self.stateErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.postalCodeLabel.setText(QCoreApplication.translate("BasicInformation", u"&ZIP", None))
        self.postalCodeLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.postalCodeErrorLabel.setText("")
        self.postalCodeErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.insuranceCard.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"card", None))
        self.insuranceHeadingLabel.setText(QCoreApplication.translate("BasicInformation", u"Insurance", None))
        self.insuranceHeadingLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"heading", None))
        self.insuranceErrorLabel.setText("")
        self.insuranceErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.deskCard.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"card", None))
        self.deskHeadingLabel.setText(QCoreApplication.translate("BasicInformation", u"At the desk", None))
        self.deskHeadingLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"heading", None))
        self.alertLabel.setText(QCoreApplication.translate("BasicInformation", u"Aler&t: shown at the top of this chart", None))
        self.alertLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"label", None))
        self.alertErrorLabel.setText("")
        self.alertErrorLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"error", None))
        self.activeCheckBox.setText(QCoreApplication.translate("BasicInformation", u"Active patient", None))
        self.activeHintLabel.setText(QCoreApplication.translate("BasicInformation", u"Parents see inactive patients no more in the portal.", None))
        self.activeHintLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"caption", None))
        self.footer.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"footer", None))
        self.changedLabel.setText("")
        self.changedLabel.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"caption", None))
        self.cancelButton.setText(QCoreApplication.translate("BasicInformation", u"C&ancel", None))
        self.saveButton.setText(QCoreApplication.translate("BasicInformation", u"&Save", None))
        self.saveButton.setProperty(u"role", QCoreApplication.translate("BasicInformation", u"primary", None))
        pass
    # retranslateUi

