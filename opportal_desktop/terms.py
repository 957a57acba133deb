# SPDX-License-Identifier: GPL-3.0-or-later
"""The field's words as enums and small frozen values; the one module that every other may import.

The words are those of DESIGN.md part 1. Values are what the database stores, so a released value is
never renamed; `label` is what people read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Labelled(StrEnum):
    """A stored word (`value`) with the wording that people read (`label`)."""

    label: str

    def __new__(cls, value: str, label: str) -> Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Authority(Labelled):
    """The contact's legal authority for one patient. Joint and Exclusive give access to the portal."""

    NONE = "none", "None"
    JOINT = "joint", "Joint"
    EXCLUSIVE = "exclusive", "Exclusive"

    @property
    def grants_access(self) -> bool:
        return self is not Authority.NONE


class RoleReason(Labelled):
    """Why a contact is in a patient's chart. `fhir_code` is its HL7 v3-RoleCode (or v3-RoleClass) code."""

    fhir_code: str

    def __new__(cls, value: str, label: str, fhir_code: str = "") -> RoleReason:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.fhir_code = fhir_code
        return member

    MOTHER = "mother", "Mother", "MTH"
    FATHER = "father", "Father", "FTH"
    STEPMOTHER = "stepmother", "Stepmother", "STPMTH"
    STEPFATHER = "stepfather", "Stepfather", "STPFTH"
    GRANDPARENT = "grandparent", "Grandparent", "GRPRN"
    LEGAL_GUARDIAN = "legal_guardian", "Legal Guardian", "GUARD"
    FOSTER_PARENT = "foster_parent", "Foster Parent", "PRNFOST"
    SIBLING = "sibling", "Sibling", "SIB"
    OTHER_RELATIVE = "other_relative", "Other Relative", "FAMMEMB"
    SELF = "self", "Self", "ONESELF"
    CAREGIVER = "caregiver", "Caregiver", "CGV"
    EMERGENCY_CONTACT = "emergency_contact", "Emergency Contact", "ECON"
    SOCIAL_WORKER = "social_worker", "Social Worker", "ROLE"
    SCHOOL = "school", "School", "ROLE"
    OTHER = "other", "Other", "O"


class ResidesWith(Labelled):
    """Whether the patient lives with the contact. Shown, never required."""

    UNKNOWN = "unknown", "—"
    YES = "yes", "Yes"
    NO = "no", "No"
    PART_TIME = "part_time", "Part of the time"


class Sex(Labelled):
    """FHIR administrative gender."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"
    UNKNOWN = "unknown", "Unknown"


class Language(Labelled):
    """Preferred language, BCP 47. Mail and portal speak the first two."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Spanish"
    PORTUGUESE = "pt", "Portuguese"
    HAITIAN_CREOLE = "ht", "Haitian Creole"
    CHINESE = "zh", "Chinese"
    VIETNAMESE = "vi", "Vietnamese"
    ARABIC = "ar", "Arabic"
    RUSSIAN = "ru", "Russian"
    OTHER = "und", "Other"

    @property
    def of_mails(self) -> Language:
        """The language that this one's speakers are written to in."""
        return Language.SPANISH if self is Language.SPANISH else Language.ENGLISH


class PreferredContact(Labelled):
    """How the practice reaches this contact for reminders."""

    UNSET = "unset", "—"
    EMAIL = "email", "Home Email"
    TEXT = "text", "Text to Cell Phone"
    CELL = "cell", "Call Cell Phone"
    HOME = "home", "Call Home Phone"
    WORK = "work", "Call Work Phone"
    NO_CONTACT = "no_contact", "No Contact"


class AgeStep(Labelled):
    """What there is to do before a patient reaches the age limit."""

    TOLD = "told", "Tell the family"
    CONSENT = "consent", "Consent to proxy access"
    ACCOUNT = "account", "The patient’s own account"
    PREFERENCES = "preferences", "Whom the practice reaches"


class StaffRole(Labelled):
    """What a staff member may do. Managers also change settings and staff."""

    FRONT_DESK = "front_desk", "Front desk"
    MANAGER = "manager", "Manager"


class LoginMode(Labelled):
    """How parents sign in to the portal, a setting of the practice."""

    PASSWORD = "password", "Home Email and password"
    PASSWORDLESS = "passwordless", "Cell Phone and a code (passwordless)"


class SmtpSecurity(Labelled):
    """How the connection to the mail server is protected."""

    STARTTLS = "starttls", "STARTTLS (usually port 587)"
    TLS = "tls", "TLS (usually port 465)"
    PLAIN = "plain", "None (this computer only)"


