# SPDX-License-Identifier: GPL-3.0-or-later
"""A FHIR R4 Patient with RelatedPersons as a row of a roster: what OP Portal shows is taken, in whatever shape it is.

Authority is nothing that FHIR says: only what `fhir_export` wrote brings one (an extension).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from opportal_desktop.exchange.fields import Kind
from opportal_desktop.exchange.roster import CellError, Reading, RosterRow, Values, read_cell, split_name, writable
from opportal_desktop.terms import Authority, Language, ResidesWith, RoleReason, Sex

AUTHORITY, ROLE, RESIDES, EMERGENCY, PREFERRED, NOTE = (
    f"urn:opportal:fhir:{name}"
    for name in ("authority", "role-reason", "resides-with", "emergency", "preferred", "note")
)
_NAME_ORDER = {"official": 0, "usual": 1, "": 2}
_LEFT_NAMES = frozenset({"nickname", "maiden", "old", "anonymous", "temp"})
_SEXES = {"female": Sex.FEMALE, "male": Sex.MALE, "other": Sex.OTHER, "unknown": Sex.UNKNOWN}
_CHART_TYPES, _INSURANCE_TYPES = ("MR", "PI", "PT"), ("MB", "SN", "MA", "MC", "NIIP")
_ROLE_CODES = {
    **{role.fhir_code: role for role in RoleReason if role.fhir_code not in ("ROLE", "O")},
    **dict.fromkeys(("NMTH", "GESTM", "ADOPTM"), RoleReason.MOTHER),
    **dict.fromkeys(("NFTH", "ADOPTF", "NFTHF"), RoleReason.FATHER),
    **dict.fromkeys(("GRMTH", "GRFTH", "MGRMTH", "MGRFTH", "PGRMTH", "PGRFTH", "MGRPRN", "PGRPRN"),
                    RoleReason.GRANDPARENT),
    **dict.fromkeys(("FTHFOST", "MTHFOST"), RoleReason.FOSTER_PARENT),
    **dict.fromkeys(("BRO", "SIS", "NSIB", "NBRO", "NSIS", "HSIB", "HBRO", "HSIS", "STPSIB", "STPBRO", "STPSIS",
                     "TWIN"), RoleReason.SIBLING),
    **dict.fromkeys(("AUNT", "UNCLE", "MAUNT", "PAUNT", "MUNCLE", "PUNCLE", "COUSN", "EXT", "GGRPRN", "GGRMTH",
                     "GGRFTH"), RoleReason.OTHER_RELATIVE),
    **dict.fromkeys(("C", "EP"), RoleReason.EMERGENCY_CONTACT),
    **dict.fromkeys(("GUADLTM", "POWATT"), RoleReason.LEGAL_GUARDIAN),
}  # fmt: skip
_BY_GENDER = {
    "PRN": {"female": RoleReason.MOTHER, "male": RoleReason.FATHER},
    "NPRN": {"female": RoleReason.MOTHER, "male": RoleReason.FATHER},
    "ADOPTP": {"female": RoleReason.MOTHER, "male": RoleReason.FATHER},
    "STPPRN": {"female": RoleReason.STEPMOTHER, "male": RoleReason.STEPFATHER},
}
_ROLE_NOTE = "Role/Reason in the imported list: "


def patient_row(number: int, resource: dict[str, Any], related: list[dict[str, Any]], how: Reading) -> RosterRow:
    """The row of one patient, with those of `related` who still are, and the contacts within the Patient itself."""
    row = RosterRow(number)
    values = _person(resource, row, how, "The patient’s")
    if work := values.pop("work_phone", ""):
        # A patient has none here.
        if "home_phone" in values:
            row.notices.append("The patient’s work phone has no place, and is left out.")
        else:
            values["home_phone"] = work
    if "home_email" in values:
        values["email"] = values.pop("home_email")
    _set(values, "chart_number", _identifier(resource, _CHART_TYPES))
    values["sex"] = _SEXES.get(_text(resource.get("gender")), Sex.UNKNOWN)
    insurance = tuple(_insurance(resource))
    if insurance:
        values["insurance"] = insurance
    _set_active(values, resource)
    row.patient = values
    for person in related:
        if _is_over(person, how):
            row.notices.append("A related person is not active any more, and is left out.")
        else:
            row.contacts.append(_contact(person, row, how))
    for person in _dicts(resource.get("contact")):
        name = person.get("name")
        if isinstance(name, dict) and not _is_over(person, how):
            address = person.get("address")
            one = person | {"name": [name], "address": [address] if isinstance(address, dict) else []}
            row.contacts.append(_contact(one, row, how))
    row.contacts = [contact for contact in row.contacts if contact.get("first_name") or contact.get("last_name")]
    return row


def reference_id(reference: Any) -> str:
    """Of "Patient/123", "https://…/Patient/123/_history/1" or "urn:uuid:123": 123."""
    text = _text(reference.get("reference")) if isinstance(reference, dict) else ""
    return text.partition("/_history/")[0].rpartition("/")[2].removeprefix("urn:uuid:")


# ------------------------------------------------------------------------------------------------------------- people


def _person(resource: dict[str, Any], row: RosterRow, how: Reading, whose: str) -> Values:
    values: Values = {}
    names = _dicts(resource.get("name"))
    main = min(
        (name for name in names if _text(name.get("use")) not in _LEFT_NAMES) if names else (),
        key=lambda name: _NAME_ORDER.get(_text(name.get("use")), 3),
        default=names[0] if names else {},
    )
    given = [text for text in _texts(main.get("given")) if text]
    family = " ".join(part for part in (_text(main.get("family")), *_texts(main.get("suffix"))) if part)
    if not given and not family:
        values |= split_name(_text(main.get("text")))
    _set(values, "first_name", given[0] if given else "")
    _set(values, "middle_name", " ".join(given[1:]))
    _set(values, "last_name", family)
    nick = next((name for name in names if name.get("use") == "nickname"), {})
    _set(values, "nickname", " ".join(_texts(nick.get("given"))) or _text(nick.get("text")))
    _read_date(values, resource.get("birthDate"), row, how, whose)
    _read_telecom(values, resource, row, how, whose)
    _read_address(values, resource)
    spoken = _dicts(resource.get("communication"))
    chosen = next((one for one in spoken if one.get("preferred") is True), spoken[0] if spoken else {})
    if (language := _language(chosen.get("language"))) is not None:
        values["language"] = language
        if language is Language.OTHER:
            row.notices.append(f"{whose} language is one that OP Portal has no word for: it is kept as Other.")
    for name in ("first_name", "middle_name", "last_name", "nickname"):
        _check(values, name, Kind.NAME, row, how, whose)
    return values


def _check(values: Values, name: str, kind: Kind, row: RosterRow, how: Reading, whose: str) -> None:
    if name not in values:
        return
    try:
        values[name] = read_cell(
            kind, values[name], how, lambda text: row.notices.append(f"{whose} {name.replace('_', ' ')} {text}")
        )
    except CellError as error:
        row.problems.append(f"{whose} {name.replace('_', ' ')}: {error}")


def _read_date(values: Values, text: Any, row: RosterRow, how: Reading, whose: str) -> None:
    if not text:
        return
    try:
        date = dt.date.fromisoformat(_text(text))
    except ValueError:
        row.problems.append(f"{whose} birth date is not a whole date: a year, month and day are needed.")
        return
    if date > how.today:
        row.problems.append(f"{whose} birth date is in the future.")
    else:
        values["birth_date"] = date


def _read_telecom(values: Values, resource: dict[str, Any], row: RosterRow, how: Reading, whose: str) -> None:
    points = [point for point in _dicts(resource.get("telecom")) if point.get("use") != "old" and point.get("value")]
    points.sort(key=lambda point: point["rank"] if isinstance(point.get("rank"), int) else 99)
    for point in points:
        system, use, value = point.get("system"), point.get("use"), _text(point.get("value"))
        places = {"mobile": ("cell_phone",), "work": ("work_phone",), "home": ("home_phone",)}.get(
            _text(use), ("home_phone", "cell_phone", "work_phone")
        )
        if system == "email":
            places = ("home_email",)
        elif system == "sms":
            places = ("cell_phone",)
        elif system != "phone":
            continue
        place = next((name for name in places if name not in values), None)
        if place is None:
            row.notices.append(f"{whose} second {places[0].replace('_', ' ')} has no place, and is left out.")
            continue
        values[place] = value
        _check(values, place, Kind.EMAIL if place == "home_email" else Kind.PHONE, row, how, whose)


def _read_address(values: Values, resource: dict[str, Any]) -> None:
    addresses = [one for one in _dicts(resource.get("address")) if one.get("use") not in ("old", "billing")]
    home = next((one for one in addresses if one.get("use") == "home"), addresses[0] if addresses else {})
    lines = [line for line in _texts(home.get("line")) if line]
    _set(values, "address_line", lines[0] if lines else "")
    _set(values, "address_line2", ", ".join(lines[1:]))
    for name, element in (("city", "city"), ("state", "state"), ("postal_code", "postalCode")):
        _set(values, name, _text(home.get(element)))
    if not lines and not home.get("city"):
        _set(values, "address_line", _text(home.get("text")))


def _set_active(values: Values, resource: dict[str, Any]) -> None:
    died = resource.get("deceasedDateTime")
    if isinstance(resource.get("active"), bool):
        values["active"] = resource["active"]
    if died or resource.get("deceasedBoolean") is True:
        values["active"] = False
        values["alert"] = f"Deceased {_text(died)[:10]}".strip()


def _insurance(resource: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for identifier in _dicts(resource.get("identifier")):
        if _codes(identifier.get("type")) & set(_INSURANCE_TYPES) and identifier.get("value"):
            assigner = identifier.get("assigner")
            payer = _text(assigner.get("display")) if isinstance(assigner, dict) else ""
            yield payer, _text(identifier.get("value"))


def _identifier(resource: dict[str, Any], types: tuple[str, ...]) -> str:
    identifiers = [one for one in _dicts(resource.get("identifier")) if one.get("use") != "old"]
    for wanted in types:
        for identifier in identifiers:
            if wanted in _codes(identifier.get("type")) and identifier.get("value"):
                return _text(identifier.get("value"))
    return ""


# ----------------------------------------------------------------------------------------------------------- contacts


def _contact(person: dict[str, Any], row: RosterRow, how: Reading) -> Values:
    values = _person(person, row, how, "A contact’s")
    concepts = _concepts(person.get("relationship"))
    codes = {code for concept in concepts for code in _codes(concept)}
    found = [role for code in codes if (role := _role(code, _text(person.get("gender")))) is not None]
    roles = [role for role in found if role is not RoleReason.EMERGENCY_CONTACT] or found
    # As the practice's own words have it where no code does.
    words = [word for concept in concepts for word in _words(concept)]
    said = [
        read for word in words if isinstance(read := read_cell(Kind.ROLE, word, how, row.notices.append), RoleReason)
    ]
    values["role_reason"] = min(roles, key=list(RoleReason).index) if roles else said[0] if said else RoleReason.OTHER
    if not roles and not said and words:
        values["notes"] = f"{_ROLE_NOTE}{words[0]}"
        row.notices.append(f"“{words[0]}” is no Role/Reason: listed as Other, with a note.")
    if RoleReason.EMERGENCY_CONTACT in found:
        values["emergency"] = True
    _read_extensions(values, person)
    return values


def _read_extensions(values: Values, person: dict[str, Any]) -> None:
    """What our own export added to what FHIR has."""
    said = {extension.get("url"): extension for extension in _dicts(person.get("extension"))}
    for url, name, words in ((AUTHORITY, "authority", Authority), (RESIDES, "resides_with", ResidesWith)):
        code = _text(said.get(url, {}).get("valueCode"))
        value = next((word for word in words if word.value == code), None)
        if value is not None:
            values[name] = value
    for url, name in ((EMERGENCY, "emergency"), (PREFERRED, "preferred")):
        if said.get(url, {}).get("valueBoolean") is True:
            values[name] = True
    role = _text(said.get(ROLE, {}).get("valueCode"))
    if role in {one.value for one in RoleReason}:
        values["role_reason"] = next(one for one in RoleReason if one.value == role)
        values.pop("notes", None)
    _set(values, "notes", _text(said.get(NOTE, {}).get("valueString")))


def _role(code: str, gender: str) -> RoleReason | None:
    if code in _BY_GENDER:
        return _BY_GENDER[code].get(gender)
    return _ROLE_CODES.get(code)


def _is_over(person: dict[str, Any], how: Reading) -> bool:
    period = person.get("period")
    end = _text(period.get("end")) if isinstance(period, dict) else ""
    return person.get("active") is False or bool(end and end[:10] < how.today.isoformat())


def _language(concept: Any) -> Language | None:
    """By its BCP 47 code, whatever the region."""
    for code in _codes(concept):
        base = code.partition("-")[0].lower()
        found = next((language for language in Language if language.value == base), None)
        if found is not None:
            return found
    return Language.OTHER if _codes(concept) else None


# -------------------------------------------------------------------------------------------- shapes nobody vouches for


def _text(value: Any) -> str:
    return " ".join(writable(value).split()) if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _texts(value: Any) -> list[str]:
    return [_text(one) for one in value] if isinstance(value, list) else [_text(value)] if value else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _concepts(value: Any) -> list[dict[str, Any]]:
    return [value] if isinstance(value, dict) else _dicts(value)


def _codes(concept: Any) -> set[str]:
    codings = _dicts(concept.get("coding")) if isinstance(concept, dict) else []
    return {_text(coding.get("code")) for coding in codings} - {""}


def _words(concept: dict[str, Any]) -> list[str]:
    shown = [_text(concept.get("text")), *(_text(coding.get("display")) for coding in _dicts(concept.get("coding")))]
    return [word for word in shown if word]


def _set(values: Values, name: str, value: str) -> None:
    if value:
        values[name] = value
