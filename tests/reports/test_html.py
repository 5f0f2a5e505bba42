"""The page as a parser sees it: complete, linked, in order, and nothing in it but ours that could run."""

import itertools
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from offerlint.model.block import Block, Mark
from offerlint.model.flow import Act, Flow, Step, Successor
from offerlint.model.rule import Authority
from offerlint.reports import FORMATS
from offerlint.text.span import Run, Span

VOID = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """The elements of a page with their attributes and texts, and whether they nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.raw: dict[str, str] = {}
        self.scripts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            self.raw[self.open[-1]] = data
            self.scripts += [data] if self.open[-1] == "script" else []
        else:
            self.texts.append(data)

    def all(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


@pytest.fixture(params=["campaign", "hostile", "clean"])
def story(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_elements_nest_and_names_are_unique(story: Any) -> None:
    page = Page(FORMATS["html"](*story))
    assert page.open == []
    assert [name for name, count in Counter(page.all("id")).items() if count > 1] == []


def test_every_link_within_the_page_leads_somewhere(story: Any) -> None:
    page = Page(FORMATS["html"](*story))
    names = set(page.all("id"))
    links = [link for link in page.all("href") if link.startswith("#")] + [f"#{one}" for one in page.all("data-card")]
    links += [fill[4:-1] for fill in page.all("fill")] + [tip[4:-1] for tip in page.all("marker-end")]
    assert links
    assert {link[1:] for link in links} <= names


def test_nothing_but_ours_can_run_or_be_fetched(story: Any) -> None:
    page = Page(FORMATS["html"](*story))
    tags = Counter(tag for tag, _ in page.elements)
    assert (tags["script"], tags["style"]) == (2, 1)
    assert not tags.keys() & {"img", "image", "use", "link", "iframe", "object", "base", "foreignobject"}
    assert not {name for _, attributes in page.elements for name in attributes} & {"src", "style", "srcset", "action"}
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert all(re.match("#|https?://", link) for link in page.all("href"))
    assert "url(" not in page.raw["style"]
    assert "@import" not in page.raw["style"]


def test_the_policy_allows_only_our_style_and_script(story: Any) -> None:
    page = Page(FORMATS["html"](*story))
    policy = next(attributes["content"] for _, attributes in page.elements if attributes.get("http-equiv"))
    style, early, script = (
        f"'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'"
        for words in (page.raw["style"], *page.scripts)
    )
    assert policy.split("; ") == [
        "default-src 'none'", f"style-src {style}", f"script-src {early} {script}",
        "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip


def test_headings_go_down_by_one(story: Any) -> None:
    levels = [int(tag[1]) for tag, _ in Page(FORMATS["html"](*story)).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_finding_has_its_card_its_entry_and_its_mark(campaign: Any) -> None:
    report, _ = campaign
    page = Page(FORMATS["html"](*campaign))
    cards = [attributes for tag, attributes in page.elements if tag == "article"]
    entries = [attributes for _, attributes in page.elements if attributes.get("class") == "entry"]
    every = [*report.findings, *(one.finding for one in report.allowed)]
    assert sorted(card["id"] for card in cards) == sorted(f"f-{one.fingerprint}" for one in every)
    assert sorted(entry["data-card"] for entry in entries) == sorted(card["id"] for card in cards)
    marks = Counter(attributes["class"].split()[0] for tag, attributes in page.elements if tag == "mark")
    assert marks.keys() == {"error", "warning", "review", "advice", "allowed"}
    for finding in report.findings:
        assert finding.rule in page.text


def test_findings_with_one_fingerprint_have_links_of_their_own(campaign: Any) -> None:
    report, documents = campaign
    twice = replace(report, findings=(report.findings[0], report.findings[0]), allowed=())
    page = Page(FORMATS["html"](twice, documents))
    own = report.findings[0].fingerprint
    assert [attributes["id"] for tag, attributes in page.elements if tag == "article"] == [f"f-{own}", f"f-{own}.2"]


@pytest.mark.parametrize(
    "words",
    [
        "Page title Larkline Full Fibre 500",
        "Heading 1: Full Fibre 500 from £30 * a month",
        "Prices rise each March by CPI plus 3.9% E1 , and set-up is free* W1 .",
        "ticked from the start Send me offers by e-mail",
        "Small print *Router delivery costs £9.99.",
        "Hidden text Out-of-contract price £45 a month.",
        "Agent Hello, this is Sam",
        "Customer Hello.",
        "Stage note wait for response",
        "only when vip is yes Keep your offer.monthly price for life",
        "only when vip is no Hurry",
        "Path greeting line 3 pay line 6",
        "sheet Offers, cell B4",
        "ads/broken.html cannot be read",
        "ads/cy.html is in Welsh",
        "mail/offer.txt.j2:9: the tag “include” is not followed.",
        "allowed in the file: agreed with Legal (until 31 January 2027)",
        "Allowed in the file: agreed with Legal until 31 January 2027",
        "ads/clean.txt nothing found",
        "It is not legal advice. Rules as they bind on 24 November 2026. offerlint 0.1.0",
        "it was taken for audience consumer and products broadband",
        "audience consumer (inferred)",
    ],
)
def test_says(words: str, campaign: Any) -> None:
    page = Page(FORMATS["html"](*campaign))
    assert words.replace(" ", "") in page.text.replace(" ", "")


def test_a_block_of_all_variants_is_shown_once(campaign: Any) -> None:
    shown = FORMATS["html"](*campaign).split('class="source"')[1]
    assert shown.count("Reply STOP to opt out.") == 1


def test_personal_data_is_masked_in_words_and_source(campaign: Any) -> None:
    assert "4929" not in FORMATS["html"](*campaign)
    assert FORMATS["html"](*campaign, show_personal_data=True).count("4929 1234 5678 9012") >= 3


def test_hostile_copy_is_shown_as_text(hostile: Any) -> None:
    written = FORMATS["html"](*hostile)
    page = Page(written)
    assert "<script>window.hacked=1</script>" in page.text
    assert '"><img src=x onerror="window.hacked=2">' in page.text
    assert "\u202e" not in written
    assert "\x1b" not in written
    assert r"\u202e" in page.text
    assert r"\x1b" in page.text
    assert "1,047,576 characters" not in page.text
    assert "characters left out" in page.text


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://ofcom.example/a?b=1&c=2", True),
        ("HTTP://ofcom.example", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//ofcom.example", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str, linked: bool, campaign: Any) -> None:
    report, documents = campaign
    one = replace(report.findings[0], authority=(Authority("Ofcom", "Guidance", url=url),))
    page = Page(FORMATS["html"](replace(report, findings=(one,)), documents))
    links = [attributes for tag, attributes in page.elements if "rel" in attributes]
    assert [link["href"] for link in links] == ([url] if linked else [])
    assert all("noreferrer" in link["rel"] for link in links)


def line_breaks(helpers: Any, text: str, form: str, words: Any) -> int:
    block = helpers.reader(text)(words)
    read_as = helpers.document("a", text, [block], format=form)
    page = FORMATS["html"](helpers.report([], [read_as]), {"a": read_as})
    return page.count("<br>")


def test_line_breaks_are_kept_where_a_reader_sees_them(helpers: Any) -> None:
    assert line_breaks(helpers, "one\ntwo", "text", "one\ntwo") == 1
    assert line_breaks(helpers, "one\r\ntwo", "text", "one\r\ntwo") == 1
    assert line_breaks(helpers, "one\ntwo", "html", "one\ntwo") == 0


def test_marks_and_findings_may_overlap(helpers: Any) -> None:
    text = "Free broadband for all"
    block = helpers.reader(text)(text, marks=(Mark(Span(0, 14), "strong"),))
    read_as = helpers.document("a", text, [block])
    found = [helpers.finding(read_as.sources[0], "broadband for"), helpers.finding(read_as.sources[0], "for all")]
    written = FORMATS["html"](helpers.report(found, [read_as]), {"a": read_as})
    assert re.sub(
        r' data-f="[^"]*"|<a class="badge.*?</a>', "", written.split('class="words">')[1].split("</p>")[0]
    ) == (
        '<span class="strong">Free </span><mark class="error strong">broadband</mark><mark class="error"> </mark>'
        '<mark class="error">for</mark><mark class="error"> all</mark></span>'
    )


def test_words_not_at_hand(campaign: Any) -> None:
    report, _ = campaign
    page = Page(FORMATS["html"](report, {}))
    assert sum(tag == "article" for tag, _ in page.elements) == len(report.findings) + len(report.allowed)


def test_no_file_at_all(helpers: Any) -> None:
    assert "No file was read." in Page(FORMATS["html"](helpers.report([], []), {})).text


def test_a_language_that_is_none_is_not_written(hostile: Any) -> None:
    assert Page(FORMATS["html"](*hostile)).all("lang") == ["en"]


def test_same_report_same_bytes(campaign: Any) -> None:
    assert FORMATS["html"](*campaign) == FORMATS["html"](*campaign)


def test_blocks_equal_only_to_themselves_are_shown_each(helpers: Any) -> None:
    text = "Same words. Same words."
    reader = helpers.reader(text)
    blocks: list[Block] = [reader("Same words."), reader("Same words.")]
    read_as = helpers.document("a", text, blocks)
    written = FORMATS["html"](helpers.report([], [read_as]), {"a": read_as})
    assert written.count('<span class="words">Same words.</span>') == 2


def test_words_of_another_language_say_so(helpers: Any) -> None:
    text = "Cynnig y gwanwyn"
    block = helpers.reader(text)(text, attributes={"lang": "cy"})
    read_as = helpers.document("a", text, [block])
    written = FORMATS["html"](helpers.report([], [read_as]), {"a": read_as})
    assert f'<span class="words" lang="cy">{text}</span>' in written


def test_cells_of_a_row_stand_side_by_side(helpers: Any) -> None:
    text = "Plan Price Small £8"
    reader = helpers.reader(text)
    cells = [
        reader(words, "body.table", attributes={"row": row}) for words, row in zip(text.split(), "0011", strict=True)
    ]
    read_as = helpers.document("a", text, cells)
    read_as = replace(read_as, variants=(replace(read_as.variants[0], sections=(0, 0, 0, 0)),))
    written = FORMATS["html"](helpers.report([], [read_as]), {"a": read_as})
    rows = [re.findall(r'class="words">([^<]*)', row) for row in written.split("<tr>")[1:]]
    assert rows == [["Plan", "Price"], ["Small", "£8"]]


def test_the_steps_of_a_call_flow_are_named(helpers: Any) -> None:
    text = "Hello there. May I?"
    reader = helpers.reader(text)
    blocks = [reader(words, "script.agent") for words in ("Hello", "there.", "May I?")]
    said = [Act("say", Run(0, 0, 1), block) for block in blocks]
    steps = {
        "greeting": Step("greeting", (*said[:2],), (Successor("verify"),), Run(0, 0, 1)),
        "verify": Step("verify", (Act("do", Run(0, 0, 1), do="transfer"), said[2]), (), Run(0, 0, 1)),
    }
    read_as = replace(helpers.document("a", text, blocks, format="flow"), flow=Flow("greeting", steps))
    page = Page(FORMATS["html"](helpers.report([], [read_as]), {"a": read_as}))
    assert "Step greeting Agent Hello Agent there. Step verify Agent May I?" in re.sub(
        "(greeting|verify|Agent|Hello|there\\.)", r"\1 ", page.text
    ).replace("  ", " ")
