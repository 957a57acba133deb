# SPDX-License-Identifier: GPL-3.0-or-later
"""Table models, free of SQL."""
