"""Reports and documents made by hand, as the engine would make them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from offerlint.model.about import About
from offerlint.model.block import Block, Control, Emphasis, Literal, Mark
from offerlint.model.document import Document, Problem, Variant
from offerlint.model.finding import Allowed, Edit, FileSummary, Finding, Fix, Related, Report
from offerlint.model.rule import Authority
from offerlint.model.source import Source
from offerlint.model.vocabulary import Severity
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder

DAY = date(2026, 11, 24)
CODE = Authority("Ofcom", "General Conditions", "C1", "V", url="https://www.ofcom.example/gc")
ADS = Authority("CAP", "Code of Advertising")

Words = str | Sequence[str]


@dataclass
class Reader:
    """Makes blocks of a source, each from where the last one ended; words in pieces skip what stands between."""

    text: str
    number: int = 0
    at: int = 0

    def __call__(self, words: Words, scope: str = "body.paragraph", **more: Any) -> Block:
        builder = ViewBuilder(self.text, self.number)
        for piece in [words] if isinstance(words, str) else words:
            if piece == "\ufffc":
                start = self.text.index("{{", self.at)
                self.at = self.text.index("}}", start) + 2
                builder.put(piece, start, self.at)
            else:
                start = self.text.index(piece, self.at)
                self.at = start + len(piece)
                builder.copy(start, self.at)
        return Block(builder.build(), scope, **more)


def document(
    path: str, text: str, blocks: Sequence[Block], *more: Variant, format: str = "html", about: About | None = None
) -> Document:
    first = Variant(tuple(blocks), tuple(range(len(blocks))))
    return Document((Source(path, text),), format, about or About(), (first, *more))


def finding(source: Source, words: Words, severity: Severity = Severity.ERROR, at: int = 0, **more: Any) -> Finding:
    runs: list[Span] = []
    for piece in [words] if isinstance(words, str) else words:
        found = source.text.index(piece, runs[-1].end if runs else at)
        runs.append(Span(found, found + len(piece)))
    start, end = source.lines.position(runs[0].start), source.lines.position(runs[-1].end)
    values: dict[str, Any] = {
        "rule": "uk-advertising/example",
        "topic": "price-clarity",
        "path": source.path,
        "where": f"line {start.line}, column {start.column}",
        "excerpt": "".join(source.text[run.start : run.end] for run in runs),
        "message": "Something is wrong with these words.",
        "suggest": "",
        "authority": (ADS,),
        "fingerprint": f"{abs(start.offset) + 1:04x}{len(runs)}{len(source.path):02x}",
    }
    return Finding(severity=severity, start=start, end=end, runs=tuple(runs), **(values | more))


def summary(document: Document, words: int = 120) -> FileSummary:
    return FileSummary(document.path, document.about, len(document.variants), words, DAY)


def report(findings: Sequence[Finding], documents: Sequence[Document], **more: Any) -> Report:
    values: dict[str, Any] = {"problems": (), "not_checked": (), "as_of": DAY}
    return Report(tuple(findings), tuple(map(summary, documents)), **(values | more))


Story = tuple[Report, Mapping[str, Document]]


def landing() -> tuple[Document, list[Finding]]:
    text = """<!doctype html>
