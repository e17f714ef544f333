"""What a PostgreSQL server or the way to it objects to, said in Vietnamese; its own words as detail."""

from __future__ import annotations

import re
from dataclasses import dataclass

import psycopg

from parindex.engine.values.problems import BadInput


@dataclass(frozen=True, slots=True)
class _Cause:
    """What happened, and what to do about it."""

    what: str
    remedy: str


_UNREACHED = _Cause(
    "không kết nối được với cơ sở dữ liệu",
    "Hãy kiểm tra địa chỉ, tài khoản, mật khẩu (trong địa chỉ, PGPASSWORD hoặc ~/.pgpass) và đường"
    " mạng",
)

_ON_THE_WAY: tuple[tuple[str, _Cause], ...] = (
    (
        r"password authentication failed|no password supplied|role .* does not exist",
        _Cause(
            "máy chủ không nhận tài khoản hoặc mật khẩu này",
            "Hãy kiểm tra tài khoản và mật khẩu (trong địa chỉ, PGPASSWORD hoặc ~/.pgpass)",
        ),
    ),
    (
        r"database .* does not exist",
        _Cause(
            "máy chủ không có cơ sở dữ liệu tên này",
            "Hãy kiểm tra tên cơ sở dữ liệu ở cuối địa chỉ",
        ),
    ),
    (
        r"pg_hba\.conf",
        _Cause(
            "máy chủ không cho phép kết nối từ máy này với tài khoản này",
            "Hãy đề nghị người quản trị máy chủ cho phép (pg_hba.conf)",
        ),
    ),
    (
        r"refused|no such file or directory",
        _Cause(
            "không có máy chủ PostgreSQL nào trả lời ở địa chỉ và cổng này",
            "Hãy kiểm tra địa chỉ, cổng, và máy chủ có đang chạy không",
        ),
    ),
    (
        r"resolve|translate host|name or service not known",
        _Cause("không tìm thấy máy chủ mang tên này", "Hãy kiểm tra tên máy chủ trong địa chỉ"),
    ),
    (
        r"timeout|timed out|unreachable|no route",
        _Cause(
            "máy chủ không trả lời trong thời gian chờ",
            "Hãy kiểm tra địa chỉ, đường mạng và tường lửa rồi thử lại",
        ),
    ),
    (
        r"too many|remaining connection slots",
        _Cause("máy chủ đã hết chỗ cho kết nối mới", "Hãy thử lại sau"),
    ),
)
"""Before there is a connection no code tells the cause, only the words."""

_OBJECTED = _Cause("máy chủ không thực hiện được câu truy vấn", "Hãy sửa lại --query rồi thử lại")
_LOST = _Cause("kết nối với máy chủ bị ngắt giữa chừng", "Hãy kiểm tra đường mạng rồi chạy lại")

_BY_CODE: dict[str, _Cause] = {
    "42P01": _Cause(
        "câu truy vấn dùng một bảng không có trong cơ sở dữ liệu",
        "Hãy kiểm tra tên bảng (và tên lược đồ) trong --query",
    ),
    "42703": _Cause(
        "câu truy vấn dùng một cột không có trong bảng", "Hãy kiểm tra tên cột trong --query"
    ),
    "42883": _Cause(
        "câu truy vấn dùng một hàm không có, hoặc sai kiểu của tham số",
        "Hãy kiểm tra tên hàm và kiểu dữ liệu trong --query",
    ),
    "42601": _Cause(
        "câu truy vấn sai cú pháp, hoặc gồm nhiều câu lệnh",
        "Hãy viết lại --query thành đúng một câu SELECT",
    ),
    "42501": _Cause(
        "tài khoản không có quyền đọc dữ liệu này",
        "Hãy đề nghị người quản trị cấp quyền đọc, hoặc dùng tài khoản khác",
    ),
    "25006": _Cause(
        "câu truy vấn định thay đổi dữ liệu, mà ở đây chỉ được đọc",
        "Hãy chỉ dùng SELECT trong --query",
    ),
    "0A000": _Cause(
        "câu truy vấn dùng cách viết mà máy chủ không cho dùng ở đây (như sửa dữ liệu trong WITH, đọc"
        " cơ sở dữ liệu khác)",
        "Hãy viết lại --query thành một câu SELECT trên chính cơ sở dữ liệu này",
    ),
    "57014": _Cause(
        "máy chủ đã dừng câu truy vấn vì quá thời gian cho phép",
        "Hãy thu hẹp câu truy vấn (ví dụ từng tháng), hoặc đề nghị nới thời gian",
    ),
    "57P01": _LOST,
    "57P02": _LOST,
    "53300": _Cause("máy chủ đã hết chỗ cho kết nối mới", "Hãy thử lại sau"),
}
"""Causes by the codes of the SQL standard and of PostgreSQL (appendix A of its manual)."""

_LOST_CLASS = "08"
LOST = "08006"
"""The code of a connection that failed; a server that is gone tells none itself."""


def not_connected(name: str, error: psycopg.Error, password: str) -> BadInput:
    """Why there is no connection to the database of that name; the password is never repeated."""
    told = _first_line(str(error))
    if password:
        told = told.replace(password, "***")
    found = (cause for words, cause in _ON_THE_WAY if re.search(words, told, re.IGNORECASE))
    return _said(name, next(found, _UNREACHED), told)


def refused(name: str, code: str | None, message: str) -> BadInput:
    """Why the server does not answer a query, from the code of its error and its words."""
    lost = code is not None and code.startswith(_LOST_CLASS)
    cause = _LOST if lost else _BY_CODE.get(code or "", _OBJECTED)
    return _said(name, cause, _first_line(message).removeprefix("ERROR:").strip())


def _said(name: str, cause: _Cause, told: str) -> BadInput:
    detail = f" (nguyên văn: {told})" if told else ""
    return BadInput.of(name, f"{cause.what}{detail}", cause.remedy)


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")
