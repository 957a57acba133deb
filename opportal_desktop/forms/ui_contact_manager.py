# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/contact_manager.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QStackedWidget, QTableView,
    QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.empty_state import EmptyState
from opportal_desktop.desktop.message_bar import MessageBar

class Ui_ContactManager(object):
    def setupUi(self, ContactManager: QWidget) -> None:
        if not ContactManager.objectName():
            ContactManager.setObjectName(u"ContactManager")
        self.windowLayout = QVBoxLayout(ContactManager)
        self.windowLayout.setSpacing(0)
        self.windowLayout.setObjectName(u"windowLayout")
        self.windowLayout.setContentsMargins(0, 0, 0, 0)
        self.headFrame = QFrame(ContactManager)
        self.headFrame.setObjectName(u"headFrame")
        self.headFrame.setProperty(u"role", u"bar")
        self.headLayout = QVBoxLayout(self.headFrame)
        self.headLayout.setSpacing(12)
        self.headLayout.setObjectName(u"headLayout")
        self.headLayout.setContentsMargins(16, 12, 16, 12)
        self.titleLabel = QLabel(self.headFrame)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.titleLabel.setProperty(u"role", u"title")

        self.headLayout.addWidget(self.titleLabel)

        self.narrowLayout = QHBoxLayout()
        self.narrowLayout.setSpacing(16)
        self.narrowLayout.setObjectName(u"narrowLayout")
        self.narrowLayout.setContentsMargins(0, 0, 0, 0)
        self.searchField = QWidget(self.headFrame)
        self.searchField.setObjectName(u"searchField")
        self.searchLayout = QVBoxLayout(self.searchField)
        self.searchLayout.setSpacing(4)
        self.searchLayout.setObjectName(u"searchLayout")
        self.searchLayout.setContentsMargins(0, 0, 0, 0)
        self.searchLabel = QLabel(self.searchField)
        self.searchLabel.setObjectName(u"searchLabel")
        self.searchLabel.setProperty(u"role", u"label")

        self.searchLayout.addWidget(self.searchLabel)

        self.searchLineEdit = QLineEdit(self.searchField)
        self.searchLineEdit.setObjectName(u"searchLineEdit")
        self.searchLineEdit.setProperty(u"role", u"search")
        self.searchLineEdit.setClearButtonEnabled(True)
        self.searchLineEdit.setMaxLength(200)

        self.searchLayout.addWidget(self.searchLineEdit)


        self.narrowLayout.addWidget(self.searchField)

        self.showField = QWidget(self.headFrame)
        self.showField.setObjectName(u"showField")
        self.showLayout = QVBoxLayout(self.showField)
        self.showLayout.setSpacing(4)
        self.showLayout.setObjectName(u"showLayout")
        self.showLayout.setContentsMargins(0, 0, 0, 0)
        self.showLabel = QLabel(self.showField)
        self.showLabel.setObjectName(u"showLabel")
        self.showLabel.setProperty(u"role", u"label")

        self.showLayout.addWidget(self.showLabel)

        self.showComboBox = QComboBox(self.showField)
        self.showComboBox.setObjectName(u"showComboBox")

        self.showLayout.addWidget(self.showComboBox)


        self.narrowLayout.addWidget(self.showField)

        self.narrowLayout.setStretch(0, 3)
        self.narrowLayout.setStretch(1, 1)

        self.headLayout.addLayout(self.narrowLayout)


        self.windowLayout.addWidget(self.headFrame)

        self.contentWidget = QWidget(ContactManager)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(12)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(16, 12, 16, 12)
        self.messageBar = MessageBar(self.contentWidget)
        self.messageBar.setObjectName(u"messageBar")

        self.contentLayout.addWidget(self.messageBar)

        self.listCard = QFrame(self.contentWidget)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"role", u"card")
        self.listCardLayout = QVBoxLayout(self.listCard)
        self.listCardLayout.setSpacing(0)
        self.listCardLayout.setObjectName(u"listCardLayout")
        self.listCardLayout.setContentsMargins(1, 1, 1, 1)
        self.listStack = QStackedWidget(self.listCard)
        self.listStack.setObjectName(u"listStack")
        self.listPage = QWidget()
        self.listPage.setObjectName(u"listPage")
        self.listStack.addWidget(self.listPage)
        self.listPageLayout = QVBoxLayout(self.listPage)
        self.listPageLayout.setSpacing(0)
        self.listPageLayout.setObjectName(u"listPageLayout")
        self.listPageLayout.setContentsMargins(0, 0, 0, 0)
        self.contactTableView = QTableView(self.listPage)
        self.contactTableView.setObjectName(u"contactTableView")
        self.contactTableView.setProperty(u"role", u"embedded")

        self.listPageLayout.addWidget(self.contactTableView)

        self.emptyPage = QWidget()
        self.emptyPage.setObjectName(u"emptyPage")
        self.listStack.addWidget(self.emptyPage)
        self.emptyPageLayout = QVBoxLayout(self.emptyPage)
        self.emptyPageLayout.setSpacing(0)
        self.emptyPageLayout.setObjectName(u"emptyPageLayout")
        self.emptyPageLayout.setContentsMargins(0, 0, 0, 0)
        self.emptyState = EmptyState(self.emptyPage)
        self.emptyState.setObjectName(u"emptyState")

        self.emptyPageLayout.addWidget(self.emptyState)


        self.listCardLayout.addWidget(self.listStack)


        self.contentLayout.addWidget(self.listCard)

        self.contentLayout.setStretch(1, 1)

        self.windowLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(ContactManager)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.countLabel = QLabel(self.footerFrame)
        self.countLabel.setObjectName(u"countLabel")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.countLabel.sizePolicy().hasHeightForWidth())
        self.countLabel.setSizePolicy(sizePolicy)
        self.countLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.countLabel.setWordWrap(True)
        self.countLabel.setProperty(u"role", u"caption")

        self.footerLayout.addWidget(self.countLabel)

        self.exportButton = QPushButton(self.footerFrame)
        self.exportButton.setObjectName(u"exportButton")
        self.exportButton.setAutoDefault(False)
        self.exportButton.setProperty(u"role", u"quiet")
        self.exportButton.setProperty(u"iconName", u"save")

        self.footerLayout.addWidget(self.exportButton)

        self.undoMergesButton = QPushButton(self.footerFrame)
        self.undoMergesButton.setObjectName(u"undoMergesButton")
        self.undoMergesButton.setAutoDefault(False)
        self.undoMergesButton.setProperty(u"iconName", u"rotate-ccw")

        self.footerLayout.addWidget(self.undoMergesButton)

        self.duplicatesButton = QPushButton(self.footerFrame)
        self.duplicatesButton.setObjectName(u"duplicatesButton")
        self.duplicatesButton.setAutoDefault(False)
        self.duplicatesButton.setProperty(u"iconName", u"users")

        self.footerLayout.addWidget(self.duplicatesButton)

        self.mergeButton = QPushButton(self.footerFrame)
        self.mergeButton.setObjectName(u"mergeButton")
        self.mergeButton.setAutoDefault(False)
        self.mergeButton.setProperty(u"iconName", u"users")

        self.footerLayout.addWidget(self.mergeButton)

        self.openButton = QPushButton(self.footerFrame)
        self.openButton.setObjectName(u"openButton")
        self.openButton.setAutoDefault(False)
        self.openButton.setProperty(u"role", u"primary")
        self.openButton.setProperty(u"iconName", u"folder-open")

        self.footerLayout.addWidget(self.openButton)


        self.windowLayout.addWidget(self.footerFrame)

        self.windowLayout.setStretch(1, 1)
