"""What a document is: declared in one of four places, or inferred and known to be so."""

from __future__ import annotations

from datetime import date

import pytest

from offerlint.model.about import CLOSED, About
from offerlint.model.document import Document
from offerlint.model.source import Source
from offerlint.reading.about import about, declare
from offerlint.reading.errors import ReadError
from offerlint.reading.near_terms import NEAR
from offerlint.reading.reader import read


def document(text: str, format: str = "markdown", path: str = "page.md", **declared: object) -> Document:
    return read(Source(path, text), format, declared)


@pytest.mark.parametrize(
    ("key", "value", "means"),
    [
        ("kind", "Copy", "copy"),
        ("channel", "in_store", "in-store"),
        ("audience", ["small business"], "small-business"),
        ("products", "broadband, tv", ("broadband", "tv")),
        ("products", ["tv", "tv", "mobile"], ("tv", "mobile")),
        ("recorded", "yes", True),
        ("recorded", False, False),
        ("as-of", "2026-11-24", date(2026, 11, 24)),
        ("contract_from", date(2026, 12, 1), date(2026, 12, 1)),
        ("lang", "en_GB", "en-GB"),
        ("offers", ["fibre-150"], ("fibre-150",)),
        ("provider", {"price_model": "fixed"}, {"price_model": "fixed"}),
        ("channel", "WhatsApp", "sms"),
        ("channel", "Direct Mail", "mail"),
        ("channel", "live chat", "web"),
        ("kind", "notice", "copy"),
        ("kind", "training", "internal"),
        ("purpose", "transactional", "service"),
        ("products", "mobile,device-finance", ("mobile", "device", "finance")),
    ],
)
def test_declared_values(key: str, value: object, means: object) -> None:
    assert declare({key: value}) == ({key.replace("-", "_"): means}, {})


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("chanel", "email", "did you mean “channel”?"),
        ("kind", "scirpt", "did you mean “script”?"),
        ("channel", "app", "cannot be “app” (write push or web); it takes web, email"),
        ("kind", "policy", "(write internal or contract)"),
        ("audience", "business", "(write small-business or large-business)"),
        ("kind", "poem", "it takes copy, script, transcript, form, contract, internal"),
        ("kind", ["copy", "script"], "takes one value"),
        ("kind", "", "cannot be “”"),
        ("products", "broadband,cheese", "cannot be “cheese”"),
        ("recorded", "perhaps", "true or false"),
        ("as_of", "31/01/2027", "2027-01-31"),
        ("lang", "{{ lang }}", "language tag"),
        ("provider", "fixed", "mapping"),
        ("audience", {"a": "b"}, "not a mapping"),
    ],
)
def test_what_cannot_be_declared_is_refused_with_a_remedy(key: str, value: object, says: str) -> None:
    values, faults = declare({key: value})
    assert values == {}
    assert says in faults[key]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\nofferlint: {channel: sms, products: [mobile]}\n---\nHello", id="front matter"),
        pytest.param("<!-- offerlint: channel=sms products=mobile -->\n\nHello", id="comment"),
        pytest.param('Hello <!--offerlint: channel="sms" products=mobile-->', id="comment in a block"),
    ],
)
def test_the_file_says_what_it_is_before_the_config(text: str) -> None:
    said = document(text, channel="web", audience="consumer").about
    assert (said.channel, said.products, said.audience) == ("sms", ("mobile",), "consumer")
    assert not {"channel", "products", "audience", "subscriber"} & said.inferred
    assert {"kind", "purpose", "basis"} <= said.inferred


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("text", "---\nofferlint: {channel: sms}\n---\nHello"),
        ("text", "# offerlint: channel=sms\nHello"),
        ("html", "<!-- offerlint: channel=sms --><p>Hello"),
        ("jinja+html", "{# offerlint: channel=sms #}<p>Hello {{ name }}"),
        ("jinja+markdown", "---\nofferlint: {channel: sms}\n---\nHello {{ name }}"),
        ("script", "<!-- offerlint: channel=sms -->\nAgent: Hello"),
        ("flow", "script: x\nchannel: sms\nstart: a\nsteps:\n  a: {say: Hello}\n"),
    ],
)
def test_every_format_can_say_what_it_is(format: str, text: str) -> None:
    read = document(text, format)
    assert read.about.channel == "sms"
    assert "channel" not in read.about.inferred
    assert read.problems == ()


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param(
            "---\nofferlint:\n  kind: copy\n  chanel: sms\n---\nx", 4, "did you mean", id="key in front matter"
        ),
        pytest.param("---\na: [b\n---\nx", 2, "front matter cannot be read", id="broken front matter"),
        pytest.param("---\nofferlint: copy\n---\nx", 2, "takes a mapping", id="no mapping"),
        pytest.param("a\n\n<!-- offerlint: kind=poem -->", 3, "cannot be “poem”", id="value in a comment"),
        pytest.param("a\n\n<!-- offerlint: kind copy -->", 3, "“kind” is not understood", id="no pair"),
        pytest.param("a\n\n<!-- offerlint: -->", 3, "nothing is said", id="nothing said"),
        pytest.param("a\n\n<!-- offerlint kind=copy -->", 3, "colon is missing", id="no colon"),
        pytest.param("a\n\n<!-- offerlint: allow -->", 3, "allow is not understood", id="allow of nothing"),
        pytest.param(
            "a\n\n<!-- offerlint: allow x y because z -->", 3, "allow is not understood", id="allow of two words"
        ),
        pytest.param("a\n\n<!-- offerlint: allow x because y until 31/01/27 -->", 3, "no date", id="no date"),
    ],
)
def test_mistakes_are_problems_with_their_line(text: str, line: int, says: str) -> None:
    (problem,) = document(text).problems
    assert (problem.line, problem.fatal, problem.path) == (line, True, "page.md")
    assert says in problem.message


