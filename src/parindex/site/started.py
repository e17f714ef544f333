"""Django set up, the database in this version's shape or brought to it, the site's own checks passed."""

from __future__ import annotations

import os

import django
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from parindex.apps.pages.bulk import take_statistics
from parindex.engine.values.problems import BadInput


def set_up() -> None:
    """Load the settings and the apps; for commands that only read or write the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parindex.site.settings")
    django.setup()


def require_shape() -> None:
    """Set up for an operator's command that must not change the shape of the database.

    `BadInput` if the database does not answer, or is not in the shape of this version.
    """
    set_up()
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise _silent(error) from error
    if behind:
        raise BadInput.of(
            "PARINDEX_DATABASE_URL",
            "cơ sở dữ liệu chưa có, hoặc chưa theo cấu trúc của phiên bản này",
            "Hãy dùng đúng phiên bản đang chạy trang, hoặc chạy «parindex web» một lần để nâng cấp",
        )


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
        raise _silent(error) from error
    call_command("createcachetable", verbosity=0)
    take_statistics()
    call_command("collectstatic", interactive=False, verbosity=0)


def _silent(error: OperationalError) -> BadInput:
    return BadInput.of(
        "PARINDEX_DATABASE_URL",
        f"cơ sở dữ liệu không trả lời ({str(error).splitlines()[0]})",
        "Hãy kiểm tra địa chỉ, tài khoản và máy chủ cơ sở dữ liệu",
    )