#if QT_CONFIG(shortcut)
        self.searchLabel.setBuddy(self.searchLineEdit)
        self.showLabel.setBuddy(self.showComboBox)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ContactManager)
    # setupUi

    def retranslateUi(self, ContactManager: QWidget) -> None:
        ContactManager.setWindowTitle(QCoreApplication.translate("ContactManager", u"Contacts \u2013 OP Portal", None))
        self.titleLabel.setText(QCoreApplication.translate("ContactManager", u"Contacts", None))
        self.searchLabel.setText(QCoreApplication.translate("ContactManager", u"&Name, email or phone", None))
        self.searchLineEdit.setPlaceholderText(QCoreApplication.translate("ContactManager", u"ana torres  \u00b7  ana@\u2026  \u00b7  413 555", None))
        self.showLabel.setText(QCoreApplication.translate("ContactManager", u"&Show", None))
#if QT_CONFIG(accessibility)
        self.contactTableView.setAccessibleName(QCoreApplication.translate("ContactManager", u"Contacts", None))
#endif // QT_CONFIG(accessibility)
        self.exportButton.setText(QCoreApplication.translate("ContactManager", u"&Export\u2026", None))
        self.undoMergesButton.setText(QCoreApplication.translate("ContactManager", u"&Undo a merge\u2026", None))
        self.duplicatesButton.setText(QCoreApplication.translate("ContactManager", u"Find &duplicates", None))
        self.mergeButton.setText(QCoreApplication.translate("ContactManager", u"&Merge\u2026", None))
        self.openButton.setText(QCoreApplication.translate("ContactManager", u"&Open chart", None))
    # retranslateUi

