"""The criteria sets that come with the product."""

from __future__ import annotations

from pathlib import Path

from parindex.engine.criteria.loader import load_set
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.reading.files import exists
from parindex.engine.values.problems import BadInput

_FOLDER = Path(__file__).parent


def built_in_ids() -> list[str]:
    """The ids of the sets that come with the product, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


def library_text(set_id: str) -> str:
    """The YAML text of the built-in set of that id; `BadInput` if there is none."""
    if set_id not in built_in_ids():
        raise _unknown(set_id)
    return (_FOLDER / f"{set_id}.yaml").read_text("utf-8")


def find_set(name: str) -> CriteriaSet:
    """A built-in set by its id, or a set in a YAML file by its path."""
    if name in built_in_ids():
        return load_set(_FOLDER / f"{name}.yaml")
    path = Path(name)
    if exists(path) or path.suffix in {".yaml", ".yml"}:
        return load_set(path)
    raise _unknown(name)


def _unknown(name: str) -> BadInput:
    return BadInput.of(
        f"bộ chỉ số «{name}»",
        "không có bộ chỉ số này và cũng không có tệp nào tên như vậy",
        f"Hãy chọn một trong: {', '.join(built_in_ids())}, hoặc chỉ đường dẫn đến tệp YAML",
    )
