"""Calls without labels are known by what only people on the telephone say, and read with their steps and ways."""

from __future__ import annotations

import pytest

from offerlint.reading.call_guide import is_call_guide
from offerlint.reading.markup import identity
from offerlint.reading.on_call import is_said_on_a_call
from offerlint.reading.recognise import recognise
from offerlint.reading.script import read_script

NUMBERED = """\
# Outbound upgrade script

1. Introduce yourself: "Hi, this is Ben calling from Larkline."
2. Ask: "Are you happy with your speed?"
   - If yes → go to 5
   - If no → go to 3
3. "I can put you on Full Fibre 900 for £35 a month."
4. Take the card number.
5. "Thanks, have a nice day."
"""
STEPS = """\
UPGRADE CALL GUIDE

STEP 1 - OPENING
Hello, can I speak to the account holder please?
[If not available, arrange a call back]

STEP 2 - OFFER
It's £15 a month for 24 months.
IF YES: Great, I'll get that set up for you.
IF NO: Tell them about the trial.
"""
BOLD = """\
# Sales, outbound

**Opening**

> Hi, my name is Mo and I'm calling from Larkline. Is now a good time?

**Offer**

> It's £30 a month for 24 months.

- Yes → go to **Close**
- No → go to **Close**

**Close**

> Thanks for your time.
"""
CAPITALS = """\
TERNBROOK: FOLLOW-UP CALLS

OPEN
"Hello, it's Mo from Ternbrook about the quote you wanted."

PRICE
"It's £24 a month for 12 months, and that price is held."

IF THEY ASK WHO YOU ARE
"Ternbrook Energy, 1 Sample Street."

CLOSE
"I've sent it all by e-mail. Have a read, and ring when it suits you."
"""
BRACKETS = """\
Handset talk-through

[open]
Ternbrook Mobile, Mo speaking. Calls are recorded for training.

[price]
It's £24 a month for the phone, over 36 months.

[close]
Read it all before you say yes.
"""
QUOTED = """\
# Taking a payment over the phone

1. **Say what it is for.** "That's £24 for your November bill."
2. **Stop the recording.** Press *Pause*, and say "The recording is off now, so go ahead."
3. **Another card?** Go back to 2. "Let's pause it again, shall we."
"""
MOSTLY_SAID = """\
# Cover: what to ask

1. "Would you like to hear about cover, or shall we leave it?"
2. "Have you any cover already, with a bank or a home policy?"
3. "It's £7 a month, and the insurer is Ternbrook Insurance."
4. "Would you like it, yes or no?"
"""
TABLE = "# Call\n\n| Stage | What to say | Guidance |\n|---|---|---|\n| Open | Hello there, Mo. | Check their ID |\n"


@pytest.mark.parametrize("text", [NUMBERED, STEPS, BOLD, TABLE, CAPITALS, BRACKETS, QUOTED, MOSTLY_SAID])
def test_a_call_without_labels_is_a_script(text: str) -> None:
    assert recognise("desk/spring.md", text) == "script"


@pytest.mark.parametrize(
    "text",
    [
        "# How it works\n\nStep 1: Order online.\n\nStep 2: We call you back.\n",
        "# Training: the outbound call script\n\n1. Say: \"Hi, this is Ben calling from Larkline.\"\n2. Go to 3\n",
        "# Contact us\n\nThank you for calling Larkline in 2026. Press 1 for sales.\n",
        "# Broadband\n\nIf yes → go to 3\n\nStep 1\n\nStep 2\n",
        "| Step | What you need | Guidance |\n|---|---|---|\n| 1 | A card | Keep it |\n",
    ],
)  # fmt: skip
def test_other_words_are_none(text: str) -> None:
    assert not is_call_guide(text)
    assert recognise("page.md", text) == "markdown"


@pytest.mark.parametrize(
    ("words", "is_said"),
    [
        ("Is now a good time to talk?", True),
        ("Hello, it's Mo from Larkline.", True),
        ("You’re through to Larkline.", True),
        ("Let me put you through to sales.", True),
        ("Larkline, Sam speaking.", True),
        ("Generally speaking, it's good.", False),
        ("Calls are recorded.", False),
        ("This call may be recorded.", True),
        ("It's great value from £20 a month.", False),
        ("Larkline is a good time saver.", False),
    ],
)
def test_what_is_said_on_a_call(words: str, is_said: bool) -> None:
    assert is_said_on_a_call(words) is is_said


def ways(text: str) -> dict[str, list[tuple[str, str]]]:
    flow = read_script(identity(text)).flow
    assert flow is not None
    return {name: [(way.answer, way.step) for way in step.successors] for name, step in flow.steps.items()}


