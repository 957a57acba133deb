# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/edit_conflict.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget,
)

class Ui_EditConflictDialog(object):
    def setupUi(self, EditConflictDialog: QDialog) -> None:
        if not EditConflictDialog.objectName():
            EditConflictDialog.setObjectName(u"EditConflictDialog")
        self.dialogLayout = QVBoxLayout(EditConflictDialog)
        self.dialogLayout.setSpacing(0)
        self.dialogLayout.setObjectName(u"dialogLayout")
        self.dialogLayout.setContentsMargins(0, 0, 0, 0)
        self.contentPage = QWidget(EditConflictDialog)
        self.contentPage.setObjectName(u"contentPage")
        self.contentLayout = QVBoxLayout(self.contentPage)
        self.contentLayout.setSpacing(12)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(24, 16, 24, 12)
        self.titleLabel = QLabel(self.contentPage)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setProperty(u"role", u"title")
        self.titleLabel.setWordWrap(True)

        self.contentLayout.addWidget(self.titleLabel)

        self.explanationLabel = QLabel(self.contentPage)
        self.explanationLabel.setObjectName(u"explanationLabel")
        self.explanationLabel.setWordWrap(True)

        self.contentLayout.addWidget(self.explanationLabel)

        self.scrollArea = QScrollArea(self.contentPage)
        self.scrollArea.setObjectName(u"scrollArea")
        self.scrollArea.setWidgetResizable(True)
        self.scrollArea.setFrameShape(QFrame.Shape.NoFrame)
        self.scrollArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page = QWidget()
        self.page.setObjectName(u"page")
        self.scrollArea.setWidget(self.page)
        self.page.setProperty(u"role", u"page")
        self.pageLayout = QVBoxLayout(self.page)
        self.pageLayout.setSpacing(0)
        self.pageLayout.setObjectName(u"pageLayout")
        self.pageLayout.setContentsMargins(0, 0, 0, 0)
        self.differencesCard = QFrame(self.page)
        self.differencesCard.setObjectName(u"differencesCard")
        self.differencesCard.setProperty(u"role", u"card")
        self.differencesGrid = QGridLayout(self.differencesCard)
        self.differencesGrid.setObjectName(u"differencesGrid")
        self.differencesGrid.setHorizontalSpacing(16)
        self.differencesGrid.setVerticalSpacing(8)
        self.differencesGrid.setContentsMargins(16, 12, 16, 12)
        self.differencesGrid.setColumnStretch(1, 1)
        self.differencesGrid.setColumnStretch(2, 1)
        self.differencesGrid.setColumnStretch(3, 1)

        self.pageLayout.addWidget(self.differencesCard)

        self.pageSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.pageLayout.addItem(self.pageSpacer)


        self.contentLayout.addWidget(self.scrollArea)


        self.dialogLayout.addWidget(self.contentPage)

        self.footerFrame = QFrame(EditConflictDialog)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(24, 12, 24, 12)
        self.discardButton = QPushButton(self.footerFrame)
        self.discardButton.setObjectName(u"discardButton")

        self.footerLayout.addWidget(self.discardButton)

        self.footerSpacer = QSpacerItem(8, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)

        self.keepButton = QPushButton(self.footerFrame)
        self.keepButton.setObjectName(u"keepButton")

        self.footerLayout.addWidget(self.keepButton)

        self.acceptButton = QPushButton(self.footerFrame)
        self.acceptButton.setObjectName(u"acceptButton")
        self.acceptButton.setProperty(u"role", u"primary")

        self.footerLayout.addWidget(self.acceptButton)


        self.dialogLayout.addWidget(self.footerFrame)

        self.dialogLayout.setStretch(0, 1)
        QWidget.setTabOrder(self.discardButton, self.keepButton)
        QWidget.setTabOrder(self.keepButton, self.acceptButton)

        self.retranslateUi(EditConflictDialog)

        self.acceptButton.setDefault(True)

    # setupUi

    def retranslateUi(self, EditConflictDialog: QDialog) -> None:
        EditConflictDialog.setWindowTitle(QCoreApplication.translate("EditConflictDialog", u"Two edits of one contact", None))
        self.titleLabel.setText("")
        self.explanationLabel.setText("")
        self.discardButton.setText(QCoreApplication.translate("EditConflictDialog", u"&Discard mine", None))
        self.keepButton.setText(QCoreApplication.translate("EditConflictDialog", u"&Keep editing", None))
        self.acceptButton.setText(QCoreApplication.translate("EditConflictDialog", u"&Save with these choices", None))
    # retranslateUi

