"""Documents that mean harm: each gets its message, nothing is lost and nothing takes its square."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.app import Item, Terms, check
from offerlint.config.settings import Config
from offerlint.engine import MOST_FINDINGS
from offerlint.examine import MOST_PROBLEMS
from offerlint.model.finding import Report
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.reader import READERS, TEMPLATES, read
from offerlint.reports import FORMATS
from offerlint.rules.load import Rulebook
from offerlint.rules.select import Selection
from tests.hostile.test_files import ABOUT, DAY, FAULT
from tests.rules.test_pattern_time import terms

Count = Callable[[Callable[[], object]], int]
RULE = "uk-price-rises/inflation-linked-rise"


def report(data: bytes | str, rules: Rulebook, name: str = "a.md") -> Report:
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return check([Item(name, data, on_disk=False)], Terms(rules, Config(), Selection(select=(RULE,)), DAY)).report


HIDDEN = [
    ("zero-width space", "pl\u200bus"),
    ("zero-width joiner", "pl\u200dus"),
    ("word joiner", "pl\u2060us"),
    ("soft hyphen", "pl\u00adus"),
    ("byte order mark", "pl\ufeffus"),
    ("right-to-left override", "\u202eplus\u202c"),
    ("isolate", "\u2066plus\u2069"),
    ("variation selector", "pl\ufe0fus"),
    ("variation selector of the supplement", "pl\U000e0101us"),
    ("tag", "pl\U000e0041us"),
    ("Hangul filler", "pl\u3164us"),
    ("half-width Hangul filler", "pl\uffa0us"),
    ("invisible times", "pl\u2062us"),
    ("Mongolian vowel separator", "pl\u180eus"),
    ("beginning of a musical beam", "pl\U0001d173us"),
    ("interlinear anchor", "pl\ufff9us"),
    ("Cyrillic letters", "\u0440lu\u0455"),
    ("mathematical bold", "\U0001d429\U0001d425\U0001d42e\U0001d42c"),
    ("full width", "\uff50\uff4c\uff55\uff53"),
    ("circled", "\u24df\u24db\u24e4\u24e2"),
]


@pytest.mark.parametrize("word", [pytest.param(word, id=name) for name, word in HIDDEN])
def test_what_is_hidden_in_a_word_does_not_hide_it(word: str, rules: Rulebook) -> None:
    copy = f"{ABOUT}\n\nPrices rise by CPI {word} 3.9%.\n"
    (finding,) = report(copy, rules).findings
    (run,) = finding.runs
    assert copy[run.start : run.end] == f"CPI {word} 3.9%"


@pytest.mark.parametrize("word", [pytest.param(word, id=name) for name, word in HIDDEN])
def test_nor_from_an_expression(word: str, house: Terms) -> None:
    copy = f"Prices rise by CPI {word} 3.9%.\n"
    (finding,) = check([Item("a.md", copy.encode(), on_disk=False)], house).report.findings
    (run,) = finding.runs
    assert copy[run.start : run.end] == f"CPI {word}".rstrip("\u2069\u202c")  # the end of what is isolated is no word


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Terms:
    """A rule of a stranger's, which is an expression."""
    return terms(tmp_path_factory.mktemp("house"), r"\bcpi plus\b|half")


@pytest.mark.parametrize(
    "written",
    ["pl&ZeroWidthSpace;us", "pl&#8203;us", "pl&shy;us", "pl<wbr>us", "pl<b>us</b>", "pl<!-- x -->us", "&#112;lus"],
)
def test_nor_what_markup_puts_into_it(written: str, rules: Rulebook) -> None:
    (finding,) = report(f"{ABOUT}<p>Prices rise by CPI {written} 3.9%.</p>", rules, "a.html").findings
    assert finding.excerpt.startswith("CPI")


def test_look_alikes_are_named(rules: Rulebook) -> None:
    (finding,) = report(f"{ABOUT}\n\nPrices rise by CPI \u0440lus 3.9%.\n", rules).findings
    assert "“\u0440” (U+0440)" in finding.message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"a\x00b" * 40, "this is not text", id="NUL"),
        pytest.param(b"\xed\xa0\x80 lone", "neither UTF-8, UTF-16 nor Windows-1252", id="lone surrogate"),
        pytest.param("£5 café ".encode() * 9 + "£".encode("cp1252"), "UTF-8 with a broken", id="mixed encodings"),
        pytest.param(b"\xff\xfea\xd8", "broken UTF-16", id="half a surrogate pair in UTF-16"),
        pytest.param(b"\xff\xfe\x00\x00a\x00\x00\x00", "UTF-32", id="UTF-32"),
        pytest.param(bytes(range(256)) * 8, "", id="every byte"),
    ],
)
def test_bytes_that_are_no_text_are_a_problem(data: bytes, said: str, rules: Rulebook) -> None:
    (problem,) = report(data, rules).problems
    assert said in problem.message
    assert not problem.trace


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), bom=st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]))
def test_any_bytes_are_text_or_are_refused(data: bytes, bom: bytes) -> None:
    try:
        source = decode(bom + data, "a.md")
    except ReadError as error:
        assert str(error)
    else:
        assert not any("\ud800" <= char <= "\udfff" for char in source.text)


