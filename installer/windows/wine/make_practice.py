# SPDX-License-Identifier: GPL-3.0-or-later
"""Run by the try-out in the Windows Python: sets up a practice with sample families in its usual place.

The key goes into the Credential Manager, as at a clinic. Prints where the file is. Its one argument: the portal's port.
"""

import getpass
import sys
from dataclasses import replace

from opportal_desktop.demo.sample_practice import fill_sample_practice
from opportal_desktop.paths import find_paths
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.new_practice import NewPractice, key_for_new_practice, set_up_practice
from opportal_desktop.registration.practice import practice_rules, staff_member

place = find_paths().practice_file
place.parent.mkdir(parents=True, exist_ok=True)
key = key_for_new_practice(place)
settings = replace(
    PracticeSettings(),
    practice_name="Riverbend Pediatrics",
    practice_phone="+14135550100",
    portal_url=f"http://127.0.0.1:{sys.argv[1]}",
)
set_up_practice(NewPractice(place, key, settings, getpass.getuser(), "Mira Chen"))
records = open_records(place, key)
desk = staff_member(records, getpass.getuser(), "Mira Chen")
fill_sample_practice(records, desk, practice_rules(records).today)
records.close()
print(place)
