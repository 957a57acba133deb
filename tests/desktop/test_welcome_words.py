# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of Welcome Emails just asked for."""

from __future__ import annotations

import pytest

from opportal_desktop.desktop.welcome_words import waiting_words


@pytest.mark.parametrize(
    ("addresses", "seconds", "words"),
    [
        (["a@x.example"], 0, "A Welcome Email to a@x.example is on its way."),
        (["a@x.example", "b@x.example"], 0, "Welcome Emails to a@x.example and b@x.example are on their way."),
        (
            ["a@x.example"],
            1,
            "A Welcome Email to a@x.example goes out a second after Save; until then, Undo takes it back.",
        ),
        (
            ["a@x.example", "b@x.example", "c@x.example"],
            10,
            "Welcome Emails to a@x.example, b@x.example and c@x.example go out 10 seconds after Save; until then, "
            "Undo takes them back.",
        ),
    ],
)
def test_while_they_can_be_taken_back_it_says_when_they_go_out(addresses: list[str], seconds: int, words: str) -> None:
    assert waiting_words(addresses, seconds, "Save") == words
