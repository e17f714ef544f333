"""Start one command, wait for it, and write what the system counted for it to a file.

    python -I -S launcher.py REPORT COMMAND [ARGUMENT …]

Linux counts the memory of the process that starts another one into the peak of the started one,
whoever that is: a test runner of 500 MB would hand its 500 MB on. So between the two stands this
process, which loads next to nothing. The report is one line of JSON: `wall` and `cpu` in seconds,
`peak` in bytes, `code` as a shell would see it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main(report: str, command: list[str]) -> None:
    begun = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    counted = {
        "wall": time.perf_counter() - begun,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * 1024,
        "code": os.waitstatus_to_exitcode(status),
    }
    Path(report).write_text(json.dumps(counted), encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
