"""The texts that measures rest on, each written once."""

from __future__ import annotations

DECISION_766 = "Quyết định 766/QĐ-TTg ngày 23/6/2022"
FORM_06A = "Biểu II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP"
PETITION_TERMS = "Thời hạn tiếp nhận, xử lý PAKN trên Hệ thống tiếp nhận, xử lý PAKN"


def plan_item(item: str) -> str:
    """An item of the plan that the product starts from."""
    return f"Kế hoạch 839/KH-VP ngày 27/02/2023, mục {item}"
