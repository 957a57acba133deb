# SPDX-License-Identifier: GPL-3.0-or-later
"""The serving threads: some are kept for pages, so that no flood of forms, however slow each is, keeps parents out.

A form may hash a password and is answered no faster than after a while (registration/answer_time.py), so only some
threads take forms. What can't be done soon is refused at once, and one client never fills the line for all others.
A known browser's forms (known_browsers.py) have a line of their own that comes first: a flood from ever so many
clients leaves in who signed in here before or holds a live link.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from waitress.task import ThreadedTaskDispatcher

from opportal_desktop.portal.known_browsers import known_browser
from opportal_desktop.records.records import Records
from opportal_desktop.registration.rate_limits import client_network

THREADS = 8
FORMS_AT_ONCE = 5
FORMS_WAITING = 32
"""In each line; about half a second of hashing passwords on two cores: who comes later is told to try again."""
FORMS_OF_A_CLIENT = 16
"""Waiting or being answered. A whole waiting room may be one client."""
FORMS_OF_A_BROWSER = 4
"""The same of a known browser: there is one person before it."""

_this_thread = threading.local()


def is_refused() -> bool:
    """Whether the form that this thread answers came when too many waited: it gets no more than a short answer."""
    return bool(getattr(_this_thread, "refused", False))


class Workers(ThreadedTaskDispatcher):  # type: ignore[misc]
    """The serving threads; each closes its connection to the records when it ends."""

    def __init__(self, records: Records) -> None:
        super().__init__()
        self._records = records
        self._started: list[threading.Thread] = []
        self._answered = 0
        self._known: deque[_Form] = deque()
        self._strangers: deque[_Form] = deque()
        self._of_client: Counter[str] = Counter()

    def add_task(self, task: Any) -> None:
        """Take what a connection asks for: a page at once, a form when its turn comes."""
        request = task.requests[0]
        if request.command != "POST":
            super().add_task(task)
            return
        browser = known_browser(self._records, str(request.headers.get("COOKIE", "")))
        form = _Form(task, browser or client_network(_client(task, request)), self._on_done)
        line, most = (self._known, FORMS_OF_A_BROWSER) if browser else (self._strangers, FORMS_OF_A_CLIENT)
        with self.lock:
            if self._answered < FORMS_AT_ONCE:
                self._answered += 1
            elif len(line) < FORMS_WAITING and self._of_client[form.client] < most:
                line.append(form)
                self._of_client[form.client] += 1
                return
            else:
                form.refused = True
            self._of_client[form.client] += 1
        super().add_task(form)

    def start_new_thread(self, target: Callable[[int], None], thread_no: int) -> None:
        def work() -> None:
            try:
                target(thread_no)
            finally:
                self._records.close()

        thread = threading.Thread(target=work, name=f"portal {thread_no}", daemon=True)
        self._started.append(thread)
        thread.start()

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        done = bool(super().shutdown(cancel_pending, timeout))
        with self.lock:
            waiting = [*self._known, *self._strangers]
            self._known.clear()
            self._strangers.clear()
        for form in waiting:
            form.cancel()
        for thread in self._started:
            thread.join(timeout)
        return done

    def _on_done(self, form: _Form) -> None:
        """Give the thread's place to the form that waits longest, in the line of known browsers if there is one."""
        with self.lock:
            self._of_client[form.client] -= 1
            if not self._of_client[form.client]:
                del self._of_client[form.client]
            if form.refused:
                return
            line = self._known or self._strangers
            if not line:
                self._answered -= 1
                return
            following = line.popleft()
        super().add_task(following)


class _Form:
    """A connection whose next request is a form."""

    def __init__(self, channel: Any, client: str, on_done: Callable[[_Form], None]) -> None:
        self.client = client
        self.refused = False
        self._channel = channel
        self._on_done = on_done

    def service(self) -> None:
        _this_thread.refused = self.refused
        try:
            self._channel.service()
        finally:
            _this_thread.refused = False
            self._on_done(self)

    def cancel(self) -> None:
        self._channel.cancel()


def _client(channel: Any, request: Any) -> str:
    """Who asks: the proxy's word if there is one, else the other end of the connection.

    Good enough for a place in the line; the app's limits believe the one trusted proxy only.
    """
    forwarded = str(request.headers.get("X_FORWARDED_FOR", ""))
    return forwarded.rpartition(",")[2].strip() or str(channel.addr[0] if channel.addr else "")
