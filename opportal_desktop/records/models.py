# SPDX-License-Identifier: GPL-3.0-or-later
"""The Peewee models. What is derived (access, dependents, Portal Status) has no column here.

Times are UTC and aware; dates of birth are dates. `revision` counts saves of a row, so that a stale edit
is noticed. Migrations are frozen copies of these: a change here needs a new numbered file (a test compares).
"""

from __future__ import annotations

import datetime as dt
import secrets
from enum import StrEnum
from typing import Any

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Check,
    CompositeKey,
    DatabaseProxy,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from opportal_desktop.terms import (
    AgeStep,
    Authority,
    ImportedState,
    Language,
    LinkPurpose,
    MessageKind,
    MessageState,
    PreferredContact,
    ResidesWith,
    RoleReason,
    SessionStage,
    Sex,
    StaffRole,
)

database = DatabaseProxy()


class EnumField(CharField):
    """A word of `terms`, stored as its value. (Peewee's own brings pickle along, 0.4 MiB at each start.)"""

    def __init__(self, enum_class: type[StrEnum], *args: Any, **kwargs: Any) -> None:
        self.enum_class = enum_class
        super().__init__(*args, **kwargs)

    def db_value(self, value: str | None) -> str | None:
        return None if value is None else self.enum_class(value).value

    def python_value(self, value: str | None) -> StrEnum | None:
        return None if value is None else self.enum_class(value)


class UtcField(DateTimeField):
    """A point in time: aware in Python, UTC without offset in the database."""

    def db_value(self, value: dt.datetime | None) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a point in time needs its time zone")
        return super().db_value(value.astimezone(dt.UTC).replace(tzinfo=None))

    def python_value(self, value: Any) -> dt.datetime | None:
        naive = super().python_value(value)
        return None if naive is None else naive.replace(tzinfo=dt.UTC)


def opaque_id() -> str:
    """A random id for URLs and logs: 128 bits, URL-safe, says nothing."""
    return secrets.token_urlsafe(16)


class Record(Model):
    """Base of all models: bound to the one open database, table names in snake_case."""

    class Meta:
        database = database
        legacy_table_names = False


class Setting(Record):
    """One setting of the practice, JSON-encoded; declared with type and default in `records.settings`."""

    key = CharField(primary_key=True)
    value = TextField()


class Staff(Record):
    """Who works at the practice, known by the operating system's login."""

    id = AutoField()
    login = CharField(unique=True)
    name = CharField()
    role = EnumField(StaffRole)
    added_at = UtcField()


class Patient(Record):
    """A child (or adult) with a chart."""

    id = AutoField()
    public_id = CharField(unique=True, default=opaque_id)
    chart_number = CharField(unique=True)
    first_name = CharField()
    middle_name = CharField(default="")
    last_name = CharField()
    nickname = CharField(default="")
    birth_date = DateField()
    sex = EnumField(Sex, default=Sex.UNKNOWN)
    language = EnumField(Language, default=Language.ENGLISH)
    home_phone = CharField(default="")
    cell_phone = CharField(default="")
    email = CharField(default="")
    email_key = CharField(null=True, index=True)
    address_line = CharField(default="")
    address_line2 = CharField(default="")
    city = CharField(default="")
    state = CharField(default="")
    postal_code = CharField(default="")
    active = BooleanField(default=True)
    alert = TextField(default="")
    # What the family disputes, for the desk only; empty while no note stands (registration.dispute_notes).
    dispute_note = TextField(default="")
    dispute_set_at = UtcField(null=True)
    dispute_set_by = CharField(default="")
    revision = IntegerField(default=1)
    changed_at = UtcField()
    changed_by = CharField(default="")
    # Folded names in result order: the search walks this index (see records.search).
    sort_last = CharField()
    sort_first = CharField()

    class Meta:
        indexes = (
            # `active`, so that inactive ones are walked past without a look at their rows.
            (("sort_last", "sort_first", "id", "active"), False),
            (("birth_date", "sort_last", "sort_first"), False),
            # Who lives together: most likely brothers and sisters.
            (("address_line", "postal_code"), False),
        )


