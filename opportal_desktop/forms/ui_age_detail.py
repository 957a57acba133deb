# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/age_detail.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget,
)

class Ui_AgeDetail(object):
    def setupUi(self, AgeDetail: QWidget) -> None:
        if not AgeDetail.objectName():
            AgeDetail.setObjectName(u"AgeDetail")
        self.ageDetailLayout = QVBoxLayout(AgeDetail)
        self.ageDetailLayout.setSpacing(0)
        self.ageDetailLayout.setObjectName(u"ageDetailLayout")
        self.ageDetailLayout.setContentsMargins(0, 0, 0, 0)
        self.detailScrollArea = QScrollArea(AgeDetail)
        self.detailScrollArea.setObjectName(u"detailScrollArea")
        self.detailScrollArea.setWidgetResizable(True)
        self.detailScrollArea.setFrameShape(QFrame.Shape.NoFrame)
        self.detailScrollArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.detailScrollArea.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.detailContents = QWidget()
        self.detailContents.setObjectName(u"detailContents")
        self.detailScrollArea.setWidget(self.detailContents)
        self.detailContents.setProperty(u"role", u"page")
        self.detailContentsLayout = QVBoxLayout(self.detailContents)
        self.detailContentsLayout.setSpacing(12)
        self.detailContentsLayout.setObjectName(u"detailContentsLayout")
        self.detailContentsLayout.setContentsMargins(16, 16, 16, 16)
        self.headingLayout = QHBoxLayout()
        self.headingLayout.setSpacing(8)
        self.headingLayout.setObjectName(u"headingLayout")
        self.headingLayout.setContentsMargins(0, 0, 0, 0)
        self.headingLabel = QLabel(self.detailContents)
        self.headingLabel.setObjectName(u"headingLabel")
        self.headingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.headingLabel.setWordWrap(True)
        self.headingLabel.setProperty(u"role", u"heading")

        self.headingLayout.addWidget(self.headingLabel)

        self.stateChipLabel = QLabel(self.detailContents)
        self.stateChipLabel.setObjectName(u"stateChipLabel")
        self.stateChipLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.stateChipLabel.setProperty(u"role", u"chip")

        self.headingLayout.addWidget(self.stateChipLabel, 0, Qt.AlignmentFlag.AlignTop)

        self.chartButton = QPushButton(self.detailContents)
        self.chartButton.setObjectName(u"chartButton")
        self.chartButton.setAutoDefault(False)
        self.chartButton.setProperty(u"iconName", u"folder-open")

        self.headingLayout.addWidget(self.chartButton, 0, Qt.AlignmentFlag.AlignTop)

        self.headingLayout.setStretch(0, 1)

        self.detailContentsLayout.addLayout(self.headingLayout)

        self.factsLabel = QLabel(self.detailContents)
        self.factsLabel.setObjectName(u"factsLabel")
        self.factsLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.factsLabel.setWordWrap(True)
        self.factsLabel.setProperty(u"role", u"subtle")

        self.detailContentsLayout.addWidget(self.factsLabel)

        self.fateFrame = QFrame(self.detailContents)
        self.fateFrame.setObjectName(u"fateFrame")
        self.fateFrame.setProperty(u"role", u"message")
        self.fateFrame.setProperty(u"tone", u"neutral")
        self.fateLayout = QVBoxLayout(self.fateFrame)
        self.fateLayout.setSpacing(4)
        self.fateLayout.setObjectName(u"fateLayout")
        self.fateLayout.setContentsMargins(12, 8, 12, 8)
        self.fateHeadingLabel = QLabel(self.fateFrame)
        self.fateHeadingLabel.setObjectName(u"fateHeadingLabel")
        self.fateHeadingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.fateHeadingLabel.setProperty(u"role", u"strong")

        self.fateLayout.addWidget(self.fateHeadingLabel)

        self.fateLabel = QLabel(self.fateFrame)
        self.fateLabel.setObjectName(u"fateLabel")
        self.fateLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.fateLabel.setWordWrap(True)
        self.fateLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.fateLayout.addWidget(self.fateLabel)


        self.detailContentsLayout.addWidget(self.fateFrame)

        self.stepsLayout = QVBoxLayout()
        self.stepsLayout.setSpacing(12)
        self.stepsLayout.setObjectName(u"stepsLayout")
        self.stepsLayout.setContentsMargins(0, 0, 0, 0)

        self.detailContentsLayout.addLayout(self.stepsLayout)

        self.below = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.detailContentsLayout.addItem(self.below)

        self.detailContentsLayout.setStretch(4, 1)

        self.ageDetailLayout.addWidget(self.detailScrollArea)


        self.retranslateUi(AgeDetail)
    # setupUi

    def retranslateUi(self, AgeDetail: QWidget) -> None:
        self.headingLabel.setText("")
        self.stateChipLabel.setText("")
        self.chartButton.setText(QCoreApplication.translate("AgeDetail", u"Open char&t", None))
        self.factsLabel.setText("")
        self.fateHeadingLabel.setText(QCoreApplication.translate("AgeDetail", u"What will happen", None))
        self.fateLabel.setText("")
        pass
    # retranslateUi

