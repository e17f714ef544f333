"""Files that cannot be used, given to every command that takes one, through the entry point.

Each is refused with exit status 2 and one Vietnamese sentence that names the file, says what is
wrong and what to do; a traceback would fail the test by itself, and so would anything left behind.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Store
from tests.cli.kit import DECLARED, PLAN, RECORDS, done, listing, parindex, refused, table

MEGABYTE = 1024 * 1024
ENTRY = "from parindex.cli.main import main; main()"
VIETNAMESE = re.compile(r"[à-ỹđ]", re.IGNORECASE)


@dataclass(frozen=True)
class Door:
    """One way in for a file: the call with the file in its place, and the endings it takes."""

    suffix: str
    arguments: Callable[[Path, Path], tuple[object, ...]]


# Each: the file, and a folder for whatever the call would write.
DOORS = {
    "plan read": Door(".txt", lambda file, _: ("plan", "read", file)),
    "plan read --json": Door(".txt", lambda file, _: ("plan", "read", file, "--json")),
    "plan read (Word)": Door(".docx", lambda file, _: ("plan", "read", file)),
    "criteria show": Door(".yaml", lambda file, _: ("criteria", "show", file)),
    "criteria check": Door(".yaml", lambda file, _: ("criteria", "check", file)),
    "criteria check --json": Door(".yaml", lambda file, _: ("criteria", "check", file, "--json")),
    "records import": Door(
        ".csv", lambda file, out: ("records", "import", "units", file, "--store", out / "kho")
    ),
    "records import --map": Door(
        ".yaml",
        lambda file, out: (
            *("records", "import", "units", out.parent / "units.csv"),
            *("--store", out / "kho", "--map", file),
        ),
    ),
    "records map": Door(
        ".csv", lambda file, out: ("records", "map", file, "--out", out / "bang.yaml")
    ),
    "score --criteria": Door(
        ".yaml",
        lambda file, out: (
            *("score", "--criteria", file, "--inputs", DECLARED),
            *("--report", out / "bao-cao"),
        ),
    ),
    "score --inputs": Door(
        ".yaml",
        lambda file, out: (
            *("score", "--criteria", "kh-839-2023", "--inputs", file),
            *("--report", out / "bao-cao"),
        ),
    ),
    "score --plan": Door(
        ".txt",
        lambda file, out: (
            *("score", "--criteria", "kh-839-2023", "--inputs", DECLARED),
            *("--report", out / "bao-cao", "--plan", file),
        ),
    ),
}

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00" * 40


def absent(path: Path) -> Path:
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def empty(path: Path) -> Path:
    path.touch()
    return path


def binary(path: Path) -> Path:
    path.write_bytes(PNG)
    return path


def fifty_megabytes(path: Path) -> Path:
    return large(b"lorem ipsum\n", path)


def one_long_line(path: Path) -> Path:
    return large(b"junk", path)


def large(line: bytes, path: Path) -> Path:
    """A file of 50 MB; made once and linked, for the writing takes longer than all the refusals."""
    file = path.parents[1] / f"large-{len(line)}"
    if not file.exists():
        file.write_bytes(line * (50 * MEGABYTE // len(line)))
    path.hardlink_to(file)
    return path


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def too_long_a_name(path: Path) -> Path:
    return path.with_name("a" * 300 + path.suffix)


def below_a_file(path: Path) -> Path:
    path.write_text("x", encoding="utf-8")
    return path / "b.yaml"


FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (absent, "không tìm thấy tệp"),
    "directory": (folder, "đây là thư mục, không phải tệp|thư mục không có tệp nào"),
    "empty": (empty, "tệp rỗng"),
    "binary": (
        binary,
        r"tệp nhị phân|không phải văn bản UTF-8|không phải tệp Word",
    ),
    "50 MB of text": (fifty_megabytes, "vượt giới hạn|thiếu cột bắt buộc|không giống loại hồ sơ"),
    "50 MB in one line": (one_long_line, "vượt giới hạn|dòng đầu tiên dài bất thường"),
    "named pipe": (pipe, "không đọc được tệp"),
    "name too long": (too_long_a_name, "không đọc được tệp|tên tệp hoặc thư mục quá dài"),
    "below a file": (below_a_file, "không tìm thấy tệp"),
}


@pytest.fixture(scope="module", autouse=True)
def _no_large_files_stay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    yield
    for path in tmp_path_factory.getbasetemp().rglob("*"):
        if path.is_file() and path.stat().st_size > 10 * MEGABYTE:
            path.unlink()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder for what goes in, beside one for what would come out; some calls need units."""
    table(tmp_path / "units.csv", RECORDS["units"])
    (tmp_path / "ra").mkdir()
    return tmp_path


