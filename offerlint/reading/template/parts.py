"""Templates that are words with tags between them: what reads the tags of a language puts its tree together."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from offerlint.reading.template.delimiter import Delimiters, Part, scan
from offerlint.reading.template.nest import Nest
from offerlint.reading.template.tree import Text, Tree


class TagReader(ABC):
    """Reads the tags of one template, one after the other."""

    def __init__(self, source: str, nest: Nest) -> None:
        self.source, self.nest = source, nest

    @abstractmethod
    def take(self, part: Part) -> None:
        """Adds one tag to what is being read."""


def read_parts(
    source: str,
    signs: Delimiters,
    reader: type[TagReader],
    beginning: Callable[[str], str],
    ending: Callable[[str], str],
) -> Tree:
    """The tree of a template; offsets count the code points of `source`. See Nest for `beginning` and `ending`."""
    parts, faults = scan(source, signs)
    tags = reader(source, Nest(faults, beginning, ending))
    for part in parts:
        if part.opening:
            tags.take(part)
        else:
            tags.nest.add(Text(part.start, part.end))
    return tags.nest.finish()
