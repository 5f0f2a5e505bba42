"""What an e-mail carries, and the messages of a mailbox: each is a document with places that say where it stands."""

from __future__ import annotations

import mailbox
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from offerlint.asked import Item
from offerlint.config.settings import Config
from offerlint.model.document import Document
from offerlint.opening import open_document
from offerlint.reading import bounds
from offerlint.reading.errors import ReadError
from offerlint.text.span import Span
from tests.reading.word import word

OFFICE = "vnd.openxmlformats-officedocument"


def message(words: str = "Hello there.", subject: str = "Spring", **more: Any) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Larkline <hello@larkline.example>", subject
    made.set_content(words, **more)
    return made


def opened(data: bytes | EmailMessage, path: str = "a.eml") -> Document:
    octets = data if isinstance(data, bytes) else data.as_bytes()
    document = open_document(Item(path, octets, on_disk=False), Config())
    assert document is not None
    return document


def said(document: Document) -> list[tuple[str, str]]:
    """Each block of each part, and the place of its first word."""
    found = []
    for part in document.parts or (document,):
        for block in part.variants[0].blocks:
            run = block.view.map.runs(Span(0, 1))[0]
            found.append((" ".join(block.text.split()), document.sources[run.source].where(run.start, run.end)))
    return found


def attached(data: bytes, name: str, kind: str = "application/octet-stream") -> EmailMessage:
    made = message()
    main, _, sub = kind.partition("/")
    made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return made


@pytest.mark.parametrize(
    ("data", "name", "kind", "expected"),
    [
        (b"Hi there.", "notes.txt", "application/octet-stream", ("Hi there.", "attachment “notes.txt”, line 1")),
        (b"<p>Hi</p>\n<p>Ho</p>", "a.html", "text/html", ("Ho", "attachment “a.html”, line 2")),
        (b"# Hi\n\nHo", "a.md", "application/octet-stream", ("Ho", "attachment “a.md”, line 3")),
        (b"Headline,Body\nHi,Ho\n", "a.csv", "text/csv", ("Ho", "attachment “a.csv”, cell B2, line 2")),
        (b'msgid "a"\nmsgstr "Ho"\n', "a.po", "text/plain", ("Ho", "attachment “a.po”, key a, line 2")),
        (word("Ho"), "a.docx", "application/octet-stream", ("Ho", "attachment “a.docx”, paragraph 1, word 1")),
        (word("Ho"), "terms", f"application/{OFFICE}.wordprocessingml.document", ("Ho", "attachment “terms”, ")),
        ("Only £5 a go".encode("cp1252"), "a.txt", "text/plain", ("Only £5 a go", "attachment “a.txt”, line 1")),
        (b"Ho", "../../etc/passwd.txt", "text/plain", ("Ho", "attachment “passwd.txt”, line 1")),
        (b"Ho", "prix £5.txt", "text/plain", ("Ho", "attachment “prix £5.txt”, line 1")),
    ],
)
def test_a_file_is_read_by_its_own_reader(data: bytes, name: str, kind: str, expected: tuple[str, str]) -> None:
    document = opened(attached(data, name, kind))
    words, where = said(document)[-1]
    assert (words, where[: len(expected[1])]) == expected
    assert document.variants[0].blocks[-1] is document.parts[-1].variants[0].blocks[-1]


def test_each_is_a_document_by_itself() -> None:
    made = attached(b"Headline,Body\nOne,Two\nThree,Four\n", "a.csv", "text/csv")
    made.add_attachment("Agent: Hello, how can I help?\nCustomer: Hi.\nAgent: Fine.\n", filename="call.txt")
    document = opened(made)
    assert [(part.format, part.about.kind) for part in document.parts] == [
        ("email", "copy"), ("csv", "copy"), ("csv", "copy"), ("script", "script"),
    ]  # fmt: skip
    assert document.parts[0].about.channel == "email"
    assert document.parts[1].about.channel is None
    assert [source.path for source in document.sources] == ["a.eml", "a.eml/a.csv", "a.eml/call.txt"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ('filename="=?utf-8?b?YS50eHQ=?="', "a.txt"),
        ("filename*=utf-8''%C2%A35.txt", "£5.txt"),
        ('filename="=?utf-8?b?a?= b.txt"', "=?utf-8?b?a?= b.txt"),
        ('filename="=?x-none?q?b.txt?="', "=?x-none?q?b.txt?="),
    ],
)
def test_the_name_of_a_file_is_read_however_it_is_coded(said: str, name: str) -> None:
    part = f"--b\nContent-Type: text/plain\nContent-Disposition: attachment; {said}\n\nHo\n"
    head = "From: a@larkline.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello.\n"
    document = opened(f"{head}{part}--b--\n".encode())
    assert [source.path for source in document.sources[1:]] in ([f"a.eml/{name}"], [])
    assert any(name in text for text in [*(s.path for s in document.sources), *(p.message for p in document.problems)])


