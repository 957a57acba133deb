# SPDX-License-Identifier: GPL-3.0-or-later
"""Composition root: shows the window, opens the records, starts the mail thread, shuts down in order.

What the first paint does not need is imported after it.
"""

from __future__ import annotations

import getpass
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import opportal_desktop.desktop  # noqa: F401 - before PySide6: what is imported between the two is read by it as source

# isort: split
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from opportal_desktop.configuration import FILE_NAME, Configuration, is_preset, load_configuration, store_configuration
from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.main_window import MainWindow
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.single_instance import SingleInstance
from opportal_desktop.desktop.theme import Scheme, Theme
from opportal_desktop.desktop.window_state import WindowState
from opportal_desktop.paths import Paths, find_paths
from opportal_desktop.terms import StaffMember, StaffRole

if TYPE_CHECKING:
    from opportal_desktop.desktop.faults import FaultReporter
    from opportal_desktop.desktop.garbage import GuiThreadGarbage
    from opportal_desktop.desktop.opening_problem import OpeningAction
    from opportal_desktop.desktop.practice_server import ServerChoice
    from opportal_desktop.desktop.sending import Sending
    from opportal_desktop.desktop.windows import Windows
    from opportal_desktop.mail.senders import MakeTextTransport
    from opportal_desktop.records.opening_states import OpeningError
    from opportal_desktop.records.records import Records
    from opportal_desktop.records.server_address import Place, ServerAddress

log = logging.getLogger(__name__)

MAIL_START_MILLISECONDS = 250
UPDATE_LOOK_MILLISECONDS = 15_000
_TIME_ZONE_FOLDERS = "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"
MESSAGES_MILLISECONDS = 600
_SWITCH_SECONDS = 0.001
"""How long the window waits for another thread at each query. By Python's own 5 ms it stood still until the mail
thread, and whoever counts in the background, had had a turn each."""
PAINT_PATIENCE_MILLISECONDS = 500


@dataclass(frozen=True, slots=True)
class StartOptions:
    """How the program is started.

    Attributes:
        database: the practice's file or database, instead of the configured one.
        development: a folder that takes the place of all of this user's.
        scheme: light or dark instead of what the user chose or the system says.
        on_ready: called with the program once one can work.
        make_text_transport: what sends texts, instead of Twilio.
        move_to: move the practice from its file to this database before it is opened.
    """

    database: Place | None = None
    development: Path | None = None
    scheme: Scheme | None = None
    on_ready: Callable[[Program], None] | None = None
    make_text_transport: MakeTextTransport | None = None
    move_to: ServerAddress | None = None


def run_desktop(options: StartOptions) -> int:
    """Run the desktop until it is quit; returns the exit code. A second start raises the first and returns 0."""
    paths = find_paths(options.development)
    if sys.platform == "linux":
        # Python's own default, which zoneinfo would load all of sysconfig for.
        os.environ.setdefault("PYTHONTZPATH", _TIME_ZONE_FOLDERS)
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = _application()
    try:
        database = options.database or load_configuration(paths.config, paths.preset).database or paths.practice_file
    except ValueError as error:
        # An address of a server: IT wrote it by hand.
        Prompts().tell(
            None,
            "OP Portal does not know where the practice’s records are",
            f"The address of the database in the configuration cannot be used: {error}\n\nNothing was changed. Ask IT "
            f"to correct it: {paths.config}",
        )
        return 1
    instance = SingleInstance(database, paths.data)
    if not instance.claim():
        if instance.raise_first():
            return 0
        Prompts().tell(
            None,
            "OP Portal is already open",
            "It did not answer when it was asked to show its window. Look for it in the task bar, or wait a minute "
            "and start OP Portal again. Nothing was changed.",
        )
        return 1
    program = Program(app, paths, database, instance, options)
    stop_signals: list[_StopSignals] = []

    def prepare() -> None:
        from opportal_desktop.logs import set_up_logs

        set_up_logs(paths.logs)
        stop_signals.append(_StopSignals(app))

    program.first_painted.connect(prepare)
    program.show()
    code = app.exec()
    for stop_signal in stop_signals:
        stop_signal.remove()
    program.shut_down()
    if program.start_again is not None:
        _start_again(options, program.start_again)
    return code


def _start_again(options: StartOptions, more: tuple[str, ...]) -> None:
    """Start the program anew as this one was started, but for the place of the records."""
    from PySide6.QtCore import QProcess

    arguments = [] if getattr(sys, "frozen", False) else ["-m", "opportal_desktop"]
    if options.development is not None:
        arguments += ["--development", str(options.development)]
    if options.scheme is not None:
        arguments += ["--scheme", options.scheme.value]
    QProcess.startDetached(sys.executable, [*arguments, *more])


