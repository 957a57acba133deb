# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/import_roster.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QComboBox, QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QScrollArea,
    QSizePolicy, QSpacerItem, QStackedWidget, QTableView, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_ImportRoster(object):
    def setupUi(self, ImportRoster: QDialog) -> None:
        if not ImportRoster.objectName():
            ImportRoster.setObjectName(u"ImportRoster")
        self.importLayout = QVBoxLayout(ImportRoster)
        self.importLayout.setSpacing(0)
        self.importLayout.setObjectName(u"importLayout")
        self.importLayout.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget(ImportRoster)
        self.stack.setObjectName(u"stack")
        self.columnsPage = QWidget()
        self.columnsPage.setObjectName(u"columnsPage")
        self.stack.addWidget(self.columnsPage)
        self.columnsPageLayout = QVBoxLayout(self.columnsPage)
        self.columnsPageLayout.setSpacing(12)
        self.columnsPageLayout.setObjectName(u"columnsPageLayout")
        self.columnsPageLayout.setContentsMargins(16, 16, 16, 12)
        self.columnsTitleLabel = QLabel(self.columnsPage)
        self.columnsTitleLabel.setObjectName(u"columnsTitleLabel")
        self.columnsTitleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.columnsTitleLabel.setWordWrap(True)
        self.columnsTitleLabel.setProperty(u"role", u"title")

        self.columnsPageLayout.addWidget(self.columnsTitleLabel)

        self.columnsIntroLabel = QLabel(self.columnsPage)
        self.columnsIntroLabel.setObjectName(u"columnsIntroLabel")
        self.columnsIntroLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.columnsIntroLabel.setWordWrap(True)
        self.columnsIntroLabel.setProperty(u"role", u"subtle")

        self.columnsPageLayout.addWidget(self.columnsIntroLabel)

        self.columnsMessageBar = MessageBar(self.columnsPage)
        self.columnsMessageBar.setObjectName(u"columnsMessageBar")

        self.columnsPageLayout.addWidget(self.columnsMessageBar)

        self.columnsCard = QFrame(self.columnsPage)
        self.columnsCard.setObjectName(u"columnsCard")
        self.columnsCard.setProperty(u"role", u"card")
        self.columnsCardLayout = QVBoxLayout(self.columnsCard)
        self.columnsCardLayout.setSpacing(8)
        self.columnsCardLayout.setObjectName(u"columnsCardLayout")
        self.columnsCardLayout.setContentsMargins(16, 12, 8, 12)
        self.columnsScrollArea = QScrollArea(self.columnsCard)
        self.columnsScrollArea.setObjectName(u"columnsScrollArea")
        self.columnsScrollArea.setFrameShape(QFrame.Shape.NoFrame)
        self.columnsScrollArea.setWidgetResizable(True)
        self.columnsScrollArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.columnsPageWidget = QWidget()
        self.columnsPageWidget.setObjectName(u"columnsPageWidget")
        self.columnsScrollArea.setWidget(self.columnsPageWidget)
        self.columnsPageWidget.setProperty(u"role", u"page")
        self.columnsPageWidgetLayout = QVBoxLayout(self.columnsPageWidget)
        self.columnsPageWidgetLayout.setSpacing(0)
        self.columnsPageWidgetLayout.setObjectName(u"columnsPageWidgetLayout")
        self.columnsPageWidgetLayout.setContentsMargins(0, 0, 0, 0)
        self.columnsGrid = QGridLayout()
        self.columnsGrid.setObjectName(u"columnsGrid")

        self.columnsPageWidgetLayout.addLayout(self.columnsGrid)

        self.columnsSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.columnsPageWidgetLayout.addItem(self.columnsSpacer)


        self.columnsCardLayout.addWidget(self.columnsScrollArea)

        self.columnsCardLayout.setStretch(0, 1)

        self.columnsPageLayout.addWidget(self.columnsCard)

        self.rolesWidget = QWidget(self.columnsPage)
        self.rolesWidget.setObjectName(u"rolesWidget")
        self.rolesGrid = QGridLayout(self.rolesWidget)
        self.rolesGrid.setObjectName(u"rolesGrid")
        self.rolesGrid.setContentsMargins(0, 0, 0, 0)

        self.columnsPageLayout.addWidget(self.rolesWidget)

        self.datesLayout = QHBoxLayout()
        self.datesLayout.setSpacing(8)
        self.datesLayout.setObjectName(u"datesLayout")
        self.datesLayout.setContentsMargins(0, 0, 0, 0)
        self.datesLabel = QLabel(self.columnsPage)
        self.datesLabel.setObjectName(u"datesLabel")
        self.datesLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.datesLabel.setProperty(u"role", u"label")

        self.datesLayout.addWidget(self.datesLabel)

        self.datesComboBox = QComboBox(self.columnsPage)
        self.datesComboBox.setObjectName(u"datesComboBox")

        self.datesLayout.addWidget(self.datesComboBox)

        self.datesSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.datesLayout.addItem(self.datesSpacer)


        self.columnsPageLayout.addLayout(self.datesLayout)

        self.columnsPageLayout.setStretch(3, 1)
        self.progressPage = QWidget()
        self.progressPage.setObjectName(u"progressPage")
        self.stack.addWidget(self.progressPage)
        self.progressPageLayout = QVBoxLayout(self.progressPage)
        self.progressPageLayout.setSpacing(12)
        self.progressPageLayout.setObjectName(u"progressPageLayout")
        self.progressPageLayout.setContentsMargins(16, 16, 16, 12)
        self.progressTitleLabel = QLabel(self.progressPage)
        self.progressTitleLabel.setObjectName(u"progressTitleLabel")
        self.progressTitleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.progressTitleLabel.setWordWrap(True)
        self.progressTitleLabel.setProperty(u"role", u"title")

        self.progressPageLayout.addWidget(self.progressTitleLabel)

        self.progressIntroLabel = QLabel(self.progressPage)
        self.progressIntroLabel.setObjectName(u"progressIntroLabel")
        self.progressIntroLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.progressIntroLabel.setWordWrap(True)
        self.progressIntroLabel.setProperty(u"role", u"subtle")

        self.progressPageLayout.addWidget(self.progressIntroLabel)

        self.progressBar = QProgressBar(self.progressPage)
        self.progressBar.setObjectName(u"progressBar")
        self.progressBar.setMaximum(1000)
        self.progressBar.setTextVisible(False)

        self.progressPageLayout.addWidget(self.progressBar)

        self.progressLabel = QLabel(self.progressPage)
        self.progressLabel.setObjectName(u"progressLabel")
        self.progressLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.progressLabel.setWordWrap(True)

        self.progressPageLayout.addWidget(self.progressLabel)

        self.progressSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.progressPageLayout.addItem(self.progressSpacer)

        self.progressPageLayout.setStretch(4, 1)
        self.checkPage = QWidget()
        self.checkPage.setObjectName(u"checkPage")
        self.stack.addWidget(self.checkPage)
        self.checkPageLayout = QVBoxLayout(self.checkPage)
        self.checkPageLayout.setSpacing(12)
        self.checkPageLayout.setObjectName(u"checkPageLayout")
        self.checkPageLayout.setContentsMargins(16, 16, 16, 12)
        self.checkTitleLabel = QLabel(self.checkPage)
        self.checkTitleLabel.setObjectName(u"checkTitleLabel")
        self.checkTitleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.checkTitleLabel.setWordWrap(True)
        self.checkTitleLabel.setProperty(u"role", u"title")

        self.checkPageLayout.addWidget(self.checkTitleLabel)

        self.checkMessageBar = MessageBar(self.checkPage)
        self.checkMessageBar.setObjectName(u"checkMessageBar")

        self.checkPageLayout.addWidget(self.checkMessageBar)

        self.checkSummaryLabel = QLabel(self.checkPage)
        self.checkSummaryLabel.setObjectName(u"checkSummaryLabel")
        self.checkSummaryLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.checkSummaryLabel.setWordWrap(True)

        self.checkPageLayout.addWidget(self.checkSummaryLabel)

        self.reportsCard = QFrame(self.checkPage)
        self.reportsCard.setObjectName(u"reportsCard")
        self.reportsCard.setProperty(u"role", u"card")
        self.reportsCardLayout = QVBoxLayout(self.reportsCard)
        self.reportsCardLayout.setSpacing(8)
        self.reportsCardLayout.setObjectName(u"reportsCardLayout")
        self.reportsCardLayout.setContentsMargins(16, 12, 16, 12)
        self.reportsLabel = QLabel(self.reportsCard)
        self.reportsLabel.setObjectName(u"reportsLabel")
        self.reportsLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.reportsLabel.setWordWrap(True)
        self.reportsLabel.setProperty(u"role", u"heading")

        self.reportsCardLayout.addWidget(self.reportsLabel)

        self.reportsTableView = QTableView(self.reportsCard)
        self.reportsTableView.setObjectName(u"reportsTableView")
        self.reportsTableView.setProperty(u"role", u"embedded")

        self.reportsCardLayout.addWidget(self.reportsTableView)

        self.reportsButtonsLayout = QHBoxLayout()
        self.reportsButtonsLayout.setSpacing(8)
        self.reportsButtonsLayout.setObjectName(u"reportsButtonsLayout")
        self.reportsButtonsLayout.setContentsMargins(0, 0, 0, 0)
        self.moreReportsLabel = QLabel(self.reportsCard)
        self.moreReportsLabel.setObjectName(u"moreReportsLabel")
        self.moreReportsLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.moreReportsLabel.setWordWrap(True)
        self.moreReportsLabel.setProperty(u"role", u"caption")

        self.reportsButtonsLayout.addWidget(self.moreReportsLabel)

        self.reportsButtonsSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.reportsButtonsLayout.addItem(self.reportsButtonsSpacer)

        self.saveProblemsButton = QPushButton(self.reportsCard)
        self.saveProblemsButton.setObjectName(u"saveProblemsButton")
        self.saveProblemsButton.setAutoDefault(False)

        self.reportsButtonsLayout.addWidget(self.saveProblemsButton)


        self.reportsCardLayout.addLayout(self.reportsButtonsLayout)

        self.reportsCardLayout.setStretch(1, 1)

        self.checkPageLayout.addWidget(self.reportsCard)

        self.checkSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.checkPageLayout.addItem(self.checkSpacer)

        self.checkPageLayout.setStretch(3, 10)
        self.checkPageLayout.setStretch(4, 1)
        self.donePage = QWidget()
        self.donePage.setObjectName(u"donePage")
        self.stack.addWidget(self.donePage)
        self.donePageLayout = QVBoxLayout(self.donePage)
        self.donePageLayout.setSpacing(12)
        self.donePageLayout.setObjectName(u"donePageLayout")
        self.donePageLayout.setContentsMargins(16, 16, 16, 12)
        self.doneTitleLabel = QLabel(self.donePage)
        self.doneTitleLabel.setObjectName(u"doneTitleLabel")
        self.doneTitleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.doneTitleLabel.setWordWrap(True)
        self.doneTitleLabel.setProperty(u"role", u"title")

        self.donePageLayout.addWidget(self.doneTitleLabel)

        self.doneMessageBar = MessageBar(self.donePage)
        self.doneMessageBar.setObjectName(u"doneMessageBar")

        self.donePageLayout.addWidget(self.doneMessageBar)

        self.doneSummaryLabel = QLabel(self.donePage)
        self.doneSummaryLabel.setObjectName(u"doneSummaryLabel")
        self.doneSummaryLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.doneSummaryLabel.setWordWrap(True)

        self.donePageLayout.addWidget(self.doneSummaryLabel)

        self.doneButtonsLayout = QHBoxLayout()
        self.doneButtonsLayout.setSpacing(8)
        self.doneButtonsLayout.setObjectName(u"doneButtonsLayout")
        self.doneButtonsLayout.setContentsMargins(0, 0, 0, 0)
        self.reviewButton = QPushButton(self.donePage)
        self.reviewButton.setObjectName(u"reviewButton")
        self.reviewButton.setAutoDefault(False)
        self.reviewButton.setProperty(u"role", u"primary")

        self.doneButtonsLayout.addWidget(self.reviewButton)

        self.doneSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.doneButtonsLayout.addItem(self.doneSpacer)


        self.donePageLayout.addLayout(self.doneButtonsLayout)

        self.doneBelowSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.donePageLayout.addItem(self.doneBelowSpacer)

        self.donePageLayout.setStretch(4, 1)

        self.importLayout.addWidget(self.stack)

        self.footerFrame = QFrame(ImportRoster)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.footerSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)

        self.cancelButton = QPushButton(self.footerFrame)
        self.cancelButton.setObjectName(u"cancelButton")
        self.cancelButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.cancelButton)

        self.backButton = QPushButton(self.footerFrame)
        self.backButton.setObjectName(u"backButton")
        self.backButton.setAutoDefault(False)

        self.footerLayout.addWidget(self.backButton)

        self.nextButton = QPushButton(self.footerFrame)
        self.nextButton.setObjectName(u"nextButton")
        self.nextButton.setAutoDefault(True)
        self.nextButton.setProperty(u"role", u"primary")

        self.footerLayout.addWidget(self.nextButton)


        self.importLayout.addWidget(self.footerFrame)

        self.importLayout.setStretch(0, 1)
