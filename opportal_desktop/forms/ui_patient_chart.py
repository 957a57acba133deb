# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/patient_chart.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QFrame, QHBoxLayout, QPushButton, QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget,
)

from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.patient_banner import PatientBanner

class Ui_PatientChart(object):
    def setupUi(self, PatientChart: QWidget) -> None:
        if not PatientChart.objectName():
            PatientChart.setObjectName(u"PatientChart")
        self.chartLayout = QVBoxLayout(PatientChart)
        self.chartLayout.setSpacing(0)
        self.chartLayout.setObjectName(u"chartLayout")
        self.chartLayout.setContentsMargins(0, 0, 0, 0)
        self.banner = PatientBanner(PatientChart)
        self.banner.setObjectName(u"banner")

        self.chartLayout.addWidget(self.banner)

        self.sectionBar = QFrame(PatientChart)
        self.sectionBar.setObjectName(u"sectionBar")
        self.sectionLayout = QHBoxLayout(self.sectionBar)
        self.sectionLayout.setSpacing(4)
        self.sectionLayout.setObjectName(u"sectionLayout")
        self.sectionLayout.setContentsMargins(12, 4, 16, 4)
        self.basicInformationButton = QPushButton(self.sectionBar)
        self.basicInformationButton.setObjectName(u"basicInformationButton")
        self.basicInformationButton.setCheckable(True)
        self.basicInformationButton.setAutoExclusive(True)

        self.sectionLayout.addWidget(self.basicInformationButton)

        self.familyContactsButton = QPushButton(self.sectionBar)
        self.familyContactsButton.setObjectName(u"familyContactsButton")
        self.familyContactsButton.setCheckable(True)
        self.familyContactsButton.setAutoExclusive(True)

        self.sectionLayout.addWidget(self.familyContactsButton)

        self.sectionSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.sectionLayout.addItem(self.sectionSpacer)

        self.disputeButton = QPushButton(self.sectionBar)
        self.disputeButton.setObjectName(u"disputeButton")
        self.disputeButton.setProperty(u"role", u"quiet")

        self.sectionLayout.addWidget(self.disputeButton)


        self.chartLayout.addWidget(self.sectionBar)

        self.noticePage = QWidget(PatientChart)
        self.noticePage.setObjectName(u"noticePage")
        self.noticeLayout = QVBoxLayout(self.noticePage)
        self.noticeLayout.setSpacing(0)
        self.noticeLayout.setObjectName(u"noticeLayout")
        self.noticeLayout.setContentsMargins(16, 12, 16, 0)
        self.noticeMessageBar = MessageBar(self.noticePage)
        self.noticeMessageBar.setObjectName(u"noticeMessageBar")

        self.noticeLayout.addWidget(self.noticeMessageBar)


        self.chartLayout.addWidget(self.noticePage)

        self.sectionStack = QStackedWidget(PatientChart)
        self.sectionStack.setObjectName(u"sectionStack")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(1)
        sizePolicy.setHeightForWidth(self.sectionStack.sizePolicy().hasHeightForWidth())
        self.sectionStack.setSizePolicy(sizePolicy)

        self.chartLayout.addWidget(self.sectionStack)


        self.retranslateUi(PatientChart)
    # setupUi

    def retranslateUi(self, PatientChart: QWidget) -> None:
        self.sectionBar.setProperty(u"role", QCoreApplication.translate("PatientChart", u"bar", None))
        self.basicInformationButton.setText(QCoreApplication.translate("PatientChart", u"&Basic Information", None))
        self.basicInformationButton.setProperty(u"role", QCoreApplication.translate("PatientChart", u"segment", None))
        self.basicInformationButton.setProperty(u"iconName", QCoreApplication.translate("PatientChart", u"id-card", None))
        self.familyContactsButton.setText(QCoreApplication.translate("PatientChart", u"Family &Contacts", None))
        self.familyContactsButton.setProperty(u"role", QCoreApplication.translate("PatientChart", u"segment", None))
        self.familyContactsButton.setProperty(u"iconName", QCoreApplication.translate("PatientChart", u"users", None))
        self.disputeButton.setText(QCoreApplication.translate("PatientChart", u"Dispute note\u2026 (F2)", None))
#if QT_CONFIG(tooltip)
        self.disputeButton.setToolTip(QCoreApplication.translate("PatientChart", u"What the family disputes, above the chart until somebody ends it", None))
#endif // QT_CONFIG(tooltip)
        pass
    # retranslateUi

