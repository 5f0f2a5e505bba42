"""Subtitles: sentences over cues, and the time of a place."""

from __future__ import annotations

import pytest

from offerlint.model.document import Document
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import open_data
from offerlint.text.span import Span

SRT = """1
00:00:01,000 --> 00:00:03,500
<i>Prices rise</i> each March
by CPI

2
00:00:03,600 --> 00:00:05,000
plus 3.9% &amp; more.

3
00:00:05,100 --> 00:00:06,000
{\\an8}Fast

4
00:00:09,000 --> 00:00:10,000
Free
"""
VTT = """WEBVTT

NOTE offerlint: allow plain-language/long-sentence because it is quoted

intro
01:02.000 --> 01:04.000 align:start
<v Ann>Hello there.
"""


def document(text: str) -> Document:
    return open_data(text.encode(), "a.srt", "subtitles")


def test_sentences_run_on_over_cues_but_not_over_pauses() -> None:
    words = [block.text for block in document(SRT).variants[0].blocks]
    assert words == ["Prices rise each March by CPI plus 3.9% & more.", "Fast", "Free"]


def test_a_place_is_a_time_and_a_line() -> None:
    source = document(SRT).sources[0]
    at = source.text.index("CPI")
    assert source.where(at, at + 3) == "at 00:00:01.000, line 4"
    assert source.where(at, source.text.index("3.9%") + 4) == "at 00:00:01.000 to 00:00:03.600, line 4"


def test_a_note_of_webvtt_speaks_to_the_linter() -> None:
    made = document(VTT)
    assert [block.text for block in made.variants[0].blocks] == ["Hello there."]
    assert made.sources[0].where(made.sources[0].text.index("Hello")) == "at 00:01:02.000, line 7"
    assert [allow.rule for allow in made.allows] == ["plain-language/long-sentence"]


def test_a_time_that_is_none_is_a_problem_with_its_line() -> None:
    made = document("1\n00:00:01,000 --> 00:0x\nHello\n\n" + SRT)
    assert [(problem.line, problem.fatal) for problem in made.problems] == [(2, True), (3, False)]
    assert len(made.variants[0].blocks) == 3


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("Prices rise by CPI.\n\n" + SRT, 1, "“Prices rise by CPI.” stands in no cue, so it is not read"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHi.\n\nAnd more.\nAnd yet.\n\n" + SRT, 5, "“And more. And yet.”"),
        (SRT + "\nThe end.\n", 18, "“The end.”"),
        (VTT + "\nlost words\nnot an id\n00:01:05.000 --> 00:01:06.000\nHi.\n", 9, "“lost words”"),
    ],
)
def test_words_outside_of_any_cue_are_told(text: str, line: int, says: str) -> None:
    (problem,) = document(text).problems
    assert (problem.line, problem.fatal) == (line, False)
    assert says in problem.message


@pytest.mark.parametrize(
    "text",
    [
        SRT,
        VTT,
        (
            "WEBVTT - Title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\nNOTE\nmany\nlines\n\n"
            "an id\n00:01.000 --> 00:02.000\nHi.\n"
        ),
    ],
)
def test_what_a_file_says_of_itself_is_passed_over(text: str) -> None:
    assert not document(text).problems


def test_words_on_the_screen_are_told_from_words_spoken() -> None:
    made = document(
        "1\n00:00:01,000 --> 00:00:02,000\n<v Ann>VO: Fast broadband\nfor everyone\n\n"
        "2\n00:00:02,100 --> 00:00:03,000\nSUPER: £28 a month*\n24 months\nNARRATOR: Call us.\n\n"
        "3\n00:00:03,100 --> 00:00:04,000\n<i>[LEGAL] *Prices rise</i>\n\n"
        "4\n00:00:04,100 --> 00:00:05,000\nAnd goodbye.\n"
    )
    assert [(block.scope, block.text) for block in made.variants[0].blocks] == [
        ("body.voice", "Fast broadband for everyone"),
        ("body.super", "£28 a month* 24 months"),
        ("body.voice", "Call us."),
        ("body.super", "*Prices rise"),
        ("body.voice", "And goodbye."),
    ]


