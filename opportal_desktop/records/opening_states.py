# SPDX-License-Identifier: GPL-3.0-or-later
"""What can stand between a start and the opened records, each in words for the person in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from opportal_desktop.records.server_address import Place


class OpeningState(Enum):
    """How an attempt to open (or set up) a practice's records ended."""

    READY = auto()
    NO_FILE = auto()
    NO_KEY = auto()
    KEY_UNREADABLE = auto()
    KEYRING_ABSENT = auto()
    KEYRING_LOCKED = auto()
    WRONG_KEY = auto()
    NOT_ENCRYPTED = auto()
    DAMAGED = auto()
    NEWER_SCHEMA = auto()
    READ_ONLY = auto()
    DISK_FULL = auto()
    NETWORK_PATH = auto()
    DRIVER_NOT_ENCRYPTING = auto()
    BUSY = auto()
    MIGRATION_FAILED = auto()
    INCOMPLETE_PROGRAM = auto()
    FILE_EXISTS = auto()
    MOVED = auto()
    SERVER_UNREACHABLE = auto()
    LOGIN_REFUSED = auto()
    DATABASE_MISSING = auto()
    TLS_REFUSED = auto()
    NO_RIGHTS = auto()
    NO_PRACTICE = auto()
    SERVER_UNFIT = auto()
    DATABASE_NOT_EMPTY = auto()
    DRIVER_MISSING = auto()


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, what is safe, what to do next: one or two sentences each, no PHI."""

    happened: str
    safe: str
    next_step: str


class OpeningError(Exception):
    """The records were not opened, and the file is as it was.

    Attributes:
        state: which case it is, for deciding what to offer (set-up, recovery code, try again).
        place: the practice's file or database; a dialog shows it below the words, a log does not.
        happened, safe, next_step: plain words for a dialog.
    """

    def __init__(self, state: OpeningState, place: Place, words: Words | None = None) -> None:
        super().__init__(state.name)
        self.state = state
        self.place = place
        told = words or WORDS[state]
        self.happened = told.happened
        self.safe = told.safe
        self.next_step = told.next_step


_UNTOUCHED = "Nothing was changed: the records are as they were."

WORDS: dict[OpeningState, Words] = {
    OpeningState.NO_FILE: Words(
        "There are no practice records in this place yet.",
        "Nothing was created or changed.",
        "If this practice is new, set it up now. If it already has records, choose the file they are in, "
        "or restore a backup; do not set up a second practice.",
    ),
    OpeningState.NO_KEY: Words(
        "The practice's records are here, but this computer has no key to open them for the person signed in.",
        _UNTOUCHED,
        "Type the recovery code that was printed when the practice was set up. "
        "Or sign in to this computer as the person who used OP Portal before.",
    ),
    OpeningState.KEY_UNREADABLE: Words(
        "A key was given for the practice's records, but it cannot be read as one.",
        _UNTOUCHED,
        "Check the key that IT set in OPPORTAL_KEY or OPPORTAL_KEY_FILE: it is the recovery code, or 64 hexadecimal "
        "digits.",
    ),
    OpeningState.KEYRING_ABSENT: Words(
        "This computer has no safe place for keys (no keyring service is running), so the records cannot be opened.",
        _UNTOUCHED + " The key is never written to the disk unprotected.",
        "Ask IT to start a keyring (on Linux: GNOME Keyring or KWallet). Or give the key another way: set "
        "OPPORTAL_KEY, or OPPORTAL_KEY_FILE to a file that only you can read.",
    ),
    OpeningState.KEYRING_LOCKED: Words(
        "The computer's keyring, which keeps the key to the records, is locked.",
        _UNTOUCHED,
        "Try again, and unlock the keyring when you are asked for its password. If you are not asked, sign out of this "
        "computer and in again. The recovery code opens the records too.",
    ),
    OpeningState.WRONG_KEY: Words(
        "The key on this computer does not open this file: it belongs to other records, or the file is no "
        "practice file, or the beginning of the file is destroyed.",
        _UNTOUCHED,
        "Check that this is the right file. Then type the recovery code that was printed for it. If that does not open "
        "it either, restore the latest backup.",
    ),
    OpeningState.NOT_ENCRYPTED: Words(
        "This file is a database without encryption, so it is not the practice's records file.",
        "Nothing was read from it or changed.",
        "Choose the right file. If somebody decrypted the records on purpose, ask them to put the encrypted file back, "
        "and treat this one as patients' data lying open.",
    ),
    OpeningState.DAMAGED: Words(
        "The key fits, but part of the practice's file is damaged.",
        "Nothing was changed. Backups are separate files and are not affected.",
        "Do not delete anything. Copy this file and the files beside it to a safe place, then restore the latest "
        "backup. Have IT check this computer's disk.",
    ),
    OpeningState.NEWER_SCHEMA: Words(
        "These records were last used by a newer version of OP Portal than this one.",
        _UNTOUCHED,
        "Install the newer version on this computer, then start OP Portal again.",
    ),
    OpeningState.READ_ONLY: Words(
        "OP Portal may not write in the folder or the file of the practice's records.",
        _UNTOUCHED,
        "Ask IT to give you permission to change this file and its folder. If it lies on a disc, a card or a drive "
        "that is write-protected, copy it to this computer first.",
    ),
    OpeningState.DISK_FULL: Words(
        "The disk that holds the practice's records is full.",
        _UNTOUCHED,
        "Free some space on this disk (IT can help), then try again.",
    ),
    OpeningState.NETWORK_PATH: Words(
        "This folder is on another computer or shared drive. Records kept there can be damaged when the network fails.",
        "Nothing was created or changed.",
        "Choose a folder on this computer's own disk. To work from several computers, ask IT about the database "
        "server.",
    ),
    OpeningState.DRIVER_NOT_ENCRYPTING: Words(
        "The part of OP Portal that encrypts the records was replaced by one on this computer that does not encrypt.",
        "Nothing was written: no patient's data has been stored unprotected.",
        "Ask IT to install OP Portal again, and to remove LD_PRELOAD or other changes to the computer's SQLite "
        "library.",
    ),
    OpeningState.BUSY: Words(
        "Another program is using the practice's records and has locked them.",
        _UNTOUCHED,
        "Wait a moment and try again. If it goes on, close other windows of OP Portal, and backup or virus programs "
        "that may be reading the file.",
    ),
    OpeningState.MIGRATION_FAILED: Words(
        "The records could not be brought to the form that this version of OP Portal needs.",
        "The records are as they were before, and a checked backup copy lies in the folder “backups” beside them.",
        "Go on working with the version you had before, and send the log file to support.",
    ),
    OpeningState.INCOMPLETE_PROGRAM: Words(
        "Files of OP Portal itself are missing, so it cannot tell which version these records are.",
        _UNTOUCHED,
        "Install OP Portal again.",
    ),
    OpeningState.FILE_EXISTS: Words(
        "There is already a file in the place where the new practice's records would go.",
        "It was not opened or changed.",
        "To use the records that are there, open them instead. For a new practice, choose another folder.",
    ),
    OpeningState.MOVED: Words(
        "The practice has moved from this file to a database server.",
        "Everything that was in the file is on the server. The file is kept as it was, and nothing is written into it.",
        "Join there (or ask IT: opportal admin join-postgresql) with the server's address, its password and the "
        "recovery code. A parents' portal is started with that address too. Only if the server has to be given up: "
        "restore the copy that was made before the move, in the folder “backups” beside the file.",
    ),
    OpeningState.SERVER_UNREACHABLE: Words(
        "The server that keeps the practice's records does not answer.",
        "What was saved before is safe on the server.",
        "Check this computer's network connection, then try again. If other computers of the practice can't open "
        "OP Portal either, ask IT whether the database server is running.",
    ),
    OpeningState.LOGIN_REFUSED: Words(
        "The database server did not accept the user name or password that this computer has for it.",
        _UNTOUCHED,
        "Ask IT to store the password again on this computer: opportal admin database-password.",
    ),
    OpeningState.DATABASE_MISSING: Words(
        "The server answers, but it has no database of the name that this computer was told.",
        "Nothing was created or changed.",
        "Ask IT to check the database's name in the configuration of this computer.",
    ),
    OpeningState.TLS_REFUSED: Words(
        "The connection to the database server could not be made private: the server offers no encryption, or could "
        "not prove that it is the right one.",
        "No password and no patient's data were sent.",
        "Ask IT to check the server's certificate: it must be valid for the name in the configuration, and its "
        "authority known to this computer (sslrootcert).",
    ),
    OpeningState.NO_RIGHTS: Words(
        "The database server let this computer in, but does not let it read and change the practice's tables.",
        _UNTOUCHED,
        "Ask IT to give the database user of OP Portal its rights again (docs: Several PCs).",
    ),
    OpeningState.NO_PRACTICE: Words(
        "There are no practice records in this database.",
        "Nothing was created or changed.",
        "Ask IT to check the database's name. If the practice is to move here, IT does it with: opportal admin "
        "move-to-postgresql.",
    ),
    OpeningState.SERVER_UNFIT: Words(
        "This database can't keep practice records: it needs PostgreSQL 13 or newer and the encoding UTF-8.",
        _UNTOUCHED,
        "Ask IT to create the database with the encoding UTF8 on a newer server.",
    ),
    OpeningState.DATABASE_NOT_EMPTY: Words(
        "There are tables in this database already.",
        "They were not opened or changed.",
        "Use an empty database. If these are the practice's records, open them instead.",
    ),
    OpeningState.DRIVER_MISSING: Words(
        "The part of OP Portal that speaks with PostgreSQL servers is not installed on this computer.",
        _UNTOUCHED,
        "Ask IT to install it: pip install opportal-desktop[server].",
    ),
}

SERVER_MIGRATION_FAILED = Words(
    "The records could not be brought to the form that this version of OP Portal needs.",
    "The records on the server are as they were before.",
    "Go on working with the version you had before, and send the log file to support.",
)

SERVER_MIGRATION_NO_RIGHTS = Words(
    "The records must be brought to the form that this version of OP Portal needs, and the database user of this "
    "computer may not change tables.",
    "The records on the server are as they were before.",
    "Ask IT to run “opportal admin check” once with the user that owns the tables.",
)

SERVER_WRONG_KEY = Words(
    "The key on this computer belongs to other records than those on this server.",
    _UNTOUCHED,
    "Check that this is the right database. Then type the recovery code that was printed when the practice was set up.",
)

EMPTY_FILE = Words(
    "The practice's file is empty or cut off: its contents are gone, perhaps because a disk was full or a copy was "
    "interrupted.",
    "Nothing was changed. Backups are separate files and are not affected.",
    "Do not set up a new practice. Copy this file and the files beside it to a safe place, then restore the latest "
    "backup.",
)

MAIN_FILE_GONE = Words(
    "The practice's file is missing, but a part of it (a file ending in -wal) still lies here: somebody moved or "
    "deleted the file while it was in use.",
    "Nothing was changed, and what is left was not touched.",
    "Do not delete that part: it may hold the latest changes. Put the practice's file back beside it (look in the "
    "recycle bin), or restore the latest backup.",
)

NO_PRACTICE_INSIDE = Words(
    "The file opens with this key, but there are no practice records in it.",
    _UNTOUCHED,
    "Choose the right file, or restore the latest backup.",
)

NO_PERMISSION = Words(
    "The person signed in to this computer may not read the practice's file.",
    _UNTOUCHED,
    "Sign in as the person who used OP Portal before, or ask IT to give you permission to read and change this file.",
)

KEYRING_SILENT = Words(
    "The computer's keyring, which keeps the key to the records, does not answer.",
    _UNTOUCHED,
    "Look for a window that asks for the keyring's password, perhaps behind this one, and try again. If there is none, "
    "sign out of this computer and in again. The recovery code opens the records too.",
)

KEY_FILE_OPEN_TO_OTHERS = Words(
    "The key file can be read by other users of this computer, so it is not used.",
    _UNTOUCHED,
    "Ask IT to give the key file to you alone (on Linux: chmod 600). If others may have read it, tell them too.",
)

KEY_FILE_MISSING = Words(
    "The key file named in OPPORTAL_KEY_FILE is missing or cannot be read.",
    _UNTOUCHED,
    "Ask IT to put the key file back, or to correct OPPORTAL_KEY_FILE. The recovery code opens the records too.",
)
