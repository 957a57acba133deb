# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/settings.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QComboBox, QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton,
    QRadioButton, QScrollArea, QSizePolicy, QSpacerItem, QSpinBox, QStackedWidget, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_SettingsWindow(object):
    def setupUi(self, SettingsWindow: QDialog) -> None:
        if not SettingsWindow.objectName():
            SettingsWindow.setObjectName(u"SettingsWindow")
        self.settingsLayout = QVBoxLayout(SettingsWindow)
        self.settingsLayout.setSpacing(0)
        self.settingsLayout.setObjectName(u"settingsLayout")
        self.settingsLayout.setContentsMargins(0, 0, 0, 0)
        self.bodyLayout = QHBoxLayout()
        self.bodyLayout.setSpacing(0)
        self.bodyLayout.setObjectName(u"bodyLayout")
        self.bodyLayout.setContentsMargins(0, 0, 0, 0)
        self.railWidget = QWidget(SettingsWindow)
        self.railWidget.setObjectName(u"railWidget")
        self.railLayout = QVBoxLayout(self.railWidget)
        self.railLayout.setSpacing(4)
        self.railLayout.setObjectName(u"railLayout")
        self.railLayout.setContentsMargins(12, 12, 12, 12)
        self.practiceRailButton = QPushButton(self.railWidget)
        self.practiceRailButton.setObjectName(u"practiceRailButton")
        self.practiceRailButton.setCheckable(True)
        self.practiceRailButton.setChecked(True)
        self.practiceRailButton.setProperty(u"role", u"segment")
        self.practiceRailButton.setProperty(u"iconName", u"building-2")
        self.practiceRailButton.setAutoDefault(False)

        self.railLayout.addWidget(self.practiceRailButton)

        self.portalRailButton = QPushButton(self.railWidget)
        self.portalRailButton.setObjectName(u"portalRailButton")
        self.portalRailButton.setCheckable(True)
        self.portalRailButton.setChecked(False)
        self.portalRailButton.setProperty(u"role", u"segment")
        self.portalRailButton.setProperty(u"iconName", u"globe")
        self.portalRailButton.setAutoDefault(False)

        self.railLayout.addWidget(self.portalRailButton)

        self.mailRailButton = QPushButton(self.railWidget)
        self.mailRailButton.setObjectName(u"mailRailButton")
        self.mailRailButton.setCheckable(True)
        self.mailRailButton.setChecked(False)
        self.mailRailButton.setProperty(u"role", u"segment")
        self.mailRailButton.setProperty(u"iconName", u"mail")
        self.mailRailButton.setAutoDefault(False)

        self.railLayout.addWidget(self.mailRailButton)

        self.staffRailButton = QPushButton(self.railWidget)
        self.staffRailButton.setObjectName(u"staffRailButton")
        self.staffRailButton.setCheckable(True)
        self.staffRailButton.setChecked(False)
        self.staffRailButton.setProperty(u"role", u"segment")
        self.staffRailButton.setProperty(u"iconName", u"users")
        self.staffRailButton.setAutoDefault(False)

        self.railLayout.addWidget(self.staffRailButton)

        self.spacer1 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.railLayout.addItem(self.spacer1)

        self.practiceServerButton = QPushButton(self.railWidget)
        self.practiceServerButton.setObjectName(u"practiceServerButton")
        self.practiceServerButton.setProperty(u"role", u"quiet")
        self.practiceServerButton.setProperty(u"iconName", u"database")
        self.practiceServerButton.setAutoDefault(False)

        self.railLayout.addWidget(self.practiceServerButton)

        self.messageTextsButton = QPushButton(self.railWidget)
        self.messageTextsButton.setObjectName(u"messageTextsButton")
        self.messageTextsButton.setProperty(u"role", u"quiet")
        self.messageTextsButton.setProperty(u"iconName", u"pencil")
        self.messageTextsButton.setAutoDefault(False)

        self.railLayout.addWidget(self.messageTextsButton)


        self.bodyLayout.addWidget(self.railWidget)

        self.rightLayout = QVBoxLayout()
        self.rightLayout.setSpacing(0)
        self.rightLayout.setObjectName(u"rightLayout")
        self.rightLayout.setContentsMargins(0, 0, 0, 0)
        self.barContainer = QWidget(SettingsWindow)
        self.barContainer.setObjectName(u"barContainer")
        self.barContainerLayout = QVBoxLayout(self.barContainer)
        self.barContainerLayout.setSpacing(8)
        self.barContainerLayout.setObjectName(u"barContainerLayout")
        self.barContainerLayout.setContentsMargins(16, 12, 16, 0)
        self.messageBar = MessageBar(self.barContainer)
        self.messageBar.setObjectName(u"messageBar")

        self.barContainerLayout.addWidget(self.messageBar)


        self.rightLayout.addWidget(self.barContainer)

        self.pageStack = QStackedWidget(SettingsWindow)
        self.pageStack.setObjectName(u"pageStack")
        self.practicePage = QScrollArea()
        self.practicePage.setObjectName(u"practicePage")
        self.practicePage.setWidgetResizable(True)
        self.practicePage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.practicePage.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.practiceContents = QWidget()
        self.practiceContents.setObjectName(u"practiceContents")
        self.practicePage.setWidget(self.practiceContents)
        self.practiceContents.setProperty(u"role", u"page")
        self.practiceContentsLayout = QVBoxLayout(self.practiceContents)
        self.practiceContentsLayout.setSpacing(12)
        self.practiceContentsLayout.setObjectName(u"practiceContentsLayout")
        self.practiceContentsLayout.setContentsMargins(16, 16, 16, 16)
        self.practiceTitleLabel = QLabel(self.practiceContents)
        self.practiceTitleLabel.setObjectName(u"practiceTitleLabel")
        self.practiceTitleLabel.setProperty(u"role", u"title")

        self.practiceContentsLayout.addWidget(self.practiceTitleLabel)

        self.practiceSubtitleLabel = QLabel(self.practiceContents)
        self.practiceSubtitleLabel.setObjectName(u"practiceSubtitleLabel")
        self.practiceSubtitleLabel.setWordWrap(True)
        self.practiceSubtitleLabel.setProperty(u"role", u"subtle")

        self.practiceContentsLayout.addWidget(self.practiceSubtitleLabel)

        self.practiceCard = QFrame(self.practiceContents)
        self.practiceCard.setObjectName(u"practiceCard")
        self.practiceCard.setProperty(u"role", u"card")
        self.practiceGrid = QGridLayout(self.practiceCard)
        self.practiceGrid.setObjectName(u"practiceGrid")
        self.practiceGrid.setHorizontalSpacing(16)
        self.practiceGrid.setVerticalSpacing(12)
        self.practiceGrid.setContentsMargins(16, 16, 16, 16)
        self.practiceNameLayout = QVBoxLayout()
        self.practiceNameLayout.setSpacing(4)
        self.practiceNameLayout.setObjectName(u"practiceNameLayout")
        self.practiceNameLayout.setContentsMargins(0, 0, 0, 0)
        self.practiceNameLabel = QLabel(self.practiceCard)
        self.practiceNameLabel.setObjectName(u"practiceNameLabel")
        self.practiceNameLabel.setProperty(u"role", u"label")

        self.practiceNameLayout.addWidget(self.practiceNameLabel)

        self.practiceNameLineEdit = QLineEdit(self.practiceCard)
        self.practiceNameLineEdit.setObjectName(u"practiceNameLineEdit")
        self.practiceNameLineEdit.setMaxLength(120)

        self.practiceNameLayout.addWidget(self.practiceNameLineEdit)

        self.practiceNameErrorLabel = QLabel(self.practiceCard)
        self.practiceNameErrorLabel.setObjectName(u"practiceNameErrorLabel")
        self.practiceNameErrorLabel.setWordWrap(True)
        self.practiceNameErrorLabel.setProperty(u"role", u"error")

        self.practiceNameLayout.addWidget(self.practiceNameErrorLabel)


        self.practiceGrid.addLayout(self.practiceNameLayout, 0, 0, 1, 2, Qt.AlignmentFlag.AlignTop)

        self.practicePhoneLayout = QVBoxLayout()
        self.practicePhoneLayout.setSpacing(4)
        self.practicePhoneLayout.setObjectName(u"practicePhoneLayout")
        self.practicePhoneLayout.setContentsMargins(0, 0, 0, 0)
        self.practicePhoneLabel = QLabel(self.practiceCard)
        self.practicePhoneLabel.setObjectName(u"practicePhoneLabel")
        self.practicePhoneLabel.setProperty(u"role", u"label")

        self.practicePhoneLayout.addWidget(self.practicePhoneLabel)

        self.practicePhoneLineEdit = QLineEdit(self.practiceCard)
        self.practicePhoneLineEdit.setObjectName(u"practicePhoneLineEdit")

        self.practicePhoneLayout.addWidget(self.practicePhoneLineEdit)

        self.practicePhoneErrorLabel = QLabel(self.practiceCard)
        self.practicePhoneErrorLabel.setObjectName(u"practicePhoneErrorLabel")
        self.practicePhoneErrorLabel.setWordWrap(True)
        self.practicePhoneErrorLabel.setProperty(u"role", u"error")

        self.practicePhoneLayout.addWidget(self.practicePhoneErrorLabel)

        self.practicePhoneHintLabel = QLabel(self.practiceCard)
        self.practicePhoneHintLabel.setObjectName(u"practicePhoneHintLabel")
        self.practicePhoneHintLabel.setWordWrap(True)
        self.practicePhoneHintLabel.setProperty(u"role", u"caption")

        self.practicePhoneLayout.addWidget(self.practicePhoneHintLabel)


        self.practiceGrid.addLayout(self.practicePhoneLayout, 1, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.phoneRegionLayout = QVBoxLayout()
        self.phoneRegionLayout.setSpacing(4)
        self.phoneRegionLayout.setObjectName(u"phoneRegionLayout")
        self.phoneRegionLayout.setContentsMargins(0, 0, 0, 0)
        self.phoneRegionLabel = QLabel(self.practiceCard)
        self.phoneRegionLabel.setObjectName(u"phoneRegionLabel")
        self.phoneRegionLabel.setProperty(u"role", u"label")

        self.phoneRegionLayout.addWidget(self.phoneRegionLabel)

        self.phoneRegionComboBox = QComboBox(self.practiceCard)
        self.phoneRegionComboBox.setObjectName(u"phoneRegionComboBox")

        self.phoneRegionLayout.addWidget(self.phoneRegionComboBox)

        self.phoneRegionErrorLabel = QLabel(self.practiceCard)
        self.phoneRegionErrorLabel.setObjectName(u"phoneRegionErrorLabel")
        self.phoneRegionErrorLabel.setWordWrap(True)
        self.phoneRegionErrorLabel.setProperty(u"role", u"error")

        self.phoneRegionLayout.addWidget(self.phoneRegionErrorLabel)

        self.phoneRegionHintLabel = QLabel(self.practiceCard)
        self.phoneRegionHintLabel.setObjectName(u"phoneRegionHintLabel")
        self.phoneRegionHintLabel.setWordWrap(True)
        self.phoneRegionHintLabel.setProperty(u"role", u"caption")

        self.phoneRegionLayout.addWidget(self.phoneRegionHintLabel)


        self.practiceGrid.addLayout(self.phoneRegionLayout, 1, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.timeZoneLayout = QVBoxLayout()
        self.timeZoneLayout.setSpacing(4)
        self.timeZoneLayout.setObjectName(u"timeZoneLayout")
        self.timeZoneLayout.setContentsMargins(0, 0, 0, 0)
        self.timeZoneLabel = QLabel(self.practiceCard)
        self.timeZoneLabel.setObjectName(u"timeZoneLabel")
        self.timeZoneLabel.setProperty(u"role", u"label")

        self.timeZoneLayout.addWidget(self.timeZoneLabel)

        self.timeZoneComboBox = QComboBox(self.practiceCard)
        self.timeZoneComboBox.setObjectName(u"timeZoneComboBox")
        self.timeZoneComboBox.setEditable(True)
        self.timeZoneComboBox.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

        self.timeZoneLayout.addWidget(self.timeZoneComboBox)

        self.timeZoneErrorLabel = QLabel(self.practiceCard)
        self.timeZoneErrorLabel.setObjectName(u"timeZoneErrorLabel")
        self.timeZoneErrorLabel.setWordWrap(True)
        self.timeZoneErrorLabel.setProperty(u"role", u"error")

        self.timeZoneLayout.addWidget(self.timeZoneErrorLabel)

        self.timeZoneHintLabel = QLabel(self.practiceCard)
        self.timeZoneHintLabel.setObjectName(u"timeZoneHintLabel")
        self.timeZoneHintLabel.setWordWrap(True)
        self.timeZoneHintLabel.setProperty(u"role", u"caption")

        self.timeZoneLayout.addWidget(self.timeZoneHintLabel)


        self.practiceGrid.addLayout(self.timeZoneLayout, 2, 0, 1, 2, Qt.AlignmentFlag.AlignTop)

        self.practiceGrid.setColumnStretch(0, 1)
        self.practiceGrid.setColumnStretch(1, 1)

        self.practiceContentsLayout.addWidget(self.practiceCard)

        self.spacer2 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.practiceContentsLayout.addItem(self.spacer2)

        self.pageStack.addWidget(self.practicePage)
        self.portalPage = QScrollArea()
        self.portalPage.setObjectName(u"portalPage")
        self.portalPage.setWidgetResizable(True)
        self.portalPage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.portalPage.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.portalContents = QWidget()
        self.portalContents.setObjectName(u"portalContents")
        self.portalPage.setWidget(self.portalContents)
        self.portalContents.setProperty(u"role", u"page")
        self.portalContentsLayout = QVBoxLayout(self.portalContents)
        self.portalContentsLayout.setSpacing(12)
        self.portalContentsLayout.setObjectName(u"portalContentsLayout")
        self.portalContentsLayout.setContentsMargins(16, 16, 16, 16)
        self.portalTitleLabel = QLabel(self.portalContents)
        self.portalTitleLabel.setObjectName(u"portalTitleLabel")
        self.portalTitleLabel.setProperty(u"role", u"title")

        self.portalContentsLayout.addWidget(self.portalTitleLabel)

        self.portalCard = QFrame(self.portalContents)
        self.portalCard.setObjectName(u"portalCard")
        self.portalCard.setProperty(u"role", u"card")
        self.portalCardLayout = QVBoxLayout(self.portalCard)
        self.portalCardLayout.setSpacing(16)
        self.portalCardLayout.setObjectName(u"portalCardLayout")
        self.portalCardLayout.setContentsMargins(16, 16, 16, 16)
        self.portalUrlLayout = QVBoxLayout()
        self.portalUrlLayout.setSpacing(4)
        self.portalUrlLayout.setObjectName(u"portalUrlLayout")
        self.portalUrlLayout.setContentsMargins(0, 0, 0, 0)
        self.portalUrlLabel = QLabel(self.portalCard)
        self.portalUrlLabel.setObjectName(u"portalUrlLabel")
        self.portalUrlLabel.setProperty(u"role", u"label")

        self.portalUrlLayout.addWidget(self.portalUrlLabel)

        self.portalUrlLineEdit = QLineEdit(self.portalCard)
        self.portalUrlLineEdit.setObjectName(u"portalUrlLineEdit")

        self.portalUrlLayout.addWidget(self.portalUrlLineEdit)

        self.portalUrlErrorLabel = QLabel(self.portalCard)
        self.portalUrlErrorLabel.setObjectName(u"portalUrlErrorLabel")
        self.portalUrlErrorLabel.setWordWrap(True)
        self.portalUrlErrorLabel.setProperty(u"role", u"error")

        self.portalUrlLayout.addWidget(self.portalUrlErrorLabel)

        self.portalUrlHintLabel = QLabel(self.portalCard)
        self.portalUrlHintLabel.setObjectName(u"portalUrlHintLabel")
        self.portalUrlHintLabel.setWordWrap(True)
        self.portalUrlHintLabel.setProperty(u"role", u"caption")

        self.portalUrlLayout.addWidget(self.portalUrlHintLabel)


        self.portalCardLayout.addLayout(self.portalUrlLayout)

        self.loginLayout = QVBoxLayout()
        self.loginLayout.setSpacing(4)
        self.loginLayout.setObjectName(u"loginLayout")
        self.loginLayout.setContentsMargins(0, 0, 0, 0)
        self.loginLabel = QLabel(self.portalCard)
        self.loginLabel.setObjectName(u"loginLabel")
        self.loginLabel.setProperty(u"role", u"strong")

        self.loginLayout.addWidget(self.loginLabel)

        self.passwordRadioButton = QRadioButton(self.portalCard)
        self.passwordRadioButton.setObjectName(u"passwordRadioButton")

        self.loginLayout.addWidget(self.passwordRadioButton)

        self.passwordlessRadioButton = QRadioButton(self.portalCard)
        self.passwordlessRadioButton.setObjectName(u"passwordlessRadioButton")

        self.loginLayout.addWidget(self.passwordlessRadioButton)

        self.loginErrorLabel = QLabel(self.portalCard)
        self.loginErrorLabel.setObjectName(u"loginErrorLabel")
        self.loginErrorLabel.setWordWrap(True)
        self.loginErrorLabel.setProperty(u"role", u"error")

        self.loginLayout.addWidget(self.loginErrorLabel)

        self.loginHintLabel = QLabel(self.portalCard)
        self.loginHintLabel.setObjectName(u"loginHintLabel")
        self.loginHintLabel.setWordWrap(True)
        self.loginHintLabel.setProperty(u"role", u"caption")

        self.loginLayout.addWidget(self.loginHintLabel)


        self.portalCardLayout.addLayout(self.loginLayout)


        self.portalContentsLayout.addWidget(self.portalCard)

        self.textCard = QFrame(self.portalContents)
        self.textCard.setObjectName(u"textCard")
        self.textCard.setProperty(u"role", u"card")
        self.textCardLayout = QVBoxLayout(self.textCard)
        self.textCardLayout.setSpacing(12)
        self.textCardLayout.setObjectName(u"textCardLayout")
        self.textCardLayout.setContentsMargins(16, 16, 16, 16)
        self.textHeadingLabel = QLabel(self.textCard)
        self.textHeadingLabel.setObjectName(u"textHeadingLabel")
        self.textHeadingLabel.setWordWrap(True)
        self.textHeadingLabel.setProperty(u"role", u"heading")

        self.textCardLayout.addWidget(self.textHeadingLabel)

        self.textIntroLabel = QLabel(self.textCard)
        self.textIntroLabel.setObjectName(u"textIntroLabel")
        self.textIntroLabel.setWordWrap(True)
        self.textIntroLabel.setProperty(u"role", u"subtle")

        self.textCardLayout.addWidget(self.textIntroLabel)

        self.textGrid = QGridLayout()
        self.textGrid.setObjectName(u"textGrid")
        self.textGrid.setHorizontalSpacing(16)
        self.textGrid.setVerticalSpacing(12)
        self.textGrid.setContentsMargins(0, 0, 0, 0)
        self.textAccountLayout = QVBoxLayout()
        self.textAccountLayout.setSpacing(4)
        self.textAccountLayout.setObjectName(u"textAccountLayout")
        self.textAccountLayout.setContentsMargins(0, 0, 0, 0)
        self.textAccountLabel = QLabel(self.textCard)
        self.textAccountLabel.setObjectName(u"textAccountLabel")
        self.textAccountLabel.setProperty(u"role", u"label")

        self.textAccountLayout.addWidget(self.textAccountLabel)

        self.textAccountLineEdit = QLineEdit(self.textCard)
        self.textAccountLineEdit.setObjectName(u"textAccountLineEdit")

        self.textAccountLayout.addWidget(self.textAccountLineEdit)

        self.textAccountErrorLabel = QLabel(self.textCard)
        self.textAccountErrorLabel.setObjectName(u"textAccountErrorLabel")
        self.textAccountErrorLabel.setWordWrap(True)
        self.textAccountErrorLabel.setProperty(u"role", u"error")

        self.textAccountLayout.addWidget(self.textAccountErrorLabel)


        self.textGrid.addLayout(self.textAccountLayout, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.textTokenLayout = QVBoxLayout()
        self.textTokenLayout.setSpacing(4)
        self.textTokenLayout.setObjectName(u"textTokenLayout")
        self.textTokenLayout.setContentsMargins(0, 0, 0, 0)
        self.textTokenLabel = QLabel(self.textCard)
        self.textTokenLabel.setObjectName(u"textTokenLabel")
        self.textTokenLabel.setProperty(u"role", u"label")

        self.textTokenLayout.addWidget(self.textTokenLabel)

        self.textTokenRowLayout = QHBoxLayout()
        self.textTokenRowLayout.setSpacing(8)
        self.textTokenRowLayout.setObjectName(u"textTokenRowLayout")
        self.textTokenLineEdit = QLineEdit(self.textCard)
        self.textTokenLineEdit.setObjectName(u"textTokenLineEdit")
        self.textTokenLineEdit.setEchoMode(QLineEdit.EchoMode.Password)

        self.textTokenRowLayout.addWidget(self.textTokenLineEdit)

        self.removeTokenButton = QPushButton(self.textCard)
        self.removeTokenButton.setObjectName(u"removeTokenButton")
        self.removeTokenButton.setAutoDefault(False)

        self.textTokenRowLayout.addWidget(self.removeTokenButton)


        self.textTokenLayout.addLayout(self.textTokenRowLayout)

        self.textTokenErrorLabel = QLabel(self.textCard)
        self.textTokenErrorLabel.setObjectName(u"textTokenErrorLabel")
        self.textTokenErrorLabel.setWordWrap(True)
        self.textTokenErrorLabel.setProperty(u"role", u"error")

        self.textTokenLayout.addWidget(self.textTokenErrorLabel)

        self.textTokenStateLabel = QLabel(self.textCard)
        self.textTokenStateLabel.setObjectName(u"textTokenStateLabel")
        self.textTokenStateLabel.setWordWrap(True)
        self.textTokenStateLabel.setProperty(u"role", u"caption")

        self.textTokenLayout.addWidget(self.textTokenStateLabel)


        self.textGrid.addLayout(self.textTokenLayout, 0, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.textFromLayout = QVBoxLayout()
        self.textFromLayout.setSpacing(4)
        self.textFromLayout.setObjectName(u"textFromLayout")
        self.textFromLayout.setContentsMargins(0, 0, 0, 0)
        self.textFromLabel = QLabel(self.textCard)
        self.textFromLabel.setObjectName(u"textFromLabel")
        self.textFromLabel.setProperty(u"role", u"label")

        self.textFromLayout.addWidget(self.textFromLabel)

        self.textFromLineEdit = QLineEdit(self.textCard)
        self.textFromLineEdit.setObjectName(u"textFromLineEdit")

        self.textFromLayout.addWidget(self.textFromLineEdit)

        self.textFromErrorLabel = QLabel(self.textCard)
        self.textFromErrorLabel.setObjectName(u"textFromErrorLabel")
        self.textFromErrorLabel.setWordWrap(True)
        self.textFromErrorLabel.setProperty(u"role", u"error")

        self.textFromLayout.addWidget(self.textFromErrorLabel)

        self.textFromHintLabel = QLabel(self.textCard)
        self.textFromHintLabel.setObjectName(u"textFromHintLabel")
        self.textFromHintLabel.setWordWrap(True)
        self.textFromHintLabel.setProperty(u"role", u"caption")

        self.textFromLayout.addWidget(self.textFromHintLabel)


        self.textGrid.addLayout(self.textFromLayout, 1, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.textGrid.setColumnStretch(0, 1)
        self.textGrid.setColumnStretch(1, 1)

        self.textCardLayout.addLayout(self.textGrid)

        self.textStateLabel = QLabel(self.textCard)
        self.textStateLabel.setObjectName(u"textStateLabel")
        self.textStateLabel.setWordWrap(True)
        self.textStateLabel.setProperty(u"role", u"strong")

        self.textCardLayout.addWidget(self.textStateLabel)

        self.textTestWidget = QWidget(self.textCard)
        self.textTestWidget.setObjectName(u"textTestWidget")
        self.textTestLayout = QVBoxLayout(self.textTestWidget)
        self.textTestLayout.setSpacing(12)
        self.textTestLayout.setObjectName(u"textTestLayout")
        self.textTestLayout.setContentsMargins(0, 0, 0, 0)
        self.textToLayout = QVBoxLayout()
        self.textToLayout.setSpacing(4)
        self.textToLayout.setObjectName(u"textToLayout")
        self.textToLayout.setContentsMargins(0, 0, 0, 0)
        self.textToLabel = QLabel(self.textTestWidget)
        self.textToLabel.setObjectName(u"textToLabel")
        self.textToLabel.setProperty(u"role", u"label")

        self.textToLayout.addWidget(self.textToLabel)

        self.textToFieldLayout = QHBoxLayout()
        self.textToFieldLayout.setSpacing(8)
        self.textToFieldLayout.setObjectName(u"textToFieldLayout")
        self.textToFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.textToLineEdit = QLineEdit(self.textTestWidget)
        self.textToLineEdit.setObjectName(u"textToLineEdit")

        self.textToFieldLayout.addWidget(self.textToLineEdit)

        self.textTestButton = QPushButton(self.textTestWidget)
        self.textTestButton.setObjectName(u"textTestButton")
        self.textTestButton.setProperty(u"iconName", u"send")
        self.textTestButton.setAutoDefault(False)

        self.textToFieldLayout.addWidget(self.textTestButton)

        self.textToFieldLayout.setStretch(0, 1)

        self.textToLayout.addLayout(self.textToFieldLayout)

        self.textToErrorLabel = QLabel(self.textTestWidget)
        self.textToErrorLabel.setObjectName(u"textToErrorLabel")
        self.textToErrorLabel.setWordWrap(True)
        self.textToErrorLabel.setProperty(u"role", u"error")

        self.textToLayout.addWidget(self.textToErrorLabel)


        self.textTestLayout.addLayout(self.textToLayout)

        self.textBusyWidget = QWidget(self.textTestWidget)
        self.textBusyWidget.setObjectName(u"textBusyWidget")
        self.textBusyLayout = QVBoxLayout(self.textBusyWidget)
        self.textBusyLayout.setSpacing(4)
        self.textBusyLayout.setObjectName(u"textBusyLayout")
        self.textBusyLayout.setContentsMargins(0, 0, 0, 0)
        self.textBusyLabel = QLabel(self.textBusyWidget)
        self.textBusyLabel.setObjectName(u"textBusyLabel")
        self.textBusyLabel.setProperty(u"role", u"caption")

        self.textBusyLayout.addWidget(self.textBusyLabel)

        self.textProgressBar = QProgressBar(self.textBusyWidget)
        self.textProgressBar.setObjectName(u"textProgressBar")
        self.textProgressBar.setMaximum(0)
        self.textProgressBar.setMinimum(0)
        self.textProgressBar.setTextVisible(False)

        self.textBusyLayout.addWidget(self.textProgressBar)


        self.textTestLayout.addWidget(self.textBusyWidget)

        self.textCodeWidget = QWidget(self.textTestWidget)
        self.textCodeWidget.setObjectName(u"textCodeWidget")
        self.textCodeLayout = QVBoxLayout(self.textCodeWidget)
        self.textCodeLayout.setSpacing(4)
        self.textCodeLayout.setObjectName(u"textCodeLayout")
        self.textCodeLayout.setContentsMargins(0, 0, 0, 0)
        self.textCodeLabel = QLabel(self.textCodeWidget)
        self.textCodeLabel.setObjectName(u"textCodeLabel")
        self.textCodeLabel.setProperty(u"role", u"label")

        self.textCodeLayout.addWidget(self.textCodeLabel)

        self.textCodeFieldLayout = QHBoxLayout()
        self.textCodeFieldLayout.setSpacing(8)
        self.textCodeFieldLayout.setObjectName(u"textCodeFieldLayout")
        self.textCodeFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.textCodeLineEdit = QLineEdit(self.textCodeWidget)
        self.textCodeLineEdit.setObjectName(u"textCodeLineEdit")

        self.textCodeFieldLayout.addWidget(self.textCodeLineEdit)

        self.textCodeButton = QPushButton(self.textCodeWidget)
        self.textCodeButton.setObjectName(u"textCodeButton")
        self.textCodeButton.setProperty(u"iconName", u"circle-check")
        self.textCodeButton.setAutoDefault(False)

        self.textCodeFieldLayout.addWidget(self.textCodeButton)

        self.textCodeFieldLayout.setStretch(0, 1)

        self.textCodeLayout.addLayout(self.textCodeFieldLayout)

        self.textCodeErrorLabel = QLabel(self.textCodeWidget)
        self.textCodeErrorLabel.setObjectName(u"textCodeErrorLabel")
        self.textCodeErrorLabel.setWordWrap(True)
        self.textCodeErrorLabel.setProperty(u"role", u"error")

        self.textCodeLayout.addWidget(self.textCodeErrorLabel)


        self.textTestLayout.addWidget(self.textCodeWidget)


        self.textCardLayout.addWidget(self.textTestWidget)


        self.portalContentsLayout.addWidget(self.textCard)

        self.limitsCard = QFrame(self.portalContents)
        self.limitsCard.setObjectName(u"limitsCard")
        self.limitsCard.setProperty(u"role", u"card")
        self.limitsCardLayout = QVBoxLayout(self.limitsCard)
        self.limitsCardLayout.setSpacing(16)
        self.limitsCardLayout.setObjectName(u"limitsCardLayout")
        self.limitsCardLayout.setContentsMargins(16, 16, 16, 16)
        self.linkLifeLayout = QVBoxLayout()
        self.linkLifeLayout.setSpacing(4)
        self.linkLifeLayout.setObjectName(u"linkLifeLayout")
        self.linkLifeLayout.setContentsMargins(0, 0, 0, 0)
        self.linkLifeLabel = QLabel(self.limitsCard)
        self.linkLifeLabel.setObjectName(u"linkLifeLabel")
        self.linkLifeLabel.setProperty(u"role", u"strong")

        self.linkLifeLayout.addWidget(self.linkLifeLabel)

        self.linkLifeFieldLayout = QHBoxLayout()
        self.linkLifeFieldLayout.setSpacing(12)
        self.linkLifeFieldLayout.setObjectName(u"linkLifeFieldLayout")
        self.linkLifeFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.link24RadioButton = QRadioButton(self.limitsCard)
        self.link24RadioButton.setObjectName(u"link24RadioButton")

        self.linkLifeFieldLayout.addWidget(self.link24RadioButton)

        self.link48RadioButton = QRadioButton(self.limitsCard)
        self.link48RadioButton.setObjectName(u"link48RadioButton")

        self.linkLifeFieldLayout.addWidget(self.link48RadioButton)

        self.linkOtherRadioButton = QRadioButton(self.limitsCard)
        self.linkOtherRadioButton.setObjectName(u"linkOtherRadioButton")

        self.linkLifeFieldLayout.addWidget(self.linkOtherRadioButton)

        self.linkHoursSpinBox = QSpinBox(self.limitsCard)
        self.linkHoursSpinBox.setObjectName(u"linkHoursSpinBox")
        self.linkHoursSpinBox.setMinimum(1)
        self.linkHoursSpinBox.setMaximum(336)

        self.linkLifeFieldLayout.addWidget(self.linkHoursSpinBox)

        self.spacer3 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.linkLifeFieldLayout.addItem(self.spacer3)


        self.linkLifeLayout.addLayout(self.linkLifeFieldLayout)

        self.linkHoursErrorLabel = QLabel(self.limitsCard)
        self.linkHoursErrorLabel.setObjectName(u"linkHoursErrorLabel")
        self.linkHoursErrorLabel.setWordWrap(True)
        self.linkHoursErrorLabel.setProperty(u"role", u"error")

        self.linkLifeLayout.addWidget(self.linkHoursErrorLabel)

        self.linkHoursHintLabel = QLabel(self.limitsCard)
        self.linkHoursHintLabel.setObjectName(u"linkHoursHintLabel")
        self.linkHoursHintLabel.setWordWrap(True)
        self.linkHoursHintLabel.setProperty(u"role", u"caption")

        self.linkLifeLayout.addWidget(self.linkHoursHintLabel)


        self.limitsCardLayout.addLayout(self.linkLifeLayout)

        self.undoSecondsLayout = QVBoxLayout()
        self.undoSecondsLayout.setSpacing(4)
        self.undoSecondsLayout.setObjectName(u"undoSecondsLayout")
        self.undoSecondsLayout.setContentsMargins(0, 0, 0, 0)
        self.undoSecondsLabel = QLabel(self.limitsCard)
        self.undoSecondsLabel.setObjectName(u"undoSecondsLabel")
        self.undoSecondsLabel.setProperty(u"role", u"label")

        self.undoSecondsLayout.addWidget(self.undoSecondsLabel)

        self.undoSecondsFieldLayout = QHBoxLayout()
        self.undoSecondsFieldLayout.setSpacing(8)
        self.undoSecondsFieldLayout.setObjectName(u"undoSecondsFieldLayout")
        self.undoSecondsFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.undoSecondsSpinBox = QSpinBox(self.limitsCard)
        self.undoSecondsSpinBox.setObjectName(u"undoSecondsSpinBox")
        self.undoSecondsSpinBox.setMinimum(0)
        self.undoSecondsSpinBox.setMaximum(600)

        self.undoSecondsFieldLayout.addWidget(self.undoSecondsSpinBox)

        self.undoSecondsSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.undoSecondsFieldLayout.addItem(self.undoSecondsSpacer)


        self.undoSecondsLayout.addLayout(self.undoSecondsFieldLayout)

        self.undoSecondsErrorLabel = QLabel(self.limitsCard)
        self.undoSecondsErrorLabel.setObjectName(u"undoSecondsErrorLabel")
        self.undoSecondsErrorLabel.setWordWrap(True)
        self.undoSecondsErrorLabel.setProperty(u"role", u"error")

        self.undoSecondsLayout.addWidget(self.undoSecondsErrorLabel)

        self.undoSecondsHintLabel = QLabel(self.limitsCard)
        self.undoSecondsHintLabel.setObjectName(u"undoSecondsHintLabel")
        self.undoSecondsHintLabel.setWordWrap(True)
        self.undoSecondsHintLabel.setProperty(u"role", u"caption")

        self.undoSecondsLayout.addWidget(self.undoSecondsHintLabel)


        self.limitsCardLayout.addLayout(self.undoSecondsLayout)

        self.ageLimitLayout = QVBoxLayout()
        self.ageLimitLayout.setSpacing(4)
        self.ageLimitLayout.setObjectName(u"ageLimitLayout")
        self.ageLimitLayout.setContentsMargins(0, 0, 0, 0)
        self.ageLimitLabel = QLabel(self.limitsCard)
        self.ageLimitLabel.setObjectName(u"ageLimitLabel")
        self.ageLimitLabel.setProperty(u"role", u"label")

        self.ageLimitLayout.addWidget(self.ageLimitLabel)

        self.ageLimitFieldLayout = QHBoxLayout()
        self.ageLimitFieldLayout.setSpacing(8)
        self.ageLimitFieldLayout.setObjectName(u"ageLimitFieldLayout")
        self.ageLimitFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.ageLimitSpinBox = QSpinBox(self.limitsCard)
        self.ageLimitSpinBox.setObjectName(u"ageLimitSpinBox")
        self.ageLimitSpinBox.setMinimum(12)
        self.ageLimitSpinBox.setMaximum(26)

        self.ageLimitFieldLayout.addWidget(self.ageLimitSpinBox)

        self.spacer4 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.ageLimitFieldLayout.addItem(self.spacer4)


        self.ageLimitLayout.addLayout(self.ageLimitFieldLayout)

        self.ageLimitErrorLabel = QLabel(self.limitsCard)
        self.ageLimitErrorLabel.setObjectName(u"ageLimitErrorLabel")
        self.ageLimitErrorLabel.setWordWrap(True)
        self.ageLimitErrorLabel.setProperty(u"role", u"error")

        self.ageLimitLayout.addWidget(self.ageLimitErrorLabel)

        self.ageLimitHintLabel = QLabel(self.limitsCard)
        self.ageLimitHintLabel.setObjectName(u"ageLimitHintLabel")
        self.ageLimitHintLabel.setWordWrap(True)
        self.ageLimitHintLabel.setProperty(u"role", u"caption")

        self.ageLimitLayout.addWidget(self.ageLimitHintLabel)


        self.limitsCardLayout.addLayout(self.ageLimitLayout)

        self.askAgainLayout = QVBoxLayout()
        self.askAgainLayout.setSpacing(4)
        self.askAgainLayout.setObjectName(u"askAgainLayout")
        self.askAgainLayout.setContentsMargins(0, 0, 0, 0)
        self.askAgainLabel = QLabel(self.limitsCard)
        self.askAgainLabel.setObjectName(u"askAgainLabel")
        self.askAgainLabel.setProperty(u"role", u"label")

        self.askAgainLayout.addWidget(self.askAgainLabel)

        self.askAgainFieldLayout = QHBoxLayout()
        self.askAgainFieldLayout.setSpacing(8)
        self.askAgainFieldLayout.setObjectName(u"askAgainFieldLayout")
        self.askAgainFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.askAgainSpinBox = QSpinBox(self.limitsCard)
        self.askAgainSpinBox.setObjectName(u"askAgainSpinBox")
        self.askAgainSpinBox.setMinimum(0)
        self.askAgainSpinBox.setMaximum(60)

        self.askAgainFieldLayout.addWidget(self.askAgainSpinBox)

        self.spacer4AskAgain = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.askAgainFieldLayout.addItem(self.spacer4AskAgain)


        self.askAgainLayout.addLayout(self.askAgainFieldLayout)

        self.askAgainErrorLabel = QLabel(self.limitsCard)
        self.askAgainErrorLabel.setObjectName(u"askAgainErrorLabel")
        self.askAgainErrorLabel.setWordWrap(True)
        self.askAgainErrorLabel.setProperty(u"role", u"error")

        self.askAgainLayout.addWidget(self.askAgainErrorLabel)

        self.askAgainHintLabel = QLabel(self.limitsCard)
        self.askAgainHintLabel.setObjectName(u"askAgainHintLabel")
        self.askAgainHintLabel.setWordWrap(True)
        self.askAgainHintLabel.setProperty(u"role", u"caption")

        self.askAgainLayout.addWidget(self.askAgainHintLabel)


        self.limitsCardLayout.addLayout(self.askAgainLayout)

        self.ageNoticeLayout = QVBoxLayout()
        self.ageNoticeLayout.setSpacing(4)
        self.ageNoticeLayout.setObjectName(u"ageNoticeLayout")
        self.ageNoticeLayout.setContentsMargins(0, 0, 0, 0)
        self.ageNoticeLabel = QLabel(self.limitsCard)
        self.ageNoticeLabel.setObjectName(u"ageNoticeLabel")
        self.ageNoticeLabel.setProperty(u"role", u"label")

        self.ageNoticeLayout.addWidget(self.ageNoticeLabel)

        self.ageNoticeFieldLayout = QHBoxLayout()
        self.ageNoticeFieldLayout.setSpacing(8)
        self.ageNoticeFieldLayout.setObjectName(u"ageNoticeFieldLayout")
        self.ageNoticeFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.ageNoticeSpinBox = QSpinBox(self.limitsCard)
        self.ageNoticeSpinBox.setObjectName(u"ageNoticeSpinBox")
        self.ageNoticeSpinBox.setMinimum(1)
        self.ageNoticeSpinBox.setMaximum(365)

        self.ageNoticeFieldLayout.addWidget(self.ageNoticeSpinBox)

        self.ageNoticeSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.ageNoticeFieldLayout.addItem(self.ageNoticeSpacer)


        self.ageNoticeLayout.addLayout(self.ageNoticeFieldLayout)

        self.ageNoticeErrorLabel = QLabel(self.limitsCard)
        self.ageNoticeErrorLabel.setObjectName(u"ageNoticeErrorLabel")
        self.ageNoticeErrorLabel.setWordWrap(True)
        self.ageNoticeErrorLabel.setProperty(u"role", u"error")

        self.ageNoticeLayout.addWidget(self.ageNoticeErrorLabel)

        self.ageNoticeHintLabel = QLabel(self.limitsCard)
        self.ageNoticeHintLabel.setObjectName(u"ageNoticeHintLabel")
        self.ageNoticeHintLabel.setWordWrap(True)
        self.ageNoticeHintLabel.setProperty(u"role", u"caption")

        self.ageNoticeLayout.addWidget(self.ageNoticeHintLabel)


        self.limitsCardLayout.addLayout(self.ageNoticeLayout)


        self.portalContentsLayout.addWidget(self.limitsCard)

        self.spacer5 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.portalContentsLayout.addItem(self.spacer5)

        self.pageStack.addWidget(self.portalPage)
        self.mailPage = QScrollArea()
        self.mailPage.setObjectName(u"mailPage")
        self.mailPage.setWidgetResizable(True)
        self.mailPage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.mailPage.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.mailContents = QWidget()
        self.mailContents.setObjectName(u"mailContents")
        self.mailPage.setWidget(self.mailContents)
        self.mailContents.setProperty(u"role", u"page")
        self.mailContentsLayout = QVBoxLayout(self.mailContents)
        self.mailContentsLayout.setSpacing(12)
        self.mailContentsLayout.setObjectName(u"mailContentsLayout")
        self.mailContentsLayout.setContentsMargins(16, 16, 16, 16)
        self.mailTitleLabel = QLabel(self.mailContents)
        self.mailTitleLabel.setObjectName(u"mailTitleLabel")
        self.mailTitleLabel.setProperty(u"role", u"title")

        self.mailContentsLayout.addWidget(self.mailTitleLabel)

        self.mailSubtitleLabel = QLabel(self.mailContents)
        self.mailSubtitleLabel.setObjectName(u"mailSubtitleLabel")
        self.mailSubtitleLabel.setWordWrap(True)
        self.mailSubtitleLabel.setProperty(u"role", u"subtle")

        self.mailContentsLayout.addWidget(self.mailSubtitleLabel)

        self.mailSetUpCard = QFrame(self.mailContents)
        self.mailSetUpCard.setObjectName(u"mailSetUpCard")
        self.mailSetUpCard.setProperty(u"role", u"card")
        self.mailSetUpLayout = QHBoxLayout(self.mailSetUpCard)
        self.mailSetUpLayout.setSpacing(8)
        self.mailSetUpLayout.setObjectName(u"mailSetUpLayout")
        self.mailSetUpLayout.setContentsMargins(16, 16, 16, 16)
        self.mailSetUpIconLabel = QLabel(self.mailSetUpCard)
        self.mailSetUpIconLabel.setObjectName(u"mailSetUpIconLabel")

        self.mailSetUpLayout.addWidget(self.mailSetUpIconLabel)

        self.mailSetUpLabel = QLabel(self.mailSetUpCard)
        self.mailSetUpLabel.setObjectName(u"mailSetUpLabel")
        self.mailSetUpLabel.setWordWrap(True)

        self.mailSetUpLayout.addWidget(self.mailSetUpLabel)

        self.mailSetUpButton = QPushButton(self.mailSetUpCard)
        self.mailSetUpButton.setObjectName(u"mailSetUpButton")
        self.mailSetUpButton.setAutoDefault(False)

        self.mailSetUpLayout.addWidget(self.mailSetUpButton)

        self.mailSetUpLayout.setStretch(1, 1)

        self.mailContentsLayout.addWidget(self.mailSetUpCard)

        self.serverCard = QFrame(self.mailContents)
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

        self.serverGrid = QGridLayout()
        self.serverGrid.setObjectName(u"serverGrid")
        self.serverGrid.setHorizontalSpacing(16)
        self.serverGrid.setVerticalSpacing(12)
        self.serverGrid.setContentsMargins(0, 0, 0, 0)
        self.smtpHostLayout = QVBoxLayout()
        self.smtpHostLayout.setSpacing(4)
        self.smtpHostLayout.setObjectName(u"smtpHostLayout")
        self.smtpHostLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpHostLabel = QLabel(self.serverCard)
        self.smtpHostLabel.setObjectName(u"smtpHostLabel")
        self.smtpHostLabel.setProperty(u"role", u"label")

        self.smtpHostLayout.addWidget(self.smtpHostLabel)

        self.smtpHostLineEdit = QLineEdit(self.serverCard)
        self.smtpHostLineEdit.setObjectName(u"smtpHostLineEdit")

        self.smtpHostLayout.addWidget(self.smtpHostLineEdit)

        self.smtpHostErrorLabel = QLabel(self.serverCard)
        self.smtpHostErrorLabel.setObjectName(u"smtpHostErrorLabel")
        self.smtpHostErrorLabel.setWordWrap(True)
        self.smtpHostErrorLabel.setProperty(u"role", u"error")

        self.smtpHostLayout.addWidget(self.smtpHostErrorLabel)


        self.serverGrid.addLayout(self.smtpHostLayout, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.smtpSecurityLayout = QVBoxLayout()
        self.smtpSecurityLayout.setSpacing(4)
        self.smtpSecurityLayout.setObjectName(u"smtpSecurityLayout")
        self.smtpSecurityLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpSecurityLabel = QLabel(self.serverCard)
        self.smtpSecurityLabel.setObjectName(u"smtpSecurityLabel")
        self.smtpSecurityLabel.setProperty(u"role", u"label")

        self.smtpSecurityLayout.addWidget(self.smtpSecurityLabel)

        self.smtpSecurityComboBox = QComboBox(self.serverCard)
        self.smtpSecurityComboBox.setObjectName(u"smtpSecurityComboBox")

        self.smtpSecurityLayout.addWidget(self.smtpSecurityComboBox)

        self.smtpSecurityErrorLabel = QLabel(self.serverCard)
        self.smtpSecurityErrorLabel.setObjectName(u"smtpSecurityErrorLabel")
        self.smtpSecurityErrorLabel.setWordWrap(True)
        self.smtpSecurityErrorLabel.setProperty(u"role", u"error")

        self.smtpSecurityLayout.addWidget(self.smtpSecurityErrorLabel)


        self.serverGrid.addLayout(self.smtpSecurityLayout, 0, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.smtpPortLayout = QVBoxLayout()
        self.smtpPortLayout.setSpacing(4)
        self.smtpPortLayout.setObjectName(u"smtpPortLayout")
        self.smtpPortLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpPortLabel = QLabel(self.serverCard)
        self.smtpPortLabel.setObjectName(u"smtpPortLabel")
        self.smtpPortLabel.setProperty(u"role", u"label")

        self.smtpPortLayout.addWidget(self.smtpPortLabel)

        self.smtpPortSpinBox = QSpinBox(self.serverCard)
        self.smtpPortSpinBox.setObjectName(u"smtpPortSpinBox")
        self.smtpPortSpinBox.setMinimum(1)
        self.smtpPortSpinBox.setMaximum(65535)

        self.smtpPortLayout.addWidget(self.smtpPortSpinBox)

        self.smtpPortErrorLabel = QLabel(self.serverCard)
        self.smtpPortErrorLabel.setObjectName(u"smtpPortErrorLabel")
        self.smtpPortErrorLabel.setWordWrap(True)
        self.smtpPortErrorLabel.setProperty(u"role", u"error")

        self.smtpPortLayout.addWidget(self.smtpPortErrorLabel)


        self.serverGrid.addLayout(self.smtpPortLayout, 0, 2, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.smtpUserLayout = QVBoxLayout()
        self.smtpUserLayout.setSpacing(4)
        self.smtpUserLayout.setObjectName(u"smtpUserLayout")
        self.smtpUserLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpUserLabel = QLabel(self.serverCard)
        self.smtpUserLabel.setObjectName(u"smtpUserLabel")
        self.smtpUserLabel.setProperty(u"role", u"label")

        self.smtpUserLayout.addWidget(self.smtpUserLabel)

        self.smtpUserLineEdit = QLineEdit(self.serverCard)
        self.smtpUserLineEdit.setObjectName(u"smtpUserLineEdit")

        self.smtpUserLayout.addWidget(self.smtpUserLineEdit)

        self.smtpUserErrorLabel = QLabel(self.serverCard)
        self.smtpUserErrorLabel.setObjectName(u"smtpUserErrorLabel")
        self.smtpUserErrorLabel.setWordWrap(True)
        self.smtpUserErrorLabel.setProperty(u"role", u"error")

        self.smtpUserLayout.addWidget(self.smtpUserErrorLabel)

        self.smtpUserHintLabel = QLabel(self.serverCard)
        self.smtpUserHintLabel.setObjectName(u"smtpUserHintLabel")
        self.smtpUserHintLabel.setWordWrap(True)
        self.smtpUserHintLabel.setProperty(u"role", u"caption")

        self.smtpUserLayout.addWidget(self.smtpUserHintLabel)


        self.serverGrid.addLayout(self.smtpUserLayout, 1, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.smtpPasswordLayout = QVBoxLayout()
        self.smtpPasswordLayout.setSpacing(4)
        self.smtpPasswordLayout.setObjectName(u"smtpPasswordLayout")
        self.smtpPasswordLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpPasswordLabel = QLabel(self.serverCard)
        self.smtpPasswordLabel.setObjectName(u"smtpPasswordLabel")
        self.smtpPasswordLabel.setProperty(u"role", u"label")

        self.smtpPasswordLayout.addWidget(self.smtpPasswordLabel)

        self.smtpPasswordFieldLayout = QHBoxLayout()
        self.smtpPasswordFieldLayout.setSpacing(8)
        self.smtpPasswordFieldLayout.setObjectName(u"smtpPasswordFieldLayout")
        self.smtpPasswordFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpPasswordLineEdit = QLineEdit(self.serverCard)
        self.smtpPasswordLineEdit.setObjectName(u"smtpPasswordLineEdit")
        self.smtpPasswordLineEdit.setEchoMode(QLineEdit.EchoMode.Password)

        self.smtpPasswordFieldLayout.addWidget(self.smtpPasswordLineEdit)

        self.removePasswordButton = QPushButton(self.serverCard)
        self.removePasswordButton.setObjectName(u"removePasswordButton")
        self.removePasswordButton.setAutoDefault(False)

        self.smtpPasswordFieldLayout.addWidget(self.removePasswordButton)


        self.smtpPasswordLayout.addLayout(self.smtpPasswordFieldLayout)

        self.smtpPasswordErrorLabel = QLabel(self.serverCard)
        self.smtpPasswordErrorLabel.setObjectName(u"smtpPasswordErrorLabel")
        self.smtpPasswordErrorLabel.setWordWrap(True)
        self.smtpPasswordErrorLabel.setProperty(u"role", u"error")

        self.smtpPasswordLayout.addWidget(self.smtpPasswordErrorLabel)

        self.smtpPasswordStateLayout = QHBoxLayout()
        self.smtpPasswordStateLayout.setSpacing(4)
        self.smtpPasswordStateLayout.setObjectName(u"smtpPasswordStateLayout")
        self.smtpPasswordStateLayout.setContentsMargins(0, 0, 0, 0)
        self.smtpPasswordStateIcon = QLabel(self.serverCard)
        self.smtpPasswordStateIcon.setObjectName(u"smtpPasswordStateIcon")
        self.smtpPasswordStateIcon.setProperty(u"iconName", u"key-round")

        self.smtpPasswordStateLayout.addWidget(self.smtpPasswordStateIcon, 0, Qt.AlignmentFlag.AlignTop)

        self.smtpPasswordStateLabel = QLabel(self.serverCard)
        self.smtpPasswordStateLabel.setObjectName(u"smtpPasswordStateLabel")
        self.smtpPasswordStateLabel.setWordWrap(True)
        self.smtpPasswordStateLabel.setProperty(u"role", u"caption")

        self.smtpPasswordStateLayout.addWidget(self.smtpPasswordStateLabel)

        self.smtpPasswordStateLayout.setStretch(1, 1)

        self.smtpPasswordLayout.addLayout(self.smtpPasswordStateLayout)


        self.serverGrid.addLayout(self.smtpPasswordLayout, 1, 1, 1, 2, Qt.AlignmentFlag.AlignTop)

        self.serverGrid.setColumnStretch(0, 3)
        self.serverGrid.setColumnStretch(1, 2)
        self.serverGrid.setColumnStretch(2, 1)

        self.serverCardLayout.addLayout(self.serverGrid)


        self.mailContentsLayout.addWidget(self.serverCard)

        self.senderCard = QFrame(self.mailContents)
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

        self.senderGrid = QGridLayout()
        self.senderGrid.setObjectName(u"senderGrid")
        self.senderGrid.setHorizontalSpacing(16)
        self.senderGrid.setVerticalSpacing(12)
        self.senderGrid.setContentsMargins(0, 0, 0, 0)
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

        self.mailFromErrorLabel = QLabel(self.senderCard)
        self.mailFromErrorLabel.setObjectName(u"mailFromErrorLabel")
        self.mailFromErrorLabel.setWordWrap(True)
        self.mailFromErrorLabel.setProperty(u"role", u"error")

        self.mailFromLayout.addWidget(self.mailFromErrorLabel)

        self.mailFromHintLabel = QLabel(self.senderCard)
        self.mailFromHintLabel.setObjectName(u"mailFromHintLabel")
        self.mailFromHintLabel.setWordWrap(True)
        self.mailFromHintLabel.setProperty(u"role", u"caption")

        self.mailFromLayout.addWidget(self.mailFromHintLabel)


        self.senderGrid.addLayout(self.mailFromLayout, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.mailReplyToLayout = QVBoxLayout()
        self.mailReplyToLayout.setSpacing(4)
        self.mailReplyToLayout.setObjectName(u"mailReplyToLayout")
        self.mailReplyToLayout.setContentsMargins(0, 0, 0, 0)
        self.mailReplyToLabel = QLabel(self.senderCard)
        self.mailReplyToLabel.setObjectName(u"mailReplyToLabel")
        self.mailReplyToLabel.setProperty(u"role", u"label")

        self.mailReplyToLayout.addWidget(self.mailReplyToLabel)

        self.mailReplyToLineEdit = QLineEdit(self.senderCard)
        self.mailReplyToLineEdit.setObjectName(u"mailReplyToLineEdit")

        self.mailReplyToLayout.addWidget(self.mailReplyToLineEdit)

        self.mailReplyToErrorLabel = QLabel(self.senderCard)
        self.mailReplyToErrorLabel.setObjectName(u"mailReplyToErrorLabel")
        self.mailReplyToErrorLabel.setWordWrap(True)
        self.mailReplyToErrorLabel.setProperty(u"role", u"error")

        self.mailReplyToLayout.addWidget(self.mailReplyToErrorLabel)

        self.mailReplyToHintLabel = QLabel(self.senderCard)
        self.mailReplyToHintLabel.setObjectName(u"mailReplyToHintLabel")
        self.mailReplyToHintLabel.setWordWrap(True)
        self.mailReplyToHintLabel.setProperty(u"role", u"caption")

        self.mailReplyToLayout.addWidget(self.mailReplyToHintLabel)


        self.senderGrid.addLayout(self.mailReplyToLayout, 0, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.senderGrid.setColumnStretch(0, 1)
        self.senderGrid.setColumnStretch(1, 1)

        self.senderCardLayout.addLayout(self.senderGrid)


        self.mailContentsLayout.addWidget(self.senderCard)

        self.testCard = QFrame(self.mailContents)
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

        self.testToFieldLayout = QHBoxLayout()
        self.testToFieldLayout.setSpacing(8)
        self.testToFieldLayout.setObjectName(u"testToFieldLayout")
        self.testToFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.testToLineEdit = QLineEdit(self.testCard)
        self.testToLineEdit.setObjectName(u"testToLineEdit")

        self.testToFieldLayout.addWidget(self.testToLineEdit)

        self.testButton = QPushButton(self.testCard)
        self.testButton.setObjectName(u"testButton")
        self.testButton.setProperty(u"iconName", u"send")
        self.testButton.setAutoDefault(False)

        self.testToFieldLayout.addWidget(self.testButton)

        self.testToFieldLayout.setStretch(0, 1)

        self.testToLayout.addLayout(self.testToFieldLayout)

        self.testToErrorLabel = QLabel(self.testCard)
        self.testToErrorLabel.setObjectName(u"testToErrorLabel")
        self.testToErrorLabel.setWordWrap(True)
        self.testToErrorLabel.setProperty(u"role", u"error")

        self.testToLayout.addWidget(self.testToErrorLabel)


        self.testCardLayout.addLayout(self.testToLayout)

        self.testBusyWidget = QWidget(self.testCard)
        self.testBusyWidget.setObjectName(u"testBusyWidget")
        self.testBusyLayout = QVBoxLayout(self.testBusyWidget)
        self.testBusyLayout.setSpacing(4)
        self.testBusyLayout.setObjectName(u"testBusyLayout")
        self.testBusyLayout.setContentsMargins(0, 0, 0, 0)
        self.testBusyLabel = QLabel(self.testBusyWidget)
        self.testBusyLabel.setObjectName(u"testBusyLabel")
        self.testBusyLabel.setProperty(u"role", u"caption")

        self.testBusyLayout.addWidget(self.testBusyLabel)

        self.testProgressBar = QProgressBar(self.testBusyWidget)
        self.testProgressBar.setObjectName(u"testProgressBar")
        self.testProgressBar.setMaximum(0)
        self.testProgressBar.setMinimum(0)
        self.testProgressBar.setTextVisible(False)

        self.testBusyLayout.addWidget(self.testProgressBar)


        self.testCardLayout.addWidget(self.testBusyWidget)

        self.testStepsWidget = QWidget(self.testCard)
        self.testStepsWidget.setObjectName(u"testStepsWidget")
        self.testStepsLayout = QVBoxLayout(self.testStepsWidget)
        self.testStepsLayout.setSpacing(8)
        self.testStepsLayout.setObjectName(u"testStepsLayout")
        self.testStepsLayout.setContentsMargins(0, 0, 0, 0)

        self.testCardLayout.addWidget(self.testStepsWidget)


        self.mailContentsLayout.addWidget(self.testCard)

        self.spacer6 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.mailContentsLayout.addItem(self.spacer6)

        self.pageStack.addWidget(self.mailPage)
        self.staffPage = QScrollArea()
        self.staffPage.setObjectName(u"staffPage")
        self.staffPage.setWidgetResizable(True)
        self.staffPage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.staffPage.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.staffContents = QWidget()
        self.staffContents.setObjectName(u"staffContents")
        self.staffPage.setWidget(self.staffContents)
        self.staffContents.setProperty(u"role", u"page")
        self.staffContentsLayout = QVBoxLayout(self.staffContents)
        self.staffContentsLayout.setSpacing(12)
        self.staffContentsLayout.setObjectName(u"staffContentsLayout")
        self.staffContentsLayout.setContentsMargins(16, 16, 16, 16)
        self.staffTitleLabel = QLabel(self.staffContents)
        self.staffTitleLabel.setObjectName(u"staffTitleLabel")
        self.staffTitleLabel.setProperty(u"role", u"title")

        self.staffContentsLayout.addWidget(self.staffTitleLabel)

        self.staffSubtitleLabel = QLabel(self.staffContents)
        self.staffSubtitleLabel.setObjectName(u"staffSubtitleLabel")
        self.staffSubtitleLabel.setWordWrap(True)
        self.staffSubtitleLabel.setProperty(u"role", u"subtle")

        self.staffContentsLayout.addWidget(self.staffSubtitleLabel)

        self.staffCard = QFrame(self.staffContents)
        self.staffCard.setObjectName(u"staffCard")
        self.staffCard.setProperty(u"role", u"card")
        self.staffCardLayout = QVBoxLayout(self.staffCard)
        self.staffCardLayout.setSpacing(8)
        self.staffCardLayout.setObjectName(u"staffCardLayout")
        self.staffCardLayout.setContentsMargins(16, 16, 16, 16)
        self.staffRowsWidget = QWidget(self.staffCard)
        self.staffRowsWidget.setObjectName(u"staffRowsWidget")
        self.staffGrid = QGridLayout(self.staffRowsWidget)
        self.staffGrid.setObjectName(u"staffGrid")
        self.staffGrid.setHorizontalSpacing(16)
        self.staffGrid.setVerticalSpacing(8)
        self.staffGrid.setContentsMargins(0, 0, 0, 0)
        self.staffGrid.setColumnStretch(0, 1)

        self.staffCardLayout.addWidget(self.staffRowsWidget)

        self.staffErrorLabel = QLabel(self.staffCard)
        self.staffErrorLabel.setObjectName(u"staffErrorLabel")
        self.staffErrorLabel.setWordWrap(True)
        self.staffErrorLabel.setProperty(u"role", u"error")

        self.staffCardLayout.addWidget(self.staffErrorLabel)


        self.staffContentsLayout.addWidget(self.staffCard)

        self.spacer7 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.staffContentsLayout.addItem(self.spacer7)

        self.pageStack.addWidget(self.staffPage)

        self.rightLayout.addWidget(self.pageStack)

        self.rightLayout.setStretch(1, 1)

        self.bodyLayout.addLayout(self.rightLayout)

        self.bodyLayout.setStretch(1, 1)

        self.settingsLayout.addLayout(self.bodyLayout)

        self.footerFrame = QFrame(SettingsWindow)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.readOnlyLabel = QLabel(self.footerFrame)
        self.readOnlyLabel.setObjectName(u"readOnlyLabel")
        self.readOnlyLabel.setProperty(u"role", u"subtle")

        self.footerLayout.addWidget(self.readOnlyLabel)

        self.spacer8 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.spacer8)

        self.cancelButton = QPushButton(self.footerFrame)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.cancelButton)

        self.saveButton = QPushButton(self.footerFrame)
        self.saveButton.setObjectName(u"saveButton")
        self.saveButton.setAutoDefault(True)
        self.saveButton.setProperty(u"role", u"primary")
        self.saveButton.setProperty(u"iconName", u"save")
        self.saveButton.setProperty(u"iconTint", u"on_accent")

        self.footerLayout.addWidget(self.saveButton)


        self.settingsLayout.addWidget(self.footerFrame)

        self.settingsLayout.setStretch(0, 1)
#if QT_CONFIG(shortcut)
        self.practiceNameLabel.setBuddy(self.practiceNameLineEdit)
        self.practicePhoneLabel.setBuddy(self.practicePhoneLineEdit)
        self.phoneRegionLabel.setBuddy(self.phoneRegionComboBox)
        self.timeZoneLabel.setBuddy(self.timeZoneComboBox)
        self.portalUrlLabel.setBuddy(self.portalUrlLineEdit)
        self.textAccountLabel.setBuddy(self.textAccountLineEdit)
        self.textTokenLabel.setBuddy(self.textTokenLineEdit)
        self.textFromLabel.setBuddy(self.textFromLineEdit)
        self.textToLabel.setBuddy(self.textToLineEdit)
        self.textCodeLabel.setBuddy(self.textCodeLineEdit)
        self.undoSecondsLabel.setBuddy(self.undoSecondsSpinBox)
        self.ageLimitLabel.setBuddy(self.ageLimitSpinBox)
        self.askAgainLabel.setBuddy(self.askAgainSpinBox)
        self.ageNoticeLabel.setBuddy(self.ageNoticeSpinBox)
        self.smtpHostLabel.setBuddy(self.smtpHostLineEdit)
        self.smtpSecurityLabel.setBuddy(self.smtpSecurityComboBox)
        self.smtpPortLabel.setBuddy(self.smtpPortSpinBox)
        self.smtpUserLabel.setBuddy(self.smtpUserLineEdit)
        self.smtpPasswordLabel.setBuddy(self.smtpPasswordLineEdit)
        self.mailFromLabel.setBuddy(self.mailFromLineEdit)
        self.mailReplyToLabel.setBuddy(self.mailReplyToLineEdit)
        self.testToLabel.setBuddy(self.testToLineEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(SettingsWindow)

        self.saveButton.setDefault(True)

    # setupUi

    def retranslateUi(self, SettingsWindow: QDialog) -> None:
        SettingsWindow.setWindowTitle(QCoreApplication.translate("SettingsWindow", u"Settings", None))
        self.practiceRailButton.setText(QCoreApplication.translate("SettingsWindow", u"&Practice", None))
        self.portalRailButton.setText(QCoreApplication.translate("SettingsWindow", u"P&ortal", None))
        self.mailRailButton.setText(QCoreApplication.translate("SettingsWindow", u"&Mail", None))
        self.staffRailButton.setText(QCoreApplication.translate("SettingsWindow", u"S&taff", None))
        self.practiceServerButton.setText(QCoreApplication.translate("SettingsWindow", u"Where the records are\u2026", None))
#if QT_CONFIG(tooltip)
        self.practiceServerButton.setToolTip(QCoreApplication.translate("SettingsWindow", u"In a file on this PC, or in a database on a server: Ctrl+R", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(shortcut)
        self.practiceServerButton.setShortcut(QCoreApplication.translate("SettingsWindow", u"Ctrl+R", None))
#endif // QT_CONFIG(shortcut)
        self.messageTextsButton.setText(QCoreApplication.translate("SettingsWindow", u"Texts of the mails\u2026", None))
#if QT_CONFIG(tooltip)
        self.messageTextsButton.setToolTip(QCoreApplication.translate("SettingsWindow", u"Ctrl+T", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(shortcut)
        self.messageTextsButton.setShortcut(QCoreApplication.translate("SettingsWindow", u"Ctrl+T", None))
#endif // QT_CONFIG(shortcut)
        self.practiceTitleLabel.setText(QCoreApplication.translate("SettingsWindow", u"Practice", None))
        self.practiceSubtitleLabel.setText(QCoreApplication.translate("SettingsWindow", u"Parents read the name and the phone in every email.", None))
        self.practiceNameLabel.setText(QCoreApplication.translate("SettingsWindow", u"Practice &name (required)", None))
        self.practiceNameErrorLabel.setText("")
        self.practicePhoneLabel.setText(QCoreApplication.translate("SettingsWindow", u"Phon&e", None))
        self.practicePhoneLineEdit.setPlaceholderText(QCoreApplication.translate("SettingsWindow", u"(413) 555-0100", None))
        self.practicePhoneErrorLabel.setText("")
        self.practicePhoneHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"Whom parents call when something does not work.", None))
        self.phoneRegionLabel.setText(QCoreApplication.translate("SettingsWindow", u"Phone &region", None))
        self.phoneRegionErrorLabel.setText("")
        self.phoneRegionHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"For phone numbers that are written without a country code.", None))
        self.timeZoneLabel.setText(QCoreApplication.translate("SettingsWindow", u"Time &zone", None))
        self.timeZoneErrorLabel.setText("")
        self.timeZoneHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"Type a city or \u201cEastern\u201d. All times on screen and in emails are in it.", None))
        self.portalTitleLabel.setText(QCoreApplication.translate("SettingsWindow", u"Portal", None))
        self.portalUrlLabel.setText(QCoreApplication.translate("SettingsWindow", u"Portal &address", None))
        self.portalUrlLineEdit.setPlaceholderText(QCoreApplication.translate("SettingsWindow", u"https://portal.example.org", None))
        self.portalUrlErrorLabel.setText("")
        self.portalUrlHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"Every link in a Welcome Email begins with it. Ask IT.", None))
        self.loginLabel.setText(QCoreApplication.translate("SettingsWindow", u"How parents sign in", None))
        self.passwordRadioButton.setText(QCoreApplication.translate("SettingsWindow", u"Home &Email and password", None))
        self.passwordlessRadioButton.setText(QCoreApplication.translate("SettingsWindow", u"Ce&ll Phone and a code (passwordless)", None))
        self.loginErrorLabel.setText("")
        self.loginHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"Passwordless asks for a valid Cell Phone before a parent can be registered.", None))
        self.textHeadingLabel.setText(QCoreApplication.translate("SettingsWindow", u"Text messages", None))
        self.textIntroLabel.setText(QCoreApplication.translate("SettingsWindow", u"For passwordless sign-in. Texts are the weakest way: a phone number can be taken over by fraud. Parents are told so, and can add a password.", None))
        self.textAccountLabel.setText(QCoreApplication.translate("SettingsWindow", u"Twilio Account S&ID", None))
        self.textAccountLineEdit.setPlaceholderText(QCoreApplication.translate("SettingsWindow", u"AC\u2026", None))
        self.textAccountErrorLabel.setText("")
        self.textTokenLabel.setText(QCoreApplication.translate("SettingsWindow", u"Auth to&ken", None))
        self.removeTokenButton.setText(QCoreApplication.translate("SettingsWindow", u"Remove t&he token", None))
        self.textTokenErrorLabel.setText("")
        self.textTokenStateLabel.setText(QCoreApplication.translate("SettingsWindow", u"Looking in this computer\u2019s keyring\u2026", None))
        self.textFromLabel.setText(QCoreApplication.translate("SettingsWindow", u"Texts come &from", None))
        self.textFromErrorLabel.setText("")
        self.textFromHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"A number of this Twilio account that carriers know: registered (10DLC), or verified if toll-free.", None))
        self.textStateLabel.setText(QCoreApplication.translate("SettingsWindow", u"No test text has arrived yet.", None))
        self.textToLabel.setText(QCoreApplication.translate("SettingsWindow", u"Send a test to cell &number", None))
        self.textTestButton.setText(QCoreApplication.translate("SettingsWindow", u"Send a test te&xt", None))
        self.textToErrorLabel.setText("")
        self.textBusyLabel.setText(QCoreApplication.translate("SettingsWindow", u"Talking to the text service\u2026 this can take half a minute.", None))
#if QT_CONFIG(accessibility)
        self.textProgressBar.setAccessibleName(QCoreApplication.translate("SettingsWindow", u"Sending a test text", None))
#endif // QT_CONFIG(accessibility)
        self.textCodeLabel.setText(QCoreApplication.translate("SettingsWindow", u"Co&de in the text that arrived", None))
        self.textCodeButton.setText(QCoreApplication.translate("SettingsWindow", u"It arri&ved", None))
        self.textCodeErrorLabel.setText("")
        self.linkLifeLabel.setText(QCoreApplication.translate("SettingsWindow", u"How long the link in a Welcome Email works", None))
        self.link24RadioButton.setText(QCoreApplication.translate("SettingsWindow", u"&24 hours", None))
        self.link48RadioButton.setText(QCoreApplication.translate("SettingsWindow", u"&48 hours", None))
        self.linkOtherRadioButton.setText(QCoreApplication.translate("SettingsWindow", u"Anothe&r number of hours:", None))
#if QT_CONFIG(accessibility)
        self.linkHoursSpinBox.setAccessibleName(QCoreApplication.translate("SettingsWindow", u"Number of hours", None))
#endif // QT_CONFIG(accessibility)
        self.linkHoursErrorLabel.setText("")
        self.linkHoursHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"Links that were sent before keep their own time.", None))
        self.undoSecondsLabel.setText(QCoreApplication.translate("SettingsWindow", u"Time to &undo a Welcome Email", None))
        self.undoSecondsSpinBox.setSuffix(QCoreApplication.translate("SettingsWindow", u" seconds", None))
        self.undoSecondsErrorLabel.setText("")
        self.undoSecondsHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"A Welcome Email waits this long before it goes out, so that the desk can take it back. 0 sends it at once.", None))
        self.ageLimitLabel.setText(QCoreApplication.translate("SettingsWindow", u"A&ge limit", None))
        self.ageLimitSpinBox.setSuffix(QCoreApplication.translate("SettingsWindow", u" years", None))
        self.ageLimitErrorLabel.setText("")
        self.ageLimitHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"From this birthday on, parents see a chart only with the patient\u2019s consent on file.", None))
        self.askAgainLabel.setText(QCoreApplication.translate("SettingsWindow", u"Ask again who declined the portal", None))
        self.askAgainSpinBox.setSuffix(QCoreApplication.translate("SettingsWindow", u" months", None))
        self.askAgainSpinBox.setSpecialValueText(QCoreApplication.translate("SettingsWindow", u"Never", None))
        self.askAgainErrorLabel.setText("")
        self.askAgainHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"They are shown under Needs attention then, and in their chart; no email is sent by itself.", None))
        self.ageNoticeLabel.setText(QCoreApplication.translate("SettingsWindow", u"List of patients coming of age", None))
        self.ageNoticeSpinBox.setSuffix(QCoreApplication.translate("SettingsWindow", u" days ahead", None))
        self.ageNoticeErrorLabel.setText("")
        self.ageNoticeHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"Who reaches the age limit within so many days is listed under Window > Patients Coming of Age.", None))
        self.mailTitleLabel.setText(QCoreApplication.translate("SettingsWindow", u"Mail", None))
        self.mailSubtitleLabel.setText(QCoreApplication.translate("SettingsWindow", u"The practice\u2019s own mail server sends the Welcome Emails.", None))
        self.mailSetUpButton.setText(QCoreApplication.translate("SettingsWindow", u"Set up ma&il\u2026", None))
        self.serverHeadingLabel.setText(QCoreApplication.translate("SettingsWindow", u"Mail server (SMTP)", None))
        self.smtpHostLabel.setText(QCoreApplication.translate("SettingsWindow", u"Ser&ver", None))
        self.smtpHostLineEdit.setPlaceholderText(QCoreApplication.translate("SettingsWindow", u"smtp.example.org", None))
        self.smtpHostErrorLabel.setText("")
        self.smtpSecurityLabel.setText(QCoreApplication.translate("SettingsWindow", u"&Encryption", None))
        self.smtpSecurityErrorLabel.setText("")
        self.smtpPortLabel.setText(QCoreApplication.translate("SettingsWindow", u"Port &number", None))
        self.smtpPortErrorLabel.setText("")
        self.smtpUserLabel.setText(QCoreApplication.translate("SettingsWindow", u"&User name", None))
        self.smtpUserErrorLabel.setText("")
        self.smtpUserHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"Empty for a server that asks for no sign-in.", None))
        self.smtpPasswordLabel.setText(QCoreApplication.translate("SettingsWindow", u"Pass&word", None))
        self.removePasswordButton.setText(QCoreApplication.translate("SettingsWindow", u"Remove passwor&d", None))
        self.smtpPasswordErrorLabel.setText("")
        self.smtpPasswordStateIcon.setText("")
        self.smtpPasswordStateLabel.setText(QCoreApplication.translate("SettingsWindow", u"Looking in this computer\u2019s keyring\u2026", None))
        self.senderHeadingLabel.setText(QCoreApplication.translate("SettingsWindow", u"Sender", None))
        self.mailFromLabel.setText(QCoreApplication.translate("SettingsWindow", u"&From", None))
        self.mailFromLineEdit.setPlaceholderText(QCoreApplication.translate("SettingsWindow", u"portal@example.org", None))
        self.mailFromErrorLabel.setText("")
        self.mailFromHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"Usually the address of the mailbox that signs in.", None))
        self.mailReplyToLabel.setText(QCoreApplication.translate("SettingsWindow", u"Rep&ly to", None))
        self.mailReplyToErrorLabel.setText("")
        self.mailReplyToHintLabel.setText(QCoreApplication.translate("SettingsWindow", u"Where parents\u2019 answers go; empty for the sender.", None))
        self.testHeadingLabel.setText(QCoreApplication.translate("SettingsWindow", u"Try it", None))
        self.testIntroLabel.setText(QCoreApplication.translate("SettingsWindow", u"Sends a test message with what is typed above, saved or not, and says exactly what went wrong.", None))
        self.testToLabel.setText(QCoreApplication.translate("SettingsWindow", u"Send to &address", None))
        self.testToLineEdit.setPlaceholderText(QCoreApplication.translate("SettingsWindow", u"you@example.org", None))
        self.testButton.setText(QCoreApplication.translate("SettingsWindow", u"Send a test messa&ge", None))
        self.testToErrorLabel.setText("")
        self.testBusyLabel.setText(QCoreApplication.translate("SettingsWindow", u"Talking to the mail server\u2026 this can take a minute.", None))
#if QT_CONFIG(accessibility)
        self.testProgressBar.setAccessibleName(QCoreApplication.translate("SettingsWindow", u"Sending a test message", None))
#endif // QT_CONFIG(accessibility)
        self.staffTitleLabel.setText(QCoreApplication.translate("SettingsWindow", u"Staff", None))
        self.staffSubtitleLabel.setText(QCoreApplication.translate("SettingsWindow", u"Everybody who has opened OP Portal on a computer of this practice. Managers also change settings and staff.", None))
        self.staffErrorLabel.setText("")
        self.readOnlyLabel.setText("")
        self.cancelButton.setText(QCoreApplication.translate("SettingsWindow", u"&Cancel", None))
        self.saveButton.setText(QCoreApplication.translate("SettingsWindow", u"&Save", None))
    # retranslateUi

