"""The page that documents every kind of record, written from the schemas themselves.

`python -m parindex.engine.records.documentation > docs/records.md` writes it anew; a test fails
when the page in the repository no longer says what the schemas say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.conversion import EARLIEST, LATEST
from parindex.engine.records.faults import MISTAKEN_ROWS, MISTAKEN_SHARE, every_fault
from parindex.engine.records.mapping import preset_names
from parindex.engine.records.schema import SIMULATED, Field, Kind, YearlyCount
from parindex.engine.records.severity import FaultClass, Severity
from parindex.engine.values.numbers import vietnamese

_YEARLY = YearlyCount()


def _percent(share: Fraction) -> str:
    return f"{vietnamese(100 * share)} %"


_INTRODUCTION = f"""# Các loại hồ sơ

Trang này được viết ra từ mô tả dữ liệu trong phần mềm (`parindex.engine.records`); không sửa tay.

Nạp bằng `parindex records import LOẠI TỆP… --store THƯ-MỤC`. Nhận tệp CSV (UTF-8 có hoặc không có
BOM, UTF-16, Windows-1258; phân cách bằng phẩy, chấm phẩy, tab hoặc `|`; kể cả dòng `sep=;` của Excel
và tệp nén `.gz`), XLSX, XLS, Parquet và câu truy vấn tới PostgreSQL. Bảng mã và dấu phân cách được tự
nhận ra, có thể chỉ định lại. Một thư mục là một đợt: mọi tệp `.csv`, `.tsv`, `.txt`, `.gz`, `.xlsx`,
`.xlsm`, `.xls`, `.parquet` trong đó, theo thứ tự tên; thư mục con không được đọc. Bảng tính có nhiều
trang chứa dữ liệu thì phải chọn trang, trừ khi chỉ một trang có đủ cột.

Tên cột là tên trường dưới đây, hoặc tên của hệ thống nguồn nếu dùng `--map BẢNG.yaml`. Bảng ánh xạ
dựng sẵn:
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

## Kiểm tra theo thứ hạng

Mỗi lỗi thuộc một loại, xếp từ thô đến tinh: {"; ".join(each.vietnamese for each in FaultClass)}.
Mỗi lỗi có một mức xử lý: {"; ".join(each.vietnamese for each in Severity)}. Bảng lỗi của từng loại hồ
sơ nằm ở cuối mỗi mục dưới đây, nặng trước nhẹ sau.

- **{Severity.REJECT_FILE.vietnamese.capitalize()}**: không dòng nào được nạp. Ngoài tệp không đọc
  được hoặc thiếu cột bắt buộc, đó là tệp mà quá {_percent(MISTAKEN_SHARE)} số dòng (từ {MISTAKEN_ROWS}
  dòng trở lên) bị cùng một lỗi ở cùng một cột: thường là nhầm tệp hoặc nhầm bảng ánh xạ. Thêm
  `--accept-anyway` thì vẫn nạp, dòng lỗi vào khu cách ly.
- **{Severity.REJECT_ROW.vietnamese.capitalize()}**: dòng không được tính, nằm trong khu cách ly đến khi
  được sửa.
- **{Severity.WARN.vietnamese.capitalize()}**: dòng được tính; số dòng và vài khóa đầu tiên được in ra để
  xem lại. Chỉ xét các dòng vừa thêm mới hoặc thay thế.

So với số liệu trước đây: với các loại hồ sơ phát sinh đều, số dòng của từng đơn vị trong từng tháng mà
đợt nạp phủ từ {_YEARLY.least_days} ngày trở lên được so với đúng những ngày ấy của năm trước; cảnh báo
khi chưa bằng {_percent(_YEARLY.low)} hoặc hơn {_percent(_YEARLY.high)} và một trong hai số đạt
{_YEARLY.least_rows} dòng. Đơn vị không tồn tại suốt cả hai khoảng thời gian thì không so;
đợt nạp quá nhỏ so với dữ liệu phải đọc (chưa đến 1/{_YEARLY.read_per_row}), như số liệu bổ sung hằng
ngày, cũng vậy.

## Khu cách ly và sửa lỗi

Dòng cách ly được nhận biết bằng mã dòng, tính từ chính nội dung của dòng: cùng một dòng nạp lại, dù ở
tệp nào, vẫn là một. `parindex records errors LOẠI --store KHO --out TỆP.xlsx` xuất sổ lỗi gồm ba trang:
mười loại lỗi cần xử lý trước, tất cả các lỗi theo nhóm, và các dòng như khi nhận được để sửa ngay trong
bảng. Nạp lại bằng `parindex records import LOẠI TỆP.xlsx --store KHO`.

Một dòng rời khu cách ly khi:

- dòng mang mã ấy trong sổ lỗi đã sửa được nạp lại; nếu vẫn còn lỗi thì nội dung mới nằm lại khu cách ly
  với lý do mới, thay cho nội dung cũ;
- hoặc một đợt nạp sau có dòng dùng được với cùng khóa, hay có dòng cùng khóa còn lỗi với nội dung khác:
  dòng sau thay dòng trước. Dòng mà khóa không đọc được, hoặc không tách
  được thành cột, chỉ rời khu cách ly bằng cách thứ nhất.

Một đợt nạp không xóa những dòng do chính nó đưa vào khu cách ly, nên nạp lại cùng các tệp không làm
thay đổi gì.
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
    yield "\n| Lỗi | Loại | Xử lý | Nghĩa là |\n|---|---|---|---|"
    for fault in every_fault(kind):
        ranks = f"{fault.fault_class.vietnamese} | {fault.severity.vietnamese}"
        yield f"| `{fault.rule}` | {ranks} | {fault.in_general or fault.says} |"
    yield ""


def _meaning(field: Field) -> str:
    if not field.choices:
        return field.meaning
    choices = ", ".join(f"`{value}` ({name})" for value, name in field.choices)
    return f"{field.meaning}: {choices}"


if __name__ == "__main__":
    sys.stdout.write(records_page())