def test_a_comment_that_only_mentions_the_linter_is_left_alone() -> None:
    assert document("<!-- offerlint was here -->\n\n<!-- not offerlint: x -->").problems == ()


INFERRED = {
    "prices": ("Fibre for £30 a month.", {"kind": "copy", "products": ("broadband",), "purpose": "marketing"}),
    "several products": ("SIM only and TV", {"products": ("mobile", "tv")}),
    "finance": ("Representative 9.9% APR on credit", {"products": ("finance",)}),
    "priced by the user": ("Cloud phones. £9 per user per month + VAT.", {"audience": "small-business"}),
    "training notes": ("Marketing team training note. Not for publication.", {"kind": "internal"}),
    "businesses": ("Broadband for your business. £30 ex VAT.", {"audience": "small-business", "subscriber": None}),
    "one mention of business": ("We mean business broadband!", {"audience": "consumer", "subscriber": "individual"}),
    "short text": ("Larkline: SIM for £8. Reply STOP to opt out", {"channel": "sms"}),
    "text that asks for a word": ("Larkline: SIM for £8. Reply YES to join", {"channel": "sms"}),
    "advert that asks for a letter": ("Larkline: SIM for £8. Reply by post.", {"channel": None}),
    "training": ("# Training notes: retention calls\n\nDo not lie.", {"kind": "internal"}),
    "contract": ("# Terms and conditions\n\nYou pay us.", {"kind": "contract", "channel": "contract"}),
    "complaint": ("# Your complaint\n\nWe are sorry.", {"purpose": "complaint"}),
    "tick box": ("- [ ] I agree to marketing by email", {"kind": "form"}),
    "subject": ("---\nsubject: Hello\n---\nHello", {"channel": "email"}),
    "a job": (
        "# Adviser\n\n37 hours a week, permanent. 25 days' holiday plus bank holidays. Staff broadband is £8 a month.",
        {"products": ("other",), "purpose": "service"},
    ),
    "news for the press": ("PRESS RELEASE\n\n# Complaints fall\n\nFewer about broadband.", {"purpose": "service"}),
    "an inn with wi-fi": (
        "# The Plough\n\nDouble rooms are £80 a night with breakfast, family rooms £120. Restaurant, free wi-fi.\n",
        {"products": ("other",)},
    ),
    "broadband with a prize": (
        "# Broadband\n\nOrder and win tickets for the theatre, a hotel, a museum and the cinema.\n",
        {"products": ("broadband",)},
    ),
    "another trade": ("# Tea room\n\nA pot of tea at our café is £3.", {"products": ("other",)}),
    "another trade by telephone": ("# Café\n\nUnlimited data for £8 a month.", {"products": ()}),
    "for companies only": ("For VAT-registered companies. £90 a month plus VAT.", {"audience": "small-business"}),
    "for large firms": ("For companies with 50 staff. Not sold to households.", {"audience": "large-business"}),
    "notes of a coach": ("Coach's notes\n\nCall 1 went well.", {"kind": "internal"}),
    "terms for a service": ("# Terms for home broadband\n\nYou may leave.", {"kind": "contract"}),
    "enough, and nothing sold": (
        "Your engineer comes on Tuesday between eight and one, so please be at home then.", {"purpose": "service"},
    ),
    "nothing": ("Hello", {"kind": "copy", "channel": None, "products": (), "purpose": None, "stage": None}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "answers"), INFERRED.values(), ids=INFERRED)
