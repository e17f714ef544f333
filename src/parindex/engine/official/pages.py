"""Lay the report out: its frame, its sections and its annexes, all in printed words."""

from __future__ import annotations

from collections.abc import Iterator

from parindex.engine.official import texts
from parindex.engine.official.annexes import annexes
from parindex.engine.official.blocks import (
    Block,
    Closing,
    Letter,
    Metadata,
    Pages,
    Paragraph,
    Style,
)
from parindex.engine.official.figures import lost, maximum, percent, points
from parindex.engine.official.model import FindingKind, Report
from parindex.engine.official.opinion_tables import opinion_blocks
from parindex.engine.official.printable import unbroken
from parindex.engine.official.tables import (
    explanation_table,
    field_table,
    finding_table,
    ranking_table,
    source_table,
)


def lay_out(report: Report) -> Pages:
    """The report as pages: the letter, its body and closing, and three annexes."""
    return Pages(
        metadata=metadata(report),
        letter=_letter(report),
        body=unbroken(tuple(_body(report))),
        closing=_closing(report),
        annexes=unbroken(annexes(report)),
        footer=footer(report),
    )


def footer(report: Report) -> str:
    """What stands under every page of the annexes."""
    stamp = report.stamp
    told = [
        texts.FOOTER_SET.format(
            set_id=stamp.set_id, version=stamp.set_version, hash=stamp.set_hash[:12]
        ),
        texts.FOOTER_RUN.format(run=stamp.run_id),
    ]
    if not stamp.verified:
        told.append(texts.UNVERIFIED)
    if stamp.simulated:
        told.append(texts.SIMULATED)
    return " · ".join(told)


def subject_line(report: Report) -> str:
    """The trích yếu."""
    return texts.SUBJECT.format(year=_year(report), subject=report.subject)


def metadata(report: Report) -> Metadata:
    """What the file says about itself."""
    stamp = report.stamp
    keywords = [stamp.set_id, stamp.run_id]
    return Metadata(
        title=f"{texts.KIND.capitalize()}: {texts.lower_first(subject_line(report))}",
        author=report.office.issuer,
        subject=stamp.set_title,
        keywords=tuple([*keywords, texts.SIMULATED] if stamp.simulated else keywords),
        created=stamp.at,
    )


def _letter(report: Report) -> Letter:
    office, stamp = report.office, report.stamp
    superior, issuer = office.letterhead
    notices = [texts.SIMULATED_NOTICE] if stamp.simulated else []
    return Letter(
        superior=superior.upper(),
        issuer=issuer.upper(),
        nation=texts.NATION,
        motto=texts.MOTTO,
        number=texts.NUMBER.format(symbol=office.symbol),
        place_and_date=texts.PLACE_AND_DATE.format(
            place=office.place or texts.FILL_IN, day=texts.long_date(report.date, stamp.at.year)
        ),
        kind=texts.KIND,
        subject=subject_line(report),
        notices=tuple(notices),
        addressed_to=texts.ADDRESSED_TO,
        addressees=office.addressees,
    )


def _body(report: Report) -> Iterator[Block]:
    yield from _bases(report)
    opening = texts.OPENING.format(
        issuer=texts.upper_first(report.office.issuer or texts.FILL_IN),
        year=_year(report),
        subject=report.subject,
    )
    yield Paragraph(Style.BODY, opening)
    yield from _result(report)
    yield from _findings(report)
    yield from _explanations(report)
    yield from _difficulties(report)
    yield from opinion_blocks(report.consultations)
    yield Paragraph(Style.LAST, _last_sentence(report))


def _bases(report: Report) -> Iterator[Block]:
    for place, basis in enumerate(report.bases, 1):
        end = "." if place == len(report.bases) else ";"
        yield Paragraph(Style.BASIS, texts.BASED_ON.format(document=basis) + end)


