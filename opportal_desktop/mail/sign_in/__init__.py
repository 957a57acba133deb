# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in to the mail server with Microsoft or Google instead of a password (OAuth 2.0, RFC 6749, 7636, 8252)."""
