"""What a rule says of a template is what trying every choice of it with Jinja2 itself shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from offerlint.model.document import Problem
from offerlint.model.finding import Hit

Run = Callable[..., list[Hit | Problem]]
RULE = "require: {when: offer, need: terms, every: true}"
_TESTS = ("a", "b", "c", "not a", "p == 'x'", "p == 'y'", "p != 'x'", "a and b", "a or c", "not (b and c)", "p")
_TEST = st.sampled_from(_TESTS)
_WORDS = st.sampled_from(["<p>offer</p>", "<p>terms</p>", "<p>terms</p>", "<p>other</p>"])


def _choices(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds(lambda t, x: f"{{% if {t} %}}{x}{{% endif %}}", _TEST, inner),
        st.builds(lambda t, x, y: f"{{% if {t} %}}{x}{{% else %}}{y}{{% endif %}}", _TEST, inner, inner),
        st.builds(
            lambda t, u, x, y, z: f"{{% if {t} %}}{x}{{% elif {u} %}}{y}{{% else %}}{z}{{% endif %}}",
            _TEST, _TEST, inner, inner, inner,
        ),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    )  # fmt: skip


TEMPLATES = st.recursive(_WORDS, _choices, max_leaves=6)


def every_data(names: tuple[str, ...], plans: tuple[str, ...] = ("x", "y", "z", "")) -> Iterator[dict[str, Any]]:
    for *truths, plan in product(*([True, False] for _ in names), plans):
        yield {**dict(zip(names, truths, strict=True)), "p": plan}


def agrees(data: Mapping[str, Any], choices: Mapping[str, str]) -> bool:
    return all(bool(eval(name, dict(data))) == (value == "yes") for name, value in choices.items())


def compare(run: Run, source: str, names: tuple[str, ...], plans: tuple[str, ...] = ("x", "y", "z", "")) -> None:
    template = Environment().from_string(source)
    faulty = [
        data
        for data in every_data(names, plans)
        if "offer" in (words := template.render(data)) and "terms" not in words
    ]
    hits = run(RULE, source, "jinja+html")
    assert all(isinstance(hit, Hit) for hit in hits)
    assert bool(hits) == bool(faulty), (source, faulty[:1])
    for hit in hits:
        assert isinstance(hit, Hit)
        for choices in hit.exposed_by:
            shown = [data for data in every_data(names, plans) if agrees(data, choices)]
            assert shown, (source, choices)
            assert all(data in faulty for data in shown), (source, choices)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEMPLATES)
@example(
    "{% if a %}<p>offer</p>{% endif %}{% if p == 'x' %}<p>terms</p>{% endif %}{% if p != 'x' %}<p>terms</p>{% endif %}"
)
@example("<p>offer</p>{% if a and b %}<p>terms</p>{% endif %}{% if not (b and c) %}<p>terms</p>{% endif %}")
def test_missing_words_are_those_of_trying_everything(run: Run, source: str) -> None:
    compare(run, source, ("a", "b", "c"))


TWELVE = tuple("abcdefghijkl")


@pytest.mark.parametrize(
    ("hidden", "is_fault"),
    [((0, 5, 11), True), ((), True), (tuple(range(12)), False)],
    ids=["a fault of three conditions", "one that only all twelve show", "none"],
)
def test_twelve_conditions_are_decided_exactly(run: Run, hidden: tuple[int, ...], is_fault: bool) -> None:
    """The offer stands when three conditions hold, and the terms whenever any other condition holds, or never."""
    if len(hidden) == 3:
        opening = "".join(f"{{% if {TWELVE[i]} %}}" for i in hidden)
        source = opening + "<p>offer</p>" + "{% endif %}" * 3
        source += "".join(f"{{% if not {TWELVE[i]} %}}<p>terms</p>{{% endif %}}" for i in hidden)
        source += "".join(f"{{% if {name} %}}<p>other</p>{{% endif %}}" for name in TWELVE)
    else:
        source = "<p>offer</p>" + "".join(f"{{% if {name} %}}<p>terms</p>{{% endif %}}" for name in TWELVE)
        source += "{% if not a %}<p>terms</p>{% endif %}" if hidden else ""
    compare(run, source, TWELVE, ("x",))
    hits = run(RULE, source, "jinja+html")
    assert bool(hits) == is_fault


def test_a_hundred_conditions_are_little_work(run: Run, calls: Callable[[Callable[[], object]], int]) -> None:
    source = "".join(f"<p>offer {i}{{% if c{i} %}} terms{{% endif %}}</p>" for i in range(100))
    hits = run("require: {when: offer, need: terms, within: block, every: true}", source, "jinja+html")
    assert [hit.exposed_by for hit in hits if isinstance(hit, Hit)] == [({f"c{i}": "no"},) for i in range(100)]
    assert calls(lambda: run(RULE, source, "jinja+html")) < 3_000_000
