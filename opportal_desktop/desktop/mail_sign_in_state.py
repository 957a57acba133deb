# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings, Mail: how the program signs in to the mail server; the fields of a password only where one is used."""

from __future__ import annotations

from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.forms.ui_settings import Ui_SettingsWindow
from opportal_desktop.records.settings import PracticeSettings


def show_mail_sign_in(ui: Ui_SettingsWindow, settings: PracticeSettings, *, may_change: bool) -> None:
    """Word the card, and show the fields of a password only where one is used."""
    by_token = settings.mail_sign_in.by_token
    if by_token:
        icon, tint = "shield-check", "good"
        provider = settings.mail_sign_in.provider
        words = f"The program signs in with {provider} as {settings.smtp_user}. No password is used."
    elif settings.smtp_host:
        icon, tint = "mail", "neutral"
        words = f"Mail goes out by {settings.smtp_host}. Another provider, or a sign-in without a password:"
    else:
        icon, tint = "mail-warning", "warning"
        words = "Mail is not set up yet. From the practice’s address the program proposes the rest."
    set_icon(ui.mailSetUpIconLabel, icon, tint)
    ui.mailSetUpLabel.setText(words)
    ui.mailSetUpButton.setVisible(may_change)
    for part in (
        *(ui.smtpUserLabel, ui.smtpUserLineEdit, ui.smtpUserHintLabel),
        *(ui.smtpPasswordLabel, ui.smtpPasswordStateIcon, ui.smtpPasswordStateLabel),
    ):
        part.setVisible(not by_token)
    for editor in (ui.smtpPasswordLineEdit, ui.removePasswordButton):
        editor.setVisible(may_change and not by_token)
