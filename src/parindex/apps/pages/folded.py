"""Columns that the database searches and sorts by, computed from another field when a row is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from parindex.engine.values.vietnamese import fold, sort_key

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


class DerivedField(_Text):
    """A text computed from the fields named in `of`, joined by blanks, whenever a row is saved.

    `QuerySet.update` computes nothing: change rows through `parindex.apps.pages.versions` or `save`.
    """

    derive: Callable[[str], str] = staticmethod(str)

    def __init__(self, *, of: tuple[str, ...], **options: Any) -> None:
        self.of = of
        super().__init__(**{**options, "editable": False, "default": ""})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        del options["editable"], options["default"]
        return str(name), path, list(args), {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 - Django's
        texts = (str(getattr(model_instance, name) or "") for name in self.of)
        value = self.derive(" ".join(texts))
        setattr(model_instance, self.attname, value)
        return value


class FoldedField(DerivedField):
    """The text without accents, for searching."""

    derive = staticmethod(fold)


class SortKeyField(DerivedField):
    """The key by which Vietnamese text sorts."""

    derive = staticmethod(sort_key)


def matching(field: str, words: str) -> Q:
    """Rows whose folded `field` holds every word of `words`, whatever its accents and case."""
    found = Q()
    for word in fold(words).split():
        found &= Q(**{f"{field}__contains": word})
    return found
