"""SQL that turns the text of a source into typed values; whatever cannot be read becomes NULL.

Every typed value is a `CASE` of the ways in which most exports write it, and the thorough reading
where that yields nothing: the database evaluates it only for the rows that are left, which makes the
usual row cheap and the unusual one no different.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from parindex.engine.records.database import identifier, literal, literals
from parindex.engine.records.mapping.formats import FORMATS
from parindex.engine.records.mapping.model import Column, SourceMapping
from parindex.engine.records.mapping.moments import moment
from parindex.engine.records.mapping.zones import VIETNAM
from parindex.engine.records.schema import Field, FieldType
from parindex.engine.records.spoilt import LONGEST, is_spoilt

_BLANKS = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"
_INVISIBLE = r"[\x{AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{2066}-\x{2069}\x{FEFF}]"
"""Soft hyphens, joiners and marks of direction, which come along unseen when cells are copied."""

_TRUE = ("true", "1", "có", "co", "x", "yes", "đúng")
_FALSE = ("false", "0", "không", "khong", "no", "sai")

_USUAL_BOOLEANS = {"true": "true", "false": "false", "1": "true", "0": "false"}

_PLAIN_CODE = "[0-9A-Z][0-9A-Z._/-]*"
_BEYOND_ASCII = "À-ÖØ-öø-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ–“”"
_LETTERS = f"!-~{_BEYOND_ASCII}"
_PLAIN_TEXT = f'[!-"$-~{_BEYOND_ASCII}]([ {_LETTERS}]*[{_LETTERS}])?'
"""What neither trimming nor composing would change, and no error of a formula (#REF!), as regular
expressions."""

_PLAIN_MOMENTS = ("____-__-__ __:__", "____-__-__ __:__:__", "____-__-__T__:__:__")
_TURNED_MOMENTS = ("__/__/____ __:__", "__/__/____ __:__:__")
_PLAIN_DAY, _TURNED_DAY = "____-__-__", "__/__/____"
"""Layouts (of LIKE) that the plain cast reads as they stand, or with the year put first: no offset
has room in them."""

EARLIEST, LATEST = "1990-01-01", "2099-12-31"
"""Days outside are typing errors, not records."""


def clean_text(raw: str, column: Column) -> str:
    """The trimmed text of the SQL expression `raw` with the column's value table applied.

    What cannot be seen is taken out. Empty text is NULL.
    """
    # Where characters are as many as bytes, none of them is one of those.
    seen = (
        f"CASE WHEN strlen({raw}) = length({raw}) THEN {raw}"
        f" ELSE regexp_replace({raw}, {literal(_INVISIBLE)}, '', 'g') END"
    )
    trimmed = f"nullif(trim({seen}, {_BLANKS}), '')"
    if not column.values:
        return trimmed
    cases = " ".join(
        f"WHEN {literal(theirs)} THEN {literal(ours)}" for theirs, ours in column.values.items()
    )
    return f"CASE {trimmed} {cases} ELSE {trimmed} END"


def source(field: Field) -> str:
    """The name under which the clean text of a field stands beside its typed value."""
    return identifier(f"src_{field.name}")


def column_of(field: Field, mapping: SourceMapping) -> Column:
    """How the raw text of a field is to be read: with the value table of the one column that fills it.

    Of several columns the right one has been chosen, with its table applied.
    """
    names = mapping.sources_of(field.name)
    return mapping.columns[names[0]] if len(names) == 1 else Column(field.name)


def typed(field: Field, raw: str, mapping: SourceMapping) -> str:
    """The SQL expression for the typed value of a field, from the SQL expression of its raw text."""
    column = column_of(field, mapping)
    thorough = _THOROUGH[field.type](field, f"({clean_text(raw, column)})", mapping)
    several = len(mapping.sources_of(field.name)) > 1
    quick = "" if several else _quick(field, raw, column, mapping)
    value = f"coalesce(CASE {quick} END, {thorough})" if quick else thorough
    # Most cells of most exports are empty.
    return f"CASE WHEN {raw} IS NOT NULL THEN {value} END"


def surely_read(field: Field, raw: str) -> str:
    """A condition under which nothing can be wrong with the value of a field.

    It is sufficient, not necessary: what it does not hold for is looked at more closely.
    """
    value = identifier(field.name)
    sure = f"{value} IS NOT NULL"
    if field.type in (FieldType.DATE, FieldType.MOMENT):
        day = f"{value}::DATE BETWEEN DATE '{EARLIEST}' AND DATE '{LATEST}'"
        sure = f"coalesce({day}, false)"
    return sure if field.required else f"({raw} IS NULL OR {sure})"


def _quick(field: Field, raw: str, column: Column, mapping: SourceMapping) -> str:
    """The WHEN branches for the usual ways of writing, or nothing."""
    if field.type in (FieldType.CHOICE, FieldType.BOOLEAN):
        return _quick_words(field, raw, column)
    if column.values:
        return ""
    if field.type is FieldType.CODE:
        return f"WHEN {_short(field, raw)} AND regexp_full_match({raw}, {literal(_PLAIN_CODE)}) THEN {raw}"
    if field.type is FieldType.TEXT:
        return f"WHEN {_short(field, raw)} AND regexp_full_match({raw}, {literal(_PLAIN_TEXT)}) THEN {raw}"
    temporal = field.type in (FieldType.DATE, FieldType.MOMENT)
    if temporal and mapping.formats == FORMATS and mapping.time_zone == VIETNAM:
        return _quick_moments(field, raw)
    return ""


def _quick_moments(field: Field, raw: str) -> str:
    kind = "DATE" if field.type is FieldType.DATE else "TIMESTAMP"
    evening = " + to_seconds(86399)" if field.until_evening else ""
    turned = f"{raw}[7:10] || '-' || {raw}[4:5] || '-' || {raw}[1:2]"
    read = dict.fromkeys(_PLAIN_MOMENTS, f"try_cast({raw} AS TIMESTAMP)")
    read |= dict.fromkeys(_TURNED_MOMENTS, f"try_cast({turned} || {raw}[11:] AS TIMESTAMP)")
    read[_PLAIN_DAY] = f"try_cast({raw} AS TIMESTAMP){evening}"
    read[_TURNED_DAY] = f"try_cast({turned} AS TIMESTAMP){evening}"
    return " ".join(
        f"WHEN {raw} LIKE {literal(layout)} THEN ({value})::{kind}"
        for layout, value in read.items()
    )


def _short(field: Field, raw: str) -> str:
    # Bytes are at least as many as characters, and known without counting.
    return f"strlen({raw}) <= {LONGEST[field.type]}"


def _quick_words(field: Field, raw: str, column: Column) -> str:
    usual = (
        {value: literal(value) for value, _ in field.choices}
        if field.type is FieldType.CHOICE
        else _USUAL_BOOLEANS
    )
    words = {theirs: usual[ours] for theirs, ours in column.values.items() if ours in usual}
    words |= {word: value for word, value in usual.items() if word not in column.values}
    return " ".join(f"WHEN {raw} = {literal(word)} THEN {value}" for word, value in words.items())


def _code(field: Field, text: str, _mapping: SourceMapping) -> str:
    return f"CASE WHEN NOT ({is_spoilt(field.type, text)}) THEN upper(nfc_normalize({text})) END"


def _text(field: Field, text: str, _mapping: SourceMapping) -> str:
    return f"CASE WHEN NOT ({is_spoilt(field.type, text)}) THEN nfc_normalize({text}) END"


def _choice(field: Field, text: str, _mapping: SourceMapping) -> str:
    values = [value for value, _ in field.choices]
    return _looked_up(f"lower({text})", values, [literal(value) for value in values])


def _boolean(_field: Field, text: str, _mapping: SourceMapping) -> str:
    meant = ["true"] * len(_TRUE) + ["false"] * len(_FALSE)
    return _looked_up(f"lower(nfc_normalize({text}))", (*_TRUE, *_FALSE), meant)


def _looked_up(word: str, words: Sequence[str], meant: Sequence[str]) -> str:
    # A long IN would be planned as a join, for which the word is computed in every row.
    return f"list_extract([{', '.join(meant)}], list_position([{literals(words)}], {word}))"


def _count(_field: Field, text: str, _mapping: SourceMapping) -> str:
    return (
        f"CASE WHEN regexp_full_match({text}, '[0-9]{{1,15}}') THEN try_cast({text} AS BIGINT) END"
    )


def _moment(field: Field, text: str, mapping: SourceMapping) -> str:
    return moment(text, mapping.formats, mapping.time_zone, until_evening=field.until_evening)


def _date(field: Field, text: str, mapping: SourceMapping) -> str:
    return f"({_moment(field, text, mapping)})::DATE"


_THOROUGH: Mapping[FieldType, Callable[[Field, str, SourceMapping], str]] = {
    FieldType.CODE: _code,
    FieldType.TEXT: _text,
    FieldType.CHOICE: _choice,
    FieldType.BOOLEAN: _boolean,
    FieldType.COUNT: _count,
    FieldType.DATE: _date,
    FieldType.MOMENT: _moment,
}