def _result(report: Report) -> Iterator[Block]:
    places, totals = report.table.places, report.summary.overall
    yield Paragraph(Style.HEADING, texts.RESULT)
    overall = texts.OVERALL.format(
        points=points(totals.reached, places),
        max=maximum(totals.max, places),
        percent=percent(totals.percent),
        possible=points(totals.possible, places),
        lost=points(lost(totals), places),
    )
    for sentence in (overall, *_remarks(report)):
        yield Paragraph(Style.BODY, sentence)
    yield Paragraph(Style.SUBHEADING, texts.BY_FIELD)
    yield field_table(report)
    yield Paragraph(Style.NOTE, texts.ROUNDING[report.table.round_at])
    yield Paragraph(Style.SUBHEADING, texts.BY_SOURCE)
    yield source_table(report)
    if report.standings:
        yield Paragraph(Style.SUBHEADING, texts.RANKING)
        yield ranking_table(report.standings, report.subject, places)


def _remarks(report: Report) -> Iterator[str]:
    summary, places = report.summary, report.table.places
    if summary.rating:
        rated = texts.RATED if summary.complete else texts.RATED_FOR_NOW
        yield rated.format(rating=summary.rating)
    if not summary.complete:
        states = [component.state for component in report.table.components]
        counts = ((told, states.count(state)) for state, told in texts.OPEN_COUNTS.items())
        still_open = "; ".join(told.format(count=count) for told, count in counts if count)
        yield texts.NOT_COMPLETE.format(open=still_open)
    if summary.rebased:
        yield texts.REBASED.format(
            points=points(summary.counted.points, places),
            max=maximum(summary.counted.max, places),
            full=maximum(report.table.full_scale, places),
        )
    if not report.stamp.verified:
        yield texts.UNVERIFIED_NOTICE


def _findings(report: Report) -> Iterator[Block]:
    yield Paragraph(Style.HEADING, texts.FINDINGS)
    if not report.findings:
        yield Paragraph(Style.BODY, texts.NO_FINDINGS)
    kinds = dict.fromkeys(each.kind for each in report.findings)
    ordered = [kind for kind in FindingKind if kind in kinds]
    for place, kind in enumerate(ordered, 1):
        found = [each for each in report.findings if each.kind is kind]
        yield Paragraph(Style.SUBHEADING, f"{place}. {texts.FINDING_TITLES[kind]}")
        yield finding_table(kind, found, report.table.places)


def _explanations(report: Report) -> Iterator[Block]:
    yield Paragraph(Style.HEADING, texts.EXPLANATIONS)
    if report.explanations:
        yield Paragraph(Style.BODY, texts.EXPLANATIONS_LEAD)
        yield explanation_table(report.explanations)
    else:
        yield Paragraph(Style.BODY, texts.NO_EXPLANATIONS)


def _difficulties(report: Report) -> Iterator[Block]:
    yield Paragraph(Style.HEADING, texts.DIFFICULTIES)
    yield Paragraph(Style.SUBHEADING, texts.DIFFICULTIES_HEADING)
    for _ in range(3):
        yield Paragraph(Style.FILL_IN, "")
    yield Paragraph(Style.SUBHEADING, texts.PROPOSALS_HEADING)
    if not report.proposals:
        yield Paragraph(Style.BODY, texts.NO_PROPOSALS)
    for proposal in report.proposals:
        yield Paragraph(Style.BODY, f"- {proposal}")


def _last_sentence(report: Report) -> str:
    told = texts.CLOSING.format(year=_year(report))
    if report.office.addressees:
        told += texts.CLOSING_ADDRESSED.format(addressees=", ".join(report.office.addressees))
    return told + texts.END_MARK


def _closing(report: Report) -> Closing:
    office = report.office
    first = [texts.AS_ABOVE] if office.addressees else []
    listed = [*first, *(office.recipients or (texts.FILE_COPY,))]
    ends = [";"] * (len(listed) - 1) + ["."]
    return Closing(
        recipients_label=texts.RECIPIENTS,
        recipients=tuple(
            f"- {each.rstrip('.;')}{end}" for each, end in zip(listed, ends, strict=True)
        ),
        signing=tuple(line.upper() for line in office.signing),
    )


def _year(report: Report) -> str:
    year = report.stamp.year
    return "" if year is None else texts.YEAR.format(year=year)
