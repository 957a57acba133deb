# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/patient_search.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea, QFrame, QGridLayout, QHBoxLayout, QLabel, QListWidget, QStackedWidget, QTableView,
    QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.empty_state import EmptyState

class Ui_PatientSearch(object):
    def setupUi(self, PatientSearch: QWidget) -> None:
        if not PatientSearch.objectName():
            PatientSearch.setObjectName(u"PatientSearch")
        self.searchLayout = QVBoxLayout(PatientSearch)
        self.searchLayout.setSpacing(8)
        self.searchLayout.setObjectName(u"searchLayout")
        self.searchLayout.setContentsMargins(16, 16, 16, 12)
        self.resultStack = QStackedWidget(PatientSearch)
        self.resultStack.setObjectName(u"resultStack")
        self.emptyPage = QWidget()
        self.emptyPage.setObjectName(u"emptyPage")
        self.resultStack.addWidget(self.emptyPage)
        self.emptyLayout = QHBoxLayout(self.emptyPage)
        self.emptyLayout.setSpacing(12)
        self.emptyLayout.setObjectName(u"emptyLayout")
        self.emptyLayout.setContentsMargins(0, 0, 0, 0)
        self.howToCard = QFrame(self.emptyPage)
        self.howToCard.setObjectName(u"howToCard")
        self.howToLayout = QVBoxLayout(self.howToCard)
        self.howToLayout.setSpacing(12)
        self.howToLayout.setObjectName(u"howToLayout")
        self.howToLayout.setContentsMargins(24, 16, 24, 16)
        self.howToHeadingLabel = QLabel(self.howToCard)
        self.howToHeadingLabel.setObjectName(u"howToHeadingLabel")

        self.howToLayout.addWidget(self.howToHeadingLabel)

        self.howToGrid = QGridLayout()
        self.howToGrid.setObjectName(u"howToGrid")
        self.howToGrid.setHorizontalSpacing(24)
        self.howToGrid.setVerticalSpacing(8)
        self.example0Label = QLabel(self.howToCard)
        self.example0Label.setObjectName(u"example0Label")

        self.howToGrid.addWidget(self.example0Label, 0, 0, 1, 1)

        self.example0TextLabel = QLabel(self.howToCard)
        self.example0TextLabel.setObjectName(u"example0TextLabel")

        self.howToGrid.addWidget(self.example0TextLabel, 0, 1, 1, 1)

        self.example1Label = QLabel(self.howToCard)
        self.example1Label.setObjectName(u"example1Label")

        self.howToGrid.addWidget(self.example1Label, 1, 0, 1, 1)

        self.example1TextLabel = QLabel(self.howToCard)
        self.example1TextLabel.setObjectName(u"example1TextLabel")

        self.howToGrid.addWidget(self.example1TextLabel, 1, 1, 1, 1)

        self.example2Label = QLabel(self.howToCard)
        self.example2Label.setObjectName(u"example2Label")

        self.howToGrid.addWidget(self.example2Label, 2, 0, 1, 1)

        self.example2TextLabel = QLabel(self.howToCard)
        self.example2TextLabel.setObjectName(u"example2TextLabel")

        self.howToGrid.addWidget(self.example2TextLabel, 2, 1, 1, 1)

        self.example3Label = QLabel(self.howToCard)
        self.example3Label.setObjectName(u"example3Label")

        self.howToGrid.addWidget(self.example3Label, 3, 0, 1, 1)

        self.example3TextLabel = QLabel(self.howToCard)
        self.example3TextLabel.setObjectName(u"example3TextLabel")

        self.howToGrid.addWidget(self.example3TextLabel, 3, 1, 1, 1)

        self.example4Label = QLabel(self.howToCard)
        self.example4Label.setObjectName(u"example4Label")

        self.howToGrid.addWidget(self.example4Label, 4, 0, 1, 1)

        self.example4TextLabel = QLabel(self.howToCard)
        self.example4TextLabel.setObjectName(u"example4TextLabel")

        self.howToGrid.addWidget(self.example4TextLabel, 4, 1, 1, 1)

        self.example5Label = QLabel(self.howToCard)
        self.example5Label.setObjectName(u"example5Label")

        self.howToGrid.addWidget(self.example5Label, 5, 0, 1, 1)

        self.example5TextLabel = QLabel(self.howToCard)
        self.example5TextLabel.setObjectName(u"example5TextLabel")

        self.howToGrid.addWidget(self.example5TextLabel, 5, 1, 1, 1)

        self.howToGrid.setColumnStretch(1, 1)

        self.howToLayout.addLayout(self.howToGrid)

        self.howToHintLabel = QLabel(self.howToCard)
        self.howToHintLabel.setObjectName(u"howToHintLabel")
        self.howToHintLabel.setWordWrap(True)

        self.howToLayout.addWidget(self.howToHintLabel)


        self.emptyLayout.addWidget(self.howToCard, 0, Qt.AlignmentFlag.AlignTop)

        self.recentCard = QFrame(self.emptyPage)
        self.recentCard.setObjectName(u"recentCard")
        self.recentLayout = QVBoxLayout(self.recentCard)
        self.recentLayout.setSpacing(8)
        self.recentLayout.setObjectName(u"recentLayout")
        self.recentLayout.setContentsMargins(16, 16, 16, 16)
        self.recentHeadingLabel = QLabel(self.recentCard)
        self.recentHeadingLabel.setObjectName(u"recentHeadingLabel")

        self.recentLayout.addWidget(self.recentHeadingLabel)

        self.recentEmptyLabel = QLabel(self.recentCard)
        self.recentEmptyLabel.setObjectName(u"recentEmptyLabel")
        self.recentEmptyLabel.setWordWrap(True)

        self.recentLayout.addWidget(self.recentEmptyLabel)

        self.recentListWidget = QListWidget(self.recentCard)
        self.recentListWidget.setObjectName(u"recentListWidget")
        self.recentListWidget.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.recentListWidget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.recentLayout.addWidget(self.recentListWidget)


        self.emptyLayout.addWidget(self.recentCard, 0, Qt.AlignmentFlag.AlignTop)

        self.emptyLayout.setStretch(0, 3)
        self.emptyLayout.setStretch(1, 2)
        self.resultPage = QWidget()
        self.resultPage.setObjectName(u"resultPage")
        self.resultStack.addWidget(self.resultPage)
        self.resultLayout = QVBoxLayout(self.resultPage)
        self.resultLayout.setSpacing(8)
        self.resultLayout.setObjectName(u"resultLayout")
        self.resultLayout.setContentsMargins(0, 0, 0, 0)
        self.countLabel = QLabel(self.resultPage)
        self.countLabel.setObjectName(u"countLabel")

        self.resultLayout.addWidget(self.countLabel)

        self.resultTableView = QTableView(self.resultPage)
        self.resultTableView.setObjectName(u"resultTableView")

        self.resultLayout.addWidget(self.resultTableView)

        self.nonePage = QWidget()
        self.nonePage.setObjectName(u"nonePage")
        self.resultStack.addWidget(self.nonePage)
        self.noneLayout = QVBoxLayout(self.nonePage)
        self.noneLayout.setSpacing(0)
        self.noneLayout.setObjectName(u"noneLayout")
        self.noneLayout.setContentsMargins(0, 0, 0, 0)
        self.noneEmptyState = EmptyState(self.nonePage)
        self.noneEmptyState.setObjectName(u"noneEmptyState")

        self.noneLayout.addWidget(self.noneEmptyState)


        self.searchLayout.addWidget(self.resultStack)

        self.hintLabel = QLabel(PatientSearch)
        self.hintLabel.setObjectName(u"hintLabel")

        self.searchLayout.addWidget(self.hintLabel)

