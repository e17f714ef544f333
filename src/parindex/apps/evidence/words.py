"""Texts that are searched by the beginnings of their words, through an index of either database.

SQLite: a table of FTS5 beside the texts, kept by triggers. PostgreSQL: a column that the database
computes itself, with an index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.expressions import Col
from django.db.models.lookups import Lookup

from parindex.engine.values.vietnamese import fold

if TYPE_CHECKING:
    _Lookup = Lookup[str]
else:
    _Lookup = Lookup

_SQLITE = """
CREATE VIRTUAL TABLE evidence_words USING fts5(
    words, content='evidence_filetext', content_rowid='id', detail='none', tokenize='ascii');
CREATE TRIGGER evidence_words_insert AFTER INSERT ON evidence_filetext BEGIN
    INSERT INTO evidence_words(rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER evidence_words_delete AFTER DELETE ON evidence_filetext BEGIN
    INSERT INTO evidence_words(evidence_words, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER evidence_words_update AFTER UPDATE ON evidence_filetext BEGIN
    INSERT INTO evidence_words(evidence_words, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO evidence_words(rowid, words) VALUES (new.id, new.words);
END
"""
_NO_SQLITE = """
DROP TRIGGER evidence_words_insert;
DROP TRIGGER evidence_words_delete;
DROP TRIGGER evidence_words_update;
DROP TABLE evidence_words
"""
_POSTGRESQL = """
ALTER TABLE evidence_filetext ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED;
CREATE INDEX evidence_words ON evidence_filetext USING gin (vector)
"""
_NO_POSTGRESQL = """
DROP INDEX evidence_words;
ALTER TABLE evidence_filetext DROP COLUMN vector
"""


class Holds(_Lookup):
    """`filter(Holds(F("words"), "ke hoach"))`: every word asked for begins a word of the text."""

    lookup_name = "holds"

    def get_prep_lookup(self) -> list[str]:
        return fold(str(self.rhs)).split()

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The rows that FTS5 finds."""
        asked = " ".join(f'"{word}"*' for word in self.rhs)
        found = "SELECT rowid FROM evidence_words WHERE evidence_words MATCH %s"
        return f"{self._column(compiler, 'id')} IN ({found})", [asked]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The rows that the text search finds."""
        asked = " & ".join(f"{word}:*" for word in self.rhs)
        return f"{self._column(compiler, 'vector')} @@ to_tsquery('simple', %s)", [asked]

    def _column(self, compiler: Any, name: str) -> str:
        """Another column of the table whose text is asked about."""
        if not isinstance(self.lhs, Col):
            raise TypeError("only a column of the table itself is indexed")
        return f"{compiler.quote_name_unless_alias(self.lhs.alias)}.{name}"


def make_index(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make what the database searches by; for the migration."""
    _execute(editor, _SQLITE, _POSTGRESQL)


def drop_index(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    _execute(editor, _NO_SQLITE, _NO_POSTGRESQL)


def _execute(editor: BaseDatabaseSchemaEditor, sqlite: str, postgresql: str) -> None:
    statements = sqlite if editor.connection.vendor == "sqlite" else postgresql
    for statement in editor.connection.ops.prepare_sql_script(statements):
        editor.execute(statement, params=None)
