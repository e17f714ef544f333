"""The three annexes: the full score table, the plan's targets, the traces."""

from __future__ import annotations

from collections.abc import Iterator

from parindex.engine.official import texts
from parindex.engine.official.blocks import Annex, Block, Column, Paragraph, Row, Style, Table
from parindex.engine.official.figures import exact_points, maximum, percent, points
from parindex.engine.official.model import FactLine, LinkedResult, Report, Stamp, TraceEntry
from parindex.engine.official.tables import full_score_table, target_table
from parindex.engine.scoring.scorecard import State
from parindex.engine.values.numbers import vietnamese


def annexes(report: Report) -> tuple[Annex, ...]:
    """Annexes I to III; the two with wide tables lie on their side."""
    content = (
        (texts.SCORE_TABLE, True, _scores(report)),
        (texts.TARGETS, True, _targets(report)),
        (texts.TRACES, False, _traces(report)),
    )
    return tuple(
        Annex(
            texts.ANNEX.format(number=number), title, _attached_to(report), landscape, tuple(blocks)
        )
        for number, (title, landscape, blocks) in zip(texts.ANNEX_NUMBERS, content, strict=True)
    )


def run_lines(stamp: Stamp) -> tuple[tuple[str, str], ...]:
    """What identifies the run, as label and value."""
    values = {
        "set": f"{stamp.set_id}: {stamp.set_title}",
        "version": stamp.set_version,
        "hash": stamp.set_hash,
        "run": stamp.run_id,
        "inputs": stamp.inputs_hash,
        "facts": stamp.facts_hash,
        "chain": stamp.chain,
        "at": f"{stamp.at:%H:%M %d/%m/%Y}",
        "by": stamp.by,
        "engine": stamp.engine,
    }
    return tuple((label, values[key]) for key, label in texts.RUN_LABELS.items() if values[key])


def trace_lines(entry: TraceEntry) -> tuple[tuple[str, str], ...]:
    """An entry as label and text; what does not exist has no line."""
    origin = texts.ORIGIN.format(origin=entry.origin) if entry.origin else ""
    values = {
        "rule": texts.upper_first(entry.rule),
        "input": f"{entry.input}; {origin}" if origin else "",
        "facts": "\n".join(map(fact_text, entry.facts)),
        "trace": entry.trace,
        "points": "" if entry.points is None else exact_points(entry.points),
        "reference": entry.reference
        if entry.verified
        else f"{entry.reference} ({texts.UNVERIFIED_COMPONENT})",
    }
    return tuple((label, values[key]) for key, label in texts.TRACE_LABELS.items() if values[key])


def fact_text(fact: FactLine) -> str:
    """`dossiers_on_time, cấp tỉnh, từ ngày … đến ngày …: 11.670/12.000; …`."""
    counts = vietnamese(fact.numerator)
    if fact.denominator is not None:
        counts += f"/{vietnamese(fact.denominator)}"
    told = [
        texts.FACT.format(measure=fact.measure, scope=fact.scope, period=fact.period, counts=counts)
    ]
    if fact.missing:
        told.append(texts.NOT_JUDGED.format(missing=vietnamese(fact.missing)))
    if fact.stood_in:
        told.append(fact.stood_in)
    if fact.lake:
        told.append(texts.LAKE.format(lake=fact.lake))
    return "; ".join(told)


def _attached_to(report: Report) -> str:
    office = report.office
    return texts.ATTACHED_TO.format(
        symbol=office.symbol,
        day=texts.long_date(report.date, report.stamp.at.year),
        issuer=office.issuer or texts.FILL_IN,
    )


def _scores(report: Report) -> Iterator[Block]:
    yield full_score_table(report.table, report.summary)
    yield Paragraph(Style.NOTE, texts.ROUNDING[report.table.round_at])
    if any(each.state is State.NOT_APPLICABLE for each in report.table.components):
        yield Paragraph(Style.NOTE, texts.COUNTED_APART)


def _targets(report: Report) -> Iterator[Block]:
    if not report.plan:
        yield Paragraph(Style.BODY, texts.NO_PLAN)
        return
    if report.targets:
        yield Paragraph(Style.BODY, texts.TARGETS_LEAD.format(plan=report.plan))
        yield target_table(report.targets)
    else:
        yield Paragraph(Style.BODY, texts.NO_TARGETS)
    if report.tasks_without_target:
        refs = ", ".join(report.tasks_without_target)
        yield Paragraph(Style.NOTE, texts.WITHOUT_TARGET.format(refs=refs))


def _traces(report: Report) -> Iterator[Block]:
    yield Paragraph(Style.SUBHEADING, texts.RUN_HEADING)
    yield _pairs(run_lines(report.stamp))
    for entry in report.traces:
        yield from _entry(entry, report.table.places)
    for linked in report.linked:
        yield from _linked(linked)


def _entry(entry: TraceEntry, places: int) -> Iterator[Block]:
    of = texts.POINTS_OF.format(points=points(entry.points, places), max=maximum(entry.max, places))
    result = of if entry.points is not None else entry.state.vietnamese
    yield Paragraph(Style.ENTRY, f"{entry.code}. {entry.title}: {texts.lower_first(result)}")
    yield _pairs(trace_lines(entry))


def _linked(linked: LinkedResult) -> Iterator[Block]:
    told = texts.LINKED.format(set_id=linked.set_id, title=linked.set_title)
    yield Paragraph(Style.SUBHEADING, told)
    total = texts.LINKED_TOTAL.format(
        points=points(linked.overall.reached, linked.places),
        max=maximum(linked.overall.max, linked.places),
        percent=percent(linked.overall.percent),
        version=linked.set_version,
        hash=linked.set_hash,
    )
    yield Paragraph(Style.NOTE, total if linked.verified else f"{total} {texts.UNVERIFIED}.")
    for entry in linked.entries:
        yield from _entry(entry, linked.places)


def _pairs(lines: tuple[tuple[str, str], ...]) -> Table:
    """Labels on the left, texts on the right, without a heading row."""
    return Table((Column("", 30), Column("", 135)), tuple(map(Row, lines)), headed=False)