class InsuranceId(Record):
    """One insurance number of a patient."""

    id = AutoField()
    patient = ForeignKeyField(Patient, backref="insurance_ids", on_delete="CASCADE")
    patient_id: int
    payer = CharField(default="")
    number = CharField()
    # Letters and digits only, upper case: what '@' searches.
    number_key = CharField()

    class Meta:
        # With the patient: a search needs no more of it.
        indexes = ((("number_key", "patient"), False),)


class Contact(Record):
    """A person around patients, shared by all their children's charts."""

    id = AutoField()
    public_id = CharField(unique=True, default=opaque_id)
    first_name = CharField()
    middle_name = CharField(default="")
    last_name = CharField(default="")
    nickname = CharField(default="")
    birth_date = DateField(null=True, index=True)
    language = EnumField(Language, default=Language.ENGLISH)
    home_email = CharField(default="")
    # Normalized and casefolded; NULL while missing or not valid. The portal account's key.
    email_key = CharField(null=True, index=True)
    cell_phone = CharField(default="", index=True)
    home_phone = CharField(default="", index=True)
    work_phone = CharField(default="")
    address_line = CharField(default="")
    address_line2 = CharField(default="")
    city = CharField(default="")
    state = CharField(default="")
    postal_code = CharField(default="")
    preferred_contact = EnumField(PreferredContact, default=PreferredContact.UNSET)
    notes = TextField(default="")
    own_patient = ForeignKeyField(Patient, null=True, backref="own_contacts", on_delete="SET NULL")
    own_patient_id: int | None
    declined_on = DateField(null=True)
    declined_by = CharField(default="")
    # The contact that this one was folded into: nothing but the bare row is left then, for Undo.
    merged_into = IntegerField(null=True)
    # Who wants to be asked later says when; else the practice's months count.
    ask_again_on = DateField(null=True)
    revision = IntegerField(default=1)
    changed_at = UtcField()
    changed_by = CharField(default="")
    sort_last = CharField()
    sort_first = CharField()

    class Meta:
        # Both: a contact of a frequent last name is found without reading all of that name.
        indexes = ((("sort_last", "sort_first"), False),)


class FamilyContact(Record):
    """The link between one patient and one contact; ended means inactive."""

    id = AutoField()
    patient = ForeignKeyField(Patient, backref="family_contacts", on_delete="RESTRICT")
    patient_id: int
    contact = ForeignKeyField(Contact, backref="family_contacts", on_delete="RESTRICT")
    contact_id: int
    role_reason = EnumField(RoleReason)
    authority = EnumField(Authority, default=Authority.NONE)
    resides_with = EnumField(ResidesWith, default=ResidesWith.UNKNOWN)
    emergency = BooleanField(default=False)
    preferred = BooleanField(default=False)
    started_at = UtcField()
    ended_at = UtcField(null=True)
    # The patient's consent to proxy access (rule A8), with its last day if it has one.
    proxy_consent_on = DateField(null=True)
    proxy_consent_until = DateField(null=True)
    proxy_consent_by = CharField(default="")
    # Which court order the desk has seen, and the day to look at it again; never leaves the desk.
    court_order_note = TextField(default="")
    court_order_review_on = DateField(null=True)
    # Register on a Self contact of a patient of age: their own account (rule A3's exception).
    own_account_on = DateField(null=True)
    # When an invitation, or an account already Active, first covered this link; and when access stopped on a Save.
    registered_at = UtcField(null=True)
    access_ended_at = UtcField(null=True)
    revision = IntegerField(default=1)
    changed_at = UtcField()
    changed_by = CharField(default="")

    class Meta:
        indexes = ((("patient", "contact"), True),)


class AgeMark(Record):
    """What the desk did, or was told is not wanted, for a patient who reaches the age limit: one row a step."""

    id = AutoField()
    patient = ForeignKeyField(Patient, backref="age_marks", on_delete="CASCADE")
    patient_id: int
    step = EnumField(AgeStep)
    done_on = DateField()
    done_by = CharField()

    class Meta:
        indexes = ((("patient", "step"), True),)


