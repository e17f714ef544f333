"""The example plan, and what a person reads in it (worked out by hand from the text)."""

from pathlib import Path

EXAMPLE = Path(__file__).parents[3] / "examples/ke-hoach-839/ke-hoach-839-KH-VP-2023.txt"

ALL = ["Các sở, ngành, địa phương"]
INTERNAL = ["Phòng Nội chính và Kiểm soát TTHC"]
CENTRE = ["Trung tâm Thông tin"]

# Columns: reference, number of items, lead units, coordinating units.
TASKS = [
    ("1.1", 0, INTERNAL, ALL),
    ("1.2", 0, INTERNAL, ALL),
    ("1.3", 0, INTERNAL, ALL),
    ("1.4", 0, ALL, INTERNAL),
    ("1.5", 3, ALL, INTERNAL),
    ("1.6", 0, ALL, INTERNAL),
    ("2.1", 0, CENTRE, ALL),
    ("2.2", 0, CENTRE, ALL),
    ("2.3", 0, CENTRE, []),
    ("2.4a", 0, CENTRE, []),
    ("2.4b", 0, ALL, ["Phòng Nội chính và kiểm soát TTHC"]),
    ("3", 2, ["Các Phòng Chuyên môn có liên quan"], ALL),
    ("4", 0, ["Phòng Tổng hợp"], ALL),
]

# Each: ref, scope, comparator, value, upper, unit, exception; counted on paper.
TARGETS = [
    (
        "2.1",
        ["sở, ngành và tương đương", "phòng thuộc UBND cấp huyện"],
        "=",
        "100",
        None,
        "%",
        "văn bản, hồ sơ mật",
    ),
    ("2.2", ["sở, ngành và tương đương", "UBND cấp huyện"], "=", "100", None, "%", None),
    ("2.2", ["UBND cấp xã"], "between", "80", "100", "%", None),
    ("2.4b", ["cấp tỉnh"], ">=", "30", None, "%", None),
    ("2.4b", ["cấp huyện"], ">=", "20", None, "%", None),
    ("2.4b", ["cấp xã"], ">=", "15", None, "%", None),
    ("3", [], "between", "2", "3", "cuộc", None),
]
