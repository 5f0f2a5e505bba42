"""Data and tables whose keys and heads do not tell what they hold are told by their words."""

from __future__ import annotations

import pytest

from offerlint.model.document import Document
from offerlint.model.source import Source
from offerlint.reading.opener import open_data
from offerlint.reading.reader import read as open_text
from offerlint.reading.recognise import recognise

OBJECTIONS = """\
# Fernline, what people say. Owner: Sal
overheard,our turn,after
"I'm fine with what I've got","No trouble at all, shall I send you the figures?",close
"What does it cost","It's £24.00 a month for 12 months, and we fit it for nothing.",carry on
"Take me off your list","You're off it now. Sorry to have rung.",code N
"""
MESSAGES = """\
ref,who gets it,wording
1,opted in at the till,"Fernline Cafe: cake is half price for you on Friday. STOP to 60777"
2,booked,"Fernline Cafe: we'll see you at 4 tomorrow."
"""
MENU = """\
place,voice over,remark
door,"Thanks for ringing Fernline. We record calls.",all lines
menu,"For bills press 1. For faults press 2.",
late,"We're closed. Ring us back after 8.",checked
"""
SCORES = """\
part,look for,points
open,"Says who they are and that the call is recorded",10
price,"Tells the customer the monthly price in full",10
close,"Asks the customer for the card with the recording off",5
end,"Takes them off the list at the first no",5
"""


def read(text: str, path: str) -> Document:
    format = recognise(path, text)
    assert format is not None
    return open_data(text.encode(), path, format)


def said(document: Document) -> list[tuple[str, str]]:
    return [(block.speaker, block.text) for block in document.variants[0].blocks]


def test_what_is_heard_and_what_is_replied_are_turns() -> None:
    document = read(OBJECTIONS, "replies.csv")
    assert document.about.kind == "script"
    assert document.about.complete is False
    assert said(document)[:3] == [
        ("customer", "I'm fine with what I've got"),
        ("agent", "No trouble at all, shall I send you the figures?"),
        ("", "close"),
    ]


def test_messages_are_rows_with_what_is_said_of_them() -> None:
    document = read(MESSAGES, "week.csv")
    first, second = (part.about for part in document.parts)
    assert (first.channel, first.basis) == ("sms", "consent")
    assert (second.channel, second.basis) == ("sms", None)


def test_what_a_line_plays_is_said() -> None:
    document = read(MENU, "line.csv")
    spoken = [text for speaker, text in said(document) if speaker == "agent"]
    assert spoken[1:] == ["For bills press 1. For faults press 2.", "We're closed. Ring us back after 8."]


def test_what_staff_are_told_is_internal() -> None:
    document = read(SCORES, "sheet.csv")
    assert document.about.kind == "internal"
    assert "points" not in " ".join(text for _, text in said(document))
    assert "10" not in [text for _, text in said(document)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.csv", 'stars,words\n5,"You get a lot for £20, says my mum."\n1,"We paid £5 to send it back."\n'),
        ("a.csv", 'v1,v2\nham,"See you at home then"\nspam,"You won £900. Ring us on 0808 157 0101."\n'),
        ("a.csv", 'issue key,summary\nA-1,"Customer cannot pay us by card"\nA-2,"The call of a customer is lost"\n'),
        ("a.csv", 'name,last note\nA,"Customer rang about her bill of £20."\n'),
        ("a.csv", "speed,dist\n4,2\n7,4\n"),
        ("a.csv", "subject,day\n4,2\n7,4\n"),
        ("a.json", '{"plot": "You owe us £500, says the man at the door. We see him leave."}'),
        ("a.json", '{"arn": "arn:aws:iam::012345678910:role/your-own-role-for-us", "text": "Lets you use our role"}'),
        ("a.yaml", "system_prompt: You are a helper. Ask the customer for £5 and thank them for calling.\n"),
        ("a.yaml", "apiVersion: v1\ndata:\n  motd: Call us on 0808 157 0101 if your job hangs.\n"),
        ("a.properties", "size=Your name must have between {min} and {max} letters.\n"),
    ],
)
def test_what_is_of_others_or_of_programs_is_none(path: str, text: str) -> None:
    assert recognise(path, text) is None


@pytest.mark.parametrize(
    ("path", "text", "format"),
    [
        ("a.properties", "x.y=Running low? Add 5GB for \\u00a33.00 in the app.\n", "properties"),
        ("a.json", '{"lead": "We and our partners use cookies to show you ads.", "b": "OK"}', "json-strings"),
        ("a.toml", '[m]\nnobody_free = "Hello from Fernline. Call us on 0808 157 0101."\n', "toml-strings"),
        (
            "a.yaml",
            "x:\n  perk: You get 10% off your order on Mondays.\n  how: Show us your card\n  z: Ask us\n",
            "yaml-strings",
        ),
    ],
)
def test_words_to_customers_are_read_under_any_key(path: str, text: str, format: str) -> None:
    assert recognise(path, text) == format


def test_keys_and_orders_show_data_for_staff() -> None:
    text = (
        "marks: 20\nlooked_for:\n"
        "  - the adviser names the firm and says the call is recorded\n"
        "  - the adviser tells the customer the price of each month\n"
        "  - the customer gets the contract summary before a yes\n"
        "fails:\n  - takes the whole password\n"
    )
    document = read(text, "visit.yaml")
    assert document.about.kind == "internal"
    assert "takes the whole password" not in [words for _, words in said(document)]


