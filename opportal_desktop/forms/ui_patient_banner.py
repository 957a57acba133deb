# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/patient_banner.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QFrame, QHBoxLayout, QLabel, QVBoxLayout,
)

from opportal_desktop.desktop.elided_label import ElidedLabel
from opportal_desktop.desktop.message_bar import MessageBar

class Ui_PatientBanner(object):
    def setupUi(self, PatientBanner: QFrame) -> None:
        if not PatientBanner.objectName():
            PatientBanner.setObjectName(u"PatientBanner")
        self.bannerLayout = QVBoxLayout(PatientBanner)
        self.bannerLayout.setSpacing(4)
        self.bannerLayout.setObjectName(u"bannerLayout")
        self.bannerLayout.setContentsMargins(16, 12, 16, 8)
        self.nameLayout = QHBoxLayout()
        self.nameLayout.setSpacing(8)
        self.nameLayout.setObjectName(u"nameLayout")
        self.nameLayout.setContentsMargins(0, 0, 0, 0)
        self.nameLabel = ElidedLabel(PatientBanner)
        self.nameLabel.setObjectName(u"nameLabel")

        self.nameLayout.addWidget(self.nameLabel)

        self.inactiveChipLabel = QLabel(PatientBanner)
        self.inactiveChipLabel.setObjectName(u"inactiveChipLabel")

        self.nameLayout.addWidget(self.inactiveChipLabel)


        self.bannerLayout.addLayout(self.nameLayout)

        self.factsLabel = ElidedLabel(PatientBanner)
        self.factsLabel.setObjectName(u"factsLabel")

        self.bannerLayout.addWidget(self.factsLabel)

        self.alertMessageBar = MessageBar(PatientBanner)
        self.alertMessageBar.setObjectName(u"alertMessageBar")

        self.bannerLayout.addWidget(self.alertMessageBar)


        self.retranslateUi(PatientBanner)
    # setupUi

    def retranslateUi(self, PatientBanner: QFrame) -> None:
        PatientBanner.setProperty(u"role", QCoreApplication.translate("PatientBanner", u"bar", None))
        self.nameLabel.setProperty(u"role", QCoreApplication.translate("PatientBanner", u"title", None))
        self.inactiveChipLabel.setText(QCoreApplication.translate("PatientBanner", u"Inactive", None))
        self.inactiveChipLabel.setProperty(u"role", QCoreApplication.translate("PatientBanner", u"chip", None))
        self.inactiveChipLabel.setProperty(u"tone", QCoreApplication.translate("PatientBanner", u"warning", None))
        self.factsLabel.setProperty(u"role", QCoreApplication.translate("PatientBanner", u"subtle", None))
    # retranslateUi

