"""Files of e-mail, tables, strings and OpenDocument for the bench of readers, and plain extraction of each."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from email.message import EmailMessage

from bench.copy_made import Writer

Made = Mapping[str, tuple[Callable[[Writer, int], bytes], str, Mapping[str, str]]]


def _paragraphs(writer: Writer, size: int) -> Iterator[str]:
    written = 0
    while written < size:
        words = writer.paragraph()
        written += len(words)
        yield words


def _letter(words: list[str]) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Larkline <hello@larkline.example>", words[0][:60]
    made.set_content("\n\n".join(words), cte="quoted-printable")
    made.add_alternative("".join(f"<p>{one}</p>\n" for one in words), subtype="html", cte="base64")
    return made


def as_eml(writer: Writer, size: int) -> bytes:
    """One message with HTML in base64 and plain text."""
    return _letter(list(_paragraphs(writer, size // 2))).as_bytes()


def as_mbox(writer: Writer, size: int) -> bytes:
    """Messages of four paragraphs, each as HTML and plain text."""
    words = list(_paragraphs(writer, size // 2))
    groups = [words[i : i + 4] for i in range(0, len(words), 4)]
    return b"\n".join(b"From a@example.com Mon Jan  5 09:00:00 2026\n" + _letter(one).as_bytes() for one in groups)


def as_xlsx(writer: Writer, size: int) -> bytes:
    """Rows of a headline, a price and a paragraph."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Deck")
    sheet.append(["Headline", "Price", "Body"])
    for number, words in enumerate(_paragraphs(writer, size)):
        sheet.append([writer.heading(), number, words])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(writer: Writer, size: int) -> bytes:
    """Rows of a headline and a paragraph."""
    rows = "".join(f'"{writer.heading()}","{words}"\n' for words in _paragraphs(writer, size))
    return f"Headline,Body\n{rows}".encode()


def as_yaml(writer: Writer, size: int) -> bytes:
    """A catalogue of paragraphs."""
    return "".join(f"key{n}: {json.dumps(words)}\n" for n, words in enumerate(_paragraphs(writer, size))).encode()


def as_toml(writer: Writer, size: int) -> bytes:
    """The same."""
    return "".join(f"key{n} = {json.dumps(words)}\n" for n, words in enumerate(_paragraphs(writer, size))).encode()


def as_json(writer: Writer, size: int) -> bytes:
    """The same."""
    return json.dumps({f"key{n}": words for n, words in enumerate(_paragraphs(writer, size))}).encode()


def as_odt(writer: Writer, size: int) -> bytes:
    """Headings and paragraphs."""
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    made = OpenDocumentText()
    for words in _paragraphs(writer, size):
        made.text.addElement(H(outlinelevel=2, text=writer.heading()))
        made.text.addElement(P(text=words))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


OPENED = (
    "import pathlib; from offerlint.reading.opener import open_data; "
    "open_data(pathlib.Path('{name}').read_bytes(), '{name}', '{format}')"
)
_STRINGS = OPENED.replace("{format}", "{format}-strings")
_EMAIL = (
    "import pathlib; from offerlint.asked import Item; from offerlint.config.settings import Config; "
    "from offerlint.opening import open_document; "
    "open_document(Item('{name}', pathlib.Path('{name}').read_bytes()), Config())"
)
_SHOWN = (
    "def shown(message):\n"
    "    for part in message.walk():\n"
    "        if part.get_content_type() == 'text/plain':\n            part.get_content()\n"
    "        elif part.get_content_type() == 'text/html':\n            Words().feed(part.get_content())\n"
)
_HTML = (
    "from html.parser import HTMLParser\n"
    "class Words(HTMLParser):\n    def handle_data(self, data):\n        data.strip()\n"
)
_HEAD = "import email, email.policy, mailbox, pathlib\n"
_XML = "import pathlib, zipfile\nfrom lxml import etree\nfiles = zipfile.ZipFile('{name}')\n"
TEXTS: Made = {
    "eml": (
        as_eml,
        _EMAIL,
        {
            "its words with email and html.parser": f"{_HEAD}{_HTML}{_SHOWN}"
            "shown(email.message_from_bytes(pathlib.Path('{name}').read_bytes(), policy=email.policy.default))\n"
        },
    ),
    "mbox": (
        as_mbox,
        _EMAIL,
        {
            "its words with mailbox, email and html.parser": f"{_HEAD}{_HTML}{_SHOWN}"
            "parse = lambda file: email.message_from_binary_file(file, policy=email.policy.default)\n"
            "for one in mailbox.mbox('{name}', parse):\n    shown(one)\n"
        },
    ),
    "xlsx": (
        as_xlsx,
        OPENED,
        {
            "its texts and values with lxml": f"{_XML}for name in files.namelist():\n"
            "    if name.startswith('xl/') and name.endswith('.xml'):\n"
            "        [one.text for one in etree.fromstring(files.read(name)).iter('{{*}}t', '{{*}}v')]\n"
        },
    ),
    "csv": (
        as_csv,
        OPENED,
        {"its cells with csv": "import csv\nlist(csv.reader(open('{name}', encoding='utf-8', newline='')))\n"},
    ),
    "yaml": (
        as_yaml,
        _STRINGS,
        {"its nodes with yaml": "import yaml\nyaml.compose(open('{name}', encoding='utf-8'))\n"},
    ),
    "toml": (as_toml, _STRINGS, {"its values with tomllib": "import tomllib\ntomllib.load(open('{name}', 'rb'))\n"}),
    "json": (as_json, _STRINGS, {"its values with json": "import json\njson.load(open('{name}', encoding='utf-8'))\n"}),
    "odt": (
        as_odt,
        OPENED,
        {
            "its paragraphs with lxml": f"{_XML}root = etree.fromstring(files.read('content.xml'))\n"
            "for one in root.iter('{{*}}p', '{{*}}h'):\n"
            "    ''.join(one.itertext())\n"
        },
    ),
}
"""As FORMATS of bench/reading.py."""
