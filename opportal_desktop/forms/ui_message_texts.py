# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/message_texts.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QComboBox, QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton,
    QSizePolicy, QSpacerItem, QSplitter, QTextBrowser, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.elided_label import ElidedLabel
from opportal_desktop.desktop.message_bar import MessageBar

class Ui_MessageTextsWindow(object):
    def setupUi(self, MessageTextsWindow: QDialog) -> None:
        if not MessageTextsWindow.objectName():
            MessageTextsWindow.setObjectName(u"MessageTextsWindow")
        self.windowLayout = QVBoxLayout(MessageTextsWindow)
        self.windowLayout.setSpacing(0)
        self.windowLayout.setObjectName(u"windowLayout")
        self.windowLayout.setContentsMargins(0, 0, 0, 0)
        self.headFrame = QFrame(MessageTextsWindow)
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


        self.windowLayout.addWidget(self.headFrame)

        self.contentWidget = QWidget(MessageTextsWindow)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(12)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(16, 12, 16, 16)
        self.messageBar = MessageBar(self.contentWidget)
        self.messageBar.setObjectName(u"messageBar")

        self.contentLayout.addWidget(self.messageBar)

        self.chooseLayout = QHBoxLayout()
        self.chooseLayout.setSpacing(16)
        self.chooseLayout.setObjectName(u"chooseLayout")
        self.chooseLayout.setContentsMargins(0, 0, 0, 0)
        self.mailLayout = QVBoxLayout()
        self.mailLayout.setSpacing(4)
        self.mailLayout.setObjectName(u"mailLayout")
        self.mailLayout.setContentsMargins(0, 0, 0, 0)
        self.mailLabel = QLabel(self.contentWidget)
        self.mailLabel.setObjectName(u"mailLabel")
        self.mailLabel.setProperty(u"role", u"label")

        self.mailLayout.addWidget(self.mailLabel)

        self.mailComboBox = QComboBox(self.contentWidget)
        self.mailComboBox.setObjectName(u"mailComboBox")

        self.mailLayout.addWidget(self.mailComboBox)


        self.chooseLayout.addLayout(self.mailLayout)

        self.languageLayout = QVBoxLayout()
        self.languageLayout.setSpacing(4)
        self.languageLayout.setObjectName(u"languageLayout")
        self.languageLayout.setContentsMargins(0, 0, 0, 0)
        self.languageLabel = QLabel(self.contentWidget)
        self.languageLabel.setObjectName(u"languageLabel")
        self.languageLabel.setProperty(u"role", u"label")

        self.languageLayout.addWidget(self.languageLabel)

        self.segmentLayout = QHBoxLayout()
        self.segmentLayout.setSpacing(4)
        self.segmentLayout.setObjectName(u"segmentLayout")
        self.segmentLayout.setContentsMargins(0, 0, 0, 0)
        self.englishButton = QPushButton(self.contentWidget)
        self.englishButton.setObjectName(u"englishButton")
        self.englishButton.setCheckable(True)
        self.englishButton.setChecked(True)
        self.englishButton.setProperty(u"role", u"segment")
        self.englishButton.setAutoDefault(False)

        self.segmentLayout.addWidget(self.englishButton)

        self.spanishButton = QPushButton(self.contentWidget)
        self.spanishButton.setObjectName(u"spanishButton")
        self.spanishButton.setCheckable(True)
        self.spanishButton.setProperty(u"role", u"segment")
        self.spanishButton.setAutoDefault(False)

        self.segmentLayout.addWidget(self.spanishButton)


        self.languageLayout.addLayout(self.segmentLayout)


        self.chooseLayout.addLayout(self.languageLayout)

        self.usedLayout = QVBoxLayout()
        self.usedLayout.setSpacing(4)
        self.usedLayout.setObjectName(u"usedLayout")
        self.usedLayout.setContentsMargins(0, 0, 0, 0)
        self.usedLabel = QLabel(self.contentWidget)
        self.usedLabel.setObjectName(u"usedLabel")
        self.usedLabel.setProperty(u"role", u"label")

        self.usedLayout.addWidget(self.usedLabel)

        self.stateLayout = QHBoxLayout()
        self.stateLayout.setSpacing(8)
        self.stateLayout.setObjectName(u"stateLayout")
        self.stateLayout.setContentsMargins(0, 4, 0, 0)
        self.stateChip = QLabel(self.contentWidget)
        self.stateChip.setObjectName(u"stateChip")
        self.stateChip.setTextFormat(Qt.TextFormat.PlainText)
        self.stateChip.setProperty(u"role", u"chip")

        self.stateLayout.addWidget(self.stateChip)

        self.stateLabel = ElidedLabel(self.contentWidget)
        self.stateLabel.setObjectName(u"stateLabel")
        self.stateLabel.setProperty(u"role", u"subtle")

        self.stateLayout.addWidget(self.stateLabel)

        self.stateSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.stateLayout.addItem(self.stateSpacer)


        self.usedLayout.addLayout(self.stateLayout)

        self.usedSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.usedLayout.addItem(self.usedSpacer)


        self.chooseLayout.addLayout(self.usedLayout)

        self.versionsButton = QPushButton(self.contentWidget)
        self.versionsButton.setObjectName(u"versionsButton")
        self.versionsButton.setAutoDefault(False)
        self.versionsButton.setProperty(u"iconName", u"clock")

        self.chooseLayout.addWidget(self.versionsButton, 0, Qt.AlignmentFlag.AlignBottom)

        self.chooseLayout.setStretch(2, 1)

        self.contentLayout.addLayout(self.chooseLayout)

        self.splitter = QSplitter(self.contentWidget)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.editorCard = QFrame(self.splitter)
        self.editorCard.setObjectName(u"editorCard")
        self.editorCard.setProperty(u"role", u"card")
        self.editorLayout = QVBoxLayout(self.editorCard)
        self.editorLayout.setSpacing(12)
        self.editorLayout.setObjectName(u"editorLayout")
        self.editorLayout.setContentsMargins(16, 16, 16, 16)
        self.subjectLayout = QVBoxLayout()
        self.subjectLayout.setSpacing(4)
        self.subjectLayout.setObjectName(u"subjectLayout")
        self.subjectLayout.setContentsMargins(0, 0, 0, 0)
        self.subjectLabel = QLabel(self.editorCard)
        self.subjectLabel.setObjectName(u"subjectLabel")
        self.subjectLabel.setProperty(u"role", u"label")

        self.subjectLayout.addWidget(self.subjectLabel)

        self.subjectLineEdit = QLineEdit(self.editorCard)
        self.subjectLineEdit.setObjectName(u"subjectLineEdit")

        self.subjectLayout.addWidget(self.subjectLineEdit)

        self.subjectErrorLabel = QLabel(self.editorCard)
        self.subjectErrorLabel.setObjectName(u"subjectErrorLabel")
        self.subjectErrorLabel.setWordWrap(True)
        self.subjectErrorLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.subjectErrorLabel.setProperty(u"role", u"error")

        self.subjectLayout.addWidget(self.subjectErrorLabel)


        self.editorLayout.addLayout(self.subjectLayout)

        self.buttonFieldWidget = QWidget(self.editorCard)
        self.buttonFieldWidget.setObjectName(u"buttonFieldWidget")
        self.buttonFieldLayout = QVBoxLayout(self.buttonFieldWidget)
        self.buttonFieldLayout.setSpacing(8)
        self.buttonFieldLayout.setObjectName(u"buttonFieldLayout")
        self.buttonFieldLayout.setContentsMargins(0, 0, 0, 0)
        self.buttonLayout = QVBoxLayout()
        self.buttonLayout.setSpacing(4)
        self.buttonLayout.setObjectName(u"buttonLayout")
        self.buttonLayout.setContentsMargins(0, 0, 0, 0)
        self.buttonLabel = QLabel(self.buttonFieldWidget)
        self.buttonLabel.setObjectName(u"buttonLabel")
        self.buttonLabel.setProperty(u"role", u"label")

        self.buttonLayout.addWidget(self.buttonLabel)

        self.buttonLineEdit = QLineEdit(self.buttonFieldWidget)
        self.buttonLineEdit.setObjectName(u"buttonLineEdit")

        self.buttonLayout.addWidget(self.buttonLineEdit)

        self.buttonErrorLabel = QLabel(self.buttonFieldWidget)
        self.buttonErrorLabel.setObjectName(u"buttonErrorLabel")
        self.buttonErrorLabel.setWordWrap(True)
        self.buttonErrorLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.buttonErrorLabel.setProperty(u"role", u"error")

        self.buttonLayout.addWidget(self.buttonErrorLabel)


        self.buttonFieldLayout.addLayout(self.buttonLayout)


        self.editorLayout.addWidget(self.buttonFieldWidget)

        self.bodyLayout = QVBoxLayout()
        self.bodyLayout.setSpacing(4)
        self.bodyLayout.setObjectName(u"bodyLayout")
        self.bodyLayout.setContentsMargins(0, 0, 0, 0)
        self.bodyLabel = QLabel(self.editorCard)
        self.bodyLabel.setObjectName(u"bodyLabel")
        self.bodyLabel.setProperty(u"role", u"label")

        self.bodyLayout.addWidget(self.bodyLabel)

        self.bodyTextEdit = QPlainTextEdit(self.editorCard)
        self.bodyTextEdit.setObjectName(u"bodyTextEdit")
        self.bodyTextEdit.setTabChangesFocus(True)

        self.bodyLayout.addWidget(self.bodyTextEdit)

        self.bodyErrorLabel = QLabel(self.editorCard)
        self.bodyErrorLabel.setObjectName(u"bodyErrorLabel")
        self.bodyErrorLabel.setWordWrap(True)
        self.bodyErrorLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.bodyErrorLabel.setProperty(u"role", u"error")

        self.bodyLayout.addWidget(self.bodyErrorLabel)

        self.bodyLayout.setStretch(1, 1)

        self.editorLayout.addLayout(self.bodyLayout)

        self.insertLayout = QVBoxLayout()
        self.insertLayout.setSpacing(4)
        self.insertLayout.setObjectName(u"insertLayout")
        self.insertLayout.setContentsMargins(0, 0, 0, 0)
        self.insertLabel = QLabel(self.editorCard)
        self.insertLabel.setObjectName(u"insertLabel")
        self.insertLabel.setProperty(u"role", u"label")

        self.insertLayout.addWidget(self.insertLabel)

        self.placeholdersWidget = QWidget(self.editorCard)
        self.placeholdersWidget.setObjectName(u"placeholdersWidget")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.placeholdersWidget.sizePolicy().hasHeightForWidth())
        self.placeholdersWidget.setSizePolicy(sizePolicy)
        self.placeholdersGrid = QGridLayout(self.placeholdersWidget)
        self.placeholdersGrid.setObjectName(u"placeholdersGrid")
        self.placeholdersGrid.setHorizontalSpacing(8)
        self.placeholdersGrid.setVerticalSpacing(8)
        self.placeholdersGrid.setContentsMargins(0, 0, 0, 0)

        self.insertLayout.addWidget(self.placeholdersWidget)


        self.editorLayout.addLayout(self.insertLayout)

        self.markupLabel = QLabel(self.editorCard)
        self.markupLabel.setObjectName(u"markupLabel")
        self.markupLabel.setWordWrap(True)
        self.markupLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.markupLabel.setProperty(u"role", u"caption")

        self.editorLayout.addWidget(self.markupLabel)

        self.editorLayout.setStretch(2, 1)
        self.splitter.addWidget(self.editorCard)
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

        self.previewFromLabel = QLabel(self.previewCard)
        self.previewFromLabel.setObjectName(u"previewFromLabel")
        self.previewFromLabel.setWordWrap(True)
        self.previewFromLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.previewFromLabel.setProperty(u"role", u"caption")

        self.previewLayout.addWidget(self.previewFromLabel)

        self.formsSplitter = QSplitter(self.previewCard)
        self.formsSplitter.setObjectName(u"formsSplitter")
        self.formsSplitter.setOrientation(Qt.Orientation.Horizontal)
        self.formsSplitter.setChildrenCollapsible(False)
        self.htmlWidget = QWidget(self.formsSplitter)
        self.htmlWidget.setObjectName(u"htmlWidget")
        self.htmlLayout = QVBoxLayout(self.htmlWidget)
        self.htmlLayout.setSpacing(4)
        self.htmlLayout.setObjectName(u"htmlLayout")
        self.htmlLayout.setContentsMargins(0, 0, 0, 0)
        self.htmlLabel = QLabel(self.htmlWidget)
        self.htmlLabel.setObjectName(u"htmlLabel")
        self.htmlLabel.setProperty(u"role", u"label")

        self.htmlLayout.addWidget(self.htmlLabel)

        self.htmlBrowser = QTextBrowser(self.htmlWidget)
        self.htmlBrowser.setObjectName(u"htmlBrowser")
        self.htmlBrowser.setOpenLinks(False)
        self.htmlBrowser.setTabChangesFocus(True)

        self.htmlLayout.addWidget(self.htmlBrowser)

        self.formsSplitter.addWidget(self.htmlWidget)
        self.plainWidget = QWidget(self.formsSplitter)
        self.plainWidget.setObjectName(u"plainWidget")
        self.plainLayout = QVBoxLayout(self.plainWidget)
        self.plainLayout.setSpacing(4)
        self.plainLayout.setObjectName(u"plainLayout")
        self.plainLayout.setContentsMargins(0, 0, 0, 0)
        self.plainLabel = QLabel(self.plainWidget)
        self.plainLabel.setObjectName(u"plainLabel")
        self.plainLabel.setProperty(u"role", u"label")

        self.plainLayout.addWidget(self.plainLabel)

        self.plainTextEdit = QPlainTextEdit(self.plainWidget)
        self.plainTextEdit.setObjectName(u"plainTextEdit")
        self.plainTextEdit.setReadOnly(True)
        self.plainTextEdit.setTabChangesFocus(True)

        self.plainLayout.addWidget(self.plainTextEdit)

        self.formsSplitter.addWidget(self.plainWidget)

        self.previewLayout.addWidget(self.formsSplitter)

        self.previewLayout.setStretch(2, 1)
        self.splitter.addWidget(self.previewCard)

        self.contentLayout.addWidget(self.splitter)

        self.contentLayout.setStretch(2, 1)

        self.windowLayout.addWidget(self.contentWidget)

        self.footFrame = QFrame(MessageTextsWindow)
        self.footFrame.setObjectName(u"footFrame")
        self.footFrame.setProperty(u"role", u"footer")
        self.footLayout = QHBoxLayout(self.footFrame)
        self.footLayout.setSpacing(8)
        self.footLayout.setObjectName(u"footLayout")
        self.footLayout.setContentsMargins(16, 12, 16, 12)
        self.defaultButton = QPushButton(self.footFrame)
        self.defaultButton.setObjectName(u"defaultButton")
        self.defaultButton.setProperty(u"role", u"quiet")
        self.defaultButton.setAutoDefault(False)
        self.defaultButton.setProperty(u"iconName", u"rotate-ccw")

        self.footLayout.addWidget(self.defaultButton)

        self.discardButton = QPushButton(self.footFrame)
        self.discardButton.setObjectName(u"discardButton")
        self.discardButton.setProperty(u"role", u"quiet")
        self.discardButton.setAutoDefault(False)

        self.footLayout.addWidget(self.discardButton)

        self.footSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footLayout.addItem(self.footSpacer)

        self.cancelButton = QPushButton(self.footFrame)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)

        self.footLayout.addWidget(self.cancelButton)

        self.saveButton = QPushButton(self.footFrame)
        self.saveButton.setObjectName(u"saveButton")
        self.saveButton.setProperty(u"role", u"primary")
        self.saveButton.setAutoDefault(True)

        self.footLayout.addWidget(self.saveButton)


        self.windowLayout.addWidget(self.footFrame)

        self.windowLayout.setStretch(1, 1)
