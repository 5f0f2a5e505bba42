"""Which variants are read: few, and yet every branch and every pair of neighbours."""

import tracemalloc
from collections.abc import Callable
from itertools import pairwise, product

import pytest

from offerlint.reading import bounds
from offerlint.reading.template.expand import expand
from offerlint.reading.template.jinja import read_jinja
from offerlint.reading.template.variants import plan


def choices(source: str) -> list[dict[str, str]]:
    tree = read_jinja(source)
    return [dict(expand(source, tree.nodes, world).choices) for world in plan(tree.nodes).worlds]


def texts(source: str) -> list[str]:
    tree = read_jinja(source)
    return [expand(source, tree.nodes, world).view.text for world in plan(tree.nodes).worlds]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("plain", ["plain"]),
        ("{% if a %}A{% endif %}", ["A", ""]),
        ("{% if a %}A{% else %}B{% endif %}", ["A", "B"]),
        ("{% if a %}A{% endif %}{% if a %}B{% endif %}", ["AB", ""]),
        ("{% if a %}A{% endif %}{% if not a %}B{% endif %}", ["A", "B"]),
        ("{% if p == 'x' %}A{% endif %}{% if p == 'y' %}B{% endif %}", ["A", "B", ""]),
        ("{% if a %}A{% if b %}B{% endif %}{% endif %}", ["AB", "A", ""]),
        ("{% for i in j %}A{% endfor %}", ["A", "AA", ""]),
        ("{% if a %}{% if not a %}never{% endif %}A{% endif %}", ["A", ""]),
        ("{% if j %}{% for i in j %}A{% else %}never{% endfor %}{% endif %}", ["A", "AA", ""]),
    ],
)
def test_the_variants_of_a_template(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_all_of_two_neighbours_are_read() -> None:
    found = texts("{% if a %}A{% endif %}{% if b %}B{% endif %}")
    assert sorted(found) == ["", "A", "AB", "B"]


def test_neighbours_across_nesting_are_read_together() -> None:
    found = texts("{% if a %}A{% if b %}B{% endif %}{% endif %} {% if c %}C{% endif %}")
    assert sorted(found) == [" ", " C", "A ", "A C", "AB ", "AB C"]


def test_a_hundred_conditions_need_few_variants_and_little_work_and_memory(
    calls: Callable[[Callable[[], object]], int],
) -> None:
    source = "".join(
        f"<p>{{% if c{i} %}}yes {i}{{% else %}}no {i}{{% endif %}} and {{{{ f{i} }}}}</p>\n" for i in range(100)
    )
    tracemalloc.start()
    found = choices(source)
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()
    assert calls(lambda: choices(source)) < 1_000_000
    assert len(found) <= 6
    for (left, right), values in product(pairwise(f"c{i}" for i in range(100)), product(["yes", "no"], repeat=2)):
        assert any((each[left], each[right]) == values for each in found)


def test_a_long_chain_is_capped_and_says_so() -> None:
    chain = "{% if p == 0 %}0" + "".join(f"{{% elif p == {i} %}}{i}" for i in range(1, 90)) + "{% endif %}"
    made = plan(read_jinja(chain).nodes)
    assert len(made.worlds) == bounds.MOST_VARIANTS
    assert made.left_out == 91 - bounds.MOST_VARIANTS


def test_nested_loops_do_not_explode() -> None:
    source = "".join(f"{{% for x{i} in y{i} %}}" for i in range(12)) + "deep" + "{% endfor %}" * 12
    assert max(len(text) for text in texts(source)) <= 8 * len("deep")
