# SPDX-License-Identifier: GPL-3.0-or-later
# Made from ui/reason_prompt.ui by `make forms`; changes here are lost.
from PySide6.QtCore import (
    QCoreApplication, Qt,
)
from PySide6.QtWidgets import (
    QComboBox, QDialog, QFrame, QHBoxLayout, QLabel, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget,
)

class Ui_ReasonPrompt(object):
    def setupUi(self, ReasonPrompt: QDialog) -> None:
        if not ReasonPrompt.objectName():
            ReasonPrompt.setObjectName(u"ReasonPrompt")
        self.promptLayout = QVBoxLayout(ReasonPrompt)
        self.promptLayout.setSpacing(0)
        self.promptLayout.setObjectName(u"promptLayout")
        self.promptLayout.setContentsMargins(0, 0, 0, 0)
        self.contentWidget = QWidget(ReasonPrompt)
        self.contentWidget.setObjectName(u"contentWidget")
        self.contentLayout = QVBoxLayout(self.contentWidget)
        self.contentLayout.setSpacing(12)
        self.contentLayout.setObjectName(u"contentLayout")
        self.contentLayout.setContentsMargins(24, 16, 24, 16)
        self.titleLabel = QLabel(self.contentWidget)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.titleLabel.setWordWrap(True)
        self.titleLabel.setProperty(u"role", u"heading")

        self.contentLayout.addWidget(self.titleLabel)

        self.explanationLabel = QLabel(self.contentWidget)
        self.explanationLabel.setObjectName(u"explanationLabel")
        self.explanationLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.explanationLabel.setWordWrap(True)

        self.contentLayout.addWidget(self.explanationLabel)

        self.shiftsCard = QFrame(self.contentWidget)
        self.shiftsCard.setObjectName(u"shiftsCard")
        self.shiftsCard.setProperty(u"role", u"card")
        self.shiftsLayout = QVBoxLayout(self.shiftsCard)
        self.shiftsLayout.setSpacing(8)
        self.shiftsLayout.setObjectName(u"shiftsLayout")
        self.shiftsLayout.setContentsMargins(16, 12, 16, 12)

        self.contentLayout.addWidget(self.shiftsCard)

        self.reasonLayout = QVBoxLayout()
        self.reasonLayout.setSpacing(4)
        self.reasonLayout.setObjectName(u"reasonLayout")
        self.reasonLabel = QLabel(self.contentWidget)
        self.reasonLabel.setObjectName(u"reasonLabel")
        self.reasonLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.reasonLabel.setProperty(u"role", u"label")

        self.reasonLayout.addWidget(self.reasonLabel)

        self.reasonComboBox = QComboBox(self.contentWidget)
        self.reasonComboBox.setObjectName(u"reasonComboBox")
        self.reasonComboBox.setEditable(True)

        self.reasonLayout.addWidget(self.reasonComboBox)

        self.reasonErrorLabel = QLabel(self.contentWidget)
        self.reasonErrorLabel.setObjectName(u"reasonErrorLabel")
        self.reasonErrorLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.reasonErrorLabel.setWordWrap(True)
        self.reasonErrorLabel.setProperty(u"role", u"error")

        self.reasonLayout.addWidget(self.reasonErrorLabel)

        self.keptLabel = QLabel(self.contentWidget)
        self.keptLabel.setObjectName(u"keptLabel")
        self.keptLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.keptLabel.setWordWrap(True)
        self.keptLabel.setProperty(u"role", u"caption")

        self.reasonLayout.addWidget(self.keptLabel)


        self.contentLayout.addLayout(self.reasonLayout)


        self.promptLayout.addWidget(self.contentWidget)

        self.footerFrame = QFrame(ReasonPrompt)
        self.footerFrame.setObjectName(u"footerFrame")
        self.footerFrame.setProperty(u"role", u"footer")
        self.footerLayout = QHBoxLayout(self.footerFrame)
        self.footerLayout.setSpacing(8)
        self.footerLayout.setObjectName(u"footerLayout")
        self.footerLayout.setContentsMargins(16, 8, 16, 8)
        self.footerSpacer = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footerLayout.addItem(self.footerSpacer)


        self.promptLayout.addWidget(self.footerFrame)

#if QT_CONFIG(shortcut)
        self.reasonLabel.setBuddy(self.reasonComboBox)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ReasonPrompt)
    # setupUi

    def retranslateUi(self, ReasonPrompt: QDialog) -> None:
        ReasonPrompt.setWindowTitle(QCoreApplication.translate("ReasonPrompt", u"OP Portal", None))
        self.titleLabel.setText("")
        self.explanationLabel.setText("")
        self.reasonLabel.setText(QCoreApplication.translate("ReasonPrompt", u"Reaso&n (required)", None))
        self.reasonErrorLabel.setText("")
        self.keptLabel.setText(QCoreApplication.translate("ReasonPrompt", u"It is kept with the change and shown in the history; parents never see it.", None))
    # retranslateUi

