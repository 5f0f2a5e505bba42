"""The shared guards: what they excuse, and what they must not."""

from __future__ import annotations

import pytest

SPEC = """
forbid:
  phrase: ["guarantee*", "unlimited", "<@inflation-index>", "PIN", "hidden fee*"]
  unless: ["@denied", "@reported-as-past", "@quoted-as-bad", "@instructed-against", "@asked-about"]
"""

EXCUSED = [
    "Never promise callers to ring back, to keep a guarantee or to wait.",
    "We never ask for your PIN.",
    "We will never, ever ask you for your PIN.",
    "Our advisers won't ask for your PIN.",
    "Do not read out your PIN.",
    "This plan isn't unlimited.",
    "Prices never rise by CPI plus 3.9% or any other index.",
    "No CPI, RPI or percentage rises.",
    "No caps or hidden fees.",
    "Broadband without hidden fees.",
    "We won't, whatever happens, raise your price by CPI.",
    "We no longer raise prices by RPI.",
    "In 2019 the claim “guaranteed” was banned by the ASA.",
    "Prices used to rise by CPI.",
    "Ofcom has banned rises linked to inflation.",
    "Don't say 'guaranteed' in an ad.",
    "Avoid: “unlimited”.",
    "Bad: unlimited broadband, guaranteed.",
    "✗ Unlimited everything",
    "❌ Guaranteed speeds",
    "The word “unlimited” needs care.",
    "Never promise the customer guaranteed speeds.",
    "You must never promise a customer that speeds are guaranteed.",
    "Why do prices rise by CPI?",
    "Guaranteed speeds are not available.",
    "Unlimited data is not included.",
]

NOT_EXCUSED = [
    ("Never miss out, guaranteed!", ["guaranteed"]),
    ("Don't wait: unlimited data is here.", ["unlimited"]),
    ("Don't wait, prices rise by CPI.", ["CPI"]),
    ("No contract. Unlimited data.", ["Unlimited"]),
    ("No contract and unlimited data.", ["unlimited"]),
    ("No contract, just unlimited data.", ["unlimited"]),
    ("No contract - unlimited data.", ["unlimited"]),
    ("Not only fast but guaranteed.", ["guaranteed"]),
    ("Not just fast: guaranteed fast.", ["guaranteed"]),
    ("No doubt about it, guaranteed.", ["guaranteed"]),
    ("Isn't it time for unlimited data?", ["unlimited"]),
    ("Why not get unlimited data?", ["unlimited"]),
    ("If you do not cancel, it rises with inflation.", ["inflation"]),
    ("If you don't cancel your price rises with inflation.", ["inflation"]),
    ("You can't go wrong with guaranteed speeds.", ["guaranteed"]),
    ("We don't cut corners because speeds are guaranteed.", ["guaranteed"]),
    ("Prices do not stay fixed, they rise by RPI.", ["RPI"]),
    ("We won't raise it unless CPI rises.", ["CPI"]),
    ("There's never been a better guarantee.", ["guarantee"]),
    ("The UK's No.1 guarantee.", ["guarantee"]),
    ("Tell us your PIN, which we never share.", ["PIN"]),
    ("Unlimited data never runs out.", ["Unlimited"]),
    ("Want unlimited data?", ["unlimited"]),
    ("Never keep callers waiting, we tell them to say unlimited.", ["unlimited"]),
    ("Never keep callers waiting, to sell them a guarantee.", ["guarantee"]),
]


@pytest.mark.parametrize("text", EXCUSED)
def test_excused(text, flagged):
    assert flagged(SPEC, text) == []


@pytest.mark.parametrize(("text", "expected"), NOT_EXCUSED, ids=[text for text, _ in NOT_EXCUSED])
def test_not_excused(text, expected, flagged):
    assert flagged(SPEC, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "## Words to avoid\n\nUnlimited. Guaranteed.",
        "Don't say:\n\n- unlimited data\n- guaranteed speeds",
        "## Bad examples\n\n- Speeds guaranteed",
        "What not to say:\n\n> Your speed is guaranteed",
        "What not to say:\n\n| Line | Why |\n|---|---|\n| Your speed is guaranteed | untrue |",
    ],
)
def test_headings_and_lead_ins_excuse(text, flagged):
    assert flagged(SPEC, text, "markdown") == []


