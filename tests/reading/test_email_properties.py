"""What holds of any e-mail: exact pieces are the source's own words, nothing raises, encodings change no word."""

from __future__ import annotations

from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.source import Source
from offerlint.reading.email_decode import decode_message
from offerlint.reading.reader import read

PIECES = st.sampled_from(
    [
        *("Subject: ", "From: ", "List-Unsubscribe: <https://a.example>", "Content-Type: ", "X-Offerlint: allow x"),
        *(
            "text/plain",
            "text/html",
            "multipart/alternative; boundary=b",
            "; charset=utf-8",
            "; charset=\x00",
            "; name*=",
        ),
        *("Content-Transfer-Encoding: quoted-printable", "Content-Transfer-Encoding: base64", "Content-Disposition: "),
        *(
            "--b",
            "--b--",
            "\n",
            "\r\n",
            "\n\n",
            "\r",
            " ",
            "=",
            "=C2=A3",
            "=E2",
            "=?utf-8?q?",
            "=?utf-8?b?",
            "?=",
            "SGFs",
        ),
        *("Hello £15", "<p>", "</p>", "<a@b.example>", '"', "Ã©", "*|NAME|*", "\ufffc", "From x\n"),
    ]
)
WAYS = [("8bit", "utf-8"), *((way, name) for way in ("quoted-printable", "base64") for name in ("utf-8", "cp1252"))]
WORDS = st.text(st.sampled_from("ab £é€ 1"), min_size=1, max_size=200).map(lambda text: " ".join(text.split()))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_exact_pieces_are_the_source(text: str) -> None:
    document = read(Source("a.eml", text), "email")
    for variant in document.variants:
        for block in variant.blocks:
            for piece in block.view.map:
                if piece.exact:
                    (run,) = piece.runs
                    assert text[run.start : run.end] == block.text[piece.view.start : piece.view.end]
    lines = len(document.sources[0].lines)
    assert all(problem.line is None or 1 <= problem.line <= lines for problem in document.problems)


@given(WORDS, st.sampled_from(WAYS))
def test_encodings_change_no_word(words: str, sent: tuple[str, str]) -> None:
    encoding, charset = sent
    message = EmailMessage()
    message["Subject"] = words
    message.set_content(words or "x", charset=charset, cte=encoding)
    blocks = read(decode_message(message.as_bytes(), "a.eml"), "email").variants[0].blocks
    said = " ".join(word for block in blocks if block.scope != "head.subject" for word in block.text.split())
    assert said == (words or "x")
    subjects = [" ".join(block.text.split()) for block in blocks if block.scope == "head.subject"]
    assert subjects == ([words] if words else [])


@given(WORDS)
def test_crlf_moves_nothing(words: str) -> None:
    message = EmailMessage()
    message.set_content(words + "\n\nb")
    message.add_alternative(f"<p>{words}</p>", subtype="html")
    plain = message.as_bytes()
    places = []
    for data in (plain, plain.replace(b"\n", b"\r\n")):
        document = read(decode_message(data, "a.eml"), "email")
        runs = [run for v in document.variants for b in v.blocks for piece in b.view.map for run in piece.runs]
        places.append([document.sources[0].lines.position(run.start)[:2] for run in runs])
    assert places[0] == places[1]
