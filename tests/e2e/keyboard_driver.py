# SPDX-License-Identifier: GPL-3.0-or-later
"""Registers a mother with two children by the keyboard alone, through the X server; what is seen is read from the bus.

Run by Debian's Python. Ends by saying how many keys were pressed besides the typed data.
"""

from __future__ import annotations

import subprocess
import sys

from atspi_driver import (
    NotThereError,
    application,
    cell,
    find,
    says,
    step,
    text_of,
    until,
    wait_for_cell,
    wait_for_words,
)

MOTHER = "Elena Ruiz"
EMAIL = "elena.ruiz@example.com"


class Keyboard:
    """Counts every key that is not data; a chord counts as many keys as it has."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, chord: str) -> None:
        self.pressed += len(chord.split("+"))
        _hand_on()
        _xdotool("key", "--clearmodifiers", chord)

    def choose(self, letter: str) -> None:
        """A choice's first letter: not data, so it counts."""
        self.press(letter)

    def type(self, data: str) -> None:
        _hand_on()
        _xdotool("type", "--delay", "15", data)


def _xdotool(*arguments: str) -> str:
    done = subprocess.run(["xdotool", *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _hand_on() -> None:
    """What a window manager does when a window with the keyboard closes: there is none on this display."""
    shown = _xdotool("search", "--onlyvisible", "--name", "OP Portal|Contact Finder|Portal registration").split()
    if _xdotool("getwindowfocus", "-f") not in shown:
        main = _xdotool("search", "--onlyvisible", "--name", "– OP Portal").split()
        _xdotool("windowfocus", "--sync", main[-1])


def open_chart(keys: Keyboard, typed: str, patient: str) -> None:
    keys.press("F8")
    keys.type(typed)
    until(lambda: cell("Patients found", patient, "DOB"), f"{patient} among the results")
    keys.press("Return")
    until(lambda: says("Last saved") and find("page tab list", patient), f"the chart of {patient}")


def say_what_she_is(keys: Keyboard) -> None:
    keys.press("alt+r")
    keys.choose("m")
    keys.press("alt+u")
    keys.choose("j")


def register_two_children() -> int:
    keys = Keyboard()
    until(application, "OP Portal on the accessibility bus")
    find("text", "Find a patient")
    step("the first child: a new contact")
    open_chart(keys, "mateo garcia", "García López, Mateo")
    keys.press("alt+a")
    find("text", "Name, email or phone")
    keys.type(MOTHER)
    wait_for_words("Nobody found")
    keys.press("alt+w")
    until(lambda: text_of("Last name") == "Ruiz", "the name taken over")
    say_what_she_is(keys)
    keys.press("alt+e")
    keys.type(EMAIL)
    keys.press("alt+p")
    keys.type("4135550178")
    wait_for_words(f"Saving will send a Welcome Email to {EMAIL}")
    keys.press("ctrl+s")
    wait_for_cell("Family Contacts", MOTHER, "Portal Status", "Invited")
    step("the second child: the sibling's contact")
    open_chart(keys, "lucia garcia", "García López, Lucía")
    keys.press("alt+a")
    until(lambda: cell("Contacts", MOTHER, "Home Email") == EMAIL, f"{MOTHER} in the Contact Finder")
    keys.press("alt+s")
    until(lambda: text_of("Home Email") == EMAIL, "her email in the panel")
    say_what_she_is(keys)
    keys.press("ctrl+s")
    wait_for_cell("Family Contacts", MOTHER, "Portal Status", "Invited")
    return keys.pressed


if __name__ == "__main__":
    try:
        print(f"keys besides the data: {register_two_children()}", flush=True)
    except NotThereError as error:
        print(f"not there: {error}", flush=True)
        sys.exit(1)
