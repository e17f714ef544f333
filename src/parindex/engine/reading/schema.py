"""Hold YAML data against a model; every fault in Vietnamese with its file and line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from parindex.engine.reading.yaml import Location, YamlDocument
from parindex.engine.values.problems import BadInput, Problem, excerpt

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Where = Callable[[Location], str]


def validated(document: YamlDocument, model: type[Model]) -> Model:
    """The document as an instance of the model, or `BadInput` with every fault found."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise BadInput(*schema_problems(error, document.where)) from error


def schema_problems(error: ValidationError, where: Where) -> list[Problem]:
    """Each fault of a validation error as a problem; `where` turns a location into words."""
    return [_problem(detail, where) for detail in error.errors(include_url=False)]


def _problem(detail: ErrorDetails, where: Where) -> Problem:
    location = detail["loc"]
    key = str(location[-1]) if location else "nội dung tệp"
    context = detail.get("ctx", {})
    what, remedy = _WORDS.get(detail["type"], _OTHER)
    expected = next((context[name] for name in _EXPECTATIONS if name in context), "")
    filled = {
        "key": key,
        "given": excerpt(context.get("tag", detail["input"])),
        "expected": str(expected).replace("'", "").replace(" or ", ", "),
    }
    return Problem(where(location), what.format(**filled), remedy.format(**filled))


_EXPECTATIONS = ("expected_tags", "expected", "error", "ge", "le", "max_length")
"""Under which names a validation error tells what it expected."""

_LIST = (
    "khóa «{key}» phải là một danh sách",
    "Hãy viết các mục thành từng dòng bắt đầu bằng dấu -",
)
_GROUP = ("«{key}» phải là một nhóm «khóa: giá trị»", "Hãy viết lại thành các dòng khóa: giá trị")
_TEXT = ("khóa «{key}» phải là chữ, không phải «{given}»", "Hãy đặt giá trị trong dấu nháy kép")
_CHOICE = ("«{given}» không dùng được cho khóa «{key}»", "Hãy chọn một trong: {expected}")
_DATE = ("khóa «{key}» không phải ngày hợp lệ («{given}»)", "Hãy viết ngày dạng 2023-02-27")
_BLANK = ("khóa «{key}» để trống", "Hãy điền giá trị")
_LONG = (
    "giá trị «{given}» của khóa «{key}» quá dài",
    "Hãy viết ngắn lại, nhiều nhất {expected} chữ",
)
_OTHER = ("giá trị «{given}» của khóa «{key}» không dùng được", "Hãy sửa lại giá trị")

_WORDS = {
    "missing": ("thiếu khóa «{key}»", "Hãy thêm khóa này"),
    "extra_forbidden": ("khóa «{key}» không có trong mẫu", "Hãy sửa tên khóa hoặc xóa nó đi"),
    "union_tag_invalid": ("loại «{given}» không có", "Hãy chọn kind là một trong: {expected}"),
    "union_tag_not_found": ("thiếu khóa «kind» ở «{key}»", "Hãy thêm kind để nói rõ loại"),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "string_type": _TEXT,
    "string_too_short": _BLANK,
    "too_short": _BLANK,
    "string_too_long": _LONG,
    "too_long": _LONG,
    "greater_than_equal": ("khóa «{key}» là {given}, quá nhỏ", "Hãy ghi từ {expected} trở lên"),
    "less_than_equal": ("khóa «{key}» là {given}, quá lớn", "Hãy ghi nhiều nhất {expected}"),
    "int_type": ("khóa «{key}» phải là số nguyên, không phải «{given}»", "Hãy ghi một số nguyên"),
    "bool_type": ("khóa «{key}» phải là true hoặc false, không phải «{given}»", "Hãy sửa lại"),
    "value_error": ("giá trị «{given}» của khóa «{key}»: {expected}", "Hãy sửa lại giá trị"),
    "date_type": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_parsing": _DATE,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
}