def test_files_of_one_name_are_told_apart() -> None:
    made = attached(b"One", "a.txt", "text/plain")
    made.add_attachment(b"Two", maintype="text", subtype="plain", filename="a.txt")
    assert [source.path for source in opened(made).sources[1:]] == ["a.eml/a.txt", "a.eml/a.txt (2)"]


@pytest.mark.parametrize(
    ("data", "name", "says", "fatal"),
    [
        (
            attached(b"PK\x03\x04", "all.zip").as_bytes(),
            "b.eml",
            "attachment “b.eml”: line 13: “all.zip” in this message is an archive",
            False,
        ),
        (
            attached(b"1\n00:00:01,000 --> x\nHi\n\n", "a.srt").as_bytes(),
            "b.eml",
            "attachment “b.eml”: line 13: attachment “a.srt”: line 2: this is no time of a cue",
            True,
        ),
        (b"PK\x03\x04", "all.zip", "“all.zip” in this message is an archive, which is not opened", False),
        (b"\x1f\x8b", "all.tar.gz", "is an archive", False),
        (b"\x00\x01", "x.bin", "“x.bin” in this message is not read; check it as a file of its own", False),
        (b"a,b\n1,2\n", "data.csv", "“data.csv” in this message is not read", False),
        (b"PK\x03\x04junk", "a.docx", "“a.docx” in this message cannot be read: this is not a Word file", True),
        (b'Headline,Body\nHi,"x', "a.csv", "“a.csv” in this message cannot be read: the quote", True),
        (b"1\n00:00:01,000 --> x\nHi\n\n", "a.srt", "attachment “a.srt”: line 2: this is no time of a cue", True),
    ],
)
def test_what_is_not_read_is_told_with_its_line(data: bytes, name: str, says: str, fatal: bool) -> None:
    made = attached(data, name)
    document = opened(made)
    told = [problem for problem in document.problems if says in problem.message]
    assert [(problem.path, problem.fatal) for problem in told] == [("a.eml", fatal)]
    line = made.as_bytes().decode().splitlines().index("Content-Type: application/octet-stream")
    assert told[0].line is not None
    assert abs(told[0].line - line) < 4
    assert document.parts[:1] == () or document.parts[0].variants[0].blocks


def test_messages_within_messages() -> None:
    inner, outer = message("Half price.", "Old"), message("Look.", "Fwd: Old")
    inner.add_attachment(b"Ho", maintype="text", subtype="plain", filename="a.txt")
    outer.add_attachment(inner)
    found = said(opened(outer))
    assert ("Look.", "line 10") in [(words, where.partition(",")[0]) for words, where in found]
    assert any(words == "Half price." and where.startswith("forwarded message “Old”, line ") for words, where in found)
    assert ("Ho", "forwarded message “Old”, attachment “a.txt”, line 1") in found


def test_what_an_attached_message_carries_is_read_too() -> None:
    inner, within = attached(word("Ho"), "a.docx"), message("Half price.", "Old")
    within.add_attachment(b"Headline,Body\nHi,Hey\n", maintype="text", subtype="csv", filename="a.csv")
    inner.add_attachment(within)
    document = opened(attached(inner.as_bytes(), "b.eml"))
    found = dict(said(document))
    assert found["Ho"] == "attachment “b.eml”, attachment “a.docx”, paragraph 1, word 1"
    assert found["Hey"] == "attachment “b.eml”, forwarded message “Old”, attachment “a.csv”, cell B2, line 2"
    assert found["Half price."].startswith("attachment “b.eml”, forwarded message “Old”, line ")
    assert [source.path for source in document.sources] == [
        "a.eml", "a.eml/b.eml", "a.eml/b.eml/a.docx", "a.eml/b.eml/a.csv",
    ]  # fmt: skip
    assert [part.format for part in document.parts] == ["email", "email", "docx", "email", "csv"]
    assert document.problems == ()


def test_an_attached_mailbox_is_read_message_by_message() -> None:
    box = b"\n".join(
        b"From a@example.com Mon Jan  5 09:00:00 2026\n" + attached(b"Ho", "a.txt").as_bytes() for _ in "ab"
    )
    found = [where for words, where in said(opened(attached(box, "old.mbox"))) if words == "Ho"]
    assert found == [f"attachment “old.mbox”, message {n} “Spring”, attachment “a.txt”, line 1" for n in (1, 2)]


