# SPDX-License-Identifier: GPL-3.0-or-later
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'main_window.ui'
##
## Created by: Qt User Interface Compiler version 6.12.0
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QAction, QBrush, QColor, QConicalGradient,
    QCursor, QFont, QFontDatabase, QGradient,
    QIcon, QImage, QKeySequence, QLinearGradient,
    QPainter, QPalette, QPixmap, QRadialGradient,
    QTransform)
from PySide6.QtWidgets import (QApplication, QCheckBox, QFrame, QHBoxLayout,
    QLabel, QLineEdit, QMainWindow, QMenu,
    QMenuBar, QPushButton, QSizePolicy, QSpacerItem,
    QStackedWidget, QStatusBar, QTabWidget, QVBoxLayout,
    QWidget)

from opportal_desktop.desktop.message_bar import MessageBar

class Ui_MainWindow(object):
    def setupUi(self, MainWindow: QMainWindow) -> None:
        if not MainWindow.objectName():
            MainWindow.setObjectName(u"MainWindow")
        self.findPatientAction = QAction(MainWindow)
        self.findPatientAction.setObjectName(u"findPatientAction")
        self.newPatientAction = QAction(MainWindow)
        self.newPatientAction.setObjectName(u"newPatientAction")
        self.settingsAction = QAction(MainWindow)
        self.settingsAction.setObjectName(u"settingsAction")
        self.quitAction = QAction(MainWindow)
        self.quitAction.setObjectName(u"quitAction")
        self.systemSchemeAction = QAction(MainWindow)
        self.systemSchemeAction.setObjectName(u"systemSchemeAction")
        self.systemSchemeAction.setCheckable(True)
        self.lightSchemeAction = QAction(MainWindow)
        self.lightSchemeAction.setObjectName(u"lightSchemeAction")
        self.lightSchemeAction.setCheckable(True)
        self.darkSchemeAction = QAction(MainWindow)
        self.darkSchemeAction.setObjectName(u"darkSchemeAction")
        self.darkSchemeAction.setCheckable(True)
        self.normalTextAction = QAction(MainWindow)
        self.normalTextAction.setObjectName(u"normalTextAction")
        self.normalTextAction.setCheckable(True)
        self.largeTextAction = QAction(MainWindow)
        self.largeTextAction.setObjectName(u"largeTextAction")
        self.largeTextAction.setCheckable(True)
        self.largerTextAction = QAction(MainWindow)
        self.largerTextAction.setObjectName(u"largerTextAction")
        self.largerTextAction.setCheckable(True)
        self.nextTabAction = QAction(MainWindow)
        self.nextTabAction.setObjectName(u"nextTabAction")
        self.previousTabAction = QAction(MainWindow)
        self.previousTabAction.setObjectName(u"previousTabAction")
        self.closeTabAction = QAction(MainWindow)
        self.closeTabAction.setObjectName(u"closeTabAction")
        self.shortcutsAction = QAction(MainWindow)
        self.shortcutsAction.setObjectName(u"shortcutsAction")
        self.dataPlacesAction = QAction(MainWindow)
        self.dataPlacesAction.setObjectName(u"dataPlacesAction")
        self.aboutAction = QAction(MainWindow)
        self.aboutAction.setObjectName(u"aboutAction")
        self.centralWidget = QWidget(MainWindow)
        self.centralWidget.setObjectName(u"centralWidget")
        self.centralLayout = QVBoxLayout(self.centralWidget)
        self.centralLayout.setSpacing(0)
        self.centralLayout.setObjectName(u"centralLayout")
        self.centralLayout.setContentsMargins(0, 0, 0, 0)
        self.topBar = QFrame(self.centralWidget)
        self.topBar.setObjectName(u"topBar")
        self.topLayout = QHBoxLayout(self.topBar)
        self.topLayout.setSpacing(12)
        self.topLayout.setObjectName(u"topLayout")
        self.topLayout.setContentsMargins(16, 8, 16, 8)
        self.markLabel = QLabel(self.topBar)
        self.markLabel.setObjectName(u"markLabel")
        self.markLabel.setProperty(u"iconSize", 24)

        self.topLayout.addWidget(self.markLabel)

        self.productLabel = QLabel(self.topBar)
        self.productLabel.setObjectName(u"productLabel")

        self.topLayout.addWidget(self.productLabel)

        self.topSpacer1 = QSpacerItem(24, 8, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.topLayout.addItem(self.topSpacer1)

        self.searchLineEdit = QLineEdit(self.topBar)
        self.searchLineEdit.setObjectName(u"searchLineEdit")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(5)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.searchLineEdit.sizePolicy().hasHeightForWidth())
        self.searchLineEdit.setSizePolicy(sizePolicy)
        self.searchLineEdit.setClearButtonEnabled(True)
        self.searchLineEdit.setMaxLength(200)

        self.topLayout.addWidget(self.searchLineEdit)

        self.includeInactiveCheckBox = QCheckBox(self.topBar)
        self.includeInactiveCheckBox.setObjectName(u"includeInactiveCheckBox")

        self.topLayout.addWidget(self.includeInactiveCheckBox)

        self.topSpacer2 = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.topLayout.addItem(self.topSpacer2)

        self.newPatientButton = QPushButton(self.topBar)
        self.newPatientButton.setObjectName(u"newPatientButton")

        self.topLayout.addWidget(self.newPatientButton)


        self.centralLayout.addWidget(self.topBar)

        self.holdPage = QWidget(self.centralWidget)
        self.holdPage.setObjectName(u"holdPage")
        self.holdLayout = QVBoxLayout(self.holdPage)
        self.holdLayout.setSpacing(0)
        self.holdLayout.setObjectName(u"holdLayout")
        self.holdLayout.setContentsMargins(16, 12, 16, 4)
        self.holdMessageBar = MessageBar(self.holdPage)
        self.holdMessageBar.setObjectName(u"holdMessageBar")

        self.holdLayout.addWidget(self.holdMessageBar)


        self.centralLayout.addWidget(self.holdPage)

        self.stateStack = QStackedWidget(self.centralWidget)
        self.stateStack.setObjectName(u"stateStack")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(1)
        sizePolicy1.setHeightForWidth(self.stateStack.sizePolicy().hasHeightForWidth())
        self.stateStack.setSizePolicy(sizePolicy1)
        self.openingPage = QWidget()
        self.openingPage.setObjectName(u"openingPage")
        self.openingLayout = QVBoxLayout(self.openingPage)
        self.openingLayout.setSpacing(8)
        self.openingLayout.setObjectName(u"openingLayout")
        self.openingLayout.setContentsMargins(24, 24, 24, 24)
        self.openingSpacer1 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.openingLayout.addItem(self.openingSpacer1)

        self.openingHeadingLabel = QLabel(self.openingPage)
        self.openingHeadingLabel.setObjectName(u"openingHeadingLabel")
        self.openingHeadingLabel.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.openingLayout.addWidget(self.openingHeadingLabel)

        self.openingTextLabel = QLabel(self.openingPage)
        self.openingTextLabel.setObjectName(u"openingTextLabel")
        self.openingTextLabel.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.openingLayout.addWidget(self.openingTextLabel)

        self.openingSpacer2 = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.openingLayout.addItem(self.openingSpacer2)

        self.stateStack.addWidget(self.openingPage)
        self.workPage = QWidget()
        self.workPage.setObjectName(u"workPage")
        self.workLayout = QVBoxLayout(self.workPage)
        self.workLayout.setSpacing(0)
        self.workLayout.setObjectName(u"workLayout")
        self.workLayout.setContentsMargins(0, 0, 0, 0)
        self.tabWidget = QTabWidget(self.workPage)
        self.tabWidget.setObjectName(u"tabWidget")
        self.tabWidget.setDocumentMode(True)
        self.tabWidget.setTabsClosable(True)
        self.tabWidget.setMovable(True)
        self.tabWidget.setUsesScrollButtons(True)
        self.tabWidget.setElideMode(Qt.TextElideMode.ElideRight)

        self.workLayout.addWidget(self.tabWidget)

        self.stateStack.addWidget(self.workPage)

        self.centralLayout.addWidget(self.stateStack)

        MainWindow.setCentralWidget(self.centralWidget)
        self.menuBar = QMenuBar(MainWindow)
        self.menuBar.setObjectName(u"menuBar")
        self.fileMenu = QMenu(self.menuBar)
        self.fileMenu.setObjectName(u"fileMenu")
        self.viewMenu = QMenu(self.menuBar)
        self.viewMenu.setObjectName(u"viewMenu")
        self.appearanceMenu = QMenu(self.viewMenu)
        self.appearanceMenu.setObjectName(u"appearanceMenu")
        self.textSizeMenu = QMenu(self.viewMenu)
        self.textSizeMenu.setObjectName(u"textSizeMenu")
        self.windowMenu = QMenu(self.menuBar)
        self.windowMenu.setObjectName(u"windowMenu")
        self.helpMenu = QMenu(self.menuBar)
        self.helpMenu.setObjectName(u"helpMenu")
        MainWindow.setMenuBar(self.menuBar)
        self.statusBar = QStatusBar(MainWindow)
        self.statusBar.setObjectName(u"statusBar")
        self.statusBar.setSizeGripEnabled(False)
        MainWindow.setStatusBar(self.statusBar)

        self.menuBar.addAction(self.fileMenu.menuAction())
        self.menuBar.addAction(self.viewMenu.menuAction())
        self.menuBar.addAction(self.windowMenu.menuAction())
        self.menuBar.addAction(self.helpMenu.menuAction())
        self.fileMenu.addAction(self.findPatientAction)
        self.fileMenu.addAction(self.newPatientAction)
        self.fileMenu.addSeparator()
        self.fileMenu.addAction(self.settingsAction)
        self.fileMenu.addSeparator()
        self.fileMenu.addAction(self.quitAction)
        self.viewMenu.addAction(self.appearanceMenu.menuAction())
        self.viewMenu.addAction(self.textSizeMenu.menuAction())
        self.appearanceMenu.addAction(self.systemSchemeAction)
        self.appearanceMenu.addAction(self.lightSchemeAction)
        self.appearanceMenu.addAction(self.darkSchemeAction)
        self.textSizeMenu.addAction(self.normalTextAction)
        self.textSizeMenu.addAction(self.largeTextAction)
        self.textSizeMenu.addAction(self.largerTextAction)
        self.windowMenu.addAction(self.nextTabAction)
        self.windowMenu.addAction(self.previousTabAction)
        self.windowMenu.addAction(self.closeTabAction)
        self.helpMenu.addAction(self.shortcutsAction)
        self.helpMenu.addAction(self.dataPlacesAction)
        self.helpMenu.addSeparator()
        self.helpMenu.addAction(self.aboutAction)

        self.retranslateUi(MainWindow)
    # setupUi

    def retranslateUi(self, MainWindow: QMainWindow) -> None:
        MainWindow.setWindowTitle(QCoreApplication.translate("MainWindow", u"OP Portal", None))
        self.findPatientAction.setText(QCoreApplication.translate("MainWindow", u"&Find a Patient", None))
        self.findPatientAction.setProperty(u"iconName", QCoreApplication.translate("MainWindow", u"search", None))
        self.newPatientAction.setText(QCoreApplication.translate("MainWindow", u"&New Patient\u2026", None))
