"""Who looked at which records behind a number: one line of JSON for each look, in the store itself."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from parindex.engine.values.problems import BadInput

LOG = Path("logs", "drilldown.jsonl")
"""Where the log stands in a store."""

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def log_access(store: Path, who: str, entry: Mapping[str, object]) -> None:
    """Append a line with the time, the person and the entry; `BadInput` if it cannot be kept.

    Lines of processes that write at once follow each other and never mix.
    """
    at = datetime.now(_VIETNAM).isoformat(timespec="seconds")
    line = json.dumps({"at": at, "who": who, **entry}, ensure_ascii=False) + "\n"
    path = store / LOG
    try:
        path.parent.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            # A long line may take several writes, so the file is held until the last of them.
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            left = line.encode()
            while left:
                left = left[os.write(descriptor, left) :]
        finally:
            os.close(descriptor)
    except OSError as error:
        raise BadInput.of(
            path,
            "không ghi được nhật ký tra cứu nên không mở danh sách hồ sơ",
            "Hãy kiểm tra quyền ghi và dung lượng đĩa của kho",
        ) from error
