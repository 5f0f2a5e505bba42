"""corpus summary: what it counts is what stands in the tables, in every format."""

from __future__ import annotations

import json
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.corpus.conftest import Run, command

RISE = "Fibre for £28 a month. Prices rise each March by CPI plus 3.9%."
ROWS = [
    {"id": "1", "text": RISE, "channel": "web", "as_of": "2026-10-03", "team": "north", "products": "broadband"},
    {"id": "2", "text": RISE, "channel": "web", "as_of": "2026-10-03", "team": "south", "products": "broadband"},
    {"id": "3", "text": RISE, "channel": "print", "as_of": "2026-11-20", "team": "south", "products": "broadband,tv"},
    {"id": "4", "text": "Hello there.", "channel": "web", "as_of": "2026-11-20", "team": None, "products": None},
    {"id": "5", "text": None, "channel": "web", "as_of": None, "team": None, "products": None},
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a run over ROWS is complete."""
    folder = tmp_path_factory.mktemp("summary")
    pq.write_table(pa.Table.from_pylist(ROWS), folder / "ads.parquet")
    words = command(
        "corpus", "lint", "ads.parquet", "-o", "found", "-j", "1", "--label", "team", "--select", "price-rise"
    )
    subprocess.run(words, cwd=folder, check=False, timeout=300)
    return folder / "found"


def summary(found: Path, *words: str) -> str:
    outcome = subprocess.run(
        command("corpus", "summary", str(found), *words), capture_output=True, encoding="utf-8", check=True, timeout=300
    )
    return outcome.stdout


@pytest.fixture(scope="module")
def told(found: Path) -> dict[str, Any]:
    words = ("--by", "channel", "--by", "product", "--by", "team")
    known: dict[str, Any] = json.loads(summary(found, "--output", "json", *words))
    return known


def test_counts_are_those_of_the_rows(told: dict[str, Any]) -> None:
    assert (told["counts"]["rows"], told["counts"]["copies"], told["counts"]["problems"]) == (4, 3, 1)
    assert (told["all"]["rows"], told["all"]["of_rows"], told["all"]["rate"]) == (3, 4, 0.75)
    assert told["problems"] == [{"message": "there is no text in this row", "count": 1}]


def test_topics_and_rules_have_their_rows_and_different_copy(told: dict[str, Any]) -> None:
    rise = next(one for one in told["rules"] if one["name"] == "uk-price-rises/inflation-linked-rise")
    assert (rise["rows"], rise["copies"], rise["findings"], rise["of_rows"], rise["rate"]) == (3, 2, 3, 4, 0.75)
    assert {one["name"] for one in told["topics"]} == {"price-rise"}
    assert sum(rise[severity] for severity in ("error", "warning", "review", "advice")) == 3


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("channel", [("web", 3, 2), ("print", 1, 1)]),
        ("product", [("broadband", 3, 3), ("", 1, 0), ("tv", 1, 1)]),
        ("team", [("south", 2, 2), ("", 1, 0), ("north", 1, 1)]),
    ],
)
def test_rates_by_column_have_the_rows_without_findings_too(
    name: str, groups: list[tuple[str, int, int]], told: dict[str, Any]
) -> None:
    assert [(one["name"], one["of_rows"], one["rows"]) for one in told["by"][name]] == groups


@pytest.mark.parametrize(
    ("period", "times"),
    [
        ("month", [("2026-10-01", 2, 2), ("2026-11-01", 2, 1)]),
        ("day", [("2026-10-03", 2, 2), ("2026-11-20", 2, 1)]),
        ("year", [("2026-01-01", 4, 3)]),
    ],
)
def test_rates_over_time(period: str, times: list[tuple[str, int, int]], found: Path) -> None:
    told = json.loads(summary(found, "--output", "json", "--period", period))
    assert [(one["name"], one["of_rows"], one["rows"]) for one in told["over_time"]] == times


def test_the_words_found_most_often(told: dict[str, Any], found: Path) -> None:
    first = told["excerpts"][0]
    assert (first["excerpt"], first["rows"], first["copies"], first["id"]) == ("CPI plus 3.9%", 3, 2, "1")
    assert len(json.loads(summary(found, "--output", "json", "--top", "1"))["excerpts"]) == 1


def test_the_text_reads_as_a_person_would_have_it(found: Path) -> None:
    text = summary(found)
    assert text.startswith("4 rows (3 different): ")
    assert "75.0 % of the rows have a finding" in text
    for title in ("By topic", "By rule", "By channel", "Over time, by month", "Words found most often"):
        assert f"\n{title}\n" in text
    assert "        1  there is no text in this row" in text
    assert text.endswith("It is not legal advice.\n")


class _Page(HTMLParser):
    """The tags that are open at the end, and all that could ask for something elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.asks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asks += [
            value or "" for name, value in attrs if name in ("src", "href") and not (value or "").startswith("#")
        ]
        if tag not in ("meta", "rect", "path", "circle"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asks += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_asks_for_nothing_and_shows_markup_as_words(tmp_path: Path, offerlint: Run) -> None:
    rows = [{"id": "<b>1", "text": "Prices rise by <script>CPI</script> plus 3.9%.", "team": "<i>north"}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "ads.parquet")
    offerlint("corpus", "lint", "ads.parquet", "-o", "found", "--label", "team", "-j", "1")
    offerlint("corpus", "summary", "found", "--by", "team", "--output", "html=page.html", code=0)
    text = (tmp_path / "page.html").read_text("utf-8")
    page = _Page()
    page.feed(text)
    assert page.open == page.asks == []
    assert "&lt;i&gt;north" in text
    assert "<i>" not in text
    assert "Findings by topic" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "nowhere: no findings of offerlint corpus lint are here"),
        (["half"], "half: the run is not complete; run the same corpus lint again to go on with it"),
        (["FOUND", "--by", "tem"], "nothing can be summed up by “tem”; did you mean “team”?"),
        (["FOUND", "--output", "pdf"], "--output pdf: write FORMAT or FORMAT=FILE with a format of text, json, html"),
    ],
)
def test_a_mistake_is_told(words: list[str], message: str, found: Path, tmp_path: Path, offerlint: Run) -> None:
    (tmp_path / "half").mkdir()
    (tmp_path / "half/manifest.json").write_text('{"offerlint": "corpus", "complete": false}')
    outcome = offerlint("corpus", "summary", *(str(found) if word == "FOUND" else word for word in words), code=2)
    assert message in " ".join(outcome.stderr.split())


def test_rows_that_share_an_id_and_their_copy_each_count(tmp_path: Path, offerlint: Run) -> None:
    ads = [{"id": "campaign", "text": words, "team": team} for team in "aab" for words in (RISE, "Hello there.")]
    (tmp_path / "ads.jsonl").write_text("".join(json.dumps(ad) + "\n" for ad in ads))
    offerlint("corpus", "lint", "ads.jsonl", "-o", "found", "-j", "1", "--label", "team", "--select", "price-rise")
    told = json.loads(offerlint("corpus", "summary", "found", "--by", "team", "--output", "json").stdout)
    assert (told["all"]["rows"], told["all"]["of_rows"], told["all"]["copies"]) == (3, 6, 1)
    assert [(one["name"], one["rows"], one["of_rows"]) for one in told["by"]["team"]] == [("a", 2, 4), ("b", 1, 2)]
    assert {one["rows"] for one in told["excerpts"]} == {3}