#if QT_CONFIG(shortcut)
        self.newPatientAction.setShortcut(QCoreApplication.translate("MainWindow", u"Ctrl+N", None))
#endif // QT_CONFIG(shortcut)
        self.newPatientAction.setProperty(u"iconName", QCoreApplication.translate("MainWindow", u"user-plus", None))
        self.settingsAction.setText(QCoreApplication.translate("MainWindow", u"&Settings\u2026", None))
#if QT_CONFIG(shortcut)
        self.settingsAction.setShortcut(QCoreApplication.translate("MainWindow", u"Ctrl+,", None))
#endif // QT_CONFIG(shortcut)
        self.settingsAction.setProperty(u"iconName", QCoreApplication.translate("MainWindow", u"settings", None))
        self.quitAction.setText(QCoreApplication.translate("MainWindow", u"&Quit", None))
#if QT_CONFIG(shortcut)
        self.quitAction.setShortcut(QCoreApplication.translate("MainWindow", u"Ctrl+Q", None))
#endif // QT_CONFIG(shortcut)
        self.systemSchemeAction.setText(QCoreApplication.translate("MainWindow", u"Same as the &System", None))
        self.lightSchemeAction.setText(QCoreApplication.translate("MainWindow", u"&Light", None))
        self.darkSchemeAction.setText(QCoreApplication.translate("MainWindow", u"&Dark", None))
        self.normalTextAction.setText(QCoreApplication.translate("MainWindow", u"&Normal", None))
        self.largeTextAction.setText(QCoreApplication.translate("MainWindow", u"&Large", None))
        self.largerTextAction.setText(QCoreApplication.translate("MainWindow", u"Lar&ger", None))
        self.nextTabAction.setText(QCoreApplication.translate("MainWindow", u"&Next Tab", None))
        self.previousTabAction.setText(QCoreApplication.translate("MainWindow", u"&Previous Tab", None))
        self.closeTabAction.setText(QCoreApplication.translate("MainWindow", u"&Close Chart", None))
