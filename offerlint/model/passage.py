"""What checks look at: blocks with their words, sentences and facts already read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from itertools import accumulate
from typing import Any
from unicodedata import category

from offerlint.model.block import Block, Place
from offerlint.model.document import Document, Variant
from offerlint.model.fact import Fact
from offerlint.model.figure import DayFigures
from offerlint.model.offer import Tied
from offerlint.text.fold import Folded
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.words import Words


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A block, folded and split, with the facts that stand in it in order of place.

    `stops` are the word indexes after which a sentence ends, the last word's included.
    """

    block: Block
    folded: Folded
    words: Words
    stops: tuple[int, ...]
    facts: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        last = self.stops[-1] if self.stops else -1
        if last != len(self.words) - 1 or list(self.stops) != sorted(set(self.stops)):
            raise ValueError(f"sentences that end after words {self.stops} do not cover {len(self.words)} words")

    def span(self, first: int, last: int) -> Span:
        """The view span of words `first` up to, not including, `last`."""
        return self.folded.span(self.words.starts[first], self.words.ends[last - 1])

    def word_at(self, offset: int) -> int:
        """The index of the first word that ends after view `offset`."""
        return bisect_right(self.words.ends, bisect_right(self.folded.ends, offset))


KEYS = {"n": "{number}", "f": "{field}"}
"""How kinds of tokens are named where words are looked up."""


class Stream:
    """The words of one or more passages in a row, as a phrase reads them.

    `texts` and `kinds` run over all words. `sentence[i]` and `block[i]` number the sentence and
    the passage of word `i`. `facts[i]` are the facts that begin at word `i`, each with the index
    of the word after its end. `clear[i]` is 1 for marks that a phrase reads through: quote marks,
    brackets, note marks, and hyphens between two words. `figures` are those of the document's day.
    """

    # `known` is what checks have found out about it.
    __slots__ = (
        "_firsts", "_read", "_units", "_where", "block", "clear", "facts", "figures", "kinds", "known", "passages",
        "sentence", "texts",
    )  # fmt: skip

    def __init__(self, passages: Sequence[Passage], figures: DayFigures | None = None) -> None:
        self.passages, self.figures = tuple(passages), figures or {}
        self.texts: list[str] = []
        self.kinds = "".join(passage.words.kinds for passage in passages)
        self.block: list[int] = []
        self.sentence: list[int] = []
        self.facts: dict[int, list[tuple[Fact, int]]] = {}
        self.clear = bytearray()
        self.known: dict[object, Any] = {}
        self._firsts: list[int] = []
        self._read: dict[str, list[tuple[str, list[int], list[int], int, int]]] = {}
        self._units: dict[str, list[tuple[int, int]]] = {}
        self._where: dict[str, list[int]] = {}
        sentences = 0
        for number, passage in enumerate(passages):
            first = len(self.texts)
            self._firsts.append(first)
            self.texts.extend(passage.words.texts)
            self.block.extend([number] * len(passage.words))
            self.clear.extend(_clear(passage))
            begin = 0
            for stop in passage.stops:
                self.sentence.extend([sentences] * (stop + 1 - begin))
                begin, sentences = stop + 1, sentences + 1
            for fact in passage.facts:
                under = self.words_under(number, fact.span)
                if under:
                    self.facts.setdefault(under.start, []).append((fact, under.stop))

    def __len__(self) -> int:
        return len(self.texts)

    def places(self, first: int, last: int) -> tuple[Place, ...]:
        """The words `first` up to `last`, one place for each block they touch."""
        found = []
        for number in range(self.block[first], self.block[last - 1] + 1):
            passage, base = self.passages[number], self._firsts[number]
            low, high = max(first - base, 0), min(last - base, len(passage.words))
            if low < high:
                found.append(Place(passage.block, passage.span(low, high)))
        return tuple(found)

    def units(self, within: str) -> list[tuple[int, int]]:
        """The stretches of words that a match must stay in: each sentence, each block, or (section) all of it."""
        if within not in self._units:
            if within == "section":
                self._units[within] = [(0, len(self))] if len(self) else []
            else:
                numbers = self.sentence if within == "sentence" else self.block
                edges = [i for i in range(1, len(numbers)) if numbers[i] != numbers[i - 1]]
                self._units[within] = list(zip([0, *edges], [*edges, len(numbers)], strict=True)) if numbers else []
        return self._units[within]

    def read(self, within: str) -> list[tuple[str, list[int], list[int], int, int]]:
        """The folded text of each stretch, where in it each of its words starts and ends, and its words."""
        if within not in self._read:
            self._read[within] = [(*self._joined(*unit), *unit) for unit in self.units(within)]
        return self._read[within]

    def _joined(self, first: int, last: int) -> tuple[str, list[int], list[int]]:
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        length = 0
        for number in range(self.block[first], self.block[last - 1] + 1):
            passage, words = self.passages[number], self.words_of(number)
            low, high = max(first, words.start) - words.start, min(last, words.stop) - words.start
            if low >= high:
                continue
            begin, end = passage.words.starts[low], passage.words.ends[high - 1]
            starts += [start - begin + length for start in passage.words.starts[low:high]]
            ends += [stop - begin + length for stop in passage.words.ends[low:high]]
            texts.append(passage.folded.text[begin:end])
            length += end - begin + 1
        return "\n".join(texts), starts, ends

    def unit(self, at: int, within: str) -> tuple[int, int]:
        """The stretch that word `at` stands in."""
        units = self.units(within)
        return units[bisect_right(units, (at, len(self))) - 1]

    def beginnings(self, heads: frozenset[str] | None, openings: tuple[str, ...]) -> list[int]:
        """Where any of `heads` (words, `{kind}` of fact, `{number}`, `{field}`) or a word of `openings` begins.

        With no heads known (None), every word that is not read through.
        """
        if heads is None:
            return [i for i, clear in enumerate(self.clear) if not clear]
        where = self._where or self._placed()
        found = {i for head in where.keys() & heads for i in where[head]}
        if openings:
            found |= {i for word in where if word.startswith(openings) for i in where[word]}
        return sorted(found)

    def _placed(self) -> dict[str, list[int]]:
        """Each word, and each kind of fact and token, with the places where it begins."""
        for i, (text, kind) in enumerate(zip(self.texts, self.kinds, strict=True)):
            self._where.setdefault(text, []).append(i)
            if kind in KEYS:
                self._where.setdefault(KEYS[kind], []).append(i)
        for i, facts in self.facts.items():
            for kind in {fact.kind for fact, _ in facts}:
                self._where.setdefault("{" + kind + "}", []).append(i)
        return self._where

    def words_of(self, number: int) -> range:
        """The words of passage `number`."""
        first = self._firsts[number]
        return range(first, first + len(self.passages[number].words))

    def words_under(self, number: int, span: Span) -> range:
        """The words of passage `number` that touch the view span."""
        passage, base = self.passages[number], self._firsts[number]
        high = bisect_left(passage.words.starts, bisect_left(passage.folded.starts, span.end))
        return range(base + passage.word_at(span.start), base + high)


