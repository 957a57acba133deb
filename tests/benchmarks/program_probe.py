# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real program, as on every day, and prints what only it can see. Argument: mode.

rows: types a letter once the window is shown, and prints when (CLOCK_MONOTONIC) its rows were painted.
charts: opens charts, and prints how long each took until it was painted, in ms.
stall: opens a chart, and prints all gaps between the beats of a timer, in ms, until the outbox is empty;
and how much of each the GUI thread has worked itself, which other programs on the computer change less.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
from dataclasses import replace

# First, as in the program, which keeps PySide6 from reading the sources of what is imported after it.
from opportal_desktop import app

# isort: split
from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from opportal_desktop.__main__ import main
from opportal_desktop.desktop.main_window import SPARE_MILLISECONDS

BEAT_MILLISECONDS = 2
SETTLED_MILLISECONDS = 700
CHARTS = int(os.environ.get("OPPORTAL_BENCH_CHARTS", "40"))
STALL_PATIENT = 1


class FirstRows(QObject):
    """Watches the results' table, which is there when the records are open."""

    def start(self, program: app.Program) -> None:
        self._page = program.window.findChild(QObject, "resultTableView")
        assert self._page is not None
        self._page.viewport().installEventFilter(self)

    def type_while_opening(self) -> None:
        """Type after the window is shown, as an impatient person does."""
        show = app.Program.show

        def show_and_type(program: app.Program) -> None:
            def type_it() -> None:
                program.window.ui.searchLineEdit.setText("s")

            # Announced before the search field is made: one turn later it is there.
            program.first_painted.connect(lambda: QTimer.singleShot(0, type_it))
            show(program)

        app.Program.show = show_and_type

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._page is not None and self._page.model().rowCount():
            self._page = None
            # After this paint event has been worked off.
            QTimer.singleShot(0, lambda: print(time.monotonic(), flush=True))
        return False


def peak_mib() -> float:
    """The most memory this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Heartbeat(QObject):
    """Counts how long the GUI thread is away."""

    def start(self, program: app.Program) -> None:
        from opportal_desktop.records import outbox

        self._program, self._outbox = program, outbox
        program.window.ui.searchLineEdit.setText("smi")
        program.window.open_chart(STALL_PATIENT)
        QTimer.singleShot(SETTLED_MILLISECONDS, self._begin)

    def _begin(self) -> None:
        assert self._program.records is not None
        self._queued, self._peak = self._waiting(), peak_mib()
        self._gaps: list[float] = []
        self._work: list[float] = []
        self._last, self._last_work = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MILLISECONDS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps.append((now - self._last) * 1000)
        self._work.append((time.thread_time() - self._last_work) * 1000)
        # Looking is not part of what is measured.
        if len(self._gaps) % 200 == 0 and not self._waiting():
            seen = {
                "queued": self._queued,
                "gaps": self._gaps,
                "work": self._work,
                "grown_mib": peak_mib() - self._peak,
            }
            print(json.dumps(seen), flush=True)
            self._program.quit()
        self._last, self._last_work = time.perf_counter(), time.thread_time()

    def _waiting(self) -> int:
        assert self._program.records is not None
        counts = self._outbox.counts(self._program.records)
        return counts.queued + counts.sending


class Charts(QObject):
    """Opens one chart after the other, as Enter in the search does, until each is painted."""

    def start(self, program: app.Program) -> None:
        self._program = program
        patients = int(os.environ["OPPORTAL_BENCH_PATIENTS"])
        self._left = random.Random(11).sample(range(1, patients + 1), CHARTS + 1)
        self._times: list[float] = []
        QTimer.singleShot(SETTLED_MILLISECONDS, self._open_next)

    def _open_next(self) -> None:
        window = self._program.window
        start = time.perf_counter()
        chart = window.open_chart(self._left.pop())
        self._program.app.processEvents()
        self._times.append((time.perf_counter() - start) * 1000)
        window.close_tab(window.ui.tabWidget.indexOf(chart))
        if self._left:
            # The person has read for a moment: the next one's widgets are made meanwhile.
            QTimer.singleShot(SPARE_MILLISECONDS + SETTLED_MILLISECONDS // 2, self._open_next)
        else:
            # The first one loads what all others share.
            print(json.dumps(self._times[1:]), flush=True)
            self._program.quit()


if __name__ == "__main__":
    probe = {"rows": FirstRows, "stall": Heartbeat, "charts": Charts}[sys.argv[1]]()
    if isinstance(probe, FirstRows):
        probe.type_while_opening()
    run_desktop = app.run_desktop
    app.run_desktop = lambda options: run_desktop(replace(options, on_ready=probe.start))
    # As every day: the PC's configuration names the practice, the program gets no arguments.
    del sys.argv[1:]
    main()
