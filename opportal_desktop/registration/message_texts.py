# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice's own words for its mails: read, checked, saved as new versions; nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from opportal_desktop.records import message_texts as kept
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.message_texts import MailWords, TextVersion
from opportal_desktop.records.records import Records
from opportal_desktop.registration.errors import NotManager, RegistrationError
from opportal_desktop.registration.message_markup import EDITABLE_KINDS, cleaned, problems
from opportal_desktop.terms import Changed, Language, MessageKind, StaffMember

TextKey = tuple[MessageKind, Language]
MAIL_LANGUAGES = (Language.ENGLISH, Language.SPANISH)
TEXT_KEYS: tuple[TextKey, ...] = tuple((kind, language) for kind in EDITABLE_KINDS for language in MAIL_LANGUAGES)
"""Every text that there is, in the order in which it is offered."""


class TextsInvalid(RegistrationError):  # noqa: N818 - says what is, not that something broke
    """Some texts can't be saved as typed. `errors` is {text: {"subject", "button" or "body": what to do}}."""

    def __init__(self, errors: Mapping[TextKey, Mapping[str, str]]) -> None:
        super().__init__("texts that can't be saved")
        self.errors = {key: dict(found) for key, found in errors.items()}


class TextChangedMeanwhile(RegistrationError):  # noqa: N818
    """Somebody else saved this text after it was read; `current` is what they saved."""

    def __init__(self, key: TextKey, current: TextVersion) -> None:
        super().__init__("a text was saved by somebody else meanwhile")
        self.key = key
        self.current = current


@dataclass(frozen=True, slots=True)
class UsedText:
    """What a mail written now would say.

    Attributes:
        version: None while the program's own words were never sent nor saved.
    """

    words: MailWords
    version: TextVersion | None

    @property
    def built_in(self) -> bool:
        return self.version is None or self.version.built_in

    @property
    def number(self) -> int:
        """0 while there is no version yet."""
        return self.version.number if self.version else 0


def used_texts() -> dict[TextKey, UsedText]:
    """Every text as it is used now."""
    return {key: _used(key) for key in TEXT_KEYS}


def _used(key: TextKey) -> UsedText:
    version = kept.now_used(*key)
    return UsedText(version.words if version else kept.built_in_words(*key), version)


def text_history(kind: MessageKind, language: Language) -> tuple[TextVersion, ...]:
    """Every version of one text, the newest first."""
    return kept.versions(kind, language)


def save_texts(
    records: Records, texts: Mapping[TextKey, MailWords], base: Mapping[TextKey, UsedText], by: StaffMember
) -> dict[TextKey, UsedText]:
    """Make these words the new versions of their texts; returns what is used from now on, for all texts given.

    Words that are in use already make no new version; the program's own words become those of the program again,
    which a newer program may better. Messages that were tried before keep the words of their first try.

    Args:
        base: what was shown when the editing began.

    Raises:
        NotManager: the front desk can't change texts.
        TextsInvalid: nothing was saved.
        TextChangedMeanwhile: nothing was saved.
        RecordsBusyError: somebody else is writing; try again.
    """
    if not by.is_manager:
        raise NotManager
    tidy = {key: cleaned(words) for key, words in texts.items()}
    if errors := {key: found for key, words in tidy.items() if (found := problems(key[0], words))}:
        raise TextsInvalid(errors)
    with records.transaction():
        for key, words in tidy.items():
            used = _used(key)
            if used.version and used.words not in (base[key].words, words):
                raise TextChangedMeanwhile(key, used.version)
            if used.words != words:
                _add(records, key, used, words, by)
        return {key: _used(key) for key in tidy}


def _add(records: Records, key: TextKey, used: UsedText, words: MailWords, by: StaffMember) -> None:
    kind, language = key
    if used.version is None:
        # The words that were in use so far stay to be seen, though nobody saved them.
        kept.add_version(records, kind, language, used.words, kept.BUILT_IN_BY, built_in=True)
    built_in = words == kept.built_in_words(kind, language)
    version = kept.add_version(records, kind, language, words, by.name, built_in=built_in)
    changes = {
        field: (getattr(used.words, field), getattr(words, field))
        for field in ("subject", "button", "body")
        if getattr(used.words, field) != getattr(words, field)
    }
    action = f"mail text saved: {kind.label}, {language.label}, version {version.number}"
    write_audit(records, action, by, changes=changes)
    records.announce(Changed(settings=True))
