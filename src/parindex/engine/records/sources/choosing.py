"""The files that a person means: named one by one, by a pattern, or by their folder."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from pathlib import Path

from parindex.engine.values.problems import BadInput, Problem

ENDINGS = (".csv", ".tsv", ".txt", ".gz", ".xlsx", ".xlsm", ".xls", ".parquet")
"""Of the files in a folder, those that are taken."""


def chosen(given: Sequence[Path | str]) -> list[Path]:
    """The files meant, in the order given, each once; `BadInput` says what matches nothing.

    A folder stands for the files of known endings in it, sorted by name, without its sub-folders.
    A text that names no file but holds `*`, `?` or `[…]` is a pattern.
    """
    if not given:
        raise BadInput.of("danh sách tệp", "chưa có tệp nào", "Hãy chỉ ít nhất một tệp")
    problems: list[Problem] = []
    found: dict[Path, Path] = {}
    for item in given:
        path = Path(item)
        files = _meant(path)
        if not files:
            problems.append(_nothing(path))
        for file in files:
            found.setdefault(file.resolve(), file)
    if problems:
        raise BadInput(*problems)
    return list(found.values())


def _meant(path: Path) -> list[Path]:
    if path.is_dir():
        return _known(path.iterdir())
    if path.exists():
        return [path]
    if glob.has_magic(str(path)):
        return _known(map(Path, glob.glob(str(path), recursive=True)), all_endings=True)  # noqa: PTH207 - a pattern with its folder
    return []


def _known(entries: Iterable[Path], *, all_endings: bool = False) -> list[Path]:
    return sorted(
        entry
        for entry in entries
        if entry.is_file()
        and not entry.name.startswith((".", "~$"))
        and (all_endings or entry.suffix.lower() in ENDINGS)
    )


def _nothing(path: Path) -> Problem:
    if path.is_dir():
        return Problem(
            str(path),
            f"thư mục không có tệp nào thuộc các loại {', '.join(ENDINGS)}",
            "Hãy chỉ đúng thư mục chứa tệp đã xuất (thư mục con không được đọc)",
        )
    if glob.has_magic(str(path)):
        return Problem(str(path), "không có tệp nào khớp với mẫu này", "Hãy kiểm tra lại mẫu")
    return Problem(str(path), "không tìm thấy tệp", "Hãy kiểm tra lại đường dẫn và tên tệp")