CLEAR = frozenset("'\"()[]*^~_†‡®™¹²³⁴⁵⁶⁷⁸⁹⁰")
_CLEAR_CATEGORIES = frozenset({"So", "Sk", "Mn", "Cf"})


def _clear(passage: Passage) -> bytearray:
    """For each token, 1 if it is a mark that says nothing between two words."""
    words = passage.words
    clear = bytearray(len(words))
    at = words.kinds.find("m")
    while at >= 0:
        text = words.texts[at]
        if text == "-":
            clear[at] = _joins(passage, at)
        else:
            clear[at] = text in CLEAR or (not text.isascii() and category(text) in _CLEAR_CATEGORIES)
        at = words.kinds.find("m", at + 1)
    return clear


def _joins(passage: Passage, i: int) -> bool:
    """Whether the dash at word `i` stands between two words without white space, and is no em dash."""
    words, folded = passage.words, passage.folded
    if not 0 < i < len(words) - 1 or "m" in (words.kinds[i - 1], words.kinds[i + 1]):
        return False
    start, end = words.starts[i], words.ends[i]
    if words.ends[i - 1] != start or words.starts[i + 1] != end:
        return False
    return passage.block.text[folded.starts[start]] not in "—―"


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A variant with a passage for each of its blocks that has words; `sections` is parallel."""

    variant: Variant
    passages: tuple[Passage, ...]
    sections: tuple[int, ...]
    _places: dict[int, list[int]] = field(default_factory=dict, init=False, repr=False)
    _members: dict[int, list[Passage]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for i, (passage, section) in enumerate(zip(self.passages, self.sections, strict=True)):
            self._places.setdefault(id(passage.block), []).append(i)
            self._members.setdefault(section, []).append(passage)

    def places(self, block: Block) -> Sequence[int]:
        """Where the block stands among the passages."""
        return self._places.get(id(block), ())

    def members(self, section: int) -> Sequence[Passage]:
        """The passages of a section, in order."""
        return self._members.get(section, ())


_DIGIT = late(r"\d")


class Index:
    """Which passages hold a word, so that most phrases need not be looked for at all."""

    # `known` is what checks have found out about the document.
    __slots__ = ("_ends", "_figures", "_passages", "_streams", "_texts", "_vocabulary", "_where", "known")

    def __init__(self, passages: Sequence[Passage], figures: DayFigures | None = None) -> None:
        self._passages, self._figures = passages, figures
        self.known: dict[object, Any] = {}
        self._streams: dict[int, Stream] = {}
        self._where: dict[str, set[int]] = {}
        self._vocabulary: list[str] = []
        self._texts = ""
        self._ends: list[int] = []

    def holding(self, needs: Iterable[frozenset[str]]) -> Collection[int]:
        """The numbers of the passages that hold something of each of `needs` (see Pattern)."""
        left: Collection[int] = range(len(self._passages))
        for number, each in enumerate(needs):
            any_of: set[int] = set()
            for need in each:
                any_of.update(self._holding(need))
            left = any_of.intersection(left) if number else any_of
            if not left:
                break
        return left

    def has(self, needs: frozenset[str] | None) -> bool:
        """Whether any passage holds any of `needs`."""
        return needs is None or any(self._holding(need) for need in needs)

    def _holding(self, need: str) -> Collection[int]:
        where = self._where or self._build()
        if need in where:
            return where[need]
        if len(need) > 1 and need.endswith("*"):
            begun = self._begun(need[:-1])
            where[need] = set().union(*(where[word] for word in begun))
        elif need == "\\d":
            where[need] = {i for i, passage in enumerate(self._passages) if _DIGIT.search(passage.folded.text)}
        elif len(need) > 1 and need.startswith("~"):
            where[need] = self._with_part(need[1:])
        return where.get(need, ())

    def _with_part(self, part: str) -> set[int]:
        """The passages whose folded text holds `part`, which has no line end."""
        if not self._texts:
            self._texts = "\n".join(passage.folded.text for passage in self._passages)
            self._ends = list(accumulate(len(passage.folded.text) + 1 for passage in self._passages))
        found = set()
        at = self._texts.find(part)
        while at >= 0:
            number = bisect_right(self._ends, at)
            found.add(number)
            at = self._texts.find(part, self._ends[number])
        return found

    def _begun(self, start: str) -> Iterator[str]:
        """The words that begin so."""
        for i in range(bisect_left(self._vocabulary, start), len(self._vocabulary)):
            if not self._vocabulary[i].startswith(start):
                return
            yield self._vocabulary[i]

    def stream(self, number: int) -> Stream:
        """The words of one passage; the same object each time."""
        if number not in self._streams:
            self._streams[number] = Stream([self._passages[number]], self._figures)
        return self._streams[number]

    def _build(self) -> dict[str, set[int]]:
        """Where each word is; what else is asked for is added as it is found out."""
        for number, passage in enumerate(self._passages):
            held = set(passage.words.texts)
            held |= {KEYS[kind] for kind in set(passage.words.kinds) & KEYS.keys()}
            held |= {"{" + fact.kind + "}" for fact in passage.facts}
            for word in held:
                self._where.setdefault(word, set()).add(number)
        self._vocabulary = sorted(self._where)
        self._where[""] = set()
        return self._where


@dataclass(frozen=True, slots=True, eq=False)
class Lens:
    """A document as checks see it: its layers, and each different passage once, in order.

    `offers` are those that it speaks of. `as_of` is the day it is live (None: not known), `figures` those of that day.
    """

    document: Document
    layers: tuple[Layer, ...]
    passages: tuple[Passage, ...]
    offers: tuple[Tied, ...] = ()
    as_of: date | None = None
    figures: DayFigures = field(default_factory=dict)
    index: Index = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", Index(self.passages, self.figures))
