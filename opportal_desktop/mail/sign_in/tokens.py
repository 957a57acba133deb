# SPDX-License-Identifier: GPL-3.0-or-later
"""The access token for the next sign-in at the mail server: the stored one while it lasts, renewed when it ends."""

from __future__ import annotations

import logging
from collections.abc import Callable

from opportal_desktop.mail.sign_in.provider import REAL_ADDRESSES, IdentityAddresses, provider_for
from opportal_desktop.mail.sign_in.troubles import SignInError, not_signed_in
from opportal_desktop.records.mail_sign_in import StoredSignIn, load_sign_in, store_sign_in
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.records.settings import PracticeSettings

log = logging.getLogger(__name__)

MARGIN_SECONDS = 120.0
"""A token that ends sooner is renewed first: it must last until the server has looked at it."""


class HeldTokens:
    """The token of a sign-in that is not stored yet; for the wizard's test. `sign_in` is the newest."""

    def __init__(
        self,
        sign_in: StoredSignIn,
        settings: PracticeSettings,
        now: Callable[[], float],
        addresses: IdentityAddresses = REAL_ADDRESSES,
    ) -> None:
        self.sign_in = sign_in
        self._settings = settings
        self._now = now
        self._addresses = addresses

    def token(self, *, renewed: bool = False) -> str:
        """A token that lasts; with `renewed` a new one in any case. Raises MailFaultError, which holds the queue."""
        if renewed or self.sign_in.expires_at - self._now() < MARGIN_SECONDS:
            try:
                self.sign_in = provider_for(self._settings, self._addresses).renew(self.sign_in)
            except SignInError as error:
                log.info("the mail sign-in was not renewed: %s", error)
                raise error.as_fault() from error
        return self.sign_in.access_token


class StoredTokens:
    """The token of the practice's sign-in in the records; for threads that have a connection to them."""

    def __init__(
        self, records: Records, settings: PracticeSettings, addresses: IdentityAddresses = REAL_ADDRESSES
    ) -> None:
        self._records = records
        self._settings = settings
        self._addresses = addresses

    def token(self, *, renewed: bool = False) -> str:
        """As HeldTokens; what was renewed is stored. Read anew each time: another PC may have signed in."""
        before = load_sign_in(self._records)
        if before is None or before.provider is not self._settings.mail_sign_in:
            raise not_signed_in(self._settings.mail_sign_in).as_fault()
        held = HeldTokens(before, self._settings, lambda: self._records.clock().timestamp(), self._addresses)
        token = held.token(renewed=renewed)
        if held.sign_in != before:
            self._keep(held.sign_in, before)
        return token

    def _keep(self, renewed: StoredSignIn, before: StoredSignIn) -> None:
        try:
            with self._records.transaction():
                # Somebody may have signed in anew meanwhile: theirs stays.
                if load_sign_in(self._records) == before:
                    store_sign_in(self._records, renewed)
        except (RecordsBusyError, StorageError):
            # The token is good all the same, and what is stored can be renewed once more.
            log.info("a renewed mail sign-in was not stored this time")
