# SPDX-License-Identifier: GPL-3.0-or-later
"""What a column of a roster can hold: the fields of a patient and of the contacts beside them in the same row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MAX_CONTACTS = 6
"""Contacts that one row can have beside its patient."""


class Kind(Enum):
    """How a cell is read."""

    NAME = "name"
    TEXT = "text"
    FULL_NAME = "full name"
    EMAIL = "email"
    PHONE = "phone"
    DATE = "date"
    SEX = "sex"
    LANGUAGE = "language"
    ROLE = "role"
    AUTHORITY = "authority"
    RESIDES = "resides"
    YES_NO = "yes or no"
    ACTIVE = "active"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: as the models call it.
        label: as the desk reads it.
        headers: what rosters call such a column, folded.
    """

    name: str
    label: str
    kind: Kind
    headers: tuple[str, ...]


_PERSON = (
    Field("first_name", "First name", Kind.NAME, ("first name", "first", "given name", "fname", "firstname", "given",
                                                  "nombre", "nombres")),
    Field("middle_name", "Middle name", Kind.NAME, ("middle name", "middle", "mi", "middle initial", "mname",
                                                      "segundo nombre")),
    Field("last_name", "Last name", Kind.NAME, ("last name", "last", "surname", "family name", "lname", "lastname",
                                                "apellido", "apellidos")),
    Field("full_name", "Whole name", Kind.FULL_NAME, ("name", "full name", "fullname")),
    Field("nickname", "Nickname", Kind.NAME, ("nickname", "preferred name", "goes by", "alias")),
    Field("birth_date", "Date of birth", Kind.DATE, ("date of birth", "dob", "birth date", "birthdate", "birthday",
                                                     "born", "birth", "fecha de nacimiento", "fecha nacimiento",
                                                     "fecha nac", "nacimiento")),
    Field("language", "Language", Kind.LANGUAGE, ("language", "preferred language", "lang", "idioma",
                                                  "primary language")),
)  # fmt: skip
_ADDRESS = (
    Field("address_line", "Address", Kind.TEXT, ("address", "street", "street address", "address 1", "address line 1",
                                                 "address line", "addr", "home address", "mailing address",
                                                 "direccion")),
    Field("address_line2", "Address, line 2", Kind.TEXT, ("address 2", "address line 2", "apt", "apartment", "unit",
                                                          "suite")),
    Field("city", "City", Kind.TEXT, ("city", "town", "ciudad")),
    Field("state", "State", Kind.TEXT, ("state", "province", "st")),
    Field("postal_code", "ZIP code", Kind.ZIP, ("zip code", "zip", "postal code", "zipcode", "postcode")),
)  # fmt: skip
_CELL = Field("cell_phone", "Cell Phone", Kind.PHONE, ("cell phone", "cell", "mobile", "mobile phone", "cellphone",
                                                       "mobile number", "cell number", "celular"))  # fmt: skip
_HOME = Field("home_phone", "Home phone", Kind.PHONE, ("home phone", "phone", "telephone", "phone number", "tel",
                                                       "primary phone", "home", "landline", "telefono"))  # fmt: skip