COLUMNS = ("Say", "Don't say"), ("Speeds of 100Mbps", "Your speed is guaranteed"), ("It is £9", "It is unlimited")


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_the_head_of_a_column_excuses_what_stands_in_it(format, flagged):
    def table(rows) -> str:
        if format == "html":
            cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
        first, *rest = (f"| {' | '.join(row)} |" for row in rows)
        return "\n".join((first, "|---|---|", *rest))

    assert flagged(SPEC, table(COLUMNS), format) == []
    assert flagged(SPEC, table([row[::-1] if number else row for number, row in enumerate(COLUMNS)]), format) == [
        "guaranteed",
        "unlimited",
    ]


@pytest.mark.parametrize("last", ["", " Say |"])
def test_the_head_of_the_next_column_excuses_what_stands_before_it(last, flagged):
    row = f"| free | they pay | {'free |' if last else ''}"
    text = f"| What was said | Why not |{last}\n|---|---|{'---|' if last else ''}\n{row}"
    spec = "forbid: {phrase: free, unless: [{phrase: why not, around: next-head}]}"
    assert flagged(spec, text, "markdown") == (["free"] if last else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> It is free\n\nAnswer: no.", []),
        ("- free\n- free\n\nAnswer: no.", []),
        ("> It is free\n\n## Answer: no", ["free"]),
        ("free\n\nSo it is.\n\nAnswer: no.", ["free"]),
    ],
)
def test_the_block_after_excuses_what_stands_before_it(text, expected, flagged):
    spec = "forbid: {phrase: free, every: yes, unless: [{phrase: answer, around: next-block}]}"
    assert flagged(spec.replace(", every: yes", ""), text, "markdown") == expected


def test_a_lead_in_does_not_reach_past_its_list(flagged):
    text = "Don't say:\n\n- unlimited data\n\nOur broadband is friendly.\n\nSpeeds are guaranteed."
    assert flagged(SPEC, text, "markdown") == ["guaranteed"]


def test_a_guard_in_the_phrase_itself_does_not_excuse_it(flagged):
    spec = 'forbid: {phrase: "never <rise>", unless: ["@denied"]}'
    assert flagged(spec, "Prices never rise.") == ["rise"]


def test_words_passed_over_in_a_gap_deny(flagged):
    spec = 'forbid: {phrase: "price* ... <rise*>", unless: ["@denied"]}'
    assert flagged(spec, "Prices will never rise.") == []
    assert flagged(spec, "Prices that never bore us rise, and prices never rise.") == []


