"""E-mails from end to end: a way to unsubscribe counts where it is shown, and both parts make one finding."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

import offerlint
from offerlint.app import Checked, Item, Terms, check
from offerlint.config.settings import Config
from offerlint.reports import FORMATS
from offerlint.rules.load import load_rules
from offerlint.rules.select import Selection

RULE = """
title: Offers need a way to stop
topic: opt-out
severity: error
applies_to: {channel: [email]}
profiles: [uk-telecoms]
why: Test
authority: {body: ICO, instrument: PECR, seen: V, checked: 2026-11-24}
check:
  require:
    when: {phrase: "half price"}
    need: {phrase: "unsubscribe*"}
message: "{found} needs a way to stop."
suggest: Add one.
examples:
  bad:
    - {text: "Half price.", about: {channel: email}, flags: Half price}
    - {text: "It is half price.", about: {channel: email}, flags: half price}
  good:
    - {text: "Half price. Unsubscribe here.", about: {channel: email}, name: near miss}
    - {text: "Full price.", about: {channel: email}}
"""


@pytest.fixture
def terms(tmp_path: Path) -> Terms:
    folder = tmp_path / "uk-opt-in"
    folder.mkdir()
    (folder / "way-out.yaml").write_text(RULE, "utf-8")
    return Terms(load_rules([str(tmp_path)]), Config(), Selection(), date(2026, 11, 24))


def checked(terms: Terms, text: str, html: str, **headers: str) -> Checked:
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="base64")
    return check([Item("a.eml", message.as_bytes())], terms)


BOTH = ("Now half price.", "<p>Now <b>half</b>&nbsp;price.</p>")


def test_both_parts_make_one_finding_in_the_html(terms: Terms) -> None:
    found = checked(terms, *BOTH)
    (finding,) = found.report.findings
    assert (finding.excerpt, finding.exposed_by) == ("half\N{NO-BREAK SPACE}price", ())
    assert [related.message for related in finding.related] == ["The text of this message says the same"]
    for render in FORMATS.values():
        assert "way-out" in render(found.report, found.documents)


@pytest.mark.parametrize(
    ("text", "html", "shown"),
    [
        ("Unsubscribe here.", "", "yes"),
        ("", "<a href='https://larkline.example/u'>Unsubscribe</a>", "no"),
    ],
)
def test_a_way_out_in_one_part_does_not_help_the_other(terms: Terms, text: str, html: str, shown: str) -> None:
    (finding,) = checked(terms, f"{BOTH[0]}\n\n{text}", BOTH[1] + html).report.findings
    assert finding.exposed_by == ({"showing HTML": shown},)


def test_a_header_to_unsubscribe_by_helps_both(terms: Terms) -> None:
    assert not checked(terms, *BOTH, List_Unsubscribe="<https://larkline.example/u>").report.findings
    assert checked(terms, *BOTH, List_Unsubscribe="<#>").report.findings


BOOK = offerlint.load_rules()
OFFER = "Only £28 a month for 24 months. Get superfast broadband. Order now."


@pytest.mark.parametrize("encoding", ["7bit", "8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15"])
def test_marketing_without_a_way_out_or_a_sender_is_found_however_it_is_sent(encoding: str, charset: str) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Special offers <x@mail.example>", "Half price"
    words = OFFER.replace("£28", "28 pounds") if encoding == "7bit" else OFFER
    message.set_content(words, cte=encoding, charset="us-ascii" if encoding == "7bit" else charset)
    found = check(
        [Item("a.eml", message.as_bytes(), on_disk=False)],
        Terms(BOOK, Config(), Selection(select=("uk-opt-in",)), date(2026, 11, 24)),
    ).report.findings
    rules = [(one.rule, one.excerpt) for one in found]
    assert rules[:1] == [("uk-opt-in/sender-unnamed-email", "Special offers")]
    assert ("uk-opt-in/email-without-opt-out", "Order now") in rules
    named = message.as_bytes().replace(b"Special offers", b"Larkline")
    stopped = b"List-Unsubscribe: <https://larkline.example/u>\n" + named
    terms = Terms(BOOK, Config(), Selection(select=("uk-opt-in",)), date(2026, 11, 24))
    assert not check([Item("a.eml", stopped, on_disk=False)], terms).report.findings
