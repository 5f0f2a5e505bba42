"""No phrase is catastrophic: on the worst of texts its work grows no faster than phrase times text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerlint.rules.phrase_compile import compile_phrase
from offerlint.rules.phrase_error import PhraseError
from offerlint.rules.phrase_lists import PhraseLists

Count = Callable[[Callable[[], object]], int]

WORST = [
    ("nested options", "((a|a a)|(a|[a] a)) " * 8 + "b"),
    ("optional words", "[a] " * 60 + "b"),
    ("gaps", "a ... " * 12 + "b"),
    ("open words", "a* [a*] " * 20 + "b"),
    ("options that begin alike", "(a a a a|a a a|a a|a) " * 12 + "b"),
    ("gaps in options", "(a ...30 a|a ...30 [a]) " * 8 + "b"),
    ("reported part in gaps", "a ... <(a|a a) ... a> ... " + "[a] " * 20 + "b"),
]


def work(phrase: str, words: int, stream: Callable, calls: Count, word: str = "a ") -> int:
    text, found = stream(word * words), compile_phrase(phrase, PhraseLists())
    found.find(stream("a b"), "block")
    return calls(lambda: found.find(text, "block"))


@pytest.mark.parametrize("phrase", [pytest.param(phrase, id=name) for name, phrase in WORST])
def test_work_is_bounded_by_phrase_times_text(phrase: str, stream: Callable, calls: Count) -> None:
    few, many = work(phrase, 200, stream, calls), work(phrase, 800, stream, calls)
    assert many < 5 * few + 2_000
    assert many < 400 * len(phrase.split()) * 800


PARTS = st.recursive(
    st.sampled_from(["a", "a*", "b", "...", "...30"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        st.lists(inner, min_size=2, max_size=4).map(lambda each: f"({'|'.join(each)})"),
        inner.map(lambda one: f"[{one}]"),
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=PARTS)
def test_whatever_a_phrase_says_its_work_is_linear(part: str, stream: Callable, calls: Count) -> None:
    phrase = f"a {part} {part} b"
    try:
        few = work(phrase, 100, stream, calls)
    except PhraseError:
        return
    assert work(phrase, 400, stream, calls) < 6 * few + 4_000, phrase
