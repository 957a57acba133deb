# SPDX-License-Identifier: GPL-3.0-or-later
"""What IT does once so that the program may sign in, fit for a mail; docs/mail-providers.md has it at length."""

MICROSOFT_STEPS = """\
OP Portal sends the practice's mail by signing in with Microsoft 365. Please register it once:

1. entra.microsoft.com, App registrations, New registration: name OP Portal, accounts in this organizational directory
   only, redirect URI: platform "Public client/native (mobile & desktop)", http://localhost
2. API permissions, Add a permission, APIs my organization uses, Office 365 Exchange Online, Delegated permissions,
   SMTP.Send; then Grant admin consent. (If it is not listed, the first sign-in asks for consent:
   https://outlook.office.com/SMTP.Send)
3. Only if the sign-in with a code is to work: Authentication, Allow public client flows: Yes.
4. admin.microsoft.com, Users, the mailbox that sends, Mail, Manage email apps: tick Authenticated SMTP.
5. If another From address is used: give the mailbox "Send as" for it.

Please send me back, from the registration's Overview page:
- Application (client) ID
- Directory (tenant) ID
They are no secrets, and no client secret is needed.
"""

GOOGLE_STEPS = """\
OP Portal sends the practice's mail by signing in with Google. Please register it once:

1. console.cloud.google.com: a project for the practice; Google Auth Platform, audience Internal.
   (External in the state Testing ends each sign-in after 7 days.)
2. Data access: add the scope https://mail.google.com/
3. Clients, Create client, type Desktop app, name OP Portal.
4. If the Admin console restricts third-party apps (Security, API controls): trust this client ID.

Please send me back, by a safe way:
- Client ID (ends in .apps.googleusercontent.com)
- Client secret (begins with GOCSPX-)
"""
