"""From what a user named to a corpus: the tables looked at and opened, each with the rules that it is held to."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from offerlint.asked import Terms
from offerlint.batches.columns import ColumnsError
from offerlint.batches.rules import Rules, portable
from offerlint.cache import cache_folder, kept
from offerlint.catalogue import Catalogues
from offerlint.corpus.asked import Corpus
from offerlint.corpus.inputs import InputsError, Table, format_of, look
from offerlint.corpus.tables import Opened, open_table

TableRules = tuple[Sequence[Rules], Mapping[str, int]]
"""Rules, and by which of them each table is held."""


def rules_of(terms: Terms, paths: Sequence[str], evidence: str, *, shows_personal_data: bool) -> TableRules:
    """The rules for each table: what the configuration says of its path is said of its rows.

    Raises InputsError for a catalogue of offers with a mistake in it.
    """
    book = kept(terms.rulebook, cache_folder(os.environ), portable)
    first = Rules.of(terms.rulebook, as_of=terms.as_of, shows_personal_data=shows_personal_data, book=book)
    config = terms.config
    common = replace(first, evidence=evidence, fields=config.fields, jinja=config.jinja)
    catalogues = Catalogues(config, files=terms.files)
    every: list[Rules] = []
    number: dict[str, int] = {}
    for path in paths:
        says = {key: value for key, value in config.declared(path).items() if key != "columns"}
        offers = catalogues.of(path, on_disk=True)
        selection = config.selection_of(path, terms.selection)
        own = replace(common, says=says, offers=offers, selection=selection)
        if own not in every:
            every.append(own)
        number[path] = every.index(own)
    if catalogues.problems:
        one = catalogues.problems[0]
        raise InputsError(f"{one.path}{f':{one.line}' if one.line else ''}: {one.message}")
    return every, number


def corpus_of(paths: Sequence[str], named: Mapping[str, str], labels: Sequence[str], rules: TableRules) -> Corpus:
    """The tables at `paths`, opened; raises InputsError where none of them can be read."""
    tables: list[Table] = []
    opened: dict[str, Opened] = {}
    problems: dict[str, str] = {}
    for path in paths:
        try:
            tables.append(look(path))
            opened[path] = open_table(tables[-1], named, labels)
        except ColumnsError as error:
            problems[path] = str(error)
        except (pa.ArrowException, ValueError) as error:
            problems[path] = f"not a table that can be read: {' '.join(str(error).split())}; write it anew"
        except OSError as error:
            problems[path] = f"cannot be read: {(error.strerror or str(error)).lower()}"
        if len(tables) < len(opened) + len(problems):
            tables.append(Table(path, format_of(path), 0, ""))
    if not opened:
        path, problem = next(iter(problems.items()))
        raise InputsError(f"{path}: {problem}")
    return Corpus(tables, opened, problems, *rules, named, labels)
