# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/demo_inbox.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QFrame, QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QSizePolicy, QSpacerItem, QSplitter,
    QStackedWidget, QTextBrowser, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.empty_state import EmptyState

class Ui_DemoInbox(object):
    def setupUi(self, DemoInbox: QWidget) -> None:
        if not DemoInbox.objectName():
            DemoInbox.setObjectName(u"DemoInbox")
        self.demoInboxLayout = QVBoxLayout(DemoInbox)
        self.demoInboxLayout.setSpacing(0)
        self.demoInboxLayout.setObjectName(u"demoInboxLayout")
        self.demoInboxLayout.setContentsMargins(0, 0, 0, 0)
        self.headFrame = QFrame(DemoInbox)
        self.headFrame.setObjectName(u"headFrame")
        self.headFrame.setProperty(u"role", u"bar")
        self.headLayout = QVBoxLayout(self.headFrame)
        self.headLayout.setSpacing(4)
        self.headLayout.setObjectName(u"headLayout")
        self.headLayout.setContentsMargins(16, 12, 16, 12)
        self.titleLabel = QLabel(self.headFrame)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setProperty(u"role", u"title")

        self.headLayout.addWidget(self.titleLabel)

        self.subtitleLabel = QLabel(self.headFrame)
        self.subtitleLabel.setObjectName(u"subtitleLabel")
        self.subtitleLabel.setWordWrap(True)
        self.subtitleLabel.setProperty(u"role", u"subtle")

        self.headLayout.addWidget(self.subtitleLabel)


        self.demoInboxLayout.addWidget(self.headFrame)

        self.contentWidget = QWidget(DemoInbox)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(8)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(16, 12, 16, 16)
        self.inboxStack = QStackedWidget(self.contentWidget)
        self.inboxStack.setObjectName(u"inboxStack")
        self.mailsPage = QWidget()
        self.mailsPage.setObjectName(u"mailsPage")
        self.inboxStack.addWidget(self.mailsPage)
        self.mailsLayout = QVBoxLayout(self.mailsPage)
        self.mailsLayout.setSpacing(8)
        self.mailsLayout.setObjectName(u"mailsLayout")
        self.mailsLayout.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(self.mailsPage)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.listCard = QFrame(self.splitter)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"role", u"card")
        self.listLayout = QVBoxLayout(self.listCard)
        self.listLayout.setSpacing(8)
        self.listLayout.setObjectName(u"listLayout")
        self.listLayout.setContentsMargins(4, 4, 4, 4)
        self.mailListView = QListView(self.listCard)
        self.mailListView.setObjectName(u"mailListView")
        self.mailListView.setProperty(u"role", u"embedded")
        self.mailListView.setWordWrap(True)
        self.mailListView.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.listLayout.addWidget(self.mailListView)

        self.splitter.addWidget(self.listCard)
        self.previewCard = QFrame(self.splitter)
        self.previewCard.setObjectName(u"previewCard")
        self.previewCard.setProperty(u"role", u"card")
        self.previewLayout = QVBoxLayout(self.previewCard)
        self.previewLayout.setSpacing(8)
        self.previewLayout.setObjectName(u"previewLayout")
        self.previewLayout.setContentsMargins(16, 16, 16, 16)
        self.subjectLabel = QLabel(self.previewCard)
        self.subjectLabel.setObjectName(u"subjectLabel")
        self.subjectLabel.setWordWrap(True)
        self.subjectLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.subjectLabel.setProperty(u"role", u"heading")

        self.previewLayout.addWidget(self.subjectLabel)

        self.addressLabel = QLabel(self.previewCard)
        self.addressLabel.setObjectName(u"addressLabel")
        self.addressLabel.setWordWrap(True)
        self.addressLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.addressLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.addressLabel.setProperty(u"role", u"subtle")

        self.previewLayout.addWidget(self.addressLabel)

        self.switchLayout = QHBoxLayout()
        self.switchLayout.setSpacing(4)
        self.switchLayout.setObjectName(u"switchLayout")
        self.switchLayout.setContentsMargins(0, 0, 0, 0)
        self.htmlButton = QPushButton(self.previewCard)
        self.htmlButton.setObjectName(u"htmlButton")
        self.htmlButton.setCheckable(True)
        self.htmlButton.setChecked(True)
        self.htmlButton.setProperty(u"role", u"segment")
        self.htmlButton.setAutoDefault(False)

        self.switchLayout.addWidget(self.htmlButton)

        self.textButton = QPushButton(self.previewCard)
        self.textButton.setObjectName(u"textButton")
        self.textButton.setCheckable(True)
        self.textButton.setProperty(u"role", u"segment")
        self.textButton.setAutoDefault(False)

        self.switchLayout.addWidget(self.textButton)

        self.spacer1 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.switchLayout.addItem(self.spacer1)


        self.previewLayout.addLayout(self.switchLayout)

        self.bodyBrowser = QTextBrowser(self.previewCard)
        self.bodyBrowser.setObjectName(u"bodyBrowser")
        self.bodyBrowser.setOpenLinks(False)

        self.previewLayout.addWidget(self.bodyBrowser)

        self.linkLayout = QVBoxLayout()
        self.linkLayout.setSpacing(4)
        self.linkLayout.setObjectName(u"linkLayout")
        self.linkLayout.setContentsMargins(0, 0, 0, 0)
        self.linkLabel = QLabel(self.previewCard)
        self.linkLabel.setObjectName(u"linkLabel")
        self.linkLabel.setProperty(u"role", u"label")

        self.linkLayout.addWidget(self.linkLabel)

        self.linkFieldLayout = QHBoxLayout()
        self.linkFieldLayout.setSpacing(8)
        self.linkFieldLayout.setObjectName(u"linkFieldLayout")
        self.linkFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.linkLineEdit = QLineEdit(self.previewCard)
        self.linkLineEdit.setObjectName(u"linkLineEdit")
        self.linkLineEdit.setReadOnly(True)

        self.linkFieldLayout.addWidget(self.linkLineEdit)

        self.copyButton = QPushButton(self.previewCard)
        self.copyButton.setObjectName(u"copyButton")
        self.copyButton.setProperty(u"iconName", u"copy")
        self.copyButton.setAutoDefault(False)

        self.linkFieldLayout.addWidget(self.copyButton)

        self.openButton = QPushButton(self.previewCard)
        self.openButton.setObjectName(u"openButton")
        self.openButton.setProperty(u"role", u"primary")
        self.openButton.setProperty(u"iconName", u"external-link")
        self.openButton.setProperty(u"iconTint", u"on_accent")
        self.openButton.setAutoDefault(False)

        self.linkFieldLayout.addWidget(self.openButton)


        self.linkLayout.addLayout(self.linkFieldLayout)


        self.previewLayout.addLayout(self.linkLayout)

        self.previewLayout.setStretch(3, 1)
        self.splitter.addWidget(self.previewCard)

        self.mailsLayout.addWidget(self.splitter)

        self.emptyPage = QWidget()
        self.emptyPage.setObjectName(u"emptyPage")
        self.inboxStack.addWidget(self.emptyPage)
        self.emptyLayout = QVBoxLayout(self.emptyPage)
        self.emptyLayout.setSpacing(8)
        self.emptyLayout.setObjectName(u"emptyLayout")
        self.emptyLayout.setContentsMargins(0, 0, 0, 0)
        self.emptyState = EmptyState(self.emptyPage)
        self.emptyState.setObjectName(u"emptyState")

        self.emptyLayout.addWidget(self.emptyState)


        self.contentLayout.addWidget(self.inboxStack)


        self.demoInboxLayout.addWidget(self.contentWidget)

        self.demoInboxLayout.setStretch(1, 1)
