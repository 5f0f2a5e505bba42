"""How fast a large report is: written, then opened, filtered and stepped through in Chromium.

    python -m bench.report [--documents 300] [--findings 5000]

One page of faulty copy is linted; the report speaks of as many copies of it as asked for. The times in the browser are
those that a reader waits: until the page is drawn and answers, and from a letter typed until the list is drawn.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from offerlint.app import Item, Terms, check
from offerlint.config.settings import Config
from offerlint.model.document import Document
from offerlint.model.finding import Report
from offerlint.reports import FORMATS
from offerlint.rules.load import bundled, load_rules
from offerlint.rules.select import Selection

if TYPE_CHECKING:
    from playwright.sync_api import Page

FAULTS = (
    "Prices rise each March by CPI plus 3.9%.",
    "The UK's fastest full fibre, guaranteed.",
    "Hurry! Only a few left at this price.",
    "Speeds of up to 500Mbps and a free router.",
    "Unlimited data for life, the lowest price anywhere.",
)
PLAIN = "Our engineers work in the street in spring, and we write to you before they come to your door."
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"


def page(sections: int) -> str:
    """A landing page with that many sections, each with a fault and plain words."""
    body = "".join(
        f"<h2>Part {number}</h2>\n<p>{FAULTS[number % len(FAULTS)]}</p>\n<p>{PLAIN}</p>\n" for number in range(sections)
    )
    return (
        f"<!doctype html>\n<html lang=en>\n<title>Fibre</title>\n<h1>Full fibre from £28 a month</h1>\n{body}</html>\n"
    )


def copies(documents: int, findings: int) -> tuple[Report, dict[str, Document]]:
    """A report of so many documents, and of at least so many findings."""
    terms = Terms(load_rules([bundled()]), Config(folder=Path()), Selection("uk-telecoms"), date(2026, 11, 24))
    sections = 1
    while True:
        linted = check([Item("page.html", page(sections).encode())], terms)
        if len(linted.report.findings) * documents >= findings:
            break
        sections += 1
    report, document = linted.report, linted.documents["page.html"]
    paths = [f"ads/spring/page-{number:03}.html" for number in range(documents)]
    return (
        Report(
            findings=tuple(
                replace(finding, path=path, fingerprint=f"{number:04x}{finding.fingerprint[4:]}")
                for number, path in enumerate(paths)
                for finding in report.findings
            ),
            files=tuple(replace(report.files[0], path=path) for path in paths),
            problems=(),
            not_checked=(),
            as_of=report.as_of,
            rules=report.rules,
            active=report.active,
        ),
        {path: replace(document, sources=(replace(document.sources[0], path=path),)) for path in paths},
    )


def waits(page: Page, url: str) -> Iterator[tuple[str, float]]:
    """What a reader does, and how long each takes in milliseconds."""
    page.goto(url, wait_until="commit")
    page.wait_for_selector("html.ready", state="attached")
    yield "open the report", page.evaluate(DRAWN)
    for what, act in {
        "go to the findings": "location.hash = 'findings'",
        "type a word": "type('fastest')",
        "take one severity away": "document.querySelector('[name=severity]').click()",
        "show all again": "document.querySelector('.told button').click()",
        "open a document": "location.hash = 'd150'",
        "next finding": "press('j')",
        "next document": "location.hash = 'd151'",
    }.items():
        act = act.replace("type(", "typeWords(").replace("press(", "pressKey(")
        yield (
            what,
            page.evaluate(
                f"""async () => {{
              const typeWords = (words) => {{
                const field = document.querySelector('[type=search]');
                field.value = words;
                field.dispatchEvent(new Event('input', {{ bubbles: true }}));
              }};
              const pressKey = (key) =>
                document.body.dispatchEvent(new KeyboardEvent('keydown', {{ key, bubbles: true }}));
              const began = performance.now();
              {act};
              return await ({DRAWN})() - began;
            }}"""
            ),
        )


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--findings", type=int, default=5000)
    parser.add_argument(
        "--runs", type=int, default=3, help="times the page is opened; medians are printed (default: 3)"
    )
    asked = parser.parse_args()
    chromium = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("bench.report needs Chromium, which is not installed")
    copied, read = copies(asked.documents, asked.findings)
    began = time.perf_counter()
    written = FORMATS["html"](copied, read)
    print(f"{len(copied.findings):,} findings in {len(read)} documents")
    print(
        f"{'write the report':24}{(time.perf_counter() - began) * 1000:8.0f} ms, {len(written.encode()) / 1e6:.1f} MB"
    )
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "report.html")
        file.write_text(written, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        runs = [dict(waits(browser.new_page(), file.as_uri())) for _ in range(asked.runs)]
        browser.close()
    for what in runs[0]:
        print(f"{what:24}{statistics.median(run[what] for run in runs):8.0f} ms")


if __name__ == "__main__":
    main()
