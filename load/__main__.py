"""`python -m load`: measure the site under load and write the page; see load/README.md."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.machine import commit, machine
from bench.measuring import ROOT
from tests.engine.records.sources.postgres import IN_ADDRESS, running_server

from load import running
from load.made import PASSWORD, commune, username
from load.page import Load, as_data, page, pages_of

ROUND = "/dot-danh-gia/lon/"
ITEMS_EDITED = 4
PAGES = (
    ("Việc của tôi", "/"),
    ("Các đợt", "/dot-danh-gia/"),
    ("Đợt: danh sách đơn vị", ROUND),
    ("Đợt: tìm và sắp xếp", f"{ROUND}?tim=xa+1&sap-xep=-diem"),
    ("Bản tự đánh giá", f"{ROUND}{{unit}}/"),
    ("Mục đánh giá", f"{ROUND}{{unit}}/muc/lon/1.1/"),
    ("Kho minh chứng", "/minh-chung/"),
    ("Danh mục đơn vị", "/don-vi/"),
    ("Trang của đơn vị", "/don-vi/{unit}/"),
)
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def main() -> None:
    told = _arguments()
    if not running.CLIENT.exists():
        sys.exit("Chưa có môi trường của bộ tạo tải: hãy chạy «make .venv-load/.load».")
    loads = [_measure(each, told) for each in told.database]
    causes = tomllib.loads((ROOT / "load" / "causes.toml").read_text(encoding="utf-8"))
    readme = os.path.relpath(ROOT / "load" / "README.md", told.page.resolve().parent)
    told.page.write_text(page(loads, machine(), causes, readme), encoding="utf-8")
    print(
        json.dumps({each.database: as_data(each) for each in loads}, ensure_ascii=False, indent=1)
    )


def _measure(database: str, told: argparse.Namespace) -> Load:
    size = {"units": told.units, "components": told.components, "people": told.people}
    today = f"{datetime.now().astimezone():%d/%m/%Y}"
    load = Load(DATABASES[database], size, told.rate, told.seconds, today, commit())
    with TemporaryDirectory(prefix="parindex-load-") as name:
        folder = Path(name)
        with _site(database, folder / "site", told.folder, size) as (home, address):
            with running.serving(home, address) as host:
                _say(f"{load.database}: xem trang")
                result = running.people(folder, _order(host, told, size, saves=0))
                load.pages = pages_of(result["answers"], [each for each, _ in PAGES])
                _say(f"{load.database}: cùng ghi")
                result = running.people(folder, _order(host, told, size, saves=told.saves))
                load.saving = pages_of(result["answers"], [load.saving.name])[0]
                load.statuses = Counter(str(each["status"]) for each in result["saves"])
            load.history = running.history(home, address, folder / "result.json")
    return load


@contextmanager
def _site(
    database: str, home: Path, cache: Path, size: dict[str, int]
) -> Iterator[tuple[Path, str]]:
    """A made-up site of its own: its folder and the address of its database."""
    _say(f"{DATABASES[database]}: chuẩn bị dữ liệu mô phỏng")
    if database == "sqlite":
        cache.mkdir(parents=True, exist_ok=True)
        shutil.copytree(running.made(cache, size), home)
        yield home, ""
        return
    with running_server() as server:
        address = f"postgresql://tester:{IN_ADDRESS}@{server}/postgres"
        running.make(home, address, size)
        yield home, address


def _order(
    host: str, told: argparse.Namespace, size: dict[str, int], *, saves: int
) -> dict[str, Any]:
    return {
        "host": host,
        "password": PASSWORD,
        "people": [_person(number, size) for number in range(size["people"])],
        "pages": PAGES,
        "rate": told.rate,
        "seconds": told.seconds,
        "saves": saves,
    }


def _person(number: int, size: dict[str, int]) -> dict[str, Any]:
    unit = commune(number, size["units"])
    codes = range(1, min(ITEMS_EDITED, size["components"]) + 1)
    items = [f"{ROUND}{unit}/muc/lon/1.{code}/" for code in codes]
    return {"name": username(number), "unit": unit, "items": items}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="load", description="Đo tải trang web, ghi trang kết quả."
    )
    parser.add_argument("--database", nargs="+", choices=DATABASES, default=["sqlite"])
    parser.add_argument("--units", type=int, default=3000, help="số đơn vị trong đợt")
    parser.add_argument("--components", type=int, default=90, help="số tiêu chí thành phần")
    parser.add_argument("--people", type=int, default=50, help="số người đăng nhập")
    parser.add_argument("--rate", type=float, default=20, help="số yêu cầu mỗi giây")
    parser.add_argument("--seconds", type=float, default=60, help="xem trang bao lâu")
    parser.add_argument("--saves", type=int, default=20, help="mỗi người ghi bao nhiêu lần")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "var" / "load", help="nơi giữ dữ liệu"
    )
    parser.add_argument(
        "--page", type=Path, default=ROOT / "docs" / "load.md", help="trang kết quả"
    )
    return parser.parse_args()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except running.Failed as error:
        sys.exit(str(error))
