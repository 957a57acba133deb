# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/portal_registration.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QSizePolicy, QSpacerItem,
    QStackedWidget, QTabWidget, QTableView, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.empty_state import EmptyState
from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.undo_bar import UndoBar

class Ui_PortalRegistration(object):
    def setupUi(self, PortalRegistration: QDialog) -> None:
        if not PortalRegistration.objectName():
            PortalRegistration.setObjectName(u"PortalRegistration")
        self.portalRegistrationLayout = QVBoxLayout(PortalRegistration)
        self.portalRegistrationLayout.setSpacing(0)
        self.portalRegistrationLayout.setObjectName(u"portalRegistrationLayout")
        self.portalRegistrationLayout.setContentsMargins(0, 0, 0, 0)
        self.headFrame = QFrame(PortalRegistration)
        self.headFrame.setObjectName(u"headFrame")
        self.headFrame.setProperty(u"role", u"bar")
        self.headLayout = QVBoxLayout(self.headFrame)
        self.headLayout.setSpacing(4)
        self.headLayout.setObjectName(u"headLayout")
        self.headLayout.setContentsMargins(16, 12, 16, 12)
        self.nameLabel = QLabel(self.headFrame)
        self.nameLabel.setObjectName(u"nameLabel")
        self.nameLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.nameLabel.setProperty(u"role", u"title")

        self.headLayout.addWidget(self.nameLabel)

        self.homeEmailLabel = QLabel(self.headFrame)
        self.homeEmailLabel.setObjectName(u"homeEmailLabel")
        self.homeEmailLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.homeEmailLabel.setProperty(u"role", u"subtle")

        self.headLayout.addWidget(self.homeEmailLabel)


        self.portalRegistrationLayout.addWidget(self.headFrame)

        self.contentWidget = QWidget(PortalRegistration)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(12)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(16, 12, 16, 12)
        self.messageBar = MessageBar(self.contentWidget)
        self.messageBar.setObjectName(u"messageBar")

        self.contentLayout.addWidget(self.messageBar)

        self.tabWidget = QTabWidget(self.contentWidget)
        self.tabWidget.setObjectName(u"tabWidget")
        self.tabWidget.setDocumentMode(True)
        self.authorityPage = QWidget()
        self.authorityPage.setObjectName(u"authorityPage")
        self.tabWidget.addTab(self.authorityPage, "")
        self.authorityLayout = QVBoxLayout(self.authorityPage)
        self.authorityLayout.setSpacing(12)
        self.authorityLayout.setObjectName(u"authorityLayout")
        self.authorityLayout.setContentsMargins(0, 12, 0, 0)
        self.patientsCard = QFrame(self.authorityPage)
        self.patientsCard.setObjectName(u"patientsCard")
        self.patientsCard.setProperty(u"role", u"card")
        self.patientsLayout = QVBoxLayout(self.patientsCard)
        self.patientsLayout.setSpacing(8)
        self.patientsLayout.setObjectName(u"patientsLayout")
        self.patientsLayout.setContentsMargins(4, 4, 4, 4)
        self.patientTableView = QTableView(self.patientsCard)
        self.patientTableView.setObjectName(u"patientTableView")

        self.patientsLayout.addWidget(self.patientTableView)


        self.authorityLayout.addWidget(self.patientsCard)

        self.accountCard = QFrame(self.authorityPage)
        self.accountCard.setObjectName(u"accountCard")
        self.accountCard.setProperty(u"role", u"card")
        self.accountLayout = QVBoxLayout(self.accountCard)
        self.accountLayout.setSpacing(12)
        self.accountLayout.setObjectName(u"accountLayout")
        self.accountLayout.setContentsMargins(16, 16, 16, 16)
        self.accountHeadingLabel = QLabel(self.accountCard)
        self.accountHeadingLabel.setObjectName(u"accountHeadingLabel")
        self.accountHeadingLabel.setProperty(u"role", u"heading")

        self.accountLayout.addWidget(self.accountHeadingLabel)

        self.accountGrid = QGridLayout()
        self.accountGrid.setObjectName(u"accountGrid")
        self.accountGrid.setHorizontalSpacing(16)
        self.accountGrid.setVerticalSpacing(4)
        self.accountGrid.setContentsMargins(0, 0, 0, 0)
        self.accountCaptionLabel = QLabel(self.accountCard)
        self.accountCaptionLabel.setObjectName(u"accountCaptionLabel")
        self.accountCaptionLabel.setProperty(u"role", u"label")

        self.accountGrid.addWidget(self.accountCaptionLabel, 0, 0, 1, 1)

        self.accountLabel = QLabel(self.accountCard)
        self.accountLabel.setObjectName(u"accountLabel")
        self.accountLabel.setWordWrap(True)
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.accountLabel.sizePolicy().hasHeightForWidth())
        self.accountLabel.setSizePolicy(sizePolicy)
        self.accountLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.accountGrid.addWidget(self.accountLabel, 0, 1, 1, 1)

        self.linkCaptionLabel = QLabel(self.accountCard)
        self.linkCaptionLabel.setObjectName(u"linkCaptionLabel")
        self.linkCaptionLabel.setProperty(u"role", u"label")

        self.accountGrid.addWidget(self.linkCaptionLabel, 1, 0, 1, 1)

        self.linkLabel = QLabel(self.accountCard)
        self.linkLabel.setObjectName(u"linkLabel")
        self.linkLabel.setWordWrap(True)
        sizePolicy.setHeightForWidth(self.linkLabel.sizePolicy().hasHeightForWidth())
        self.linkLabel.setSizePolicy(sizePolicy)
        self.linkLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.accountGrid.addWidget(self.linkLabel, 1, 1, 1, 1)

        self.lastWelcomeCaptionLabel = QLabel(self.accountCard)
        self.lastWelcomeCaptionLabel.setObjectName(u"lastWelcomeCaptionLabel")
        self.lastWelcomeCaptionLabel.setProperty(u"role", u"label")

        self.accountGrid.addWidget(self.lastWelcomeCaptionLabel, 2, 0, 1, 1)

        self.lastWelcomeLabel = QLabel(self.accountCard)
        self.lastWelcomeLabel.setObjectName(u"lastWelcomeLabel")
        self.lastWelcomeLabel.setWordWrap(True)
        sizePolicy.setHeightForWidth(self.lastWelcomeLabel.sizePolicy().hasHeightForWidth())
        self.lastWelcomeLabel.setSizePolicy(sizePolicy)
        self.lastWelcomeLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.accountGrid.addWidget(self.lastWelcomeLabel, 2, 1, 1, 1)

        self.accountGrid.setColumnStretch(1, 1)

        self.accountLayout.addLayout(self.accountGrid)

        self.separatorFrame = QFrame(self.accountCard)
        self.separatorFrame.setObjectName(u"separatorFrame")
        self.separatorFrame.setProperty(u"role", u"separator")

        self.accountLayout.addWidget(self.separatorFrame)

        self.registerLayout = QHBoxLayout()
        self.registerLayout.setSpacing(16)
        self.registerLayout.setObjectName(u"registerLayout")
        self.registerLayout.setContentsMargins(0, 0, 0, 0)
        self.whyLayout = QVBoxLayout()
        self.whyLayout.setSpacing(4)
        self.whyLayout.setObjectName(u"whyLayout")
        self.whyLayout.setContentsMargins(0, 0, 0, 0)
        self.whyHeadingLabel = QLabel(self.accountCard)
        self.whyHeadingLabel.setObjectName(u"whyHeadingLabel")
        self.whyHeadingLabel.setWordWrap(True)
        self.whyHeadingLabel.setProperty(u"role", u"strong")

        self.whyLayout.addWidget(self.whyHeadingLabel)

        self.whyLabel = QLabel(self.accountCard)
        self.whyLabel.setObjectName(u"whyLabel")
        self.whyLabel.setWordWrap(True)
        self.whyLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.whyLabel.setProperty(u"role", u"subtle")

        self.whyLayout.addWidget(self.whyLabel)


        self.registerLayout.addLayout(self.whyLayout)

        self.unlockButton = QPushButton(self.accountCard)
        self.unlockButton.setObjectName(u"unlockButton")
        self.unlockButton.setProperty(u"iconName", u"lock-open")
        self.unlockButton.setAutoDefault(False)

        self.registerLayout.addWidget(self.unlockButton, 0, Qt.AlignmentFlag.AlignTop)

        self.signOutButton = QPushButton(self.accountCard)
        self.signOutButton.setObjectName(u"signOutButton")
        self.signOutButton.setProperty(u"iconName", u"lock")
        self.signOutButton.setAutoDefault(False)

        self.registerLayout.addWidget(self.signOutButton, 0, Qt.AlignmentFlag.AlignTop)

        self.printButton = QPushButton(self.accountCard)
        self.printButton.setObjectName(u"printButton")
        self.printButton.setProperty(u"iconName", u"printer")
        self.printButton.setAutoDefault(False)

        self.registerLayout.addWidget(self.printButton, 0, Qt.AlignmentFlag.AlignTop)

        self.registerButton = QPushButton(self.accountCard)
        self.registerButton.setObjectName(u"registerButton")
        self.registerButton.setProperty(u"role", u"primary")
        self.registerButton.setProperty(u"iconName", u"send")
        self.registerButton.setProperty(u"iconTint", u"on_accent")
        self.registerButton.setAutoDefault(False)

        self.registerLayout.addWidget(self.registerButton, 0, Qt.AlignmentFlag.AlignTop)

        self.registerLayout.setStretch(0, 1)

        self.accountLayout.addLayout(self.registerLayout)


        self.authorityLayout.addWidget(self.accountCard)

        self.authorityLayout.setStretch(0, 1)
        self.messagesPage = QWidget()
        self.messagesPage.setObjectName(u"messagesPage")
        self.tabWidget.addTab(self.messagesPage, "")
        self.messagesLayout = QVBoxLayout(self.messagesPage)
        self.messagesLayout.setSpacing(8)
        self.messagesLayout.setObjectName(u"messagesLayout")
        self.messagesLayout.setContentsMargins(0, 12, 0, 0)
        self.messageStack = QStackedWidget(self.messagesPage)
        self.messageStack.setObjectName(u"messageStack")
        self.messagesListPage = QWidget()
        self.messagesListPage.setObjectName(u"messagesListPage")
        self.messageStack.addWidget(self.messagesListPage)
        self.messagesListLayout = QVBoxLayout(self.messagesListPage)
        self.messagesListLayout.setSpacing(12)
        self.messagesListLayout.setObjectName(u"messagesListLayout")
        self.messagesListLayout.setContentsMargins(0, 0, 0, 0)
        self.messagesCard = QFrame(self.messagesListPage)
        self.messagesCard.setObjectName(u"messagesCard")
        self.messagesCard.setProperty(u"role", u"card")
        self.messagesCardLayout = QVBoxLayout(self.messagesCard)
        self.messagesCardLayout.setSpacing(8)
        self.messagesCardLayout.setObjectName(u"messagesCardLayout")
        self.messagesCardLayout.setContentsMargins(4, 4, 4, 4)
        self.messageTableView = QTableView(self.messagesCard)
        self.messageTableView.setObjectName(u"messageTableView")

        self.messagesCardLayout.addWidget(self.messageTableView)


        self.messagesListLayout.addWidget(self.messagesCard)

        self.detailCard = QFrame(self.messagesListPage)
        self.detailCard.setObjectName(u"detailCard")
        self.detailCard.setProperty(u"role", u"card")
        self.detailLayout = QVBoxLayout(self.detailCard)
        self.detailLayout.setSpacing(8)
        self.detailLayout.setObjectName(u"detailLayout")
        self.detailLayout.setContentsMargins(16, 16, 16, 16)
        self.detailHeadLayout = QHBoxLayout()
        self.detailHeadLayout.setSpacing(8)
        self.detailHeadLayout.setObjectName(u"detailHeadLayout")
        self.detailHeadLayout.setContentsMargins(0, 0, 0, 0)
        self.outcomeChipLabel = QLabel(self.detailCard)
        self.outcomeChipLabel.setObjectName(u"outcomeChipLabel")
        self.outcomeChipLabel.setProperty(u"role", u"chip")

        self.detailHeadLayout.addWidget(self.outcomeChipLabel)

        self.detailHeadingLabel = QLabel(self.detailCard)
        self.detailHeadingLabel.setObjectName(u"detailHeadingLabel")
        self.detailHeadingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.detailHeadingLabel.setProperty(u"role", u"strong")

        self.detailHeadLayout.addWidget(self.detailHeadingLabel)

        self.spacer1 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.detailHeadLayout.addItem(self.spacer1)


        self.detailLayout.addLayout(self.detailHeadLayout)

        self.explanationLabel = QLabel(self.detailCard)
        self.explanationLabel.setObjectName(u"explanationLabel")
        self.explanationLabel.setWordWrap(True)
        self.explanationLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.explanationLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.detailLayout.addWidget(self.explanationLabel)

        self.serverReplyCaptionLabel = QLabel(self.detailCard)
        self.serverReplyCaptionLabel.setObjectName(u"serverReplyCaptionLabel")
        self.serverReplyCaptionLabel.setProperty(u"role", u"label")

        self.detailLayout.addWidget(self.serverReplyCaptionLabel)

        self.serverReplyEdit = QPlainTextEdit(self.detailCard)
        self.serverReplyEdit.setObjectName(u"serverReplyEdit")
        self.serverReplyEdit.setReadOnly(True)
        self.serverReplyEdit.setTabChangesFocus(True)

        self.detailLayout.addWidget(self.serverReplyEdit)


        self.messagesListLayout.addWidget(self.detailCard)

        self.messagesListLayout.setStretch(0, 1)
        self.noMessagesPage = QWidget()
        self.noMessagesPage.setObjectName(u"noMessagesPage")
        self.messageStack.addWidget(self.noMessagesPage)
        self.noMessagesLayout = QVBoxLayout(self.noMessagesPage)
        self.noMessagesLayout.setSpacing(8)
        self.noMessagesLayout.setObjectName(u"noMessagesLayout")
        self.noMessagesLayout.setContentsMargins(0, 0, 0, 0)
        self.noMessagesState = EmptyState(self.noMessagesPage)
        self.noMessagesState.setObjectName(u"noMessagesState")

        self.noMessagesLayout.addWidget(self.noMessagesState)


        self.messagesLayout.addWidget(self.messageStack)


        self.contentLayout.addWidget(self.tabWidget)

        self.contentLayout.setStretch(1, 1)

        self.portalRegistrationLayout.addWidget(self.contentWidget)

        self.undoBar = UndoBar(PortalRegistration)
        self.undoBar.setObjectName(u"undoBar")

        self.portalRegistrationLayout.addWidget(self.undoBar)

        self.footerFrame = QFrame(PortalRegistration)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.explainButton = QPushButton(self.footerFrame)
        self.explainButton.setObjectName(u"explainButton")
        self.explainButton.setAutoDefault(False)
        self.explainButton.setProperty(u"role", u"quiet")
        self.explainButton.setProperty(u"iconName", u"eye-off")

        self.footerLayout.addWidget(self.explainButton)

        self.spacer2 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.spacer2)

        self.closeButton = QPushButton(self.footerFrame)
        self.closeButton.setObjectName(u"closeButton")
        self.closeButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.closeButton)


        self.portalRegistrationLayout.addWidget(self.footerFrame)

        self.portalRegistrationLayout.setStretch(1, 1)
