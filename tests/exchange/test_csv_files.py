# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV as Excel and others write it comes in as it was meant; CSV that goes out is shown and not executed."""

from __future__ import annotations

import csv
import datetime as dt
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from opportal_desktop.exchange.column_guesses import Mapping, guess_columns
from opportal_desktop.exchange.csv_reading import UnreadableFileError, look_at, read_rows
from opportal_desktop.exchange.csv_roster import roster_rows
from opportal_desktop.exchange.csv_writing import defused, export_csv, plain
from opportal_desktop.exchange.quick_checks import quick_email, quick_phone
from opportal_desktop.exchange.roster import Reading, split_name
from opportal_desktop.registration.validators import check_email, check_phone
from opportal_desktop.terms import RoleReason

TEXT = "Last;First;Note\r\nNúñez;Zoë;“quoted, text”\r\nLópez;Ana;\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_spreadsheets_are_found_out(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(TEXT.encode(encoding))
    table = look_at(path)
    assert table.headers == ("Last", "First", "Note")
    rows = list(read_rows(path, table.format, 3))
    assert [row.cells for row in rows] == [("Núñez", "Zoë", "“quoted, text”"), ("López", "Ana", "")]
    assert [row.number for row in rows] == [2, 3]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found_out_with_and_without_excels_line(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "roster.csv"
    lines = [separator.join(cells) for cells in (["Name", "DOB", "City"], ['"García, Ana"', "2019-03-05", "Holyoke"])]
    for start, line in (([], 2), ([f"sep={separator}"], 3)):
        path.write_text("\n".join([*start, *lines]), encoding="utf-8")
        table = look_at(path)
        assert (table.headers, table.format.separator) == (("Name", "DOB", "City"), separator)
        (row,) = read_rows(path, table.format, 3)
        assert (row.cells[0], row.number) == ("García, Ana", line)


def test_a_cell_of_several_lines_keeps_the_rows_behind_it_counted(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text('A,B\n"one\ntwo",x\n,\nlast,y\n', encoding="utf-8")
    table = look_at(path)
    assert [(row.number, row.cells[1]) for row in read_rows(path, table.format, 2)] == [(2, "x"), (5, "y")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"only one column\nx\n", "one column"),
        (b"\xd0\xcf\x11\xe0" + bytes(range(50)), "no text file"),
        (b"PK\x03\x04" + b"\x00" * 50, "Excel workbook"),
    ],
)
def test_what_is_no_table_is_told_in_words(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=told):
        look_at(path)


def test_a_quotation_mark_that_never_ends_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("A,B\n1,2\n" + '"x' + "y" * 200_000, encoding="utf-8")
    table = look_at(path)
    with pytest.raises(UnreadableFileError, match="line 3"):
        list(read_rows(path, table.format, 2))


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("\x1f=1+1")
@example("\u2003\u200b@SUM(1)")
@example("'\t=1")
@example("''=1")
def test_whatever_a_cell_says_no_spreadsheet_computes_and_we_read_it_again(text: str) -> None:
    safe = defused(text)
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    assert plain(safe) == text


