# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a printed page as a parent does: the words on it, and the QR code through a camera's grey pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import zxingcpp

_PIXELS_PER_POINT = 1.5


@dataclass(frozen=True)
class ScannedPage:
    """One page of a PDF. `codes`: what its QR codes hold. `ink`: whether anything is drawn darker than mid-grey."""

    size: tuple[float, float]
    text: str
    codes: tuple[str, ...]
    ink: bool


def scan(file: Path) -> list[ScannedPage]:
    """Every page of the PDF."""
    with pypdfium2.PdfDocument(file) as document:
        return [_scan_page(document[number]) for number in range(len(document))]


def _scan_page(page: pypdfium2.PdfPage) -> ScannedPage:
    bitmap = page.render(scale=_PIXELS_PER_POINT, grayscale=True)
    rows = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
    text = page.get_textpage().get_text_bounded()
    head = bytes(bitmap.buffer)[: bitmap.stride * (bitmap.height // 5)]
    return ScannedPage(
        size=page.get_size(),
        text=" ".join(text.replace("\u00a0", " ").split()),
        codes=tuple(code.text for code in zxingcpp.read_barcodes(rows)),
        ink=min(head) < 100,
    )
