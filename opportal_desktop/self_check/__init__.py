# SPDX-License-Identifier: GPL-3.0-or-later
"""`opportal --self-check`: whether this installation is whole and works on this computer."""
