# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiled from ui/ by 'make forms'. Do not edit."""
