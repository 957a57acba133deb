# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/text_versions.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QSizePolicy, QSpacerItem, QSplitter,
    QStackedWidget, QTableView, QTextBrowser, QVBoxLayout, QWidget,
)

class Ui_TextVersionsWindow(object):
    def setupUi(self, TextVersionsWindow: QDialog) -> None:
        if not TextVersionsWindow.objectName():
            TextVersionsWindow.setObjectName(u"TextVersionsWindow")
        self.windowLayout = QVBoxLayout(TextVersionsWindow)
        self.windowLayout.setSpacing(0)
        self.windowLayout.setObjectName(u"windowLayout")
        self.windowLayout.setContentsMargins(0, 0, 0, 0)
        self.headFrame = QFrame(TextVersionsWindow)
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
        self.subtitleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.subtitleLabel.setProperty(u"role", u"subtle")

        self.headLayout.addWidget(self.subtitleLabel)


        self.windowLayout.addWidget(self.headFrame)

        self.contentWidget = QWidget(TextVersionsWindow)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(8)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(16, 12, 16, 16)
        self.splitter = QSplitter(self.contentWidget)
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
        self.versionTableView = QTableView(self.listCard)
        self.versionTableView.setObjectName(u"versionTableView")
        self.versionTableView.setProperty(u"role", u"embedded")

        self.listLayout.addWidget(self.versionTableView)

        self.splitter.addWidget(self.listCard)
        self.previewCard = QFrame(self.splitter)
        self.previewCard.setObjectName(u"previewCard")
        self.previewCard.setProperty(u"role", u"card")
        self.previewLayout = QVBoxLayout(self.previewCard)
        self.previewLayout.setSpacing(8)
        self.previewLayout.setObjectName(u"previewLayout")
        self.previewLayout.setContentsMargins(16, 16, 16, 16)
        self.previewSubjectLabel = QLabel(self.previewCard)
        self.previewSubjectLabel.setObjectName(u"previewSubjectLabel")
        self.previewSubjectLabel.setWordWrap(True)
        self.previewSubjectLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.previewSubjectLabel.setProperty(u"role", u"strong")

        self.previewLayout.addWidget(self.previewSubjectLabel)

        self.formLayout = QHBoxLayout()
        self.formLayout.setSpacing(4)
        self.formLayout.setObjectName(u"formLayout")
        self.formLayout.setContentsMargins(0, 0, 0, 0)
        self.htmlButton = QPushButton(self.previewCard)
        self.htmlButton.setObjectName(u"htmlButton")
        self.htmlButton.setCheckable(True)
        self.htmlButton.setChecked(True)
        self.htmlButton.setProperty(u"role", u"segment")
        self.htmlButton.setAutoDefault(False)

        self.formLayout.addWidget(self.htmlButton)

        self.plainButton = QPushButton(self.previewCard)
        self.plainButton.setObjectName(u"plainButton")
        self.plainButton.setCheckable(True)
        self.plainButton.setProperty(u"role", u"segment")
        self.plainButton.setAutoDefault(False)

        self.formLayout.addWidget(self.plainButton)

        self.formSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.formLayout.addItem(self.formSpacer)


        self.previewLayout.addLayout(self.formLayout)

        self.formStack = QStackedWidget(self.previewCard)
        self.formStack.setObjectName(u"formStack")
        self.htmlPage = QWidget()
        self.htmlPage.setObjectName(u"htmlPage")
        self.formStack.addWidget(self.htmlPage)
        self.htmlPageLayout = QVBoxLayout(self.htmlPage)
        self.htmlPageLayout.setSpacing(8)
        self.htmlPageLayout.setObjectName(u"htmlPageLayout")
        self.htmlPageLayout.setContentsMargins(0, 0, 0, 0)
        self.htmlBrowser = QTextBrowser(self.htmlPage)
        self.htmlBrowser.setObjectName(u"htmlBrowser")
        self.htmlBrowser.setOpenLinks(False)
        self.htmlBrowser.setTabChangesFocus(True)

        self.htmlPageLayout.addWidget(self.htmlBrowser)

        self.plainPage = QWidget()
        self.plainPage.setObjectName(u"plainPage")
        self.formStack.addWidget(self.plainPage)
        self.plainPageLayout = QVBoxLayout(self.plainPage)
        self.plainPageLayout.setSpacing(8)
        self.plainPageLayout.setObjectName(u"plainPageLayout")
        self.plainPageLayout.setContentsMargins(0, 0, 0, 0)
        self.plainTextEdit = QPlainTextEdit(self.plainPage)
        self.plainTextEdit.setObjectName(u"plainTextEdit")
        self.plainTextEdit.setReadOnly(True)
        self.plainTextEdit.setTabChangesFocus(True)

        self.plainPageLayout.addWidget(self.plainTextEdit)


        self.previewLayout.addWidget(self.formStack)

        self.previewLayout.setStretch(2, 1)
        self.splitter.addWidget(self.previewCard)

        self.contentLayout.addWidget(self.splitter)


        self.windowLayout.addWidget(self.contentWidget)

        self.footFrame = QFrame(TextVersionsWindow)
        self.footFrame.setObjectName(u"footFrame")
        self.footFrame.setProperty(u"role", u"footer")
        self.footLayout = QHBoxLayout(self.footFrame)
        self.footLayout.setSpacing(8)
        self.footLayout.setObjectName(u"footLayout")
        self.footLayout.setContentsMargins(16, 12, 16, 12)
        self.footSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footLayout.addItem(self.footSpacer)

        self.cancelButton = QPushButton(self.footFrame)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)

        self.footLayout.addWidget(self.cancelButton)

        self.takeButton = QPushButton(self.footFrame)
        self.takeButton.setObjectName(u"takeButton")
        self.takeButton.setProperty(u"role", u"primary")
        self.takeButton.setAutoDefault(True)

        self.footLayout.addWidget(self.takeButton)


        self.windowLayout.addWidget(self.footFrame)

        self.windowLayout.setStretch(1, 1)

        self.retranslateUi(TextVersionsWindow)

        self.takeButton.setDefault(True)

    # setupUi

    def retranslateUi(self, TextVersionsWindow: QDialog) -> None:
        TextVersionsWindow.setWindowTitle(QCoreApplication.translate("TextVersionsWindow", u"Versions of a text", None))
        self.titleLabel.setText(QCoreApplication.translate("TextVersionsWindow", u"Versions", None))
        self.subtitleLabel.setText("")
#if QT_CONFIG(accessibility)
        self.versionTableView.setAccessibleName(QCoreApplication.translate("TextVersionsWindow", u"Versions", None))
#endif // QT_CONFIG(accessibility)
        self.previewSubjectLabel.setText("")
        self.htmlButton.setText(QCoreApplication.translate("TextVersionsWindow", u"As the &parent sees it", None))
        self.plainButton.setText(QCoreApplication.translate("TextVersionsWindow", u"P&lain text", None))
        self.cancelButton.setText(QCoreApplication.translate("TextVersionsWindow", u"&Close", None))
        self.takeButton.setText(QCoreApplication.translate("TextVersionsWindow", u"Put into the &editor", None))
    # retranslateUi

