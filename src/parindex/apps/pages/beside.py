"""What apps above put on the pages of apps below, which know nothing of them.

A page names its spots; an app registers a piece for a spot when it gets ready.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

Context = Callable[[Any, Any], dict[str, Any] | None]
"""From the request and the thing that the page shows to the template's context; None: no piece."""


@dataclass(frozen=True, slots=True)
class _Piece:
    template: str
    context: Context


_pieces: defaultdict[str, list[_Piece]] = defaultdict(list)


def stand_beside(spot: str, template: str, context: Context) -> None:
    """Draw the template at the spot of a page, behind what stands there already."""
    _pieces[spot].append(_Piece(template, context))


def pieces_at(spot: str, request: HttpRequest, thing: Any) -> SafeString:
    """Everything that stands at the spot, for the visitor who asks."""
    told = ((piece, piece.context(request, thing)) for piece in _pieces[spot])
    drawn = (
        (render_to_string(piece.template, context, request),)
        for piece, context in told
        if context is not None
    )
    return format_html_join("", "{}", drawn)
