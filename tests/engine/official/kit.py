"""A made-up run with every state a component can be in, its report, and ways to read it back.

The figures of `run()`, calculated by hand from set.yaml:

1.1a 2/3 of 2 points = 4/3; 1.1b 1; 1.2a 50 % < 80 % ⇒ 50 × 3 / 80 = 1.875; 2.1a waits, 2.1b is
missing, 2.1c does not apply; C1a one initiative = 0.5, outside the base.
Field 1: 4/3 + 1 + 1.875 = 4.208333…; base 4.208333… of 9 ⇒ × 10 / 9 = 4.675925…; with the bonus
5.175925… ⇒ 5,18 of 10, 51,76 %: Khá. Before re-basing 4.708333… ⇒ 4,71 of 9.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from unicodedata import normalize

import pypdfium2

from parindex.engine.criteria.loader import build_set
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.official.build import build_report
from parindex.engine.official.model import Report
from parindex.engine.official.office import office_of
from parindex.engine.official.write import write_report
from parindex.engine.plans.model import Citation, Comparator, Plan, Signer, Target, Task
from parindex.engine.reading.yaml import parse_yaml
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.scoring.score import score
from parindex.engine.values.facts import Fact, Level
from parindex.engine.values.inputs import (
    Answer,
    Count,
    NotApplicable,
    Origin,
    Rate,
    YesNo,
)
from parindex.engine.values.periods import year_of

SUBJECT = "Sở Thử"
INJECTION = '=HYPERLINK("http://vi.du";"bấm")'
PANGRAM = "Ằ ẳ ẵ ặ Ấ ầ ẩ ẫ ậ Ế ề ể ễ ệ Ố ồ ổ ỗ ộ Ớ ờ ở ỡ ợ Ứ ừ ử ữ ự Ỳ ỷ ỹ ỵ Đ đ Ĩ ĩ Ũ ũ"
FACT = Fact(
    "dossiers_on_time_par", Level.PROVINCE, None, year_of(2023), 9, 12, 4, "v7", "", simulated=True
)


def criteria_set(change: Callable[[str], str] = lambda text: text) -> CriteriaSet:
    """The set of set.yaml, its text changed where a test wants another one."""
    text = Path(__file__).with_name("set.yaml").read_text(encoding="utf-8")
    return build_set(parse_yaml(change(text), "set.yaml"))


def answers() -> dict[str, Answer]:
    return {
        "1.1a": Answer(Rate(2, 3), Origin.DECLARED, measured=Rate(9, 12), facts=(FACT,)),
        "1.1b": Answer(YesNo(yes=True), explanation=INJECTION),
        "1.2a": Answer(Rate(50, 100), evidence=("@SUM(1+1)",), explanation=PANGRAM),
        "2.1c": Answer(NotApplicable("không có chức năng này")),
        "C1a": Answer(Count(1)),
    }


def run(
    subjects: dict[str, dict[str, Answer]] | None = None,
    change: Callable[[str], str] = lambda text: text,
    *,
    simulated: bool = True,
) -> ScoringRun:
    chosen = criteria_set(change)
    cards = score(chosen, subjects or {SUBJECT: answers()})
    facts = (FACT._replace(simulated=simulated),)
    at = datetime(2024, 1, 9, 23, 30, tzinfo=UTC)
    return ScoringRun(chosen, cards, facts, at, "người thử", 2023)


def target(scope: str, comparator: Comparator, value: int, unit: str, text: str) -> Target:
    upper = Fraction(value + 1) if comparator is Comparator.BETWEEN else None
    return Target((scope,), comparator, Fraction(value), upper, unit, None, text)


PLAN = Plan(
    number="9",
    symbol="KH-VP",
    place="Tỉnh Thử",
    date=date(2023, 2, 7),
    issuer="Văn phòng Ủy ban nhân dân tỉnh Thử",
    title="Triển khai bộ chỉ số thử",
    bases=(),
    objectives=(),
    requirements=(),
    tasks=(
        Task(
            "1",
            "Hồ sơ",
            (),
            (
                target("hồ sơ cấp tỉnh", Comparator.AT_LEAST, 65, "%", "cấp tỉnh tối thiểu 65%"),
                target("hồ sơ cấp xã", Comparator.EQUAL, 80, "%", "cấp xã đạt 80%"),
                target("hồ sơ cấp huyện", Comparator.EQUAL, 70, "%", "cấp huyện đạt 70%"),
            ),
            ("Phòng Thử",),
            (),
            None,
            (),
            1,
        ),
        Task(
            "2",
            "Đối thoại",
            (),
            (target("", Comparator.BETWEEN, 2, "cuộc", "từ 02 - 03 cuộc"),),
            ("Phòng Thử",),
            (),
            None,
            (),
            2,
        ),
        Task("3", "Báo cáo", (), (), ("Phòng Thử",), (), None, (), 3),
    ),
    duties=(),
    recipients=("Sở Nội vụ", "Lãnh đạo Văn phòng", "Lưu: VT, TH(Soạn)"),
    signer=Signer("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Người Ký Kế Hoạch"),
    citations=(
        Citation(
            "Quyết định số 1/QĐ-THU",
            "1/QĐ-THU",
            date(2022, 1, 10),
            date(2022, 11, 10),
            ok=False,
            line=4,
        ),
        Citation("Công văn số 2/THU", "2/THU", date(2022, 1, 10), None, None, 5),
    ),
    readings=(),
)


def report(scored: ScoringRun | None = None, plan: Plan | None = PLAN) -> Report:
    office = office_of(plan or PLAN)
    return build_report(scored or run(), subject=SUBJECT, plan=plan, office=office)


def written(folder: Path, scored: ScoringRun | None = None) -> dict[str, Path]:
    """The three files of a report by suffix."""
    return {path.suffix: path for path in write_report(report(scored), folder)}


def many_components(count: int) -> ScoringRun:
    """A run of one field with `count` long-winded components."""
    words = "rất dài dòng " * 12
    parts = [
        (
            f"      {{code: x{number}, title: Thành phần {words}, max: 1, source: self_assessed,"
            " input: {kind: rate, numerator: a, denominator: b},"
            " rule: {kind: proportion, when_none_arose: full}, evidence: [{kind: Văn bản}],"
            " reference: {document: 01/QĐ-THU, clause: mục}, verified: false},"
        )
        for number in range(count)
    ]
    field = f"{{code: '1', title: Lớn, max: {count}, criteria: [{{code: '1.0', title: Lớn"
    lines = ["fields:", f"  - {field}, max: {count}, components: [", *parts, "      ]}]}"]
    scale = "\n".join(lines)

    def change(text: str) -> str:
        head = text[: text.index("fields:")].replace("max: 10", f"max: {count}")
        return f"{head}{scale}\n"

    given = {f"x{number}": Answer(Rate(number, 997)) for number in range(count)}
    return run({SUBJECT: given}, change)


def squeezed(text: str) -> str:
    """The text, composed, without white space, soft breaks and hyphens, which a line's end hides."""
    return re.sub(r"[\s\u200b\ufeff\ufffe\x02-]", "", normalize("NFC", text))


def pdf_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def top_margin(path: Path) -> list[str]:
    """What stands in the top margin (20 mm) of every page."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            width, height = page.get_size()
            within = page.get_textpage().get_text_bounded(0, height - 20 / 25.4 * 72, width, height)
            found.append(within.strip())
    return found