DEEP = [
    ("html", "a.html", "<div>", 100_000, ""),
    ("html bold", "a.html", "<b>", 100_000, ""),
    ("html lists", "a.html", "<ul><li>x", 10_000, ""),
    ("markdown quotes", "a.md", ">", 100_000, ""),
    ("markdown brackets", "a.md", "[", 100_000, ""),
    ("jinja ifs", "a.html.j2", "{% if a %}", 10_000, "nested more than 40 deep"),
    ("jinja loops", "a.html.j2", "{% for a in b %}x", 10_000, "nested more than 40 deep"),
    ("jinja expression", "a.html.j2", "{{ " + "(" * 100_000, 1, "never closed"),
    ("jinja not", "a.html.j2", "{% if " + "not " * 20_000 + "a %}x{% endif %}", 1, ""),
    ("handlebars", "a.html.hbs", "{{#if a}}", 10_000, "nested more than 40 deep"),
    ("liquid", "a.html.liquid", "{% if a %}", 10_000, "nested more than 40 deep"),
    ("erb", "a.html.erb", "<% if a %>", 10_000, "nested more than 40 deep"),
    ("mjml", "a.mjml", "<mj-section>", 25_000, ""),
    ("vue", "a.vue", "<template>" + "<p v-if='a'>" * 10_000, 1, "nested more than 40 deep"),
    ("vue elements", "a.vue", "<template>" + "<div>" * 25_000, 1, "has no"),
    ("svelte", "a.svelte", "{#if a}", 10_000, "nested more than 40 deep"),
    ("php", "a.phtml", "<?php if ($a): ?>", 10_000, "nested more than 40 deep"),
    ("php braces", "a.phtml", "<?php if ($a) {" + "{" * 25_000, 1, "nested more than 40 deep"),
    ("php strings", "a.phtml", "<?php '<?php \"", 50_000, ""),
    ("blade", "a.blade.php", "@if($a) ", 10_000, "nested more than 40 deep"),
    ("blade brackets", "a.blade.php", "@if(", 100_000, "never closed"),
    ("jsx", "a.jsx", "<div>", 100_000, "is no JavaScript here"),
    ("jsx expressions", "a.tsx", "x = " + "{a ? <b>" * 10_000, 1, "is no JavaScript here"),
    ("jsx elements", "a.tsx", "x = " + "<b>" * 1_000 + "</b>" * 1_000, 1, "nested more than 100 deep"),
    (
        "jsx conditions",
        "a.tsx",
        "x = <p>" + "{a ? <b>x</b> : <b>" * 90 + "</b>}" * 90 + "</p>",
        1,
        "nested more than 40",
    ),
    ("svelte braces", "a.svelte", "{", 100_000, "never closed"),
    ("flow lists", "a.yaml", "script: x\nstart: a\nsteps: " + "[" * 100_000, 1, "nested too deeply"),
    ("flow mappings", "a.yaml", "script: x\nstart: a\nsteps: " + "{a: " * 100_000, 1, "nested too deeply"),
    ("twilio", "a.json", '{"initial_state":"a","states":' + "[" * 100_000, 1, "nested so deeply"),
    ("front matter", "a.txt", "---\na: " + "[" * 100_000 + "\n---\n", 1, "nested too deeply"),
    ("mail parts", "a.eml", "Content-Type: multipart/mixed; boundary=a\n\n--a\n", 10_000, "not read"),
]


@pytest.mark.parametrize(("name", "part", "times", "said"), [pytest.param(*rest, id=title) for title, *rest in DEEP])
def test_what_is_deep_is_read_or_refused(name: str, part: str, times: int, said: str, rules: Rulebook) -> None:
    found = report(part * times, rules, name)
    assert not [problem for problem in found.problems if problem.trace]
    assert any(said in line for line in [*(p.message for p in found.problems), *found.not_checked, said * (not said)])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "script: x\nstart: a\nsteps:\n  a: &a {say: hi}\n  b: *a\n"),
        ("a.md", '---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\noffers: "\\x41"\n---\n\nHello.\n'),
    ],
)
def test_aliases_are_not_followed(name: str, text: str, rules: Rulebook) -> None:
    (problem,) = report(text, rules, name).problems
    assert "an alias (*a) is not followed; write the words out again" in problem.message


