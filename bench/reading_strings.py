"""Catalogues of strings for the bench of readers, and plain extraction of each."""

from __future__ import annotations

import json
from collections.abc import Callable
from xml.sax.saxutils import escape

from bench.copy_made import Writer
from bench.reading_made import Made, opened, paragraphs
from bench.within import Program


def _catalogue(line: str, quote: Callable[[str], str], around: str = "{}") -> Callable[[Writer, int], bytes]:
    """How a catalogue of paragraphs is made: each is a `line` with its number and its words as `quote` has them."""

    def made(writer: Writer, size: int) -> bytes:
        lines = (line.format(number, quote(words)) for number, words in enumerate(paragraphs(writer, size)))
        return around.format("".join(lines)).encode()

    return made


def as_json(writer: Writer, size: int) -> bytes:
    """Paragraphs under keys."""
    return json.dumps({f"key{n}": words for n, words in enumerate(paragraphs(writer, size))}).encode()


def _for_java(words: str) -> str:
    return words.replace("\\", "\\\\")


def _xml(*tags: str) -> Program:
    return Program(
        "from lxml import etree",
        f"for one in etree.parse(name).iter(*{tags!r}):\n    ''.join(one.itertext())",
    )


_TOML = Program("import tomllib", "with open(name, 'rb') as file:\n    tomllib.load(file)")
_SCANNED = "for one in re.finditer(PAIR, pathlib.Path(name).read_text('utf-8')):\n    json.loads(one[2])"
FORMATS: Made = {
    "yaml": (
        _catalogue("key{}: {}\n", json.dumps),
        opened("yaml-strings"),
        {"its nodes with yaml": Program("import yaml", "yaml.compose(pathlib.Path(name).read_text('utf-8'))")},
    ),
    "toml": (_catalogue("key{} = {}\n", json.dumps), opened("toml-strings"), {"its values with tomllib": _TOML}),
    "json": (
        as_json,
        opened("json-strings"),
        {
            "its values with json, in C": Program("import json", "json.loads(pathlib.Path(name).read_text('utf-8'))"),
            "its values with json, in Python": Program(
                "import json, json.decoder, json.scanner\n"
                "decoder = json.JSONDecoder()\n"
                "decoder.parse_string = json.decoder.py_scanstring\n"
                "decoder.scan_once = json.scanner.py_make_scanner(decoder)",
                "decoder.decode(pathlib.Path(name).read_text('utf-8'))",
            ),
        },
    ),
    "po": (
        _catalogue('msgid "key{}"\nmsgstr {}\n\n', lambda words: json.dumps(words, ensure_ascii=False)),
        opened("po"),
        {"its messages with polib": Program("import polib", "[one.msgstr for one in polib.pofile(name)]")},
    ),
    "xliff": (
        _catalogue(
            '<trans-unit id="key{}"><source>Words</source><target>{}</target></trans-unit>\n',
            escape,
            '<xliff version="1.2"><file target-language="en"><body>\n{}</body></file></xliff>\n',
        ),
        opened("xliff"),
        {"its targets with lxml": _xml("target")},
    ),
    "properties": (
        _catalogue("key{} = {}\n", _for_java),
        opened("properties"),
        {
            "its values with javaproperties": Program(
                "import javaproperties", "with open(name, encoding='utf-8') as file:\n    javaproperties.load(file)"
            )
        },
    ),
    "strings": (
        _catalogue('"key{}" = {};\n', lambda words: json.dumps(words, ensure_ascii=False)),
        opened("strings"),
        {
            "its pairs, found by a pattern": Program(
                'import json, re\nPAIR = r\'"((?:[^"\\\\]|\\\\.)*)"\\s*=\\s*("(?:[^"\\\\]|\\\\.)*")\\s*;\'', _SCANNED
            )
        },
    ),
    "xml": (
        _catalogue('<string name="key{}">{}</string>\n', escape, "<resources>\n{}</resources>\n"),
        opened("android"),
        {"its strings with lxml": _xml("string")},
    ),
}
"""The formats of strings under keys."""
