"""The routes of accounts."""

from __future__ import annotations

from tests.apps.rows import FORBIDDEN, MOVED, OK, UNKNOWN, Row, everybody

ROWS = (
    Row("account_login", everybody(MOVED), anonymous=OK, idle=MOVED),
    Row("account_login", everybody(MOVED), anonymous=OK, idle=MOVED, method="POST"),
    Row("account_logout", everybody(OK)),
    # No provider is set up for the stock people.
    *(
        Row(
            name,
            everybody(UNKNOWN),
            anonymous=UNKNOWN,
            idle=UNKNOWN,
            method=method,
            parts=lambda world: {"provider_id": "sso"},
            is_page=False,
        )
        for name, method in (
            ("openid_connect_login", "GET"),
            ("openid_connect_login", "POST"),
            ("openid_connect_callback", "GET"),
        )
    ),
    Row("socialaccount_login_cancelled", everybody(OK), anonymous=OK),
    Row("socialaccount_login_error", everybody(401), anonymous=401, idle=401),
    Row("account_logout", everybody(MOVED), idle=MOVED, method="POST"),
    Row("account_inactive", everybody(FORBIDDEN), anonymous=FORBIDDEN, idle=FORBIDDEN),
    Row("account_change_password", everybody(OK)),
    Row("account_change_password", everybody(OK), method="POST"),
    Row("account_reauthenticate", everybody(OK)),
    Row("account_reauthenticate", everybody(OK), method="POST"),
    Row("usersessions_list", everybody(OK)),
    Row("usersessions_list", everybody(MOVED), idle=MOVED, method="POST"),
    Row("mfa_index", everybody(OK)),
    # Nobody of the stock people has a second factor, and none has just given the password.
    *(
        Row(name, everybody(MOVED), idle=MOVED, method=method)
        for name, methods in (
            ("mfa_authenticate", ("GET", "POST")),
            ("mfa_reauthenticate", ("GET", "POST")),
            ("mfa_activate_totp", ("GET", "POST")),
            ("mfa_generate_recovery_codes", ("GET", "POST")),
        )
        for method in methods
    ),
    *(
        Row(name, everybody(UNKNOWN), idle=UNKNOWN, method=method)
        for name, method in (
            ("mfa_deactivate_totp", "GET"),
            ("mfa_deactivate_totp", "POST"),
            ("mfa_view_recovery_codes", "GET"),
        )
    ),
    Row("mfa_download_recovery_codes", everybody(UNKNOWN), idle=UNKNOWN, is_page=False),
)
