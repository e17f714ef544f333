"""What cannot lie in a repository: huge files, and states of files, stores and servers.

Each builder bears the name of the fault it makes, as the files beside `expected.yaml` do.
"""

from __future__ import annotations

import fcntl
import gzip
import os
import re
import shutil
import socket
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from parindex.cli.screens import store as screens
from tests.engine.records.sources.postgres import running_server
from tests.parts import POSTGRESQL
from tests.records.kit import HERE, Scene

MEGABYTE = 1024 * 1024
GIGABYTE = 1024 * MEGABYTE
NOBODY = 65534
HEADER = b"dossier_code,procedure_code,unit_code,received_at\n"
ROW = b"HS-1,TT-1,X1,2023-03-01\n"
GOOD = HERE / "should_pass" / "no-line-end-at-the-end.csv"

BUILDERS: dict[str, Callable[[Scene], None]] = {}


def built(name: str) -> Callable[[Callable[[Scene], None]], Callable[[Scene], None]]:
    def register(builder: Callable[[Scene], None]) -> Callable[[Scene], None]:
        BUILDERS[name] = builder
        return builder

    return register


def hand_over(scene: Scene, name: str, content: bytes) -> Path:
    path = scene.folder / name
    path.write_bytes(content)
    scene.given = [path]
    return path


@built("one-line-of-1-gb.csv")
def one_line_of_1_gb(scene: Scene) -> None:
    # Sparse: it takes no room on the disk, and nobody gets to read as far as the hole.
    path = hand_over(scene, "one-line-of-1-gb.csv", b"x" * MEGABYTE)
    os.truncate(path, GIGABYTE)


@built("row-of-100-mb-below-the-header.csv")
def row_of_100_mb_below_the_header(scene: Scene) -> None:
    name = "row-of-100-mb-below-the-header.csv"
    path = hand_over(scene, name, HEADER + ROW + b"HS-2,TT-1,X1,")
    with path.open("ab") as file:
        for _ in range(100):
            file.write(b"x" * MEGABYTE)
        file.write(b"\n" + ROW.replace(b"HS-1", b"HS-3"))


@built("quote-that-swallows-a-large-file.csv")
def quote_that_swallows_a_large_file(scene: Scene) -> None:
    rows = b"".join(b"HS-%d,TT-1,X1,2023-03-01\n" % number for number in range(100, 600_000))
    hand_over(
        scene, "quote-that-swallows-a-large-file.csv", HEADER + ROW + b'HS-2,"TT-1,X1,\n' + rows
    )


