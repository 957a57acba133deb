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
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLockFile, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from opportal_desktop.configuration import FILE_NAME, Configuration, load_configuration, store_configuration
from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.main_window import MailState, MainWindow
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.single_instance import SingleInstance
from opportal_desktop.desktop.theme import Scheme, Theme, Tone
from opportal_desktop.desktop.window_state import WindowState
from opportal_desktop.paths import Paths, find_paths
from opportal_desktop.terms import Changed, StaffMember, StaffRole

if TYPE_CHECKING:
    from opportal_desktop.desktop.contact_finder import ContactFinder
    from opportal_desktop.desktop.family_contacts import FamilyContacts
    from opportal_desktop.desktop.garbage import GuiThreadGarbage
    from opportal_desktop.desktop.message_center import MessageCenter
    from opportal_desktop.desktop.opening_problem import OpeningAction
    from opportal_desktop.mail.senders import MakeTextTransport, Senders
    from opportal_desktop.records.opening_states import OpeningError
    from opportal_desktop.records.outbox import Channel, QueueHold
    from opportal_desktop.records.records import Records
    from opportal_desktop.records.server_address import Place
    from opportal_desktop.records.settings import PracticeSettings

log = logging.getLogger(__name__)

SENDER_RETRY_MILLISECONDS = 5000
MAIL_START_MILLISECONDS = 250
UPDATE_LOOK_MILLISECONDS = 15_000
_TIME_ZONE_FOLDERS = "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"
MESSAGES_MILLISECONDS = 600
PAINT_PATIENCE_MILLISECONDS = 500
MAIL_NOT_SET_UP = "Mail is not set up yet. Welcome Emails wait until it is, and none is lost."


@dataclass(frozen=True, slots=True)
class StartOptions:
    """How the program is started.

    Attributes:
        database: the practice's file or database, instead of the configured one.
        development: a folder that takes the place of all of this user's.
        scheme: light or dark instead of what the user chose or the system says.
        on_ready: called with the program once one can work.
        make_text_transport: what sends texts, instead of Twilio.
    """

    database: Place | None = None
    development: Path | None = None
    scheme: Scheme | None = None
    on_ready: Callable[[Program], None] | None = None
    make_text_transport: MakeTextTransport | None = None


