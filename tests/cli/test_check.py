"""offerlint check, as a writer and a pipeline call it."""

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

Run = Callable[..., subprocess.CompletedProcess[str]]

FAULT = (
    "<!-- offerlint: kind=copy audience=consumer products=broadband -->\n\nPrices rise each March by CPI plus 3.9%.\n"
)
RULE = "uk-price-rises/inflation-linked-rise"
DAY = ("--as-of", "2026-11-24")


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_a_fault_is_shown_with_its_place_and_fails(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ad__md=FAULT)
    done = run("check", "ad.md", "--select", RULE, *DAY)
    assert done.returncode == 1
    assert f"ad.md:3:27: error {RULE}" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("fail_on", "code"), [("never", 0), ("error", 1), ("warning", 1)], ids=["never", "error", "warning"]
)
def test_fail_on(run: Run, tmp_path: Path, fail_on: str, code: int) -> None:
    write(tmp_path, ad__md=FAULT)
    assert run("check", "ad.md", "--fail-on", fail_on, "--select", RULE, *DAY).returncode == code


def test_clean_copy_passes(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ad__md="Our office is open from Monday to Friday.\n")
    assert run("check", "ad.md").returncode == 0


def test_standard_input_has_the_name_it_is_given(run: Run) -> None:
    done = run("check", "-", "--stdin-filename", "ads/x.html", "--format", "json", stdin="<p>Prices rise by CPI.</p>")
    report = json.loads(done.stdout)
    assert [file["path"] for file in report["files"]] == ["ads/x.html"]


def test_json_keeps_to_its_schema(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ad__md=FAULT, broken__j2="{% if x %}")
    done = run("check", ".", "--format", "json", *DAY)
    schema = json.loads((files("offerlint") / "schemas" / "report.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(done.stdout))


def test_several_outputs_at_once(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ad__md=FAULT)
    done = run("check", "ad.md", "--output", "html=r.html", "--output", "r.json", *DAY)
    assert done.stdout == ""
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!doctype html>")
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["as_of"] == "2026-11-24"
    assert not list(tmp_path.glob(".r.*"))


def test_dates_choose_the_rules(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ad__md=FAULT)
    assert RULE in run("check", "ad.md", "--as-of", "2025-01-17").stdout
    assert RULE not in run("check", "ad.md", "--as-of", "2025-01-16").stdout


def test_one_bad_file_does_not_hide_the_others(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        ad__md=FAULT,
        bad__html__j2="{% if x %}<p>Prices rise by CPI.</p>",
        flow__yaml="script: x\nstart: a\nsteps:\n  a: {say: hi, next: bb}\n  b: {say: x, do: end}\n",
    )
    (tmp_path / "bin.txt").write_bytes(bytes(range(256)))
    done = run("check", ".", *DAY)
    assert done.returncode == 2
    assert f"ad.md:3:27: error {RULE}" in done.stdout
    for said in ('bad.html.j2:1: "{% if x %}" has no "{% endif %}"', 'flow.yaml:4: Step "a"', '"b"?', "bin.txt"):
        assert said in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "missing.md"], "missing.md: no such file; check the spelling of the path"),
        (["check", "empty"], "no file to check; name files"),
        (["check", ".", "--select", "uk-price-rise"], "did you mean “uk-price-rises”?"),
        (["check", ".", "--as-of", "31/3/2027"], "write a date as YYYY-MM-DD"),
        (["check", ".", "--output", "report.docx"], "write FORMAT=FILE"),
        (["check", ".", "--config", "nothing.yaml"], "nothing.yaml: no such file"),
        (["check", ".", "--profile", "uk-telecom"], "did you mean “uk-telecoms”?"),
        (["explain", "uk-price-rises/inflation-linked"], "did you mean uk-price-rises/inflation-linked-rise?"),
    ],
)
def test_mistakes_say_what_to_do(run: Run, tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "empty").mkdir()
    done = run(*arguments)
    assert done.returncode == 2
    assert said in " ".join((done.stdout + done.stderr).split())


def test_a_mistake_in_a_rule_has_its_line_and_the_rest_is_checked(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ad__md=FAULT)
    write(tmp_path / "house" / "our-brand", x__yaml="title: x\ntopc: y\n")
    done = run("check", "ad.md", "--rules", "house", *DAY)
    assert done.returncode == 2
    assert "x.yaml:2: column 1: a rule has no key “topc”; did you mean “topic”?" in " ".join(done.stdout.split())
    assert f"ad.md:3:27: error {RULE}" in done.stdout


def test_init_writes_what_check_then_reads(run: Run, tmp_path: Path) -> None:
    assert run("init").returncode == 0
    write(tmp_path / "sms", spring__txt="Prices rise each March by CPI plus 3.9%. Broadband from Larkline.\n")
    done = run("check", ".", "--select", RULE, *DAY)
    assert f"sms/spring.txt:1:27: error {RULE}" in done.stdout
    assert run("init").returncode == 2


def test_output_into_a_closed_pipe_is_no_fault_of_ours(tmp_path: Path) -> None:
    write(tmp_path, **{f"ad{i}__md": FAULT for i in range(40)})
    done = subprocess.run(
        f"{sys.executable} -m offerlint check . --as-of 2026-11-24 | head -1",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