def test_items_that_others_name_by_their_number_are_steps() -> None:
    assert ways(NUMBERED) == {
        "1. Introduce yourself:": [("", "2. Ask:")],
        "2. Ask:": [
            ("yes", '5. "Thanks, have a nice day."'),
            ("no", '3. "I can put you on Full Fibre 900 for £35 a month."'),
            ("", '3. "I can put you on Full Fibre 900 for £35 a month."'),
        ],
        '3. "I can put you on Full Fibre 900 for £35 a month."': [("", "4. Take the card number.")],
        "4. Take the card number.": [("", '5. "Thanks, have a nice day."')],
        '5. "Thanks, have a nice day."': [],
    }


def test_a_paragraph_in_bold_is_the_title_of_a_step() -> None:
    assert ways(BOLD) == {"Opening": [("", "Offer")], "Offer": [("Yes", "Close"), ("No", "Close")], "Close": []}


def test_what_is_said_on_an_answer_is_a_way_of_its_own_and_what_is_to_be_done_is_a_note() -> None:
    blocks = [(block.speaker or "note", block.text) for block in read_script(identity(STEPS)).blocks]
    assert blocks[-3:] == [
        ("customer", "YES"),
        ("agent", "Great, I'll get that set up for you."),
        ("note", "IF NO: Tell them about the trial."),
    ]
    assert ("YES", "STEP 2 - OFFER: YES") in ways(STEPS)["STEP 2 - OFFER"]


def test_guidance_beside_what_to_say_is_a_note() -> None:
    blocks = {block.text: block.speaker for block in read_script(identity(TABLE)).blocks}
    assert blocks["Hello there, Mo."] == "agent"
    assert blocks["Check their ID"] == ""


BARE = """\
Agent script: mobile upgrades

Intro

Hello, I'm calling about your mobile. It's Mo from Larkline.

If the customer objects

- "It's too expensive" - Tell them about the trial.
"""


def test_short_lines_of_a_script_without_labels_are_titles_and_objections_are_heard() -> None:
    assert recognise("a.txt", BARE) == "script"
    blocks = [(block.speaker or "note", block.text) for block in read_script(identity(BARE)).blocks]
    assert ("note", "Intro") in blocks
    assert blocks[-2:] == [("customer", '"It\'s too expensive"'), ("note", "Tell them about the trial.")]


@pytest.mark.parametrize(
    "text",
    [
        '# Doorstep script\n\n- **They say no** → Go to 3\n- They are keen → "It is £25 a month for now."\n',
        "IVR MENU\n\nThank you for calling Larkline.\nPress 1 for sales\nPress 2 for help\n",
    ],
)
def test_scripts_of_the_doorstep_and_menus_are_known(text: str) -> None:
    assert recognise("a.md", text) == "script"


CARD = """\
# Gadget cover, inbound calls

**Opening.** "Larkline, this is [name]. Calls are recorded for training. What would you like to know?"

**If it fits.** "It's £7.50 a month. Would you like to buy it?"
"""


def test_a_card_of_bold_cues_is_a_script() -> None:
    assert recognise("card.md", CARD) == "script"


def test_that_calls_are_recorded_makes_no_page_a_script() -> None:
    assert recognise("page.md", "# Contact us\n\nRing us on 0808 157 0100. Calls are recorded.\n") == "markdown"


@pytest.mark.parametrize(
    ("text", "titles"),
    [(CAPITALS, ["OPEN", "PRICE", "CLOSE"]), (BRACKETS, ["[open]", "[price]", "[close]"])],
)
def test_lines_in_capitals_or_brackets_are_titles_of_steps(text: str, titles: list[str]) -> None:
    reading = read_script(identity(text))
    assert reading.flow is not None
    assert [name for name in reading.flow.steps if name in titles] == titles
    assert all(block.scope != "script.agent" for block in reading.blocks if block.text in titles)


@pytest.mark.parametrize(
    "text",
    [
        '# Fibre to your door\n\n1. **Order.** "So easy."\n2. **Wait.** "It took ten days."\n3. "I love my line."\n',
        "# What they say\n\n" + "\n\n".join(f'"The line came on day {day}, and it is quick."' for day in range(70)),
        "NEWS\nOur winter offer is on.\n\nPRICES\nFibre is £24 a month.\n\nHELP\nOur shops are open all day.\n",
        "# Power bank\n\n## In the box\n\nIt's charged from a socket, with no call missed.\n\n- Yes: it folds.\n",
    ],
)
def test_pages_with_quotations_or_lines_in_capitals_are_no_calls(text: str) -> None:
    assert not is_call_guide(text)
