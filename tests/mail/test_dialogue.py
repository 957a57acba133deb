# SPDX-License-Identifier: GPL-3.0-or-later
"""The wire under SMTP, when the computer slept past its deadline."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from opportal_desktop.mail.dialogue import Deadline, Dialogue, TooSlowError


@pytest.fixture
def ends() -> Iterator[tuple[Dialogue, socket.socket]]:
    """Our end with a deadline that has passed, and the server's."""
    ours, servers = socket.socketpair()
    with ours, servers:
        yield Dialogue(ours, Deadline(-1.0)), servers


def test_an_answer_that_came_while_the_computer_slept_is_read(ends: tuple[Dialogue, socket.socket]) -> None:
    dialogue, server = ends
    server.sendall(b"250-taken\r\n250 2.0.0 for delivery\r\n")
    reply = dialogue.reply()
    assert (reply.code, reply.text) == (250, b"taken\n2.0.0 for delivery")


def test_nothing_is_waited_for_past_the_deadline(ends: tuple[Dialogue, socket.socket]) -> None:
    dialogue, _server = ends
    with pytest.raises(TooSlowError):
        dialogue.reply()


def test_who_drips_gets_no_second_look_past_the_deadline(ends: tuple[Dialogue, socket.socket]) -> None:
    dialogue, server = ends
    server.sendall(b"25")
    with pytest.raises(TooSlowError):
        dialogue.reply()
    server.sendall(b"0 taken\r\n")
    with pytest.raises(TooSlowError):
        dialogue.reply()


def test_nothing_more_is_sent_past_the_deadline(ends: tuple[Dialogue, socket.socket]) -> None:
    dialogue, server = ends
    with pytest.raises(TooSlowError):
        dialogue.content(b"too late\r\n")
    server.setblocking(False)
    with pytest.raises(BlockingIOError):
        server.recv(1)
