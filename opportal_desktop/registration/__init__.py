# SPDX-License-Identifier: GPL-3.0-or-later
"""The heart: the rules and one module per use case, each public function one transaction."""
