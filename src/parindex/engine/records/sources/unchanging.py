"""Whether the files handed over are still what they were when their reading began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from parindex.engine.records.sources.model import FileState, Source
from parindex.engine.values.problems import BadInput, Problem


def state_of(path: Path) -> FileState:
    """The size and the time of the last change of a file."""
    told = path.stat()
    return FileState(told.st_size, told.st_mtime_ns)


def refuse_changed(sources: Sequence[Source]) -> None:
    """Raise `BadInput` for every source whose file has changed, or gone, since it was first looked at.

    What was read of such a file is partly the old one and partly the new one.
    """
    problems = [problem for each in sources for problem in _problems(each)]
    if problems:
        raise BadInput(*problems)


@contextmanager
def watched_for_changes(sources: Sequence[Source]) -> Iterator[None]:
    """What fails inside because a file changed under it is told as that."""
    try:
        yield
    except Exception:
        refuse_changed(sources)
        raise


def _problems(source: Source) -> Iterator[Problem]:
    before = source.state
    if before is None:
        return
    try:
        now = state_of(source.path)
    except OSError:
        # Whoever was reading it tells what became of it; what was read whole is as good as before.
        return
    if now != before:
        what = (
            f"từ {before.size} byte thành {now.size} byte"
            if now.size != before.size
            else "cùng dung lượng, khác thời điểm ghi"
        )
        yield Problem(
            str(source.path),
            f"tệp thay đổi trong khi đang được nạp ({what})",
            "Hãy đợi hệ thống nguồn ghi xong tệp rồi nạp lại; kho giữ nguyên như trước",
        )
