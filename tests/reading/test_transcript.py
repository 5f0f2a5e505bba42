"""Transcripts: the same call in every shape that it comes in."""

import json

import pytest

from offerlint.model.document import Document
from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.reading.recognise import recognise

HELLO, WHO, OFFER = "hello you're through to sam at larkfield", "hi what's it cost", "it's er thirty pounds a month"
TURNS = [("agent", HELLO), ("customer", WHO), ("agent", "it's £30 a month")]


def document(path: str, text: str) -> Document:
    format = recognise(path, text)
    assert format == "transcript"
    return read(Source(path, text), format)


def turns(path: str, text: str) -> list[tuple[str, str]]:
    return [(block.speaker, block.text) for block in document(path, text).variants[0].blocks]


def said(*keys: str, labels: tuple[object, object] = ("agent", "customer")) -> list[dict[str, object]]:
    """The call as objects with these keys for the speaker, the words and the time."""
    who, words, start = keys
    return [{start: at, who: labels[at % 2], words: one} for at, one in enumerate((HELLO, WHO, OFFER))]


TEXTS = [
    "{a}: {0}\n{c}: {1}\n{a}: {2}\n".replace("{a}", agent).replace("{c}", customer)
    for agent, customer in [
        ("Agent", "Customer"),
        ("[00:00:01] AGENT", "[00:00:04] CUSTOMER"),
        ("[00:01] - Agent", "[00:04] - Caller"),
        ("Speaker 1", "Speaker 2"),
        ("SPEAKER_00", "SPEAKER_01"),
        ("spk_0", "spk_1"),
        ("Agent (00:01)", "Customer (00:04)"),
        ("AGENT 0:00:01", "CUSTOMER 0:00:04"),
        ("**Agent** [00:00:01]", "**Customer** [00:00:04]"),
        ("0:01 Priya Shah", "0:04 Lee Ward"),
        ("00:00:01.500 --> 00:00:02.000 [Agent]", "00:00:02.500 --> 00:00:03.000 [Customer]"),
    ]
] + [
    "Speaker 1  0:01\n{0}\n\nSpeaker 2  0:04\n{1}\n\nSpeaker 1  0:05\n{2}\n",
    "0:01 Priya Shah\n{0}\n\n0:04 Lee Ward\n{1}\n\n0:05 Priya Shah\n{2}\n",
]


@pytest.mark.parametrize("text", TEXTS, ids=[text.split("{")[0] for text in TEXTS])
def test_labels_of_lines(text: str) -> None:
    assert turns("calls/a.txt", text.format(HELLO, WHO, OFFER)) == TURNS


