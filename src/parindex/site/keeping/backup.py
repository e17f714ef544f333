"""Make a backup while the site runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from django.conf import settings
from django.db import connection
from django.utils import timezone

from parindex import __version__
from parindex.apps.files.checking import Content, contents
from parindex.engine.reading.files import exists, written_aside
from parindex.engine.values.problems import BadInput
from parindex.site.keeping import rows
from parindex.site.keeping.archive import Manifest, Writer
from parindex.site.keeping.files import FILES, add_files, add_lake
from parindex.site.keeping.snapshot import one_moment

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds: rows, files, the version of the store, and names of files that were gone."""

    rows: int
    files: int
    lake: str
    gone: tuple[str, ...]


def backup(path: Path, say: Say) -> Kept:
    """Write everything to a new file at `path`, whole or not at all; `say` hears what is being done.

    The database stands still for the backup alone: others go on writing, and what they write after
    the first moment is not in it. Writers of the store of records wait.
    """
    if exists(path):
        raise BadInput.of(
            path, "đã có tệp này", "Hãy chọn tên khác; bản sao lưu cũ được giữ nguyên"
        )
    if not path.parent.is_dir():
        raise BadInput.of(path, "không có thư mục này", "Hãy tạo thư mục trước")
    with (
        written_aside(path, durable=True, mode=0o600) as aside,
        ZipFile(aside, "w", allowZip64=True) as archive,
    ):
        writer = Writer(archive, _manifest())
        say("Cơ sở dữ liệu")
        counted_on = _add_rows(writer)
        say("Tệp")
        files = add_files(writer)
        say("Kho hồ sơ")
        writer.manifest.lake = add_lake(writer, settings.RECORDS_STORE)
        writer.close()
    members = writer.manifest.members
    missing = tuple(each.name for each in counted_on if f"{FILES}/{each.place}" not in members)
    return Kept(sum(writer.manifest.tables.values()), files, writer.manifest.lake, missing)


def _manifest() -> Manifest:
    return Manifest(
        version=__version__,
        made_at=timezone.localtime().isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations={},
    )


def _add_rows(writer: Writer) -> list[Content]:
    """All rows as of one moment; returns the contents that they count on."""
    manifest = writer.manifest
    with one_moment():
        manifest.migrations = rows.migrations()
        manifest.chains = rows.chain_heads()
        for model in rows.models():
            label = model._meta.label
            lines = _Counted(rows.dump(model))
            writer.add(f"database/{label}.jsonl", lines, packed=False)
            manifest.tables[label] = lines.count
        return contents()


class _Counted:
    """Lines, counted as they go by."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self.count = lines, 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self.count += 1
            yield line
