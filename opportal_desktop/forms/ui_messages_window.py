# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/messages_window.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QSpacerItem, QSplitter, QStackedWidget,
    QTableView, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.attention_detail import AttentionDetail
from opportal_desktop.desktop.empty_state import EmptyState
from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.message_detail import MessageDetail
from opportal_desktop.desktop.undo_bar import UndoBar

class Ui_MessagesWindow(object):
    def setupUi(self, MessagesWindow: QWidget) -> None:
        if not MessagesWindow.objectName():
            MessagesWindow.setObjectName(u"MessagesWindow")
        self.windowLayout = QVBoxLayout(MessagesWindow)
        self.windowLayout.setSpacing(0)
        self.windowLayout.setObjectName(u"windowLayout")
        self.windowLayout.setContentsMargins(0, 0, 0, 0)
        self.headFrame = QFrame(MessagesWindow)
        self.headFrame.setObjectName(u"headFrame")
        self.headFrame.setProperty(u"role", u"bar")
        self.headLayout = QVBoxLayout(self.headFrame)
        self.headLayout.setSpacing(8)
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

        self.attentionButton = QPushButton(self.headFrame)
        self.attentionButton.setObjectName(u"attentionButton")
        self.attentionButton.setCheckable(True)
        self.attentionButton.setProperty(u"role", u"segment")
        self.attentionButton.setAutoDefault(False)

        self.titleLayout.addWidget(self.attentionButton)

        self.allButton = QPushButton(self.headFrame)
        self.allButton.setObjectName(u"allButton")
        self.allButton.setCheckable(True)
        self.allButton.setProperty(u"role", u"segment")
        self.allButton.setAutoDefault(False)
        self.allButton.setChecked(True)

        self.titleLayout.addWidget(self.allButton)

        self.waitingButton = QPushButton(self.headFrame)
        self.waitingButton.setObjectName(u"waitingButton")
        self.waitingButton.setCheckable(True)
        self.waitingButton.setProperty(u"role", u"segment")
        self.waitingButton.setAutoDefault(False)

        self.titleLayout.addWidget(self.waitingButton)

        self.failedButton = QPushButton(self.headFrame)
        self.failedButton.setObjectName(u"failedButton")
        self.failedButton.setCheckable(True)
        self.failedButton.setProperty(u"role", u"segment")
        self.failedButton.setAutoDefault(False)

        self.titleLayout.addWidget(self.failedButton)

        self.sentButton = QPushButton(self.headFrame)
        self.sentButton.setObjectName(u"sentButton")
        self.sentButton.setCheckable(True)
        self.sentButton.setProperty(u"role", u"segment")
        self.sentButton.setAutoDefault(False)

        self.titleLayout.addWidget(self.sentButton)

        self.cancelledButton = QPushButton(self.headFrame)
        self.cancelledButton.setObjectName(u"cancelledButton")
        self.cancelledButton.setCheckable(True)
        self.cancelledButton.setProperty(u"role", u"segment")
        self.cancelledButton.setAutoDefault(False)

        self.titleLayout.addWidget(self.cancelledButton)


        self.headLayout.addLayout(self.titleLayout)

        self.filterWidget = QWidget(self.headFrame)
        self.filterWidget.setObjectName(u"filterWidget")
        self.filterLayout = QHBoxLayout(self.filterWidget)
        self.filterLayout.setSpacing(8)
        self.filterLayout.setObjectName(u"filterLayout")
        self.filterLayout.setContentsMargins(0, 0, 0, 0)
        self.searchLineEdit = QLineEdit(self.filterWidget)
        self.searchLineEdit.setObjectName(u"searchLineEdit")
        self.searchLineEdit.setClearButtonEnabled(True)
        self.searchLineEdit.setMaxLength(200)
        self.searchLineEdit.setProperty(u"role", u"search")

        self.filterLayout.addWidget(self.searchLineEdit)

        self.patientLabel = QLabel(self.filterWidget)
        self.patientLabel.setObjectName(u"patientLabel")
        self.patientLabel.setProperty(u"role", u"label")

        self.filterLayout.addWidget(self.patientLabel)

        self.patientLineEdit = QLineEdit(self.filterWidget)
        self.patientLineEdit.setObjectName(u"patientLineEdit")
        self.patientLineEdit.setClearButtonEnabled(True)
        self.patientLineEdit.setMaxLength(200)

        self.filterLayout.addWidget(self.patientLineEdit)

        self.contactLabel = QLabel(self.filterWidget)
        self.contactLabel.setObjectName(u"contactLabel")
        self.contactLabel.setProperty(u"role", u"label")

        self.filterLayout.addWidget(self.contactLabel)

        self.contactLineEdit = QLineEdit(self.filterWidget)
        self.contactLineEdit.setObjectName(u"contactLineEdit")
        self.contactLineEdit.setClearButtonEnabled(True)
        self.contactLineEdit.setMaxLength(200)

        self.filterLayout.addWidget(self.contactLineEdit)

        self.clearButton = QPushButton(self.filterWidget)
        self.clearButton.setObjectName(u"clearButton")
        self.clearButton.setAutoDefault(False)
        self.clearButton.setProperty(u"role", u"quiet")
        self.clearButton.setProperty(u"iconName", u"x")

        self.filterLayout.addWidget(self.clearButton)

        self.filterLayout.setStretch(0, 3)
        self.filterLayout.setStretch(2, 2)
        self.filterLayout.setStretch(4, 2)

        self.headLayout.addWidget(self.filterWidget)


        self.windowLayout.addWidget(self.headFrame)

        self.noticePage = QWidget(MessagesWindow)
        self.noticePage.setObjectName(u"noticePage")
        self.noticeLayout = QVBoxLayout(self.noticePage)
        self.noticeLayout.setSpacing(8)
        self.noticeLayout.setObjectName(u"noticeLayout")
        self.noticeLayout.setContentsMargins(16, 12, 16, 0)
        self.messageBar = MessageBar(self.noticePage)
        self.messageBar.setObjectName(u"messageBar")

        self.noticeLayout.addWidget(self.messageBar)


        self.windowLayout.addWidget(self.noticePage)

        self.contentWidget = QWidget(MessagesWindow)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(8)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(16, 12, 16, 16)
        self.splitter = QSplitter(self.contentWidget)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.listCard = QFrame(self.splitter)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"role", u"card")
        self.listLayout = QVBoxLayout(self.listCard)
        self.listLayout.setSpacing(8)
        self.listLayout.setObjectName(u"listLayout")
        self.listLayout.setContentsMargins(4, 4, 4, 4)
        self.listStack = QStackedWidget(self.listCard)
        self.listStack.setObjectName(u"listStack")
        self.messagesPage = QWidget()
        self.messagesPage.setObjectName(u"messagesPage")
        self.listStack.addWidget(self.messagesPage)
        self.messagesLayout = QVBoxLayout(self.messagesPage)
        self.messagesLayout.setSpacing(8)
        self.messagesLayout.setObjectName(u"messagesLayout")
        self.messagesLayout.setContentsMargins(0, 0, 0, 0)
        self.messageTableView = QTableView(self.messagesPage)
        self.messageTableView.setObjectName(u"messageTableView")
        self.messageTableView.setProperty(u"role", u"embedded")

        self.messagesLayout.addWidget(self.messageTableView)

        self.attentionPage = QWidget()
        self.attentionPage.setObjectName(u"attentionPage")
        self.listStack.addWidget(self.attentionPage)
        self.attentionLayout = QVBoxLayout(self.attentionPage)
        self.attentionLayout.setSpacing(8)
        self.attentionLayout.setObjectName(u"attentionLayout")
        self.attentionLayout.setContentsMargins(0, 0, 0, 0)
        self.attentionTableView = QTableView(self.attentionPage)
        self.attentionTableView.setObjectName(u"attentionTableView")
        self.attentionTableView.setProperty(u"role", u"embedded")

        self.attentionLayout.addWidget(self.attentionTableView)

        self.emptyPage = QWidget()
        self.emptyPage.setObjectName(u"emptyPage")
        self.listStack.addWidget(self.emptyPage)
        self.emptyLayout = QVBoxLayout(self.emptyPage)
        self.emptyLayout.setSpacing(8)
        self.emptyLayout.setObjectName(u"emptyLayout")
        self.emptyLayout.setContentsMargins(0, 0, 0, 0)
        self.emptyState = EmptyState(self.emptyPage)
        self.emptyState.setObjectName(u"emptyState")

        self.emptyLayout.addWidget(self.emptyState)


        self.listLayout.addWidget(self.listStack)

        self.splitter.addWidget(self.listCard)
        self.detailCard = QFrame(self.splitter)
        self.detailCard.setObjectName(u"detailCard")
        self.detailCard.setProperty(u"role", u"card")
        self.detailCardLayout = QVBoxLayout(self.detailCard)
        self.detailCardLayout.setSpacing(8)
        self.detailCardLayout.setObjectName(u"detailCardLayout")
        self.detailCardLayout.setContentsMargins(0, 0, 0, 0)
        self.detailStack = QStackedWidget(self.detailCard)
        self.detailStack.setObjectName(u"detailStack")
        self.nothingPage = QWidget()
        self.nothingPage.setObjectName(u"nothingPage")
        self.detailStack.addWidget(self.nothingPage)
        self.nothingLayout = QVBoxLayout(self.nothingPage)
        self.nothingLayout.setSpacing(8)
        self.nothingLayout.setObjectName(u"nothingLayout")
        self.nothingLayout.setContentsMargins(0, 0, 0, 0)
        self.nothingState = EmptyState(self.nothingPage)
        self.nothingState.setObjectName(u"nothingState")

        self.nothingLayout.addWidget(self.nothingState)

        self.messageDetail = MessageDetail()
        self.messageDetail.setObjectName(u"messageDetail")
        self.detailStack.addWidget(self.messageDetail)
        self.attentionDetail = AttentionDetail()
        self.attentionDetail.setObjectName(u"attentionDetail")
        self.detailStack.addWidget(self.attentionDetail)

        self.detailCardLayout.addWidget(self.detailStack)

        self.splitter.addWidget(self.detailCard)

        self.contentLayout.addWidget(self.splitter)


        self.windowLayout.addWidget(self.contentWidget)

        self.undoBar = UndoBar(MessagesWindow)
        self.undoBar.setObjectName(u"undoBar")

        self.windowLayout.addWidget(self.undoBar)

        self.windowLayout.setStretch(2, 1)
