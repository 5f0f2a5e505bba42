"""Which column of a table holds what: as somebody said, or by the names that columns have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from offerlint.model.vocabulary import SCOPES
from offerlint.reading.columns import ROLES, SAYS, is_deck, role_of
from offerlint.text.frozen import dataclass
from offerlint.text.nearest import did_you_mean

ID, TEXT, FORMAT = "id", "text", "format"
USUAL = ("kind", "channel", "audience", "products", "as_of")
"""What a column of that very name says of its row, though nobody says so."""


class ColumnsError(ValueError):
    """Columns that were named and are not there, or names that mean nothing; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, by their names: the id, the text or fields with their scopes, and what rows say.

    `text` is empty where the copy of a row stands in `fields`: a scope by the name of each column. `says` gives the
    column for a key, `labels` are columns that are handed on as they are.
    """

    id: str
    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    says: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def copy(self) -> tuple[str, ...]:
        """The columns that decide what is found: of the words, and of what a row says."""
        words = (self.text,) if self.text else tuple(name for name, _ in self.fields)
        return tuple(dict.fromkeys((*words, *(name for _, name in self.says))))

    @property
    def names(self) -> tuple[str, ...]:
        """Every column that is read."""
        return tuple(dict.fromkeys((self.id, *self.copy, *self.labels)))


def columns_of(schema: pa.Schema, named: Mapping[str, str], labels: Sequence[str] = ()) -> Columns:
    """The columns of a table of `schema`; `named` gives the column for what it holds.

    Raises ColumnsError where one is not there, or nothing tells which one holds the id or the copy.
    """
    names = schema.names
    for what, name in named.items():
        _must_mean_something(what)
        if name not in names:
            raise ColumnsError(f"no column is called “{name}” ({what}={name}); {did_you_mean(name, names)}")
    for name in labels:
        if name not in names:
            raise ColumnsError(f"no column is called “{name}”; {did_you_mean(name, names)}")
    said = {what: name for what, name in named.items() if _key(what)}
    usual = {key: key for key in USUAL if key in names and key not in said and key not in named.values()}
    says = tuple((_key(what), name) for what, name in {**usual, **said}.items())
    own = named.get(ID, ID)
    if own not in names:
        raise ColumnsError(f"no column is called “id”; say which one holds it with id=COLUMN, of {_listed(names)}")
    text, fields = _copy(names, named)
    return Columns(own, text, fields, says, tuple(labels))


def scope_of(name: str) -> str:
    """The scope of the words in a field or column of this name, as in a copy deck; a paragraph's if none."""
    role = role_of(name)
    return ROLES.get(role, "body.paragraph")


def _copy(names: Sequence[str], named: Mapping[str, str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The column of the text, or those of the fields with their scopes."""
    fields = tuple((name, ROLES.get(what, what)) for what, name in named.items() if what in ROLES or what in SCOPES)
    if TEXT in named and fields:
        raise ColumnsError(f"the copy is in one column (text={named[TEXT]}) or in several ({fields[0][0]}), not both")
    if fields:
        return "", fields
    if TEXT in named or TEXT in names:
        return named.get(TEXT, TEXT), ()
    taken = set(named.values())
    deck = [name for name in names if role_of(name) in ROLES and name not in taken]
    if is_deck(deck):
        return "", tuple((name, scope_of(name)) for name in deck)
    raise ColumnsError(f"no column is called “text”; say which one holds it with text=COLUMN, of {_listed(names)}")


def _key(what: str) -> str:
    """The key that a column says of its row; empty for the id and for copy."""
    key = what.replace("-", "_")
    return key if key in (*SAYS, FORMAT) else ""


def _must_mean_something(what: str) -> None:
    known = (ID, TEXT, *ROLES, *SAYS, FORMAT)
    if what not in (*known, *SCOPES) and not _key(what):
        raise ColumnsError(f"a column cannot be “{what}”; {did_you_mean(what, known)}")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:20]) + (" …" if len(names) > 20 else "")
