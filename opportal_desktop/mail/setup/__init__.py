# SPDX-License-Identifier: GPL-3.0-or-later
"""Setting up the practice's mail: which provider an address has, and whether its domain proves itself."""