def test_subtitles_that_tell_neither_are_paragraphs() -> None:
    assert {block.scope for block in document(SRT).variants[0].blocks} == {"body.paragraph"}


def test_a_file_without_cues_is_a_problem() -> None:
    with pytest.raises(ReadError, match="no cue"):
        document("Hello there.")


@pytest.mark.parametrize("text", [SRT[:60], SRT + "5\n00:00:11,000 --> 00:00:12,000\n" + "<" * 200_000])
def test_what_is_cut_short_or_hostile_is_read_as_far_as_it_goes(text: str) -> None:
    assert document(text).variants[0].blocks


def test_a_million_times_are_bounded() -> None:
    assert len(document("00:00:01,000 --> 00:00:02,000\nHi.\n\n" * 20_000).variants[0].blocks) == 20_000


CALL = """WEBVTT

NOTE offerlint: allow plain-language/long-sentence because it was said so

00:00:01.000 --> 00:00:03.000
<v Priya Shah>Hello, you're through to Priya.</v>

00:00:03.100 --> 00:00:05.000
<v Lee Ward>Hello, how much is</v>

00:00:05.100 --> 00:00:07.000
<v Lee Ward>the fibre?</v>

00:00:07.500 --> 00:00:09.000
<v Priya Shah>It's thirty pounds a month &amp; no more. Shall I put it through?</v>

00:00:09.500 --> 00:00:12.000
<v Lee Ward>No thanks.</v>
"""


def call(text: str, said: dict[str, object] | None = None) -> list[tuple[str, str]]:
    return [
        (block.speaker, block.text) for block in open_data(text.encode(), "a.vtt", "subtitles", said).variants[0].blocks
    ]


def test_cues_that_say_who_speaks_are_a_call() -> None:
    made = open_data(CALL.encode(), "a.vtt", "subtitles")
    assert [(block.scope, block.text) for block in made.variants[0].blocks] == [
        ("script.agent", "Hello, you're through to Priya."),
        ("script.customer", "Hello, how much is the fibre?"),
        ("script.agent", "It's £30 a month & no more. Shall I put it through?"),
        ("script.customer", "No thanks."),
    ]
    assert (made.about.kind, made.about.channel, made.flow is not None) == ("transcript", "call", True)
    run = made.variants[0].blocks[2].view.map.runs(Span(5, 8))[0]
    assert CALL[run.start : run.end] == "thirty pounds"
    assert made.sources[0].where(run.start, run.end) == "at 00:00:07.500, line 15"
    assert len(made.allows) == 1


def test_a_config_says_who_sells_and_what_is_a_call() -> None:
    roles = [speaker for speaker, _ in call(CALL, {"agents": ["Lee Ward"]})]
    assert roles == ["customer", "agent", "customer", "agent"]
    quiet = (
        CALL.replace("you're through to Priya", "it's Priya")
        .replace("No thanks", "Fine")
        .replace("how much is", "what is")
    )
    assert {speaker for speaker, _ in call(quiet)} == {""}
    assert [speaker for speaker, _ in call(quiet, {"kind": "transcript"})] == ["agent", "customer", "agent", "customer"]


@pytest.mark.parametrize("said", [{"channel": "tv"}, {"kind": "copy"}])
def test_people_who_talk_in_a_film_hold_no_call(said: dict[str, object]) -> None:
    assert {speaker for speaker, _ in call(CALL, said)} == {""}


def test_one_voice_is_no_call() -> None:
    assert {speaker for speaker, _ in call(CALL.replace("Lee Ward", "Priya Shah"))} == {""}


def test_two_voices_of_one_cue_are_two_turns() -> None:
    text = CALL.replace("is the fibre?</v>", "is it?</v>").replace(
        "<v Lee Ward>No thanks.", "<v Lee Ward>No thanks.</v> <v Priya Shah>Bye."
    )
    assert call(text)[-2:] == [("customer", "No thanks."), ("agent", "Bye.")]
