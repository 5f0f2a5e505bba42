"""Other files' words, blocks, macros and set values are read where they are shown, and lead to their own sources."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from jinja2 import ChainableUndefined, DictLoader, Environment

from offerlint.model.source import Source
from offerlint.reading.html import read_html
from offerlint.reading.markup import identity
from offerlint.reading.template.expand import expand
from offerlint.reading.template.gather import Gathered
from offerlint.reading.template.jinja import read_jinja
from offerlint.reading.template.known import Known
from offerlint.reading.template.reader import TemplateReading, read_template
from offerlint.reading.template.variants import plan
from offerlint.text.fold import FIELD
from offerlint.text.span import Span


def read(files: Mapping[str, str], language: str = "jinja", main: str = "main") -> TemplateReading:
    def find(name: str) -> Source | None:
        return Source(name, files[name]) if name in files else None

    return read_template(Source(main, files[main]), identity(files[main]), language, read_html, Known(find))


def variants(files: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """The words of each variant, and its choices."""

    def find(name: str) -> Source | None:
        return Source(name, files[name]) if name in files else None

    gathered = Gathered(identity(files["main"]), read_jinja, find)
    worlds = plan(gathered.tree.nodes).worlds
    made = [expand(gathered.view.text, gathered.tree.nodes, world) for world in worlds]
    return [(each.view.text, dict(each.choices)) for each in made]


BASE = "<h1>{% block head %}Plans{% endblock %}</h1>{% block body %}Body{% endblock %}<p>Foot</p>"
MACRO = (
    "{% macro box(title, price, note='') %}[{{ title }}: £{{ price }}"
    "{% if note %} ({{ note }}){% endif %}]{% endmacro %}"
)
PANEL = "{% macro panel(kind) %}<{{ caller() }}>{% if kind == 'big' %}!{% endif %}{% endmacro %}"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"main": "a{% include 'b' %}c", "b": "<b>"}, id="include"),
        pytest.param({"main": "{% include ['b'] %}{% include 'b' %}", "b": "{{ name }},"}, id="include twice"),
        pytest.param({"main": "{% extends 'base' %}{% block body %}Mine{% endblock %}", "base": BASE}, id="extends"),
        pytest.param(
            {
                "main": "{% extends 'mid' %}{% block body %}<{{ super() }}>{% endblock %}",
                "mid": "{% extends 'base' %}{% block body %}[{{ super() }}]{% endblock %}"
                "{% block head %}H{% endblock %}",
                "base": BASE,
            },
            id="three deep",
        ),
        pytest.param(
            {"main": MACRO + "{{ box('Fibre', 30) }}{{ box(price='40', title='Max', note='new') }}"}, id="macro"
        ),
        pytest.param({"main": "{% import 'm' as m %}{{ m.box(name, '30', 'x') }}", "m": MACRO}, id="import"),
        pytest.param({"main": "{% from 'm' import box as b %}{{ b('A', '1') }}", "m": MACRO}, id="from"),
        pytest.param(
            {"main": PANEL + "{% call panel('big') %}x{% endcall %}{% call panel('s') %}y{% endcall %}"}, id="call"
        ),
        pytest.param({"main": "{% set t = '24 months' %}{{ t }}{% set u %}x{{ t }}{% endset %}{{ u }}"}, id="set"),
        pytest.param({"main": "{% with t = 'a' %}{{ t }}{% endwith %}{{ t }}"}, id="with"),
    ],
)
def test_it_reads_as_jinja_writes_it(files: dict[str, str]) -> None:
    environment = Environment(undefined=ChainableUndefined, loader=DictLoader(files))
    data = {"name": FIELD, "t": FIELD}
    written = environment.get_template("main").render(data)
    assert [words.replace(f"£{FIELD}", "£30") for words, _ in variants(files)] == [written]


def test_a_value_set_under_a_choice_stands_under_that_choice() -> None:
    source = "{% if vip %}{% set t = '24 months' %}{% else %}{% set t = '1 month' %}{% endif %}<p>For {{ t }}</p>"
    reading = read({"main": source})
    found = {
        block.text: {(each.name, each.value) for condition in block.conditions for each in condition}
        for variant in reading.variants
        for block in variant.blocks
    }
    assert found == {"For 24 months": {("vip", "yes")}, "For 1 month": {("vip", "no")}}


@pytest.mark.parametrize(
    ("language", "main"),
    [
        ("jinja", "<p>One</p>{% include 'foot' %}"),
        ("liquid", "<p>One</p>{% render 'foot' %}"),
        ("handlebars", "<p>One</p>{{> foot}}"),
        ("twig", "<p>One</p>{% include 'foot' %}"),
        ("erb", "<p>One</p><%= render 'foot' %>"),
        ("ejs", "<p>One</p><%- include('foot') %>"),
    ],
)
def test_words_of_another_file_lead_to_it(language: str, main: str) -> None:
    reading = read({"main": main, "foot": "<p>Two words</p>"}, language)
    (variant,) = reading.variants
    assert [block.text for block in variant.blocks] == ["One", "Two words"]
    assert [source.path for source in reading.sources] == ["foot"]
    (run,) = variant.blocks[1].view.map.runs(Span(4, 9))
    assert (run.source, reading.sources[0].text[run.start : run.end]) == (1, "words")


@pytest.mark.parametrize(
    ("files", "said", "where"),
    [
        ({"main": "\n{% include 'b' %}"}, "is not followed: no file “b”", ("main", 2, False)),
        ({"main": "{% include 'b' %}", "b": "\n{% include 'b' %}"}, "leads back to itself", ("b", 2, True)),
        ({"main": "{% extends 'b' %}\nLost{% block x %}y{% endblock %}", "b": "{% block x %}{% endblock %}"},
         "stands outside the blocks", ("main", 2, False)),
        ({"main": "{% include 'b' %}", "b": "{% if x %}"}, 'has no "{% endif %}"', ("b", 1, True)),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_said(files: dict[str, str], said: str, where: tuple[str, int, bool]) -> None:
    (problem,) = read(files).problems
    assert said in problem.message
    assert (problem.path, problem.line, problem.fatal) == where


def test_a_layout_that_is_kept_elsewhere_is_not_told() -> None:
    reading = read({"main": "{% extends 'b' %}{% block x %}<p>One word</p>{% endblock %}"})
    assert [block.text for block in reading.variants[0].blocks] == ["One word"]
    assert reading.problems == ()


def test_files_that_double_each_other_do_not_explode() -> None:
    files = {f"f{i}": f"word {{% include 'f{i + 1}' %}}{{% include 'f{i + 1}' %}}" for i in range(30)}
    reading = read(files, main="f0")
    assert any("too many files" in problem.message for problem in reading.problems)
