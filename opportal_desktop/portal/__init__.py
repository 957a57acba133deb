# SPDX-License-Identifier: GPL-3.0-or-later
"""What the parent sees. No Qt."""
