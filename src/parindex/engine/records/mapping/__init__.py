"""How the columns of a source system become the fields of a kind, as data in a YAML file.

A mapping names, for each source column that is taken, the field it fills, a table of values where
the codes differ, the date formats and the time zone; nothing else of the source is kept.
"""

from parindex.engine.records.mapping.formats import FORMATS
from parindex.engine.records.mapping.loader import read_mapping
from parindex.engine.records.mapping.model import (
    Column,
    Combine,
    Fold,
    FoldColumn,
    SourceMapping,
    Take,
    native_mapping,
)
from parindex.engine.records.mapping.presets import (
    mapping_path,
    preset_kind,
    preset_names,
    preset_path,
)
from parindex.engine.records.mapping.zones import VIETNAM, in_vietnam

__all__ = [
    "FORMATS",
    "VIETNAM",
    "Column",
    "Combine",
    "Fold",
    "FoldColumn",
    "SourceMapping",
    "Take",
    "in_vietnam",
    "mapping_path",
    "native_mapping",
    "preset_kind",
    "preset_names",
    "preset_path",
    "read_mapping",
]