#if QT_CONFIG(shortcut)
        self.linkLabel.setBuddy(self.linkLineEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(DemoInbox)
    # setupUi

    def retranslateUi(self, DemoInbox: QWidget) -> None:
        DemoInbox.setWindowTitle(QCoreApplication.translate("DemoInbox", u"Demo inbox", None))
        self.titleLabel.setText(QCoreApplication.translate("DemoInbox", u"Demo inbox", None))
        self.subtitleLabel.setText(QCoreApplication.translate("DemoInbox", u"Every mail of this demo ends here; nothing leaves this computer.", None))
#if QT_CONFIG(accessibility)
        self.mailListView.setAccessibleName(QCoreApplication.translate("DemoInbox", u"Caught mails", None))
#endif // QT_CONFIG(accessibility)
        self.subjectLabel.setText("")
        self.addressLabel.setText("")
        self.htmlButton.setText(QCoreApplication.translate("DemoInbox", u"As the parent &sees it", None))
        self.textButton.setText(QCoreApplication.translate("DemoInbox", u"Plain &text", None))
#if QT_CONFIG(accessibility)
        self.bodyBrowser.setAccessibleName(QCoreApplication.translate("DemoInbox", u"Mail text", None))
#endif // QT_CONFIG(accessibility)
        self.linkLabel.setText(QCoreApplication.translate("DemoInbox", u"&Link in this mail", None))
        self.copyButton.setText(QCoreApplication.translate("DemoInbox", u"&Copy link", None))
        self.openButton.setText(QCoreApplication.translate("DemoInbox", u"&Open link", None))
    # retranslateUi

