"""What a .docx says about itself: properties, language, the version of Word it is laid out for."""

from __future__ import annotations

from datetime import UTC

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from parindex.engine.official import layout
from parindex.engine.official.blocks import Metadata

_LONGEST_PROPERTY = 255
_WORD_2013_AND_LATER = "15"


def describe(document: Document, metadata: Metadata) -> None:
    """Fill in the core properties; nobody is named as the last to change the file."""
    properties = document.core_properties
    properties.title = metadata.title[:_LONGEST_PROPERTY]
    properties.author = metadata.author[:_LONGEST_PROPERTY]
    properties.subject = metadata.subject[:_LONGEST_PROPERTY]
    properties.keywords = ", ".join(metadata.keywords)[:_LONGEST_PROPERTY]
    properties.comments = properties.last_modified_by = ""
    properties.language = layout.LANGUAGE
    # The property is in UTC and python-docx wants it without saying so.
    created = metadata.created.astimezone(UTC).replace(tzinfo=None)
    properties.created = properties.modified = created


def modernise(document: Document) -> None:
    """Undo what python-docx's template brings along: compatibility mode, Japanese, a thumbnail."""
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013_AND_LATER)
    for language in settings.iter(qn("w:themeFontLang")):
        language.attrib.clear()
        language.set(qn("w:val"), layout.LANGUAGE)
    relations = document.part.package.rels
    for key, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[key]
