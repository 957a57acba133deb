# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows on small or enlarged screens: none opens larger than its screen, and what does not fit can be scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

_FRAME_LINES = 3
"""A title bar and a frame come on top of what a window asks for, in lines of text."""
_LEAST_LINES = 6
"""Below this height of the content, the window itself stops getting smaller."""


def open_at(window: QWidget, wanted: QSize) -> None:
    """Give a window that is not shown yet its size, in logical pixels, within what its screen has free."""
    free = window.screen().availableSize()
    free.setHeight(free.height() - window.fontMetrics().lineSpacing() * _FRAME_LINES)
    window.resize(wanted.boundedTo(free))


def open_with(window: QWidget, characters: int, lines: int) -> None:
    """`open_at`, measured in average characters of the window's font and in lines."""
    metrics = window.fontMetrics()
    open_at(window, QSize(metrics.averageCharWidth() * characters, metrics.lineSpacing() * lines))


class ScrollWhenSmall(QScrollArea):
    """Shows its content as if it stood there alone, down to the content's least size; below that it scrolls.

    Qt's own `widgetResizable` begins to scroll at the *preferred* height of texts that wrap, where lists and fields in
    the content could still give way.
    """

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Not a stop of the Tab key: what is inside has the focus, and is scrolled to.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(content.sizePolicy())
        self.setWidget(content)
        content.setAutoFillBackground(False)
        content.installEventFilter(self)
        # Qt scrolls only to what Tab leads to: not to what a mnemonic or a mistake in a field brings the focus to.
        # Queued: a scroll area within moves first.
        self._follows_focus = True
        self._follow_timer = QTimer(self, singleShot=True, interval=0)
        self._follow_timer.timeout.connect(self._on_focus_changed)
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolled_by_hand)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there is no widget without one
        application.focusChanged.connect(self._on_focus_changed, Qt.ConnectionType.QueuedConnection)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self._content.minimumSizeHint()
        height = min(least.height(), self.fontMetrics().lineSpacing() * _LEAST_LINES)
        return QSize(least.width() + self._bar_width(), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched is self._content:
            self.updateGeometry()
            self._fit()
            if self._follows_focus:
                # Once everything has its new place: a message above must not push away what one is at.
                self._follow_timer.start()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _on_focus_changed(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and focused is not self._content and self._content.isAncestorOf(focused):
            self._follows_focus = True
            self.ensureWidgetVisible(focused)

    @Slot()
    def _on_scrolled_by_hand(self) -> None:
        # Until the focus goes on: who looks at something else is not taken back.
        self._follows_focus = False

    def _bar_width(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def _fit(self) -> None:
        """Not the viewport's size, which follows the bars: with it a bar could come and go for ever."""
        content, room = self._content, self.contentsRect().size()
        height = self._least_height(room.width())
        if height > room.height():
            room.setWidth(room.width() - self._bar_width())
            height = self._least_height(room.width())
        content.resize(room.expandedTo(QSize(content.minimumSizeHint().width(), height)))

    def _least_height(self, width: int) -> int:
        layout = self._content.layout()
        least = self._content.minimumSizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            return max(least, layout.minimumHeightForWidth(width))
        return least


def bring_into_sight(widget: QWidget) -> None:
    """Scroll all that can be scrolled around it, so that it is seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def show_page(stack: QStackedWidget, page: QWidget) -> None:
    """Show one of a stack's pages; the others, which Qt would make room for, claim no height meanwhile."""
    for other in (stack.widget(number) for number in range(stack.count())):
        if other is not None:
            policy = other.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred if other is page else QSizePolicy.Policy.Ignored)
            other.setSizePolicy(policy)
    stack.setCurrentWidget(page)


def scroll_when_small(content: QWidget) -> ScrollWhenSmall:
    """Put a scroll area in the place that this widget has in its parent's layout, and the widget into it.

    Raises:
        ValueError: the widget stands in no layout of its parent, or deeper than the layout's own items.
    """
    parent = content.parentWidget()
    layout = parent.layout() if parent else None
    if parent is None or layout is None or layout.indexOf(content) < 0:
        raise ValueError(f"{content.objectName()} is in no layout of its parent")
    # Out of the layout before it changes its parent, where the layout would drop it and its stretch with it.
    stand_in = QWidget(parent)
    layout.replaceWidget(content, stand_in)
    area = ScrollWhenSmall(content, parent)
    layout.replaceWidget(stand_in, area)
    stand_in.hide()
    stand_in.deleteLater()
    content.show()
    return area
