# SPDX-License-Identifier: GPL-3.0-or-later
"""The Qt side: windows and dialogs, one file each, named as its form."""
