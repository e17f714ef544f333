"""`python -m tests.apps.on_postgresql …`: the tests of the apps on a PostgreSQL server of their own.

Further arguments go to pytest. Without the server's programs it says how to install them and ends
well, or fails where PARINDEX_REQUIRE_ALL=1 asks for everything.
"""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import quote

from tests.engine.records.sources.postgres import IN_ADDRESS, running_server
from tests.parts import POSTGRESQL


def main() -> int:
    if not POSTGRESQL.path:
        print(f"Bỏ qua kiểm thử trên PostgreSQL: cần {POSTGRESQL.install}")  # noqa: T201
        return int(os.environ.get("PARINDEX_REQUIRE_ALL") == "1")
    with running_server() as server:
        address = f"postgresql://tester:{IN_ADDRESS}@{server}/{quote('postgres')}"
        environment = {**os.environ, "PARINDEX_TEST_DATABASE_URL": address}
        command = [sys.executable, "-m", "pytest", "tests/apps", *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
