"""The comment that allows a finding, in every format that has comments."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from offerlint import load_rules
from offerlint.app import Terms
from offerlint.config.settings import Config, Glob
from offerlint.lsp.allowing import allow
from offerlint.lsp.look import Look, Open, look
from offerlint.rules.select import Selection

RULE = "uk-safety/old-switch-off-date"
ABOUT = {"kind": "copy", "audience": "consumer", "products": ["landline"]}
TERMS = Terms(load_rules(), Config(files=(Glob(("**",), ABOUT),)), Selection(select=(RULE,)), date(2026, 11, 24))
FAULT = "Landlines are switched off in December 2025."
TABLE = "| a | b |\n|---|---|\n| c | "
JSX = "const a = <div>\n    <b>Hi.</b>\n    <br />\n    <hr />\n"
CALL = "script: Call\nstart: a\nsteps:\n  a:\n"
SAID = f"offerlint: allow {RULE} because"


def seen(path: str, text: str) -> Look:
    return look(Open(f"file:///{path}", path, 1, text, on_disk=False), TERMS, "utf-16")


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.md", f"Hi.\n\n{FAULT}\n", f"Hi.\n\n<!-- {SAID} -->\n{FAULT}\n"),
        ("a.md", f"Hi.\r\n\r\n{FAULT}\r\n", f"Hi.\r\n\r\n<!-- {SAID} -->\r\n{FAULT}\r\n"),
        ("a.md", f"- Hi.\n- Ho\n  {FAULT}\n", f"- Hi.\n<!-- {SAID} -->\n- Ho\n  {FAULT}\n"),
        ("a.md", f"{TABLE}{FAULT} |\n", f"{TABLE}{FAULT} <!-- {SAID} --> |\n"),
        ("a.html", f"<div>\n  <p>{FAULT}</p>\n</div>\n", f"<div>\n  <!-- {SAID} -->\n  <p>{FAULT}</p>\n</div>\n"),
        ("a.html", f"<p>Hi.</p><p>{FAULT}</p>", f"<p>Hi.</p><p>{FAULT} <!-- {SAID} --></p>"),
        ("a.txt", f"Hi.\n\n{FAULT}\n", f"Hi.\n\n# {SAID} \n{FAULT}\n"),
        ("a.html.j2", f"<p>Hi.</p>\n<p>{FAULT}</p>\n", f"<p>Hi.</p>\n{{# {SAID} #}}\n<p>{FAULT}</p>\n"),
        ("a.liquid", f"<p>{FAULT}</p>\n", f"{{% comment %}} {SAID} {{% endcomment %}}\n<p>{FAULT}</p>\n"),
        ("a.hbs", f"<p>{FAULT}</p>\n", f"{{{{!-- {SAID} --}}}}\n<p>{FAULT}</p>\n"),
        ("a.html.erb", f"<p>{FAULT}</p>\n", f"<%# {SAID} %>\n<p>{FAULT}</p>\n"),
        ("a.ejs", f"<p>{FAULT}</p>\n", f"<%# {SAID} %>\n<p>{FAULT}</p>\n"),
        ("a.mjml", f"<mjml>\n<mj-text>{FAULT}</mj-text>\n", f"<mjml>\n<!-- {SAID} -->\n<mj-text>{FAULT}</mj-text>\n"),
        ("a.vue", f"<template>\n<p>{FAULT}</p>\n</template>\n",
         f"<template>\n<!-- {SAID} -->\n<p>{FAULT}</p>\n</template>\n"),
        ("a.svelte", f"<p>{FAULT}</p>\n", f"<!-- {SAID} -->\n<p>{FAULT}</p>\n"),
        ("a.phtml", f"<p>{FAULT}</p>\n", f"<?php /* {SAID} */ ?>\n<p>{FAULT}</p>\n"),
        ("a.blade.php", f"<p>{FAULT}</p>\n", f"{{{{-- {SAID} --}}}}\n<p>{FAULT}</p>\n"),
        ("a.tsx", f"{JSX}    <p>{FAULT}</p>\n</div>;\n", f"{JSX}    {{/* {SAID} */}}\n    <p>{FAULT}</p>\n</div>;\n"),
        ("a.tsx", f"a = {{\n  body: '{FAULT}',\n}};\n", f"a = {{\n  /* {SAID} */\n  body: '{FAULT}',\n}};\n"),
        ("a.yaml", f"{CALL}    say: {FAULT}\n", f"{CALL}    # {SAID} \n    say: {FAULT}\n"),
        ("a.yaml", f"{CALL}    say: >\n      {FAULT}\n", f"{CALL}    # {SAID} \n    say: >\n      {FAULT}\n"),
    ],
)  # fmt: skip
def test_it_stands_where_it_allows_and_changes_nothing_else(path: str, before: str, after: str) -> None:
    look_at = seen(path, before)
    (finding,) = look_at.findings
    edit = allow(finding, look_at)
    assert edit
    assert before[: edit.start] + edit.text + before[edit.end :] == after


def test_a_comment_without_a_reason_is_a_finding_itself() -> None:
    found = seen("a.md", f"<!-- {SAID} -->\n{FAULT}\n").findings
    assert [finding.rule for finding in found if finding.rule != RULE] == ["offerlint/reasonless-allow"]


def test_what_has_no_comments_has_no_allow() -> None:
    text = (Path(__file__).parents[2] / "examples" / "tool-flows" / "twilio-payment-line.json").read_text("utf-8")
    every = Terms(TERMS.rulebook, Config(), Selection(), TERMS.as_of)
    look_at = look(Open("file:///a.json", "a.json", 1, text, on_disk=False), every, "utf-8")
    assert look_at.findings
    assert allow(look_at.findings[0], look_at) is None