<title>Larkline Full Fibre 500</title>
<h1>Full Fibre 500 from £30<sup>*</sup> a month</h1>
<p>Prices rise each March by <b>CPI plus</b> 3.9%, and set-up is free*.</p>
<ul><li>24-month contract</li><li>Guaranteed the UK’s fastest router</li></ul>
<table><tr><td>Months 1 to 6</td><td>£25</td></tr><tr><td>From month 7</td><td>£35</td></tr></table>
<form><label><input type="checkbox" name="news" checked> Send me offers by e-mail</label>
<button>Order now</button></form>
<p class="smallprint">*Router delivery costs £9.99.</p>
<p hidden>Out-of-contract price £45 a month.</p>
"""
    read = Reader(text)
    title = read("Larkline Full Fibre 500", "head.title")
    heading = read(
        ["Full Fibre 500 from £30", "*", " a month"], "body.heading", emphasis=Emphasis.HEADING, level=1,
        marks=(Mark(Span(23, 24), "sup"),),
    )  # fmt: skip
    rise = read(
        ["Prices rise each March by ", "CPI plus", " 3.9%, and set-up is free*."],
        marks=(Mark(Span(26, 34), "strong"),),
    )
    items = [read("24-month contract", "body.list"), read("Guaranteed the UK’s fastest router", "body.list")]
    cells = [read(words, "body.table") for words in ("Months 1 to 6", "£25", "From month 7", "£35")]
    tag = Reader(text, at=text.index("<input"))('<input type="checkbox" name="news" checked>').view
    box = read(
        "Send me offers by e-mail", "form.checkbox",
        control=Control("checkbox", "news", checked=True, form=0, place=tag),
    )  # fmt: skip
    button = read("Order now", "form.button", control=Control("button", form=0))
    small = read("*Router delivery costs £9.99.", "footer.smallprint", emphasis=Emphasis.SMALL)
    hidden = read("Out-of-contract price £45 a month.", emphasis=Emphasis.HIDDEN, attributes={"hidden": "yes"})
    blocks = (title, heading, rise, *items, *cells, box, button, small, hidden)
    about = About(channel="web", products=("broadband",), inferred=frozenset({"audience", "products"}))
    read_as = Document((Source("ads/spring.html", text),), "html", about, (
        Variant(blocks, (0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6)),
    ))  # fmt: skip
    source = read_as.sources[0]
    found = [
        finding(
            source,
            ["CPI plus", " 3.9%"],
            rule="uk-price-rises/inflation-linked-rise",
            topic="price-rise",
            message="CPI plus 3.9%: a rise tied to inflation or a percentage cannot be in a new contract.",
            suggest="State each later monthly price in pounds and pence and the date it starts.",
            authority=(CODE, ADS),
            also=("uk-pricing/rise-not-stated",),
            related=(Related(source.path, "line 3, column 25", (Span(80, 83),), "the price that would rise"),),
        ),
        finding(
            source,
            "free*",
            Severity.WARNING,
            rule="uk-pricing/free-with-a-catch",
            topic="free",
            message="“Free” is qualified by a note that takes it back, so a customer who does not read the small print "
            "believes that nothing has to be paid.",
            suggest="Say beside the word what has to be paid.",
            scope_inferred=True,
            related=(Related(source.path, "line 9, column 23", (), "the note"),),
        ),
        finding(
            source,
            "Guaranteed the UK’s fastest",
            Severity.REVIEW,
            rule="uk-advertising/claim-needs-evidence",
            topic="comparative",
            message="A claim to be the fastest needs evidence that anyone can check.",
            suggest="Keep the evidence, and say where it can be seen.",
        ),
        finding(
            source,
            '<input type="checkbox" name="news" checked>',
            rule="uk-opt-in/box-ticked-already",
            topic="consent",
            fix=Fix("shown", (Edit(text.index(" checked"), text.index(" checked") + 8, ""),)),
            message="The box is ticked before the customer has chosen.",
            suggest="Leave the box empty.",
            authority=(Authority("ICO", "PECR", "reg 22", "V", url="https://ico.example/pecr?a=1&b=2"),),
        ),
    ]
    return read_as, found


def letter() -> tuple[Document, list[Finding]]:
    text = """Hello {{ name }},
{% if vip %}Keep your {{ offer.monthly }} price for life.{% else %}Hurry, only 3 places left today!!!{% endif %}
Reply STOP to opt out.
"""
    read = Reader(text)
    vip, other = frozenset({Literal("vip", "yes")}), frozenset({Literal("vip", "no")})
    hello = read(["Hello ", "\ufffc", ","], marks=(Mark(Span(6, 7), "field", "name"),))
    keep = read(
        ["Keep your ", "\ufffc", " price for life."], conditions=frozenset({vip}),
        marks=(Mark(Span(10, 11), "field", "offer.monthly"),),
    )  # fmt: skip
    hurry = read("Hurry, only 3 places left today!!!", conditions=frozenset({other}))
    stop = read("Reply STOP to opt out.")
    source = Source("mail/offer.txt.j2", text)
    variants = (
        Variant((hello, keep, stop), (0, 0, 0), {"vip": "yes"}),
        Variant((hello, hurry, stop), (0, 0, 0), {"vip": "no"}),
    )
    read_as = Document((source,), "jinja+text", About(channel="email", stage="template"), variants)
    found = [
        finding(
            source,
            "for life",
            rule="uk-pricing/price-for-life",
            topic="guarantee",
            message="A price for life is promised, but nothing says whose life.",
            exposed_by=({"vip": "yes"},),
            suggest="Name the date until which the price holds.",
        ),
        finding(
            source,
            "only 3 places left today",
            Severity.WARNING,
            rule="uk-advertising/false-urgency",
            topic="pressure",
            message="Pressure to decide at once needs a true reason.",
            exposed_by=({"vip": "no"},),
        ),
        finding(
            source,
            "!!!",
            Severity.ADVICE,
            rule="plain-language/exclamation-marks",
            topic="readability",
            message="Three exclamation marks in a row.",
            authority=(),
            exposed_by=({"vip": "no"}, {"promo": "no"}),
        ),
    ]
    return read_as, found


def call() -> tuple[Document, list[Finding]]:
    text = """# Renewal call