#if QT_CONFIG(shortcut)
        self.serverReplyCaptionLabel.setBuddy(self.serverReplyEdit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(PortalRegistration)
    # setupUi

    def retranslateUi(self, PortalRegistration: QDialog) -> None:
        PortalRegistration.setWindowTitle(QCoreApplication.translate("PortalRegistration", u"Portal registration", None))
        self.nameLabel.setText("")
        self.homeEmailLabel.setText("")
#if QT_CONFIG(accessibility)
        self.tabWidget.setAccessibleName(QCoreApplication.translate("PortalRegistration", u"Portal registration", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.patientTableView.setAccessibleName(QCoreApplication.translate("PortalRegistration", u"Patients of this contact", None))
#endif // QT_CONFIG(accessibility)
        self.accountHeadingLabel.setText(QCoreApplication.translate("PortalRegistration", u"Portal account", None))
        self.accountCaptionLabel.setText(QCoreApplication.translate("PortalRegistration", u"Account", None))
        self.accountLabel.setText("")
        self.linkCaptionLabel.setText(QCoreApplication.translate("PortalRegistration", u"Setup link", None))
        self.linkLabel.setText("")
        self.lastWelcomeCaptionLabel.setText(QCoreApplication.translate("PortalRegistration", u"Last Welcome Email", None))
        self.lastWelcomeLabel.setText("")
        self.whyHeadingLabel.setText("")
        self.whyLabel.setText("")
        self.unlockButton.setText(QCoreApplication.translate("PortalRegistration", u"&Unlock", None))
#if QT_CONFIG(tooltip)
        self.unlockButton.setToolTip(QCoreApplication.translate("PortalRegistration", u"Let this parent try again: the count of wrong answers starts anew.", None))
#endif // QT_CONFIG(tooltip)
        self.signOutButton.setText(QCoreApplication.translate("PortalRegistration", u"&Sign out everywhere", None))
#if QT_CONFIG(tooltip)
        self.signOutButton.setToolTip(QCoreApplication.translate("PortalRegistration", u"Sign out this parent\u2019s phones and computers, such as one that was lost. They can sign in again.", None))
#endif // QT_CONFIG(tooltip)
        self.printButton.setText(QCoreApplication.translate("PortalRegistration", u"&Print", None))
#if QT_CONFIG(tooltip)
        self.printButton.setToolTip(QCoreApplication.translate("PortalRegistration", u"Print a welcome sheet with a setup link of its own, for a parent who is here.", None))
#endif // QT_CONFIG(tooltip)
        self.registerButton.setText(QCoreApplication.translate("PortalRegistration", u"&Register", None))
        self.tabWidget.setTabText(self.tabWidget.indexOf(self.authorityPage), QCoreApplication.translate("PortalRegistration", u"Caregiver Contact &Authority", None))
#if QT_CONFIG(accessibility)
        self.messageTableView.setAccessibleName(QCoreApplication.translate("PortalRegistration", u"Messages to this contact", None))
#endif // QT_CONFIG(accessibility)
        self.outcomeChipLabel.setText("")
        self.detailHeadingLabel.setText("")
        self.explanationLabel.setText("")
        self.serverReplyCaptionLabel.setText(QCoreApplication.translate("PortalRegistration", u"The mail server\u2019s own &words", None))
        self.tabWidget.setTabText(self.tabWidget.indexOf(self.messagesPage), QCoreApplication.translate("PortalRegistration", u"&Messages", None))
        self.explainButton.setText(QCoreApplication.translate("PortalRegistration", u"Wh&y can\u2019t they see\u2026?", None))
        self.closeButton.setText(QCoreApplication.translate("PortalRegistration", u"&Close", None))
    # retranslateUi