class MailSignIn(Labelled):
    """How the practice proves to its mail server who it is."""

    PASSWORD = "password", "User name and password"
    MICROSOFT = "microsoft", "Microsoft 365 sign-in"
    GOOGLE = "google", "Google sign-in"

    @property
    def by_token(self) -> bool:
        """Whether a sign-in in the browser takes the place of a password."""
        return self is not MailSignIn.PASSWORD

    @property
    def provider(self) -> str:
        """Whom one signs in with, as people call it; empty for a password."""
        return {MailSignIn.MICROSOFT: "Microsoft", MailSignIn.GOOGLE: "Google"}.get(self, "")


class MessageKind(Labelled):
    """What a message in the outbox says. A sign-in code goes as a text, everything else as an email."""

    WELCOME = "welcome", "Welcome Email"
    WELCOME_ACTIVE = "welcome_active", "Welcome Email (sign in as before)"
    RESET_PASSWORD = "reset_password", "Link for a new password"
    PASSWORD_CHANGED = "password_changed", "Notice: password changed"
    CONFIRM_EMAIL = "confirm_email", "Link to confirm a new Home Email"
    EMAIL_CHANGED = "email_changed", "Notice: Home Email changed"
    PASSKEY_ADDED = "passkey_added", "Notice: passkey added"
    PASSKEY_REMOVED = "passkey_removed", "Notice: passkey removed"
    SIGN_IN_CODE = "sign_in_code", "Sign-in code (text)"

    @property
    def is_welcome(self) -> bool:
        return self in (MessageKind.WELCOME, MessageKind.WELCOME_ACTIVE)

    @property
    def is_text(self) -> bool:
        return self is MessageKind.SIGN_IN_CODE


class LinkPurpose(Labelled):
    """What a setup link was made for."""

    WELCOME = "welcome", "Welcome Email"
    SHEET = "sheet", "Printed welcome sheet"
    RESET = "reset", "New password"


class SessionStage(Labelled):
    """How far a browser has come. Only SIGNED_IN sees anything of a family."""

    SETUP = "setup", "Answered the date of birth of a setup link"
    CODE = "code", "Waits for a code"
    PASSKEY = "passkey", "Waits for a passkey"
    SIGNED_IN = "signed_in", "Signed in"


class MessageState(Labelled):
    """Where a message in the outbox stands. Only QUEUED and SENDING can still change."""

    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Going out"
    SENT = "sent", "Handed to the mail server"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"

    @property
    def is_pending(self) -> bool:
        return self in (MessageState.QUEUED, MessageState.SENDING)


class ContactShow(Labelled):
    """Which contacts the Contact Manager lists."""

    ALL = "all", "All contacts"
    DUPLICATES = "duplicates", "Likely duplicates"
    SHARED_EMAIL = "shared_email", "Shared Home Email"
    NO_EMAIL = "no_email", "No Home Email (or not valid)"
    NO_CELL = "no_cell", "No Cell Phone"
    NEVER_SIGNED_IN = "never_signed_in", "Invited, never signed in"
    INACTIVE = "inactive", "Inactive (in no chart now)"


class ImportedState(Labelled):
    """What became of something that an import brought and a manager decides about."""

    WAITING = "waiting", "Waiting for review"
    RELEASED = "released", "Released"
    DISMISSED = "dismissed", "Dismissed"


class FaultKind(Enum):
    """What a failed try means for the message and for the queue (see docs/architecture.md, mail)."""

    TRANSIENT = "transient"
    """Try this message again later."""
    PERMANENT = "permanent"
    """This message is refused for good."""
    QUEUE = "queue"
    """Nothing can be sent until somebody acts (password, certificate, settings): hold the whole queue, burn no try."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Who acts: a person at the desk, or the program itself (`id` 0)."""

    id: int
    name: str
    role: StaffRole

    @property
    def is_manager(self) -> bool:
        return self.role is StaffRole.MANAGER


PROGRAM = StaffMember(0, "OP Portal", StaffRole.FRONT_DESK)


@dataclass(frozen=True, slots=True)
class Changed:
    """What one committed transaction changed; windows decide from it whether to read again.

    Empty sets with `everything` unset mean that nothing on screen can differ.
    """

    patient_ids: frozenset[int] = frozenset()
    contact_ids: frozenset[int] = frozenset()
    outbox: bool = False
    settings: bool = False
    everything: bool = False
    """Somebody else (another program or PC) changed the database: what exactly is not known."""

    def __or__(self, other: Changed) -> Changed:
        return Changed(
            self.patient_ids | other.patient_ids,
            self.contact_ids | other.contact_ids,
            self.outbox or other.outbox,
            self.settings or other.settings,
            self.everything or other.everything,
        )