@pytest.mark.parametrize(
    ("guard", "text", "expected"),
    [
        ("{phrase: maybe, before: 2 words}", "maybe one two free", []),
        ("{phrase: maybe, before: 2 words}", "maybe one two three free", ["free"]),
        ("{phrase: maybe, before: 2 words}", "free maybe", ["free"]),
        ("{phrase: maybe, after: 1 word}", "free one maybe", []),
        ("{phrase: maybe, after: 1 word}", "free. maybe", ["free"]),
        ("{phrase: maybe, before: 5 words, cut: two}", "maybe one two free", ["free"]),
        ("{phrase: maybe, before: 5 words, spare: maybe one}", "maybe one two free", ["free"]),
        ("{phrase: maybe, same: block}", "It is free. It maybe is.", []),
        ("{phrase: maybe, same: sentence}", "It is free. It maybe is.", ["free"]),
        ("maybe", "It is free. It maybe is.", ["free"]),
        ("maybe", "It maybe is free.", []),
        ("{phrase: maybe, same: section}", "# One\n\nfree\n\nmaybe\n\n# Two\n\nb", []),
        ("{phrase: maybe, same: section}", "# One\n\nfree\n\n# Two\n\nmaybe", ["free"]),
        ("{phrase: maybe, same: document}", "# One\n\nfree\n\n# Two\n\nmaybe", []),
        ("{phrase: maybe, around: heading}", "# Maybe\n\nfree", []),
        ("{phrase: maybe, around: heading}", "# One\n\nmaybe\n\nfree", ["free"]),
        ("{phrase: maybe, around: lead-in}", "# One\n\nmaybe\n\nfree", []),
        ("{phrase: maybe, around: lead-in}", "| a | b | c |\n|---|---|---|\n| maybe | x | free |", []),
        ("{phrase: maybe, around: lead-in}", "| a | b |\n|---|---|\n| maybe | y |\n| z | free |", ["free"]),
        ("{phrase: maybe, around: lead-in}", '# A\n\nmaybe\n\n## 1. "Be free"\n\nx\n\n## 2. "So free!"\n\ny', []),
        ("{phrase: maybe, around: lead-in}", "# A\n\nmaybe\n\n## “x”\n\n### More\n\nx\n\n## “Free”", []),
        ("{phrase: maybe, around: lead-in}", "# A\n\nmaybe\n\n## 1. “x”\n\nx\n\n## 2. Be free", ["free"]),
        ("{phrase: maybe, around: lead-in}", "maybe\n\n## “x”\n\n## “y”\n\n## Now\n\nx\n\n## “Free”", ["Free"]),
        ("{phrase: maybe, around: lead-in}", "maybe\n\n## “x”\n\n## “y”\n\nfree", ["free"]),
        ("{mark: quoted}", "> free", []),
        ("{mark: struck}", "it is ~~free~~", []),
        ("{mark: struck}", "it is free", ["free"]),
        ('{guard: "@denied", same: document}', "free\n\nnever", []),
        ('{regex: "m\\\\w+be", same: document}', "free\n\nmaybe", []),
        ("{phrase: maybe, missing_from: document}", "free", []),
        ("{phrase: maybe, missing_from: document}", "# One\n\nfree\n\n# Two\n\nmaybe", ["free"]),
    ],
)
def test_reach(guard, text, expected, flagged):
    spec = f"forbid: {{phrase: free, unless: [{guard if guard.startswith('{') else chr(34) + guard + chr(34)}]}}"
    assert flagged(spec, text, "markdown") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I've put that through.", []),
        ("On the new plan. I've put that through.", ["I've put that through"]),
        ("It's £20 a month. I've put that through.", ["I've put that through"]),
        ("Your contract. I've booked that.", ["I've booked that"]),
        ("You're all signed up.", ["You're all signed up"]),
        ("That's all ordered for you.", ["That's all ordered for you"]),
        ("Your plan: I've put the refund through.", []),
        ("The order stands. I've ordered a new router.", []),
        ("Your plan. I've set that up for what's owed.", []),
        ("I've put that through. Your contract ends on Friday.", []),
        ("# Cancel\n\nYour contract it was. I've put that through.", []),
        ("We're agreed.", ["We're agreed"]),
    ],
)
def test_what_is_no_sale(text, expected, flagged):
    assert flagged('forbid: {phrase: "@agreed", unless: ["@no-sale-meant"]}', text, "markdown") == expected


def test_unless_document(flagged):
    spec = 'forbid: {phrase: free, unless_document: ["@denied", trial]}'
    assert flagged(spec, "free\n\nA trial.") == []
    assert flagged(spec, "free\n\nNothing.") == ["free"]


def work(run, calls, spec: str, words: str, items: int) -> int:
    """Calls of functions that a check takes, where a list under some words has so many items."""
    counted: int = calls(lambda: run(spec, f"# One\n\n{words}\n\n" + ITEM * items, "markdown"))
    return counted


ITEM = "* As we said it is unlimited data.\n* There is small print.\n"
GUARDED = "forbid: {{phrase: [unlimited data], unless: [{{phrase: [as measured], same: {reach}}}]}}"
PAIRED = (
    "forbid: {{phrase: [unlimited data], beside: [small print], within: {reach}, every: true, "
    "unless: [{{phrase: [as measured], same: document}}]}}"
)
"""Many sayings beside many others, all excused by one word elsewhere."""


@pytest.mark.parametrize("reach", ["section", "document"])
@pytest.mark.parametrize(("spec", "words"), [(GUARDED, "As we measured, for all."), (PAIRED, "As measured.")])
def test_a_match_costs_no_more_when_there_are_many(run, calls, reach: str, spec: str, words: str) -> None:
    check = spec.format(reach=reach)
    run(check, ITEM, "markdown")
    assert work(run, calls, check, words, 400) < 5 * work(run, calls, check, words, 100)