#if QT_CONFIG(shortcut)
        self.datesLabel.setBuddy(self.datesComboBox)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ImportRoster)

        self.nextButton.setDefault(True)

    # setupUi

    def retranslateUi(self, ImportRoster: QDialog) -> None:
        ImportRoster.setWindowTitle(QCoreApplication.translate("ImportRoster", u"Import a roster", None))
        self.columnsTitleLabel.setText(QCoreApplication.translate("ImportRoster", u"What the columns are", None))
        self.datesLabel.setText(QCoreApplication.translate("ImportRoster", u"&Dates like 03/05/2019 are", None))
#if QT_CONFIG(accessibility)
        self.progressBar.setAccessibleName(QCoreApplication.translate("ImportRoster", u"Progress", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.reportsTableView.setAccessibleName(QCoreApplication.translate("ImportRoster", u"Rows with something to tell", None))
#endif // QT_CONFIG(accessibility)
        self.saveProblemsButton.setText(QCoreApplication.translate("ImportRoster", u"&Save rows with problems\u2026", None))
        self.reviewButton.setText(QCoreApplication.translate("ImportRoster", u"&Review imported Authority\u2026", None))
        self.cancelButton.setText(QCoreApplication.translate("ImportRoster", u"&Cancel", None))
        self.backButton.setText(QCoreApplication.translate("ImportRoster", u"&Back", None))
        self.nextButton.setText(QCoreApplication.translate("ImportRoster", u"Chec&k", None))
    # retranslateUi

