"""The page that documents every kind of record, written from the schemas themselves.

`python -m parindex.engine.records.documentation > docs/records.md` writes it anew; a test fails
when the page in the repository no longer says what the schemas say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.conversion import EARLIEST, LATEST
from parindex.engine.records.faults import reasons
from parindex.engine.records.mapping import preset_names
from parindex.engine.records.schema import SIMULATED, Field, Kind

_INTRODUCTION = f"""# Các loại hồ sơ

Trang này được viết ra từ mô tả dữ liệu trong phần mềm (`parindex.engine.records`); không sửa tay.

Nạp bằng `parindex records import LOẠI TỆP… --store THƯ-MỤC`. Tệp CSV, bảng mã UTF-8 (có hoặc không
có BOM), dòng đầu là tên cột; dấu phân cách phẩy, chấm phẩy hoặc tab được tự nhận ra. Tên cột là tên
trường dưới đây, hoặc tên của hệ thống nguồn nếu dùng `--map BẢNG.yaml`. Bảng ánh xạ dựng sẵn:
{", ".join(f"`{name}`" for name in preset_names())}. Cột không có trường tương ứng thì không được lưu.

Cách đọc giá trị:

- Mã: bỏ khoảng trắng thừa, đổi thành chữ hoa.
- Ngày: `31/12/2023`, `31-12-2023` hoặc `2023-12-31`, có thể kèm giờ; trong khoảng
  {EARLIEST[:4]}–{LATEST[:4]}. Giờ không ghi múi giờ là giờ Việt Nam (UTC+7); giờ có múi giờ được đổi
  về giờ Việt Nam.
- Có/không: `true`/`false`, `1`/`0`, `có`/`không`, `x`. Bỏ trống nghĩa là không rõ, không phải là «không».
- Số đếm: chữ số liền nhau, ví dụ `1234`; số âm, số lẻ và số có dấu phân cách không được nhận.
- `origin` ghi «{SIMULATED}» là dữ liệu mô phỏng; mọi kết quả tính từ đó đều mang dấu này.

Dòng không dùng được thì vào khu cách ly cùng tên tệp, số dòng, cột, giá trị, lý do và cách sửa; các
dòng khác vẫn được nạp. Dòng lặp lại y hệt trong một tệp chỉ lấy một lần. Nạp lại cùng một tệp không
làm thay đổi gì; lần nạp sau thay dòng cùng khóa của lần nạp trước; trong một lần nạp nhiều tệp, tệp
đứng sau thay tệp đứng trước. Dòng không tách được thành cột chỉ được giữ nguyên văn khi mọi cột của
tệp đều được lấy, nếu không thì chỉ giữ mã băm.

Danh mục đơn vị (`units`) phải được nạp trước; mã đơn vị trên mỗi dòng được đối chiếu với danh mục,
kể cả hiệu lực vào ngày của dòng.
"""


def records_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_INTRODUCTION, *(line for kind in KINDS.values() for line in _section(kind))])


def _section(kind: Kind) -> Iterator[str]:
    key = " + ".join(f"`{name}`" for name in kind.key)
    yield f"## {kind.title}: `{kind.name}`\n"
    yield f"Mỗi dòng là {kind.row_is}. Khóa: {key}."
    if kind.day:
        yield f"Lưu theo năm, tháng của `{kind.day}`."
    yield "\n| Trường | Kiểu | Bắt buộc | Ý nghĩa |\n|---|---|---|---|"
    for field in kind.fields:
        required = "có" if field.required else ""
        yield f"| `{field.name}` | {field.type.vietnamese} | {required} | {_meaning(field)} |"
    yield "\nDòng bị cách ly khi:\n"
    for rule, says in reasons(kind).items():
        yield f"- `{rule}`: {says}"
    yield ""


def _meaning(field: Field) -> str:
    if not field.choices:
        return field.meaning
    choices = ", ".join(f"`{value}` ({name})" for value, name in field.choices)
    return f"{field.meaning}: {choices}"


if __name__ == "__main__":
    sys.stdout.write(records_page())