def refuse_one(door: Door, file: Path, place: Path, sentence: str) -> None:
    (told,) = refused(*door.arguments(file, place / "ra"))
    assert told.startswith(str(file)), told
    assert re.search(sentence, told), told
    assert VIETNAMESE.search(told)
    assert re.search(r"\. (?:Hãy|Có phải) .*\.$", told), told
    assert listing(place / "ra") == {}


@pytest.mark.parametrize("fault", FILES)
@pytest.mark.parametrize("name", DOORS)
def test_a_file_that_cannot_be_used(place: Path, name: str, fault: str) -> None:
    door = DOORS[name]
    make, sentence = FILES[fault]
    refuse_one(door, make(place / f"tep{door.suffix}"), place, sentence)


YAML_DOORS = [name for name, door in DOORS.items() if door.suffix == ".yaml"]

ALIAS_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(8)
)

YAML_FILES = {
    "alias bomb": (ALIAS_BOMB, r", dòng 2: tệp dùng bí danh YAML \(\*\)"),
    "merge key": ("a: &a {x: 1}\nb: {<<: *a}\n", ", dòng 2: tệp dùng bí danh YAML"),
    "no YAML": ("id: [1, 2\ntitle: x\n", "không đúng cú pháp YAML"),
    "tab as indent": ("id:\n\t- 1\n", ", dòng 2: tệp không đúng cú pháp YAML"),
    "two documents": ("id: a\n---\nid: b\n", "không đúng cú pháp YAML"),
    "too deep": ("[" * 200 + "]" * 200, "không đúng cú pháp YAML"),
    "a control character": ("id: a\x07b\n", "không đúng cú pháp YAML"),
}


@pytest.mark.parametrize("fault", YAML_FILES)
@pytest.mark.parametrize("name", YAML_DOORS)
def test_yaml_that_cannot_be_used(place: Path, name: str, fault: str) -> None:
    text, sentence = YAML_FILES[fault]
    file = place / "tep.yaml"
    file.write_text(text, encoding="utf-8")
    refuse_one(DOORS[name], file, place, sentence)


@pytest.mark.parametrize("name", YAML_DOORS)
def test_yaml_in_another_encoding(place: Path, name: str) -> None:
    file = place / "tep.yaml"
    file.write_bytes("title: Đơn vị\n".encode("utf-16"))
    refuse_one(DOORS[name], file, place, "không phải văn bản UTF-8. Hãy lưu lại tệp YAML")


def word(changes: dict[str, bytes]) -> bytes:
    """A Word document with some of its parts replaced or added."""
    plain, packed = BytesIO(), BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(packed, "w", 8) as target:
        for part in {**dict.fromkeys(source.namelist()), **changes}:
            target.writestr(part, changes.get(part) or source.read(part))
    return packed.getvalue()


WORD_FILES = {
    "no zip": (b"K\xe1\xba\xbf ho\xe1\xba\xa1ch 839", "không phải tệp Word .docx"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "không phải tệp Word .docx"),
    "zip without a document": (None, "không chứa văn bản Word"),
    "zip bomb": ({"word/media/a.png": b"\0" * (101 * MEGABYTE)}, "nén bất thường"),
    "no words": ({}, "không có chữ nào"),
}


@pytest.mark.parametrize("fault", WORD_FILES)
@pytest.mark.parametrize("name", ["plan read (Word)", "score --plan"])
def test_word_that_cannot_be_used(place: Path, name: str, fault: str) -> None:
    content, sentence = WORD_FILES[fault]
    file = place / "tep.docx"
    if content is None:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("a.txt", "a")
    else:
        file.write_bytes(content if isinstance(content, bytes) else word(content))
    assert file.stat().st_size < MEGABYTE
    refuse_one(DOORS[name], file, place, sentence)


