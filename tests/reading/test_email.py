"""E-mails: what their headers and parts say, where it stands, and what is said of those that are broken."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from offerlint.model.block import Block
from offerlint.model.document import HTML_SHOWN, Document
from offerlint.model.source import Source
from offerlint.reading.email_decode import decode_message
from offerlint.reading.reader import read
from offerlint.text.span import Span

PLAIN = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"


def document(text: str | bytes, format: str = "email") -> Document:
    source = decode_message(text, "a.eml") if isinstance(text, bytes) else Source("a.eml", text)
    return read(source, format)


def blocks(document: Document, scope: str = "") -> list[str]:
    """What each variant says in that scope, in order, what both say once."""
    found = dict.fromkeys(block for variant in document.variants for block in variant.blocks)
    return [" ".join(block.text.split()) for block in found if block.scope.startswith(scope)]


def source_of(document: Document, block: Block, words: str) -> list[str]:
    """The stretches of the source that some words of a block stand for."""
    at = block.text.index(words)
    runs = block.view.map.runs(Span(at, at + len(words)))
    return [document.sources[0].text[run.start : run.end] for run in runs]


@pytest.mark.parametrize(
    ("value", "text", "words", "stretches"),
    [
        ("Half price", "Half price", "price", ["price"]),
        ("Half\n price", "Half\n price", "Half\n price", ["Half\n price"]),
        ("=?utf-8?q?=C2=A315_a_month?=", "£15 a month", "£15", ["=C2=A315"]),
        ("=?utf-8?Q?From_=C2=A315?= now", "From £15 now", "15 now", ["15", " now"]),
        ("=?iso-8859-1?q?=A315?=", "£15", "£", ["=A3"]),
        ("=?windows-1252?q?=8015?=", "€15", "€", ["=80"]),
        ("=?utf-8?b?SGFsZiBwcmljZQ==?=", "Half price", "price", ["BwcmljZQ"]),
        ("=?utf-8?q?Half?= =?utf-8?q?_price?=", "Half price", "Half price", ["Half", "_price"]),
        ("=?utf-8?q?=C2?=\n =?utf-8?q?=A3?=5", "£5", "£", ["=C2?=\n =?utf-8?q?=A3"]),
        ("=?x-klingon?q?Qapla?=", "=?x-klingon?q?Qapla?=", "Qapla", ["Qapla"]),
    ],
)
def test_a_subject_is_decoded_and_knows_its_place(value: str, text: str, words: str, stretches: list[str]) -> None:
    read = document(f"Subject: {value}\n\nHello")
    block = read.variants[0].blocks[0]
    assert (block.scope, block.text) == ("head.subject", text)
    assert source_of(read, block, words) == stretches


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("Larkline <news@larkline.example>", "Larkline", "news@larkline.example"),
        ('"Larkline, Ltd" <news@larkline.example>', "Larkline, Ltd", "news@larkline.example"),
        ("=?utf-8?q?Caf=C3=A9_Larkline?= <a@larkline.example>", "Café Larkline", "a@larkline.example"),
        ("<news@larkline.example>", "news@larkline.example", "news@larkline.example"),
        ("news@larkline.example", "news@larkline.example", "news@larkline.example"),
        ("A <a@b.example>, B <b@b.example>", "A", "a@b.example"),
    ],
)
def test_who_it_is_from(value: str, name: str, address: str) -> None:
    block = document(f"From: {value}\n\nHello").variants[0].blocks[0]
    assert (block.scope, block.text, block.attributes["address"]) == ("head.from", name, address)


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ("List-Unsubscribe: <https://larkline.example/u>", ["List-Unsubscribe"]),
        ("list-unsubscribe:\n <mailto:stop@larkline.example>", ["list-unsubscribe"]),
        (
            "List-Unsubscribe: <https://a.example>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click",
            ["List-Unsubscribe", "List-Unsubscribe=One-Click"],
        ),
        ("List-Unsubscribe-Post: List-Unsubscribe=One-Click", []),
        ("List-Unsubscribe: <#>", []),
        ("List-Unsubscribe:", []),
    ],
)
def test_a_header_to_unsubscribe_by_counts_when_it_leads_somewhere(headers: str, said: list[str]) -> None:
    assert blocks(document(headers + "\n\nHello"), "head.unsubscribe") == said


@pytest.mark.parametrize("encoding", ["7bit", "8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_encoding_says_the_same(encoding: str, line_end: str) -> None:
    words = "Half price. " + ("Only 15 pounds a month. " if encoding == "7bit" else "Only £15 a month – ") * 6
    message = EmailMessage()
    message["From"], message["Subject"] = "Larkline <hello@larkline.example>", "Offer"
    message.set_content(words, cte=encoding)
    message.add_alternative(f"<h1>Now</h1><p>{words}</p>", subtype="html", cte=encoding)
    read = document(message.as_bytes().replace(b"\n", line_end.encode()))
    assert blocks(read, "body") == ["Now", words.strip(), words.strip()]
    assert [variant.choices for variant in read.variants] == [{HTML_SHOWN: "yes"}, {HTML_SHOWN: "no"}]
    assert not read.problems


@pytest.mark.parametrize(
    ("body", "words", "stretches"),
    [
        ("It=E2=80=99s =C2=A315 a mo=\nnth", "£15", ["=C2=A315"]),
        ("It=E2=80=99s =C2=A315 a mo=\nnth", "month", ["mo", "nth"]),
        ("=C2=\r\n=A315", "£15", ["=C2=\r\n=A315"]),
        ("100% = all, =zz too", "= all, =zz", ["= all, =zz"]),
        ("a=3Db", "=", ["=3D"]),
    ],
)
def test_quoted_printable_knows_its_place(body: str, words: str, stretches: list[str]) -> None:
    read = document(PLAIN + "Content-Transfer-Encoding: quoted-printable\n\n" + body)
    (block,) = read.variants[0].blocks
    assert source_of(read, block, words) == stretches


def test_a_word_of_base64_points_at_its_own_letters() -> None:
    read = document(PLAIN + "Content-Transfer-Encoding: base64\n\nSGFsZiBwcmljZSBub3c=\n")
    (block,) = read.variants[0].blocks
    assert block.text == "Half price now"
    assert source_of(read, block, "price") == ["BwcmljZS"]


@pytest.mark.parametrize(
    ("charset", "data"),
    [("utf-8", "£15".encode()), ("iso-8859-1", b"\xa315"), ("windows-1252", b"\xa315"), ("", "£15".encode())],
)
def test_eight_bit_parts_are_read_in_their_charset(charset: str, data: bytes) -> None:
    said = f"; charset={charset}" if charset else ""
    header = f"Content-Type: text/plain{said}\nContent-Transfer-Encoding: 8bit\n\n"
    assert blocks(document(header.encode() + data)) == ["£15"]


def test_parts_of_different_charsets_in_one_file() -> None:
    data = (
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n'
        + "Only £15".encode()
        + b"\n--x\nContent-Type: text/plain; charset=iso-8859-1\n\nThen \xa330, d\xe9j\xe0\n--x--\n"
    )
    assert blocks(document(data)) == ["Only £15", "Then £30, déjà"]


def test_a_part_shown_alone_stands_under_no_condition() -> None:
    message = EmailMessage()
    message.set_content("<p>Hello</p>", subtype="html")
    (variant,) = document(message.as_bytes()).variants
    assert not variant.choices
    assert [block.text for block in variant.blocks] == ["Hello"]


def test_alternatives_share_what_stands_outside_them() -> None:
    message = EmailMessage()
    message["Subject"] = "Offer"
    message.set_content("In text")
    message.add_alternative("<p>In HTML</p>", subtype="html")
    message.add_attachment("Below both", disposition="inline")
    html, text = document(message.as_bytes()).variants
    assert [block.text for block in html.blocks] == ["Offer", "In HTML", "Below both"]
    assert [block.text for block in text.blocks] == ["Offer", "In text", "Below both"]
    assert html.blocks[0] is text.blocks[0]
    assert len(set(html.sections)) == 3


def test_preheaders_and_the_comments_of_html_are_read() -> None:
    read = document(
        "Content-Type: text/html\n\n<div style='display:none'>Preview</div>"
        "<!-- offerlint: purpose=service --><!-- offerlint: allow x because y --><p>Hello</p>"
    )
    assert blocks(read, "head.preheader") == ["Preview"]
    assert read.about.purpose == "service"
    assert [allow.rule for allow in read.allows] == ["x"]


def test_a_header_speaks_to_the_linter() -> None:
    read = document("X-Offerlint: allow-file x because y\nX-Offerlint: purpose=service products=mobile\n\nHello")
    assert (read.about.purpose, read.about.products) == ("service", ("mobile",))
    assert [(allow.rule, allow.reach) for allow in read.allows] == [("x", None)]


def test_the_format_says_what_it_is() -> None:
    about = document("Subject: Training notes\n\n# Strategy").about
    assert (about.kind, about.channel) == ("copy", "email")
    assert not {"kind", "channel"} & about.inferred


def test_merge_tags_are_fields_in_headers_and_parts() -> None:
    read = document(
        "Subject: Hello *|FNAME|*\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n"
        "Dear *|FNAME|*, pay =C2=A3{{ price }} now."
    )
    fields = [mark.value for block in read.variants[0].blocks for mark in block.marked("field")]
    assert fields == ["FNAME", "FNAME", "price"]


@pytest.mark.parametrize(
    ("text", "line", "words", "says"),
    [
        ("Just words\nand more.", 1, ["Just words and more."], "has no headers"),
        ("Subject: A\nno header\nHello", 2, ["A", "no header", "Hello"], "is no header"),
        ("Content-Type: multipart/mixed\n\n--x\n\nHi\n--x--", 1, [], "says no boundary"),
        ("Content-Type: multipart/mixed; boundary=x\n\n--y\n\nHi", 3, [], "no part “x”"),
        ("Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHi", 4, ["Hi"], "cut off"),
        ("Content-Type: text/plain; charset=x-none\n\nHi", 3, ["Hi"], "charset “x-none”"),
        ("Content-Transfer-Encoding: x-uuencode\n\nbegin 644", 3, [], "encoding “x-uuencode”"),
        ("Subject: A\n\nHi", 1, ["A", "Hi"], "no From: header"),
        ("Content-Type: application/pdf; name=terms.pdf\n\n%PDF", 1, [], "has no words of its own"),
        ("Content-Type: image/png\n\nxyz", 1, [], "has no words"),
    ],
)
def test_what_is_broken_is_said_and_the_rest_is_read(text: str, line: int, words: list[str], says: str) -> None:
    read = document(text)
    assert blocks(read) == words
    assert any(problem.line == line and says in problem.message for problem in read.problems)
    assert not any(problem.fatal for problem in read.problems)


def test_messages_within_messages_end_somewhere() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(60)) + "\nHi"
    assert any("nested" in problem.message for problem in document(nested).problems)
    many = "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nHi\n" * 500 + "--b--"
    read = document(many)
    assert len(read.variants[0].blocks) == 200
    assert any("beyond the first" in problem.message for problem in read.problems)


REPLY = "From: Larkfield <care@larkfield.example>\nSubject: Re: Your price\n" + PLAIN + "\n"
ATTRIBUTION = "On Mon, 23 Nov 2026 at 18:04, Ann <ann@example.com> wrote:"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Yes.\n\n{ATTRIBUTION}\n> Will it rise?\n> By how much?\n", ["Yes."]),
        (f"Yes.\n\n{ATTRIBUTION[:40]}\n{ATTRIBUTION[40:]}\n\n> Will it rise?\n", ["Yes."]),
        (f"{ATTRIBUTION}\n> Will it rise?\n\nYes.\n\n> By how much?\n\nBy £2.\n", ["Yes.", "By £2."]),
        (f"Yes.\n\n{ATTRIBUTION}\nWill it rise?\n\nBy how much?\n", ["Yes."]),
        ("Yes.\n\n> Will it rise?\n", ["Yes."]),
        ("Yes.\n\n-----Original Message-----\nFrom: Ann\nSent: Monday\n\nWill it rise?\n", ["Yes."]),
        ("Yes.\n\nFrom: Ann\nSent: Monday\nTo: Larkfield\nSubject: Price\n\nWill it rise?\n", ["Yes."]),
        ("Yes, on 3 May the Ombudsman wrote to us.\n", ["Yes, on 3 May the Ombudsman wrote to us."]),
    ],
)
def test_what_a_reply_quotes_is_not_its_own_words(text: str, left: list[str]) -> None:
    assert blocks(document(REPLY + text), "body") == left
    assert blocks(document((REPLY + text).replace("\n", "\r\n")), "body") == left


@pytest.mark.parametrize("subject", ["Spring offers", "Fwd: Your price"])
def test_only_a_reply_quotes(subject: str) -> None:
    text = REPLY.replace("Re: Your price", subject)
    assert blocks(document(text + "> Half price\n> No contract\n"), "body") == ["> Half price", "> No contract"]
    assert blocks(document(text + "On 3 May 2026 Ann wrote:\n\nIt never stops.\n"), "body")[-1] == "It never stops."


@pytest.mark.parametrize(
    ("quote", "left"),
    [
        (
            '<div class="gmail_quote"><div>On 3 May Ann wrote:</div><blockquote>No</blockquote></div><p>Bye.</p>',
            "Yes. Bye.",
        ),
        ('<blockquote type="cite"><blockquote>Old</blockquote><p>No</p></blockquote><p>Bye.</p>', "Yes. Bye."),
        ('<div id="divRplyFwdMsg">From: Ann</div><p>No</p>', "Yes."),
        ("<blockquote>Said by a customer</blockquote>", "Yes. Said by a customer"),
    ],
)
def test_what_a_reply_quotes_in_html_is_not_its_own_words(quote: str, left: str) -> None:
    text = REPLY.replace("text/plain", "text/html") + f"<p>Yes.</p>{quote}"
    assert " ".join(blocks(document(text), "body")) == left
    assert "No" in " ".join(blocks(document(text.replace("Re: ", "Fwd: ").replace("Said", "No, said")), "body"))