def _application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    app.setApplicationName("OP Portal")
    app.setApplicationDisplayName("OP Portal")
    app.setDesktopFileName("opportal-desktop")
    return app


class Program(QObject):
    """The running desktop and the one place that knows all of its parts."""

    first_painted = Signal()
    """What the first paint did not need can be done now."""

    def __init__(
        self, app: QApplication, paths: Paths, database: Place, instance: SingleInstance, options: StartOptions
    ) -> None:
        super().__init__()
        self.app = app
        self.paths = paths
        self.database = database
        self.records: Records | None = None
        self.sending: Sending | None = None
        self.windows: Windows | None = None
        self.prompts = Prompts()
        self.signals = RecordsSignals(self)
        self.state = WindowState(paths.config / "window.ini")
        self.theme = Theme(app, options.scheme or self.state.scheme, self.state.text_size)
        self.window = MainWindow(self.theme, self.prompts, self.state, places=self._places())
        self.start_again: tuple[str, ...] | None = None
        """With which arguments the program is to start anew when it has ended; None: not at all."""
        self._options = options
        self._instance = instance
        self._opening: BackgroundCall | None = None
        self._proved_key: bytes | None = None
        self._started = False
        self._garbage: GuiThreadGarbage | None = None
        self._faults: FaultReporter | None = None
        instance.raise_requested.connect(self._raise)
        self.signals.reachable.connect(self.window.show_server)
        self.signals.moved.connect(self.window.show_moved)

    def _places(self) -> tuple[tuple[str, object], ...]:
        practice = "Practice’s file" if isinstance(self.database, Path) else "Practice’s database"
        return ((practice, self.database), ("Log files", self.paths.logs), ("Configuration", self.paths.config))

    @property
    def staff(self) -> StaffMember | None:
        """Who works here; None before the records are open."""
        return None if self.windows is None else self.windows.staff

    def show(self) -> None:
        """Paint the window, then open the records."""
        painted = _FirstPaint(self)
        painted.happened.connect(self._after_first_paint)
        self.window.installEventFilter(painted)
        self.window.show()
        # A window that starts minimized is not painted.
        QTimer.singleShot(PAINT_PATIENCE_MILLISECONDS, self._after_first_paint)

    @Slot()
    def _after_first_paint(self) -> None:
        if self._started:
            return
        self._started = True
        self.first_painted.emit()
        from opportal_desktop.desktop.faults import FaultReporter
        from opportal_desktop.desktop.garbage import GuiThreadGarbage

        self._garbage = GuiThreadGarbage(self)
        self._faults = FaultReporter(self)
        self._faults.happened.connect(self._on_fault)
        self._faults.server_lost.connect(self.signals.look_at_server)
        if self._options.move_to is not None and isinstance(self.database, Path):
            self.move_practice(self.database, self._options.move_to)
        else:
            # Loads the database on its own thread, while the widgets are made on this one.
            self.open()
        self._instance.listen()

    # -- opening

    @Slot()
    def open(self) -> None:
        """Find the key and open the records, off the GUI thread: a keyring may ask, a migration may take its time."""
        database, proved_key = self.database, self._proved_key

        def find_and_open() -> Records:
            from opportal_desktop.records.keys import find_key
            from opportal_desktop.records.opening import open_records

            records = open_records(database, proved_key or find_key(database))
            # Connections belong to a thread: the GUI thread opens its own, or takes over a server's.
            records.db.close()
            return records

        self._open_by(find_and_open)
        self.window.show_opening("Opening…", "The practice’s records are being opened.")

    def _open_by(self, call: Callable[[], Records]) -> None:
        self._opening = BackgroundCall(call)
        self._opening.done.connect(self._on_opened)
        self._opening.failed.connect(self._on_not_opened)
        self._opening.start()

    @Slot(object)
    def _on_opened(self, records: Records) -> None:
        from opportal_desktop.desktop.mail_state import mail_state
        from opportal_desktop.desktop.sending import Sending
        from opportal_desktop.desktop.windows import Windows
        from opportal_desktop.registration.practice import staff_member

        records.db.serve_window()
        records.db.connect(reuse_if_open=True)
        self.records = records
        login = getpass.getuser()
        staff = staff_member(records, login, _full_name(login))
        records.subscribe(self.signals.publish)
        self.signals.watch(records)
        texts = self._options.make_text_transport
        sending = Sending(records, self.signals, self.database, self._instance.sender_lock_file, texts, self)
        windows = Windows(
            records, self.database, self.signals, self.prompts, staff, self.state, self.window, sending, texts
        )
        if self._options.on_ready is None:
            # Whoever has started it in order to show something shows it with these records.
            windows.place_chosen.connect(self.change_place)
        windows.place_fixed = self._place_fixed()
        self.sending, self.windows = sending, windows
        self.window.attach(
            records,
            staff,
            self.signals,
            make_family_contacts=windows.family_contacts,
            mail_state=lambda: mail_state(records, windows.staff),
        )
        # When the first rows are there.
        QTimer.singleShot(MAIL_START_MILLISECONDS, sending.start)
        self.window.chart_opened.connect(self._warm_up, Qt.ConnectionType.SingleShotConnection)
        QTimer.singleShot(MESSAGES_MILLISECONDS, windows.watch_attention)
        if staff.role is StaffRole.MANAGER:
            QTimer.singleShot(UPDATE_LOOK_MILLISECONDS, self._look_for_update)
        if self._options.on_ready is not None:
            self._options.on_ready(self)

    @Slot()
    def _look_for_update(self) -> None:
        """Ask whether a newer version exists, where IT turned that on."""
        file = self.paths.config / FILE_NAME
        if not file.exists() and (self.paths.preset is None or not self.paths.preset.exists()):
            return
        from opportal_desktop.updates import update_source

        source = update_source(file, self.paths.preset)
        if source is not None and self.records is not None:
            from opportal_desktop.desktop.update_notice import UpdateNotice

            UpdateNotice(source, self.paths.config, self.prompts, self.window)

    @Slot(object)
    def _on_not_opened(self, error: Exception) -> None:
        from opportal_desktop.records.opening_states import OpeningError, OpeningState

        if not isinstance(error, OpeningError):
            raise error
        self.window.show_opening("Not open", error.happened)
        if error.state is OpeningState.NO_FILE and self._is_first_start():
            self.set_up_practice()
        else:
            self._ask_about(error)

    def _place_fixed(self) -> str:
        if is_preset(self.database, self.paths.preset):
            return "IT has set this for everybody who uses this PC, and only IT can change it."
        if self._options.database is not None:
            return "OP Portal was started for this place (--database). Start it without that to change the place here."
        return ""

    def _is_first_start(self) -> bool:
        """Whether no practice was ever opened here, so that a missing file is no alarm."""
        return (
            self._options.database is None and load_configuration(self.paths.config, self.paths.preset).database is None
        )

    def _ask_about(self, error: OpeningError) -> None:
        from opportal_desktop.desktop.opening_problem import OpeningAction, OpeningProblem

        dialog = OpeningProblem(error, self.window)
        dialog.exec()
        actions: dict[OpeningAction, Callable[[], object]] = {
            OpeningAction.TRY_AGAIN: self.open,
            OpeningAction.RECOVERY_CODE: self.enter_recovery_code,
            OpeningAction.CHOOSE_FILE: self.choose_file,
            OpeningAction.SET_UP: self.set_up_practice,
            OpeningAction.JOIN: self.join_on_server,
        }
        actions.get(dialog.action, self.quit)()

    def set_up_practice(self) -> None:
        """Guide through the set-up of a new practice, or the opening of one from another PC."""
        from opportal_desktop.desktop.practice_setup import PracticeSetup

        login = getpass.getuser()
        wizard = PracticeSetup(
            self.prompts, self.paths.practice_file, login=login, staff_name=_full_name(login), parent=self.window
        )
        if wizard.exec() and wizard.place is not None:
            self._use(wizard.place, wizard.key)
        else:
            self.quit()

    def join_on_server(self) -> None:
        """Open a practice that is on a server, by its address, password and recovery code."""
        from opportal_desktop.desktop.practice_server import PracticeServer

        dialog = PracticeServer(None, self.window)
        if dialog.exec() and dialog.choice is not None:
            self._use(dialog.choice.address, dialog.choice.key)
        else:
            # Back to what there is to choose from.
            self.open()

    def move_practice(self, source: Path, address: ServerAddress) -> None:
        """Move the practice to a server, then open it where it is."""
        from opportal_desktop.desktop.practice_move import PracticeMove

        self.window.show_opening("Moving…", "The practice moves to a server.")
        if PracticeMove(self.prompts, source, address, self.window).exec():
            self._use(address)
        else:
            self.open()

    @Slot(object)
    def change_place(self, choice: ServerChoice) -> None:
        """End the program, asking about what is not saved, and begin anew with the practice on a server."""
        arguments = ("--move-to", str(choice.address)) if choice.key is None else ()
        if not self.window.close():
            return
        if choice.key is not None:
            store_configuration(self.paths.config, Configuration(choice.address))
        self.start_again = arguments
        self.app.quit()

    def enter_recovery_code(self) -> None:
        """Open the practice's file by its recovery code, and keep the key in this PC's keyring."""
        from opportal_desktop.desktop.recovery_code_entry import RecoveryCodeEntry

        entry = RecoveryCodeEntry(self.prompts, self.database, parent=self.window)
        if entry.exec() and entry.path is not None and entry.key is not None:
            self._use(entry.path, entry.key)
        else:
            # Back to what there is to choose from.
            self.open()

    def choose_file(self) -> None:
        """Open another practice's file."""
        chosen = self.prompts.choose_open_file(
            self.window, "Open a practice’s file", self._folder(), "OP Portal practice (*.opportal)"
        )
        if chosen is None:
            # Back to what there is to choose from.
            self.open()
        else:
            self._use(chosen)

    def _folder(self) -> Path:
        return self.database.parent if isinstance(self.database, Path) else self.paths.practice_file.parent

    def _use(self, database: Place, key: bytes | None = None) -> None:
        """Open this file from now on; with `key` where a person has just proved it, wherever it is kept."""
        if database != self.database and not self._claim(database):
            return
        self.database = database
        self.window.show_places(self._places())
        self._proved_key = key
        store_configuration(self.paths.config, Configuration(database))
        self.open()

    def _claim(self, database: Place) -> bool:
        """Become the one program that has this file open; another one that has it is raised instead."""
        instance = SingleInstance(database, self.paths.data, self)
        if not instance.claim():
            instance.raise_first()
            self.quit()
            return False
        self._instance.release()
        self._instance = instance
        instance.raise_requested.connect(self._raise)
        instance.listen()
        return True

    @Slot()
    def _warm_up(self) -> None:
        """Load the validators while the first chart is read: the first field that is left would wait for them."""
        BackgroundCall(_load_validators).start()

    # -- news

    @Slot()
    def _raise(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    @Slot(str)
    def _on_fault(self, place: str) -> None:
        self.prompts.tell(
            self.window,
            "Something went wrong in OP Portal",
            "What was saved is safe, and what you typed is still in its form. Save it, or copy it, and start OP Portal "
            f"again. If it happens twice, send the log file to your IT person: {self.paths.logs}\n\n{place}",
        )

    # -- the end

    @Slot()
    def quit(self) -> None:
        """End the program without asking: nothing is open that could be lost."""
        QTimer.singleShot(0, self.app.quit)

    def shut_down(self) -> None:
        """Stop in order: the polling, the mail thread, the connection, the claim."""
        self.signals.stop()
        if self.windows is not None:
            self.windows.stop()
        if self.sending is not None:
            self.sending.stop()
        # What a timer still wants to look up finds no records.
        records, self.records = self.records, None
        if records is not None:
            records.close()
        self.state.store()
        self._instance.release()
        if self._faults is not None:
            self._faults.remove()
        if self._garbage is not None:
            self._garbage.stop()
        # Left to Python's collector, a window's parts die in any order, and Qt then deletes some of them twice.
        self.window.hide()
        self.window.deleteLater()
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)


class _FirstPaint(QObject):
    """Tells once that the widget it filters has been painted.

    A timer alone fires before the window system asks for the paint, and what it starts holds the paint up.
    """

    happened = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.happened.emit)
        return False


class _StopSignals:
    """Ends the program in order when the system or a terminal says so (SIGTERM, Ctrl+C).

    Python runs its handlers when Python code runs, which the timers see to at least once a second.
    """

    def __init__(self, app: QApplication) -> None:
        # Not at the top: the window paints without it.
        import signal

        def end(number: int, frame: object) -> None:
            app.quit()

        self._before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}

    def remove(self) -> None:
        import signal

        for number, handler in self._before.items():
            signal.signal(number, handler)


def _full_name(login: str) -> str:
    """The person's name as the operating system knows it, else the login."""
    try:
        import pwd
    except ImportError:
        return login
    try:
        name = pwd.getpwnam(login).pw_gecos.split(",")[0].strip()
    except KeyError:
        return login
    return name or login


def _load_validators() -> None:
    from opportal_desktop.registration.validators import check_email, check_phone

    check_email("a@example.com")
    check_phone("+14135550123")