PARTS = "{% if a %}1{% else %}2{% endif %} maybe {% if b %}3{% else %}4{% endif %} {% if c %}5{% else %}6{% endif %}"


@pytest.mark.parametrize("reach", ["section", "document"])
def test_what_excuses_always_stands_though_a_template_decides_the_rest_of_its_paragraph(reach, run):
    spec = f"forbid: {{phrase: free, unless: [{{phrase: maybe, same: {reach}}}]}}"
    assert run(spec, f"free\n\n{PARTS}", "jinja+text") == []
    (hit,) = run(spec, "free\n\n" + PARTS.replace(" maybe ", " so ").replace("3", "maybe"), "jinja+text")
    assert hit.exposed_by == ({"b": "no"},)


TURNS = 'forbid: {phrase: "{price} until {date}", unless: [{mark: by-turn}]}'
UNTIL = "£{{ s.price }} until {{ s.end_date }}"
BOUND = "{% for s in steps %}<p>£{{ s.price }}{% if IT %} until {{ s.end_date }}{% endif %}</p>{% endfor %}"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"<p>{UNTIL}</p>", 1),
        (f"{{% for s in steps %}}<p>{UNTIL}</p>{{% endfor %}}", 1),
        (BOUND.replace("IT", "s.end_date"), 0),
        (BOUND.replace("IT", "not loop.last"), 0),
        (BOUND.replace("IT", "vip"), 1),
    ],
)
def test_words_that_only_some_turns_of_a_loop_say(text, count, flagged):
    assert bool(flagged(TURNS, text, "jinja+html")) == bool(count)


TERMS = 'forbid: {phrase: "no exit charge", unless: [{phrase: "^ monthly plan $", around: lead-in}]}'


@pytest.mark.parametrize(
    ("terms", "count"),
    [
        ("<dt>In a contract</dt><dd>A charge.</dd><dt>Monthly plan</dt><dd>No exit charge.</dd>", 0),
        ("<dt>Monthly plan</dt><dd><p>No exit charge.</p></dd>", 0),
        ("<dt>Monthly plan</dt><dd>30 days.</dd><dt>In a contract</dt><dd>No exit charge.</dd>", 1),
    ],
)
def test_a_term_leads_what_is_said_of_it(terms, count, flagged):
    assert len(flagged(TERMS, f"<dl>{terms}</dl>", "html")) == count


HEADED = 'forbid: {phrase: "gone at five", where: [script], unless: ["@quoted-as-bad"]}'


@pytest.mark.parametrize(("head", "count"), [("Never say", 0), ("Say", 1)])
def test_the_head_of_a_column_counts_in_a_script_too(head, count, flagged):
    text = f'| They say | {head} | Adviser says |\n|---|---|---|\n| "I will think" | "It is gone at five." | "Do." |'
    assert len(flagged(HEADED, text, "script")) == count


DISCUSSED = 'forbid: {phrase: unlimited, unless: ["@quoted-as-bad"]}'
COLUMN = """## Brought back

| {} | {} |
|---|---|
| "Unlimited calls" | Capped at 3,000 minutes. |
| "Free phone" | The SIM alone costs less. |
"""
BOXES = """# This month's calls

None of it is ours.

> **Text:** "Unlimited power for your home."

Nobody can sell that.

> **Call:** "This is your last chance."

No.
"""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (COLUMN.format("Handed in", "Trouble"), 0),
        (COLUMN.format("Line to use", "When"), 1),
        (COLUMN.format("Reply", "To"), 1),
        (COLUMN.format("Handed in", "Trouble").replace('"Free phone"', "Free phone"), 1),
        (COLUMN.format("Handed in", "Trouble").replace("Capped at 3,000 minutes.", '"Rung up"'), 0),
        (BOXES, 0),
        (BOXES.replace("None of it is ours.", "Say it as it stands:"), 1),
        (
            BOXES.replace("Nobody can sell that.", "Ann, Goole"),
            1,
        ),
        (
            BOXES.replace('**Call:** "This', "**Call:** This").replace('e."', "e."),
            1,
        ),
        (BOXES.replace("This month's calls", "What our reviews say"), 1),
    ],
)
def test_quotations_that_a_text_talks_about(text, count, flagged):
    assert len(flagged(DISCUSSED, text, "markdown")) == count
