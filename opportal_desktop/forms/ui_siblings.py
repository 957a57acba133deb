# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/siblings.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_Siblings(object):
    def setupUi(self, Siblings: QDialog) -> None:
        if not Siblings.objectName():
            Siblings.setObjectName(u"Siblings")
        self.siblingsLayout = QVBoxLayout(Siblings)
        self.siblingsLayout.setSpacing(0)
        self.siblingsLayout.setObjectName(u"siblingsLayout")
        self.siblingsLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(Siblings)
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

        self.gridCard = QFrame(self.contentWidget)
        self.gridCard.setObjectName(u"gridCard")
        self.gridCard.setProperty(u"role", u"card")
        self.gridCardLayout = QVBoxLayout(self.gridCard)
        self.gridCardLayout.setSpacing(8)
        self.gridCardLayout.setObjectName(u"gridCardLayout")
        self.gridCardLayout.setContentsMargins(16, 12, 8, 12)
        self.gridScrollArea = QScrollArea(self.gridCard)
        self.gridScrollArea.setObjectName(u"gridScrollArea")
        self.gridScrollArea.setFrameShape(QFrame.Shape.NoFrame)
        self.gridScrollArea.setWidgetResizable(True)
        self.gridScrollArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.gridPage = QWidget()
        self.gridPage.setObjectName(u"gridPage")
        self.gridScrollArea.setWidget(self.gridPage)
        self.gridPage.setProperty(u"role", u"page")
        self.gridPageLayout = QVBoxLayout(self.gridPage)
        self.gridPageLayout.setSpacing(0)
        self.gridPageLayout.setObjectName(u"gridPageLayout")
        self.gridPageLayout.setContentsMargins(0, 0, 0, 0)
        self.siblingsGrid = QGridLayout()
        self.siblingsGrid.setObjectName(u"siblingsGrid")

        self.gridPageLayout.addLayout(self.siblingsGrid)

        self.gridSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.gridPageLayout.addItem(self.gridSpacer)


        self.gridCardLayout.addWidget(self.gridScrollArea)


        self.contentLayout.addWidget(self.gridCard)

        self.reasonField = QWidget(self.contentWidget)
        self.reasonField.setObjectName(u"reasonField")
        self.reasonLayout = QVBoxLayout(self.reasonField)
        self.reasonLayout.setSpacing(4)
        self.reasonLayout.setObjectName(u"reasonLayout")
        self.reasonLayout.setContentsMargins(0, 0, 0, 0)
        self.conflictsLabel = QLabel(self.reasonField)
        self.conflictsLabel.setObjectName(u"conflictsLabel")
        self.conflictsLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.conflictsLabel.setWordWrap(True)

        self.reasonLayout.addWidget(self.conflictsLabel)

        self.reasonLabel = QLabel(self.reasonField)
        self.reasonLabel.setObjectName(u"reasonLabel")
        self.reasonLabel.setProperty(u"role", u"label")

        self.reasonLayout.addWidget(self.reasonLabel)

        self.reasonLineEdit = QLineEdit(self.reasonField)
        self.reasonLineEdit.setObjectName(u"reasonLineEdit")

        self.reasonLayout.addWidget(self.reasonLineEdit)

        self.reasonErrorLabel = QLabel(self.reasonField)
        self.reasonErrorLabel.setObjectName(u"reasonErrorLabel")
        self.reasonErrorLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.reasonErrorLabel.setWordWrap(True)
        self.reasonErrorLabel.setProperty(u"role", u"error")

        self.reasonLayout.addWidget(self.reasonErrorLabel)


        self.contentLayout.addWidget(self.reasonField)

        self.forecastBar = MessageBar(self.contentWidget)
        self.forecastBar.setObjectName(u"forecastBar")

        self.contentLayout.addWidget(self.forecastBar)

        self.contentLayout.setStretch(3, 1)

        self.siblingsLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(Siblings)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.footerSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)

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


        self.siblingsLayout.addWidget(self.footerFrame)

        self.siblingsLayout.setStretch(0, 1)
#if QT_CONFIG(shortcut)
        self.reasonLabel.setBuddy(self.reasonLineEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(Siblings)

        self.saveButton.setDefault(True)

    # setupUi

    def retranslateUi(self, Siblings: QDialog) -> None:
        Siblings.setWindowTitle(QCoreApplication.translate("Siblings", u"Siblings", None))
        self.reasonLabel.setText(QCoreApplication.translate("Siblings", u"Reason, for example a co&urt order (required)", None))
        self.cancelButton.setText(QCoreApplication.translate("Siblings", u"&Cancel", None))
        self.saveButton.setText(QCoreApplication.translate("Siblings", u"&Save", None))
    # retranslateUi

