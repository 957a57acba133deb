# SPDX-License-Identifier: GPL-3.0-or-later
"""Getting data in and out."""
