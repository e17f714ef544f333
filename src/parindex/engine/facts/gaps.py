"""Why a pair of counts is no answer: records that are not there, or fields that nobody filled in.

Nothing arose only where records of the period could have told. A kind that was never imported, a
year of it that is not in the store, and rows none of which can be judged are lacking input instead.
"""

# ruff: noqa: S608 - names come from schemas, days from periods

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from parindex.engine.facts.counting import Counts
from parindex.engine.facts.grouping import Group
from parindex.engine.facts.measure import Measure
from parindex.engine.facts.placement import Placement
from parindex.engine.facts.planner import Scan
from parindex.engine.facts.pruning import pruned
from parindex.engine.facts.session import Question, made_up_of
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import identifier, open_database
from parindex.engine.records.manifest import DataFile, KindFiles
from parindex.engine.records.schema import Kind
from parindex.engine.records.stored import stored_rows


@dataclass(frozen=True)
class Gaps:
    """What is lacking of a measure, whose counts by group are `counted` (groups without rows left out)."""

    question: Question
    measure: Measure
    counted: Mapping[Group, Counts]

    def of(self, counts: Counts) -> str:
        """Why the counts of one group are no answer, in Vietnamese; empty where they are one."""
        if counts.denominator:
            return self._incomparable
        return self._unjudged if counts.missing else self._absent

    @cached_property
    def _incomparable(self) -> str:
        # Where there is nothing to compare, what it would be compared with does not matter.
        return self._lacking({each.kind: each.placement for each in self.measure.related})

    @cached_property
    def _absent(self) -> str:
        kind = self.measure.kind
        return "" if self.counted else self._lacking({kind: self.measure.placement})

    @cached_property
    def _unjudged(self) -> str:
        kind, asked = KINDS[self.measure.kind], self.measure.decided_by
        told = "không dòng nào thuộc kỳ kết luận được"
        if not asked:
            return told
        if not any(counts.denominator for counts in self.counted.values()):
            empty = self._empty_of(kind, asked)
            if empty:
                return (
                    f"{told}: kho không có giá trị nào của {_named(kind, empty, 'và')},"
                    " có thể do hệ thống nguồn chưa xuất"
                )
        return f"{told} tại ngày chốt số liệu theo {_named(kind, asked, 'và')}"

    def _lacking(self, kinds: Mapping[str, Placement | None]) -> str:
        """Which of the kinds have no rows at all, or none of the years of the period."""
        rows = self.question.snapshot.manifest.row_counts
        never = [kind for kind in kinds if not rows.get(kind)]
        if never:
            return f"kho chưa có hồ sơ loại {_titles(never)}"
        absent = [kind for kind, placement in kinds.items() if not self._has_rows(kind, placement)]
        if not absent:
            return ""
        first, last = self.question.period.first.year, self.question.period.last.year
        years = f"năm {first}" if first == last else f"các năm {first}–{last}"
        return f"kho không có hồ sơ loại {_titles(absent)} nào của {years}"

    def _has_rows(self, name: str, placement: Placement | None) -> bool:
        """Whether rows of the years of the period exist; of a state, earlier ones that may last.

        Where the placement is None, later ones may belong to the period too.
        """
        kind, held = KINDS[name], self.question.snapshot.manifest.of(name)
        if kind.day is None:
            return True
        years = self.question.period.first.year, self.question.period.last.year
        first = date.min if placement and placement.lasting else date(years[0], 1, 1)
        last = date(years[1], 12, 31) if placement else date.max
        meeting = [file for file in held.files if _meets(file, first, last)]
        if any(_lies_within(file, first, last) for file in meeting):
            return True
        between = f"{identifier(kind.day)}::DATE BETWEEN DATE '{first}' AND DATE '{last}'"
        return bool(meeting and self._asked(kind, held, meeting, "1", f"WHERE {between} LIMIT 1"))

    def _empty_of(self, kind: Kind, fields: Sequence[str]) -> list[str]:
        """Those of the fields that hold nothing in any file in which rows of the period can stand."""
        scan = Scan((self.measure,), (), made_up_of(self.question, kind.name))
        held = pruned(self.question.snapshot, [scan], self.question.period).manifest.of(kind.name)
        counts = ", ".join(f"count({identifier(name)})" for name in fields)
        (filled,) = self._asked(kind, held, held.files, counts)
        return [name for name, times in zip(fields, filled, strict=True) if not times]

    def _asked(
        self, kind: Kind, held: KindFiles, files: Sequence[DataFile], columns: str, which: str = ""
    ) -> list[tuple[int, ...]]:
        chosen = KindFiles(held.schema, tuple(files), held.deletes)
        with open_database(self.question.snapshot.store) as database:
            rows = stored_rows(database, kind, chosen)
            return database.connection.execute(f"SELECT {columns} FROM {rows} {which}").fetchall()


def _meets(file: DataFile, first: date, last: date) -> bool:
    begins, ends = file.first or "", file.last or ""
    return file.rows > file.deleted and begins <= last.isoformat() and first.isoformat() <= ends


def _lies_within(file: DataFile, first: date, last: date) -> bool:
    begins, ends = file.first or "", file.last or ""
    return first.isoformat() <= begins and ends <= last.isoformat()


def _titles(kinds: Sequence[str]) -> str:
    return ", ".join(f"«{KINDS[kind].title}» ({kind})" for kind in kinds)


def _named(kind: Kind, fields: Sequence[str], conjunction: str) -> str:
    meanings = [f"«{kind.field(name).meaning.partition(';')[0]}» ({name})" for name in fields]
    *others, last = meanings
    return f"trường {', '.join(others)} {conjunction} {last}" if others else f"trường {last}"
