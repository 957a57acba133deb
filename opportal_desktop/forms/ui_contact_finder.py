# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/contact_finder.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QSpacerItem, QStackedWidget,
    QTableView, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.empty_state import EmptyState

class Ui_ContactFinder(object):
    def setupUi(self, ContactFinder: QDialog) -> None:
        if not ContactFinder.objectName():
            ContactFinder.setObjectName(u"ContactFinder")
        self.contactFinderLayout = QVBoxLayout(ContactFinder)
        self.contactFinderLayout.setSpacing(0)
        self.contactFinderLayout.setObjectName(u"contactFinderLayout")
        self.contactFinderLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(ContactFinder)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(8)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(16, 16, 16, 12)
        self.searchLabel = QLabel(self.contentWidget)
        self.searchLabel.setObjectName(u"searchLabel")
        self.searchLabel.setProperty(u"role", u"label")

        self.contentLayout.addWidget(self.searchLabel)

        self.searchLineEdit = QLineEdit(self.contentWidget)
        self.searchLineEdit.setObjectName(u"searchLineEdit")
        self.searchLineEdit.setProperty(u"role", u"search")
        self.searchLineEdit.setClearButtonEnabled(True)
        self.searchLineEdit.setMaxLength(200)

        self.contentLayout.addWidget(self.searchLineEdit)

        self.countLabel = QLabel(self.contentWidget)
        self.countLabel.setObjectName(u"countLabel")
        self.countLabel.setProperty(u"role", u"caption")

        self.contentLayout.addWidget(self.countLabel)

        self.resultStack = QStackedWidget(self.contentWidget)
        self.resultStack.setObjectName(u"resultStack")
        self.resultPage = QWidget()
        self.resultPage.setObjectName(u"resultPage")
        self.resultStack.addWidget(self.resultPage)
        self.resultLayout = QVBoxLayout(self.resultPage)
        self.resultLayout.setSpacing(8)
        self.resultLayout.setObjectName(u"resultLayout")
        self.resultLayout.setContentsMargins(0, 0, 0, 0)
        self.resultTableView = QTableView(self.resultPage)
        self.resultTableView.setObjectName(u"resultTableView")

        self.resultLayout.addWidget(self.resultTableView)

        self.emptyPage = QWidget()
        self.emptyPage.setObjectName(u"emptyPage")
        self.resultStack.addWidget(self.emptyPage)
        self.emptyLayout = QVBoxLayout(self.emptyPage)
        self.emptyLayout.setSpacing(8)
        self.emptyLayout.setObjectName(u"emptyLayout")
        self.emptyLayout.setContentsMargins(0, 0, 0, 0)
        self.resultEmptyState = EmptyState(self.emptyPage)
        self.resultEmptyState.setObjectName(u"resultEmptyState")

        self.emptyLayout.addWidget(self.resultEmptyState)


        self.contentLayout.addWidget(self.resultStack)


        self.contactFinderLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(ContactFinder)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.spacer1 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.spacer1)

        self.cancelButton = QPushButton(self.footerFrame)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.cancelButton)

        self.newButton = QPushButton(self.footerFrame)
        self.newButton.setObjectName(u"newButton")
        self.newButton.setProperty(u"iconName", u"user-plus")
        self.newButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.newButton)

        self.selectButton = QPushButton(self.footerFrame)
        self.selectButton.setObjectName(u"selectButton")
        self.selectButton.setAutoDefault(True)
        self.selectButton.setProperty(u"role", u"primary")

        self.footerLayout.addWidget(self.selectButton)


        self.contactFinderLayout.addWidget(self.footerFrame)

#if QT_CONFIG(shortcut)
        self.searchLabel.setBuddy(self.searchLineEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ContactFinder)

        self.selectButton.setDefault(True)

    # setupUi

    def retranslateUi(self, ContactFinder: QDialog) -> None:
        ContactFinder.setWindowTitle(QCoreApplication.translate("ContactFinder", u"Contact Finder", None))
        self.searchLabel.setText(QCoreApplication.translate("ContactFinder", u"&Name, email or phone", None))
        self.searchLineEdit.setPlaceholderText(QCoreApplication.translate("ContactFinder", u"ana torres  \u00b7  ana@\u2026  \u00b7  413 555", None))
        self.countLabel.setText("")
#if QT_CONFIG(accessibility)
        self.resultTableView.setAccessibleName(QCoreApplication.translate("ContactFinder", u"Contacts", None))
#endif // QT_CONFIG(accessibility)
        self.cancelButton.setText(QCoreApplication.translate("ContactFinder", u"&Cancel", None))
        self.newButton.setText(QCoreApplication.translate("ContactFinder", u"Ne&w contact", None))
        self.selectButton.setText(QCoreApplication.translate("ContactFinder", u"&Select", None))
    # retranslateUi

