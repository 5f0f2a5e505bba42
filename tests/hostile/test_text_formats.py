"""E-mails, mailboxes, catalogues, scripts and tables that mean harm, through the real program: told, exit 2."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from offerlint.asked import Item
from offerlint.config.settings import Config
from offerlint.opening import open_document
from offerlint.reading import bounds
from tests.reading.word import repacked, word

HEAD = b"From: a@larkline.example\nSubject: x\n"
GOOD = "Prices rise each March by CPI plus 3.9%.\n"


def bomb() -> bytes:
    return repacked(word("Hello"), {"word/document.xml": b" " * 60_000_000})


def attached(name: str, data: bytes, times: int = 1) -> bytes:
    part = (
        b"--b\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
        b"Content-Disposition: attachment; filename=" + name.encode() + b"\n\n" + base64.encodebytes(data)
    )
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello.\n" + part * times + b"--b--\n"


def nested(times: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\n\n" * times + HEAD + b"\nHi.\n"


def letters(times: int) -> bytes:
    return (b"From a@b Mon Jan  1 00:00:00 2026\n" + HEAD + b"\nHi.\n\n") * times


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a bomb attached": ("a.eml", lambda: attached("a.docx", bomb()), "unpacks to more than 250 times its size"),
    "a thousand attached": ("a.eml", lambda: attached("a.txt", b"Hi.", 180), "what is attached beyond the first 20"),
    "a message in itself": ("a.eml", lambda: nested(2_000), "messages within messages over 5 deep are not read"),
    "a PDF that is none": ("a.eml", lambda: attached("a.pdf", b"Hello"), "“a.pdf” in this message cannot be read"),
    "a table that is none": ("a.eml", lambda: attached("a.xlsx", b"\x00" * 999), "“a.xlsx” in this message cannot"),
    "100,000 messages": ("a.mbox", lambda: letters(100_000), "this mailbox has 100,000 messages"),
    "no mailbox": ("a.mbox", lambda: b"\x00\x01" * 5_000, "this is not text"),
    "deep YAML": ("locales/en.yml", lambda: b"a: " + b"[" * 200_000, "nested too deeply"),
    "deep TOML": ("locales/en.toml", lambda: b"a = " + b"[" * 200_000, "nested too deeply"),
    "deep JSON": ("locales/en.json", lambda: b'{"a": ' + b"[" * 200_000, "this is not JSON"),
    "a deep message": ("a.arb", lambda: json.dumps({"a": "{a, select, x {" * 9_000}).encode(), "nested too deeply"),
    "cues without times": ("a.srt", lambda: b"1\n00:00:01,000 --> x\nHi.\n\n" * 3_000, "more such problems"),
    "a script cut short": ("a.fountain.j2", lambda: b"ANNA\n{% if a %}Hi.\n", "{% endif %}"),
    "many rows": ("a.csv", lambda: b"Headline 1,Description 1\n" + b"Fibre,Order now\n" * 3_000, "3,000 rows of copy"),
}  # fmt: skip


MANY = ("100,000 messages", "many rows")
"""What takes a while to lint; that it is not read whole is tried without."""


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in MANY])
def test_the_program_says_so_and_checks_the_other_files(name: str, tmp_path: Path) -> None:
    path, data, says = HOSTILE[name]
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_bytes(data())
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    asked = [
        sys.executable,
        "-m",
        "offerlint",
        "check",
        path,
        "good.md",
        "--format",
        "json",
        "--select",
        "uk-price-rises",
    ]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    report = json.loads(done.stdout)
    assert done.returncode == 2
    assert any(says in problem["message"] for problem in report["problems"]), report["problems"][:3]
    assert [finding["excerpt"] for finding in report["findings"] if finding["path"] == "good.md"] == ["CPI plus 3.9%"]


@pytest.mark.parametrize("name", ["a bomb attached", "a thousand attached", "a message in itself", "deep YAML"])
def test_reading_takes_no_more_memory_than_a_multiple_of_the_file(name: str) -> None:
    path, made, _ = HOSTILE[name]
    data = made()
    tracemalloc.start()
    try:
        open_document(Item(path, data, on_disk=False), Config())
    except Exception as error:  # noqa: BLE001 - whether it is refused is for the other test
        assert str(error)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 * len(data) + 2 * bounds.LARGEST_PACKAGE


def test_what_is_read_of_very_many_is_bounded() -> None:
    for name, count in (("100,000 messages", bounds.MOST_MESSAGES), ("many rows", bounds.MOST_ROWS)):
        path, made, says = HOSTILE[name]
        document = open_document(Item(path, made(), on_disk=False), Config())
        assert document is not None
        assert len(document.parts) == count
        assert any(problem.fatal and says in problem.message for problem in document.problems)


def test_strings_beyond_those_that_are_read_are_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_CELLS", 2_000)
    data = b'{"a": [' + b'"a",' * 2_100 + b'"a"]}'
    document = open_document(Item("a.arb", data, on_disk=False), Config())
    assert document is not None
    assert len(document.variants[0].blocks) == 2_000
    said = "there are more than 2,000 strings in this file, and the rest are not read; divide it"
    assert any(problem.fatal and said in problem.message for problem in document.problems)


def test_work_on_a_mailbox_grows_no_faster_than_it(calls: Callable[[Callable[[], object]], int]) -> None:
    def work(times: int) -> int:
        return calls(lambda: open_document(Item("a.mbox", letters(times), on_disk=False), Config()))

    work(400)
    base, few, many = work(10), work(100), work(400)
    assert many - base < 6 * (few - base)
