"""Who issues the report, to whom, and who will sign it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parindex.engine.plans.model import Plan

_OFFICES_OF_A_BODY = ("Văn phòng",)
"""Names that stand before the name of the body an office belongs to."""

_USUAL_SHORT_FORMS = {"Ủy ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND"}

_NEXT_AUTHORITY = re.compile(r",\s*(?=(?:TM|KT|TL|TUQ|Q)\s?[./])", re.IGNORECASE)

_KIND = "BC"
"""Abbreviation of the kind of document: báo cáo."""


@dataclass(frozen=True, slots=True)
class OfficeDetails:
    """The frame of the letter; whatever is empty prints as a blank to be filled in.

    `issuer` is the full name, `superior` the body above it, `symbol` what follows the number
    (`BC-VP`). Number and date belong to the registry (văn thư), the name to the person who signs.
    """

    issuer: str
    superior: str = ""
    symbol: str = _KIND
    place: str = ""
    date: date | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: str = ""
    office: str = ""

    @property
    def signing(self) -> tuple[str, ...]:
        """The lines above a signature: each authority on its own (`TM. …`, `KT. …`), the office."""
        lines = (*_NEXT_AUTHORITY.split(self.authority), self.office)
        return tuple(line for line in lines if line)

    @property
    def letterhead(self) -> tuple[str, str]:
        """Superior and issuing body as the head of the page shows them.

        «Văn phòng Ủy ban nhân dân tỉnh X» without a superior stands as «UBND tỉnh X» over
        «Văn phòng».
        """
        superior, own = self.superior, self.issuer
        for office in _OFFICES_OF_A_BODY:
            body = own.removeprefix(f"{office} ")
            if not superior and body != own:
                superior, own = body, office
        for long, short in _USUAL_SHORT_FORMS.items():
            superior = re.sub(long, short, superior, flags=re.IGNORECASE)
        return superior, own


def office_of(plan: Plan, *, on: date | None = None) -> OfficeDetails:
    """The frame that a plan implies: its issuer reports to the first of its recipients.

    The other recipients stay recipients; the signature block keeps the offices, never the name.
    """
    kept = [each for each in plan.recipients if not _is_file_copy(each)]
    return OfficeDetails(
        issuer=plan.issuer or "",
        symbol=_symbol(plan.symbol),
        place=plan.place or "",
        date=on,
        addressees=tuple(kept[:1]),
        recipients=(*kept[1:], *map(_file_copy, filter(_is_file_copy, plan.recipients))),
        authority=(plan.signer.authority if plan.signer else None) or "",
        office=(plan.signer.office if plan.signer else None) or "",
    )


def _symbol(symbol: str | None) -> str:
    """`KH-VP` becomes `BC-VP`: another kind of document of the same office."""
    _, dash, issuer = (symbol or "").partition("-")
    return f"{_KIND}{dash}{issuer}"


def _is_file_copy(recipient: str) -> bool:
    return recipient.strip().lower().startswith("lưu")


def _file_copy(recipient: str) -> str:
    """`Lưu: VT, HCTC(Nga)` without the mark of whoever drafted the plan."""
    return re.sub(r"\s*\([^)]*\)", "", recipient)
