# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbered, frozen steps from one schema to the next; `records.opening` runs what is pending."""