#if QT_CONFIG(shortcut)
        self.closeTabAction.setShortcut(QCoreApplication.translate("MainWindow", u"Ctrl+W", None))
#endif // QT_CONFIG(shortcut)
        self.shortcutsAction.setText(QCoreApplication.translate("MainWindow", u"&Keyboard Shortcuts", None))
        self.dataPlacesAction.setText(QCoreApplication.translate("MainWindow", u"&Where Data and Logs Are", None))
        self.aboutAction.setText(QCoreApplication.translate("MainWindow", u"&About OP Portal", None))
        self.topBar.setProperty(u"role", QCoreApplication.translate("MainWindow", u"bar", None))
        self.markLabel.setText("")
        self.markLabel.setProperty(u"iconName", QCoreApplication.translate("MainWindow", u"product-mark", None))
        self.productLabel.setText(QCoreApplication.translate("MainWindow", u"OP Portal", None))
        self.productLabel.setProperty(u"role", QCoreApplication.translate("MainWindow", u"strong", None))
#if QT_CONFIG(accessibility)
        self.searchLineEdit.setAccessibleName(QCoreApplication.translate("MainWindow", u"Find a patient", None))
#endif // QT_CONFIG(accessibility)
        self.searchLineEdit.setPlaceholderText(QCoreApplication.translate("MainWindow", u"Find a patient: name, DOB, #phone, @insurance, chart number, parent", None))
        self.searchLineEdit.setProperty(u"role", QCoreApplication.translate("MainWindow", u"search", None))
        self.includeInactiveCheckBox.setText(QCoreApplication.translate("MainWindow", u"&Include inactive", None))
        self.newPatientButton.setText(QCoreApplication.translate("MainWindow", u"&New Patient\u2026", None))
        self.newPatientButton.setProperty(u"iconName", QCoreApplication.translate("MainWindow", u"user-plus", None))
        self.openingHeadingLabel.setText(QCoreApplication.translate("MainWindow", u"Opening the records\u2026", None))
        self.openingHeadingLabel.setProperty(u"role", QCoreApplication.translate("MainWindow", u"heading", None))
        self.openingTextLabel.setText(QCoreApplication.translate("MainWindow", u"The practice\u2019s records are encrypted on this computer.", None))
        self.openingTextLabel.setProperty(u"role", QCoreApplication.translate("MainWindow", u"subtle", None))
#if QT_CONFIG(accessibility)
        self.tabWidget.setAccessibleName(QCoreApplication.translate("MainWindow", u"Open charts", None))
#endif // QT_CONFIG(accessibility)
        self.fileMenu.setTitle(QCoreApplication.translate("MainWindow", u"&File", None))
        self.viewMenu.setTitle(QCoreApplication.translate("MainWindow", u"&View", None))
        self.appearanceMenu.setTitle(QCoreApplication.translate("MainWindow", u"&Appearance", None))
        self.textSizeMenu.setTitle(QCoreApplication.translate("MainWindow", u"&Text Size", None))
        self.windowMenu.setTitle(QCoreApplication.translate("MainWindow", u"&Window", None))
        self.helpMenu.setTitle(QCoreApplication.translate("MainWindow", u"&Help", None))
    # retranslateUi

