"""The guides as pages: their Markdown rendered once, links and pictures leading to the site's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from parindex.apps.guides.catalogue import COMMON, NAMES
from parindex.engine.values.vietnamese import fold

TEXTS = Path(__file__).parent / "texts"
_SECTION = "h2"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a guide: what follows `#` in its address, and its heading."""

    anchor: str
    heading: str


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide ready to be shown: `body` is all that follows its title."""

    name: str
    title: str
    sections: tuple[Section, ...]
    body: SafeString


def path_of(name: str) -> Path:
    """The file of a guide."""
    return TEXTS / ("README.md" if name == COMMON else f"{name}.md")


def guide_with(name: str) -> Guide | None:
    """The guide of that name; None where there is none."""
    return _rendered(name) if name in NAMES else None


def anchor_of(heading: str) -> str:
    """`2. Trả lời một mục` → `tra-loi-mot-muc`: the number may change, addresses do not."""
    words = fold(heading).split()
    return "-".join(words[1:] if words[0].isdecimal() else words)


@cache
def _rendered(name: str) -> Guide:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(path_of(name).read_text("utf-8"))
    # The page writes the title itself: the first three are its opening, text and closing.
    title, tokens = tokens[1].content, tokens[3:]
    sections = tuple(_marked(tokens))
    _name_cells(tokens)
    for each in tokens:
        if each.children:
            each.children = [shown for part in each.children for shown in _lead_home(part)]
    body = reader.renderer.render(tokens, reader.options, {})
    # Made from our own text with HTML in it refused.
    return Guide(name, title, sections, mark_safe(body))  # noqa: S308


def _marked(tokens: Sequence[Token]) -> Iterator[Section]:
    """The sections; each heading is marked with its anchor."""
    for opening, text in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == _SECTION:
            anchor = anchor_of(text.content)
            opening.attrSet("id", anchor)
            yield Section(anchor, text.content)


def _name_cells(tokens: Sequence[Token]) -> None:
    """Each cell with the title of its column, which stands before it on a narrow screen."""
    titles: list[str] = []
    column = 0
    for opening, text in pairwise(tokens):
        if opening.type == "thead_open":
            titles = []
        elif opening.type == "th_open":
            titles.append(text.content)
        elif opening.type == "tr_open":
            column = 0
        elif opening.type == "td_open":
            opening.attrSet("data-label", titles[column])
            column += 1


def _lead_home(part: Token) -> Iterator[Token]:
    """A link to another guide leads to its page, a picture to the site's file in its full size."""
    if part.type == "link_open":
        file, mark, anchor = str(part.attrGet("href")).partition("#")
        if file.endswith(".md"):
            stem = file.removesuffix(".md")
            name = COMMON if stem == "README" else stem
            part.attrSet("href", reverse("guides:guide", args=[name]) + mark + anchor)
    elif part.type == "image":
        address = static(str(part.attrGet("src")).removeprefix("../static/"))
        part.attrSet("src", address)
        yield Token("link_open", "a", 1, attrs={"href": address})
        yield part
        yield Token("link_close", "a", -1)
        return
    yield part