Agent: Hello, this is Sam from Larkline on 020 7946 0123.
Customer: Hello.
*(wait for response)*
Agent: Can I have the long card number, like 4929 1234 5678 9012?
"""
    read = Reader(text)
    blocks = [
        read("Renewal call", "body.heading", emphasis=Emphasis.HEADING, level=1),
        read("Hello, this is Sam from Larkline on 020 7946 0123.", "script.agent", speaker="agent"),
        read("Hello.", "script.customer", speaker="customer"),
        read("wait for response", "script.note"),
        read("Can I have the long card number, like 4929 1234 5678 9012?", "script.agent", speaker="agent"),
    ]
    read_as = document("calls/renewal.md", text, blocks, format="script", about=About(kind="script", channel="call"))
    source = read_as.sources[0]
    found = [
        finding(
            source,
            "4929 1234 5678 9012",
            rule="uk-payment-security/card-while-recording",
            topic="payment-security",
            message="4929 1234 5678 9012: a card number is taken while the call is recorded.",
            suggest="Pause the recording before the customer says the number.",
            path_through=(("greeting", 3), ("pay", 6)),
            authority=(Authority("PCI SSC", "Data Security Standard"),),
        ),
    ]
    return read_as, found


@pytest.fixture
def campaign() -> Story:
    """Copy, a template and a call with findings of every kind, a workbook, and what could not be checked."""
    pages = [landing(), letter(), call()]
    documents = [read_as for read_as, _ in pages]
    sheet = Document((Source("offers/prices.xlsx", ""),), "workbook", About(), (Variant((), ()),))
    cell = Finding(
        "uk-pricing/total-missing", "price-total", Severity.REVIEW, "offers/prices.xlsx", "sheet Offers, cell B4",
        None, None, (), "£30 a month", "The price stands without the set-up charge.", "", (ADS,), "5heet",
    )  # fmt: skip
    clean = Document((Source("ads/clean.txt", "£30 a month.\n"),), "text", About(), (
        Variant((Reader("£30 a month.\n")("£30 a month."),), (0,)),
    ))  # fmt: skip
    allowed = finding(documents[0].sources[0], "24-month", Severity.ADVICE, rule="plain-language/number-and-unit")
    return report(
        [*(one for _, found in pages for one in found), cell],
        [*documents, sheet, clean],
        problems=(
            Problem("ads/broken.html", "cannot be read: it is neither UTF-8 nor Windows-1252."),
            Problem("mail/offer.txt.j2", "the tag “include” is not followed.", line=9, fatal=False),
        ),
        not_checked=("ads/cy.html is in Welsh (cy); only English is checked.",),
        allowed=(Allowed(allowed, "allow", "agreed with Legal", date(2027, 1, 31)),),
    ), {one.path: one for one in [*documents, sheet, clean]}


HOSTILE = (
    "<script>window.hacked=1</script>",
    '"><img src=x onerror="window.hacked=2">',
    "javascript:window.hacked=3",
    "price \u202ehtnom a 03£\u202c now \x1b[31mred\x07",
    "{{ 7*7 }} {% raw %} ]]> <!-- </style></title>",
)


@pytest.fixture
def hostile() -> Story:
    """Copy that would run, recolour or turn around if it were not shown as text; one line is 1 MB long."""
    text = "\n".join([*HOSTILE, "buy now " * 131_072])
    read = Reader(text)
    blocks = [read(words) for words in text.split("\n")]
    blocks[2] = Reader(text)(HOSTILE[2], marks=(Mark(Span(0, 10), "link", "javascript:window.hacked=4"),))
    path = "ads/<script>window.hacked=5</script>\u202e.html"
    read_as = document(path, text, blocks, about=About(lang='en"><script>window.hacked=6</script>'))
    source = read_as.sources[0]
    bad = Authority('"><script>window.hacked=7</script>', "Code", url="javascript:window.hacked=8")
    found = [
        finding(
            source,
            words,
            message=f"{words}: \u202eno",
            suggest=words,
            authority=(bad,),
            rule="uk-advertising/hostile",
            fingerprint=f'"><script>window.hacked=9</script>{i}',
        )
        for i, words in enumerate(HOSTILE)
    ]
    found.append(finding(source, "now buy", at=500_000, fingerprint="far"))
    return report(found, [read_as], not_checked=HOSTILE, problems=(Problem(path, HOSTILE[0]),)), {path: read_as}


@pytest.fixture
def clean() -> Story:
    text = "Full Fibre 500 costs £30 a month for 24 months.\n"
    read_as = document("ads/clean.txt", text, [Reader(text)(text.strip())], format="text")
    return report([], [read_as]), {read_as.path: read_as}


@pytest.fixture
def shown_line() -> Callable[..., Story]:
    """A report of one finding on `words` in `text`."""

    def make(text: str, words: Words, severity: Severity = Severity.ERROR) -> Story:
        read_as = document("a.txt", text, [], format="text")
        return report([finding(read_as.sources[0], words, severity)], [read_as]), {"a.txt": read_as}

    return make


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares with a file of golden/; UPDATE_GOLDEN=1 writes it instead."""

    def compare(name: str, written: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(written, encoding="utf-8")
        assert written == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def helpers() -> SimpleNamespace:
    """The functions that make sources, blocks, findings and reports by hand."""
    return SimpleNamespace(reader=Reader, builder=ViewBuilder, document=document, finding=finding, report=report)
