# SPDX-License-Identifier: GPL-3.0-or-later
"""The desk of the use cases' tests, for what it finds after an import."""

from tests.registration.conftest import desk

__all__ = ["desk"]
