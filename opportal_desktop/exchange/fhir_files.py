# SPDX-License-Identifier: GPL-3.0-or-later
"""FHIR R4 files: Bulk Data NDJSON (a resource a line) or a Bundle; patients as a stream, with who is related to them.

Read as plain JSON and not by fhir.resources: ten elements of two resources are wanted, real exports bend the rest of
the specification, and its pydantic models would add megabytes to the bundle and refuse whole resources.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opportal_desktop.exchange.csv_reading import UnreadableFileError
from opportal_desktop.exchange.fhir_roster import patient_row, reference_id
from opportal_desktop.exchange.roster import Reading, RosterRow
from opportal_desktop.exchange.sources import Cells

Resource = dict[str, Any]
_START = 4096
_TELL_LINES = 200
_PATIENT, _RELATED = "Patient", "RelatedPerson"


def is_fhir(path: Path) -> bool:
    """Whether a file starts as FHIR's JSON does.

    Raises: OSError.
    """
    with path.open("rb") as file:
        return file.read(_START).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


@dataclass(frozen=True, slots=True)
class _Line:
    """`end`: about how many bytes are read with it."""

    number: int
    resource: Resource | None
    problem: str = ""
    end: int = 0


class FhirSource:
    """Patients and related persons of one file; of Bulk Data, of the files beside it, too.

    Attributes:
        files: what is read: "Patient.000.ndjson", "RelatedPerson.000.ndjson".
    """

    headers: Cells = ("Resource",)
    day_first = False

    def __init__(self, path: Path) -> None:
        """Raises: UnreadableFileError, OSError."""
        self.path = path
        self._bundle = _bundle(path)
        self.files = (path,) if self._bundle is not None else _beside(path)
        self.size = sum(file.stat().st_size for file in self.files)
        if not any(True for line in self._lines() if _kind(line.resource) in (_PATIENT, _RELATED)):
            raise UnreadableFileError("The file has no Patient of FHIR R4.")

    def rows(self, how: Reading, told: Callable[[int], None]) -> Iterator[tuple[Cells, RosterRow]]:
        related = self._related()
        seen: set[str] = set()
        for number, line in enumerate(self._lines()):
            if number % _TELL_LINES == 0:
                told(line.end)
            if line.problem:
                yield ("",), RosterRow(line.number, problems=[line.problem])
            elif line.resource is not None and _kind(line.resource) == _PATIENT:
                patient_id = _id(line.resource)
                seen.add(patient_id)
                yield (
                    (f"Patient/{patient_id}",),
                    patient_row(line.number, line.resource, related.get(patient_id, []), how),
                )
        for patient_id, people in related.items():
            if patient_id not in seen:
                for person in people:
                    row = RosterRow(person["_line"])
                    row.problems.append("It is about a patient who is not in this file: import both together.")
                    yield (f"RelatedPerson/{_id(person)}",), row

    def _related(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for line in self._lines():
            if line.resource is not None and _kind(line.resource) == _RELATED:
                line.resource["_line"] = line.number
                found.setdefault(reference_id(line.resource.get("patient")), []).append(line.resource)
        return found

    def _lines(self) -> Iterator[_Line]:
        if self._bundle is not None:
            for number, entry in enumerate(self._bundle, start=1):
                resource = entry.get("resource") if isinstance(entry, dict) else None
                if isinstance(resource, dict):
                    # References within a Bundle may be by its own names for resources.
                    yield _Line(number, {"_url": entry.get("fullUrl"), **resource})
            return
        read = 0
        for path in self.files:
            with path.open("r", encoding="utf-8-sig", errors="replace") as file:
                for number, text in enumerate(file, start=1):
                    read += len(text)
                    if text.strip():
                        yield _read(number, text, read)


def _read(number: int, text: str, end: int) -> _Line:
    try:
        resource = json.loads(text)
    except ValueError:
        return _Line(number, None, "The line is no JSON.")
    if not isinstance(resource, dict):
        return _Line(number, None, "The line is no FHIR resource.")
    return _Line(number, resource, end=end)


def _bundle(path: Path) -> list[Any] | None:
    """The entries of a Bundle; None where each line is a resource of its own."""
    with path.open("r", encoding="utf-8-sig", errors="replace") as file:
        first = file.readline()
        try:
            whole = json.loads(first)
        except ValueError:
            try:
                whole = json.loads(first + file.read())
            except ValueError:
                # Lines, of which some may be broken.
                if '"resourceType"' in first:
                    return None
                raise UnreadableFileError("The file is no FHIR JSON.") from None
    if not isinstance(whole, dict):
        raise UnreadableFileError("The file is no FHIR JSON.")
    if whole.get("resourceType") == "Bundle":
        entries = whole.get("entry")
        return entries if isinstance(entries, list) else []
    # One resource over several lines is a Bundle of one.
    return None if first.strip().endswith("}") else [{"resource": whole}]


def _beside(path: Path) -> tuple[Path, ...]:
    """Bulk Data writes each type into files of its own: those beside this one that belong to it."""
    kinds = (_PATIENT, _RELATED)
    if not path.name.startswith(kinds):
        return (path,)
    others = (file for kind in kinds for file in sorted(path.parent.glob(f"{kind}*.ndjson")) if file.is_file())
    return tuple(dict.fromkeys((path, *others)))


def _kind(resource: Resource | None) -> object:
    return resource.get("resourceType") if resource else None


def _id(resource: Resource) -> str:
    return reference_id({"reference": resource.get("id") or resource.get("_url")})
