# SPDX-License-Identifier: GPL-3.0-or-later
"""Composing, transports and the loop that works off the outbox. No Qt."""