class ImportedAuthority(Record):
    """What an import says of a family contact and was not written, for it could cause mail: waits for a manager."""

    id = AutoField()
    patient = ForeignKeyField(Patient, backref="imported_authorities", on_delete="CASCADE")
    patient_id: int
    contact = ForeignKeyField(Contact, backref="imported_authorities", on_delete="CASCADE")
    contact_id: int
    authority = EnumField(Authority)
    # Empty where the import did not bring one, or could write it at once.
    home_email = CharField(default="")
    cell_phone = CharField(default="")
    state = EnumField(ImportedState, default=ImportedState.WAITING)
    imported_at = UtcField()
    imported_by = CharField()
    decided_at = UtcField(null=True)
    decided_by = CharField(default="")

    class Meta:
        # Of two contacts that are merged, both may have one for the same patient.
        indexes = ((("patient", "contact"), False), (("state", "id"), False))


class PortalAccount(Record):
    """A parent's account, keyed by Home Email. Its dependents are derived."""

    id = AutoField()
    public_id = CharField(unique=True, default=opaque_id)
    email_key = CharField(unique=True)
    created_at = UtcField()
    first_sign_in_at = UtcField(null=True)
    last_sign_in_at = UtcField(null=True)
    # argon2id, with its parameters and salt; NULL while there is none
    password_hash = CharField(null=True)
    password_set_at = UtcField(null=True)
    # Wrong answers in a row, and how often they have locked the account: each time longer, never for good.
    wrong_answers = IntegerField(default=0)
    lock_rounds = IntegerField(default=0)
    locked_at = UtcField(null=True)
    locked_until = UtcField(null=True)


class SetupLink(Record):
    """The database holds a token's hash, its expiry and what became of it, never the token."""

    id = AutoField()
    account = ForeignKeyField(PortalAccount, backref="setup_links", on_delete="RESTRICT")
    account_id: int
    purpose = EnumField(LinkPurpose, default=LinkPurpose.WELCOME)
    token_hash = CharField(unique=True)
    created_at = UtcField()
    expires_at = UtcField()
    used_at = UtcField(null=True)
    void_at = UtcField(null=True)
    void_because = CharField(default="")
    wrong_answers = IntegerField(default=0)
    locked_at = UtcField(null=True)


class MessageText(Record):
    """One version of a mail's words in one language, the practice's own or the program's; rows are only ever added."""

    id = AutoField()
    kind = EnumField(MessageKind)
    language = EnumField(Language)
    number = IntegerField()
    subject = CharField()
    button = CharField()
    body = TextField()
    # The program's own words: a newer program may bring others, and uses those then.
    built_in = BooleanField()
    saved_at = UtcField()
    saved_by = CharField()

    class Meta:
        indexes = ((("kind", "language", "number"), True),)


class Message(Record):
    """The outbox: one row a message, from the Save that promised it to its last outcome."""

    id = AutoField()
    public_id = CharField(unique=True, default=opaque_id)
    kind = EnumField(MessageKind)
    account = ForeignKeyField(PortalAccount, backref="messages", on_delete="RESTRICT")
    account_id: int
    contact = ForeignKeyField(Contact, backref="messages", on_delete="RESTRICT")
    contact_id: int
    setup_link = ForeignKeyField(SetupLink, null=True, backref="messages", on_delete="RESTRICT")
    setup_link_id: int | None
    # With a key that is not in the database, this gives the link's token or the text's code, so that a repeated try
    # carries the same; wiped with the message's last outcome.
    link_seed = CharField(null=True)
    # The lowest goes first: a parent waits for a code, nobody for an email.
    priority = IntegerField(default=1)
    # When it is of no use any more and is cancelled instead of sent; NULL for never.
    expires_at = UtcField(null=True)
    to_address = CharField()
    language = EnumField(Language)
    # The words it was written with, from its first try on; NULL before, and for texts.
    text_version = ForeignKeyField(MessageText, null=True, backref="messages", on_delete="RESTRICT")
    text_version_id: int | None
    state = EnumField(MessageState, default=MessageState.QUEUED)
    queued_at = UtcField()
    queued_by = CharField()
    # Set once, so that every try is the same message to the receiving side.
    rfc_message_id = CharField(unique=True)
    due_at = UtcField()
    tries = IntegerField(default=0)
    # When the mail server put it off for the first time: it is given up a day after.
    put_off_since = UtcField(null=True)
    # The claim: who sends now, and until when the others keep off.
    lease_token = CharField(null=True)
    lease_until = UtcField(null=True)
    finished_at = UtcField(null=True)
    # The last outcome in plain words, and the server's own.
    explanation = TextField(default="")
    server_reply = TextField(default="")

    class Meta:
        indexes = ((("state", "priority", "due_at"), False),)
        constraints = (
            Check("state IN ('queued', 'sending', 'sent', 'failed', 'cancelled')", name="message_state"),
            Check("link_seed IS NULL OR state IN ('queued', 'sending')", name="message_link_seed"),
        )


