# SPDX-License-Identifier: GPL-3.0-or-later
"""What 'make demo' needs beside the product: nothing else imports this package but the program's start."""