def test_an_export_is_private_whole_and_quoted(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("older")
    assert export_csv(path, ("Name", "Phone"), [("=HYPERLINK(1)", "+49 30 1"), ("Zoë;=1", "(413) 555-0123")]) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["Name", "Phone"],
            ["'=HYPERLINK(1)", "'+49 30 1"],
            ["Zoë;=1", "(413) 555-0123"],
        ]
    assert all(line.startswith('"') for line in path.read_text("utf-8-sig").splitlines())
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("older")
    with pytest.raises(ZeroDivisionError):
        export_csv(path, ("Number",), ((str(1 // divisor),) for divisor in (1, 0)))
    assert path.read_text() == "older"
    assert list(tmp_path.iterdir()) == [path]


# -------------------------------------------------------------------------------------------------- columns and cells


def keys(*headers: str) -> list[str | None]:
    return [target.key if target else None for target in guess_columns(headers).columns]


def test_columns_are_guessed_as_practices_name_them() -> None:
    assert keys("MRN", "Last Name", "First", "MI", "DOB", "Gender", "Zip Code", "Favorite color") == [
        "patient.chart_number",
        "patient.last_name",
        "patient.first_name",
        "patient.middle_name",
        "patient.birth_date",
        "patient.sex",
        "patient.postal_code",
        None,
    ]
    assert keys("Ins. member ID") == ["patient.insurance_number"]
    assert keys("PatientFirstName", "PatientLastName", "Guardian1FirstName", "Guardian1Email", "Guardian2Cell") == [
        "patient.first_name",
        "patient.last_name",
        "contact1.first_name",
        "contact1.home_email",
        "contact2.cell_phone",
    ]
    assert keys(
        "Child name", "Birth date", "Parent/Guardian 1", "Relationship", "E-mail", "Secondary guardian name"
    ) == [
        "patient.full_name",
        "patient.birth_date",
        "contact1.full_name",
        "contact1.role_reason",
        "contact1.home_email",
        "contact2.full_name",
    ]


def test_mothers_and_fathers_columns_say_who_they_are() -> None:
    mapping = guess_columns(("Name", "DOB", "Mother's Name", "Mother's Email", "Father", "Dad Cell"))
    assert [target.key for target in mapping.columns if target] == [
        "patient.full_name",
        "patient.birth_date",
        "contact1.full_name",
        "contact1.home_email",
        "contact2.full_name",
        "contact3.cell_phone",
    ]
    assert mapping.roles == {1: RoleReason.MOTHER, 2: RoleReason.FATHER, 3: RoleReason.FATHER}
    assert Mapping.from_json(mapping.as_json()) == mapping


def test_the_order_of_day_and_month_is_read_from_the_dates() -> None:
    headers = ("Name", "DOB")
    assert guess_columns(headers, [("a", "31/12/2019"), ("b", "1/2/2020")]).day_first
    assert not guess_columns(headers, [("a", "12/31/2019"), ("b", "1/2/2020")]).day_first


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("García López, Ana María", ("Ana", "María", "García López")),
        ("Ana García", ("Ana", "", "García")),
        ("John Q Public Jr", ("John", "Q", "Public Jr")),
        ("Prince", ("Prince", "", "")),
    ],
)
def test_whole_names_are_split(whole: str, parts: tuple[str, str, str]) -> None:
    split = split_name(whole)
    assert tuple(split.get(name, "") for name in ("first_name", "middle_name", "last_name")) == parts


def test_a_name_that_ends_with_the_patients_last_name_is_split_there() -> None:
    assert split_name("Ana María García López", "García López") == {
        "first_name": "Ana",
        "middle_name": "María",
        "last_name": "García López",
    }


@given(st.one_of(st.from_regex(r"(\+?1[-. ]?)?\(?[0-9]{3}\)?[-. ]?[0-9]{3}[-. ]?[0-9]{4}", fullmatch=True),
                 st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True), st.text(max_size=20)))  # fmt: skip
def test_quick_phones_say_what_the_validator_says(text: str) -> None:
    assert quick_phone(text, "US") == check_phone(text, "US")


@given(st.one_of(st.emails(), st.from_regex(r"[A-Za-z.+_-]{1,8}@[a-z.-]{1,10}\.(com|test|org|c)", fullmatch=True),
                 st.text(max_size=20)))  # fmt: skip
def test_quick_emails_say_what_the_validator_says(text: str) -> None:
    quick, slow = quick_email(text), check_email(text)
    assert (quick.text, quick.key, bool(quick.problem)) == (slow.text, slow.key, bool(slow.problem))


def test_what_keeps_excel_from_changing_a_number_and_what_no_database_takes_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    rows = "".join(f'="00{n}",Kim\n' for n in range(50))
    path.write_text(f"MRN,Name\n{rows}7,Ki\x07m\x7f\n", encoding="utf-8")
    table = look_at(path)
    read = list(read_rows(path, table.format, 2))
    assert (read[7].cells, table.sample[7], read[-1].cells) == (("007", "Kim"), ("007", "Kim"), ("7", "Kim"))


@pytest.mark.parametrize("title", ["Patient List\r\nas of 11/20/2026\r\n\r\n", "Patient List;;;\r\n;;;\r\n"])
def test_the_names_of_the_columns_are_found_below_a_reports_title(tmp_path: Path, title: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(
        f"{title}First name;Last name;DOB;Zip\r\nMateo;García;3/5/2019;1040\r\n", encoding="cp1252", newline=""
    )
    table = look_at(path)
    assert table.headers == ("First name", "Last name", "DOB", "Zip")
    assert table.sample == (("Mateo", "García", "3/5/2019", "1040"),)
    (row,) = read_rows(path, table.format, 4)
    assert row.cells == ("Mateo", "García", "3/5/2019", "1040")
    (_, read), *_ = roster_rows([row], table.headers, guess_columns(table.headers), Reading(dt.date(2026, 11, 23)))
    assert read.patient["postal_code"] == "01040"


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("patientid", "patient.chart_number"),
        ("Acct No.", "patient.chart_number"),
        ("Pat_Last", "patient.last_name"),
        ("patienthomephone", "patient.home_phone"),
        ("guarantorfirstname", "contact1.first_name"),
        ("GuarantorRelationshipToPatient", "contact1.role_reason"),
        ("Cust_1_Email", "contact1.home_email"),
        ("Resp. Party Phone", "contact1.home_phone"),
        ("Primary Insurance Subscriber No", "patient.insurance_number"),
        ("Fecha de nacimiento", "patient.birth_date"),
        ("Correo de la madre", None),
    ],
)
def test_columns_are_known_however_a_system_writes_them(header: str, key: str | None) -> None:
    (target,) = guess_columns([header]).columns
    assert (target and target.key) == key
