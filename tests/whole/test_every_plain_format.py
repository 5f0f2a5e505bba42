"""The same faulty copy in each format without markup gives the findings that Markdown gives, on the same words."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from email.message import EmailMessage

import openpyxl
import pytest

from offerlint.api import load_rules
from offerlint.app import check
from offerlint.asked import Item, Terms
from offerlint.config.settings import Config, Glob
from offerlint.model.vocabulary import Severity
from offerlint.rules.select import Selection

COPY = (
    "Broadband that is always on, for £28 a month.",
    "Prices rise each March by CPI plus 3.9%.",
    "You get speeds of up to 900Mbps, guaranteed.",
    "It’s free: the router is yours for £9.99 delivery.",
    "Hurry, this offer ends soon & won’t be back.",
)
"""Words that read alike in every format: no markup, one paragraph each."""


def markdown(copy: Sequence[str]) -> bytes:
    return "\n\n".join(copy).encode()


def commas(copy: Sequence[str]) -> bytes:
    head = ",".join(f"Body {number}" for number in range(len(copy)))
    row = ",".join('"' + words + '"' for words in copy)
    return f"{head}\n{row}\n".encode()


def tabs(copy: Sequence[str]) -> bytes:
    head = "\t".join(f"Body {number}" for number in range(len(copy)))
    return f"{head}\n".encode("utf-16") + "\t".join(copy).encode("utf-16-le")


def workbook(copy: Sequence[str]) -> bytes:
    book = openpyxl.Workbook()
    book["Sheet"].append([f"Body {number}" for number in range(len(copy))])
    book["Sheet"].append(list(copy))
    return _saved(book.save)


def po(copy: Sequence[str]) -> bytes:
    return "\n".join(f'msgid "m{number}"\nmsgstr ""\n"{words}"\n' for number, words in enumerate(copy)).encode()


def apple(copy: Sequence[str]) -> bytes:
    return "\n".join(f'"copy.m{number}" = "{words}";' for number, words in enumerate(copy)).encode("utf-16")


def java(copy: Sequence[str]) -> bytes:
    words = (one.replace("£", "\\u00a3").replace("’", "\\u2019") for one in copy)
    return "\n".join(f"copy.m{number}={one}" for number, one in enumerate(words)).encode("ascii")


def android(copy: Sequence[str]) -> bytes:
    words = (one.replace("&", "&amp;").replace("’", "\\u2019") for one in copy)
    strings = "\n".join(f'<string name="m{number}">{one}</string>' for number, one in enumerate(words))
    return f"<resources>\n{strings}\n</resources>".encode()


def xliff(copy: Sequence[str]) -> bytes:
    words = (one.replace("&", "&amp;") for one in copy)
    units = "".join(
        f'<trans-unit id="m{number}"><source>x</source><target>{one}</target></trans-unit>'
        for number, one in enumerate(words)
    )
    return f'<xliff version="1.2"><file target-language="en-GB"><body>{units}</body></file></xliff>'.encode()


def keyed(copy: Sequence[str]) -> bytes:
    return json.dumps({"copy": {f"m{number}": words for number, words in enumerate(copy)}}).encode()


def yaml(copy: Sequence[str]) -> bytes:
    return "\n".join(["en:", "  copy:", *(f"    m{n}: '{words}'" for n, words in enumerate(copy))]).encode()


def toml(copy: Sequence[str]) -> bytes:
    return "\n".join(["[copy]", *(f"m{n} = {json.dumps(words)}" for n, words in enumerate(copy))]).encode()


def icu(copy: Sequence[str]) -> bytes:
    """Each of the words is one form of two."""
    return json.dumps(
        {f"m{n}": f"{{n, plural, one {{{words}}} other {{Soon}}}}" for n, words in enumerate(copy)}
    ).encode()


def letter(copy: Sequence[str]) -> bytes:
    made = EmailMessage()
    made["From"] = "Larkline <hello@larkline.example>"
    made["List-Unsubscribe"] = "<https://larkline.example/u>"
    made.set_content("\n\n".join(copy), cte="base64")
    return made.as_bytes()


def mailbox(copy: Sequence[str]) -> bytes:
    return b"From hello@larkline.example Mon Jan  5 09:00:00 2026\n" + letter(copy)


def attached(copy: Sequence[str]) -> bytes:
    made = EmailMessage()
    made["From"] = "Larkline <hello@larkline.example>"
    made.set_content("See below.")
    made.add_attachment(markdown(copy), maintype="text", subtype="markdown", filename="a.md")
    return made.as_bytes()


def cues(copy: Sequence[str]) -> bytes:
    times = [f"00:00:{number * 9:02},000 --> 00:00:{number * 9 + 8:02},000" for number in range(len(copy))]
    words = [f"<i>{one.replace(' a', '</i> a', 1)}" for one in copy]
    return "\n".join(f"{time}\n{one}\n" for time, one in zip(times, words, strict=True)).encode()


def spoken(copy: Sequence[str]) -> bytes:
    return cues([f"VO: {words}" for words in copy])


def fountain(copy: Sequence[str]) -> bytes:
    turns = "\n\n".join(f"ANNA (V.O.)\n(fast)\n{words}" for words in copy)
    return f"Title: Spring\n\nINT. KITCHEN - DAY\n\n{turns}\n".encode()


def supers(copy: Sequence[str]) -> bytes:
    return "\n\n".join(["Title: Spring", *(f"SUPER: {words}" for words in copy)]).encode()


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


MAKERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "a.csv": commas,
    "a.tsv": tabs,
    "a.xlsx": workbook,
    "a.srt": cues,
    "a.po": po,
    "a.strings": apple,
    "messages_en.properties": java,
    "strings.xml": android,
    "a.xlf": xliff,
    "a.json": keyed,
    "locales/en.yaml": yaml,
    "locales/en.toml": toml,
    "a.arb": icu,
    "a.eml": attached,
    "b.eml": letter,
    "a.mbox": mailbox,
    "a.fountain": fountain,
    "b.fountain": supers,
    "b.srt": spoken,
}
BOOK = load_rules()


def found(path: str, data: bytes) -> list[tuple[str, Severity, str]]:
    says = {"channel": "web", "audience": "consumer", "kind": "copy", "products": "broadband", "stage": "final"}
    named = Glob(("**/*.json", "*.json"), {"format": "json-strings"})
    config = Config(files=(Glob(("**",), {**says, "purpose": "marketing"}), named))
    terms = Terms(BOOK, config, Selection(), date(2026, 11, 24))
    report = check([Item(path, data, on_disk=False)], terms).report
    assert not report.problems
    return sorted((one.rule, one.severity, one.excerpt) for one in report.findings)


@pytest.mark.parametrize("path", MAKERS)
def test_the_same_copy_has_the_same_findings_as_in_markdown(path: str) -> None:
    expected = found("a.md", markdown(COPY))
    assert len(expected) > 5
    assert found(path, MAKERS[path](COPY)) == expected