@built("fifty-megabytes-of-another-table.csv")
def fifty_megabytes_of_another_table(scene: Scene) -> None:
    line = b"cau hinh,gia tri,ghi chu\n"
    hand_over(scene, "fifty-megabytes-of-another-table.csv", line * (50 * MEGABYTE // len(line)))


@built("a-gigabyte-of-zeros.csv")
def a_gigabyte_of_zeros(scene: Scene) -> None:
    os.truncate(hand_over(scene, "a-gigabyte-of-zeros.csv", b"\0"), GIGABYTE)


@built("bomb.csv.gz")
def gzip_bomb(scene: Scene) -> None:
    content = gzip.compress(HEADER, mtime=0) + gzip.compress(bytes(MEGABYTE), mtime=0) * 300
    hand_over(scene, "bomb.csv.gz", content)


@built("bomb.xlsx")
def workbook_bomb(scene: Scene) -> None:
    """A gigabyte and a half of blanks; one packed megabyte repeated, for packing all takes long."""
    path = scene.folder / "bomb.xlsx"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    part = "xl/worksheets/sheet2.xml"
    with zipfile.ZipFile(path, "w") as bomb:
        with zipfile.ZipFile(HERE / "should_fail" / "no-rows.xlsx") as book:
            for name in book.namelist():
                bomb.writestr(name, book.read(name))
        bomb.writestr(part, piece * 1536 + packer.flush())
        entry = bomb.getinfo(part)
        entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, 1536 * MEGABYTE
    scene.given = [path]


@built("broken-link.csv")
def broken_link(scene: Scene) -> None:
    path = scene.folder / "broken-link.csv"
    path.symlink_to("khong-con-o-day.csv")
    scene.given = [path]


@built("no-permission.csv")
def no_permission(scene: Scene) -> None:
    scene.folder = Path(scene.closing.enter_context(TemporaryDirectory()))
    scene.folder.chmod(0o755)
    hand_over(scene, "no-permission.csv", HEADER + ROW).chmod(0)
    if os.getuid() == 0:
        scene.during = as_nobody


@contextmanager
def as_nobody() -> Iterator[None]:
    """The superuser may read anything, so be somebody else."""
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@built("pipe.csv")
def pipe(scene: Scene) -> None:
    os.mkfifo(scene.folder / "pipe.csv")
    scene.given = [scene.folder / "pipe.csv"]


@dataclass
class AtStep:
    """Watches an import, and acts in the place of the step whose name begins so."""

    begins: str
    act: Callable[[], object]

    def step(self, says: str, rows: int | None = None) -> None:
        if says.startswith(self.begins):
            self.act()

    def done(self, rows: int) -> None:
        pass


def at_step(begins: str, act: Callable[[], object]) -> AbstractContextManager[object]:
    watcher = AtStep(begins, act)
    return patch.object(screens, "steps", lambda _: nullcontext(watcher))


@built("file-that-vanishes.csv")
def file_that_vanishes(scene: Scene) -> None:
    path = hand_over(scene, "file-that-vanishes.csv", HEADER + ROW)
    scene.during = partial(at_step, "Đọc", path.unlink)


@built("file-that-is-cut-meanwhile.csv")
def file_that_is_cut_meanwhile(scene: Scene) -> None:
    rows = b"".join(b"HS-%d,TT-1,X9,2023-03-01\n" % number for number in range(1_000))
    path = hand_over(scene, "file-that-is-cut-meanwhile.csv", HEADER + rows)
    scene.during = partial(at_step, "Kiểm tra và ghi", lambda: os.truncate(path, 10_006))


@built("file-that-grows-meanwhile.csv")
def file_that_grows_meanwhile(scene: Scene) -> None:
    path = hand_over(scene, "file-that-grows-meanwhile.csv", HEADER + ROW)

    def grow() -> None:
        with path.open("ab") as file:
            file.write(ROW.replace(b"HS-1", b"HS-2"))

    scene.during = partial(at_step, "Xét kỹ", grow)


@built("file-that-is-written-over-meanwhile.csv")
def file_that_is_written_over_meanwhile(scene: Scene) -> None:
    path = hand_over(scene, "file-that-is-written-over-meanwhile.csv", HEADER + ROW)
    # The last moment at which anything is read.
    scene.during = partial(at_step, "Xét kỹ", lambda: path.write_bytes(HEADER + ROW))


@built("store-that-is-a-file")
def store_that_is_a_file(scene: Scene) -> None:
    shutil.rmtree(scene.store)
    scene.store.write_text("Không phải kho.\n", encoding="utf-8")
    scene.given = [GOOD]


@built("store-that-is-another-folder")
def store_that_is_another_folder(scene: Scene) -> None:
    shutil.rmtree(scene.store)
    scene.store.mkdir()
    (scene.store / "bao-cao.txt").write_text("Không phải kho.\n", encoding="utf-8")
    scene.given = [GOOD]


@built("store-below-a-file")
def store_below_a_file(scene: Scene) -> None:
    shutil.rmtree(scene.store)
    scene.store.write_text("Không phải thư mục.\n", encoding="utf-8")
    scene.store = scene.store / "kho"
    scene.given = [GOOD]


@built("store-of-a-later-product")
def store_of_a_later_product(scene: Scene) -> None:
    (manifest,) = (scene.store / "versions").glob("*.json")
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(re.sub(r'"format": \d+', '"format": 99', text), encoding="utf-8")
    scene.placeholders["manifest"] = manifest
    scene.given = [GOOD]


@built("store-with-a-damaged-pointer")
def store_with_a_damaged_pointer(scene: Scene) -> None:
    (scene.store / "CURRENT").write_text("000009-ffffffff\n", encoding="utf-8")
    scene.given = [GOOD]


@built("store-without-units")
def store_without_units(scene: Scene) -> None:
    shutil.rmtree(scene.store)
    scene.given = [GOOD]


@built("two-imports-at-once")
def two_imports_at_once(scene: Scene) -> None:
    scene.during = partial(held, scene.store / "parindex.lock")
    scene.given = [GOOD]


@contextmanager
def held(lock: Path) -> Iterator[None]:
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@built("database-unreachable")
def database_unreachable(scene: Scene) -> None:
    # Bound, so that nobody else listens there.
    bound = scene.closing.enter_context(socket.socket())
    bound.bind(("127.0.0.1", 0))
    scene.given = [f"postgresql://ai-do:mat-khau@127.0.0.1:{bound.getsockname()[1]}/hoso"]


@built("database-wrong-password")
def database_wrong_password(scene: Scene) -> None:
    server = scene.closing.enter_context(running_server())
    scene.given = [f"postgresql://tester:sai-roi@{server}/postgres"]


NEEDS = {"database-wrong-password": POSTGRESQL}
"""Parts of the machine without which a builder cannot work."""
