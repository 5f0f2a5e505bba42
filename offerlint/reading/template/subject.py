"""Tests of one value: which sample values pass each of them, so that contradictions show.

Every test on the same subject (`plan`, `plan == 'basic'`, `plan is defined`) is tried on a set of
sample values that tells all of them apart; what no sample value passes cannot hold together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from offerlint.reading.template.expression import ExpressionError, bare, split, tokens, written
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

Value = str | float | tuple[str, ...] | None
Truth = dict[str, int]
"""For each value of a condition, a bit for every sample value that gives it."""


class _Undefined:
    """The value of a name that the data does not have."""

    def __bool__(self) -> bool:
        return False


_UNDEFINED = _Undefined()
_LOOP = late(r"for .+? in (?P<subject>.+)")
_CONSTANT = late(r"'(?P<string>[^'\\]*)'|(?P<number>-?\d+(?:\.\d+)?)|(?P<word>true|false|none)", re.IGNORECASE)
_WORD: dict[str, Value] = {"true": True, "false": False, "none": None}


@dataclass(frozen=True, slots=True)
class Test:
    """A condition as a question about `subject`: truth, ==, <, >, in, is defined, is none, or how many."""

    name: str
    subject: str
    sign: str = "truth"
    constants: tuple[Value, ...] = ()

    def outcome(self, sample: Value | _Undefined) -> str | None:
        """The condition's value for `sample`; None where it cannot be asked of it."""
        if self.sign == "times":
            return None if sample and not isinstance(sample, tuple) else str(len(sample)) if sample else "0"  # type: ignore[arg-type]
        return "yes" if self._passes(sample) else "no"

    def _passes(self, sample: Value | _Undefined) -> bool:
        if self.sign == "truth":
            return bool(sample)
        if self.sign in ("==", "in"):
            return sample in self.constants
        if self.sign == "defined":
            return sample is not _UNDEFINED
        if self.sign == "none":
            return sample is None
        limit = self.constants[0]
        if isinstance(sample, str) and isinstance(limit, str):
            return sample > limit if self.sign == ">" else sample < limit
        if not isinstance(sample, (int, float)) or not isinstance(limit, (int, float)):
            return False
        return sample > limit if self.sign == ">" else sample < limit


@lru_cache(maxsize=4096)
def test_of(name: str) -> Test:
    """The question that the simple condition `name` asks; one that is not understood is asked for its truth."""
    loop = _LOOP.fullmatch(name)
    if loop:
        whole = " if " in loop["subject"] or " recursive" in loop["subject"]
        return Test(name, name if whole else loop["subject"], "times")
    for ending, sign in ((" is defined", "defined"), (" is none", "none")):
        if name.endswith(ending):
            return Test(name, name.removesuffix(ending), sign)
    try:
        parts = tokens(name)
        for sign in ("==", "<", ">", "in"):
            sides = split(parts, sign)
            if len(sides) == 2 and len(split(parts, "if", "and", "or", "==", "<", ">", "in", "is")) == 2:
                constants = _constants(written(sides[1]), sign)
                if constants and sides[0]:
                    return Test(name, written(bare(sides[0])), sign, constants)
    except ExpressionError:
        pass
    return Test(name, name)


def constant_outcome(name: str) -> str | None:
    """The value of a simple condition that asks about a constant (`'x' == 'y'`); None for any other."""
    test = test_of(name)
    match = _CONSTANT.fullmatch(test.subject)
    return test.outcome(_value(match)) if match else None


def _constants(text: str, sign: str) -> tuple[Value, ...]:
    if sign != "in":
        match = _CONSTANT.fullmatch(text)
        return (_value(match),) if match else ()
    items = re.split(r", ?", text[1:-1].rstrip(", ")) if text[:1] in tuple("[(") else []
    matches = [_CONSTANT.fullmatch(item) for item in items]
    return tuple(_value(match) for match in matches if match) if all(matches) else ()


def _value(match: re.Match[str]) -> Value:
    if match["string"] is not None:
        return match["string"]
    return float(match["number"]) if match["number"] else _WORD[match["word"].lower()]


@lru_cache(maxsize=4096)
def universe(tests: tuple[Test, ...], declared: tuple[str, ...] = ()) -> tuple[int, Mapping[str, Truth]]:
    """A bit for each sample value, and for each test the samples that give each of its outcomes.

    The samples are the `declared` values, where there are any, or else some that tell all tests apart.
    """
    samples = [_declared(text) for text in declared] or _samples(tests)
    truths: dict[str, Truth] = {}
    for test in tests:
        truth = truths[test.name] = dict.fromkeys(("0", "1", "2") if test.sign == "times" else ("yes", "no"), 0)
        for i, sample in enumerate(samples):
            outcome = test.outcome(sample)
            if outcome is not None:
                truth[outcome] |= 1 << i
    return (1 << len(samples)) - 1, truths


def _declared(text: str) -> Value:
    match = _CONSTANT.fullmatch(text)
    return _value(match) if match else text


def _samples(tests: Sequence[Test]) -> list[Value | _Undefined]:
    constants = [constant for test in tests for constant in test.constants]
    numbers = sorted({float(each) for each in constants if isinstance(each, (int, float))} | {0.0, 1.0})
    between = [(low + high) / 2 for low, high in pairwise(numbers)]
    texts = [each for each in dict.fromkeys(constants) if isinstance(each, str)]
    other = "x".join(["", *texts, ""]) or "x"
    outside = [numbers[0] - 1, numbers[-1] + 1]
    if any(test.sign in ("<", ">") for test in tests):
        texts += [text + "\0" for text in ("", *texts)]
    return [_UNDEFINED, None, "", *texts, other, (), ("x",), ("x", "x"), *numbers, *between, *outside]
