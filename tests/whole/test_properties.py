"""What holds for any document, whatever the rules."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerlint import lint, load_rules
from offerlint.app import Item, Terms
from offerlint.config.settings import Config, Glob
from offerlint.fixing import as_bytes, mend
from offerlint.model.finding import Report
from offerlint.reports import FORMATS
from offerlint.rules.load import Rulebook
from offerlint.rules.select import Selection

DAY = date(2026, 11, 24)
ABOUT = {"kind": "copy", "channel": "web", "audience": "consumer", "products": ["broadband"], "purpose": "marketing"}
RULES = load_rules()

SENTENCES = st.sampled_from(
    [
        "Prices rise each March by CPI plus 3.9%.",
        "Broadband for £30 a month + VAT.",
        "Our prices never rise by inflation.",
        "£28 a month on a 24-month contract.",
        "The price will increase by 5% every April.",
        "We never ask for your PIN.",
        "Fibre 500, average download speed 500Mbps.",
        "Ring 0808 157 0123 to find out more – it’s free.",
    ]
)
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5)
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(text: str, filename: str = "copy.md", rules: Rulebook = RULES) -> Report:
    return lint(text, filename=filename, as_of=DAY, rules=rules, about=ABOUT)


def said(report: Report) -> list[tuple[str, str]]:
    """Rule and excerpt of each finding."""
    return [(f.rule, " ".join(f.excerpt.split())) for f in report.findings]


@FEW
@given(PARAGRAPHS)
def test_an_exact_excerpt_is_the_source(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    for finding in check(text).findings:
        if len(finding.runs) == 1:
            assert text[finding.runs[0].start : finding.runs[0].end] == finding.excerpt


@FEW
@given(PARAGRAPHS, st.sampled_from(["copy.md", "copy.txt"]))
def test_crlf_moves_no_line_or_column(paragraphs: list[str], filename: str) -> None:
    text = "\n\n".join(paragraphs)
    lf, crlf = check(text, filename), check(text.replace("\n", "\r\n"), filename)
    where = [[(f.rule, f.where, f.end and f.end[:2], f.fingerprint) for f in r.findings] for r in (lf, crlf)]
    assert where[0] == where[1]


@FEW
@given(PARAGRAPHS, st.integers(0, 10_000))
def test_bold_neither_adds_nor_loses_a_finding(paragraphs: list[str], pick: int) -> None:
    text = "\n\n".join(paragraphs)
    words = text.split(" ")
    at = pick % len(words)
    word = words[at]
    core = word.strip("\n")
    if "\n" in core:
        return
    bold = " ".join([*words[:at], word.replace(core, f"<b>{core}</b>"), *words[at + 1 :]])
    assert said(check(bold)) == said(check(text))


@FEW
@given(PARAGRAPHS, SENTENCES)
def test_a_further_paragraph_moves_no_earlier_finding(paragraphs: list[str], more: str) -> None:
    text = "\n\n".join(paragraphs)
    before, after = check(text), check(f"{text}\n\n{more}")
    stays = {(f.rule, f.runs) for f in after.findings}
    forbidden = {rule.id for rule in RULES.rules if rule.verb == "forbid"}
    lost = [f for f in before.findings if f.rule in forbidden and (f.rule, f.runs) not in stays]
    excused_by_document = [f for f in lost if RULES_BY_ID[f.rule].check.saying.unless]
    assert lost == excused_by_document


PIECES = ["{% if a %}", "{% else %}", "{% endif %}", "{{ x }}", "<p>", "</p>", "<b", "\n- ", "£30"]
RULES_BY_ID = {rule.id: rule for rule in RULES.rules}


@FEW
@given(PARAGRAPHS, st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_matter(paragraphs: list[str], chance: random.Random) -> None:
    text = "\n\n".join(paragraphs)
    shuffled = list(RULES.rules)
    chance.shuffle(shuffled)
    other = Rulebook(tuple(shuffled), RULES.shared, RULES.problems)
    renders = [FORMATS["json"](check(text, rules=rules), {}) for rules in (RULES, other)]
    assert renders[0] == renders[1]


@FEW
@given(PARAGRAPHS)
def test_an_allow_removes_exactly_what_it_names(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    before = check(text)
    if not before.findings:
        return
    rule = before.findings[0].rule
    after = check(f"<!-- offerlint: allow-file {rule} because tested -->\n\n{text}")
    assert [f.rule for f in after.findings] == [f.rule for f in before.findings if rule != f.rule]
    assert {one.finding.rule for one in after.allowed} == {rule}


@pytest.mark.parametrize("filename", ["a.txt", "a.md", "a.html", "a.html.j2", "a.md.j2", "a.yaml"])
@settings(max_examples=40, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=200),
        st.text(alphabet="<>/=\"'{}%#-[]()*_|`\n\r\t &;:£0aA.!", max_size=200),
        st.lists(
            st.sampled_from(["{% if a %}", "{% else %}", "{% endif %}", "{{ x }}", "<p>", "</p>", "<b", "\n- ", "£30"])
        ).map("".join),
    )
)
def test_nothing_whatever_breaks_a_reader_or_a_rule(filename: str, text: str) -> None:
    report = lint(text, filename=filename, as_of=DAY, rules=RULES)
    for finding in report.findings:
        assert all(0 <= run.start < run.end <= len(text) for run in finding.runs)


SAFE = st.sampled_from(
    [
        "Landlines will be switched off in December 2025.",
        "Wow!!!",
        "The copper network closes at the end of 2025!!!!",
        "PSTN closes Dec 2025.",
        "We never say that landlines are switched off in December 2025.",
    ]
)


@FEW
@given(
    st.lists(st.lists(SAFE | SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4),
    st.sampled_from(["copy.md", "copy.txt", "copy.html", "copy.html.j2"]),
    st.sampled_from(["\n\n", "\r\n\r\n", "\n\n**and**\n\n", "\n<br>\n"]),
)
def test_safe_fixes_are_idempotent_and_remove_their_findings(
    paragraphs: list[str], filename: str, between: str
) -> None:
    text = between.join(paragraphs)
    terms = Terms(RULES, Config(files=(Glob(("**",), ABOUT),)), Selection(), DAY)
    outcome = mend([Item(filename, text.encode(), on_disk=False)], terms)
    left = outcome.checked.report.findings
    assert [finding.rule for finding in left if finding.fix and finding.fix.safety == "safe"] == []
    assert outcome.refused == ()
    before = check(text, filename).findings
    assert len(left) <= len(before)
    assert bool(outcome.mended) == any(finding.fix and finding.fix.safety == "safe" for finding in before)
    for one in outcome.mended:
        again = mend([Item(filename, as_bytes(one.after), on_disk=False)], terms)
        assert again.mended == ()
        assert one.after.text.split(between) != paragraphs