def test_a_dialler_speaks_where_no_agent_is_free() -> None:
    text = (
        "campaign: {client: Fernline, cli: 01632 960123}\n"
        "pacing: {guidance: keep the drops low on the day}\n"
        "no_agent_message: Sorry we missed you, this was Fernline. Ring us on 0808 157 0101.\n"
    )
    document = read(text, "settings.yaml")
    assert document.format == "call-data"
    assert [part.about.channel for part in document.parts] == ["call", "automated-call"]


def test_pairs_are_turns() -> None:
    text = (
        '{"recorded": true, "direction": "outbound", "lines": [["agent", "Hello, it\'s Sal from Fernline."],'
        ' ["customer", "Hello."], ["if_busy", "Log it and try another day."],'
        ' ["agent", "Your price is £20.00 a month."]]}'
    )
    assert said(read(text, "a.json")) == [
        ("agent", "Hello, it's Sal from Fernline."),
        ("customer", "Hello."),
        ("", "Log it and try another day."),
        ("agent", "Your price is £20.00 a month."),
    ]


def test_a_bot_speaks_in_a_chat() -> None:
    text = (
        '[{"key": "a", "bot": "Hello! How can we help you?", "options": {"Prices": "b"}},'
        ' {"key": "b", "bot": "It\'s £9.00 a month for 12 months.", "next": ["a"]}]'
    )
    document = read(text, "tree.json")
    assert (document.format, document.about.channel) == ("call-data", "web")


def test_items_say_how_they_are_sent() -> None:
    text = (
        '{"journeys": [{"medium": "whatsapp", "main": "Fernline: £9.00 a month for you this week."},'
        ' {"medium": "email", "list": "opted in", "main": "We\'ve news for you: prices from £9.00 a month."}]}'
    )
    document = read(text, "a.json")
    assert [(part.about.channel, part.about.basis) for part in document.parts] == [("sms", None), ("email", "consent")]


def test_notes_to_staff_beside_copy_are_internal() -> None:
    text = "ask: Shall we send you 10% off your next order?\nnote_to_till_staff: Tick it for them if there's a queue.\n"
    document = read(text, "club.yaml")
    assert [part.about.kind for part in document.parts] == ["copy", "internal"]


OTHER = """\
flow: upgrades on the shop line
start: a
steps:
  a: {say: "Hello, calls are recorded.", next: b}
  b: {do: DEED, say: "That is your order in."}
"""


@pytest.mark.parametrize(("deed", "format"), [("book_courier", "call-data"), ("take_paymnt", "flow"), ("end", "flow")])
def test_a_flow_with_two_strange_words_is_of_another_make(deed: str, format: str) -> None:
    assert recognise("line.yaml", OTHER.replace("DEED", deed)) == format


def test_a_chat_log_names_its_speakers_by_from() -> None:
    text = (
        '{"chat_id": "1", "messages": [{"from": "customer", "text": "is it up by cpi"},'
        ' {"from": "Sal", "text": "No, by £2.00 on 1 April 2027."}, {"from": "customer", "text": "ok"},'
        ' {"from": "Sal", "text": "Thanks for asking us."}]}'
    )
    assert recognise("log.json", text) == "transcript"
    assert open_text(Source("log.json", text), "transcript").about.channel == "web"


def test_of_a_quiz_only_the_right_answers_are_read() -> None:
    text = (
        "no,question,answer_a,answer_b,correct,explained\n"
        "1,May we ring somebody on the TPS?,Yes after a month,No unless they said they don't mind,b,Both lists count\n"
        "2,When is the summary sent?,Before they agree,After the first bill,Before they agree,-\n"
    )
    document = read(text, "test.csv")
    assert document.about.kind == "internal"
    assert [words for _, words in said(document)] == [
        "No unless they said they don't mind", "Both lists count", "Before they agree",
    ]  # fmt: skip


def test_what_customers_say_and_what_is_replied_are_known_by_their_words() -> None:
    text = (
        '[{"they": "I can\'t afford it", "us": "It\'s £9.00 a month, and you can leave whenever you like."},'
        ' {"they": "I\'ll think about it", "us": "Of course. We\'ll send you the summary."}]'
    )
    document = read(text, "bank.json")
    assert said(document)[:2] == [
        ("customer", "I can't afford it"),
        ("agent", "It's £9.00 a month, and you can leave whenever you like."),
    ]


def test_what_customers_type_to_a_bot_is_no_copy() -> None:
    text = (
        "topics:\n"
        "  - {people_type: [can i use it abroad, roaming], rowan: 'Yes, you can, up to 25GB. Then it is £3.00 a GB.'}\n"
        "  - {people_type: [am i free to go], rowan: 'Text INFO to 85075 and we will tell you.'}\n"
    )
    assert [words for _, words in said(read(text, "bot.yaml"))] == [
        "Yes, you can, up to 25GB. Then it is £3.00 a GB.",
        "Text INFO to 85075 and we will tell you.",
    ]


@pytest.mark.parametrize(
    ("head", "is_read"), [("file\twhat it shows", False), ("file\tmessage", True), ("offer\twhat it shows", True)]
)
def test_a_table_of_notes_on_files_is_no_copy(head: str, is_read: bool) -> None:
    names = ("one.html", "two.md") if head.startswith("file") else ("Spring", "Summer")
    text = f"{head}\n" + "".join(
        f"{name}\tYou pay £9.00 a month with us, and we save you £{number} if you order online today.\n"
        for number, name in enumerate(names, 2)
    )
    assert (recognise("list.tsv", text) == "csv") is is_read
