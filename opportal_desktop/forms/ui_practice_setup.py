# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/practice_setup.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QCheckBox, QComboBox, QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QProgressBar,
    QPushButton, QRadioButton, QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_PracticeSetup(object):
    def setupUi(self, PracticeSetup: QDialog) -> None:
        if not PracticeSetup.objectName():
            PracticeSetup.setObjectName(u"PracticeSetup")
        self.practiceSetupLayout = QVBoxLayout(PracticeSetup)
        self.practiceSetupLayout.setSpacing(0)
        self.practiceSetupLayout.setObjectName(u"practiceSetupLayout")
        self.practiceSetupLayout.setContentsMargins(0, 0, 0, 0)
        self.headFrame = QFrame(PracticeSetup)
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


        self.practiceSetupLayout.addWidget(self.headFrame)

        self.barContainer = QWidget(PracticeSetup)
        self.barContainer.setObjectName(u"barContainer")
        self.barContainerLayout = QVBoxLayout(self.barContainer)
        self.barContainerLayout.setSpacing(8)
        self.barContainerLayout.setObjectName(u"barContainerLayout")
        self.barContainerLayout.setContentsMargins(24, 12, 24, 0)
        self.messageBar = MessageBar(self.barContainer)
        self.messageBar.setObjectName(u"messageBar")

        self.barContainerLayout.addWidget(self.messageBar)


        self.practiceSetupLayout.addWidget(self.barContainer)

        self.pageStack = QStackedWidget(PracticeSetup)
        self.pageStack.setObjectName(u"pageStack")
        self.startPage = QWidget()
        self.startPage.setObjectName(u"startPage")
        self.pageStack.addWidget(self.startPage)
        self.startLayout = QVBoxLayout(self.startPage)
        self.startLayout.setSpacing(12)
        self.startLayout.setObjectName(u"startLayout")
        self.startLayout.setContentsMargins(24, 24, 24, 24)
        self.startIntroLabel = QLabel(self.startPage)
        self.startIntroLabel.setObjectName(u"startIntroLabel")
        self.startIntroLabel.setWordWrap(True)

        self.startLayout.addWidget(self.startIntroLabel)

        self.newPracticeCard = QFrame(self.startPage)
        self.newPracticeCard.setObjectName(u"newPracticeCard")
        self.newPracticeCard.setProperty(u"role", u"card")
        self.newPracticeCardLayout = QVBoxLayout(self.newPracticeCard)
        self.newPracticeCardLayout.setSpacing(4)
        self.newPracticeCardLayout.setObjectName(u"newPracticeCardLayout")
        self.newPracticeCardLayout.setContentsMargins(12, 12, 12, 12)
        self.newPracticeRadioButton = QRadioButton(self.newPracticeCard)
        self.newPracticeRadioButton.setObjectName(u"newPracticeRadioButton")
        self.newPracticeRadioButton.setChecked(True)

        self.newPracticeCardLayout.addWidget(self.newPracticeRadioButton)

        self.newPracticeCaptionLayout = QHBoxLayout()
        self.newPracticeCaptionLayout.setSpacing(0)
        self.newPracticeCaptionLayout.setObjectName(u"newPracticeCaptionLayout")
        self.newPracticeCaptionLayout.setContentsMargins(0, 0, 0, 0)
        self.spacer1 = QSpacerItem(24, 8, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.newPracticeCaptionLayout.addItem(self.spacer1)

        self.newPracticeCaptionLabel = QLabel(self.newPracticeCard)
        self.newPracticeCaptionLabel.setObjectName(u"newPracticeCaptionLabel")
        self.newPracticeCaptionLabel.setWordWrap(True)
        self.newPracticeCaptionLabel.setProperty(u"role", u"subtle")

        self.newPracticeCaptionLayout.addWidget(self.newPracticeCaptionLabel)

        self.newPracticeCaptionLayout.setStretch(1, 1)

        self.newPracticeCardLayout.addLayout(self.newPracticeCaptionLayout)


        self.startLayout.addWidget(self.newPracticeCard)

        self.existingPracticeCard = QFrame(self.startPage)
        self.existingPracticeCard.setObjectName(u"existingPracticeCard")
        self.existingPracticeCard.setProperty(u"role", u"card")
        self.existingPracticeCardLayout = QVBoxLayout(self.existingPracticeCard)
        self.existingPracticeCardLayout.setSpacing(4)
        self.existingPracticeCardLayout.setObjectName(u"existingPracticeCardLayout")
        self.existingPracticeCardLayout.setContentsMargins(12, 12, 12, 12)
        self.existingPracticeRadioButton = QRadioButton(self.existingPracticeCard)
        self.existingPracticeRadioButton.setObjectName(u"existingPracticeRadioButton")
        self.existingPracticeRadioButton.setChecked(False)

        self.existingPracticeCardLayout.addWidget(self.existingPracticeRadioButton)

        self.existingPracticeCaptionLayout = QHBoxLayout()
        self.existingPracticeCaptionLayout.setSpacing(0)
        self.existingPracticeCaptionLayout.setObjectName(u"existingPracticeCaptionLayout")
        self.existingPracticeCaptionLayout.setContentsMargins(0, 0, 0, 0)
        self.spacer2 = QSpacerItem(24, 8, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.existingPracticeCaptionLayout.addItem(self.spacer2)

        self.existingPracticeCaptionLabel = QLabel(self.existingPracticeCard)
        self.existingPracticeCaptionLabel.setObjectName(u"existingPracticeCaptionLabel")
        self.existingPracticeCaptionLabel.setWordWrap(True)
        self.existingPracticeCaptionLabel.setProperty(u"role", u"subtle")

        self.existingPracticeCaptionLayout.addWidget(self.existingPracticeCaptionLabel)

        self.existingPracticeCaptionLayout.setStretch(1, 1)

        self.existingPracticeCardLayout.addLayout(self.existingPracticeCaptionLayout)


        self.startLayout.addWidget(self.existingPracticeCard)

        self.serverPracticeCard = QFrame(self.startPage)
        self.serverPracticeCard.setObjectName(u"serverPracticeCard")
        self.serverPracticeCard.setProperty(u"role", u"card")
        self.serverPracticeCardLayout = QVBoxLayout(self.serverPracticeCard)
        self.serverPracticeCardLayout.setSpacing(4)
        self.serverPracticeCardLayout.setObjectName(u"serverPracticeCardLayout")
        self.serverPracticeCardLayout.setContentsMargins(12, 12, 12, 12)
        self.serverPracticeRadioButton = QRadioButton(self.serverPracticeCard)
        self.serverPracticeRadioButton.setObjectName(u"serverPracticeRadioButton")
        self.serverPracticeRadioButton.setChecked(False)

        self.serverPracticeCardLayout.addWidget(self.serverPracticeRadioButton)

        self.serverPracticeCaptionLayout = QHBoxLayout()
        self.serverPracticeCaptionLayout.setSpacing(0)
        self.serverPracticeCaptionLayout.setObjectName(u"serverPracticeCaptionLayout")
        self.serverPracticeCaptionLayout.setContentsMargins(0, 0, 0, 0)
        self.serverPracticeSpacer = QSpacerItem(24, 8, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.serverPracticeCaptionLayout.addItem(self.serverPracticeSpacer)

        self.serverPracticeCaptionLabel = QLabel(self.serverPracticeCard)
        self.serverPracticeCaptionLabel.setObjectName(u"serverPracticeCaptionLabel")
        self.serverPracticeCaptionLabel.setWordWrap(True)
        self.serverPracticeCaptionLabel.setProperty(u"role", u"subtle")

        self.serverPracticeCaptionLayout.addWidget(self.serverPracticeCaptionLabel)

        self.serverPracticeCaptionLayout.setStretch(1, 1)

        self.serverPracticeCardLayout.addLayout(self.serverPracticeCaptionLayout)


        self.startLayout.addWidget(self.serverPracticeCard)

        self.placeWidget = QWidget(self.startPage)
        self.placeWidget.setObjectName(u"placeWidget")
        self.placeLayout = QVBoxLayout(self.placeWidget)
        self.placeLayout.setSpacing(4)
        self.placeLayout.setObjectName(u"placeLayout")
        self.placeLayout.setContentsMargins(0, 0, 0, 0)
        self.placeLabel = QLabel(self.placeWidget)
        self.placeLabel.setObjectName(u"placeLabel")
        self.placeLabel.setProperty(u"role", u"label")

        self.placeLayout.addWidget(self.placeLabel)

        self.placeFieldLayout = QHBoxLayout()
        self.placeFieldLayout.setSpacing(8)
        self.placeFieldLayout.setObjectName(u"placeFieldLayout")
        self.placeFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.placeLineEdit = QLineEdit(self.placeWidget)
        self.placeLineEdit.setObjectName(u"placeLineEdit")
        self.placeLineEdit.setReadOnly(True)

        self.placeFieldLayout.addWidget(self.placeLineEdit)

        self.changePlaceButton = QPushButton(self.placeWidget)
        self.changePlaceButton.setObjectName(u"changePlaceButton")
        self.changePlaceButton.setProperty(u"iconName", u"folder-open")
        self.changePlaceButton.setAutoDefault(False)

        self.placeFieldLayout.addWidget(self.changePlaceButton)


        self.placeLayout.addLayout(self.placeFieldLayout)

        self.placeErrorLabel = QLabel(self.placeWidget)
        self.placeErrorLabel.setObjectName(u"placeErrorLabel")
        self.placeErrorLabel.setWordWrap(True)
        self.placeErrorLabel.setProperty(u"role", u"error")

        self.placeLayout.addWidget(self.placeErrorLabel)

        self.placeHintLabel = QLabel(self.placeWidget)
        self.placeHintLabel.setObjectName(u"placeHintLabel")
        self.placeHintLabel.setWordWrap(True)
        self.placeHintLabel.setProperty(u"role", u"caption")

        self.placeLayout.addWidget(self.placeHintLabel)


        self.startLayout.addWidget(self.placeWidget)

        self.spacer3 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.startLayout.addItem(self.spacer3)

        self.practicePage = QWidget()
        self.practicePage.setObjectName(u"practicePage")
        self.pageStack.addWidget(self.practicePage)
        self.practiceLayout = QVBoxLayout(self.practicePage)
        self.practiceLayout.setSpacing(12)
        self.practiceLayout.setObjectName(u"practiceLayout")
        self.practiceLayout.setContentsMargins(24, 24, 24, 24)
        self.practiceIntroLabel = QLabel(self.practicePage)
        self.practiceIntroLabel.setObjectName(u"practiceIntroLabel")
        self.practiceIntroLabel.setWordWrap(True)
        self.practiceIntroLabel.setProperty(u"role", u"subtle")

        self.practiceLayout.addWidget(self.practiceIntroLabel)

        self.practiceCard = QFrame(self.practicePage)
        self.practiceCard.setObjectName(u"practiceCard")
        self.practiceCard.setProperty(u"role", u"card")
        self.practiceCardLayout = QVBoxLayout(self.practiceCard)
        self.practiceCardLayout.setSpacing(12)
        self.practiceCardLayout.setObjectName(u"practiceCardLayout")
        self.practiceCardLayout.setContentsMargins(16, 16, 16, 16)
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


        self.practiceCardLayout.addLayout(self.practiceNameLayout)

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


        self.practiceCardLayout.addLayout(self.practicePhoneLayout)

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


        self.practiceCardLayout.addLayout(self.timeZoneLayout)

        self.staffNameLayout = QVBoxLayout()
        self.staffNameLayout.setSpacing(4)
        self.staffNameLayout.setObjectName(u"staffNameLayout")
        self.staffNameLayout.setContentsMargins(0, 0, 0, 0)
        self.staffNameLabel = QLabel(self.practiceCard)
        self.staffNameLabel.setObjectName(u"staffNameLabel")
        self.staffNameLabel.setProperty(u"role", u"label")

        self.staffNameLayout.addWidget(self.staffNameLabel)

        self.staffNameLineEdit = QLineEdit(self.practiceCard)
        self.staffNameLineEdit.setObjectName(u"staffNameLineEdit")
        self.staffNameLineEdit.setMaxLength(100)

        self.staffNameLayout.addWidget(self.staffNameLineEdit)

        self.staffNameErrorLabel = QLabel(self.practiceCard)
        self.staffNameErrorLabel.setObjectName(u"staffNameErrorLabel")
        self.staffNameErrorLabel.setWordWrap(True)
        self.staffNameErrorLabel.setProperty(u"role", u"error")

        self.staffNameLayout.addWidget(self.staffNameErrorLabel)

        self.staffNameHintLabel = QLabel(self.practiceCard)
        self.staffNameHintLabel.setObjectName(u"staffNameHintLabel")
        self.staffNameHintLabel.setWordWrap(True)
        self.staffNameHintLabel.setProperty(u"role", u"caption")

        self.staffNameLayout.addWidget(self.staffNameHintLabel)


        self.practiceCardLayout.addLayout(self.staffNameLayout)


        self.practiceLayout.addWidget(self.practiceCard)

        self.spacer4 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.practiceLayout.addItem(self.spacer4)

        self.codePage = QWidget()
        self.codePage.setObjectName(u"codePage")
        self.pageStack.addWidget(self.codePage)
        self.codeLayout = QVBoxLayout(self.codePage)
        self.codeLayout.setSpacing(12)
        self.codeLayout.setObjectName(u"codeLayout")
        self.codeLayout.setContentsMargins(24, 24, 24, 24)
        self.codeIntroLabel = QLabel(self.codePage)
        self.codeIntroLabel.setObjectName(u"codeIntroLabel")
        self.codeIntroLabel.setWordWrap(True)

        self.codeLayout.addWidget(self.codeIntroLabel)

        self.codeCard = QFrame(self.codePage)
        self.codeCard.setObjectName(u"codeCard")
        self.codeCard.setProperty(u"role", u"card")
        self.codeCardLayout = QVBoxLayout(self.codeCard)
        self.codeCardLayout.setSpacing(12)
        self.codeCardLayout.setObjectName(u"codeCardLayout")
        self.codeCardLayout.setContentsMargins(16, 16, 16, 16)
        self.codeHeadingLabel = QLabel(self.codeCard)
        self.codeHeadingLabel.setObjectName(u"codeHeadingLabel")
        self.codeHeadingLabel.setProperty(u"role", u"heading")

        self.codeCardLayout.addWidget(self.codeHeadingLabel)

        self.codeGrid = QGridLayout()
        self.codeGrid.setObjectName(u"codeGrid")
        self.codeGrid.setHorizontalSpacing(16)
        self.codeGrid.setVerticalSpacing(8)
        self.codeGrid.setContentsMargins(0, 0, 0, 0)
        self.group1Layout = QHBoxLayout()
        self.group1Layout.setSpacing(8)
        self.group1Layout.setObjectName(u"group1Layout")
        self.group1Layout.setContentsMargins(0, 0, 0, 0)
        self.group1NumberLabel = QLabel(self.codeCard)
        self.group1NumberLabel.setObjectName(u"group1NumberLabel")
        self.group1NumberLabel.setProperty(u"role", u"caption")

        self.group1Layout.addWidget(self.group1NumberLabel)

        self.group1Label = QLabel(self.codeCard)
        self.group1Label.setObjectName(u"group1Label")
        self.group1Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group1Label.setProperty(u"role", u"code")

        self.group1Layout.addWidget(self.group1Label)

        self.spacer5 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group1Layout.addItem(self.spacer5)


        self.codeGrid.addLayout(self.group1Layout, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group2Layout = QHBoxLayout()
        self.group2Layout.setSpacing(8)
        self.group2Layout.setObjectName(u"group2Layout")
        self.group2Layout.setContentsMargins(0, 0, 0, 0)
        self.group2NumberLabel = QLabel(self.codeCard)
        self.group2NumberLabel.setObjectName(u"group2NumberLabel")
        self.group2NumberLabel.setProperty(u"role", u"caption")

        self.group2Layout.addWidget(self.group2NumberLabel)

        self.group2Label = QLabel(self.codeCard)
        self.group2Label.setObjectName(u"group2Label")
        self.group2Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group2Label.setProperty(u"role", u"code")

        self.group2Layout.addWidget(self.group2Label)

        self.spacer6 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group2Layout.addItem(self.spacer6)


        self.codeGrid.addLayout(self.group2Layout, 0, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group3Layout = QHBoxLayout()
        self.group3Layout.setSpacing(8)
        self.group3Layout.setObjectName(u"group3Layout")
        self.group3Layout.setContentsMargins(0, 0, 0, 0)
        self.group3NumberLabel = QLabel(self.codeCard)
        self.group3NumberLabel.setObjectName(u"group3NumberLabel")
        self.group3NumberLabel.setProperty(u"role", u"caption")

        self.group3Layout.addWidget(self.group3NumberLabel)

        self.group3Label = QLabel(self.codeCard)
        self.group3Label.setObjectName(u"group3Label")
        self.group3Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group3Label.setProperty(u"role", u"code")

        self.group3Layout.addWidget(self.group3Label)

        self.spacer7 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group3Layout.addItem(self.spacer7)


        self.codeGrid.addLayout(self.group3Layout, 0, 2, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group4Layout = QHBoxLayout()
        self.group4Layout.setSpacing(8)
        self.group4Layout.setObjectName(u"group4Layout")
        self.group4Layout.setContentsMargins(0, 0, 0, 0)
        self.group4NumberLabel = QLabel(self.codeCard)
        self.group4NumberLabel.setObjectName(u"group4NumberLabel")
        self.group4NumberLabel.setProperty(u"role", u"caption")

        self.group4Layout.addWidget(self.group4NumberLabel)

        self.group4Label = QLabel(self.codeCard)
        self.group4Label.setObjectName(u"group4Label")
        self.group4Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group4Label.setProperty(u"role", u"code")

        self.group4Layout.addWidget(self.group4Label)

        self.spacer8 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group4Layout.addItem(self.spacer8)


        self.codeGrid.addLayout(self.group4Layout, 0, 3, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group5Layout = QHBoxLayout()
        self.group5Layout.setSpacing(8)
        self.group5Layout.setObjectName(u"group5Layout")
        self.group5Layout.setContentsMargins(0, 0, 0, 0)
        self.group5NumberLabel = QLabel(self.codeCard)
        self.group5NumberLabel.setObjectName(u"group5NumberLabel")
        self.group5NumberLabel.setProperty(u"role", u"caption")

        self.group5Layout.addWidget(self.group5NumberLabel)

        self.group5Label = QLabel(self.codeCard)
        self.group5Label.setObjectName(u"group5Label")
        self.group5Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group5Label.setProperty(u"role", u"code")

        self.group5Layout.addWidget(self.group5Label)

        self.spacer9 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group5Layout.addItem(self.spacer9)


        self.codeGrid.addLayout(self.group5Layout, 1, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group6Layout = QHBoxLayout()
        self.group6Layout.setSpacing(8)
        self.group6Layout.setObjectName(u"group6Layout")
        self.group6Layout.setContentsMargins(0, 0, 0, 0)
        self.group6NumberLabel = QLabel(self.codeCard)
        self.group6NumberLabel.setObjectName(u"group6NumberLabel")
        self.group6NumberLabel.setProperty(u"role", u"caption")

        self.group6Layout.addWidget(self.group6NumberLabel)

        self.group6Label = QLabel(self.codeCard)
        self.group6Label.setObjectName(u"group6Label")
        self.group6Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group6Label.setProperty(u"role", u"code")

        self.group6Layout.addWidget(self.group6Label)

        self.spacer10 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group6Layout.addItem(self.spacer10)


        self.codeGrid.addLayout(self.group6Layout, 1, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group7Layout = QHBoxLayout()
        self.group7Layout.setSpacing(8)
        self.group7Layout.setObjectName(u"group7Layout")
        self.group7Layout.setContentsMargins(0, 0, 0, 0)
        self.group7NumberLabel = QLabel(self.codeCard)
        self.group7NumberLabel.setObjectName(u"group7NumberLabel")
        self.group7NumberLabel.setProperty(u"role", u"caption")

        self.group7Layout.addWidget(self.group7NumberLabel)

        self.group7Label = QLabel(self.codeCard)
        self.group7Label.setObjectName(u"group7Label")
        self.group7Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group7Label.setProperty(u"role", u"code")

        self.group7Layout.addWidget(self.group7Label)

        self.spacer11 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group7Layout.addItem(self.spacer11)


        self.codeGrid.addLayout(self.group7Layout, 1, 2, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group8Layout = QHBoxLayout()
        self.group8Layout.setSpacing(8)
        self.group8Layout.setObjectName(u"group8Layout")
        self.group8Layout.setContentsMargins(0, 0, 0, 0)
        self.group8NumberLabel = QLabel(self.codeCard)
        self.group8NumberLabel.setObjectName(u"group8NumberLabel")
        self.group8NumberLabel.setProperty(u"role", u"caption")

        self.group8Layout.addWidget(self.group8NumberLabel)

        self.group8Label = QLabel(self.codeCard)
        self.group8Label.setObjectName(u"group8Label")
        self.group8Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group8Label.setProperty(u"role", u"code")

        self.group8Layout.addWidget(self.group8Label)

        self.spacer12 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group8Layout.addItem(self.spacer12)


        self.codeGrid.addLayout(self.group8Layout, 1, 3, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group9Layout = QHBoxLayout()
        self.group9Layout.setSpacing(8)
        self.group9Layout.setObjectName(u"group9Layout")
        self.group9Layout.setContentsMargins(0, 0, 0, 0)
        self.group9NumberLabel = QLabel(self.codeCard)
        self.group9NumberLabel.setObjectName(u"group9NumberLabel")
        self.group9NumberLabel.setProperty(u"role", u"caption")

        self.group9Layout.addWidget(self.group9NumberLabel)

        self.group9Label = QLabel(self.codeCard)
        self.group9Label.setObjectName(u"group9Label")
        self.group9Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group9Label.setProperty(u"role", u"code")

        self.group9Layout.addWidget(self.group9Label)

        self.spacer13 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group9Layout.addItem(self.spacer13)


        self.codeGrid.addLayout(self.group9Layout, 2, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group10Layout = QHBoxLayout()
        self.group10Layout.setSpacing(8)
        self.group10Layout.setObjectName(u"group10Layout")
        self.group10Layout.setContentsMargins(0, 0, 0, 0)
        self.group10NumberLabel = QLabel(self.codeCard)
        self.group10NumberLabel.setObjectName(u"group10NumberLabel")
        self.group10NumberLabel.setProperty(u"role", u"caption")

        self.group10Layout.addWidget(self.group10NumberLabel)

        self.group10Label = QLabel(self.codeCard)
        self.group10Label.setObjectName(u"group10Label")
        self.group10Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group10Label.setProperty(u"role", u"code")

        self.group10Layout.addWidget(self.group10Label)

        self.spacer14 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group10Layout.addItem(self.spacer14)


        self.codeGrid.addLayout(self.group10Layout, 2, 1, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group11Layout = QHBoxLayout()
        self.group11Layout.setSpacing(8)
        self.group11Layout.setObjectName(u"group11Layout")
        self.group11Layout.setContentsMargins(0, 0, 0, 0)
        self.group11NumberLabel = QLabel(self.codeCard)
        self.group11NumberLabel.setObjectName(u"group11NumberLabel")
        self.group11NumberLabel.setProperty(u"role", u"caption")

        self.group11Layout.addWidget(self.group11NumberLabel)

        self.group11Label = QLabel(self.codeCard)
        self.group11Label.setObjectName(u"group11Label")
        self.group11Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group11Label.setProperty(u"role", u"code")

        self.group11Layout.addWidget(self.group11Label)

        self.spacer15 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group11Layout.addItem(self.spacer15)


        self.codeGrid.addLayout(self.group11Layout, 2, 2, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group12Layout = QHBoxLayout()
        self.group12Layout.setSpacing(8)
        self.group12Layout.setObjectName(u"group12Layout")
        self.group12Layout.setContentsMargins(0, 0, 0, 0)
        self.group12NumberLabel = QLabel(self.codeCard)
        self.group12NumberLabel.setObjectName(u"group12NumberLabel")
        self.group12NumberLabel.setProperty(u"role", u"caption")

        self.group12Layout.addWidget(self.group12NumberLabel)

        self.group12Label = QLabel(self.codeCard)
        self.group12Label.setObjectName(u"group12Label")
        self.group12Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group12Label.setProperty(u"role", u"code")

        self.group12Layout.addWidget(self.group12Label)

        self.spacer16 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group12Layout.addItem(self.spacer16)


        self.codeGrid.addLayout(self.group12Layout, 2, 3, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.group13Layout = QHBoxLayout()
        self.group13Layout.setSpacing(8)
        self.group13Layout.setObjectName(u"group13Layout")
        self.group13Layout.setContentsMargins(0, 0, 0, 0)
        self.group13NumberLabel = QLabel(self.codeCard)
        self.group13NumberLabel.setObjectName(u"group13NumberLabel")
        self.group13NumberLabel.setProperty(u"role", u"caption")

        self.group13Layout.addWidget(self.group13NumberLabel)

        self.group13Label = QLabel(self.codeCard)
        self.group13Label.setObjectName(u"group13Label")
        self.group13Label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.group13Label.setProperty(u"role", u"code")

        self.group13Layout.addWidget(self.group13Label)

        self.spacer17 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.group13Layout.addItem(self.spacer17)


        self.codeGrid.addLayout(self.group13Layout, 3, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.codeGrid.setColumnStretch(0, 1)
        self.codeGrid.setColumnStretch(1, 1)
        self.codeGrid.setColumnStretch(2, 1)
        self.codeGrid.setColumnStretch(3, 1)

        self.codeCardLayout.addLayout(self.codeGrid)

        self.codeButtonsLayout = QHBoxLayout()
        self.codeButtonsLayout.setSpacing(8)
        self.codeButtonsLayout.setObjectName(u"codeButtonsLayout")
        self.codeButtonsLayout.setContentsMargins(0, 0, 0, 0)
        self.printButton = QPushButton(self.codeCard)
        self.printButton.setObjectName(u"printButton")
        self.printButton.setProperty(u"iconName", u"printer")
        self.printButton.setAutoDefault(False)

        self.codeButtonsLayout.addWidget(self.printButton)

        self.copyButton = QPushButton(self.codeCard)
        self.copyButton.setObjectName(u"copyButton")
        self.copyButton.setProperty(u"iconName", u"copy")
        self.copyButton.setAutoDefault(False)

        self.codeButtonsLayout.addWidget(self.copyButton)

        self.spacer18 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.codeButtonsLayout.addItem(self.spacer18)


        self.codeCardLayout.addLayout(self.codeButtonsLayout)

        self.codeNoteLabel = QLabel(self.codeCard)
        self.codeNoteLabel.setObjectName(u"codeNoteLabel")
        self.codeNoteLabel.setWordWrap(True)
        self.codeNoteLabel.setProperty(u"role", u"caption")

        self.codeCardLayout.addWidget(self.codeNoteLabel)


        self.codeLayout.addWidget(self.codeCard)

        self.codeNextLabel = QLabel(self.codePage)
        self.codeNextLabel.setObjectName(u"codeNextLabel")
        self.codeNextLabel.setWordWrap(True)
        self.codeNextLabel.setProperty(u"role", u"subtle")

        self.codeLayout.addWidget(self.codeNextLabel)

        self.spacer19 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.codeLayout.addItem(self.spacer19)

        self.confirmPage = QWidget()
        self.confirmPage.setObjectName(u"confirmPage")
        self.pageStack.addWidget(self.confirmPage)
        self.confirmLayout = QVBoxLayout(self.confirmPage)
        self.confirmLayout.setSpacing(12)
        self.confirmLayout.setObjectName(u"confirmLayout")
        self.confirmLayout.setContentsMargins(24, 24, 24, 24)
        self.confirmIntroLabel = QLabel(self.confirmPage)
        self.confirmIntroLabel.setObjectName(u"confirmIntroLabel")
        self.confirmIntroLabel.setWordWrap(True)

        self.confirmLayout.addWidget(self.confirmIntroLabel)

        self.confirmCard = QFrame(self.confirmPage)
        self.confirmCard.setObjectName(u"confirmCard")
        self.confirmCard.setProperty(u"role", u"card")
        self.confirmCardLayout = QHBoxLayout(self.confirmCard)
        self.confirmCardLayout.setSpacing(16)
        self.confirmCardLayout.setObjectName(u"confirmCardLayout")
        self.confirmCardLayout.setContentsMargins(16, 16, 16, 16)
        self.firstGroupLayout = QVBoxLayout()
        self.firstGroupLayout.setSpacing(4)
        self.firstGroupLayout.setObjectName(u"firstGroupLayout")
        self.firstGroupLayout.setContentsMargins(0, 0, 0, 0)
        self.firstGroupLabel = QLabel(self.confirmCard)
        self.firstGroupLabel.setObjectName(u"firstGroupLabel")
        self.firstGroupLabel.setProperty(u"role", u"label")

        self.firstGroupLayout.addWidget(self.firstGroupLabel)

        self.firstGroupLineEdit = QLineEdit(self.confirmCard)
        self.firstGroupLineEdit.setObjectName(u"firstGroupLineEdit")
        self.firstGroupLineEdit.setMaxLength(12)

        self.firstGroupLayout.addWidget(self.firstGroupLineEdit)

        self.firstGroupErrorLabel = QLabel(self.confirmCard)
        self.firstGroupErrorLabel.setObjectName(u"firstGroupErrorLabel")
        self.firstGroupErrorLabel.setWordWrap(True)
        self.firstGroupErrorLabel.setProperty(u"role", u"error")

        self.firstGroupLayout.addWidget(self.firstGroupErrorLabel)


        self.confirmCardLayout.addLayout(self.firstGroupLayout)

        self.secondGroupLayout = QVBoxLayout()
        self.secondGroupLayout.setSpacing(4)
        self.secondGroupLayout.setObjectName(u"secondGroupLayout")
        self.secondGroupLayout.setContentsMargins(0, 0, 0, 0)
        self.secondGroupLabel = QLabel(self.confirmCard)
        self.secondGroupLabel.setObjectName(u"secondGroupLabel")
        self.secondGroupLabel.setProperty(u"role", u"label")

        self.secondGroupLayout.addWidget(self.secondGroupLabel)

        self.secondGroupLineEdit = QLineEdit(self.confirmCard)
        self.secondGroupLineEdit.setObjectName(u"secondGroupLineEdit")
        self.secondGroupLineEdit.setMaxLength(12)

        self.secondGroupLayout.addWidget(self.secondGroupLineEdit)

        self.secondGroupErrorLabel = QLabel(self.confirmCard)
        self.secondGroupErrorLabel.setObjectName(u"secondGroupErrorLabel")
        self.secondGroupErrorLabel.setWordWrap(True)
        self.secondGroupErrorLabel.setProperty(u"role", u"error")

        self.secondGroupLayout.addWidget(self.secondGroupErrorLabel)


        self.confirmCardLayout.addLayout(self.secondGroupLayout)

        self.confirmCardLayout.setStretch(0, 1)
        self.confirmCardLayout.setStretch(1, 1)

        self.confirmLayout.addWidget(self.confirmCard)

        self.keyFileCard = QFrame(self.confirmPage)
        self.keyFileCard.setObjectName(u"keyFileCard")
        self.keyFileCard.setProperty(u"role", u"card")
        self.keyFileCardLayout = QVBoxLayout(self.keyFileCard)
        self.keyFileCardLayout.setSpacing(8)
        self.keyFileCardLayout.setObjectName(u"keyFileCardLayout")
        self.keyFileCardLayout.setContentsMargins(16, 16, 16, 16)
        self.keyFileHeadingLabel = QLabel(self.keyFileCard)
        self.keyFileHeadingLabel.setObjectName(u"keyFileHeadingLabel")
        self.keyFileHeadingLabel.setProperty(u"role", u"heading")

        self.keyFileCardLayout.addWidget(self.keyFileHeadingLabel)

        self.keyFileIntroLabel = QLabel(self.keyFileCard)
        self.keyFileIntroLabel.setObjectName(u"keyFileIntroLabel")
        self.keyFileIntroLabel.setWordWrap(True)
        self.keyFileIntroLabel.setProperty(u"role", u"subtle")

        self.keyFileCardLayout.addWidget(self.keyFileIntroLabel)

        self.keyFileCheckBox = QCheckBox(self.keyFileCard)
        self.keyFileCheckBox.setObjectName(u"keyFileCheckBox")

        self.keyFileCardLayout.addWidget(self.keyFileCheckBox)

        self.keyFileFieldLayout = QHBoxLayout()
        self.keyFileFieldLayout.setSpacing(8)
        self.keyFileFieldLayout.setObjectName(u"keyFileFieldLayout")
        self.keyFileFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.keyFileLineEdit = QLineEdit(self.keyFileCard)
        self.keyFileLineEdit.setObjectName(u"keyFileLineEdit")
        self.keyFileLineEdit.setReadOnly(True)

        self.keyFileFieldLayout.addWidget(self.keyFileLineEdit)

        self.keyFileButton = QPushButton(self.keyFileCard)
        self.keyFileButton.setObjectName(u"keyFileButton")
        self.keyFileButton.setProperty(u"iconName", u"folder-open")
        self.keyFileButton.setAutoDefault(False)

        self.keyFileFieldLayout.addWidget(self.keyFileButton)


        self.keyFileCardLayout.addLayout(self.keyFileFieldLayout)

        self.keyFileErrorLabel = QLabel(self.keyFileCard)
        self.keyFileErrorLabel.setObjectName(u"keyFileErrorLabel")
        self.keyFileErrorLabel.setWordWrap(True)
        self.keyFileErrorLabel.setProperty(u"role", u"error")

        self.keyFileCardLayout.addWidget(self.keyFileErrorLabel)


        self.confirmLayout.addWidget(self.keyFileCard)

        self.busyWidget = QWidget(self.confirmPage)
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


        self.confirmLayout.addWidget(self.busyWidget)

        self.spacer20 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.confirmLayout.addItem(self.spacer20)


        self.practiceSetupLayout.addWidget(self.pageStack)

        self.footerFrame = QFrame(PracticeSetup)
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

        self.spacer21 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.spacer21)

        self.backButton = QPushButton(self.footerFrame)
        self.backButton.setObjectName(u"backButton")
        self.backButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.backButton)

        self.nextButton = QPushButton(self.footerFrame)
        self.nextButton.setObjectName(u"nextButton")
        self.nextButton.setAutoDefault(True)
        self.nextButton.setProperty(u"role", u"primary")

        self.footerLayout.addWidget(self.nextButton)


        self.practiceSetupLayout.addWidget(self.footerFrame)

        self.practiceSetupLayout.setStretch(2, 1)
#if QT_CONFIG(shortcut)
        self.placeLabel.setBuddy(self.placeLineEdit)
        self.practiceNameLabel.setBuddy(self.practiceNameLineEdit)
        self.practicePhoneLabel.setBuddy(self.practicePhoneLineEdit)
        self.timeZoneLabel.setBuddy(self.timeZoneComboBox)
        self.staffNameLabel.setBuddy(self.staffNameLineEdit)
        self.firstGroupLabel.setBuddy(self.firstGroupLineEdit)
        self.secondGroupLabel.setBuddy(self.secondGroupLineEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(PracticeSetup)

        self.nextButton.setDefault(True)

    # setupUi

    def retranslateUi(self, PracticeSetup: QDialog) -> None:
        PracticeSetup.setWindowTitle(QCoreApplication.translate("PracticeSetup", u"OP Portal", None))
        self.titleLabel.setText(QCoreApplication.translate("PracticeSetup", u"Set up OP Portal", None))
        self.stepLabel.setText("")
        self.startIntroLabel.setText(QCoreApplication.translate("PracticeSetup", u"OP Portal keeps the practice\u2019s records in one encrypted file on this computer. Nothing is created before the last step.", None))
        self.newPracticeRadioButton.setText(QCoreApplication.translate("PracticeSetup", u"Set up a &new practice", None))
        self.newPracticeCaptionLabel.setText(QCoreApplication.translate("PracticeSetup", u"For a practice that has no records in OP Portal yet.", None))
        self.existingPracticeRadioButton.setText(QCoreApplication.translate("PracticeSetup", u"&Open records with a recovery code", None))
        self.existingPracticeCaptionLabel.setText(QCoreApplication.translate("PracticeSetup", u"For a practice that uses OP Portal already: you have its file and the printed recovery code.", None))
        self.serverPracticeRadioButton.setText(QCoreApplication.translate("PracticeSetup", u"&Join a practice on a server", None))
        self.serverPracticeCaptionLabel.setText(QCoreApplication.translate("PracticeSetup", u"For a practice that works on several PCs: you have its database\u2019s address and the printed recovery code.", None))
        self.placeLabel.setText(QCoreApplication.translate("PracticeSetup", u"The &file will be", None))
        self.changePlaceButton.setText(QCoreApplication.translate("PracticeSetup", u"C&hange folder\u2026", None))
        self.placeErrorLabel.setText("")
        self.placeHintLabel.setText(QCoreApplication.translate("PracticeSetup", u"On this computer\u2019s own disk: records on a shared drive can be damaged when the network fails.", None))
        self.practiceIntroLabel.setText(QCoreApplication.translate("PracticeSetup", u"Parents read the name and the phone in every email. Portal address and mail server come later, in Settings.", None))
        self.practiceNameLabel.setText(QCoreApplication.translate("PracticeSetup", u"Practice &name (required)", None))
        self.practiceNameErrorLabel.setText("")
        self.practicePhoneLabel.setText(QCoreApplication.translate("PracticeSetup", u"Practice &phone", None))
        self.practicePhoneLineEdit.setPlaceholderText(QCoreApplication.translate("PracticeSetup", u"(413) 555-0100", None))
        self.practicePhoneErrorLabel.setText("")
        self.timeZoneLabel.setText(QCoreApplication.translate("PracticeSetup", u"Time &zone", None))
        self.timeZoneErrorLabel.setText("")
        self.timeZoneHintLabel.setText(QCoreApplication.translate("PracticeSetup", u"Type a city or \u201cEastern\u201d.", None))
        self.staffNameLabel.setText(QCoreApplication.translate("PracticeSetup", u"&Your name (required)", None))
        self.staffNameErrorLabel.setText("")
        self.staffNameHintLabel.setText(QCoreApplication.translate("PracticeSetup", u"You become the practice\u2019s first manager. Your name stands beside what you save.", None))
        self.codeIntroLabel.setText(QCoreApplication.translate("PracticeSetup", u"This code is the key to the practice\u2019s records. If this computer breaks or is lost, only the code opens a backup; nobody can make a new one. Print it and keep it in a safe place away from this computer, where patients\u2019 families can\u2019t see it.", None))
        self.codeHeadingLabel.setText(QCoreApplication.translate("PracticeSetup", u"Recovery code", None))
        self.group1NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"\u20071", None))
        self.group1Label.setText("")
        self.group2NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"\u20072", None))
        self.group2Label.setText("")
        self.group3NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"\u20073", None))
        self.group3Label.setText("")
        self.group4NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"\u20074", None))
        self.group4Label.setText("")
        self.group5NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"\u20075", None))
        self.group5Label.setText("")
        self.group6NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"\u20076", None))
        self.group6Label.setText("")
        self.group7NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"\u20077", None))
        self.group7Label.setText("")
        self.group8NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"\u20078", None))
        self.group8Label.setText("")
        self.group9NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"\u20079", None))
        self.group9Label.setText("")
        self.group10NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"10", None))
        self.group10Label.setText("")
        self.group11NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"11", None))
        self.group11Label.setText("")
        self.group12NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"12", None))
        self.group12Label.setText("")
        self.group13NumberLabel.setText(QCoreApplication.translate("PracticeSetup", u"13", None))
        self.group13Label.setText("")
        self.printButton.setText(QCoreApplication.translate("PracticeSetup", u"&Print\u2026", None))
        self.copyButton.setText(QCoreApplication.translate("PracticeSetup", u"Cop&y", None))
        self.codeNoteLabel.setText("")
        self.codeNextLabel.setText(QCoreApplication.translate("PracticeSetup", u"The next step asks for two of the groups, so have the printout at hand.", None))
        self.confirmIntroLabel.setText(QCoreApplication.translate("PracticeSetup", u"Type two groups of the recovery code from the printout. Capitals do not matter.", None))
        self.firstGroupLabel.setText(QCoreApplication.translate("PracticeSetup", u"&First", None))
        self.firstGroupErrorLabel.setText("")
        self.secondGroupLabel.setText(QCoreApplication.translate("PracticeSetup", u"&Second", None))
        self.secondGroupErrorLabel.setText("")
        self.keyFileHeadingLabel.setText(QCoreApplication.translate("PracticeSetup", u"No safe place for keys on this computer", None))
        self.keyFileIntroLabel.setText(QCoreApplication.translate("PracticeSetup", u"No keyring service is running here. Ask IT to start one (GNOME Keyring or KWallet) and try again; or let OP Portal keep the key in a file that only you can read. Whoever gets both files can read the records.", None))
        self.keyFileCheckBox.setText(QCoreApplication.translate("PracticeSetup", u"&Keep the key in this file:", None))
#if QT_CONFIG(accessibility)
        self.keyFileLineEdit.setAccessibleName(QCoreApplication.translate("PracticeSetup", u"Key file", None))
#endif // QT_CONFIG(accessibility)
        self.keyFileButton.setText(QCoreApplication.translate("PracticeSetup", u"Cho&ose\u2026", None))
        self.keyFileErrorLabel.setText("")
        self.busyLabel.setText(QCoreApplication.translate("PracticeSetup", u"Setting up the practice\u2026", None))
#if QT_CONFIG(accessibility)
        self.busyProgressBar.setAccessibleName(QCoreApplication.translate("PracticeSetup", u"Setting up the practice", None))
#endif // QT_CONFIG(accessibility)
        self.cancelButton.setText(QCoreApplication.translate("PracticeSetup", u"&Cancel", None))
        self.backButton.setText(QCoreApplication.translate("PracticeSetup", u"&Back", None))
        self.nextButton.setText(QCoreApplication.translate("PracticeSetup", u"Ne&xt", None))
    # retranslateUi

