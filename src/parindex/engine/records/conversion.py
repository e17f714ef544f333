"""SQL that turns the text of a source into typed values; whatever cannot be read becomes NULL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from parindex.engine.records.database import identifier, literal, literals
from parindex.engine.records.mapping import FORMATS, Column
from parindex.engine.records.schema import Field, FieldType

_BLANKS = "' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8203) || chr(65279)"

_TRUE = ("true", "1", "có", "co", "x", "yes", "đúng")
_FALSE = ("false", "0", "không", "khong", "no", "sai")

_LOCAL_OFFSET = 7 * 3600 * 1_000_000
"""Asia/Ho_Chi_Minh is UTC+7 all year, in microseconds."""

_WITH_OFFSET = r"\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$"

EARLIEST, LATEST = "1990-01-01", "2099-12-31"
"""Days outside are typing errors, not records."""


def clean_text(source_column: str, column: Column) -> str:
    """The trimmed text of a source column with its value table applied; empty text is NULL."""
    trimmed = f"nullif(trim({identifier(source_column)}, {_BLANKS}), '')"
    if not column.values:
        return trimmed
    cases = " ".join(
        f"WHEN {literal(theirs)} THEN {literal(ours)}" for theirs, ours in column.values.items()
    )
    return f"CASE {trimmed} {cases} ELSE {trimmed} END"


def source(field: Field) -> str:
    """The name under which the text of a field stands beside its typed value."""
    return identifier(f"src_{field.name}")


def typed(field: Field, formats: Sequence[str]) -> str:
    """The SQL expression for the typed value of a field, from its text in `source(field)`."""
    return _CONVERSIONS[field.type](field, formats)


def _code(field: Field, _: Sequence[str]) -> str:
    return f"upper(nfc_normalize({source(field)}))"


def _text(field: Field, _: Sequence[str]) -> str:
    return f"nfc_normalize({source(field)})"


def _choice(field: Field, _: Sequence[str]) -> str:
    lowered = f"lower({source(field)})"
    return f"CASE WHEN {lowered} IN ({literals(v for v, _ in field.choices)}) THEN {lowered} END"


def _boolean(field: Field, _: Sequence[str]) -> str:
    lowered = f"lower(nfc_normalize({source(field)}))"
    return (
        f"CASE WHEN {lowered} IN ({literals(_TRUE)}) THEN true"
        f" WHEN {lowered} IN ({literals(_FALSE)}) THEN false END"
    )


def _count(field: Field, _: Sequence[str]) -> str:
    name = source(field)
    return (
        f"CASE WHEN regexp_full_match({name}, '[0-9]{{1,15}}') THEN try_cast({name} AS BIGINT) END"
    )


def _moment(field: Field, formats: Sequence[str]) -> str:
    name = source(field)
    read = f"try_strptime({name}, [{literals(formats)}])"
    if tuple(formats) == FORMATS:
        # Most exports write ISO dates, which the plain cast reads ten times faster.
        read = f"coalesce(try_cast({name} AS TIMESTAMP), {read})"
    if field.until_evening:
        read += f" + to_seconds(CASE WHEN contains({name}, ':') THEN 0 ELSE 86399 END)"
    shifted = f"make_timestamp(epoch_us(try_cast({name} AS TIMESTAMPTZ)) + {_LOCAL_OFFSET})"
    whole = (
        f"CASE WHEN length({name}) > 16 AND regexp_matches({name}, {literal(_WITH_OFFSET)})"
        f" THEN {shifted} ELSE {read} END"
    )
    return f"({whole})::TIMESTAMP"


def _date(field: Field, formats: Sequence[str]) -> str:
    return f"({_moment(field, formats)})::DATE"


_CONVERSIONS: Mapping[FieldType, Callable[[Field, Sequence[str]], str]] = {
    FieldType.CODE: _code,
    FieldType.TEXT: _text,
    FieldType.CHOICE: _choice,
    FieldType.BOOLEAN: _boolean,
    FieldType.COUNT: _count,
    FieldType.DATE: _date,
    FieldType.MOMENT: _moment,
}
