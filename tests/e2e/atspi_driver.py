# SPDX-License-Identifier: GPL-3.0-or-later
"""Does the main job over the accessibility bus, from a process of its own that knows visible names and nothing else.

Run by Debian's Python, which has pyatspi. Prints each step; exits with 1 and the reason when something is not there.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyatspi

DEADLINE_SECONDS = 60.0
CONTACT = "Ana López Rivera"
PATIENT = "García López, Mateo"
EMAIL = "ana.lopez@example.com"
_RETURN = 0xFF0D
_ESCAPE = 0xFF1B


class NotThereError(Exception):
    """Something that a person would find by its visible name."""


def until(look: Callable[[], Any], what: str) -> Any:
    """Look again until there is something; objects that went away meanwhile count as not there."""
    end = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < end:
        try:
            found = look()
        except Exception:  # noqa: BLE001 - whatever a vanished object raises, it is looked for again
            found = None
        if found:
            return found
        time.sleep(0.1)
    raise NotThereError(what)


def application() -> Any:
    return next((app for app in pyatspi.Registry.getDesktop(0) if app and "OP Portal" in app.name), None)


def windows() -> list[Any]:
    """The one with the keyboard first."""
    return sorted(application(), key=lambda window: not window.getState().contains(pyatspi.STATE_ACTIVE))


def below(node: Any) -> Iterator[Any]:
    """A node and all that is showing below it."""
    yield node
    for child in node:
        if child is not None and shows(child):
            yield from below(child)


def shows(node: Any) -> bool:
    """Top windows of Qt say it of their frame only, so those without the state are looked into by their parts."""
    return node.getState().contains(pyatspi.STATE_SHOWING) or node.getRole() == pyatspi.ROLE_FILLER


def visible_name(node: Any) -> str:
    """What a screen reader calls it: its label where it has one (a combo box's own name is its value)."""
    for relation in node.getRelationSet():
        if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY and relation.getNTargets():
            return str(relation.getTarget(0).name)
    return str(node.name)


def find(role: str, name: str) -> Any:
    """The showing control of this role and visible name."""

    def look() -> Any:
        for window in windows():
            for node in below(window):
                if node.getRoleName() == role and visible_name(node) == name:
                    return node
        return None

    return until(look, f"{role} “{name}”")


def says(text: str) -> bool:
    """Whether a text stands somewhere."""
    return any(text in node.name.replace("\u200b", "") for window in windows() for node in below(window))


def wait_for_words(text: str) -> None:
    until(lambda: says(text), f"the words “{text}”")
    print(f"   seen: {text}", flush=True)


def press(role: str, name: str) -> None:
    """Do a button's or a tab's own action."""
    action = until(lambda: _action(find(role, name), "Press", "Toggle"), f"{role} “{name}” to press")
    action[0].doAction(action[1])


def _action(node: Any, *names: str) -> Any:
    actions = node.queryAction()
    numbers = [number for number in range(actions.nActions) if actions.getName(number) in names]
    return (actions, numbers[0]) if numbers else None


def focus(node: Any) -> None:
    """Give it the keyboard."""
    node.queryComponent().grabFocus()
    until(lambda: node.getState().contains(pyatspi.STATE_FOCUSED), f"the focus in “{visible_name(node)}”")


def key(symbol: int) -> None:
    pyatspi.Registry.generateKeyboardEvent(symbol, None, pyatspi.KEY_SYM)


def cell(table_name: str, row_name: str, column: str) -> str:
    """The text of a table's cell, by the row's first cell and the column's header."""
    table = find("table", table_name).queryTable()
    headers = [table.getColumnDescription(number) for number in range(table.nColumns)]
    rows = [number for number in range(table.nRows) if table.getAccessibleAt(number, 0).name == row_name]
    return str(table.getAccessibleAt(rows[0], headers.index(column)).name) if rows else ""


def text_of(name: str, role: str = "text") -> str:
    return str(find(role, name).queryText().getText(0, -1))


def wait_for_cell(table: str, row: str, column: str, value: str) -> None:
    until(lambda: cell(table, row, column).startswith(value), f"{column} “{value}” of {row}")
    print(f"   seen: {row}: {column} {value}", flush=True)


def check_names(where: str) -> None:
    """Everything that can have the keyboard has a name."""
    nameless = until(lambda: (_nameless(),), f"{where}, at rest")[0]
    if nameless:
        raise NotThereError(f"names in {where}: {nameless}")
    print(f"   every control has a name: {where}", flush=True)


def _nameless() -> list[str]:
    return [
        node.getRoleName()
        for window in windows()
        for node in below(window)
        if node.getState().contains(pyatspi.STATE_FOCUSABLE)
        and node.getRoleName() not in ("table cell", "list item")
        and not visible_name(node)
    ]


def step(words: str) -> None:
    print(f"-- {words}", flush=True)


def do_the_main_job() -> None:
    until(application, "OP Portal on the accessibility bus")
    step("search")
    search = find("text", "Find a patient")
    check_names("the empty search")
    search.queryEditableText().setTextContents("mat gar")
    until(lambda: cell("Patients found", PATIENT, "DOB"), f"{PATIENT} among the results")
    check_names("the results")
    step("open the chart")
    focus(search)
    key(_RETURN)
    wait_for_cell("Family Contacts", CONTACT, "Authority", "None")
    wait_for_words("Saving sends no email")
    check_names("the chart")
    step("set Authority to Joint")
    press("push button", "Go to Authority")
    authority = find("combo box", "Authority")
    until(lambda: authority.getState().contains(pyatspi.STATE_FOCUSED), "the focus in Authority")
    key(ord("j"))
    until(lambda: authority.name == "Joint", "Authority Joint")
    wait_for_words(f"Saving will send a Welcome Email to {EMAIL}")
    step("save")
    press("push button", "Save")
    wait_for_cell("Family Contacts", CONTACT, "Portal Status", "Invited")
    step("look behind the folder button")
    press("push button", "Portal registration…")
    wait_for_cell("Patients of this contact", "Mateo García López", "Portal Status", "Invited")
    wait_for_cell("Patients of this contact", "Lucía García López", "Authority", "None")
    check_names("the portal registration")
    step("register again")
    press("push button", "Register")
    wait_for_words(f"A Welcome Email was sent to {EMAIL} on ")
    check_names("the question")
    press("push button", "Send another")
    wait_for_words(f"The Welcome Email to {EMAIL} was handed to the mail server.")
    press("page tab", "Messages")
    until(lambda: find("table", "Messages to this contact").queryTable().nRows == 2, "two messages")
    check_names("the messages")
    press("push button", "Close")
    step("find a contact")
    press("push button", "Add")
    find("text", "Name, email or phone").queryEditableText().setTextContents(CONTACT)
    until(lambda: cell("Contacts", CONTACT, "Home Email") == EMAIL, f"{CONTACT} in the Contact Finder")
    check_names("the Contact Finder")
    press("push button", "Cancel")
    step("Basic Information")
    press("radio button", "Basic Information")
    until(lambda: text_of("First name (required)") == "Mateo", "the first name")
    check_names("Basic Information")
    step("the demo's inbox")
    wait_for_words("Active su cuenta")
    check_names("the demo's inbox")
    press("check box", "Plain text")
    until(lambda: "http://localhost:" in text_of("Mail text", "label"), "the link in the plain text")


if __name__ == "__main__":
    try:
        do_the_main_job()
    except NotThereError as error:
        print(f"not there: {error}", flush=True)
        sys.exit(1)
