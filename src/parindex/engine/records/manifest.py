"""A version of the lake: which files hold which kind, and which batches brought them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from parindex.engine.values.problems import BadInput

FORMAT = 1


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file: its path inside the lake, its rows, and the span of days they cover."""

    path: str
    rows: int
    simulated: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: what came in and what became of it."""

    id: str
    kind: str
    at: str
    files: tuple[tuple[str, str], ...]
    added: int
    replaced: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class KindFiles:
    """The files of one kind in one version; `quarantined` counts faults by rule."""

    schema: str
    files: tuple[DataFile, ...] = ()
    quarantine: tuple[str, ...] = ()
    quarantined: Mapping[str, int] = field(default_factory=dict)
    quarantined_rows: int = 0

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.files)

    @property
    def simulated(self) -> int:
        return sum(file.simulated for file in self.files)

    @property
    def first(self) -> date | None:
        days = [file.first for file in self.files if file.first]
        return date.fromisoformat(min(days)) if days else None

    @property
    def last(self) -> date | None:
        days = [file.last for file in self.files if file.last]
        return date.fromisoformat(max(days)) if days else None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a reader needs to read one version, and the batches that led to it."""

    number: int = 0
    parent: str = ""
    kinds: Mapping[str, KindFiles] = field(default_factory=dict)
    batches: tuple[Batch, ...] = ()

    @property
    def version(self) -> str:
        """Number and content hash: the same imports in the same order give the same version."""
        if not self.number:
            return ""
        history = [(batch.kind, [sha for _, sha in batch.files]) for batch in self.batches]
        content = json.dumps([self.parent, history, sorted(self.row_counts.items())])
        return f"{self.number:06d}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"

    @property
    def row_counts(self) -> dict[str, int]:
        return {name: files.rows for name, files in self.kinds.items()}

    def files_of(self, kind: str) -> tuple[DataFile, ...]:
        """The data files of a kind; none if nothing was ever imported."""
        return self.kinds[kind].files if kind in self.kinds else ()

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
    batches = tuple(
        Batch(**{**told, "files": tuple((name, sha) for name, sha in told["files"])})
        for told in data["batches"]
    )
    return Manifest(data["number"], data["parent"], kinds, batches)


def _kind_files(told: Mapping[str, Any]) -> KindFiles:
    return KindFiles(
        schema=told["schema"],
        files=tuple(DataFile(**file) for file in told["files"]),
        quarantine=tuple(told["quarantine"]),
        quarantined=dict(told["quarantined"]),
        quarantined_rows=told["quarantined_rows"],
    )
