"""What is fuzzed: each target takes any bytes, and raises only for a fault of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from bench.fuzz import command, packages
from offerlint.app import Item, Terms, check
from offerlint.config.find import ConfigError
from offerlint.config.read import read_config
from offerlint.config.settings import Config
from offerlint.facts import look
from offerlint.model.document import Document
from offerlint.model.stream import Stream
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import open_data
from offerlint.reading.reader import READERS, TEMPLATES, read
from offerlint.registers.baseline import read_baseline
from offerlint.registers.evidence import read_evidence
from offerlint.registers.offers import read_offers
from offerlint.registers.waivers import read_waivers
from offerlint.reports import FORMATS
from offerlint.reports.earlier import NotAReport, read_report
from offerlint.rules.load import Rulebook, bundled, load_rules
from offerlint.rules.pattern import Regex, RegexError
from offerlint.rules.phrase_compile import compile_phrase
from offerlint.rules.phrase_error import PhraseError
from offerlint.rules.phrase_lists import PhraseLists
from offerlint.rules.select import Selection
from offerlint.rules.writing import Writing
from offerlint.rules.yaml_tree import RuleError

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "fuzz" / "cases"
DAY = date(2026, 11, 24)

Target = Callable[[bytes], None]


def _document(format: str, data: bytes) -> None:
    """Any bytes are a document in `format`, or not text."""
    try:
        document = read(decode(data, "copy"), format)
    except ReadError:
        return
    _holds_together(document)
    look(document)


def _data(format: str, data: bytes) -> None:
    """Any bytes are a file of data in `format`, or are refused."""
    try:
        document = open_data(data, "copy", format, {"script": {"words": "say", "next": "go", "answers": "if"}})
    except ReadError:
        return
    for one in document.parts or (document,):
        _holds_together(one)
        look(one)


def _package(format: str, data: bytes) -> None:
    """Any bytes may stand in the part of a package that holds its words, or on the page of a PDF."""
    _data(format, packages.holding(format, data))


def _holds_together(document: Document) -> None:
    """Every word of every block comes from a place of a source."""
    sizes = [len(source.text) for source in document.sources]
    for variant in document.variants:
        for block in variant.blocks:
            for piece in block.view.map:
                for run in piece.runs:
                    assert 0 <= run.start <= run.end <= sizes[run.source], (block.text, run)


def _phrase(data: bytes) -> None:
    try:
        found = compile_phrase(data.decode("utf-8", "replace"), PhraseLists({"rise": ("rise*", "go up")}))
    except PhraseError as error:
        assert 0 <= error.offset <= len(error.phrase), error
        return
    found.find(_stream(), "block")


@cache
def _stream() -> Stream:
    text = "The price of £30 a month will rise each March by CPI plus 3.9%, or go up (if “you” agree)."
    document = read(decode(text.encode(), "copy.txt"), "text")
    return Stream(look(document).passages)


def _regex(data: bytes) -> None:
    try:
        Regex(data.decode("utf-8", "replace"))
    except RegexError as error:
        assert error.offset >= 0


def _rules(data: bytes) -> None:
    """Any bytes are a rule file, or a problem with its path."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "our-brand" / "x.yaml"
        path.parent.mkdir()
        path.write_bytes(data)
        rulebook = load_rules([folder])
        assert rulebook.rules or rulebook.problems


def _config(ending: str, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"offerlint.{ending}"
        path.write_bytes(data)
        try:
            read_config(path).declared("ads/spring.html")
        except ConfigError as error:
            assert str(path) in str(error)


def _registers(data: bytes) -> None:
    for reader in (read_offers, partial(read_evidence, writing=Writing()), read_waivers, read_baseline):
        try:
            reader(data.decode("utf-8", "replace"))
        except RuleError as error:
            assert error.line >= 1


def _earlier(data: bytes) -> None:
    """Any bytes are an earlier report, or are none."""
    try:
        read_report(data.decode("utf-8", "replace"))
    except NotAReport as error:
        assert str(error)


@cache
def _rulebook() -> Rulebook:
    return load_rules([bundled()])


def _whole(name: str, data: bytes) -> None:
    """Any bytes go the whole road, all rules on, into every report."""
    checked = check([Item(name, data, on_disk=False)], Terms(_rulebook(), Config(), Selection(), DAY))
    faults = [problem for problem in checked.report.problems if problem.trace]
    assert not faults, faults
    for render in FORMATS.values():
        render(checked.report, checked.documents).encode("utf-8", "backslashreplace")


WHOLE = ("a.txt", "a.md", "a.html", "a.html.j2", "a.eml", "a.yaml", "a.json", "a.mbox", "a.csv", "a.fountain")
DATA = (
    "po", "strings", "properties", "json-strings", "yaml-strings", "toml-strings", "android", "xliff", "subtitles",
    "csv", "mbox", "json-script", "call-data", "form-data", "rtf",
)  # fmt: skip
"""The formats of OPENERS that are texts."""

TARGETS: Mapping[str, Target] = {
    **{f"read-{format}": partial(_document, format) for format in READERS},
    **{f"read-{language}": partial(_document, f"{language}+html") for language in TEMPLATES},
    **{f"open-{format}": partial(_data, format) for format in DATA},
    **{f"open-{format}": partial(_package, format) for format in (*packages.PARTS, "pdf")},
    "phrase": _phrase,
    "regex": _regex,
    "rules": _rules,
    "config-yaml": partial(_config, "yaml"),
    "config-toml": partial(_config, "toml"),
    "registers": _registers,
    "earlier": _earlier,
    "command": command.run,
    **{f"whole-{PurePosixPath(name).name}": partial(_whole, name) for name in WHOLE},
}
"""A target by its name; the inputs kept for it lie in cases/, in a folder of that name."""
