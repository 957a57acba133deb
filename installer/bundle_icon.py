# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's icon, drawn from resources/icons/product-mark.svg: PNG pictures for Linux, an .ico for Windows."""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

MARK = Path(__file__).parents[1] / "resources" / "icons" / "product-mark.svg"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
PNG_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def png(size: int) -> bytes:
    """The mark, `size` pixels wide and high, as a PNG file."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(MARK)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise OSError("the icon can't be drawn")
    return bytes(data.data())


def icon_file(folder: Path) -> Path:
    """Write `opportal.ico` with all sizes into `folder`; Windows reads PNGs in it since Vista."""
    pictures = [(size, png(size)) for size in ICO_SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    for size, data in pictures:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "opportal.ico"
    file.write_bytes(head + b"".join(data for _, data in pictures))
    return file
