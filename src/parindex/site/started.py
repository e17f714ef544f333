"""Django set up, the database brought to this version's shape, and the site's own checks passed."""

from __future__ import annotations

import os

import django
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError

from parindex.engine.values.problems import BadInput


def set_up() -> None:
    """Load the settings and the apps; for commands that only read or write the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parindex.site.settings")
    django.setup()


def bring_up() -> None:
    """Everything before the site may serve: checks, migrations, scripts and styles in one place.

    `BadInput` if the database does not answer; Django's `SystemCheckError` if the program itself is
    wrong, such as a route without a rule.
    """
    set_up()
    BaseCommand().check()
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise BadInput.of(
            "PARINDEX_DATABASE_URL",
            f"cơ sở dữ liệu không trả lời ({str(error).splitlines()[0]})",
            "Hãy kiểm tra địa chỉ, tài khoản và máy chủ cơ sở dữ liệu",
        ) from error
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
