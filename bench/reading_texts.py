"""Files of e-mail, tables, subtitles and scripts of films for the bench of readers, and plain extraction of each."""

from __future__ import annotations

from email.message import EmailMessage
from itertools import count

from bench.copy_made import Writer
from bench.reading_made import Made, opened, paragraphs, read
from bench.within import Program


def _letter(words: list[str]) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Larkline <hello@larkline.example>", words[0][:60]
    made.set_content("\n\n".join(words), cte="quoted-printable")
    made.add_alternative("".join(f"<p>{one}</p>\n" for one in words), subtype="html", cte="base64")
    return made


def as_eml(writer: Writer, size: int) -> bytes:
    """One message with HTML in base64 and plain text."""
    return _letter(list(paragraphs(writer, size // 2))).as_bytes()


def as_mbox(writer: Writer, size: int) -> bytes:
    """Messages of four paragraphs, each as HTML and plain text."""
    words = list(paragraphs(writer, size // 2))
    groups = [words[i : i + 4] for i in range(0, len(words), 4)]
    return b"\n".join(b"From a@example.com Mon Jan  5 09:00:00 2026\n" + _letter(one).as_bytes() for one in groups)


def as_csv(writer: Writer, size: int) -> bytes:
    """Rows of a headline and a paragraph."""
    rows = "".join(f'"{writer.heading()}","{words}"\n' for words in paragraphs(writer, size))
    return f"Headline,Body\n{rows}".encode()


def _cues(writer: Writer, size: int, mark: str) -> str:
    """Cues of a sentence, two lines each."""
    made, written = [], 0
    for number in count(1):
        words = writer.sentence().split()
        lines = f"{' '.join(words[: len(words) // 2])}\n{' '.join(words[len(words) // 2 :])}"
        times = (f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}{mark}000" for at in (number * 3, number * 3 + 2))
        made.append(f"{number}\n{' --> '.join(times)}\n{lines}\n")
        written += len(lines)
        if written >= size:
            break
    return "\n".join(made)


def as_srt(writer: Writer, size: int) -> bytes:
    """Cues of a sentence, two lines each."""
    return _cues(writer, size, ",").encode()


def as_vtt(writer: Writer, size: int) -> bytes:
    """The same."""
    return f"WEBVTT\n\n{_cues(writer, size, '.')}".encode()


def as_fountain(writer: Writer, size: int) -> bytes:
    """Scenes of dialogue, each with words on the screen."""
    scenes = (
        f"INT. SHOP - DAY\n\nA shelf of routers.\n\nANNA (V.O.)\n{words}\n\nSUPER: {writer.sentence()}\n\n"
        for words in paragraphs(writer, size)
    )
    return f"Title: Spring\n\n{''.join(scenes)}".encode()


_EMAIL = Program(
    "from offerlint.asked import Item; from offerlint.config.settings import Config; "
    "from offerlint.opening import open_document",
    "open_document(Item(name, pathlib.Path(name).read_bytes()), Config())",
)
_SHOWN = (
    "import email, email.policy, mailbox\n"
    "from html.parser import HTMLParser\n"
    "class Words(HTMLParser):\n    def handle_data(self, data):\n        data.strip()\n"
    "def shown(message):\n"
    "    for part in message.walk():\n"
    "        if part.get_content_type() == 'text/plain':\n            part.get_content()\n"
    "        elif part.get_content_type() == 'text/html':\n            Words().feed(part.get_content())\n"
    "def parse(file):\n    return email.message_from_binary_file(file, policy=email.policy.default)"
)
_CUES = {
    "its cues with pysubs2": Program("import pysubs2", "for one in pysubs2.load(name, 'utf-8'):\n    one.plaintext")
}
FORMATS: Made = {
    "eml": (
        as_eml,
        _EMAIL,
        {
            "its words with email and html.parser": Program(
                _SHOWN, "with open(name, 'rb') as file:\n    shown(parse(file))"
            )
        },
    ),
    "mbox": (
        as_mbox,
        _EMAIL,
        {
            "its words with mailbox, email and html.parser": Program(
                _SHOWN, "for one in mailbox.mbox(name, parse):\n    shown(one)"
            )
        },
    ),
    "csv": (
        as_csv,
        opened("csv"),
        {
            "its cells with csv": Program(
                "import csv", "with open(name, encoding='utf-8', newline='') as file:\n    list(csv.reader(file))"
            )
        },
    ),
    "srt": (as_srt, opened("subtitles"), _CUES),
    "vtt": (as_vtt, opened("subtitles"), _CUES),
    "fountain": (
        as_fountain,
        read("fountain"),
        {
            "its paragraphs, split at empty lines": Program(
                "import re",
                "text = pathlib.Path(name).read_text('utf-8')\n"
                "for one in re.split(r'\\n\\s*\\n', text):\n    ' '.join(one.split())",
            )
        },
    ),
}
"""The formats of texts that are not strings under keys."""