class MessageEvent(Record):
    """A message's history: queued, each try with its outcome, cancelled."""

    id = AutoField()
    message = ForeignKeyField(Message, backref="events", on_delete="CASCADE")
    message_id: int
    at = UtcField()
    by = CharField()
    state = EnumField(MessageState)
    explanation = TextField(default="")
    server_reply = TextField(default="")


class PasswordBefore(Record):
    """A password that an account had before: never to be used again."""

    id = AutoField()
    account = ForeignKeyField(PortalAccount, backref="passwords_before", on_delete="CASCADE")
    account_id: int
    password_hash = CharField()
    replaced_at = UtcField()


class PortalSession(Record):
    """A browser that the portal knows, by the hash of the random id in its cookie."""

    id = AutoField()
    account = ForeignKeyField(PortalAccount, backref="sessions", on_delete="CASCADE")
    account_id: int
    stage = EnumField(SessionStage)
    token_hash = CharField(unique=True)
    # The link whose date of birth this browser answered, while the password is still to be set.
    setup_link = ForeignKeyField(SetupLink, null=True, backref="sessions", on_delete="CASCADE")
    setup_link_id: int | None
    # What a passkey has to sign, base64url.
    challenge = CharField(null=True)
    signed_in_by = CharField(default="")
    # As its owner knows it: "Chrome", "Android"; empty where it does not say.
    browser = CharField(default="")
    device = CharField(default="")
    created_at = UtcField()
    last_seen_at = UtcField()
    ends_at = UtcField()
    ended_at = UtcField(null=True)
    ended_because = CharField(default="")


class SignInCode(Record):
    """A code sent as a text, bound to the browser that asked for it; only its hash is here."""

    id = AutoField()
    account = ForeignKeyField(PortalAccount, backref="codes", on_delete="CASCADE")
    account_id: int
    session = ForeignKeyField(PortalSession, backref="codes", on_delete="CASCADE")
    session_id: int
    code_hash = CharField()
    created_at = UtcField()
    expires_at = UtcField()
    wrong_answers = IntegerField(default=0)
    used_at = UtcField(null=True)
    void_at = UtcField(null=True)


class EmailChange(Record):
    """A parent's wish for another sign-in email, until the new address confirms it."""

    id = AutoField()
    account = ForeignKeyField(PortalAccount, backref="email_changes", on_delete="CASCADE")
    account_id: int
    contact = ForeignKeyField(Contact, backref="email_changes", on_delete="RESTRICT")
    contact_id: int
    new_email = CharField()
    token_hash = CharField(unique=True)
    requested_at = UtcField()
    expires_at = UtcField()
    confirmed_at = UtcField(null=True)
    void_at = UtcField(null=True)


class Passkey(Record):
    """A WebAuthn credential of an account; ids and keys are base64url."""

    id = AutoField()
    account = ForeignKeyField(PortalAccount, backref="passkeys", on_delete="CASCADE")
    account_id: int
    credential_id = CharField(unique=True)
    public_key = TextField()
    sign_count = IntegerField(default=0)
    label = CharField(default="")
    added_at = UtcField()
    last_used_at = UtcField(null=True)