@pytest.mark.parametrize(
    ("suffix", "remedy"),
    [
        (".pdf", "Hãy dùng bản Word gốc"),
        (".doc", "rồi lưu lại dưới dạng .docx"),
        (".xlsx", "Hãy dùng tệp .docx hoặc .txt"),
        ("", r"\.docx hoặc \.txt"),
    ],
)
def test_another_kind_of_file_is_no_plan(place: Path, suffix: str, remedy: str) -> None:
    file = binary(place / f"tep{suffix}")
    refuse_one(DOORS["plan read"], file, place, remedy)


STORES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (absent, "không phải kho dữ liệu"),
    "a file": (binary, "không phải kho dữ liệu"),
    "an empty folder": (folder, "không phải kho dữ liệu"),
    "name too long": (too_long_a_name, "không phải kho dữ liệu"),
}
STORE_CALLS: dict[str, tuple[object, ...]] = {
    "records status": ("records", "status"),
    "facts": ("facts", "--year", 2023),
    "score": ("score", "--criteria", "kh-839-2023", "--year", 2023),
}


@pytest.mark.parametrize("fault", STORES)
@pytest.mark.parametrize("name", STORE_CALLS)
def test_a_store_that_is_none(tmp_path: Path, name: str, fault: str) -> None:
    make, sentence = STORES[fault]
    store = make(tmp_path / "kho")
    before = listing(tmp_path)
    (told,) = refused(*STORE_CALLS[name], "--store", store)
    assert told.startswith(f"{store}: ")
    assert sentence in told
    assert "Hãy" in told
    assert listing(tmp_path) == before


POINTERS = {
    "no text": b"\xff\xfe\x00",
    "empty": b"",
    "an unknown version": b"000009-deadbeef\n",
    "a way out": b"../../CURRENT\n",
}


@pytest.mark.parametrize("fault", POINTERS)
def test_a_store_whose_pointer_is_damaged_loses_nothing(
    store: Store, tmp_path: Path, fault: str
) -> None:
    shutil.copytree(store.path, tmp_path / "kho")
    (tmp_path / "kho" / "CURRENT").write_bytes(POINTERS[fault])
    before = listing(tmp_path)
    calls = [*STORE_CALLS.values(), ("records", "import", "units", store.files["units"])]
    for call in calls:
        (told,) = refused(*call, "--store", tmp_path / "kho")
        assert told.startswith(str(tmp_path / "kho"))
        assert "khôi phục kho từ bản sao lưu" in told
    assert listing(tmp_path) == before


def test_a_store_is_left_as_it_was_by_a_bad_import(store: Store, tmp_path: Path) -> None:
    before = listing(store.path)
    bad = binary(tmp_path / "a.csv")
    good = store.files["dossiers"]
    told = refused("records", "import", "dossiers", bad, good, "--store", store.path)
    assert len(told) == 1
    for kind, what in (("hồ sơ", "không có loại này"), ("tasks", "thiếu cột bắt buộc")):
        (told,) = refused("records", "import", kind, good, "--store", store.path)
        assert what in told
    assert listing(store.path) == before


def test_records_need_units_first(store: Store, tmp_path: Path) -> None:
    (told,) = refused(
        *("records", "import", "dossiers", store.files["dossiers"]),
        *("--store", tmp_path / "kho"),
    )
    assert "Hãy nạp danh mục đơn vị trước" in told
    assert listing(tmp_path) == {}


MAPPINGS = {
    "a date format that is none": ('date_formats: ["%Q"]', "dòng 3: «%Q» không phải dạng ngày"),
    "an empty date format": ('date_formats: [""]', "dòng 3: «» không phải dạng ngày"),
    "a date format without a year": ('date_formats: ["%d/%m"]', "dòng 3: «%d/%m» không phải dạng"),
    "an unknown key": ("colums: {}", "dòng 3: không hiểu khóa «colums»"),
    "a list for constants": ("constants: [a]", "dòng 3: chỗ này phải là một bảng khóa"),
}


@pytest.mark.parametrize("fault", MAPPINGS)
def test_a_mapping_that_cannot_be_used(place: Path, fault: str) -> None:
    line, sentence = MAPPINGS[fault]
    file = place / "bang.yaml"
    columns = "columns: {code: code, name: name, level: level, valid_from: valid_from}"
    file.write_text(f"kind: units\n{columns}\n{line}\n", encoding="utf-8")
    refuse_one(DOORS["records import --map"], file, place, f", {re.escape(sentence)}")


