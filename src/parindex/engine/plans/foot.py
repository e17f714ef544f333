"""The foot of a plan: Nơi nhận and the signature block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from parindex.engine.plans import frame
from parindex.engine.plans.ledger import Ledger
from parindex.engine.plans.model import Signer
from parindex.engine.plans.tokens import Mark, Token
from parindex.engine.plans.words import is_capitals, without_end


@dataclass(slots=True)
class Foot:
    """Recipients and the parts of the signature block as they stand below the text."""

    recipients: list[str] = field(default_factory=list)
    authority: list[str] = field(default_factory=list)
    office: list[str] = field(default_factory=list)
    name: str | None = None

    @property
    def signer(self) -> Signer | None:
        """Who signed, or None where no signature block was found."""
        if not (self.authority or self.office or self.name):
            return None
        return Signer(", ".join(self.authority) or None, " ".join(self.office) or None, self.name)


def read_foot(tokens: Iterable[Token], ledger: Ledger) -> Foot:
    """Read what follows the last section, placing the tokens that are understood."""
    foot, listing = Foot(), False
    for token in tokens:
        behind = frame.after(token.text, recipients=True)
        listing = listing or behind is not None
        part = _take(foot, token, behind, listing=listing)
        if part is not None:
            ledger.place(token.pieces, part)
    return foot


def _take(foot: Foot, token: Token, behind: str | None, *, listing: bool) -> str | None:
    text = token.text
    if frame.RULE.fullmatch(text) or frame.is_signature_note(text):
        return "frame"
    if behind is not None:
        foot.recipients += [without_end(behind)] if behind else []
        return "recipients"
    if listing and _is_recipient(token):
        foot.recipients.append(without_end(text))
        return "recipients"
    if token.mark is not Mark.NONE or foot.name is not None:
        return None
    return _sign(foot, text)


def _is_recipient(token: Token) -> bool:
    return token.mark is Mark.BULLET or (
        token.mark is Mark.NONE and token.text.endswith((";", "."))
    )


def _sign(foot: Foot, text: str) -> str | None:
    if frame.is_authority(text) and not foot.office:
        foot.authority.append(text)
    elif is_capitals(text) and (foot.authority or frame.is_office(text)):
        foot.office.append(text)
    elif frame.is_name(text) and (foot.authority or foot.office):
        foot.name = text
    else:
        return None
    return "signer"
