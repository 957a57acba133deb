# SPDX-License-Identifier: GPL-3.0-or-later
"""OP Portal Desktop: the front desk registers parents for the practice's portal."""

__version__ = "0.1.0"