def test_what_words_show(text: str, answers: dict[str, object]) -> None:
    said = document(text).about
    assert {key: getattr(said, key) for key in answers} == answers


@pytest.mark.parametrize(
    ("format", "path", "text", "key", "value"),
    [
        ("html", "a.html", "<p>Hello", "channel", "web"),
        ("html", "a.html", "<p>Hello <a href=/>unsubscribe</a>", "channel", "email"),
        ("html", "a.html", "<html lang=cy><p>Helo", "lang", "cy"),
        ("html", "a.html", "<form><input type=checkbox><label>Call me</label></form>", "kind", "form"),
        ("text", "spring-sms.txt", "Hello", "channel", "sms"),
        ("jinja+text", "a.txt.j2", "Hello {{ name }}", "stage", "template"),
        ("script", "a.md", "Agent: Hello", "kind", "script"),
        ("script", "a.md", "Agent: Hello", "channel", "call"),
        ("script", "a.md", "Agent: Thanks for calling Fernline. How can I help?", "direction", "inbound"),
        ("script", "a.md", "Agent: Hello.\n\nAgent: I'm calling about your plan.", "direction", "outbound"),
        (
            "script",
            "a.md",
            "# On the doorstep\n\n**Agent:** Hello there.\n\n**Customer:** Hello.",
            "direction",
            "outbound",
        ),
        ("script", "a.md", "# Inbound sales\n\nAgent: Hello.", "direction", "inbound"),
        ("script", "a.md", "# Bills\n\nCustomers ring us for this.\n\nAgent: Hello.", "direction", "inbound"),
        ("script", "a.md", "# Cover\n\nOutbound, from the list.\n\nAgent: Hello.", "direction", "outbound"),
        ("script", "a.md", "# Cover\n\nAgent: Hello.\n\nInbound: see B.", "direction", None),
        ("script", "a.md", "Agent: Thanks for calling earlier, I'm ringing you back.", "direction", None),
        ("script", "a.md", "Agent: Hello.\n\nCustomer: Thanks for calling.", "direction", None),
        ("script", "a.md", "Agent: Hi.\n\nAgent: Now.\n\nAgent: Thanks for calling. Bye.", "direction", None),
    ],
)
def test_what_the_format_shows(format: str, path: str, text: str, key: str, value: str | None) -> None:
    assert getattr(document(text, format, path).about, key) == value


def test_the_subscriber_follows_a_declared_audience() -> None:
    assert about({"audience": "large-business"}, {}).subscriber == "corporate"
    assert about({"audience": "small-business"}, {}) == About(
        audience="small-business",
        inferred=frozenset(
            (
                "kind",
                "channel",
                "subscriber",
                "products",
                "purpose",
                "basis",
                "stage",
                "direction",
                "recorded",
                "complete",
            )
        ),
    )


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ReadError, match="no format is called “word”"):
        document("x", "word")


def test_near_terms_are_no_values_and_lead_to_values() -> None:
    for key, remedies in NEAR.items():
        words = [word for written in remedies.values() for word in written.split()]
        assert len(set(words)) == len(words)
        assert not set(words) & set(CLOSED[key])
        told = {value for remedy in remedies for choice in remedy.split(" or ") for value in choice.split(", ")}
        assert told <= set(CLOSED[key])


def test_what_is_said_beside_a_wrong_value_stands() -> None:
    found = document("---\nofferlint: {kind: poem, channel: sms, products: [mobile]}\n---\nHello")
    assert (found.about.channel, found.about.products) == ("sms", ("mobile",))
    assert [problem.fatal for problem in found.problems] == [True]


