# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/recent_merges.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QStackedWidget, QTableWidget,
    QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.empty_state import EmptyState
from opportal_desktop.desktop.message_bar import MessageBar

class Ui_RecentMerges(object):
    def setupUi(self, RecentMerges: QDialog) -> None:
        if not RecentMerges.objectName():
            RecentMerges.setObjectName(u"RecentMerges")
        self.dialogLayout = QVBoxLayout(RecentMerges)
        self.dialogLayout.setSpacing(0)
        self.dialogLayout.setObjectName(u"dialogLayout")
        self.dialogLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(RecentMerges)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(12)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(16, 16, 16, 12)
        self.titleLabel = QLabel(self.contentWidget)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setTextFormat(Qt.TextFormat.PlainText)
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
        self.mergesTableWidget = QTableWidget(self.listPage)
        self.mergesTableWidget.setObjectName(u"mergesTableWidget")
        self.mergesTableWidget.setProperty(u"role", u"embedded")

        self.listPageLayout.addWidget(self.mergesTableWidget)

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

        self.detailLabel = QLabel(self.contentWidget)
        self.detailLabel.setObjectName(u"detailLabel")
        self.detailLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.detailLabel.setWordWrap(True)

        self.contentLayout.addWidget(self.detailLabel)

        self.contentLayout.setStretch(3, 1)

        self.dialogLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(RecentMerges)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.footerSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)

        self.closeButton = QPushButton(self.footerFrame)
        self.closeButton.setObjectName(u"closeButton")
        self.closeButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.closeButton)

        self.undoButton = QPushButton(self.footerFrame)
        self.undoButton.setObjectName(u"undoButton")
        self.undoButton.setAutoDefault(True)
        self.undoButton.setProperty(u"role", u"primary")
        self.undoButton.setProperty(u"iconName", u"rotate-ccw")

        self.footerLayout.addWidget(self.undoButton)


        self.dialogLayout.addWidget(self.footerFrame)

        self.dialogLayout.setStretch(0, 1)

        self.retranslateUi(RecentMerges)

        self.undoButton.setDefault(True)

    # setupUi

    def retranslateUi(self, RecentMerges: QDialog) -> None:
        RecentMerges.setWindowTitle(QCoreApplication.translate("RecentMerges", u"Undo a merge", None))
        self.titleLabel.setText(QCoreApplication.translate("RecentMerges", u"Merges of the last 30 days", None))
        self.introLabel.setText(QCoreApplication.translate("RecentMerges", u"Undo puts both contacts back as they were: charts, messages, history and portal accounts. It sends no new email.", None))
#if QT_CONFIG(accessibility)
        self.mergesTableWidget.setAccessibleName(QCoreApplication.translate("RecentMerges", u"Merges of the last 30 days", None))
#endif // QT_CONFIG(accessibility)
        self.closeButton.setText(QCoreApplication.translate("RecentMerges", u"&Close", None))
        self.undoButton.setText(QCoreApplication.translate("RecentMerges", u"&Undo this merge", None))
    # retranslateUi

