"""A version of the lake: which files hold which kind, and which of their rows have been replaced."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from parindex.engine.records.segments import Segment, segment_files
from parindex.engine.values.problems import BadInput

FORMAT = 2


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file: its path inside the lake, its rows, and the span of days they cover.

    `deleted` counts the rows that a delete file masks, `simulated` the made-up rows.
    """

    path: str
    rows: int
    simulated: int
    first: str | None
    last: str | None
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class KindFiles:
    """The files of one kind in one version.

    `deletes` name the Parquet files that mask rows by file and row number, `index` the segments
    that find a row by its key. `quarantine` and `cleared` hold faults and the ids struck out of them
    (`standing.py`); `quarantined` counts the faults that stand by rule.
    """

    schema: str
    files: tuple[DataFile, ...] = ()
    deletes: tuple[str, ...] = ()
    index: tuple[Segment, ...] = ()
    quarantine: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    quarantined: Mapping[str, int] = field(default_factory=dict)
    quarantined_rows: int = 0
    batches: int = 0

    @property
    def rows(self) -> int:
        return sum(file.rows - file.deleted for file in self.files)

    @property
    def simulated(self) -> int:
        """Made-up rows, those masked since included."""
        return sum(file.simulated for file in self.files)

    @property
    def first(self) -> date | None:
        days = [file.first for file in self.files if file.first]
        return date.fromisoformat(min(days)) if days else None

    @property
    def last(self) -> date | None:
        days = [file.last for file in self.files if file.last]
        return date.fromisoformat(max(days)) if days else None

    def paths(self) -> Iterator[str]:
        """Every file inside the lake that this version of the kind needs."""
        yield from (file.path for file in self.files)
        yield from self.deletes
        yield from self.quarantine
        yield from self.cleared
        for segment in self.index:
            yield from segment_files(segment)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a reader needs to read one version.

    `made_by` is the fingerprint of the change that made it, so that the same changes in the same
    order give the same version.
    """

    number: int = 0
    parent: str = ""
    made_by: str = ""
    kinds: Mapping[str, KindFiles] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Number and content hash."""
        if not self.number:
            return ""
        content = json.dumps([self.parent, self.made_by, sorted(self.row_counts.items())])
        return f"{self.number:06d}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"

    @property
    def row_counts(self) -> dict[str, int]:
        return {name: files.rows for name, files in self.kinds.items()}

    def of(self, kind: str) -> KindFiles:
        """The files of a kind; none if nothing was ever imported."""
        return self.kinds.get(kind, KindFiles(""))

    def files_of(self, kind: str) -> tuple[DataFile, ...]:
        """The data files of a kind."""
        return self.of(kind).files

    def paths(self) -> Iterator[str]:
        """Every file inside the lake that this version needs."""
        for files in self.kinds.values():
            yield from files.paths()

    def followed_by(self, made_by: str, kinds: Mapping[str, KindFiles]) -> Manifest:
        """The next version, in which some kinds have other files; kinds without a batch are gone."""
        following = {**self.kinds, **kinds}
        kept = {name: files for name, files in following.items() if files.batches}
        return Manifest(self.number + 1, self.version, made_by, kept)

    def to_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; `BadInput` if it is missing or not one of ours."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise BadInput.of(
                path,
                f"kho dữ liệu thuộc định dạng {data['format']}, phần mềm này đọc định dạng {FORMAT}",
                "Hãy dùng phiên bản phần mềm đã tạo ra kho",
            )
        return _manifest(data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput.of(
            path,
            "tệp mô tả phiên bản của kho dữ liệu bị thiếu hoặc hỏng",
            "Hãy khôi phục kho từ bản sao lưu, hoặc nạp lại vào một thư mục mới",
        ) from error


def _manifest(data: Mapping[str, Any]) -> Manifest:
    kinds = {name: _kind_files(told) for name, told in data["kinds"].items()}
    return Manifest(data["number"], data["parent"], data["made_by"], kinds)


def _kind_files(told: Mapping[str, Any]) -> KindFiles:
    return KindFiles(
        schema=told["schema"],
        files=tuple(DataFile(**file) for file in told["files"]),
        deletes=tuple(told["deletes"]),
        index=tuple(Segment(each["path"], tuple(each["files"])) for each in told["index"]),
        quarantine=tuple(told["quarantine"]),
        cleared=tuple(told["cleared"]),
        quarantined=dict(told["quarantined"]),
        quarantined_rows=told["quarantined_rows"],
        batches=told["batches"],
    )