TABLES = {
    "speaker": 'seq,speaker,line\n1,Agent,"{0}"\n2,Customer,"{1}"\n3,Agent,"{2}"\n',
    "who said": 'when;who;said\n9:14;Adviser;"{0}"\n9:15;Sean\'s wife;"{1}"\n9:16;Adviser;"{2}"\n',
    "numbered": "Speaker Label\tUtterance\nAgent 1\t{0}\nCustomer 1\t{1}\nAgent 1\t{2}\n",
    "no turn without words": "person,text\nagent,{0}\ncustomer,{1}\ncustomer,\nagent,{2}\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_rows_of_tables(text: str) -> None:
    assert turns("calls/a.csv", text.format(HELLO, WHO, OFFER)) == TURNS


@pytest.mark.parametrize(
    "text",
    [
        "who,said\nAnna,Fibre is great\nBen,I like it\nAnna,So do I\n",
        "who,said\nagent,Hello\nagent,Are you there\nagent,Goodbye\n",
        "who,said\nagent,Hello\ncustomer,Hi\n",
        "role,content\nassistant,Hello\nuser,Hi\nassistant,Bye\n",
        'who,said\nagent,"Hello\ncustomer,Hi\nagent,Bye\n',
    ],
    ids=["nobody sells", "one speaker", "two turns", "a bot", "a quote that is never closed"],
)
def test_other_tables_are_no_calls(text: str) -> None:
    assert recognise("a.csv", text) is None


def test_a_text_that_opens_with_a_quote_is_no_table() -> None:
    text = f'"Agent: {HELLO}\nCustomer: {WHO}\nAgent: {OFFER}\n'
    blocks = read(Source("a.txt", text), "transcript").variants[0].blocks
    assert [(block.speaker, block.text) for block in blocks][1:] == TURNS[1:]


def test_any_table_of_turns_is_a_call_where_that_is_said() -> None:
    assert recognise("a.csv", "who,said\nAnna,Hello\nBen,Hi\n", kind="transcript") == "transcript"


JSONS: dict[str, object] = {
    "segments": {"segments": said("speaker", "text", "start", labels=("SPEAKER_00", "SPEAKER_01"))},
    "utterances": {"utterances": said("speaker", "text", "start", labels=("A", "B"))},
    "numbers": {"results": {"utterances": said("speaker", "transcript", "start", labels=(0, 1))}},
    "audio segments": {
        "audio_segments": said("speaker_label", "transcript", "start_time", labels=("spk_0", "spk_1")),
    },
    "roles": {"Transcript": said("ParticipantRole", "Content", "BeginOffsetMillis", labels=("AGENT", "CUSTOMER"))},
    "participants": {
        "Participants": [
            {"ParticipantId": "p-1", "ParticipantRole": "CUSTOMER"},
            {"ParticipantId": "p-0", "ParticipantRole": "AGENT"},
        ],
        "Transcript": said("ParticipantId", "Content", "BeginOffsetMillis", labels=("p-0", "p-1")),
    },
    "purposes": {"phrases": said("participantPurpose", "text", "startTimeMs", labels=("internal", "external"))},
    "nested words": {
        "recognizedPhrases": [
            {"speaker": at % 2 + 1, "offsetInTicks": at * 100, "nBest": [{"display": one}, {"display": "no"}]}
            for at, one in enumerate((HELLO, WHO, OFFER))
        ]
    },
    "words": {
        "words": [
            {"speakerTag": at % 2 + 1, "startTime": f"{at}.{number:03}s", "word": word}
            for at, one in enumerate((HELLO, WHO, OFFER))
            for number, word in enumerate(one.split())
        ]
    },
    "elements": {
        "monologues": [
            {"speaker": at % 2, "elements": [{"value": part} for part in (one[:5], one[5:])]}
            for at, one in enumerate((HELLO, WHO, OFFER))
        ]
    },
    "out of order": {"segments": said("speaker", "text", "start")[::-1]},
}  # fmt: skip


@pytest.mark.parametrize("shape", JSONS)
def test_shapes_of_json(shape: str) -> None:
    assert turns("calls/a.json", json.dumps(JSONS[shape])) == TURNS


def test_lines_of_json() -> None:
    lines = "\n".join(json.dumps(one) for one in said("speaker", "text", "start"))
    assert turns("calls/a.jsonl", lines + "\n") == TURNS


@pytest.mark.parametrize(
    ("path", "text", "format"),
    [
        ("a.txt", "Agent: Hello, this is Ada.\n\nCustomer: Hi there.\n\nAgent: Good.", "script"),
        ("a.txt", "agent: hello this is ada\ncustomer: hi there\nagent: it's thirty pounds", "transcript"),
        ("a.txt", "00:05 the doors open\n00:10 the show begins", "text"),
        ("a.txt", "09:00 Welcome: the head\n09:30 Tours: of the library\n12:00 Lunch: sandwiches", "text"),
        ("a.txt", "09:00 School Tours\n10:00 Music Hall\n12:00 Lunch Break", "text"),
        ("a.txt", "0:05 Okay\n0:07 Great\n0:08 Okay", "text"),
        ("a.txt", "Note: this is no call.\nAlso: not this.", "text"),
        ("a.md", "offerlint: kind=transcript\n\nAgent: Hello, this is Ada.", "transcript"),
        ("a.txt", "offerlint: kind=copy\n[00:01] Agent: hi\n[00:02] Customer: hi", "text"),
        (
            "a.json",
            '[{"speaker": "Jane Austen", "text": "On novels"}, {"speaker": "Mary Shelley", "text": "More"}]',
            None,
        ),
        ("a.json", '{"channel": 3, "title": "News"}', None),
        ("a.json", '[{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]', None),
        (
            "a.json",
            '[{"role": "user", "text": "Hi", "time": 1}, {"role": "bot", "text": "Hi", "time": 2}]',
            "transcript",
        ),
        ("a.jsonl", '{"id": 1, "text": "Fibre for £30"}', None),
    ],
)
def test_what_is_a_transcript(path: str, text: str, format: str | None) -> None:
    assert recognise(path, text) == format


def test_what_it_is() -> None:
    about = document("a.txt", TEXTS[1].format(HELLO, WHO, OFFER)).about
    assert (about.kind, about.channel, about.direction) == ("transcript", "call", "inbound")
    assert (about.recorded, about.complete, about.stage) == (True, True, "final")


def test_a_turn_goes_on_over_a_murmur() -> None:
    text = "spk_0: thanks for calling it's thirty\nspk_1: mhm\nspk_0: pounds a month\nspk_1: right"
    assert turns("a.txt", text) == [
        ("agent", "thanks for calling it's £30 a month"), ("customer", "mhm"), ("customer", "right"),
    ]  # fmt: skip


def test_what_was_done_is_an_act() -> None:
    text = "spk_0: i'll pause it [recording paused] the long number please\nspk_1: okay\nspk_0: thanks for calling"
    flow = document("a.txt", text).flow
    assert flow is not None
    acts = [act.do or (act.block.text if act.block else "") for act in flow.steps[flow.start].acts]
    assert acts == [
        "i'll pause it",
        "[recording paused]",
        "pause_recording",
        "the long number please",
        "okay",
        "thanks for calling",
    ]


def test_sentences_end_at_the_pauses_of_a_turn() -> None:
    block = document("a.txt", "spk_0: thanks for calling\nspk_0: how can i help\nspk_1: hi").variants[0].blocks[0]
    assert [block.text[mark.span.start : mark.span.end] for mark in block.marked("pause")] == ["\n"]


def test_comments_and_what_stands_above() -> None:
    text = "Call 17\n\n# offerlint: direction=outbound\nspk_0: hello\n"
    text += "# offerlint: allow uk-calls/x because of it\nspk_1: hi\n"
    one = document("a.txt", text)
    assert one.about.direction == "outbound"
    assert [(block.scope, block.text) for block in one.variants[0].blocks][:1] == [("script.note", "Call 17")]
    assert [text[allow.reach.start : allow.reach.end] for allow in one.allows if allow.reach] == ["hi"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('{"segments": [{"speaker": "agent", "text": "hi"},\n{"speaker": "agent" "text": "hi"}]}', 2, "not JSON"),
        ('{"speaker": "agent", "text": "hi"}\n{"speaker": "customer", "text": }\n', 2, "not JSON"),
        ('{"kind": "call"}', 1, "No speaker and words"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_line(text: str, line: int, says: str) -> None:
    one = read(Source("a.json", text), "transcript")
    assert [(problem.line, says in problem.message) for problem in one.problems] == [(line, True)]


def test_a_config_says_who_sells() -> None:
    text = "0:01 Priya Shah\nHello, you're through to Priya\n\n0:04 Lee Ward\nhi\n\n0:05 Priya Shah\nbye\n"
    for agents, roles in (([], ["agent", "customer", "agent"]), (["lee ward"], ["customer", "agent", "customer"])):
        made = read(Source("a.txt", text), "transcript", {"agents": agents})
        assert [block.speaker for block in made.variants[0].blocks] == roles


def test_what_the_phone_system_plays_is_not_the_customers_turn() -> None:
    text = f'speaker,text\nsystem,Calls are recorded.\nagent,"{HELLO}"\ncustomer,"{WHO}"\nagent,thirty pounds a month\n'
    assert [speaker for speaker, _ in turns("call.csv", text)] == ["", "agent", "customer", "agent"]


def test_a_bad_example_is_nobodys_turn() -> None:
    rows = ["speaker,text", "Trainer,Watch this.", "Bad agent,Read me the code.", "Customer,Why?"]
    found = turns("class.csv", "\n".join([*rows, "Agent,We never ask for it."]))
    assert [who for who, said in found if said == "Read me the code."] == [""]
    assert ("agent", "We never ask for it.") in found


NAMED = """\
Queue message: Thanks for calling Pellwood. Calls are recorded.
Rosa (Pellwood): Hello, how can I help?
Mrs Shah: What does the cover cost?
Rosa (Pellwood): It's £8.50 a month.
Mrs Shah: Note: no thanks.
"""


def test_people_who_take_turns_by_name_are_speakers() -> None:
    blocks = read(Source("call.txt", NAMED), "transcript").variants[0].blocks
    assert [block.speaker for block in blocks] == ["agent", "agent", "customer", "agent", "customer"]


def test_a_name_met_once_is_nobody() -> None:
    blocks = read(Source("call.txt", "Agent: Hello.\nTotal: £3\nCustomer: Hi.\n"), "transcript").variants[0].blocks
    assert [block.speaker for block in blocks] == ["agent", "customer"]


BOLD = """\
**Web chat transcript 12**

**Customer 14:02** how much

**Bex (Larkline) 14:02** It's £12 a month.

**Customer 14:03** ok

**Bex 14:04** Anything else?
"""
CHAT = {
    "chat_id": "c-1",
    "messages": [{"from": "customer", "text": "how much"}, {"from": "Ife", "text": "It is £12."}] * 2,
}


def test_a_chat_has_its_names_and_times_in_bold() -> None:
    assert turns("chat.md", BOLD) == [
        ("", "**Web chat transcript 12**"),
        ("customer", "how much"),
        ("agent", "It's £12 a month."),
        ("customer", "ok"),
        ("agent", "Anything else?"),
    ]
    about = document("chat.md", BOLD).about
    assert (about.kind, about.channel, about.direction, about.recorded) == ("transcript", "web", "inbound", False)


def test_a_chat_in_json_says_who_writes() -> None:
    assert [who for who, _ in turns("log.json", json.dumps(CHAT))] == ["customer", "agent"] * 2
    assert document("log.json", json.dumps(CHAT)).about.channel == "web"


def test_who_writes_is_no_speaker_where_nothing_says_that_it_is_a_chat() -> None:
    between = [{"from": "Ann", "text": "how much"}, {"from": "Ife", "text": "It is £12."}] * 2
    assert recognise("log.json", json.dumps({"messages": between})) != "transcript"


def test_all_but_the_customer_are_the_firms() -> None:
    said = turns("chat.md", BOLD.replace("**Bex 14:04**", "**Jo 14:04**"))
    assert [who for who, _ in said if who] == ["customer", "agent", "customer", "agent"]
