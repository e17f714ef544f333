"""Strict YAML 1.2: exact numbers, a line for every value, no aliases, no duplicate keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml import YAML, nodes
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from parindex.engine.reading.files import MEGABYTE, read_bytes
from parindex.engine.values.problems import BadInput, Problem, excerpt

Location: TypeAlias = tuple[str | int, ...]
"""Where a value stands: the keys and indices that lead to it from the top."""

_LIMIT = 5 * MEGABYTE
_DEPTH = 40
_MAGNITUDE = 30


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """Plain data (mapping, list, text, int, Decimal, bool, date, None) and the line of each value."""

    name: str
    data: Any
    lines: Mapping[Location, int]

    def where(self, location: Location) -> str:
        """`tệp.yaml, dòng 12` for a value, or for the nearest enclosing one that has a line."""
        known: Location = ()
        for step in location:
            # A validator's path may hold steps of its own (a union's tag) that the file lacks.
            if (*known, step) in self.lines:
                known = (*known, step)
        line = self.lines.get(known)
        return self.name if line is None else f"{self.name}, dòng {line}"


class RepeatedKeys(BadInput):
    """Keys that stand twice in one group; the document holds the first of each.

    `at` are the keys' locations, in the order of `problems`: whoever knows the file's content can
    go on and tell what else is wrong with it.
    """

    def __init__(self, document: YamlDocument, repeated: Sequence[tuple[Location, int]]) -> None:
        super().__init__(
            *(
                Problem(
                    f"{document.name}, dòng {line}",
                    f"khóa «{excerpt(at[-1])}» bị lặp lại",
                    "Hãy giữ một khóa và xóa khóa còn lại",
                )
                for at, line in repeated
            )
        )
        self.document = document
        self.at = tuple(at for at, _ in repeated)


def load_yaml(path: Path) -> YamlDocument:
    """Read a YAML file of at most 5 MB; `BadInput` names every fault of form with its line."""
    content = read_bytes(path, limit=_LIMIT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput.of(
            path, "tệp không phải văn bản UTF-8", "Hãy lưu lại tệp YAML với bảng mã UTF-8"
        ) from error
    return parse_yaml(text, str(path))


def parse_yaml(text: str, name: str) -> YamlDocument:
    """Parse YAML text; `name` stands in messages for the file it came from."""
    try:
        root = _compose(text, name)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}, dòng {mark.line + 1}" if mark else name
        raise _malformed(where) from error
    except (YAMLError, RecursionError) as error:
        raise _malformed(name) from error
    builder = _Builder(name)
    data = builder.build(root, ()) if root is not None else None
    document = YamlDocument(name, data, builder.lines)
    if builder.repeated:
        raise RepeatedKeys(document, builder.repeated)
    return document


def _compose(text: str, name: str) -> nodes.Node | None:
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEPTH:
            raise _malformed(f"{name}, dòng {event.start_mark.line + 1}")
        if isinstance(event, AliasEvent):
            raise BadInput.of(
                f"{name}, dòng {event.start_mark.line + 1}",
                "tệp dùng bí danh YAML (*), một cách viết có thể phình to không giới hạn",
                "Hãy chép giá trị ra thay cho bí danh",
            )
    composed: nodes.Node | None = YAML(typ="safe", pure=True).compose(text)
    return composed


def _malformed(where: str) -> BadInput:
    return BadInput.of(
        where,
        "tệp không đúng cú pháp YAML",
        "Hãy kiểm tra dấu hai chấm, thụt lề và dấu nháy ở dòng này và dòng ngay trước đó",
    )


class _Builder:
    """Turns composed nodes into plain data, keeping lines and collecting repeated keys."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Location, int] = {}
        self.repeated: list[tuple[Location, int]] = []

    def build(self, node: nodes.Node, location: Location) -> Any:
        self.lines.setdefault(location, node.start_mark.line + 1)
        if isinstance(node, nodes.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, nodes.SequenceNode):
            return [self.build(item, (*location, i)) for i, item in enumerate(node.value)]
        return self._scalar(node)

    def where(self, node: nodes.Node) -> str:
        return f"{self.name}, dòng {node.start_mark.line + 1}"

    def _mapping(self, node: nodes.MappingNode, location: Location) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, nodes.ScalarNode):
                raise _malformed(self.where(key_node))
            key = str(key_node.value)
            if key in built:
                self.repeated.append(((*location, key), key_node.start_mark.line + 1))
                continue
            # A key's own line is what a reader looks for when its value spans many lines.
            self.lines[(*location, key)] = key_node.start_mark.line + 1
            built[key] = self.build(value_node, (*location, key))
        return built

    def _scalar(self, node: nodes.Node) -> Any:
        kind = str(node.tag).rpartition(":")[2]
        text = str(node.value)
        try:
            return _SCALARS.get(kind, str)(text)
        except (ValueError, ArithmeticError):
            # 2023-02-30 or 1e999 stays text; where a date or a number belongs, the text is refused.
            return text


def _integer(text: str) -> int | str:
    # 0839 is a code, not eight hundred and thirty-nine: leading zeros must survive.
    if text.lstrip("+-").startswith("0") and text.isdigit() and len(text) > 1:
        return text
    return int(text.replace("_", ""), 0)


def _number(text: str) -> Decimal:
    number = Decimal(text.replace("_", ""))
    # Ten characters of YAML must not become a number of a billion digits.
    if not number.is_finite() or abs(number.adjusted()) > _MAGNITUDE:
        raise ValueError(text)
    return number


_SCALARS: Mapping[str, Any] = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "int": _integer,
    "float": _number,
    "timestamp": date.fromisoformat,
}
