# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/attention_detail.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget,
)

class Ui_AttentionDetail(object):
    def setupUi(self, AttentionDetail: QWidget) -> None:
        if not AttentionDetail.objectName():
            AttentionDetail.setObjectName(u"AttentionDetail")
        self.attentionLayout = QVBoxLayout(AttentionDetail)
        self.attentionLayout.setSpacing(8)
        self.attentionLayout.setObjectName(u"attentionLayout")
        self.attentionLayout.setContentsMargins(16, 16, 16, 16)
        self.chipLayout = QHBoxLayout()
        self.chipLayout.setSpacing(8)
        self.chipLayout.setObjectName(u"chipLayout")
        self.chipLayout.setContentsMargins(0, 0, 0, 0)
        self.toneChipLabel = QLabel(AttentionDetail)
        self.toneChipLabel.setObjectName(u"toneChipLabel")
        self.toneChipLabel.setProperty(u"role", u"chip")

        self.chipLayout.addWidget(self.toneChipLabel)

        self.chipSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.chipLayout.addItem(self.chipSpacer)


        self.attentionLayout.addLayout(self.chipLayout)

        self.headingLabel = QLabel(AttentionDetail)
        self.headingLabel.setObjectName(u"headingLabel")
        self.headingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.headingLabel.setWordWrap(True)
        self.headingLabel.setProperty(u"role", u"heading")

        self.attentionLayout.addWidget(self.headingLabel)

        self.whoLabel = QLabel(AttentionDetail)
        self.whoLabel.setObjectName(u"whoLabel")
        self.whoLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.whoLabel.setWordWrap(True)
        self.whoLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.attentionLayout.addWidget(self.whoLabel)

        self.explanationLabel = QLabel(AttentionDetail)
        self.explanationLabel.setObjectName(u"explanationLabel")
        self.explanationLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.explanationLabel.setWordWrap(True)
        self.explanationLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.attentionLayout.addWidget(self.explanationLabel)

        self.buttonsLayout = QHBoxLayout()
        self.buttonsLayout.setSpacing(8)
        self.buttonsLayout.setObjectName(u"buttonsLayout")
        self.buttonsLayout.setContentsMargins(0, 0, 0, 0)
        self.fixButton = QPushButton(AttentionDetail)
        self.fixButton.setObjectName(u"fixButton")
        self.fixButton.setAutoDefault(False)
        self.fixButton.setProperty(u"role", u"primary")

        self.buttonsLayout.addWidget(self.fixButton)

        self.otherButton = QPushButton(AttentionDetail)
        self.otherButton.setObjectName(u"otherButton")
        self.otherButton.setAutoDefault(False)

        self.buttonsLayout.addWidget(self.otherButton)

        self.chartButton = QPushButton(AttentionDetail)
        self.chartButton.setObjectName(u"chartButton")
        self.chartButton.setAutoDefault(False)
        self.chartButton.setProperty(u"iconName", u"folder-open")

        self.buttonsLayout.addWidget(self.chartButton)

        self.buttonsSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttonsLayout.addItem(self.buttonsSpacer)


        self.attentionLayout.addLayout(self.buttonsLayout)

        self.below = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.attentionLayout.addItem(self.below)

        self.attentionLayout.setStretch(5, 1)

        self.retranslateUi(AttentionDetail)
    # setupUi

    def retranslateUi(self, AttentionDetail: QWidget) -> None:
        self.toneChipLabel.setText("")
        self.headingLabel.setText("")
        self.whoLabel.setText("")
        self.explanationLabel.setText("")
        self.fixButton.setText(QCoreApplication.translate("AttentionDetail", u"Fix", None))
        self.otherButton.setText(QCoreApplication.translate("AttentionDetail", u"Other", None))
        self.chartButton.setText(QCoreApplication.translate("AttentionDetail", u"Open char&t", None))
        pass
    # retranslateUi

