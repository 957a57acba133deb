# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/mail_setup.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QComboBox, QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QRadioButton,
    QScrollArea, QSizePolicy, QSpacerItem, QSpinBox, QStackedWidget, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_MailSetup(object):
    def setupUi(self, MailSetup: QDialog) -> None:
        if not MailSetup.objectName():
            MailSetup.setObjectName(u"MailSetup")
        self.mailSetupLayout = QVBoxLayout(MailSetup)
        self.mailSetupLayout.setSpacing(0)
        self.mailSetupLayout.setObjectName(u"mailSetupLayout")
        self.mailSetupLayout.setContentsMargins(0, 0, 0, 0)
        self.headFrame = QFrame(MailSetup)
        self.headFrame.setObjectName(u"headFrame")
        self.headFrame.setProperty(u"role", u"bar")
        self.headLayout = QVBoxLayout(self.headFrame)
        self.headLayout.setSpacing(4)
        self.headLayout.setObjectName(u"headLayout")
        self.headLayout.setContentsMargins(24, 16, 24, 16)
        self.titleLabel = QLabel(self.headFrame)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setProperty(u"role", u"title")

        self.headLayout.addWidget(self.titleLabel)

        self.stepLabel = QLabel(self.headFrame)
        self.stepLabel.setObjectName(u"stepLabel")
        self.stepLabel.setWordWrap(True)
        self.stepLabel.setProperty(u"role", u"subtle")

        self.headLayout.addWidget(self.stepLabel)


        self.mailSetupLayout.addWidget(self.headFrame)

        self.barContainer = QWidget(MailSetup)
        self.barContainer.setObjectName(u"barContainer")
        self.barContainerLayout = QVBoxLayout(self.barContainer)
        self.barContainerLayout.setSpacing(8)
        self.barContainerLayout.setObjectName(u"barContainerLayout")
        self.barContainerLayout.setContentsMargins(24, 12, 24, 0)
        self.messageBar = MessageBar(self.barContainer)
        self.messageBar.setObjectName(u"messageBar")

        self.barContainerLayout.addWidget(self.messageBar)


        self.mailSetupLayout.addWidget(self.barContainer)

        self.pageStack = QStackedWidget(MailSetup)
        self.pageStack.setObjectName(u"pageStack")
        self.senderPage = QScrollArea()
        self.senderPage.setObjectName(u"senderPage")
        self.senderPage.setWidgetResizable(True)
        self.senderPage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.senderPage.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.senderPageContents = QWidget()
        self.senderPageContents.setObjectName(u"senderPageContents")
        self.senderPage.setWidget(self.senderPageContents)
        self.senderPageContents.setProperty(u"role", u"page")
        self.senderPageLayout = QVBoxLayout(self.senderPageContents)
        self.senderPageLayout.setSpacing(12)
        self.senderPageLayout.setObjectName(u"senderPageLayout")
        self.senderPageLayout.setContentsMargins(24, 16, 24, 24)
        self.senderCard = QFrame(self.senderPageContents)
        self.senderCard.setObjectName(u"senderCard")
        self.senderCard.setProperty(u"role", u"card")
        self.senderCardLayout = QVBoxLayout(self.senderCard)
        self.senderCardLayout.setSpacing(12)
        self.senderCardLayout.setObjectName(u"senderCardLayout")
        self.senderCardLayout.setContentsMargins(16, 16, 16, 16)
        self.senderHeadingLabel = QLabel(self.senderCard)
        self.senderHeadingLabel.setObjectName(u"senderHeadingLabel")
        self.senderHeadingLabel.setProperty(u"role", u"heading")

        self.senderCardLayout.addWidget(self.senderHeadingLabel)

        self.mailFromLayout = QVBoxLayout()
        self.mailFromLayout.setSpacing(4)
        self.mailFromLayout.setObjectName(u"mailFromLayout")
        self.mailFromLayout.setContentsMargins(0, 0, 0, 0)
        self.mailFromLabel = QLabel(self.senderCard)
        self.mailFromLabel.setObjectName(u"mailFromLabel")
        self.mailFromLabel.setProperty(u"role", u"label")

        self.mailFromLayout.addWidget(self.mailFromLabel)

        self.mailFromLineEdit = QLineEdit(self.senderCard)
        self.mailFromLineEdit.setObjectName(u"mailFromLineEdit")

        self.mailFromLayout.addWidget(self.mailFromLineEdit)

        self.mailFromHintLabel = QLabel(self.senderCard)
        self.mailFromHintLabel.setObjectName(u"mailFromHintLabel")
        self.mailFromHintLabel.setWordWrap(True)
        self.mailFromHintLabel.setProperty(u"role", u"caption")

        self.mailFromLayout.addWidget(self.mailFromHintLabel)

        self.mailFromErrorLabel = QLabel(self.senderCard)
        self.mailFromErrorLabel.setObjectName(u"mailFromErrorLabel")
        self.mailFromErrorLabel.setWordWrap(True)
        self.mailFromErrorLabel.setProperty(u"role", u"error")

        self.mailFromLayout.addWidget(self.mailFromErrorLabel)


        self.senderCardLayout.addLayout(self.mailFromLayout)


        self.senderPageLayout.addWidget(self.senderCard)

        self.providerCard = QFrame(self.senderPageContents)
        self.providerCard.setObjectName(u"providerCard")
        self.providerCard.setProperty(u"role", u"card")
        self.providerCardLayout = QVBoxLayout(self.providerCard)
        self.providerCardLayout.setSpacing(12)
        self.providerCardLayout.setObjectName(u"providerCardLayout")
        self.providerCardLayout.setContentsMargins(16, 16, 16, 16)
        self.providerHeadingLabel = QLabel(self.providerCard)
        self.providerHeadingLabel.setObjectName(u"providerHeadingLabel")
        self.providerHeadingLabel.setProperty(u"role", u"heading")

        self.providerCardLayout.addWidget(self.providerHeadingLabel)

        self.whyLayout = QHBoxLayout()
        self.whyLayout.setSpacing(8)
        self.whyLayout.setObjectName(u"whyLayout")
        self.whyLayout.setContentsMargins(0, 0, 0, 0)
        self.whyIconLabel = QLabel(self.providerCard)
        self.whyIconLabel.setObjectName(u"whyIconLabel")

        self.whyLayout.addWidget(self.whyIconLabel)

        self.whyLabel = QLabel(self.providerCard)
        self.whyLabel.setObjectName(u"whyLabel")
        self.whyLabel.setWordWrap(True)
        self.whyLabel.setProperty(u"role", u"subtle")

        self.whyLayout.addWidget(self.whyLabel)

        self.whyLayout.setStretch(1, 1)

        self.providerCardLayout.addLayout(self.whyLayout)

        self.microsoftRadioButtonLayout = QVBoxLayout()
        self.microsoftRadioButtonLayout.setSpacing(2)
        self.microsoftRadioButtonLayout.setObjectName(u"microsoftRadioButtonLayout")
        self.microsoftRadioButtonLayout.setContentsMargins(0, 0, 0, 0)
        self.microsoftRadioButton = QRadioButton(self.providerCard)
        self.microsoftRadioButton.setObjectName(u"microsoftRadioButton")

        self.microsoftRadioButtonLayout.addWidget(self.microsoftRadioButton)

        self.microsoftRadioButtonHintLayout = QVBoxLayout()
        self.microsoftRadioButtonHintLayout.setSpacing(0)
        self.microsoftRadioButtonHintLayout.setObjectName(u"microsoftRadioButtonHintLayout")
        self.microsoftRadioButtonHintLayout.setContentsMargins(32, 0, 0, 0)
        self.microsoftHintLabel = QLabel(self.providerCard)
        self.microsoftHintLabel.setObjectName(u"microsoftHintLabel")
        self.microsoftHintLabel.setWordWrap(True)
        self.microsoftHintLabel.setProperty(u"role", u"caption")

        self.microsoftRadioButtonHintLayout.addWidget(self.microsoftHintLabel)


        self.microsoftRadioButtonLayout.addLayout(self.microsoftRadioButtonHintLayout)


        self.providerCardLayout.addLayout(self.microsoftRadioButtonLayout)

        self.googleRadioButtonLayout = QVBoxLayout()
        self.googleRadioButtonLayout.setSpacing(2)
        self.googleRadioButtonLayout.setObjectName(u"googleRadioButtonLayout")
        self.googleRadioButtonLayout.setContentsMargins(0, 0, 0, 0)
        self.googleRadioButton = QRadioButton(self.providerCard)
        self.googleRadioButton.setObjectName(u"googleRadioButton")

        self.googleRadioButtonLayout.addWidget(self.googleRadioButton)

        self.googleRadioButtonHintLayout = QVBoxLayout()
        self.googleRadioButtonHintLayout.setSpacing(0)
        self.googleRadioButtonHintLayout.setObjectName(u"googleRadioButtonHintLayout")
        self.googleRadioButtonHintLayout.setContentsMargins(32, 0, 0, 0)
        self.googleHintLabel = QLabel(self.providerCard)
        self.googleHintLabel.setObjectName(u"googleHintLabel")
        self.googleHintLabel.setWordWrap(True)
        self.googleHintLabel.setProperty(u"role", u"caption")

        self.googleRadioButtonHintLayout.addWidget(self.googleHintLabel)


        self.googleRadioButtonLayout.addLayout(self.googleRadioButtonHintLayout)


        self.providerCardLayout.addLayout(self.googleRadioButtonLayout)

        self.otherRadioButtonLayout = QVBoxLayout()
        self.otherRadioButtonLayout.setSpacing(2)
        self.otherRadioButtonLayout.setObjectName(u"otherRadioButtonLayout")
        self.otherRadioButtonLayout.setContentsMargins(0, 0, 0, 0)
        self.otherRadioButton = QRadioButton(self.providerCard)
        self.otherRadioButton.setObjectName(u"otherRadioButton")

        self.otherRadioButtonLayout.addWidget(self.otherRadioButton)

        self.otherRadioButtonHintLayout = QVBoxLayout()
        self.otherRadioButtonHintLayout.setSpacing(0)
        self.otherRadioButtonHintLayout.setObjectName(u"otherRadioButtonHintLayout")
        self.otherRadioButtonHintLayout.setContentsMargins(32, 0, 0, 0)
        self.otherHintLabel = QLabel(self.providerCard)
        self.otherHintLabel.setObjectName(u"otherHintLabel")
        self.otherHintLabel.setWordWrap(True)
        self.otherHintLabel.setProperty(u"role", u"caption")

        self.otherRadioButtonHintLayout.addWidget(self.otherHintLabel)


        self.otherRadioButtonLayout.addLayout(self.otherRadioButtonHintLayout)


        self.providerCardLayout.addLayout(self.otherRadioButtonLayout)


        self.senderPageLayout.addWidget(self.providerCard)

        self.spacer1 = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.senderPageLayout.addItem(self.spacer1)

        self.pageStack.addWidget(self.senderPage)
        self.signInPage = QScrollArea()
        self.signInPage.setObjectName(u"signInPage")
        self.signInPage.setWidgetResizable(True)
        self.signInPage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.signInPage.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.signInPageContents = QWidget()
        self.signInPageContents.setObjectName(u"signInPageContents")
        self.signInPage.setWidget(self.signInPageContents)
        self.signInPageContents.setProperty(u"role", u"page")
        self.signInPageLayout = QVBoxLayout(self.signInPageContents)
        self.signInPageLayout.setSpacing(12)
        self.signInPageLayout.setObjectName(u"signInPageLayout")
        self.signInPageLayout.setContentsMargins(24, 16, 24, 24)
        self.wayCard = QFrame(self.signInPageContents)
        self.wayCard.setObjectName(u"wayCard")
        self.wayCard.setProperty(u"role", u"card")
        self.wayCardLayout = QVBoxLayout(self.wayCard)
        self.wayCardLayout.setSpacing(12)
        self.wayCardLayout.setObjectName(u"wayCardLayout")
        self.wayCardLayout.setContentsMargins(16, 16, 16, 16)
        self.wayHeadingLabel = QLabel(self.wayCard)
        self.wayHeadingLabel.setObjectName(u"wayHeadingLabel")
        self.wayHeadingLabel.setProperty(u"role", u"heading")

        self.wayCardLayout.addWidget(self.wayHeadingLabel)

        self.tokenRadioButtonLayout = QVBoxLayout()
        self.tokenRadioButtonLayout.setSpacing(2)
        self.tokenRadioButtonLayout.setObjectName(u"tokenRadioButtonLayout")
        self.tokenRadioButtonLayout.setContentsMargins(0, 0, 0, 0)
        self.tokenRadioButton = QRadioButton(self.wayCard)
        self.tokenRadioButton.setObjectName(u"tokenRadioButton")

        self.tokenRadioButtonLayout.addWidget(self.tokenRadioButton)

        self.tokenRadioButtonHintLayout = QVBoxLayout()
        self.tokenRadioButtonHintLayout.setSpacing(0)
        self.tokenRadioButtonHintLayout.setObjectName(u"tokenRadioButtonHintLayout")
        self.tokenRadioButtonHintLayout.setContentsMargins(32, 0, 0, 0)
        self.tokenHintLabel = QLabel(self.wayCard)
        self.tokenHintLabel.setObjectName(u"tokenHintLabel")
        self.tokenHintLabel.setWordWrap(True)
        self.tokenHintLabel.setProperty(u"role", u"caption")

        self.tokenRadioButtonHintLayout.addWidget(self.tokenHintLabel)


        self.tokenRadioButtonLayout.addLayout(self.tokenRadioButtonHintLayout)


        self.wayCardLayout.addLayout(self.tokenRadioButtonLayout)

        self.passwordRadioButtonLayout = QVBoxLayout()
        self.passwordRadioButtonLayout.setSpacing(2)
        self.passwordRadioButtonLayout.setObjectName(u"passwordRadioButtonLayout")
        self.passwordRadioButtonLayout.setContentsMargins(0, 0, 0, 0)
        self.passwordRadioButton = QRadioButton(self.wayCard)
        self.passwordRadioButton.setObjectName(u"passwordRadioButton")

        self.passwordRadioButtonLayout.addWidget(self.passwordRadioButton)

        self.passwordRadioButtonHintLayout = QVBoxLayout()
        self.passwordRadioButtonHintLayout.setSpacing(0)
        self.passwordRadioButtonHintLayout.setObjectName(u"passwordRadioButtonHintLayout")
        self.passwordRadioButtonHintLayout.setContentsMargins(32, 0, 0, 0)
        self.passwordHintLabel = QLabel(self.wayCard)
        self.passwordHintLabel.setObjectName(u"passwordHintLabel")
        self.passwordHintLabel.setWordWrap(True)
        self.passwordHintLabel.setProperty(u"role", u"caption")

        self.passwordRadioButtonHintLayout.addWidget(self.passwordHintLabel)


        self.passwordRadioButtonLayout.addLayout(self.passwordRadioButtonHintLayout)


        self.wayCardLayout.addLayout(self.passwordRadioButtonLayout)


        self.signInPageLayout.addWidget(self.wayCard)

        self.tokenCard = QFrame(self.signInPageContents)
        self.tokenCard.setObjectName(u"tokenCard")
        self.tokenCard.setProperty(u"role", u"card")
        self.tokenCardLayout = QVBoxLayout(self.tokenCard)
        self.tokenCardLayout.setSpacing(12)
        self.tokenCardLayout.setObjectName(u"tokenCardLayout")
        self.tokenCardLayout.setContentsMargins(16, 16, 16, 16)
        self.tokenHeadingLabel = QLabel(self.tokenCard)
        self.tokenHeadingLabel.setObjectName(u"tokenHeadingLabel")
        self.tokenHeadingLabel.setProperty(u"role", u"heading")

        self.tokenCardLayout.addWidget(self.tokenHeadingLabel)

        self.registrationLayout = QHBoxLayout()
        self.registrationLayout.setSpacing(8)
        self.registrationLayout.setObjectName(u"registrationLayout")
        self.registrationLayout.setContentsMargins(0, 0, 0, 0)
        self.registrationLabel = QLabel(self.tokenCard)
        self.registrationLabel.setObjectName(u"registrationLabel")
        self.registrationLabel.setWordWrap(True)
        self.registrationLabel.setProperty(u"role", u"subtle")

        self.registrationLayout.addWidget(self.registrationLabel)

        self.stepsButton = QPushButton(self.tokenCard)
        self.stepsButton.setObjectName(u"stepsButton")
        self.stepsButton.setAutoDefault(False)
        self.stepsButton.setProperty(u"role", u"quiet")
        self.stepsButton.setProperty(u"iconName", u"copy")

        self.registrationLayout.addWidget(self.stepsButton)

        self.registrationLayout.setStretch(0, 1)

        self.tokenCardLayout.addLayout(self.registrationLayout)

        self.microsoftWidget = QWidget(self.tokenCard)
        self.microsoftWidget.setObjectName(u"microsoftWidget")
        self.microsoftGrid = QGridLayout(self.microsoftWidget)
        self.microsoftGrid.setObjectName(u"microsoftGrid")
        self.microsoftGrid.setHorizontalSpacing(16)
        self.microsoftGrid.setVerticalSpacing(12)
        self.microsoftGrid.setContentsMargins(0, 0, 0, 0)
        self.microsoftClientLayout = QVBoxLayout()
        self.microsoftClientLayout.setSpacing(4)
        self.microsoftClientLayout.setObjectName(u"microsoftClientLayout")
        self.microsoftClientLayout.setContentsMargins(0, 0, 0, 0)
        self.microsoftClientLabel = QLabel(self.microsoftWidget)
        self.microsoftClientLabel.setObjectName(u"microsoftClientLabel")
        self.microsoftClientLabel.setProperty(u"role", u"label")

        self.microsoftClientLayout.addWidget(self.microsoftClientLabel)

        self.microsoftClientLineEdit = QLineEdit(self.microsoftWidget)
        self.microsoftClientLineEdit.setObjectName(u"microsoftClientLineEdit")

        self.microsoftClientLayout.addWidget(self.microsoftClientLineEdit)

        self.microsoftClientErrorLabel = QLabel(self.microsoftWidget)
        self.microsoftClientErrorLabel.setObjectName(u"microsoftClientErrorLabel")
        self.microsoftClientErrorLabel.setWordWrap(True)
        self.microsoftClientErrorLabel.setProperty(u"role", u"error")

        self.microsoftClientLayout.addWidget(self.microsoftClientErrorLabel)


        self.microsoftGrid.addLayout(self.microsoftClientLayout, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.microsoftTenantLayout = QVBoxLayout()
        self.microsoftTenantLayout.setSpacing(4)
        self.microsoftTenantLayout.setObjectName(u"microsoftTenantLayout")
        self.microsoftTenantLayout.setContentsMargins(0, 0, 0, 0)
        self.microsoftTenantLabel = QLabel(self.microsoftWidget)
        self.microsoftTenantLabel.setObjectName(u"microsoftTenantLabel")
        self.microsoftTenantLabel.setProperty(u"role", u"label")

        self.microsoftTenantLayout.addWidget(self.microsoftTenantLabel)

        self.microsoftTenantLineEdit = QLineEdit(self.microsoftWidget)
        self.microsoftTenantLineEdit.setObjectName(u"microsoftTenantLineEdit")

        self.microsoftTenantLayout.addWidget(self.microsoftTenantLineEdit)

        self.microsoftTenantErrorLabel = QLabel(self.microsoftWidget)
        self.microsoftTenantErrorLabel.setObjectName(u"microsoftTenantErrorLabel")
        self.microsoftTenantErrorLabel.setWordWrap(True)
        self.microsoftTenantErrorLabel.setProperty(u"role", u"error")

        self.microsoftTenantLayout.addWidget(self.microsoftTenantErrorLabel)


        self.microsoftGrid.addLayout(self.microsoftTenantLayout, 0, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.microsoftGrid.setColumnStretch(0, 1)
        self.microsoftGrid.setColumnStretch(1, 1)

        self.tokenCardLayout.addWidget(self.microsoftWidget)

        self.googleWidget = QWidget(self.tokenCard)
        self.googleWidget.setObjectName(u"googleWidget")
        self.googleGrid = QGridLayout(self.googleWidget)
        self.googleGrid.setObjectName(u"googleGrid")
        self.googleGrid.setHorizontalSpacing(16)
        self.googleGrid.setVerticalSpacing(12)
        self.googleGrid.setContentsMargins(0, 0, 0, 0)
        self.googleClientLayout = QVBoxLayout()
        self.googleClientLayout.setSpacing(4)
        self.googleClientLayout.setObjectName(u"googleClientLayout")
        self.googleClientLayout.setContentsMargins(0, 0, 0, 0)
        self.googleClientLabel = QLabel(self.googleWidget)
        self.googleClientLabel.setObjectName(u"googleClientLabel")
        self.googleClientLabel.setProperty(u"role", u"label")

        self.googleClientLayout.addWidget(self.googleClientLabel)

        self.googleClientLineEdit = QLineEdit(self.googleWidget)
        self.googleClientLineEdit.setObjectName(u"googleClientLineEdit")

        self.googleClientLayout.addWidget(self.googleClientLineEdit)

        self.googleClientErrorLabel = QLabel(self.googleWidget)
        self.googleClientErrorLabel.setObjectName(u"googleClientErrorLabel")
        self.googleClientErrorLabel.setWordWrap(True)
        self.googleClientErrorLabel.setProperty(u"role", u"error")

        self.googleClientLayout.addWidget(self.googleClientErrorLabel)


        self.googleGrid.addLayout(self.googleClientLayout, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.googleSecretLayout = QVBoxLayout()
        self.googleSecretLayout.setSpacing(4)
        self.googleSecretLayout.setObjectName(u"googleSecretLayout")
        self.googleSecretLayout.setContentsMargins(0, 0, 0, 0)
        self.googleSecretLabel = QLabel(self.googleWidget)
        self.googleSecretLabel.setObjectName(u"googleSecretLabel")
        self.googleSecretLabel.setProperty(u"role", u"label")

        self.googleSecretLayout.addWidget(self.googleSecretLabel)

        self.googleSecretLineEdit = QLineEdit(self.googleWidget)
        self.googleSecretLineEdit.setObjectName(u"googleSecretLineEdit")
        self.googleSecretLineEdit.setEchoMode(QLineEdit.EchoMode.Password)

        self.googleSecretLayout.addWidget(self.googleSecretLineEdit)

        self.googleSecretErrorLabel = QLabel(self.googleWidget)
        self.googleSecretErrorLabel.setObjectName(u"googleSecretErrorLabel")
        self.googleSecretErrorLabel.setWordWrap(True)
        self.googleSecretErrorLabel.setProperty(u"role", u"error")

        self.googleSecretLayout.addWidget(self.googleSecretErrorLabel)


        self.googleGrid.addLayout(self.googleSecretLayout, 0, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.googleGrid.setColumnStretch(0, 1)
        self.googleGrid.setColumnStretch(1, 1)

        self.tokenCardLayout.addWidget(self.googleWidget)

        self.tokenUserLayout = QVBoxLayout()
        self.tokenUserLayout.setSpacing(4)
        self.tokenUserLayout.setObjectName(u"tokenUserLayout")
        self.tokenUserLayout.setContentsMargins(0, 0, 0, 0)
        self.tokenUserLabel = QLabel(self.tokenCard)
        self.tokenUserLabel.setObjectName(u"tokenUserLabel")
        self.tokenUserLabel.setProperty(u"role", u"label")

        self.tokenUserLayout.addWidget(self.tokenUserLabel)

        self.tokenUserLineEdit = QLineEdit(self.tokenCard)
        self.tokenUserLineEdit.setObjectName(u"tokenUserLineEdit")

        self.tokenUserLayout.addWidget(self.tokenUserLineEdit)

        self.tokenUserHintLabel = QLabel(self.tokenCard)
        self.tokenUserHintLabel.setObjectName(u"tokenUserHintLabel")
        self.tokenUserHintLabel.setWordWrap(True)
        self.tokenUserHintLabel.setProperty(u"role", u"caption")

        self.tokenUserLayout.addWidget(self.tokenUserHintLabel)

        self.tokenUserErrorLabel = QLabel(self.tokenCard)
        self.tokenUserErrorLabel.setObjectName(u"tokenUserErrorLabel")
        self.tokenUserErrorLabel.setWordWrap(True)
        self.tokenUserErrorLabel.setProperty(u"role", u"error")

        self.tokenUserLayout.addWidget(self.tokenUserErrorLabel)


        self.tokenCardLayout.addLayout(self.tokenUserLayout)

        self.signInLayout = QHBoxLayout()
        self.signInLayout.setSpacing(8)
        self.signInLayout.setObjectName(u"signInLayout")
        self.signInLayout.setContentsMargins(0, 0, 0, 0)
        self.signInButton = QPushButton(self.tokenCard)
        self.signInButton.setObjectName(u"signInButton")
        self.signInButton.setAutoDefault(False)

        self.signInLayout.addWidget(self.signInButton)

        self.codeButton = QPushButton(self.tokenCard)
        self.codeButton.setObjectName(u"codeButton")
        self.codeButton.setAutoDefault(False)
        self.codeButton.setProperty(u"role", u"quiet")

        self.signInLayout.addWidget(self.codeButton)

        self.stopButton = QPushButton(self.tokenCard)
        self.stopButton.setObjectName(u"stopButton")
        self.stopButton.setAutoDefault(False)
        self.stopButton.setProperty(u"role", u"quiet")

        self.signInLayout.addWidget(self.stopButton)

        self.spacer2 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.signInLayout.addItem(self.spacer2)


        self.tokenCardLayout.addLayout(self.signInLayout)

        self.signInStateLayout = QHBoxLayout()
        self.signInStateLayout.setSpacing(8)
        self.signInStateLayout.setObjectName(u"signInStateLayout")
        self.signInStateLayout.setContentsMargins(0, 0, 0, 0)
        self.signInIconLabel = QLabel(self.tokenCard)
        self.signInIconLabel.setObjectName(u"signInIconLabel")

        self.signInStateLayout.addWidget(self.signInIconLabel)

        self.signInStateLabel = QLabel(self.tokenCard)
        self.signInStateLabel.setObjectName(u"signInStateLabel")
        self.signInStateLabel.setWordWrap(True)

        self.signInStateLayout.addWidget(self.signInStateLabel)

        self.signInStateLayout.setStretch(1, 1)

        self.tokenCardLayout.addLayout(self.signInStateLayout)

        self.signInErrorLabel = QLabel(self.tokenCard)
        self.signInErrorLabel.setObjectName(u"signInErrorLabel")
        self.signInErrorLabel.setWordWrap(True)
        self.signInErrorLabel.setProperty(u"role", u"error")

        self.tokenCardLayout.addWidget(self.signInErrorLabel)

        self.codeWidget = QWidget(self.tokenCard)
        self.codeWidget.setObjectName(u"codeWidget")
        self.codeLayout = QVBoxLayout(self.codeWidget)
        self.codeLayout.setSpacing(4)
        self.codeLayout.setObjectName(u"codeLayout")
        self.codeLayout.setContentsMargins(0, 0, 0, 0)
        self.codeIntroLabel = QLabel(self.codeWidget)
        self.codeIntroLabel.setObjectName(u"codeIntroLabel")
        self.codeIntroLabel.setWordWrap(True)

        self.codeLayout.addWidget(self.codeIntroLabel)

        self.codeRowLayout = QHBoxLayout()
        self.codeRowLayout.setSpacing(8)
        self.codeRowLayout.setObjectName(u"codeRowLayout")
        self.codeRowLayout.setContentsMargins(0, 0, 0, 0)
        self.codeLabel = QLabel(self.codeWidget)
        self.codeLabel.setObjectName(u"codeLabel")
        self.codeLabel.setProperty(u"role", u"code")
        self.codeLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse|Qt.TextInteractionFlag.TextSelectableByKeyboard)

        self.codeRowLayout.addWidget(self.codeLabel)

        self.copyCodeButton = QPushButton(self.codeWidget)
        self.copyCodeButton.setObjectName(u"copyCodeButton")
        self.copyCodeButton.setAutoDefault(False)
        self.copyCodeButton.setProperty(u"role", u"quiet")

        self.codeRowLayout.addWidget(self.copyCodeButton)

        self.openCodeButton = QPushButton(self.codeWidget)
        self.openCodeButton.setObjectName(u"openCodeButton")
        self.openCodeButton.setAutoDefault(False)
        self.openCodeButton.setProperty(u"role", u"quiet")

        self.codeRowLayout.addWidget(self.openCodeButton)

        self.spacer3 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.codeRowLayout.addItem(self.spacer3)


        self.codeLayout.addLayout(self.codeRowLayout)

        self.codeWarningLabel = QLabel(self.codeWidget)
        self.codeWarningLabel.setObjectName(u"codeWarningLabel")
        self.codeWarningLabel.setWordWrap(True)
        self.codeWarningLabel.setProperty(u"role", u"caption")

        self.codeLayout.addWidget(self.codeWarningLabel)


        self.tokenCardLayout.addWidget(self.codeWidget)


        self.signInPageLayout.addWidget(self.tokenCard)

        self.passwordCard = QFrame(self.signInPageContents)
        self.passwordCard.setObjectName(u"passwordCard")
        self.passwordCard.setProperty(u"role", u"card")
        self.passwordCardLayout = QVBoxLayout(self.passwordCard)
        self.passwordCardLayout.setSpacing(12)
        self.passwordCardLayout.setObjectName(u"passwordCardLayout")
        self.passwordCardLayout.setContentsMargins(16, 16, 16, 16)
        self.passwordHeadingLabel = QLabel(self.passwordCard)
        self.passwordHeadingLabel.setObjectName(u"passwordHeadingLabel")
        self.passwordHeadingLabel.setProperty(u"role", u"heading")

        self.passwordCardLayout.addWidget(self.passwordHeadingLabel)

        self.passwordWordsLabel = QLabel(self.passwordCard)
        self.passwordWordsLabel.setObjectName(u"passwordWordsLabel")
        self.passwordWordsLabel.setWordWrap(True)
        self.passwordWordsLabel.setProperty(u"role", u"subtle")

        self.passwordCardLayout.addWidget(self.passwordWordsLabel)

        self.passwordFieldsWidget = QWidget(self.passwordCard)
        self.passwordFieldsWidget.setObjectName(u"passwordFieldsWidget")
        self.passwordGrid = QGridLayout(self.passwordFieldsWidget)
        self.passwordGrid.setObjectName(u"passwordGrid")
        self.passwordGrid.setHorizontalSpacing(16)
        self.passwordGrid.setVerticalSpacing(12)
        self.passwordGrid.setContentsMargins(0, 0, 0, 0)
        self.smtpUserLayout = QVBoxLayout()
        self.smtpUserLayout.setSpacing(4)
        self.smtpUserLayout.setObjectName(u"smtpUserLayout")
        self.smtpUserLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpUserLabel = QLabel(self.passwordFieldsWidget)
        self.smtpUserLabel.setObjectName(u"smtpUserLabel")
        self.smtpUserLabel.setProperty(u"role", u"label")

        self.smtpUserLayout.addWidget(self.smtpUserLabel)

        self.smtpUserLineEdit = QLineEdit(self.passwordFieldsWidget)
        self.smtpUserLineEdit.setObjectName(u"smtpUserLineEdit")

        self.smtpUserLayout.addWidget(self.smtpUserLineEdit)

        self.smtpUserHintLabel = QLabel(self.passwordFieldsWidget)
        self.smtpUserHintLabel.setObjectName(u"smtpUserHintLabel")
        self.smtpUserHintLabel.setWordWrap(True)
        self.smtpUserHintLabel.setProperty(u"role", u"caption")

        self.smtpUserLayout.addWidget(self.smtpUserHintLabel)

        self.smtpUserErrorLabel = QLabel(self.passwordFieldsWidget)
        self.smtpUserErrorLabel.setObjectName(u"smtpUserErrorLabel")
        self.smtpUserErrorLabel.setWordWrap(True)
        self.smtpUserErrorLabel.setProperty(u"role", u"error")

        self.smtpUserLayout.addWidget(self.smtpUserErrorLabel)


        self.passwordGrid.addLayout(self.smtpUserLayout, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.smtpPasswordLayout = QVBoxLayout()
        self.smtpPasswordLayout.setSpacing(4)
        self.smtpPasswordLayout.setObjectName(u"smtpPasswordLayout")
        self.smtpPasswordLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpPasswordLabel = QLabel(self.passwordFieldsWidget)
        self.smtpPasswordLabel.setObjectName(u"smtpPasswordLabel")
        self.smtpPasswordLabel.setProperty(u"role", u"label")

        self.smtpPasswordLayout.addWidget(self.smtpPasswordLabel)

        self.smtpPasswordLineEdit = QLineEdit(self.passwordFieldsWidget)
        self.smtpPasswordLineEdit.setObjectName(u"smtpPasswordLineEdit")
        self.smtpPasswordLineEdit.setEchoMode(QLineEdit.EchoMode.Password)

        self.smtpPasswordLayout.addWidget(self.smtpPasswordLineEdit)

        self.smtpPasswordHintLabel = QLabel(self.passwordFieldsWidget)
        self.smtpPasswordHintLabel.setObjectName(u"smtpPasswordHintLabel")
        self.smtpPasswordHintLabel.setWordWrap(True)
        self.smtpPasswordHintLabel.setProperty(u"role", u"caption")

        self.smtpPasswordLayout.addWidget(self.smtpPasswordHintLabel)

        self.smtpPasswordErrorLabel = QLabel(self.passwordFieldsWidget)
        self.smtpPasswordErrorLabel.setObjectName(u"smtpPasswordErrorLabel")
        self.smtpPasswordErrorLabel.setWordWrap(True)
        self.smtpPasswordErrorLabel.setProperty(u"role", u"error")

        self.smtpPasswordLayout.addWidget(self.smtpPasswordErrorLabel)


        self.passwordGrid.addLayout(self.smtpPasswordLayout, 0, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.passwordGrid.setColumnStretch(0, 1)
        self.passwordGrid.setColumnStretch(1, 1)

        self.passwordCardLayout.addWidget(self.passwordFieldsWidget)


        self.signInPageLayout.addWidget(self.passwordCard)

        self.serverCard = QFrame(self.signInPageContents)
        self.serverCard.setObjectName(u"serverCard")
        self.serverCard.setProperty(u"role", u"card")
        self.serverCardLayout = QVBoxLayout(self.serverCard)
        self.serverCardLayout.setSpacing(12)
        self.serverCardLayout.setObjectName(u"serverCardLayout")
        self.serverCardLayout.setContentsMargins(16, 16, 16, 16)
        self.serverHeadingLabel = QLabel(self.serverCard)
        self.serverHeadingLabel.setObjectName(u"serverHeadingLabel")
        self.serverHeadingLabel.setProperty(u"role", u"heading")

        self.serverCardLayout.addWidget(self.serverHeadingLabel)

        self.serverWordsLabel = QLabel(self.serverCard)
        self.serverWordsLabel.setObjectName(u"serverWordsLabel")
        self.serverWordsLabel.setWordWrap(True)
        self.serverWordsLabel.setProperty(u"role", u"subtle")

        self.serverCardLayout.addWidget(self.serverWordsLabel)

        self.serverFieldsWidget = QWidget(self.serverCard)
        self.serverFieldsWidget.setObjectName(u"serverFieldsWidget")
        self.serverGrid = QGridLayout(self.serverFieldsWidget)
        self.serverGrid.setObjectName(u"serverGrid")
        self.serverGrid.setHorizontalSpacing(16)
        self.serverGrid.setVerticalSpacing(12)
        self.serverGrid.setContentsMargins(0, 0, 0, 0)
        self.smtpHostLayout = QVBoxLayout()
        self.smtpHostLayout.setSpacing(4)
        self.smtpHostLayout.setObjectName(u"smtpHostLayout")
        self.smtpHostLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpHostLabel = QLabel(self.serverFieldsWidget)
        self.smtpHostLabel.setObjectName(u"smtpHostLabel")
        self.smtpHostLabel.setProperty(u"role", u"label")

        self.smtpHostLayout.addWidget(self.smtpHostLabel)

        self.smtpHostLineEdit = QLineEdit(self.serverFieldsWidget)
        self.smtpHostLineEdit.setObjectName(u"smtpHostLineEdit")

        self.smtpHostLayout.addWidget(self.smtpHostLineEdit)

        self.smtpHostErrorLabel = QLabel(self.serverFieldsWidget)
        self.smtpHostErrorLabel.setObjectName(u"smtpHostErrorLabel")
        self.smtpHostErrorLabel.setWordWrap(True)
        self.smtpHostErrorLabel.setProperty(u"role", u"error")

        self.smtpHostLayout.addWidget(self.smtpHostErrorLabel)


        self.serverGrid.addLayout(self.smtpHostLayout, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.smtpSecurityLayout = QVBoxLayout()
        self.smtpSecurityLayout.setSpacing(4)
        self.smtpSecurityLayout.setObjectName(u"smtpSecurityLayout")
        self.smtpSecurityLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpSecurityLabel = QLabel(self.serverFieldsWidget)
        self.smtpSecurityLabel.setObjectName(u"smtpSecurityLabel")
        self.smtpSecurityLabel.setProperty(u"role", u"label")

        self.smtpSecurityLayout.addWidget(self.smtpSecurityLabel)

        self.smtpSecurityComboBox = QComboBox(self.serverFieldsWidget)
        self.smtpSecurityComboBox.setObjectName(u"smtpSecurityComboBox")

        self.smtpSecurityLayout.addWidget(self.smtpSecurityComboBox)

        self.smtpSecurityErrorLabel = QLabel(self.serverFieldsWidget)
        self.smtpSecurityErrorLabel.setObjectName(u"smtpSecurityErrorLabel")
        self.smtpSecurityErrorLabel.setWordWrap(True)
        self.smtpSecurityErrorLabel.setProperty(u"role", u"error")

        self.smtpSecurityLayout.addWidget(self.smtpSecurityErrorLabel)


        self.serverGrid.addLayout(self.smtpSecurityLayout, 0, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.smtpPortLayout = QVBoxLayout()
        self.smtpPortLayout.setSpacing(4)
        self.smtpPortLayout.setObjectName(u"smtpPortLayout")
        self.smtpPortLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpPortLabel = QLabel(self.serverFieldsWidget)
        self.smtpPortLabel.setObjectName(u"smtpPortLabel")
        self.smtpPortLabel.setProperty(u"role", u"label")

        self.smtpPortLayout.addWidget(self.smtpPortLabel)

        self.smtpPortSpinBox = QSpinBox(self.serverFieldsWidget)
        self.smtpPortSpinBox.setObjectName(u"smtpPortSpinBox")
        self.smtpPortSpinBox.setMinimum(1)
        self.smtpPortSpinBox.setMaximum(65535)
        self.smtpPortSpinBox.setValue(587)

        self.smtpPortLayout.addWidget(self.smtpPortSpinBox)

        self.smtpPortErrorLabel = QLabel(self.serverFieldsWidget)
        self.smtpPortErrorLabel.setObjectName(u"smtpPortErrorLabel")
        self.smtpPortErrorLabel.setWordWrap(True)
        self.smtpPortErrorLabel.setProperty(u"role", u"error")

        self.smtpPortLayout.addWidget(self.smtpPortErrorLabel)


        self.serverGrid.addLayout(self.smtpPortLayout, 0, 2, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.serverGrid.setColumnStretch(0, 3)
        self.serverGrid.setColumnStretch(1, 2)
        self.serverGrid.setColumnStretch(2, 1)

        self.serverCardLayout.addWidget(self.serverFieldsWidget)


        self.signInPageLayout.addWidget(self.serverCard)

        self.spacer4 = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.signInPageLayout.addItem(self.spacer4)

        self.pageStack.addWidget(self.signInPage)
        self.checkPage = QScrollArea()
        self.checkPage.setObjectName(u"checkPage")
        self.checkPage.setWidgetResizable(True)
        self.checkPage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.checkPage.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.checkPageContents = QWidget()
        self.checkPageContents.setObjectName(u"checkPageContents")
        self.checkPage.setWidget(self.checkPageContents)
        self.checkPageContents.setProperty(u"role", u"page")
        self.checkPageLayout = QVBoxLayout(self.checkPageContents)
        self.checkPageLayout.setSpacing(12)
        self.checkPageLayout.setObjectName(u"checkPageLayout")
        self.checkPageLayout.setContentsMargins(24, 16, 24, 24)
        self.testCard = QFrame(self.checkPageContents)
        self.testCard.setObjectName(u"testCard")
        self.testCard.setProperty(u"role", u"card")
        self.testCardLayout = QVBoxLayout(self.testCard)
        self.testCardLayout.setSpacing(12)
        self.testCardLayout.setObjectName(u"testCardLayout")
        self.testCardLayout.setContentsMargins(16, 16, 16, 16)
        self.testHeadingLabel = QLabel(self.testCard)
        self.testHeadingLabel.setObjectName(u"testHeadingLabel")
        self.testHeadingLabel.setProperty(u"role", u"heading")

        self.testCardLayout.addWidget(self.testHeadingLabel)

        self.testIntroLabel = QLabel(self.testCard)
        self.testIntroLabel.setObjectName(u"testIntroLabel")
        self.testIntroLabel.setWordWrap(True)
        self.testIntroLabel.setProperty(u"role", u"subtle")

        self.testCardLayout.addWidget(self.testIntroLabel)

        self.testToLayout = QVBoxLayout()
        self.testToLayout.setSpacing(4)
        self.testToLayout.setObjectName(u"testToLayout")
        self.testToLayout.setContentsMargins(0, 0, 0, 0)
        self.testToLabel = QLabel(self.testCard)
        self.testToLabel.setObjectName(u"testToLabel")
        self.testToLabel.setProperty(u"role", u"label")

        self.testToLayout.addWidget(self.testToLabel)

        self.testRowLayout = QHBoxLayout()
        self.testRowLayout.setSpacing(8)
        self.testRowLayout.setObjectName(u"testRowLayout")
        self.testRowLayout.setContentsMargins(0, 0, 0, 0)
        self.testToLineEdit = QLineEdit(self.testCard)
        self.testToLineEdit.setObjectName(u"testToLineEdit")

        self.testRowLayout.addWidget(self.testToLineEdit)

        self.testButton = QPushButton(self.testCard)
        self.testButton.setObjectName(u"testButton")
        self.testButton.setAutoDefault(False)

        self.testRowLayout.addWidget(self.testButton)

        self.testRowLayout.setStretch(0, 1)

        self.testToLayout.addLayout(self.testRowLayout)

        self.testToErrorLabel = QLabel(self.testCard)
        self.testToErrorLabel.setObjectName(u"testToErrorLabel")
        self.testToErrorLabel.setWordWrap(True)
        self.testToErrorLabel.setProperty(u"role", u"error")

        self.testToLayout.addWidget(self.testToErrorLabel)


        self.testCardLayout.addLayout(self.testToLayout)

        self.testStepsWidget = QWidget(self.testCard)
        self.testStepsWidget.setObjectName(u"testStepsWidget")
        self.testStepsLayout = QVBoxLayout(self.testStepsWidget)
        self.testStepsLayout.setSpacing(8)
        self.testStepsLayout.setObjectName(u"testStepsLayout")
        self.testStepsLayout.setContentsMargins(0, 0, 0, 0)

        self.testCardLayout.addWidget(self.testStepsWidget)


        self.checkPageLayout.addWidget(self.testCard)

        self.domainCard = QFrame(self.checkPageContents)
        self.domainCard.setObjectName(u"domainCard")
        self.domainCard.setProperty(u"role", u"card")
        self.domainCardLayout = QVBoxLayout(self.domainCard)
        self.domainCardLayout.setSpacing(12)
        self.domainCardLayout.setObjectName(u"domainCardLayout")
        self.domainCardLayout.setContentsMargins(16, 16, 16, 16)
        self.domainHeadingLabel = QLabel(self.domainCard)
        self.domainHeadingLabel.setObjectName(u"domainHeadingLabel")
        self.domainHeadingLabel.setProperty(u"role", u"heading")

        self.domainCardLayout.addWidget(self.domainHeadingLabel)

        self.domainIntroLabel = QLabel(self.domainCard)
        self.domainIntroLabel.setObjectName(u"domainIntroLabel")
        self.domainIntroLabel.setWordWrap(True)
        self.domainIntroLabel.setProperty(u"role", u"subtle")

        self.domainCardLayout.addWidget(self.domainIntroLabel)

        self.findingsWidget = QWidget(self.domainCard)
        self.findingsWidget.setObjectName(u"findingsWidget")
        self.findingsLayout = QVBoxLayout(self.findingsWidget)
        self.findingsLayout.setSpacing(12)
        self.findingsLayout.setObjectName(u"findingsLayout")
        self.findingsLayout.setContentsMargins(0, 0, 0, 0)

        self.domainCardLayout.addWidget(self.findingsWidget)


        self.checkPageLayout.addWidget(self.domainCard)

        self.spacer5 = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.checkPageLayout.addItem(self.spacer5)

        self.pageStack.addWidget(self.checkPage)

        self.mailSetupLayout.addWidget(self.pageStack)

        self.footerFrame = QFrame(MailSetup)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.cancelButton = QPushButton(self.footerFrame)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.cancelButton)

        self.spacer6 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.spacer6)

        self.busyLabel = QLabel(self.footerFrame)
        self.busyLabel.setObjectName(u"busyLabel")
        self.busyLabel.setProperty(u"role", u"subtle")

        self.footerLayout.addWidget(self.busyLabel)

        self.backButton = QPushButton(self.footerFrame)
        self.backButton.setObjectName(u"backButton")
        self.backButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.backButton)

        self.nextButton = QPushButton(self.footerFrame)
        self.nextButton.setObjectName(u"nextButton")
        self.nextButton.setAutoDefault(True)
        self.nextButton.setProperty(u"role", u"primary")

        self.footerLayout.addWidget(self.nextButton)


        self.mailSetupLayout.addWidget(self.footerFrame)

        self.mailSetupLayout.setStretch(2, 1)
#if QT_CONFIG(shortcut)
        self.mailFromLabel.setBuddy(self.mailFromLineEdit)
        self.microsoftClientLabel.setBuddy(self.microsoftClientLineEdit)
        self.microsoftTenantLabel.setBuddy(self.microsoftTenantLineEdit)
        self.googleClientLabel.setBuddy(self.googleClientLineEdit)
        self.googleSecretLabel.setBuddy(self.googleSecretLineEdit)
        self.tokenUserLabel.setBuddy(self.tokenUserLineEdit)
        self.smtpUserLabel.setBuddy(self.smtpUserLineEdit)
        self.smtpPasswordLabel.setBuddy(self.smtpPasswordLineEdit)
        self.smtpHostLabel.setBuddy(self.smtpHostLineEdit)
        self.smtpSecurityLabel.setBuddy(self.smtpSecurityComboBox)
        self.smtpPortLabel.setBuddy(self.smtpPortSpinBox)
        self.testToLabel.setBuddy(self.testToLineEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(MailSetup)

        self.pageStack.setCurrentIndex(0)
        self.nextButton.setDefault(True)

    # setupUi

    def retranslateUi(self, MailSetup: QDialog) -> None:
        MailSetup.setWindowTitle(QCoreApplication.translate("MailSetup", u"Set up mail \u2013 OP Portal", None))
        self.titleLabel.setText(QCoreApplication.translate("MailSetup", u"Set up mail", None))
        self.stepLabel.setText("")
        self.senderHeadingLabel.setText(QCoreApplication.translate("MailSetup", u"Who sends?", None))
        self.mailFromLabel.setText(QCoreApplication.translate("MailSetup", u"&From address (required)", None))
        self.mailFromLineEdit.setPlaceholderText(QCoreApplication.translate("MailSetup", u"portal@yourpractice.com", None))
        self.mailFromHintLabel.setText(QCoreApplication.translate("MailSetup", u"Parents see it as the sender. A mailbox that somebody reads is best: parents answer to it.", None))
        self.mailFromErrorLabel.setText("")
        self.providerHeadingLabel.setText(QCoreApplication.translate("MailSetup", u"Who keeps the practice\u2019s mail?", None))
        self.whyLabel.setText(QCoreApplication.translate("MailSetup", u"Enter the address: the program looks up who keeps its mail.", None))
        self.microsoftRadioButton.setText(QCoreApplication.translate("MailSetup", u"&Microsoft 365", None))
        self.microsoftHintLabel.setText(QCoreApplication.translate("MailSetup", u"Sign in with Microsoft in the browser; no password is kept.", None))
        self.googleRadioButton.setText(QCoreApplication.translate("MailSetup", u"&Google Workspace or Gmail", None))
        self.googleHintLabel.setText(QCoreApplication.translate("MailSetup", u"An app password, or sign in with Google in the browser.", None))
        self.otherRadioButton.setText(QCoreApplication.translate("MailSetup", u"&Other mail server (SMTP)", None))
        self.otherHintLabel.setText(QCoreApplication.translate("MailSetup", u"User name and password, as the provider\u2019s help pages say.", None))
        self.wayHeadingLabel.setText(QCoreApplication.translate("MailSetup", u"How does the program sign in?", None))
        self.tokenRadioButton.setText(QCoreApplication.translate("MailSetup", u"Sign in in the &browser", None))
        self.tokenHintLabel.setText("")
        self.passwordRadioButton.setText(QCoreApplication.translate("MailSetup", u"User name and pass&word", None))
        self.passwordHintLabel.setText("")
        self.tokenHeadingLabel.setText(QCoreApplication.translate("MailSetup", u"Sign in", None))
        self.registrationLabel.setText("")
        self.stepsButton.setText(QCoreApplication.translate("MailSetup", u"Copy t&he steps for IT", None))
        self.microsoftClientLabel.setText(QCoreApplication.translate("MailSetup", u"&Application (client) ID", None))
        self.microsoftClientLineEdit.setPlaceholderText(QCoreApplication.translate("MailSetup", u"00000000-0000-0000-0000-000000000000", None))
        self.microsoftClientErrorLabel.setText("")
        self.microsoftTenantLabel.setText(QCoreApplication.translate("MailSetup", u"&Directory (tenant) ID", None))
        self.microsoftTenantLineEdit.setPlaceholderText(QCoreApplication.translate("MailSetup", u"00000000-0000-0000-0000-000000000000", None))
        self.microsoftTenantErrorLabel.setText("")
        self.googleClientLabel.setText(QCoreApplication.translate("MailSetup", u"Client I&D", None))
        self.googleClientLineEdit.setPlaceholderText(QCoreApplication.translate("MailSetup", u"\u2026.apps.googleusercontent.com", None))
        self.googleClientErrorLabel.setText("")
        self.googleSecretLabel.setText(QCoreApplication.translate("MailSetup", u"Client s&ecret", None))
        self.googleSecretErrorLabel.setText("")
        self.tokenUserLabel.setText(QCoreApplication.translate("MailSetup", u"Mai&lbox that sends", None))
        self.tokenUserHintLabel.setText(QCoreApplication.translate("MailSetup", u"Usually the From address. Sign in as it, or as somebody who may send for it.", None))
        self.tokenUserErrorLabel.setText("")
        self.signInButton.setText(QCoreApplication.translate("MailSetup", u"S&ign in", None))
        self.codeButton.setText(QCoreApplication.translate("MailSetup", u"&Use a code instead", None))
        self.stopButton.setText(QCoreApplication.translate("MailSetup", u"S&top", None))
        self.signInStateLabel.setText("")
        self.signInErrorLabel.setText("")
        self.codeIntroLabel.setText("")
        self.codeLabel.setText("")
        self.copyCodeButton.setText(QCoreApplication.translate("MailSetup", u"Co&py code", None))
        self.openCodeButton.setText(QCoreApplication.translate("MailSetup", u"Open the pa&ge", None))
        self.codeWarningLabel.setText(QCoreApplication.translate("MailSetup", u"Many practices\u2019 directories block sign-ins with a code. If Microsoft says so, use the browser on this computer.", None))
        self.passwordHeadingLabel.setText(QCoreApplication.translate("MailSetup", u"User name and password", None))
        self.passwordWordsLabel.setText("")
        self.smtpUserLabel.setText(QCoreApplication.translate("MailSetup", u"&User name", None))
        self.smtpUserHintLabel.setText(QCoreApplication.translate("MailSetup", u"Usually the whole mail address; empty for a server that asks for no sign-in.", None))
        self.smtpUserErrorLabel.setText("")
        self.smtpPasswordLabel.setText(QCoreApplication.translate("MailSetup", u"&Password", None))
        self.smtpPasswordHintLabel.setText("")
        self.smtpPasswordErrorLabel.setText("")
        self.serverHeadingLabel.setText(QCoreApplication.translate("MailSetup", u"Mail server", None))
        self.serverWordsLabel.setText("")
        self.smtpHostLabel.setText(QCoreApplication.translate("MailSetup", u"Ser&ver", None))
        self.smtpHostLineEdit.setPlaceholderText(QCoreApplication.translate("MailSetup", u"smtp.example.org", None))
        self.smtpHostErrorLabel.setText("")
        self.smtpSecurityLabel.setText(QCoreApplication.translate("MailSetup", u"Encr&yption", None))
        self.smtpSecurityErrorLabel.setText("")
        self.smtpPortLabel.setText(QCoreApplication.translate("MailSetup", u"Po&rt", None))
        self.smtpPortErrorLabel.setText("")
        self.testHeadingLabel.setText(QCoreApplication.translate("MailSetup", u"Try it", None))
        self.testIntroLabel.setText(QCoreApplication.translate("MailSetup", u"Each station is tried, and a short test message without any patient\u2019s data is sent. Nothing is stored yet.", None))
        self.testToLabel.setText(QCoreApplication.translate("MailSetup", u"Send the test t&o", None))
        self.testButton.setText(QCoreApplication.translate("MailSetup", u"Check and send a &test", None))
        self.testToErrorLabel.setText("")
        self.domainHeadingLabel.setText(QCoreApplication.translate("MailSetup", u"Will the mail be trusted?", None))
        self.domainIntroLabel.setText("")
        self.cancelButton.setText(QCoreApplication.translate("MailSetup", u"&Cancel", None))
        self.busyLabel.setText("")
        self.backButton.setText(QCoreApplication.translate("MailSetup", u"Bac&k", None))
        self.nextButton.setText(QCoreApplication.translate("MailSetup", u"Ne&xt", None))
    # retranslateUi

