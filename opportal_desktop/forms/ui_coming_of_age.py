# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/coming_of_age.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QSplitter, QStackedWidget, QTableView,
    QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.age_detail import AgeDetail
from opportal_desktop.desktop.empty_state import EmptyState
from opportal_desktop.desktop.message_bar import MessageBar

class Ui_ComingOfAgeWindow(object):
    def setupUi(self, ComingOfAgeWindow: QWidget) -> None:
        if not ComingOfAgeWindow.objectName():
            ComingOfAgeWindow.setObjectName(u"ComingOfAgeWindow")
        self.windowLayout = QVBoxLayout(ComingOfAgeWindow)
        self.windowLayout.setSpacing(0)
        self.windowLayout.setObjectName(u"windowLayout")
        self.windowLayout.setContentsMargins(0, 0, 0, 0)
        self.headFrame = QFrame(ComingOfAgeWindow)
        self.headFrame.setObjectName(u"headFrame")
        self.headFrame.setProperty(u"role", u"bar")
        self.headLayout = QVBoxLayout(self.headFrame)
        self.headLayout.setSpacing(4)
        self.headLayout.setObjectName(u"headLayout")
        self.headLayout.setContentsMargins(16, 12, 16, 12)
        self.titleLayout = QHBoxLayout()
        self.titleLayout.setSpacing(4)
        self.titleLayout.setObjectName(u"titleLayout")
        self.titleLayout.setContentsMargins(0, 0, 0, 0)
        self.titleLabel = QLabel(self.headFrame)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.titleLabel.setProperty(u"role", u"title")

        self.titleLayout.addWidget(self.titleLabel)

        self.titleSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.titleLayout.addItem(self.titleSpacer)

        self.aheadButton = QPushButton(self.headFrame)
        self.aheadButton.setObjectName(u"aheadButton")
        self.aheadButton.setAutoDefault(False)
        self.aheadButton.setCheckable(True)
        self.aheadButton.setProperty(u"role", u"segment")
        self.aheadButton.setChecked(True)

        self.titleLayout.addWidget(self.aheadButton)

        self.latelyButton = QPushButton(self.headFrame)
        self.latelyButton.setObjectName(u"latelyButton")
        self.latelyButton.setAutoDefault(False)
        self.latelyButton.setCheckable(True)
        self.latelyButton.setProperty(u"role", u"segment")

        self.titleLayout.addWidget(self.latelyButton)

        self.consentsButton = QPushButton(self.headFrame)
        self.consentsButton.setObjectName(u"consentsButton")
        self.consentsButton.setAutoDefault(False)
        self.consentsButton.setCheckable(True)
        self.consentsButton.setProperty(u"role", u"segment")

        self.titleLayout.addWidget(self.consentsButton)


        self.headLayout.addLayout(self.titleLayout)

        self.introLabel = QLabel(self.headFrame)
        self.introLabel.setObjectName(u"introLabel")
        self.introLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.introLabel.setWordWrap(True)
        self.introLabel.setProperty(u"role", u"subtle")

        self.headLayout.addWidget(self.introLabel)


        self.windowLayout.addWidget(self.headFrame)

        self.noticePage = QWidget(ComingOfAgeWindow)
        self.noticePage.setObjectName(u"noticePage")
        self.noticeLayout = QVBoxLayout(self.noticePage)
        self.noticeLayout.setSpacing(8)
        self.noticeLayout.setObjectName(u"noticeLayout")
        self.noticeLayout.setContentsMargins(16, 12, 16, 0)
        self.messageBar = MessageBar(self.noticePage)
        self.messageBar.setObjectName(u"messageBar")

        self.noticeLayout.addWidget(self.messageBar)


        self.windowLayout.addWidget(self.noticePage)

        self.contentWidget = QWidget(ComingOfAgeWindow)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(8)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(16, 16, 16, 16)
        self.splitter = QSplitter(self.contentWidget)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.listCard = QFrame(self.splitter)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"role", u"card")
        self.listCardLayout = QVBoxLayout(self.listCard)
        self.listCardLayout.setSpacing(0)
        self.listCardLayout.setObjectName(u"listCardLayout")
        self.listCardLayout.setContentsMargins(1, 1, 1, 1)
        self.listStack = QStackedWidget(self.listCard)
        self.listStack.setObjectName(u"listStack")
        self.tablePage = QWidget()
        self.tablePage.setObjectName(u"tablePage")
        self.listStack.addWidget(self.tablePage)
        self.tablePageLayout = QVBoxLayout(self.tablePage)
        self.tablePageLayout.setSpacing(0)
        self.tablePageLayout.setObjectName(u"tablePageLayout")
        self.tablePageLayout.setContentsMargins(0, 0, 0, 0)
        self.ageTableView = QTableView(self.tablePage)
        self.ageTableView.setObjectName(u"ageTableView")

        self.tablePageLayout.addWidget(self.ageTableView)

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

        self.splitter.addWidget(self.listCard)
        self.detailCard = QFrame(self.splitter)
        self.detailCard.setObjectName(u"detailCard")
        self.detailCard.setProperty(u"role", u"card")
        self.detailCardLayout = QVBoxLayout(self.detailCard)
        self.detailCardLayout.setSpacing(0)
        self.detailCardLayout.setObjectName(u"detailCardLayout")
        self.detailCardLayout.setContentsMargins(1, 1, 1, 1)
        self.detailStack = QStackedWidget(self.detailCard)
        self.detailStack.setObjectName(u"detailStack")
        self.nothingPage = QWidget()
        self.nothingPage.setObjectName(u"nothingPage")
        self.detailStack.addWidget(self.nothingPage)
        self.nothingPageLayout = QVBoxLayout(self.nothingPage)
        self.nothingPageLayout.setSpacing(0)
        self.nothingPageLayout.setObjectName(u"nothingPageLayout")
        self.nothingPageLayout.setContentsMargins(0, 0, 0, 0)
        self.nothingState = EmptyState(self.nothingPage)
        self.nothingState.setObjectName(u"nothingState")

        self.nothingPageLayout.addWidget(self.nothingState)

        self.ageDetail = AgeDetail()
        self.ageDetail.setObjectName(u"ageDetail")
        self.detailStack.addWidget(self.ageDetail)

        self.detailCardLayout.addWidget(self.detailStack)

        self.splitter.addWidget(self.detailCard)

        self.contentLayout.addWidget(self.splitter)


        self.windowLayout.addWidget(self.contentWidget)

        self.windowLayout.setStretch(2, 1)

        self.retranslateUi(ComingOfAgeWindow)
    # setupUi

    def retranslateUi(self, ComingOfAgeWindow: QWidget) -> None:
        ComingOfAgeWindow.setWindowTitle(QCoreApplication.translate("ComingOfAgeWindow", u"Patients coming of age", None))
        self.titleLabel.setText(QCoreApplication.translate("ComingOfAgeWindow", u"Patients coming of age", None))
        self.aheadButton.setText(QCoreApplication.translate("ComingOfAgeWindow", u"&Ahead", None))
        self.latelyButton.setText(QCoreApplication.translate("ComingOfAgeWindow", u"&Lately", None))
        self.consentsButton.setText(QCoreApplication.translate("ComingOfAgeWindow", u"Consents &ending", None))
        self.introLabel.setText("")
#if QT_CONFIG(accessibility)
        self.ageTableView.setAccessibleName(QCoreApplication.translate("ComingOfAgeWindow", u"Patients coming of age", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi

