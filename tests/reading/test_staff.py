"""What staff are told is known by its readers and by how it speaks of customers, whatever its title."""

from __future__ import annotations

import pytest

from offerlint.model.source import Source
from offerlint.reading.reader import read

FOR_STAFF = {
    "guide": """\
# When somebody is cross

A guide for everyone at Ternbrook who talks to customers.

- Say sorry, and open a case while they're talking.
- Ask what would put it right. Tell them who owns it now.
- Don't argue. If they want a letter, send it the same day.
""",
    "huddle": """\
# Monday huddle, sales floor

Morning all. Three things.

**Who to ring.** Only people on the list that compliance has screened.
**Tone.** Let them talk, and never interrupt.
**Close.** Log the call before you dial the next lead.
""",
    "house style": """\
# Copy desk: how we write a price

For anyone who writes a banner or a tile.

Write the whole price with VAT. Avoid a percentage, since people want pounds.
Don't promise what the terms take back.
Link the proof. If the figure is old, spell out the date.
""",
    "procedure": """\
# SOP 4: Do not call

Owner: outbound operations. Version 3.

Screen each list against the TPS. The dialler rejects a list without a stamp.
If someone asks to be left alone, put them on the stop list before the next call.
Callers who opted out aren't rung again, whatever they bought.
Escalate anything odd to your team leader.
""",
}
FOR_CUSTOMERS = {
    "offer": """\
# Fibre 150

For everyone who works from home.

It's £24 a month. Your router comes by post.
Cancel within 14 days.
""",
    "code": """\
# Our complaints code

For customers who aren't happy. Version 4.

Tell us what went wrong, and your complaint gets a number.
We log it the same day. You'll get our answer by post.
If you want to take it further, your letter says how.
""",
    "terms": """\
# Terms

Version 7. Applies to your plan.

You pay each month. You can leave at any time.
Your line stays yours.
""",
    "blog": """\
# How to choose a plan

People ask us what they need. Customers who stream want speed.
Ask your provider for your average use. Check what you pay now.
Your line may be slower than your plan. You can switch online.
""",
}


@pytest.mark.parametrize("name", FOR_STAFF)
@pytest.mark.parametrize("format", ["markdown", "text"])
def test_what_is_for_staff_is_internal(name: str, format: str) -> None:
    about = read(Source("page.md", FOR_STAFF[name]), format).about
    assert (about.kind, "kind" in about.inferred) == ("internal", True)


@pytest.mark.parametrize("name", FOR_CUSTOMERS)
def test_what_is_for_customers_is_copy(name: str) -> None:
    assert read(Source("page.md", FOR_CUSTOMERS[name]), "markdown").about.kind == "copy"


def test_what_a_text_quotes_does_not_say_for_whom_it_is() -> None:
    said = "# They rang us\n\n" + "\n\n".join(
        f"> Tell the customer to log it, said {name}." for name in ("Ann", "Bo", "Cy", "Di")
    )
    assert read(Source("page.md", said), "markdown").about.kind == "copy"