REPORTS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a file": (binary, "không ghi được"),
    "below a file": (below_a_file, "không ghi được"),
    "name too long": (too_long_a_name, "không ghi được"),
}


@pytest.mark.parametrize("fault", REPORTS)
def test_a_place_that_takes_no_report(tmp_path: Path, fault: str) -> None:
    make, sentence = REPORTS[fault]
    target = make(tmp_path / "bao-cao")
    before = listing(tmp_path)
    (told,) = refused(
        *("score", "--criteria", "kh-839-2023", "--inputs", DECLARED),
        *("--report", target, "--plan", PLAN),
    )
    assert told.startswith(f"{target}: {sentence}")
    assert listing(tmp_path) == before


@pytest.mark.parametrize(
    "name", ["bao-cao.docx", "bao-cao.pdf", "bao-cao.xlsx", "lan-cham.json", "bao-cao-002.docx"]
)
def test_reports_are_all_written_or_none(tmp_path: Path, name: str) -> None:
    inputs = DECLARED
    if name == "bao-cao-002.docx":
        inputs = tmp_path / "so-lieu.yaml"
        inputs.write_text("subjects: {A: {}, B: {}}", encoding="utf-8")
    target = tmp_path / "bao-cao"
    # A folder of that name takes no file; an earlier report must stay as it is.
    (target / name).mkdir(parents=True)
    for earlier in {"bao-cao.pdf", "bao-cao-001.pdf"} - {name}:
        (target / earlier).write_bytes(b"cu")
    before = listing(tmp_path)
    (told,) = refused("score", "--criteria", "kh-839-2023", "--inputs", inputs, "--report", target)
    assert told.startswith(str(target))
    assert listing(tmp_path) == before


def test_the_demo_refuses_what_is_no_example_and_what_is_no_folder(tmp_path: Path) -> None:
    (told,) = refused("demo", "--example", tmp_path / "khong-co", "--work", tmp_path / "ra")
    assert told.startswith(f"{tmp_path}/khong-co/ke-hoach-839-KH-VP-2023.txt: không tìm thấy tệp")
    assert listing(tmp_path) == {}
    taken = binary(tmp_path / "ra")
    outcome = parindex("demo", "--work", taken)
    (told,) = outcome.told
    assert (outcome.status, told.partition(":")[0].startswith(str(taken))) == (2, True)
    assert listing(tmp_path) == {"ra": PNG}


def test_a_store_that_lost_its_pointer_is_not_taken_for_a_new_one(
    store: Store, tmp_path: Path
) -> None:
    shutil.copytree(store.path, tmp_path / "kho")
    (tmp_path / "kho" / "CURRENT").unlink()
    before = listing(tmp_path)
    (told,) = refused(
        *("records", "import", "units", store.files["units"]),
        *("--store", tmp_path / "kho"),
    )
    assert told.startswith(f"{tmp_path / 'kho' / 'CURRENT'}: ")
    assert listing(tmp_path) == before


def test_what_the_system_refuses_is_told_like_any_fault(store: Store, tmp_path: Path) -> None:
    target = tmp_path / ("k" * 300)
    units = store.files["units"]
    (told,) = refused("records", "import", "units", units, "--store", target)
    assert told == (
        f"{target}: tên tệp hoặc thư mục quá dài. "
        "Hãy kiểm tra đường dẫn, quyền truy cập và dung lượng đĩa."
    )
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-c", ENTRY, "criteria", "list", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr.decode().splitlines()[0].startswith("kết quả: hết chỗ trên đĩa. Hãy ")
    assert b"Traceback" not in ran.stderr


def test_a_user_without_an_account_can_score(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", unknown)
    done("score", "--criteria", "kh-839-2023", "--inputs", DECLARED)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("plan", "read", "khong-co.txt"), "khong-co.txt: không tìm thấy tệp. Hãy "),
        (("facts", "--year", "2023"), "parindex facts: thiếu «--store». Xem cách dùng: "),
    ],
)
def test_a_process_of_its_own_ends_with_status_2(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ENTRY, *arguments],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, b"")
    told = ran.stderr.decode("utf-8")
    assert told.startswith(sentence)
    assert told.count("\n") == 1