def test_what_attached_messages_carry_counts_as_deep_and_as_many() -> None:
    made = message("Innermost.")
    for _ in range(bounds.DEEPEST_MESSAGE + 2):
        made = attached(made.as_bytes(), "b.eml")
    deep = opened(made)
    assert len(deep.parts) == bounds.DEEPEST_MESSAGE + 1
    (problem,) = deep.problems
    assert problem.message.endswith("deep are not read; check this one by itself")
    assert problem.fatal
    many = attached(b"Hi", "0.txt")
    for number in range(1, bounds.MOST_ENCLOSED):
        many.add_attachment(b"Hi", maintype="text", subtype="plain", filename=f"{number}.txt")
    document = opened(attached(many.as_bytes(), "b.eml"))
    assert len(document.parts) == bounds.MOST_ENCLOSED + 1
    (problem,) = document.problems
    assert problem.message.startswith("attachment “b.eml”: line ")
    assert f"what is attached beyond the first {bounds.MOST_ENCLOSED} is not read" in problem.message


def test_messages_nested_too_deep_are_told() -> None:
    made = message("Innermost.")
    for _ in range(bounds.DEEPEST_MESSAGE + 2):
        around = message("Look.")
        around.add_attachment(made)
        made = around
    document = opened(made)
    assert len(document.parts) == bounds.DEEPEST_MESSAGE + 1
    (problem,) = document.problems
    assert f"messages within messages over {bounds.DEEPEST_MESSAGE} deep are not read" in problem.message
    assert problem.fatal


def test_more_files_than_are_opened_is_a_problem() -> None:
    made = message()
    for number in range(bounds.MOST_ENCLOSED + 30):
        made.add_attachment(b"Hi", maintype="text", subtype="plain", filename=f"{number}.txt")
    document = opened(made)
    assert len(document.parts) == bounds.MOST_ENCLOSED + 1
    assert [problem.message for problem in document.problems] == [
        f"what is attached beyond the first {bounds.MOST_ENCLOSED} is not read; check it as files of their own"
    ]


def test_a_message_that_carries_nothing_stays_as_it_is() -> None:
    made = message()
    made.add_alternative("<p>Hello there.</p>", subtype="html")
    document = opened(made)
    assert not document.parts
    assert document.sources[0].locator is None


@pytest.fixture
def box(tmp_path: Path) -> Callable[..., bytes]:
    def made(*letters: EmailMessage) -> bytes:
        box = mailbox.mbox(tmp_path / "a.mbox")
        for one in letters:
            box.add(one)
        box.close()
        return (tmp_path / "a.mbox").read_bytes()

    return made


def test_each_message_of_a_mailbox_is_a_document(box: Callable[..., bytes]) -> None:
    second = message("Two.", "Spring – sale", cte="base64")
    second.add_attachment(b"Ho", maintype="text", subtype="plain", filename="a.txt")
    document = opened(box(message("One.\n\nFrom March it is £3.\n", "First"), second), "a.mbox")
    found = [(words, where) for words, where in said(document) if words in ("One.", "Two.", "Ho") or "March" in words]
    assert found == [
        ("One.", "message 1 “First”, line 8"),
        ("From March it is £3.", "message 1 “First”, line 10"),
        ("Two.", "message 2 “Spring – sale”, line 22"),
        ("Ho", "message 2 “Spring – sale”, attachment “a.txt”, line 1"),
    ]
    assert [part.about.channel for part in document.parts] == ["email", "email", None]
    assert not document.problems


def test_each_part_has_the_charset_that_it_names(box: Callable[..., bytes]) -> None:
    words = {"utf-8": "£5 – déjà", "iso-8859-1": "£5 déjà", "koi8-r": "Цена", "iso-8859-2": "Łódź", "cp1251": "Цена"}
    letters = [message(said, cte="8bit", charset=name) for name, said in words.items()]
    document = opened(box(*letters), "a.mbox")
    assert [part.variants[0].blocks[-1].text.strip() for part in document.parts] == list(words.values())


def test_the_problems_of_a_message_have_the_lines_of_the_file(box: Callable[..., bytes]) -> None:
    broken = message("Hi.")
    broken.replace_header("Content-Type", "text/plain; charset=x-none")
    data = box(message("One."), broken)
    (problem,) = opened(data, "a.mbox").problems
    assert "x-none" in problem.message
    assert problem.line is not None
    assert data.decode().splitlines()[problem.line - 1] == "Hi."


def test_more_messages_than_are_read_is_a_problem() -> None:
    data = b"From a@example.com Mon Jan  1 00:00:00 2026\nFrom: a@example.com\n\nHi.\n\n" * 100_000
    document = opened(data, "a.mbox")
    assert len(document.parts) == bounds.MOST_MESSAGES
    (problem,) = document.problems
    assert problem.fatal
    assert "this mailbox has 100,000 messages, of which the first 2,000 are read; divide it" in problem.message


@pytest.mark.parametrize("data", [b"", b"Hello", b"From here on it is free.\nReally.\n", b"Subject: x\n\nHi"])
def test_what_is_no_mailbox_says_so(data: bytes) -> None:
    with pytest.raises(ReadError, match="no message begins"):
        opened(data, "a.mbox")