class RateCount(Record):
    """How often something was tried in one window of time; shared by all processes, kept over restarts."""

    scope = CharField()
    # A keyed hash of the address, link or client that is counted.
    subject = CharField()
    window_start = UtcField()
    count = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("scope", "subject", "window_start")


class AuditEntry(Record):
    """Who changed what, and why. Written in the same transaction as the change; never updated."""

    id = AutoField()
    at = UtcField()
    by = CharField()
    staff_id = IntegerField(default=0)
    action = CharField()
    patient = ForeignKeyField(Patient, null=True, backref="audit_entries", on_delete="RESTRICT")
    patient_id: int | None
    contact = ForeignKeyField(Contact, null=True, backref="audit_entries", on_delete="RESTRICT")
    contact_id: int | None
    # JSON: {field: [before, after]}
    changes = TextField(default="{}")
    reason = TextField(default="")

    class Meta:
        indexes = (
            (("contact", "id"), False),
            (("patient", "id"), False),
        )


class ContactMerge(Record):
    """Two contacts made one, with what it takes to undo that; `snapshot` is emptied when its time is over."""

    id = AutoField()
    at = UtcField(index=True)
    by = CharField()
    kept = ForeignKeyField(Contact, backref="merges", on_delete="RESTRICT")
    kept_id: int
    folded = ForeignKeyField(Contact, backref="merged", on_delete="RESTRICT")
    folded_id: int
    # JSON: what every row that the merge touched was and is (records.contact_merges)
    snapshot = TextField()
    undone_at = UtcField(null=True)
    undone_by = CharField(default="")


class SearchKey(Record):
    """What the search finds a patient by; derived from patient and contacts, rewritten with them.

    Clustered so that a prefix is one range, already in result order (docs/architecture.md, search).
    """

    # 'n' a word of the patient's name, 'g' of a parent's, 'N' and 'G' the beginnings of two such words, 'p' phone
    # digits, 'e' an email
    kind = CharField(max_length=1)
    key = CharField()
    sort_last = CharField()
    sort_first = CharField()
    patient = ForeignKeyField(Patient, on_delete="CASCADE", index=True)
    patient_id: int
    # 0 where the key is the patient's own
    contact_id = IntegerField(default=0)
    active = BooleanField()
    # Of a name every word of the same person, each with a space before it: several are matched without another table.
    words = CharField(default="")
    # Of a contact the name as it is shown: nor is that looked up somewhere else for every row.
    contact_name = CharField(default="")

    class Meta:
        primary_key = CompositeKey("kind", "key", "sort_last", "sort_first", "patient", "contact_id")
        without_rowid = True


# Which consents end soon; most links have none.
FamilyContact.add_index(FamilyContact.proxy_consent_until, where=FamilyContact.proxy_consent_until.is_null(False))
# What is to be looked at on a day is asked again and again; almost nobody has one.
Contact.add_index(Contact.declined_on, where=Contact.declined_on.is_null(False))
# How many contacts there are is those that stand there but for these.
Contact.add_index(Contact.merged_into, where=Contact.merged_into.is_null(False))
FamilyContact.add_index(FamilyContact.court_order_review_on, where=FamilyContact.court_order_review_on.is_null(False))
# What is locked, and which links can still be used, is asked every minute; most rows are neither.
PortalAccount.add_index(PortalAccount.locked_at, where=PortalAccount.locked_at.is_null(False))
SetupLink.add_index(SetupLink.locked_at, where=SetupLink.locked_at.is_null(False))
SetupLink.add_index(
    SetupLink.expires_at, where=SetupLink.used_at.is_null() & SetupLink.void_at.is_null(), name="setup_link_open"
)

MODELS: tuple[type[Record], ...] = (
    Setting,
    Staff,
    Patient,
    InsuranceId,
    Contact,
    FamilyContact,
    AgeMark,
    ImportedAuthority,
    PortalAccount,
    SetupLink,
    MessageText,
    Message,
    MessageEvent,
    PasswordBefore,
    PortalSession,
    SignInCode,
    EmailChange,
    Passkey,
    RateCount,
    AuditEntry,
    ContactMerge,
    SearchKey,
)
