# SPDX-License-Identifier: GPL-3.0-or-later
"""The first schema. A frozen copy of the models: never edited after a release (tools/write_first_migration.py)."""

from peewee import *


def up(migrator, db):
    class Patient(Model):
        public_id = CharField(unique=True)
        chart_number = CharField(unique=True)
        first_name = CharField()
        middle_name = CharField(default="")
        last_name = CharField()
        nickname = CharField(default="")
        birth_date = DateField()
        sex = CharField(default="unknown")
        language = CharField(default="en")
        home_phone = CharField(default="")
        cell_phone = CharField(default="")
        email = CharField(default="")
        email_key = CharField(index=True, null=True)
        address_line = CharField(default="")
        address_line2 = CharField(default="")
        city = CharField(default="")
        state = CharField(default="")
        postal_code = CharField(default="")
        active = BooleanField(default=True)
        alert = TextField(default="")
        dispute_note = TextField(default="")
        dispute_set_at = DateTimeField(null=True)
        dispute_set_by = CharField(default="")
        revision = IntegerField(default=1)
        changed_at = DateTimeField()
        changed_by = CharField(default="")
        sort_last = CharField()
        sort_first = CharField()

        class Meta:
            database = db
            table_name = "patient"
            legacy_table_names = False
            indexes = (
                (("sort_last", "sort_first", "id", "active"), False),
                (("birth_date", "sort_last", "sort_first"), False),
                (("address_line", "postal_code"), False),
            )

    db.create_tables([Patient])

    class AgeMark(Model):
        patient = ForeignKeyField(Patient, on_delete="CASCADE")
        step = CharField()
        done_on = DateField()
        done_by = CharField()

        class Meta:
            database = db
            table_name = "age_mark"
            legacy_table_names = False
            indexes = ((("patient", "step"), True),)

    db.create_tables([AgeMark])

    class Contact(Model):
        public_id = CharField(unique=True)
        first_name = CharField()
        middle_name = CharField(default="")
        last_name = CharField(default="")
        nickname = CharField(default="")
        birth_date = DateField(index=True, null=True)
        language = CharField(default="en")
        home_email = CharField(default="")
        email_key = CharField(index=True, null=True)
        cell_phone = CharField(index=True, default="")
        home_phone = CharField(index=True, default="")
        work_phone = CharField(default="")
        address_line = CharField(default="")
        address_line2 = CharField(default="")
        city = CharField(default="")
        state = CharField(default="")
        postal_code = CharField(default="")
        preferred_contact = CharField(default="unset")
        notes = TextField(default="")
        own_patient = ForeignKeyField(Patient, null=True, on_delete="SET NULL")
        declined_on = DateField(null=True)
        declined_by = CharField(default="")
        merged_into = IntegerField(null=True)
        ask_again_on = DateField(null=True)
        revision = IntegerField(default=1)
        changed_at = DateTimeField()
        changed_by = CharField(default="")
        sort_last = CharField()
        sort_first = CharField()

        class Meta:
            database = db
            table_name = "contact"
            legacy_table_names = False
            indexes = ((("sort_last", "sort_first"), False),)

    db.create_tables([Contact])
    db.execute_sql(
        'CREATE INDEX IF NOT EXISTS "contact_declined_on" ON "contact" ("declined_on") WHERE ("declined_on" IS NOT NULL)'
    )
    db.execute_sql(
        'CREATE INDEX IF NOT EXISTS "contact_merged_into" ON "contact" ("merged_into") WHERE ("merged_into" IS NOT NULL)'
    )

    class AuditEntry(Model):
        at = DateTimeField()
        by = CharField()
        staff_id = IntegerField(default=0)
        action = CharField()
        patient = ForeignKeyField(Patient, null=True, on_delete="RESTRICT")
        contact = ForeignKeyField(Contact, null=True, on_delete="RESTRICT")
        changes = TextField(default="{}")
        reason = TextField(default="")

        class Meta:
            database = db
            table_name = "audit_entry"
            legacy_table_names = False
            indexes = ((("contact", "id"), False), (("patient", "id"), False))

    db.create_tables([AuditEntry])

    class ContactMerge(Model):
        at = DateTimeField(index=True)
        by = CharField()
        kept = ForeignKeyField(Contact, on_delete="RESTRICT")
        folded = ForeignKeyField(Contact, on_delete="RESTRICT")
        snapshot = TextField()
        undone_at = DateTimeField(null=True)
        undone_by = CharField(default="")

        class Meta:
            database = db
            table_name = "contact_merge"
            legacy_table_names = False

    db.create_tables([ContactMerge])

    class PortalAccount(Model):
        public_id = CharField(unique=True)
        email_key = CharField(unique=True)
        created_at = DateTimeField()
        first_sign_in_at = DateTimeField(null=True)
        last_sign_in_at = DateTimeField(null=True)
        password_hash = CharField(null=True)
        password_set_at = DateTimeField(null=True)
        wrong_answers = IntegerField(default=0)
        lock_rounds = IntegerField(default=0)
        locked_at = DateTimeField(null=True)
        locked_until = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "portal_account"
            legacy_table_names = False

    db.create_tables([PortalAccount])
    db.execute_sql(
        'CREATE INDEX IF NOT EXISTS "portal_account_locked_at" ON "portal_account" ("locked_at") WHERE ("locked_at" IS NOT NULL)'
    )

    class EmailChange(Model):
        account = ForeignKeyField(PortalAccount, on_delete="CASCADE")
        contact = ForeignKeyField(Contact, on_delete="RESTRICT")
        new_email = CharField()
        token_hash = CharField(unique=True)
        requested_at = DateTimeField()
        expires_at = DateTimeField()
        confirmed_at = DateTimeField(null=True)
        void_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "email_change"
            legacy_table_names = False

    db.create_tables([EmailChange])

    class FamilyContact(Model):
        patient = ForeignKeyField(Patient, on_delete="RESTRICT")
        contact = ForeignKeyField(Contact, on_delete="RESTRICT")
        role_reason = CharField()
        authority = CharField(default="none")
        resides_with = CharField(default="unknown")
        emergency = BooleanField(default=False)
        preferred = BooleanField(default=False)
        started_at = DateTimeField()
        ended_at = DateTimeField(null=True)
        proxy_consent_on = DateField(null=True)
        proxy_consent_until = DateField(null=True)
        proxy_consent_by = CharField(default="")
        court_order_note = TextField(default="")
        court_order_review_on = DateField(null=True)
        own_account_on = DateField(null=True)
        registered_at = DateTimeField(null=True)
        access_ended_at = DateTimeField(null=True)
        revision = IntegerField(default=1)
        changed_at = DateTimeField()
        changed_by = CharField(default="")

        class Meta:
            database = db
            table_name = "family_contact"
            legacy_table_names = False
            indexes = ((("patient", "contact"), True),)

    db.create_tables([FamilyContact])
    db.execute_sql(
        'CREATE INDEX IF NOT EXISTS "family_contact_proxy_consent_until" ON "family_contact" ("proxy_consent_until") WHERE ("proxy_consent_until" IS NOT NULL)'
    )
    db.execute_sql(
        'CREATE INDEX IF NOT EXISTS "family_contact_court_order_review_on" ON "family_contact" ("court_order_review_on") WHERE ("court_order_review_on" IS NOT NULL)'
    )

    class ImportedAuthority(Model):
        patient = ForeignKeyField(Patient, on_delete="CASCADE")
        contact = ForeignKeyField(Contact, on_delete="CASCADE")
        authority = CharField()
        home_email = CharField(default="")
        cell_phone = CharField(default="")
        state = CharField(default="waiting")
        imported_at = DateTimeField()
        imported_by = CharField()
        decided_at = DateTimeField(null=True)
        decided_by = CharField(default="")

        class Meta:
            database = db
            table_name = "imported_authority"
            legacy_table_names = False
            indexes = ((("patient", "contact"), False), (("state", "id"), False))

    db.create_tables([ImportedAuthority])

    class InsuranceId(Model):
        patient = ForeignKeyField(Patient, on_delete="CASCADE")
        payer = CharField(default="")
        number = CharField()
        number_key = CharField()

        class Meta:
            database = db
            table_name = "insurance_id"
            legacy_table_names = False
            indexes = ((("number_key", "patient"), False),)

    db.create_tables([InsuranceId])

    class SetupLink(Model):
        account = ForeignKeyField(PortalAccount, on_delete="RESTRICT")
        purpose = CharField(default="welcome")
        token_hash = CharField(unique=True)
        created_at = DateTimeField()
        expires_at = DateTimeField()
        used_at = DateTimeField(null=True)
        void_at = DateTimeField(null=True)
        void_because = CharField(default="")
        wrong_answers = IntegerField(default=0)
        locked_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "setup_link"
            legacy_table_names = False

    db.create_tables([SetupLink])
    db.execute_sql(
        'CREATE INDEX IF NOT EXISTS "setup_link_locked_at" ON "setup_link" ("locked_at") WHERE ("locked_at" IS NOT NULL)'
    )
    db.execute_sql(
        'CREATE INDEX IF NOT EXISTS "setup_link_open" ON "setup_link" ("expires_at") WHERE (("used_at" IS NULL) AND ("void_at" IS NULL))'
    )

    class MessageText(Model):
        kind = CharField()
        language = CharField()
        number = IntegerField()
        subject = CharField()
        button = CharField()
        body = TextField()
        built_in = BooleanField()
        saved_at = DateTimeField()
        saved_by = CharField()

        class Meta:
            database = db
            table_name = "message_text"
            legacy_table_names = False
            indexes = ((("kind", "language", "number"), True),)

    db.create_tables([MessageText])

    class Message(Model):
        public_id = CharField(unique=True)
        kind = CharField()
        account = ForeignKeyField(PortalAccount, on_delete="RESTRICT")
        contact = ForeignKeyField(Contact, on_delete="RESTRICT")
        setup_link = ForeignKeyField(SetupLink, null=True, on_delete="RESTRICT")
        link_seed = CharField(null=True)
        priority = IntegerField(default=1)
        expires_at = DateTimeField(null=True)
        to_address = CharField()
        language = CharField()
        text_version = ForeignKeyField(MessageText, null=True, on_delete="RESTRICT")
        state = CharField(default="queued")
        queued_at = DateTimeField()
        queued_by = CharField()
        rfc_message_id = CharField(unique=True)
        due_at = DateTimeField()
        tries = IntegerField(default=0)
        put_off_since = DateTimeField(null=True)
        lease_token = CharField(null=True)
        lease_until = DateTimeField(null=True)
        finished_at = DateTimeField(null=True)
        explanation = TextField(default="")
        server_reply = TextField(default="")

        class Meta:
            database = db
            table_name = "message"
            legacy_table_names = False
            constraints = (
                SQL(
                    "CONSTRAINT \"message_state\" CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'cancelled'))"
                ),
                SQL("CONSTRAINT \"message_link_seed\" CHECK (link_seed IS NULL OR state IN ('queued', 'sending'))"),
            )
            indexes = ((("state", "priority", "due_at"), False),)

    db.create_tables([Message])

    class MessageEvent(Model):
        message = ForeignKeyField(Message, on_delete="CASCADE")
        at = DateTimeField()
        by = CharField()
        state = CharField()
        explanation = TextField(default="")
        server_reply = TextField(default="")

        class Meta:
            database = db
            table_name = "message_event"
            legacy_table_names = False

    db.create_tables([MessageEvent])

    class Passkey(Model):
        account = ForeignKeyField(PortalAccount, on_delete="CASCADE")
        credential_id = CharField(unique=True)
        public_key = TextField()
        sign_count = IntegerField(default=0)
        label = CharField(default="")
        added_at = DateTimeField()
        last_used_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "passkey"
            legacy_table_names = False

    db.create_tables([Passkey])

    class PasswordBefore(Model):
        account = ForeignKeyField(PortalAccount, on_delete="CASCADE")
        password_hash = CharField()
        replaced_at = DateTimeField()

        class Meta:
            database = db
            table_name = "password_before"
            legacy_table_names = False

    db.create_tables([PasswordBefore])

    class PortalSession(Model):
        account = ForeignKeyField(PortalAccount, on_delete="CASCADE")
        stage = CharField()
        token_hash = CharField(unique=True)
        setup_link = ForeignKeyField(SetupLink, null=True, on_delete="CASCADE")
        challenge = CharField(null=True)
        signed_in_by = CharField(default="")
        browser = CharField(default="")
        device = CharField(default="")
        created_at = DateTimeField()
        last_seen_at = DateTimeField()
        ends_at = DateTimeField()
        ended_at = DateTimeField(null=True)
        ended_because = CharField(default="")

        class Meta:
            database = db
            table_name = "portal_session"
            legacy_table_names = False

    db.create_tables([PortalSession])

    class RateCount(Model):
        scope = CharField()
        subject = CharField()
        window_start = DateTimeField()
        count = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "rate_count"
            legacy_table_names = False
            primary_key = CompositeKey("scope", "subject", "window_start")

    db.create_tables([RateCount])

    class SearchKey(Model):
        kind = CharField(max_length=1)
        key = CharField()
        sort_last = CharField()
        sort_first = CharField()
        patient = ForeignKeyField(Patient, on_delete="CASCADE")
        contact_id = IntegerField(default=0)
        active = BooleanField()
        words = CharField(default="")
        contact_name = CharField(default="")

        class Meta:
            database = db
            table_name = "search_key"
            legacy_table_names = False
            without_rowid = isinstance(db, SqliteDatabase)
            primary_key = CompositeKey("kind", "key", "sort_last", "sort_first", "patient", "contact_id")

    db.create_tables([SearchKey])

    class Setting(Model):
        key = CharField(primary_key=True)
        value = TextField()

        class Meta:
            database = db
            table_name = "setting"
            legacy_table_names = False

    db.create_tables([Setting])

    class SignInCode(Model):
        account = ForeignKeyField(PortalAccount, on_delete="CASCADE")
        session = ForeignKeyField(PortalSession, on_delete="CASCADE")
        code_hash = CharField()
        created_at = DateTimeField()
        expires_at = DateTimeField()
        wrong_answers = IntegerField(default=0)
        used_at = DateTimeField(null=True)
        void_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sign_in_code"
            legacy_table_names = False

    db.create_tables([SignInCode])

    class Staff(Model):
        login = CharField(unique=True)
        name = CharField()
        role = CharField()
        added_at = DateTimeField()

        class Meta:
            database = db
            table_name = "staff"
            legacy_table_names = False

    db.create_tables([Staff])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("staff"))
    migrator.migrate(migrator.drop_table("sign_in_code"))
    migrator.migrate(migrator.drop_table("setting"))
    migrator.migrate(migrator.drop_table("search_key"))
    migrator.migrate(migrator.drop_table("rate_count"))
    migrator.migrate(migrator.drop_table("portal_session"))
    migrator.migrate(migrator.drop_table("password_before"))
    migrator.migrate(migrator.drop_table("passkey"))
    migrator.migrate(migrator.drop_table("message_event"))
    migrator.migrate(migrator.drop_table("message"))
    migrator.migrate(migrator.drop_table("message_text"))
    migrator.migrate(migrator.drop_table("setup_link"))
    migrator.migrate(migrator.drop_table("insurance_id"))
    migrator.migrate(migrator.drop_table("imported_authority"))
    migrator.migrate(migrator.drop_table("family_contact"))
    migrator.migrate(migrator.drop_table("email_change"))
    migrator.migrate(migrator.drop_table("portal_account"))
    migrator.migrate(migrator.drop_table("contact_merge"))
    migrator.migrate(migrator.drop_table("audit_entry"))
    migrator.migrate(migrator.drop_table("contact"))
    migrator.migrate(migrator.drop_table("age_mark"))
    migrator.migrate(migrator.drop_table("patient"))
