"""What checks look at: a block with its words, sentences and facts already read."""

from __future__ import annotations

from bisect import bisect_right

from offerlint.model.block import Block
from offerlint.model.fact import Fact
from offerlint.text.fold import Folded
from offerlint.text.frozen import dataclass
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