def run_desktop(options: StartOptions) -> int:
    """Run the desktop until it is quit; returns the exit code. A second start raises the first and returns 0."""
    paths = find_paths(options.development)
    if sys.platform == "linux":
        # Python's own default, which zoneinfo would load all of sysconfig for.
        os.environ.setdefault("PYTHONTZPATH", _TIME_ZONE_FOLDERS)
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
    return code


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
        self.staff: StaffMember | None = None
        self.mail: Senders | None = None
        self.prompts = Prompts()
        self.signals = RecordsSignals(self)
        self.state = WindowState(paths.config / "window.ini")
        self.theme = Theme(app, options.scheme or self.state.scheme, self.state.text_size)
        self.window = MainWindow(
            self.theme,
            self.prompts,
            self.state,
            places=(
                ("Practice’s file" if isinstance(database, Path) else "Practice’s database", database),
                ("Log files", paths.logs),
                ("Configuration", paths.config),
            ),
        )
        self._options = options
        self._instance = instance
        self._opening: BackgroundCall | None = None
        self._proved_key: bytes | None = None
        self._sender_lock: QLockFile | None = None
        self._sender_timer = QTimer(self)
        self._sender_timer.setInterval(SENDER_RETRY_MILLISECONDS)
        self._sender_timer.timeout.connect(self._start_mail)
        self._started = False
        self._garbage: GuiThreadGarbage | None = None
        self._loading_mail: BackgroundCall | None = None
        self._faults: _FaultReporter | None = None
        self._messages: MessageCenter | None = None
        instance.raise_requested.connect(self._raise)
        self.window.settings_requested.connect(self.open_settings)
        self.window.mail_set_up_requested.connect(self.open_mail_setup)
        self.window.message_texts_requested.connect(self.open_message_texts)
        self.window.try_again_requested.connect(self._retry_mail)
        self.window.messages_requested.connect(self._show_messages)
        self.window.attention_requested.connect(self._show_attention)
        self.signals.changed.connect(self._on_changed)
        self.signals.reachable.connect(self.window.show_server)

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
        from opportal_desktop.desktop.garbage import GuiThreadGarbage

        self._garbage = GuiThreadGarbage(self)
        self._faults = _FaultReporter(self)
        self._faults.happened.connect(self._on_fault)
        self._faults.server_lost.connect(self.signals.look_at_server)
        self.window.complete()
        self._instance.listen()
        self.open()

    # -- opening

    @Slot()
    def open(self) -> None:
        """Find the key and open the records, off the GUI thread: a keyring may ask, a migration may take its time."""
        database, proved_key = self.database, self._proved_key

        def find_and_open() -> Records:
            from opportal_desktop.records.keys import find_key
            from opportal_desktop.records.opening import open_records

            records = open_records(database, proved_key or find_key(database))
            # Connections belong to a thread; the GUI thread opens its own.
            records.close()
            return records

        self.window.show_opening("Opening…", "The practice’s records are being opened.")
        self._open_by(find_and_open)

    def _open_by(self, call: Callable[[], Records]) -> None:
        self._opening = BackgroundCall(call)
        self._opening.done.connect(self._on_opened)
        self._opening.failed.connect(self._on_not_opened)
        self._opening.start()

    @Slot(object)
    def _on_opened(self, records: Records) -> None:
        from opportal_desktop.registration.practice import staff_member

        records.db.connect(reuse_if_open=True)
        self.records = records
        login = getpass.getuser()
        self.staff = staff_member(records, login, _full_name(login))
        records.subscribe(self.signals.publish)
        self.signals.watch(records)

        def make_family_contacts(parent: QWidget) -> FamilyContacts:
            # Here and not above: the first rows need not wait for it.
            from opportal_desktop.desktop.family_contacts import FamilyContacts

            assert self.staff is not None  # noqa: S101 - attached below, with staff
            return FamilyContacts(
                records,
                self.signals,
                self.prompts,
                self.staff,
                make_finder=self._make_finder,
                open_registration=self.open_registration,
                open_messages=self._open_messages_of,
                explain_access=self.explain_access,
                parent=parent,
            )

        self.window.attach(
            records,
            self.staff,
            self.signals,
            make_family_contacts=make_family_contacts,
            mail_state=self.mail_state,
        )
        # When the first rows are there.
        QTimer.singleShot(MAIL_START_MILLISECONDS, self._start_mail)
        self.window.chart_opened.connect(self._warm_up, Qt.ConnectionType.SingleShotConnection)
        QTimer.singleShot(MESSAGES_MILLISECONDS, self.message_center)
        if self.staff.role is StaffRole.MANAGER:
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
        }
        actions.get(dialog.action, self.quit)()

    def set_up_practice(self) -> None:
        """Guide through the set-up of a new practice, or the opening of one from another PC."""
        from opportal_desktop.desktop.practice_setup import PracticeSetup

        login = getpass.getuser()
        wizard = PracticeSetup(
            self.prompts, self.paths.practice_file, login=login, staff_name=_full_name(login), parent=self.window
        )
        if wizard.exec() and wizard.key is not None:
            self._use(wizard.path, wizard.key)
        else:
            self.quit()

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

    # -- mail

    @Slot()
    def _start_mail(self) -> None:
        """Send the outbox, unless another program on this PC does so for the same file.

        What composes and sends is loaded with the first message, in the background: an idle desk does without it.
        """
        from opportal_desktop.records import outbox

        if self.records is None or self._loading_mail is not None:
            return
        counts = outbox.counts(self.records)
        if not counts.queued and not counts.sending:
            return
        on_server = not isinstance(self.database, Path)
        lock = QLockFile(str(self._instance.sender_lock_file) if on_server else f"{self.database}.sender")
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            self._sender_timer.start()
            return
        self._sender_timer.stop()
        self._sender_lock = lock
        from opportal_desktop.records.settings import load_settings

        self._loading_mail = BackgroundCall(partial(_channels, load_settings(self.records), self.database))
        self._loading_mail.done.connect(self._on_senders_loaded)
        self._loading_mail.start()

    @Slot(object)
    def _on_senders_loaded(self, channels: frozenset[Channel]) -> None:
        from opportal_desktop.mail.senders import Senders, twilio

        if self.records is None:
            return
        self.mail = Senders(
            self.records,
            self.database,
            # On a server, others may be sending from other computers: a lease tells who has which message.
            sole_sender=isinstance(self.database, Path),
            channels=channels,
            make_text_transport=self._options.make_text_transport or twilio,
        )
        self.records.subscribe(self._wake_mail)
        self.mail.start()

    def _wake_mail(self, changed: Changed) -> None:
        """Called on whatever thread committed."""
        if self.mail is None:
            return
        if changed.settings:
            self.mail.retry_now()
        elif changed.outbox:
            self.mail.wake()

    def mail_state(self) -> MailState:
        """The status bar's words about the mail."""
        from opportal_desktop.records import outbox

        if self.records is None:
            return MailState("")
        counts = outbox.counts(self.records)
        waiting = counts.queued + counts.sending
        hold, held = outbox.queue_hold(self.records), f"Mail: {waiting} waiting"
        set_up = self._mail_set_up_offer(hold)
        if hold is None or not waiting:
            set_up = ""
            # Shown until one gets through: a code that waits expires, but no parent can sign in by text meanwhile.
            hold, held = outbox.queue_hold(self.records, outbox.Channel.TEXT), "Texts can’t be sent"
        if hold is not None:
            needs_settings = hold.reason is not outbox.HoldReason.CONNECTION
            return MailState(held, Tone.WARNING, hold.explanation, needs_settings, set_up)
        if set_up := self._mail_set_up_offer(None):
            return MailState("Mail: not set up", Tone.WARNING, MAIL_NOT_SET_UP, set_up=set_up)
        if waiting:
            return MailState(f"Mail: {waiting} on the way", Tone.INFO)
        return MailState("Mail: everything handed over")

    def _mail_set_up_offer(self, hold: QueueHold | None) -> str:
        """The button that leads a manager to "Set up mail" while nothing else helps; else empty."""
        from opportal_desktop.records.outbox import HoldReason
        from opportal_desktop.records.settings import load_settings

        if self.records is None or self.staff is None or not self.staff.is_manager:
            return ""
        settings = load_settings(self.records)
        if not settings.smtp_host:
            return "Set up &mail…"
        if hold is None:
            return ""
        if settings.mail_sign_in.by_token:
            return "Sign in a&gain…" if hold.reason is HoldReason.SIGN_IN else ""
        # Microsoft's way of saying that passwords are over.
        return "Set up &mail…" if any(code in hold.server_reply for code in ("5.7.30", "5.7.139")) else ""

    # -- windows

    def _make_finder(self, patient_id: int, parent: QWidget) -> ContactFinder:
        from opportal_desktop.desktop.contact_finder import ContactFinder

        assert self.records is not None  # noqa: S101 - only charts ask, and they have records
        finder = ContactFinder(self.records, patient_id, parent)
        finder.finished.connect(finder.deleteLater)
        return finder

    def open_registration(self, contact_id: int, parent: QWidget) -> None:
        """Open the dialog behind the folder button."""
        from opportal_desktop.desktop.portal_registration import PortalRegistration

        if self.records is None or self.staff is None:
            return
        dialog = PortalRegistration(self.records, self.signals, self.prompts, self.staff, contact_id, parent)
        # Else every one ever opened would follow the records until the chart is closed.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.explanation_wanted.connect(partial(self.explain_access, contact_id, 0, dialog))
        dialog.open()

    def explain_access(self, contact_id: int, patient_id: int, parent: QWidget) -> None:
        """Open the answer to Why can't they see…?; `patient_id`: whom it is about at first, 0 for all of them."""
        from opportal_desktop.desktop.access_answer import AccessAnswerDialog

        if self.records is None:
            return
        dialog = AccessAnswerDialog(self.records, self.signals, contact_id, patient_id, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(parent, QDialog):
            # The way to fix it leads to the chart behind both.
            dialog.accepted.connect(parent.accept)
        dialog.fix_wanted.connect(partial(self._fix_access, contact_id))
        dialog.chart_wanted.connect(self.window.open_chart)
        dialog.open()

    def _fix_access(self, contact_id: int, patient_id: int, condition: object) -> None:
        self.window.open_condition(patient_id, contact_id, condition)

    @Slot()
    def open_settings(self) -> None:
        """Open the practice's settings."""
        from opportal_desktop.desktop.settings_window import SettingsWindow
        from opportal_desktop.mail.senders import twilio

        if self.records is None or self.staff is None:
            return
        dialog = SettingsWindow(
            self.records,
            self.signals,
            self.prompts,
            self.staff,
            self.database,
            self.window,
            make_text_transport=self._options.make_text_transport or twilio,
        )
        dialog.saved.connect(self._retry_mail)
        dialog.mail_set_up_requested.connect(self.open_mail_setup)
        dialog.message_texts_requested.connect(partial(self.open_message_texts, dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def open_mail_setup(self) -> None:
        """From the sender's address to a mail server that works; for managers."""
        from opportal_desktop.desktop.mail_setup import MailSetup
        from opportal_desktop.records.outbox import HoldReason, queue_hold
        from opportal_desktop.records.settings import load_settings

        if self.records is None or self.staff is None or not self.staff.is_manager:
            return
        hold = queue_hold(self.records)
        ended = hold is not None and hold.reason is HoldReason.SIGN_IN
        dialog = MailSetup(
            self.records,
            self.prompts,
            self.staff,
            self.database,
            self.app.activeModalWidget() or self.window,
            sign_in_again=ended and load_settings(self.records).mail_sign_in.by_token,
        )
        dialog.saved.connect(self._retry_mail)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def open_message_texts(self, over: QWidget | None = None) -> None:
        """What the mails say: for managers to change, for everybody to look at; over the main window if not said."""
        from opportal_desktop.desktop.message_texts_window import MessageTextsWindow

        if self.records is None or self.staff is None:
            return
        dialog = MessageTextsWindow(self.records, self.signals, self.prompts, self.staff, over or self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def message_center(self) -> MessageCenter | None:
        """What knows the messages, made when it is first asked for; None before the records are open."""
        from opportal_desktop.desktop.message_center import MessageCenter, Ways

        if self._messages is None and self.records is not None and self.staff is not None:
            ways = Ways(self.window.open_contact, self.open_settings, self._retry_mail)
            self._messages = MessageCenter(
                self.records, self.signals, self.prompts, self.staff, self.state, self.window, ways
            )
        return self._messages

    @Slot()
    def _show_messages(self) -> None:
        if (messages := self.message_center()) is not None:
            messages.show_messages()

    def _open_messages_of(self, contact_id: int, name: str) -> None:
        if (messages := self.message_center()) is not None:
            messages.show_contact(contact_id, name)

    @Slot()
    def _show_attention(self) -> None:
        if (messages := self.message_center()) is not None:
            messages.show_attention()

    @Slot()
    def _retry_mail(self) -> None:
        """Somebody asks for it, or the mail password is another: of the keyring's changes the records say nothing."""
        if self.records is None:
            return
        if self.mail is None:
            _end_pauses(self.records)
            return
        self.mail.retry_now()
        if not isinstance(self.database, Path):
            from opportal_desktop.records.settings import load_settings

            looking = BackgroundCall(partial(_channels, load_settings(self.records), self.database))
            looking.done.connect(self._on_channels)
            looking.start()

    @Slot(object)
    def _on_channels(self, channels: frozenset[Channel]) -> None:
        if self.mail is not None:
            self.mail.start_also(channels)

    # -- news

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        """There may be something to send, and a manager may have changed who this person is."""
        if changed.outbox or changed.everything:
            self._start_mail()
        if changed.everything and self.mail is not None:
            # Perhaps somebody else's message, which is not to wait until the thread looks by itself.
            self.mail.wake()
        if self.records is None or not (changed.settings or changed.everything):
            return
        from opportal_desktop.records.staff import by_login

        self.staff = by_login(getpass.getuser()) or self.staff

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
        if self._messages is not None:
            self._messages.stop()
        self._sender_timer.stop()
        if self.mail is not None:
            self.mail.stop()
        # What a timer still wants to look up finds no records.
        records, self.records = self.records, None
        if records is not None:
            records.close()
        if self._sender_lock is not None:
            self._sender_lock.unlock()
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


class _FaultReporter(QObject):
    """Brings uncaught exceptions of any thread to the GUI thread, by type and place only."""

    happened = Signal(str)
    server_lost = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before = sys.excepthook
        self._telling = False
        sys.excepthook = self._on_exception

    def remove(self) -> None:
        sys.excepthook = self._before

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from opportal_desktop.records.records import ServerLostError

        if issubclass(kind, ServerLostError):
            # No fault of the program: the window says so, and carries on by itself.
            self.server_lost.emit()
            return
        self._before(kind, error, trace)
        if issubclass(kind, Exception) and not self._telling:
            self._telling = True
            try:
                self.happened.emit(_place(kind, trace))
            finally:
                self._telling = False


def _place(kind: type[BaseException], trace: TracebackType | None) -> str:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{kind.__name__}{where}"


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


def _channels(settings: PracticeSettings, database: Place) -> frozenset[Channel]:
    """What this PC can send. On a server another PC may have the secrets, and a hold would be everybody's."""
    from opportal_desktop.mail.senders import channels_with_secrets
    from opportal_desktop.records.outbox import Channel

    return frozenset(Channel) if isinstance(database, Path) else channels_with_secrets(settings, database)


def _load_validators() -> None:
    from opportal_desktop.registration.validators import check_email, check_phone

    check_email("a@example.com")
    check_phone("+14135550123")


def _end_pauses(records: Records) -> None:
    """Nothing waits here, or another program sends: let whatever comes next be tried without a pause."""
    from opportal_desktop.records import outbox

    try:
        for channel in outbox.Channel:
            outbox.clear_queue_hold(records, channel)
    except outbox.OutboxUnavailableError as error:
        log.info("a pause could not be ended: %s", error)
