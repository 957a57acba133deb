# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks of what the desk sees: Qt's plugins, icons, every form, the main window on real records, printing."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from functools import cmp_to_key

from PySide6.QtCore import (
    QCollator,
    QEvent,
    QLocale,
    QMarginsF,
    QMessageLogContext,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QFontDatabase, QImageReader, QPageLayout, QPdfWriter
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QMainWindow, QWidget

from opportal_desktop import forms as compiled_forms
from opportal_desktop.self_check.parts import CheckFailedError
from opportal_desktop.self_check.run import Bench


def application() -> QApplication:
    """The application; drawn nowhere if there is no screen."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if sys.platform == "linux" and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        qInstallMessageHandler(_tell_of_qt)
    return QApplication(sys.argv[:1])


def _tell_of_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # Said of every window with a minimum size where there is no screen.
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)  # noqa: T201


def qt(_bench: Bench) -> str:
    """Start Qt: a screen, pictures, letters."""
    app = application()
    formats = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    if missing := {"svg", "png", "jpg"} - formats:
        raise CheckFailedError(f"pictures can't be read: {', '.join(sorted(missing))}")
    if not QFontDatabase.families():
        raise CheckFailedError("there are no fonts; on Debian, install the package fonts-dejavu-core")
    return f"{qVersion()} on {app.platformName()}, style {app.style().name()}, {len(QFontDatabase.families())} fonts"


def sorting(_bench: Bench) -> str:
    """Sort names as English and Spanish do, by the data that Qt brings or the system has."""
    for language, names in (("en_US", "Abe Álvarez Baker"), ("es_US", "Nuñez Ñuble Obrador"), ("de_DE", "Ära Azur")):
        collator, wanted = QCollator(QLocale(language)), names.split()
        backwards = [*reversed(wanted)]
        if sorted(backwards, key=cmp_to_key(collator.compare)) != wanted:
            raise CheckFailedError(f"names are not sorted as in {language}")
    return "names with accents in their places"


def icons(_bench: Bench) -> str:
    """Draw every icon."""
    from opportal_desktop.desktop.icons import pixmap
    from opportal_desktop.resource_files import resource_path

    application()
    names = sorted(file.stem for file in resource_path("icons").glob("*.svg"))
    for name in names:
        image = pixmap(name).toImage()
        if image.isNull() or not _has_ink(image):
            raise CheckFailedError(f"the icon {name} is blank")
    return f"{len(names)} drawn"


def forms(_bench: Bench) -> str:
    """Open every form in the program's style, and look whether something is drawn."""
    from opportal_desktop.desktop.theme import Scheme, Theme

    app = application()
    before = app.styleSheet(), app.palette(), app.font()
    theme = Theme(app, Scheme.LIGHT)
    names = sorted(module.name for module in pkgutil.iter_modules(compiled_forms.__path__) if module.name[:3] == "ui_")
    for name in names:
        module = importlib.import_module(f"{compiled_forms.__name__}.{name}")
        (form,) = (kind for kind in vars(module).values() if getattr(kind, "__name__", "").startswith("Ui_"))
        window = _window_with(form)
        window.show()
        QApplication.processEvents()
        if not window.findChildren(QWidget) or window.grab().isNull():
            raise CheckFailedError(f"{name} is empty")
        _remove(window)
    theme.deleteLater()
    app.setStyleSheet(before[0])
    app.setPalette(before[1])
    app.setFont(before[2])
    return f"{len(names)} opened"


def main_window(bench: Bench) -> str:
    """Open the desk's window and its search on the throw-away practice."""
    from opportal_desktop.desktop.mail_state import MailState
    from opportal_desktop.desktop.main_window import MainWindow
    from opportal_desktop.desktop.prompts import Prompts
    from opportal_desktop.desktop.signals import RecordsSignals
    from opportal_desktop.desktop.theme import Scheme, Theme
    from opportal_desktop.desktop.window_state import WindowState
    from opportal_desktop.records.opening import open_records
    from opportal_desktop.registration.practice import staff_member

    app = application()
    records = open_records(bench.database, bench.key)
    try:
        staff = staff_member(records, "self-check", "Self Check")
        window = MainWindow(Theme(app, Scheme.LIGHT), Prompts(), WindowState(bench.folder / "window.ini"))
        signals = RecordsSignals(window)
        window.attach(
            records,
            staff,
            signals,
            make_family_contacts=lambda parent: QWidget(parent),
            mail_state=lambda: MailState(""),
        )
        window.show()
        QApplication.processEvents()
        if not window.ui.searchLineEdit.isVisible():
            raise CheckFailedError("there is no search to type into")
        words = f"open, {window.width()} × {window.height()}"
        signals.stop()
        _remove(window)
    finally:
        records.close()
    return words


def printing(bench: Bench) -> str:
    """Write the welcome sheet, QR code and all, as a PDF; say which printers there are."""
    from PySide6.QtPrintSupport import QPrinterInfo

    from opportal_desktop.desktop.welcome_sheet import print_sheet
    from opportal_desktop.registration.welcome_sheet import WelcomeSheet

    application()
    sheet = WelcomeSheet(
        practice="Self-Check Pediatrics",
        practice_phone="(413) 555-0100",
        parent="Ana López",
        sign_in_name="ana@example.com",
        passwordless=False,
        portal_url="https://portal.example.com",
        url="https://portal.example.com/welcome/self-check",
        language="es",
        expires_at=None,
        time_zone="America/New_York",
    )
    file = bench.folder / "sheet.pdf"
    writer = QPdfWriter(str(file))
    writer.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout.Unit.Millimeter)
    if not print_sheet(sheet, writer):
        raise CheckFailedError("the welcome sheet can't be drawn")
    del writer
    if not file.read_bytes().startswith(b"%PDF"):
        raise CheckFailedError("the welcome sheet is no PDF")
    printers = len(QPrinterInfo.availablePrinterNames())
    return f"the welcome sheet as PDF; {printers} {'printer' if printers == 1 else 'printers'} on this computer"


def _window_with(form: type) -> QWidget:
    """A window of the kind that the form was drawn for."""
    names = form.setupUi.__code__.co_names  # type: ignore[attr-defined]
    kinds = (QMainWindow,) if "setCentralWidget" in names else (QDialog, QFrame)
    error: AttributeError | None = None
    for kind in kinds:
        window: QWidget = kind()
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        try:
            form().setupUi(window)
        except AttributeError as refusal:
            error = refusal
            _remove(window)
            continue
        return window
    assert error is not None  # noqa: S101 - at least one kind was tried
    raise error


def _remove(window: QWidget) -> None:
    window.hide()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _has_ink(image: object) -> bool:
    from PySide6.QtGui import QImage

    assert isinstance(image, QImage)  # noqa: S101 - what pixmaps turn into
    return any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))
