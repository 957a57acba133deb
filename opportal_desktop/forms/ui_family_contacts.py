# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/family_contacts.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QCheckBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QSplitter, QStackedWidget,
    QTableView, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.empty_state import EmptyState
from opportal_desktop.desktop.message_bar import MessageBar

class Ui_FamilyContacts(object):
    def setupUi(self, FamilyContacts: QWidget) -> None:
        if not FamilyContacts.objectName():
            FamilyContacts.setObjectName(u"FamilyContacts")
        self.familyLayout = QVBoxLayout(FamilyContacts)
        self.familyLayout.setSpacing(0)
        self.familyLayout.setObjectName(u"familyLayout")
        self.familyLayout.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(FamilyContacts)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(8)
        self.splitter.setChildrenCollapsible(False)
        self.listPage = QWidget(self.splitter)
        self.listPage.setObjectName(u"listPage")
        self.listPageLayout = QVBoxLayout(self.listPage)
        self.listPageLayout.setSpacing(0)
        self.listPageLayout.setObjectName(u"listPageLayout")
        self.listPageLayout.setContentsMargins(0, 0, 0, 0)
        self.toolsLayout = QHBoxLayout()
        self.toolsLayout.setSpacing(8)
        self.toolsLayout.setObjectName(u"toolsLayout")
        self.toolsLayout.setContentsMargins(16, 8, 16, 8)
        self.headingLabel = QLabel(self.listPage)
        self.headingLabel.setObjectName(u"headingLabel")
        self.headingLabel.setProperty(u"role", u"heading")

        self.toolsLayout.addWidget(self.headingLabel)

        self.countLabel = QLabel(self.listPage)
        self.countLabel.setObjectName(u"countLabel")
        self.countLabel.setProperty(u"role", u"caption")

        self.toolsLayout.addWidget(self.countLabel)

        self.toolsSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.toolsLayout.addItem(self.toolsSpacer)

        self.showInactiveCheckBox = QCheckBox(self.listPage)
        self.showInactiveCheckBox.setObjectName(u"showInactiveCheckBox")

        self.toolsLayout.addWidget(self.showInactiveCheckBox)

        self.addButton = QPushButton(self.listPage)
        self.addButton.setObjectName(u"addButton")
        self.addButton.setProperty(u"iconName", u"user-plus")

        self.toolsLayout.addWidget(self.addButton)

        self.inactivateButton = QPushButton(self.listPage)
        self.inactivateButton.setObjectName(u"inactivateButton")
        self.inactivateButton.setProperty(u"iconName", u"archive")

        self.toolsLayout.addWidget(self.inactivateButton)

        self.removeButton = QPushButton(self.listPage)
        self.removeButton.setObjectName(u"removeButton")
        self.removeButton.setProperty(u"iconName", u"trash-2")

        self.toolsLayout.addWidget(self.removeButton)


        self.listPageLayout.addLayout(self.toolsLayout)

        self.listMessagePage = QWidget(self.listPage)
        self.listMessagePage.setObjectName(u"listMessagePage")
        self.listMessageLayout = QVBoxLayout(self.listMessagePage)
        self.listMessageLayout.setSpacing(0)
        self.listMessageLayout.setObjectName(u"listMessageLayout")
        self.listMessageLayout.setContentsMargins(16, 0, 16, 8)
        self.listMessageBar = MessageBar(self.listMessagePage)
        self.listMessageBar.setObjectName(u"listMessageBar")

        self.listMessageLayout.addWidget(self.listMessageBar)


        self.listPageLayout.addWidget(self.listMessagePage)

        self.listStack = QStackedWidget(self.listPage)
        self.listStack.setObjectName(u"listStack")
        self.tablePage = QWidget()
        self.tablePage.setObjectName(u"tablePage")
        self.listStack.addWidget(self.tablePage)
        self.tablePageLayout = QVBoxLayout(self.tablePage)
        self.tablePageLayout.setSpacing(0)
        self.tablePageLayout.setObjectName(u"tablePageLayout")
        self.tablePageLayout.setContentsMargins(16, 0, 16, 0)
        self.contactsTable = QTableView(self.tablePage)
        self.contactsTable.setObjectName(u"contactsTable")

        self.tablePageLayout.addWidget(self.contactsTable)

        self.emptyPage = QWidget()
        self.emptyPage.setObjectName(u"emptyPage")
        self.listStack.addWidget(self.emptyPage)
        self.emptyPageLayout = QVBoxLayout(self.emptyPage)
        self.emptyPageLayout.setSpacing(0)
        self.emptyPageLayout.setObjectName(u"emptyPageLayout")
        self.emptyPageLayout.setContentsMargins(16, 0, 16, 0)
        self.emptyState = EmptyState(self.emptyPage)
        self.emptyState.setObjectName(u"emptyState")

        self.emptyPageLayout.addWidget(self.emptyState)


        self.listPageLayout.addWidget(self.listStack)

        self.listPageLayout.setStretch(2, 1)
        self.splitter.addWidget(self.listPage)
        self.panelStack = QStackedWidget(self.splitter)
        self.panelStack.setObjectName(u"panelStack")
        self.noContactPage = QWidget()
        self.noContactPage.setObjectName(u"noContactPage")
        self.panelStack.addWidget(self.noContactPage)
        self.noContactLayout = QVBoxLayout(self.noContactPage)
        self.noContactLayout.setSpacing(0)
        self.noContactLayout.setObjectName(u"noContactLayout")
        self.noContactLayout.setContentsMargins(16, 0, 16, 0)
        self.noContactState = EmptyState(self.noContactPage)
        self.noContactState.setObjectName(u"noContactState")

        self.noContactLayout.addWidget(self.noContactState)

        self.splitter.addWidget(self.panelStack)

        self.familyLayout.addWidget(self.splitter)

        QWidget.setTabOrder(self.showInactiveCheckBox, self.addButton)
        QWidget.setTabOrder(self.addButton, self.inactivateButton)
        QWidget.setTabOrder(self.inactivateButton, self.removeButton)
        QWidget.setTabOrder(self.removeButton, self.contactsTable)

        self.retranslateUi(FamilyContacts)
    # setupUi

    def retranslateUi(self, FamilyContacts: QWidget) -> None:
        self.headingLabel.setText(QCoreApplication.translate("FamilyContacts", u"Family Contacts", None))
        self.showInactiveCheckBox.setText(QCoreApplication.translate("FamilyContacts", u"Sh&ow inactive", None))
        self.addButton.setText(QCoreApplication.translate("FamilyContacts", u"&Add", None))
#if QT_CONFIG(tooltip)
        self.addButton.setToolTip(QCoreApplication.translate("FamilyContacts", u"Add a contact (Ins)", None))
#endif // QT_CONFIG(tooltip)
        self.inactivateButton.setText(QCoreApplication.translate("FamilyContacts", u"Inac&tivate", None))
#if QT_CONFIG(tooltip)
        self.inactivateButton.setToolTip(QCoreApplication.translate("FamilyContacts", u"End this contact in this chart; the history is kept", None))
#endif // QT_CONFIG(tooltip)
        self.removeButton.setText(QCoreApplication.translate("FamilyContacts", u"Re&move", None))
#if QT_CONFIG(tooltip)
        self.removeButton.setToolTip(QCoreApplication.translate("FamilyContacts", u"Take this contact off this chart (Del)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.contactsTable.setAccessibleName(QCoreApplication.translate("FamilyContacts", u"Family Contacts", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi

