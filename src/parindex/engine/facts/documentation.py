"""The page that documents every measure, written from the declarations themselves.

`python -m parindex.engine.facts.documentation > docs/measures.md` writes it anew; a test fails when
the page in the repository no longer says what the measures say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from parindex.engine.facts.measure import EVERY_LEVEL, Measure
from parindex.engine.facts.registry import MEASURES
from parindex.engine.records.catalog import KINDS
from parindex.engine.values.facts import Level

_INTRODUCTION = """# Các phép đo

Trang này được viết ra từ khai báo các phép đo trong phần mềm (`parindex.engine.facts`); không sửa
tay. Xem số liệu bằng `parindex facts --store KHO --year NĂM [--measure TÊN] [--by CÁCH_NHÓM]`.

Với mỗi dòng thuộc kỳ, phép đo trả lời: đạt, không đạt, hoặc không kết luận được.

- Tử số là số dòng đạt; mẫu số là số dòng đạt và không đạt; dòng không kết luận được đếm riêng
  (`missing`). Bỏ trống một trường không bao giờ được hiểu là «không».
- Tỷ lệ của nhiều đơn vị hay nhiều tháng là tổng tử số trên tổng mẫu số, không phải trung bình các
  tỷ lệ. Mẫu số bằng 0 là «không phát sinh», khác với tỷ lệ 0 %.
- «Không phát sinh» chỉ được nói khi hồ sơ có thể cho biết. Loại hồ sơ chưa nạp, năm chưa nạp trong khi
  kho có năm khác, và hồ sơ có mà không dòng nào kết luận được (chẳng hạn hệ thống nguồn chưa xuất
  trường cần xét) là thiếu số liệu; số liệu khi đó nói rõ thiếu gì.
- Dòng được xét tại hết ngày chốt số liệu, mặc định là ngày cuối kỳ: việc xảy ra sau ngày đó coi như
  chưa xảy ra.
- Nhóm theo đơn vị: mọi đơn vị còn hiệu lực trong kỳ đều có số liệu, kể cả 0/0. Nhóm theo tháng: trạng
  thái kéo dài (đơn vị, TTHC còn áp dụng, hồ sơ đang giải quyết) được đếm lại cho từng tháng.
- Các hồ sơ đứng sau một con số: `parindex facts … --measure TÊN --rows numerator|denominator|missing`;
  danh sách và con số do cùng một điều kiện sinh ra.
- Kho lớn giữ số tổng hợp theo ngày: tử số, mẫu số của từng đơn vị, từng ngày, cập nhật theo đúng các
  hồ sơ thay đổi. Kỳ kết thúc vào cuối tháng, quý, nửa năm, năm được cộng từ đó; cộng từ đó hay đếm từ
  hồ sơ thì ra cùng một số.
- Ngày làm việc: thứ Hai đến thứ Sáu, trừ ngày lễ, theo lịch nghỉ và thông báo hoán đổi hằng năm.

«Chưa đối chiếu» là chỗ phần mềm phải chọn một cách tính mà chưa có văn bản chính thức làm căn cứ.
"""


def measures_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_INTRODUCTION, *(line for m in MEASURES.values() for line in _section(m))])


def _section(measure: Measure) -> Iterator[str]:
    yield f"## {measure.title}: `{measure.name}`\n"
    yield f"- Loại hồ sơ: {KINDS[measure.kind].title} (`{measure.kind}`)"
    for related in measure.related:
        yield f"- Đối chiếu với: {KINDS[related.kind].title} (`{related.kind}`)"
    yield f"- Thuộc kỳ: {measure.placement.words}"
    yield f"- Quy tắc: {measure.rule}."
    yield f"- Kết quả: {measure.unit_of_result}"
    if measure.levels != EVERY_LEVEL:
        names = [level.vietnamese for level in Level if level in measure.levels]
        yield f"- Chỉ tính ở: {', '.join(names)}"
    yield f"- Nguồn: {measure.source}"
    yield f"- Chưa đối chiếu: {measure.unverified or 'không có'}\n"


if __name__ == "__main__":
    sys.stdout.write(measures_page())
