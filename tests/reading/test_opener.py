"""Files that are no text: the seam that every such format goes through."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from offerlint.cli.main import cli
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import OPENERS, open_data
from offerlint.reading.template.jsx_parse import _grammars
from offerlint.reports.earlier import read_report
from offerlint.text.span import Span


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_source_without_lines_says_places_in_its_own_terms() -> None:
    source = open_data(word("Hello.", "Prices rise by CPI."), "a.docx", "docx").sources[0]
    at = source.text.index("CPI")
    assert source.position(at) is None
    assert source.line(at) is None
    assert source.where(at, at + 3) == "paragraph 2, word 4"
    assert source.places([Span(at, at + 3)])[0]["paragraph"] == 1


@pytest.mark.parametrize("format", [format for format, (_, _, extra) in OPENERS.items() if extra])
def test_what_is_not_installed_is_a_problem_and_says_how_to_install_it(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, extra = OPENERS[format]
    monkeypatch.setattr("offerlint.reading.opener.import_module", _missing)
    (tmp_path / f"a.{format}").write_bytes(word("Hello."))
    (tmp_path / "b.md").write_text("Prices rise by CPI plus 3.9% each March.\n", "utf-8")
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--format", "json"])
    report = json.loads(done.stdout)
    assert done.exit_code == 2
    assert [problem["message"] for problem in report["problems"]] == [
        f'install offerlint[{extra}] to read a.{format}: pip install "offerlint[{extra}]"'
    ]
    assert report["findings"], "the other files are still checked"


def test_so_is_code_that_cannot_be_parsed_for_want_of_the_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter", None)
    _grammars.cache_clear()
    (tmp_path / "a.tsx").write_text("const a = <p>Prices rise by CPI plus 3.9% each March.</p>;\n", "utf-8")
    (tmp_path / "b.md").write_text("Prices rise by CPI plus 3.9% each March.\n", "utf-8")
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--format", "json"])
    report = json.loads(done.stdout)
    assert done.exit_code == 2
    assert [problem["message"] for problem in report["problems"]] == [
        'install offerlint[code] to read a.tsx: pip install "offerlint[code]"'
    ]
    assert report["findings"], "the other files are still checked"


@pytest.mark.parametrize(("words", "told"), [("One two three.", 1), ("one-two", 0)])
def test_of_a_component_the_template_is_read_without_the_parser(
    words: str, told: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter", None)
    _grammars.cache_clear()
    page = "<template><p>Prices rise by CPI plus 3.9% each March.</p></template>\n"
    (tmp_path / "a.vue").write_text(f"{page}<script>const a = '{words}'</script>\n", "utf-8")
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--format", "json"])
    report = json.loads(done.stdout)
    assert done.exit_code == (2 if told else 0)
    say = 'the words in this script are not read; install offerlint[code] to read them: pip install "offerlint[code]"'
    assert [(problem["line"], problem["message"]) for problem in report["problems"]] == [(2, say)] * told
    assert report["findings"]


def _missing(name: str) -> None:
    raise ModuleNotFoundError(f"No module named {name!r}", name="lxml")


def test_a_fault_of_ours_is_not_taken_for_a_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def ours(name: str) -> None:
        raise ModuleNotFoundError("no", name="offerlint.reading.nowhere")

    monkeypatch.setattr("offerlint.reading.opener.import_module", ours)
    with pytest.raises(ModuleNotFoundError):
        open_data(b"", "a.docx", "docx")


def test_data_that_is_none_of_its_format_is_a_problem() -> None:
    with pytest.raises(ReadError, match="this is not a Word file"):
        open_data(b"Hello", "a.docx", "docx")


@pytest.mark.parametrize("format", "text html markdown csv sarif github gitlab junit checkstyle".split())
def test_every_report_says_where_words_without_lines_stand(format: str, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(word("Hello.", "Prices rise each March by CPI plus 3.9%."))
    done = CliRunner().invoke(cli, ["check", str(file), "--format", format, "--fail-on", "never"])
    assert done.exit_code == 0, done.output
    assert "paragraph 2, words 6-8" in done.stdout


def test_a_report_in_json_is_read_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(word("Hello.", "Prices rise each March by CPI plus 3.9%."))
    done = CliRunner().invoke(cli, ["check", str(file), "--format", "json", "--fail-on", "never"])
    (wire,) = json.loads(done.stdout)["findings"]
    assert (wire["start"], wire["end"], wire["runs"]) == (None, None, [])
    place = {"part": "word/document.xml", "paragraph": 1, "runs": [{"run": 0, "start": 26, "end": 39}]}
    assert wire["places"] == [place]
    (finding,) = read_report(done.stdout).findings
    assert finding.places == (place,)
    assert (finding.start, finding.runs) == (None, ())
