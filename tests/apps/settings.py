"""The site's settings for tests: a folder of their own, quick passwords, either database.

`PARINDEX_TEST_DATABASE_URL` names the database; without it, an SQLite file as in the product.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Of this process alone: what is cleared away there must not be another's.
_folder = Path(tempfile.mkdtemp(prefix="parindex-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["PARINDEX_HOME"] = str(_folder)
os.environ["PARINDEX_SECRET_KEY"] = "of tests alone"  # noqa: S105
os.environ["PARINDEX_DATABASE_URL"] = os.environ.get("PARINDEX_TEST_DATABASE_URL", "")

from parindex.site.settings import *  # noqa: E402, F403 - after the environment
from parindex.site.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
PARINDEX_JOBS_AT_ONCE = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, since a database in memory knows neither WAL nor two connections.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