#if QT_CONFIG(shortcut)
        self.mailLabel.setBuddy(self.mailComboBox)
        self.subjectLabel.setBuddy(self.subjectLineEdit)
        self.buttonLabel.setBuddy(self.buttonLineEdit)
        self.bodyLabel.setBuddy(self.bodyTextEdit)
        self.htmlLabel.setBuddy(self.htmlBrowser)
        self.plainLabel.setBuddy(self.plainTextEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(MessageTextsWindow)

        self.saveButton.setDefault(True)

    # setupUi

    def retranslateUi(self, MessageTextsWindow: QDialog) -> None:
        MessageTextsWindow.setWindowTitle(QCoreApplication.translate("MessageTextsWindow", u"Texts of the mails", None))
        self.titleLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"Texts of the mails", None))
        self.subtitleLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"What parents read, in your practice\u2019s own words. Every version is kept, and each message knows the one it was written with.", None))
        self.mailLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"&Mail", None))
        self.languageLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"Language", None))
        self.englishButton.setText(QCoreApplication.translate("MessageTextsWindow", u"&English", None))
        self.spanishButton.setText(QCoreApplication.translate("MessageTextsWindow", u"Sp&anish", None))
        self.usedLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"Now in use", None))
        self.stateChip.setText("")
        self.stateLabel.setText("")
        self.versionsButton.setText(QCoreApplication.translate("MessageTextsWindow", u"&Versions\u2026", None))
        self.subjectLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"Sub&ject", None))
        self.subjectErrorLabel.setText("")
        self.buttonLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"Words on the &button", None))
        self.buttonErrorLabel.setText("")
        self.bodyLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"&Text", None))
        self.bodyErrorLabel.setText("")
        self.insertLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"Insert what the program fills in", None))
        self.markupLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"An empty line begins a new paragraph, \u201c# \u201d a heading, \u201c- \u201d a list\u2019s line; **two stars** make bold. {{ link }} on a line of its own is the button. Below every mail stands a warning against fraud that can\u2019t be changed.", None))
        self.previewSubjectLabel.setText("")
        self.previewFromLabel.setText("")
        self.htmlLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"As the &parent sees it", None))
        self.plainLabel.setText(QCoreApplication.translate("MessageTextsWindow", u"P&lain text", None))
        self.defaultButton.setText(QCoreApplication.translate("MessageTextsWindow", u"Back to the &default", None))
        self.discardButton.setText(QCoreApplication.translate("MessageTextsWindow", u"&Undo my changes", None))
        self.cancelButton.setText(QCoreApplication.translate("MessageTextsWindow", u"&Close", None))
        self.saveButton.setText(QCoreApplication.translate("MessageTextsWindow", u"&Save", None))
    # retranslateUi

