# SPDX-License-Identifier: GPL-3.0-or-later
"""The printed welcome sheet: one page, letter or A4, in the parent's language, with the link as a QR code."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPalette,
    QTextDocument,
)

from opportal_desktop.mail.compose import shown_time
from opportal_desktop.registration.welcome_sheet import WelcomeSheet
from opportal_desktop.resource_files import resource_path

if TYPE_CHECKING:
    from jinja2 import Environment
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

MARGIN_MM = 18.0
_CODE_SIZE = 250
"""Width of the QR code in the document's pixels, 96 to the inch: 66 mm."""
_MODULE_PIXELS = 16
_QUIET_ZONE = 4
"""Empty modules around the code, by ISO/IEC 18004."""


def choose_printer(parent: QWidget) -> QPrinter | None:
    """Let the person choose a printer and paper; None when cancelled."""
    # Imported late: most days nothing is printed.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def print_sheet(sheet: WelcomeSheet, device: QPagedPaintDevice) -> bool:
    """Draw the sheet on one page of a printer or PDF; False if the device did not take it."""
    device.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        return False
    document = sheet_document(sheet)
    # Sizes in points are those of this device from here on.
    document.documentLayout().setPaintDevice(device)
    area = painter.viewport()
    document.setPageSize(QSizeF(area.width(), 1e7))
    height = document.size().height()
    if height > area.height():
        # A long name must not push the last line onto a second page.
        painter.scale(area.height() / height, area.height() / height)
    document.documentLayout().draw(painter, _black_on_white())
    return painter.end()


def _black_on_white() -> QAbstractTextDocumentLayout.PaintContext:
    # The application's own palette may be dark: white ink on white paper.
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette = QPalette(QColor("white"))
    return context


def sheet_document(sheet: WelcomeSheet) -> QTextDocument:
    """The sheet as rich text."""
    valid_until = shown_time(sheet.expires_at, sheet.time_zone, sheet.language) if sheet.expires_at else ""
    template = _environment().get_template(f"welcome.{sheet.language}.html.jinja")
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.addResource(QTextDocument.ResourceType.ImageResource, QUrl("code"), qr_code(sheet.url))
    document.setHtml(template.render(t=sheet, valid_until=valid_until, code_size=_CODE_SIZE))
    return document


def qr_code(url: str) -> QImage:
    """A QR code with its quiet zone; a quarter of it may be smudged."""
    import segno

    modules = segno.make_qr(url, error="q").matrix
    side = len(modules) + 2 * _QUIET_ZONE
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    black = QColor("black")
    for row, line in enumerate(modules, start=_QUIET_ZONE):
        for column, dark in enumerate(line, start=_QUIET_ZONE):
            if dark:
                image.setPixelColor(column, row, black)
    return image.scaled(side * _MODULE_PIXELS, side * _MODULE_PIXELS)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(resource_path("sheets")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
