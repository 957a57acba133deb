# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/imported_authority.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QStackedWidget, QTableView,
    QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.empty_state import EmptyState
from opportal_desktop.desktop.message_bar import MessageBar

class Ui_ImportedAuthority(object):
    def setupUi(self, ImportedAuthority: QDialog) -> None:
        if not ImportedAuthority.objectName():
            ImportedAuthority.setObjectName(u"ImportedAuthority")
        self.importedLayout = QVBoxLayout(ImportedAuthority)
        self.importedLayout.setSpacing(0)
        self.importedLayout.setObjectName(u"importedLayout")
        self.importedLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(ImportedAuthority)
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

        self.listStack = QStackedWidget(self.contentWidget)
        self.listStack.setObjectName(u"listStack")
        self.listPage = QWidget()
        self.listPage.setObjectName(u"listPage")
        self.listStack.addWidget(self.listPage)
        self.listPageLayout = QVBoxLayout(self.listPage)
        self.listPageLayout.setSpacing(0)
        self.listPageLayout.setObjectName(u"listPageLayout")
        self.listPageLayout.setContentsMargins(0, 0, 0, 0)
        self.listCard = QFrame(self.listPage)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"role", u"card")
        self.listCardLayout = QVBoxLayout(self.listCard)
        self.listCardLayout.setSpacing(8)
        self.listCardLayout.setObjectName(u"listCardLayout")
        self.listCardLayout.setContentsMargins(0, 0, 0, 0)
        self.waitingTableView = QTableView(self.listCard)
        self.waitingTableView.setObjectName(u"waitingTableView")
        self.waitingTableView.setProperty(u"role", u"embedded")

        self.listCardLayout.addWidget(self.waitingTableView)

        self.listCardLayout.setStretch(0, 1)

        self.listPageLayout.addWidget(self.listCard)

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


        self.contentLayout.addWidget(self.listStack)

        self.effectLabel = QLabel(self.contentWidget)
        self.effectLabel.setObjectName(u"effectLabel")
        self.effectLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.effectLabel.setWordWrap(True)

        self.contentLayout.addWidget(self.effectLabel)

        self.contentLayout.setStretch(3, 1)

        self.importedLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(ImportedAuthority)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.exportButton = QPushButton(self.footerFrame)
        self.exportButton.setObjectName(u"exportButton")
        self.exportButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.exportButton)

        self.dismissButton = QPushButton(self.footerFrame)
        self.dismissButton.setObjectName(u"dismissButton")
        self.dismissButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.dismissButton)

        self.footerSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)

        self.closeButton = QPushButton(self.footerFrame)
        self.closeButton.setObjectName(u"closeButton")
        self.closeButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.closeButton)

        self.releaseAllButton = QPushButton(self.footerFrame)
        self.releaseAllButton.setObjectName(u"releaseAllButton")
        self.releaseAllButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.releaseAllButton)

        self.releaseButton = QPushButton(self.footerFrame)
        self.releaseButton.setObjectName(u"releaseButton")
        self.releaseButton.setAutoDefault(True)
        self.releaseButton.setProperty(u"role", u"primary")

        self.footerLayout.addWidget(self.releaseButton)


        self.importedLayout.addWidget(self.footerFrame)

        self.importedLayout.setStretch(0, 1)

        self.retranslateUi(ImportedAuthority)

        self.releaseButton.setDefault(True)

    # setupUi

    def retranslateUi(self, ImportedAuthority: QDialog) -> None:
        ImportedAuthority.setWindowTitle(QCoreApplication.translate("ImportedAuthority", u"Imported Authority", None))
        self.titleLabel.setText(QCoreApplication.translate("ImportedAuthority", u"Imported Authority", None))
        self.introLabel.setText(QCoreApplication.translate("ImportedAuthority", u"An import gives nobody access by itself. What is released here is saved as if the desk had entered it: who gets access by it gets one Welcome Email, however many children they have.", None))
#if QT_CONFIG(accessibility)
        self.waitingTableView.setAccessibleName(QCoreApplication.translate("ImportedAuthority", u"Imported Authority that waits", None))
#endif // QT_CONFIG(accessibility)
        self.exportButton.setText(QCoreApplication.translate("ImportedAuthority", u"E&xport list\u2026", None))
        self.dismissButton.setText(QCoreApplication.translate("ImportedAuthority", u"&Dismiss selected", None))
        self.closeButton.setText(QCoreApplication.translate("ImportedAuthority", u"&Close", None))
        self.releaseAllButton.setText(QCoreApplication.translate("ImportedAuthority", u"Release &all\u2026", None))
        self.releaseButton.setText(QCoreApplication.translate("ImportedAuthority", u"&Release selected", None))
    # retranslateUi