def test_a_laughing_billion_takes_no_time(rules: Rulebook, calls: Count) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    text = "---\n" + "\n".join(lines) + "\n---\n\nHello.\n"
    assert calls(lambda: report(text, rules)) < 100_000


REPEATED = [
    ("a.md", "*a "),
    ("a.md", "**a **b"),
    ("a.md", "£1* a "),
    ("a.txt", "from £1 to "),
    ("a.txt", "rise by £3 from 1 March 2027 "),
    ("a.txt", "Prices rise by CPI plus 3.9%. "),
    ("a.txt", "for the first 3 months then £30 a month "),
    ("a.txt", "Agent: your price will rise by CPI\n"),
    ("a.html", "<p>£30 a month</p>"),
    ("a.html", "<select><option>a"),
    ("a.html", "<label for=a>b<input id=a>"),
    ("a.html", "<!-- offerlint: allow x because y -->"),
    ("a.html.j2", "{% if a %}x{% elif b %}y{% endif %}"),
    ("a.html.j2", "{% set a = 'x' %}{{ a }}"),
]


@pytest.mark.parametrize(("name", "part"), REPEATED)
def test_work_grows_no_faster_than_the_text(name: str, part: str, rules: Rulebook, calls: Count) -> None:
    terms = Terms(rules, Config(), Selection(), DAY)

    def work(times: int) -> int:
        item = Item(name, (ABOUT + "\n\n" + part * times).encode(), on_disk=False)
        return calls(lambda: check([item], terms))

    _, (base, few, many) = [[work(times) for times in (10, 60, 240)] for _ in range(2)]  # some is done once for all
    assert many - base < 6 * (few - base + 2_000), (base, few, many)


def test_findings_of_one_file_are_capped_and_the_gravest_are_told(rules: Rulebook) -> None:
    text = "\n\n".join([ABOUT, *["Prices rise by CPI plus 3.9%."] * (MOST_FINDINGS + 50)])
    found = report(text, rules)
    assert len(found.findings) == MOST_FINDINGS
    assert (
        f"a.md: there are {MOST_FINDINGS + 50:,} findings in this file; the gravest 1,000 are told" in found.not_checked
    )


def test_problems_of_one_file_are_capped(rules: Rulebook) -> None:
    found = report("{% endif %}\n" * 500, rules, "a.html.j2")
    assert len(found.problems) == MOST_PROBLEMS + 1
    assert "400 more such problems in this file; mend these first" in {one.message for one in found.problems}


def test_a_call_of_too_many_steps_is_said(rules: Rulebook) -> None:
    steps = "".join(f"  s{i}: {{say: Hello, next: s{i + 1}}}\n" for i in range(2_100))
    found = report(f"script: x\nstart: s0\nsteps:\n{steps}", rules, "a.yaml")
    assert any("more than 2,000 steps, and the rest are not read" in one.message for one in found.problems)


def test_a_value_that_doubles_again_and_again_is_cut_off(rules: Rulebook) -> None:
    doubling = (
        "{% set a = '"
        + "x" * 10_000
        + "' %}"
        + "{% set a %}{{ a }}{{ a }}{{ a }}{{ a }}{% endset %}" * 8
        + "{{ a }}" * 500
    )
    assert len(report(doubling, rules, "a.html.j2").files) == 1


def test_one_very_long_line_is_shown_in_part(rules: Rulebook) -> None:
    text = ABOUT + "\n\n" + "word " * 20_000 + "Prices rise by CPI plus 3.9%. " + "word " * 20_000
    document = read(decode(text.encode(), "a.md"), "markdown")
    found = report(text, rules)
    assert [finding.excerpt for finding in found.findings] == ["CPI plus 3.9%"]
    assert len(FORMATS["text"](found, {"a.md": document})) < 5_000
    assert len(FORMATS["json"](found, {"a.md": document})) < 20_000
    assert len(FORMATS["html"](found, {"a.md": document})) < 2 * len(text)


@pytest.mark.parametrize("format", [*READERS, *(f"{language}+html" for language in TEMPLATES)])
@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\r", "\ufeff", "\ufffc", "\x0c", "\u2028", "---\n", "---\n---\n", "{{", "<"]
)
def test_next_to_nothing(format: str, text: str) -> None:
    try:
        read(decode(text.encode(), "copy"), format)
    except ReadError as error:
        assert str(error)


def test_fault_is_what_the_other_tests_take_it_for(rules: Rulebook) -> None:
    assert [finding.excerpt for finding in report(FAULT, rules).findings] == ["CPI plus 3.9%"]