#if QT_CONFIG(shortcut)
        self.recentHeadingLabel.setBuddy(self.recentListWidget)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(PatientSearch)
    # setupUi

    def retranslateUi(self, PatientSearch: QWidget) -> None:
        PatientSearch.setWindowTitle(QCoreApplication.translate("PatientSearch", u"Find a patient", None))
        self.howToCard.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"card", None))
        self.howToHeadingLabel.setText(QCoreApplication.translate("PatientSearch", u"What you can type", None))
        self.howToHeadingLabel.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"heading", None))
        self.example0Label.setText(QCoreApplication.translate("PatientSearch", u"Name", None))
        self.example0Label.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"label", None))
        self.example0TextLabel.setText(QCoreApplication.translate("PatientSearch", u"mat gar  \u00b7  garc\u00eda, mateo", None))
        self.example1Label.setText(QCoreApplication.translate("PatientSearch", u"DOB", None))
        self.example1Label.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"label", None))
        self.example1TextLabel.setText(QCoreApplication.translate("PatientSearch", u"3/14/2018  \u00b7  03142018", None))
        self.example2Label.setText(QCoreApplication.translate("PatientSearch", u"Phone", None))
        self.example2Label.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"label", None))
        self.example2TextLabel.setText(QCoreApplication.translate("PatientSearch", u"#413555  \u00b7  #2671", None))
        self.example3Label.setText(QCoreApplication.translate("PatientSearch", u"Insurance number", None))
        self.example3Label.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"label", None))
        self.example3TextLabel.setText(QCoreApplication.translate("PatientSearch", u"@W1234", None))
        self.example4Label.setText(QCoreApplication.translate("PatientSearch", u"Chart number", None))
        self.example4Label.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"label", None))
        self.example4TextLabel.setText(QCoreApplication.translate("PatientSearch", u"1042", None))
        self.example5Label.setText(QCoreApplication.translate("PatientSearch", u"Parent", None))
        self.example5Label.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"label", None))
        self.example5TextLabel.setText(QCoreApplication.translate("PatientSearch", u"ana torres  \u00b7  ana@\u2026", None))
        self.howToHintLabel.setText(QCoreApplication.translate("PatientSearch", u"A few letters of each name are enough, in any order. Accents and capitals do not matter.", None))
        self.howToHintLabel.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"caption", None))
        self.recentCard.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"card", None))
        self.recentHeadingLabel.setText(QCoreApplication.translate("PatientSearch", u"&Recently opened", None))
        self.recentHeadingLabel.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"heading", None))
        self.recentEmptyLabel.setText(QCoreApplication.translate("PatientSearch", u"Charts that you open are listed here.", None))
        self.recentEmptyLabel.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"subtle", None))
        self.recentListWidget.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"embedded", None))
        self.countLabel.setText("")
        self.countLabel.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"subtle", None))
#if QT_CONFIG(accessibility)
        self.resultTableView.setAccessibleName(QCoreApplication.translate("PatientSearch", u"Patients found", None))
#endif // QT_CONFIG(accessibility)
        self.hintLabel.setText(QCoreApplication.translate("PatientSearch", u"Enter opens the chart  \u00b7  \u2193 moves into the list  \u00b7  Esc clears the search", None))
        self.hintLabel.setProperty(u"role", QCoreApplication.translate("PatientSearch", u"caption", None))
    # retranslateUi

