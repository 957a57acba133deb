# SPDX-License-Identifier: GPL-3.0-or-later
"""What the practice keeps: models, opening, migrations, queries, search. The only package that knows SQL."""

from opportal_desktop.records import drivers as drivers
