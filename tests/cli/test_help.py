"""Help pages and misuse, in Vietnamese throughout, and a start that loads nothing heavy."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from parindex import __version__
from parindex.cli.main import command
from tests.cli.kit import parindex, refused

VIETNAMESE = re.compile(r"[à-ỹđ]", re.IGNORECASE)
HEAVY = ("duckdb", "ibis", "pyarrow", "docx", "typst", "xlsxwriter", "pydantic", "rich", "ruamel")


def commands(
    at: click.Command = command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command there is, with the words that lead to it."""
    yield path, at
    if isinstance(at, click.Group):
        context = click.Context(at)
        for name in at.list_commands(context):
            found = at.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))


COMMANDS = dict(commands())


def test_every_documented_command_is_there() -> None:
    assert {" ".join(path) for path in COMMANDS} == {
        "",
        "plan",
        "plan read",
        "criteria",
        "criteria list",
        "criteria show",
        "criteria check",
        "records",
        "records errors",
        "records import",
        "records map",
        "records status",
        "records history",
        "records undo",
        "records compact",
        "records retention",
        "records purge",
        "records pin",
        "forms",
        "forms read-06a",
        "forms import-06a",
        "forms write-06a",
        "facts",
        "score",
        "publish",
        "web",
        "worker",
        "units",
        "units publish",
        "events",
        "events rebuild",
        "events verify",
        "accounts",
        "accounts reset",
        "evidence",
        "evidence verify",
        "evidence read",
        "evidence clean",
        "backup",
        "restore",
        "demo",
    }


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_speaks_vietnamese(path: tuple[str, ...]) -> None:
    outcome = parindex(*path, "--help")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith(f"Cách dùng: {' '.join(['parindex', *path])}")
    foreign = r"\b(?:usage|options?|commands?|arguments?|required|default|error)\b|x[<>]"
    assert not re.search(foreign, outcome.out, re.IGNORECASE)
    sections = re.split(r"^(?:Tham số|Tùy chọn|Lệnh):\n", outcome.out, flags=re.MULTILINE)
    assert VIETNAMESE.search(sections[0])
    for section in sections[1:]:
        # A row starts with two blanks; its description may run over several lines.
        for row in re.split(r"^ {2}(?=\S)", section, flags=re.MULTILINE)[1:]:
            assert VIETNAMESE.search(row.partition("  ")[2]), row


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_names_every_argument_and_option(path: tuple[str, ...]) -> None:
    out = parindex(*path, "--help").out
    for param in COMMANDS[path].params:
        name = param.opts[0] if isinstance(param, click.Option) else param.metavar
        assert f"\n  {name}" in out


def test_help_tells_what_is_required_usual_and_possible() -> None:
    facts = " ".join(parindex("facts", "--help").out.split())
    assert "Kho hồ sơ. [bắt buộc]" in facts
    assert "--year NĂM Cả năm: 2023. [từ 2000 đến 2100]" in facts
    assert "--rows [numerator|denominator|missing] Xem các hồ sơ đứng sau con số." in facts
    assert "Số hồ sơ mỗi trang. [mặc định: 50; từ 1 đến 10000]" in facts
    demo = " ".join(parindex("demo", "--help").out.split())
    assert "[mặc định: 200000; từ 1 trở lên]" in demo


def test_the_version_is_told() -> None:
    assert parindex("--version").out == f"parindex {__version__}\n"


MISUSE = {
    "nothing": ([], "parindex: chưa chỉ rõ lệnh"),
    "no subcommand": (["criteria"], "parindex criteria: chưa chỉ rõ lệnh"),
    "unknown command": (
        ["chấm"],
        "parindex: không có lệnh «chấm»; hãy chọn một trong: plan, criteria, records, forms, facts, score, publish, web, worker, units, events, accounts, evidence, backup, restore, demo",
    ),
    "unknown subcommand": (
        ["records", "xuất"],
        "parindex records: không có lệnh «xuất»; hãy chọn một trong: compact, errors, history, import, map, pin, purge, retention, status, undo",
    ),
    "unknown option": (
        ["criteria", "list", "--jsn"],
        "parindex criteria list: không có tùy chọn «--jsn»",
    ),
    "no argument": (["plan", "read"], "parindex plan read: thiếu «TỆP»"),
    "no option": (["facts", "--year", "2023"], "parindex facts: thiếu «--store»"),
    "option without value": (
        ["score", "--criteria"],
        "parindex score: tùy chọn «--criteria» thiếu hoặc thừa giá trị",
    ),
    "flag with value": (
        ["criteria", "list", "--json=có"],
        "parindex criteria list: tùy chọn «--json» thiếu hoặc thừa giá trị",
    ),
    "one argument too many": (
        ["plan", "read", "a.txt", "b.txt", "c.txt"],
        "parindex plan read: thừa «b.txt c.txt»",
    ),
    "no number": (
        ["facts", "--store", "kho", "--year", "hai nghìn"],
        "parindex facts: giá trị của «--year» không dùng được; hãy ghi một số nguyên từ 2000 đến 2100",
    ),
    "number out of range": (
        ["facts", "--store", "kho", "--year", "1999"],
        "parindex facts: giá trị của «--year» không dùng được; hãy ghi một số nguyên từ 2000 đến 2100",
    ),
    "too few": (
        ["demo", "--dossiers", "0"],
        "parindex demo: giá trị của «--dossiers» không dùng được; hãy ghi một số nguyên từ 1 trở lên",
    ),
    "no such choice": (
        ["facts", "--store", "kho", "--year", "2023", "--rows", "tử số"],
        (
            "parindex facts: giá trị của «--rows» không dùng được; hãy chọn một trong: numerator,"
            " denominator, missing"
        ),
    ),
}


@pytest.mark.parametrize("name", MISUSE)
def test_misuse_is_one_sentence(name: str) -> None:
    arguments, sentence = MISUSE[name]
    path = sentence.partition(":")[0]
    assert refused(*arguments) == [f"{sentence}. Xem cách dùng: {path} --help"]


def test_help_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys; sys.argv = ['parindex', '--help']\n"
        "from parindex.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = ran.stdout.rpartition("LOADED")[2].split()
    assert "click" in loaded
    assert not set(HEAVY) & set(loaded)
