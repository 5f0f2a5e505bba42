"""One faulty phrase, however it is written: found, with runs on its very words."""

from datetime import date

import pytest

from offerlint import lint, load_rules
from offerlint.model.finding import Finding, Report
from offerlint.rules.load import Rulebook

DAY = date(2026, 11, 24)
RULE = "uk-price-rises/inflation-linked-rise"
ABOUT = {"kind": "copy", "channel": "web", "audience": "consumer", "products": ["broadband"]}


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rules()


def check(text: str, rules: Rulebook, filename: str = "copy.md") -> Report:
    return lint(text, filename=filename, as_of=DAY, rules=rules, select=[RULE], about=ABOUT)


def pointed_at(text: str, finding: Finding) -> list[str]:
    return [text[run.start : run.end] for run in finding.runs]


FOUND = [
    ("plain", "Prices rise each March by CPI plus 3.9%.", ["CPI plus 3.9%"]),
    ("upper case", "PRICES RISE EACH MARCH BY CPI PLUS 3.9%.", ["CPI PLUS 3.9%"]),
    ("wrapped over a line", "Prices rise each March by CPI\nplus 3.9%.", ["CPI\nplus 3.9%"]),
    ("list item", "- Prices rise each March by CPI plus 3.9%.", ["CPI plus 3.9%"]),
    ("list item wrapped", "- Prices rise each March by CPI\n  plus 3.9%.", ["CPI\n", "plus 3.9%"]),
    ("block quote", "> Prices rise each March by CPI\n> plus 3.9%.", ["CPI\n", "plus 3.9%"]),
    ("bold inside", "Prices rise each March by **CPI** plus 3.9%.", ["CPI", " plus 3.9%"]),
    ("italic inside", "Prices rise each March by CPI _plus_ 3.9%.", ["CPI ", "plus", " 3.9%"]),
    ("link inside", "Prices rise each March by [CPI](/cpi) plus 3.9%.", ["CPI", " plus 3.9%"]),
    ("b inside", "Prices rise each March by <b>CPI</b> plus 3.9%.", ["CPI", " plus 3.9%"]),
    ("no-break space", "Prices rise each March by CPI\u00a0plus\u00a03.9%.", ["CPI\u00a0plus\u00a03.9%"]),
    ("entity space", "Prices rise each March by CPI&nbsp;plus 3.9%.", ["CPI&nbsp;plus 3.9%"]),
    ("entity per cent", "Prices rise each March by CPI plus 3.9&#37;.", ["CPI plus 3.9&#37;"]),
    ("hard break", "Prices rise each March by CPI<br>plus 3.9%.", ["CPI<br>plus 3.9%"]),
    ("escaped", "Prices rise each March by CPI plus 3\\.9%.", ["CPI plus 3", ".9%"]),
    ("soft hyphen", "Prices rise each March by C\u00adPI plus 3.9%.", ["C\u00adPI plus 3.9%"]),
    ("zero-width space", "Prices rise each March by CPI pl\u200bus 3.9%.", ["CPI pl\u200bus 3.9%"]),
    ("look-alike letter", "Prices rise each March by \u0421PI plus 3.9%.", ["\u0421PI plus 3.9%"]),
    ("heading", "# Prices rise each March by CPI plus 3.9%", ["CPI plus 3.9%"]),
    ("table cell", "| a | b |\n|---|---|\n| x | Prices rise by CPI plus 3.9% |", ["CPI plus 3.9%"]),
    ("alt text", "![Prices rise by CPI plus 3.9%](a.png)", ["CPI plus 3.9%"]),
    ("link title", '[see](/x "Prices rise by CPI plus 3.9%")', ["CPI plus 3.9%"]),
    ("HTML block", "<div>\n<p>Prices rise by CPI plus 3.9%</p>\n</div>", ["CPI plus 3.9%"]),
    ("footnote", "£30 a month[^1]\n\n[^1]: Prices rise by CPI plus 3.9%.", ["CPI plus 3.9%"]),
    ("after an emoji", "🎉🎉 Prices rise by CPI plus 3.9%.", ["CPI plus 3.9%"]),
    ("curly quotes", "“Great” – prices rise by ‘CPI’ plus 3.9%.", ["CPI’ plus 3.9%"]),
]


@pytest.mark.parametrize(("text", "words"), [pytest.param(t, w, id=name) for name, t, w in FOUND])
def test_is_found_on_its_very_words(text: str, words: list[str], rules: Rulebook) -> None:
    (finding,) = check(text, rules).findings
    assert pointed_at(text, finding) == words


def test_a_look_alike_letter_is_said(rules: Rulebook) -> None:
    (finding,) = check("Prices rise each March by \u0421PI plus 3.9%.", rules).findings
    assert "U+0421" in finding.message


def test_a_template_tag_inside(rules: Rulebook) -> None:
    text = "Prices rise by CPI {% if x %}plus{% else %}and{% endif %} 3.9%."
    findings = check(text, rules, "copy.md.j2").findings
    assert findings
    assert {word for f in findings for word in pointed_at(text, f)} >= {"CPI ", "plus", " 3.9%"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<!-- Prices rise by CPI plus 3.9% -->", id="HTML comment"),
        pytest.param("`Prices rise by CPI plus 3.9%`", id="code span"),
        pytest.param("```\nPrices rise by CPI plus 3.9%\n```", id="code block"),
        pytest.param("Our prices never rise by CPI plus 3.9%.", id="denial"),
        pytest.param("In 2023 our prices rose by CPI plus 3.9%.", id="report of the past"),
    ],
)
def test_is_not_copy_or_not_meant(text: str, rules: Rulebook) -> None:
    assert check(text, rules).findings == ()


SAME = {
    "copy.txt": "{}\n",
    "copy.md": "# Offer\n\n{}\n",
    "copy.html": "<h1>Offer</h1>\n<p>{}</p>\n",
    "copy.html.j2": "{{% if a %}}<h1>Offer</h1>{{% endif %}}\n<p>{}</p>\n",
    "call.yaml": 'script: Call\nstart: a\nsteps:\n  a:\n    say: "{}"\n    do: end\n',
}
FAULT = "Prices rise each March by CPI plus 3.9%."


@pytest.mark.parametrize("filename", SAME)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no BOM", "BOM"])
def test_the_same_fault_in_every_format(filename: str, newline: str, bom: str, rules: Rulebook) -> None:
    text = SAME[filename].format(FAULT).replace("\n", newline)
    about = {key: value for key, value in ABOUT.items() if key != "kind" or not filename.endswith("yaml")}
    report = lint(bom + text, filename=filename, as_of=DAY, rules=rules, select=[RULE], about=about)
    (finding,) = report.findings
    assert not report.problems
    assert pointed_at(text, finding) == ["CPI plus 3.9%"]
    lines = text.split(newline)
    row = next(i for i, line in enumerate(lines) if "CPI" in line)
    assert finding.start is not None
    assert finding.end is not None
    assert finding.start[:2] == (row + 1, lines[row].index("CPI") + 1)
    assert finding.end[:2] == (row + 1, lines[row].index("CPI") + 14)