PATIENT_FIELDS = (
    Field("chart_number", "Chart number", Kind.TEXT, ("chart number", "chart", "mrn", "chart no",
                                                      "medical record number",
                                                      "id", "account number", "account", "chart id", "patient id",
                                                      "record number", "patient number", "patient account number",
                                                      "pid", "expediente", "number expediente",
                                                      "numero de expediente")),
    *_PERSON,
    Field("sex", "Sex", Kind.SEX, ("sex", "gender", "birth sex", "sexo", "legal sex")),
    _HOME,
    _CELL,
    Field("email", "Patient’s own email", Kind.EMAIL, ("email", "e mail", "email address", "own email",
                                                              "correo", "correo electronico")),
    *_ADDRESS,
    Field("active", "Active patient", Kind.ACTIVE, ("active", "status", "inactive date")),
    Field("alert", "Alert", Kind.TEXT, ("alert", "alerts", "note", "notes", "comment", "comments")),
    Field("payer", "Insurance", Kind.TEXT, ("insurance", "payer", "insurance name", "plan", "insurance company",
                                            "primary insurance", "carrier", "insurance plan", "primary insurance name",
                                            "insurance carrier", "primary payer", "seguro")),
    Field("insurance_number", "Insurance id", Kind.TEXT, ("insurance id", "member id", "policy number", "subscriber id",
                                                          "policy", "insurance number", "member number", "policy id",
                                                          "insurance member id", "insurance policy",
                                                          "primary insurance id", "subscriber number",
                                                          "insurance policy number", "primary insurance number",
                                                          "primary insurance subscriber number",
                                                          "primary insurance policy number",
                                                          "primary insurance member id")),
    Field("payer2", "Second insurance", Kind.TEXT, ("secondary insurance", "insurance 2", "second insurance",
                                                    "payer 2")),
    Field("insurance_number2", "Second insurance id", Kind.TEXT, ("secondary insurance id", "insurance id 2",
                                                                  "member id 2", "second insurance id")),
)  # fmt: skip
CONTACT_FIELDS = (
    Field("role_reason", "Role/Reason", Kind.ROLE, ("role reason", "relationship", "relation", "role", "reason",
                                                    "relationship to patient", "relation to patient", "type")),
    Field("authority", "Authority", Kind.AUTHORITY, ("authority", "legal authority", "custody", "legal custody",
                                                     "portal access", "consent", "custodia")),
    *_PERSON,
    Field("home_email", "Home Email", Kind.EMAIL, ("home email", "email", "e mail", "email address", "emailaddress",
                                                          "correo", "correo electronico")),
    _CELL,
    _HOME,
    Field("work_phone", "Work phone", Kind.PHONE, ("work phone", "work", "business phone", "office phone")),
    *_ADDRESS,
    Field("resides_with", "Resides With", Kind.RESIDES, ("resides with", "lives with", "lives with patient",
                                                         "resides", "lives")),
    Field("emergency", "Emergency contact", Kind.YES_NO, ("emergency contact", "emergency", "is emergency")),
    Field("preferred", "Preferred contact", Kind.YES_NO, ("preferred contact", "primary contact", "preferred",
                                                          "primary")),
    Field("notes", "Notes", Kind.TEXT, ("notes", "note", "comment", "comments")),
)  # fmt: skip

_BY_NAME = {
    True: {field.name: field for field in PATIENT_FIELDS},
    False: {field.name: field for field in CONTACT_FIELDS},
}


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """Where a column goes: `group` 0 is the patient, 1 and up the contacts of the row."""

    group: int
    name: str

    @property
    def field(self) -> Field:
        return _BY_NAME[self.group == 0][self.name]

    @property
    def key(self) -> str:
        """As mappings are stored: "patient.first_name", "contact2.home_email"."""
        return f"{'patient' if self.group == 0 else f'contact{self.group}'}.{self.name}"

    @property
    def label(self) -> str:
        """As the desk reads it: "Patient: First name", "Contact 2: Home Email"."""
        return f"{'Patient' if self.group == 0 else f'Contact {self.group}'}: {self.field.label}"

    @classmethod
    def of(cls, key: str) -> Target:
        """From `key`.

        Raises:
            KeyError: there is no such field.
        """
        where, _, name = key.partition(".")
        number = where.removeprefix("contact")
        group = 0 if where == "patient" else int(number) if number.isdigit() else -1
        if not 0 <= group <= MAX_CONTACTS or name not in _BY_NAME[group == 0]:
            raise KeyError(key)
        return cls(group, name)


def all_targets() -> tuple[Target, ...]:
    """Everything that a column can be."""
    patient = [Target(0, field.name) for field in PATIENT_FIELDS]
    contacts = [Target(group, field.name) for group in range(1, MAX_CONTACTS + 1) for field in CONTACT_FIELDS]
    return (*patient, *contacts)