#if QT_CONFIG(shortcut)
        self.patientLabel.setBuddy(self.patientLineEdit)
        self.contactLabel.setBuddy(self.contactLineEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(MessagesWindow)
    # setupUi

    def retranslateUi(self, MessagesWindow: QWidget) -> None:
        MessagesWindow.setWindowTitle(QCoreApplication.translate("MessagesWindow", u"Messages", None))
        self.titleLabel.setText(QCoreApplication.translate("MessagesWindow", u"Messages", None))
        self.attentionButton.setText(QCoreApplication.translate("MessagesWindow", u"Needs &attention", None))
        self.allButton.setText(QCoreApplication.translate("MessagesWindow", u"A&ll", None))
        self.waitingButton.setText(QCoreApplication.translate("MessagesWindow", u"&Waiting", None))
        self.failedButton.setText(QCoreApplication.translate("MessagesWindow", u"&Failed", None))
        self.sentButton.setText(QCoreApplication.translate("MessagesWindow", u"&Handed over", None))
        self.cancelledButton.setText(QCoreApplication.translate("MessagesWindow", u"&Cancelled", None))
#if QT_CONFIG(accessibility)
        self.searchLineEdit.setAccessibleName(QCoreApplication.translate("MessagesWindow", u"Find messages", None))
#endif // QT_CONFIG(accessibility)
        self.searchLineEdit.setPlaceholderText(QCoreApplication.translate("MessagesWindow", u"Find: contact, patient, address, or what it is", None))
        self.patientLabel.setText(QCoreApplication.translate("MessagesWindow", u"&Patient", None))
        self.patientLineEdit.setPlaceholderText(QCoreApplication.translate("MessagesWindow", u"Any patient", None))
        self.contactLabel.setText(QCoreApplication.translate("MessagesWindow", u"C&ontact", None))
        self.contactLineEdit.setPlaceholderText(QCoreApplication.translate("MessagesWindow", u"Any contact", None))
        self.clearButton.setText(QCoreApplication.translate("MessagesWindow", u"Clear filt&ers", None))
#if QT_CONFIG(accessibility)
        self.messageTableView.setAccessibleName(QCoreApplication.translate("MessagesWindow", u"Messages", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.attentionTableView.setAccessibleName(QCoreApplication.translate("MessagesWindow", u"Needs attention", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi

