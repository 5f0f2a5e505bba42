"""Bytes are text in one of four encodings, or a reason why not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError

COPY = "Fibre for £30 a month – “no catch”\r\nuntil 31 March\rthen £33\n"


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        pytest.param(COPY.encode(), "utf-8", False, id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + COPY.encode(), "utf-8", True, id="UTF-8 with BOM"),
        pytest.param(codecs.BOM_UTF16_LE + COPY.encode("utf-16-le"), "utf-16-le", True, id="UTF-16 LE"),
        pytest.param(codecs.BOM_UTF16_BE + COPY.encode("utf-16-be"), "utf-16-be", True, id="UTF-16 BE"),
        pytest.param(COPY.encode("utf-16-le"), "utf-16-le", False, id="UTF-16 LE without BOM"),
        pytest.param(COPY.encode("utf-16-be"), "utf-16-be", False, id="UTF-16 BE without BOM"),
        pytest.param(COPY.encode("cp1252"), "cp1252", False, id="Windows-1252"),
    ],
)
def test_text_is_the_same_in_every_encoding(data: bytes, encoding: str, bom: bool) -> None:
    source = decode(data, "ad.txt")
    assert (source.text, source.encoding, source.bom) == (COPY, encoding, bom)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"%PDF-1.7 ...", "a PDF", id="PDF"),
        pytest.param(b"PK\x03\x04rest", "Word", id="Word document"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "PNG image", id="PNG"),
        pytest.param(b"{\\rtf1 Hello}", "rich text", id="RTF"),
        pytest.param(codecs.BOM_UTF32_LE + "Hello".encode("utf-32-le"), "UTF-32", id="UTF-32"),
        pytest.param(b"Fibre\x00for\x00ever and ever", "control characters", id="NUL"),
        pytest.param(bytes(range(1, 9)) * 4, "control characters", id="control characters"),
        pytest.param("Каждый месяц".encode("cp1251"), "neither UTF-8", id="Cyrillic code page"),
        pytest.param(b"Fibre \x81 for you", "neither UTF-8", id="no letter of Windows-1252"),
        pytest.param(codecs.BOM_UTF16_LE + b"a\x00b", "broken UTF-16", id="cut UTF-16"),
    ],
)
def test_what_is_not_text_says_why_and_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, "ad.txt")
    assert says in caught.value.message
    assert ": " in caught.value.message


def test_utf8_with_one_broken_character_is_not_taken_for_windows() -> None:
    with pytest.raises(ReadError, match="UTF-8 with a broken character") as caught:
        decode("Fibre £30\r\n\u2013 £33 ".encode() + b"\xe2\x82", "ad.txt")
    assert caught.value.line == 2


def test_a_form_feed_and_a_last_control_z_are_no_reason_to_refuse() -> None:
    assert decode(b"Page one\x0cPage two\x1a", "ad.txt").text == "Page one\x0cPage two\x1a"


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", "ad.txt").text == ""


@given(st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
def test_any_bytes_are_text_or_a_read_error(data: bytes) -> None:
    try:
        source = decode(data, "ad.txt")
    except ReadError:
        return
    body = source.text.encode(source.encoding)
    assert data.endswith(body)
    assert len(data) - len(body) == {"utf-8": 3, "cp1252": 0}.get(source.encoding, 2) * source.bom