@pytest.mark.parametrize(
    ("text", "channel", "direction"),
    [
        ("# Chat: moving\n\n**Agent:** Hello.\n\n**Customer:** Hi.", "web", "inbound"),
        ("# Live chat\n\n**Agent:** Hello.\n\n**Customer:** Hi.", "web", "inbound"),
        ("# Moving\n\n**Bot:** What's the new postcode?\n\n**Customer:** LS1.", "web", "inbound"),
        ("# Moving\n\n**Virtual assistant:** What's the postcode?\n\n**User:** LS1.", "web", "inbound"),
        ("# Moving\n\n**Bot:** It's Larkline, calling about offers.\n\n**Customer:** Hi.", "call", None),
        ("# Chat\n\n**Agent:** Thanks for calling. Calls are recorded.\n\n**Customer:** Hi.", "call", "inbound"),
        ("# Chat-up lines\n\n**Agent:** Hello.\n\n**Customer:** Hi.", "call", None),
        ("# Moving\n\n**Bot:** Hello.\n\n**Agent:** I've taken over.\n\n**Customer:** Hi.", "call", None),
    ],
)
def test_a_chat_is_told_by_its_title_or_by_the_bot_that_answers(text: str, channel: str, direction: str | None) -> None:
    said = document(text, "script").about
    assert (said.channel, said.direction) == (channel, direction)
    assert {"channel", "direction"} <= said.inferred


@pytest.mark.parametrize(
    ("sender", "to", "kind"),
    [
        ("Care <care@larkline.example>", "All team leaders <leaders@larkline.example>", "internal"),
        ("Care <care@larkline.example>", "all-staff@larkline.example", "internal"),
        ("care@larkline.example", "Team leads <a@larkline.example>, Our advisers <b@larkline.example>", "internal"),
        ("care@larkline.example", "Team leads <a@larkline.example>, Ada <ada@larkline.example>", "copy"),
        ("care@larkline.example", "All team leaders <leaders@other.example>", "copy"),
        ("care@larkline.example", "Ada Price <ada@larkline.example>", "copy"),
        ("care@larkline.example", "{{ customer.email }}", "copy"),
        ("care@larkline.example", "", "copy"),
    ],
)
def test_an_e_mail_to_teams_of_the_sender_is_internal(sender: str, to: str, kind: str) -> None:
    heads = f"From: {sender}\n" + (f"To: {to}\n" if to else "")
    said = document(f"{heads}Subject: What went wrong\n\nPrices rise by CPI.\n", "email", "a.eml").about
    assert said.kind == kind
    assert ("kind" in said.inferred) == (kind == "internal")


@pytest.mark.parametrize(
    ("format", "text", "keys"),
    [
        ("markdown", "Fibre 150 for £30 a month.", {"audience", "subscriber"}),
        ("markdown", "Fibre 150 for £30 a month plus VAT.", set()),
        ("markdown", "Fibre 150 for £30.", set()),
        ("html", "<p>Fibre 150 for £30.</p>", {"kind"}),
        ("html", "<h1>Training notes</h1><p>Fibre 150 is £30.</p>", set()),
        ("html", "<p>Fibre 150 for £30 a month in your home.</p>", {"kind", "audience", "subscriber"}),
        ("html", "<p>Fibre 150 for £30 a month, for your business and your home.</p>", {"kind"}),
        ("mjml", "<mjml><mj-body><mj-text>Fibre 150</mj-text></mj-body></mjml>", {"channel"}),
        ("markdown", "You have 14 days to cancel.", {"audience", "subscriber"}),
        ("html", '<form><label><input type="checkbox">Keep me posted about news</label></form>', {"kind", "channel"}),
        ("markdown", "You have 7 days from today to cancel.", {"audience", "subscriber"}),
        ("markdown", "Home broadband with 60 days to cancel a change.", {"audience", "subscriber"}),
        ("markdown", "You have 7 days from today to change your slot.", set()),
    ],
)
def test_what_a_document_shows_is_no_guess(format: str, text: str, keys: set[str]) -> None:
    found = document(text, format, "page.txt").about
    assert found.evident == keys
