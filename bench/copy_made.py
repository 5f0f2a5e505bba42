"""Copy of the kind that firms send out, made from a seed: offers, terms, small print, and now and then a fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

FIRMS = ("Larkline", "Quayside Fibre", "Pennant Mobile", "Hollybrook", "Tern Broadband", "Oakmere Telecom")
THINGS = ("Full Fibre 150", "Full Fibre 500", "Fibre Max", "SIM 30GB", "SIM Unlimited", "Family Plan", "TV Starter")
PLACES = ("your street", "the house", "most rooms", "the shop", "a flat", "the whole of the village")
MONTHS = ("January", "March", "April", "June", "September", "November")
PLAIN = (
    "{thing} is £{price} a month for 24 months, then £{later} a month from {month} 2027.",
    "There is a set-up fee of £{fee}, which goes on your first bill with the charge for the first month.",
    "The average download speed is {speed}Mbps between 8pm and 10pm, and your own estimate comes before you order.",
    "You can cancel within 14 days of ordering, and you pay only for the days on which you used the service.",
    "Tell us where you live and {firm} will write to you when engineers have finished in {place}.",
    "An engineer comes between 8am and 1pm or between 1pm and 6pm, and rings you half an hour before.",
    "Your monthly price changes to £{later} on 1 {month} 2027 and to £{last} on 1 {month} 2028.",
    "If you leave before the 24 months are over you pay £{fee} for each month that is left.",
    "The router comes by post, and a printed sheet shows where to put it so that it reaches {place}.",
    "Calls to UK landlines and mobiles cost {pence}p a minute, charged by the second.",
    "Delivery is £{fee}, or nothing if you fetch the parcel from a shop of ours.",
    "We keep your number when you move to us, and you need not speak to the firm that you leave.",
    "For faults and bills ring 020 7946 0{digits} from 8am to 8pm, Monday to Saturday, or write to help@example.com.",
    "A family of four that watches films in two rooms at once will do well with {speed}Mbps.",
    "The new mast stands behind the station, and work on it ends in {month}.",
    "Customers on the {thing} plan get {gigabytes}GB of data a month and keep what is left for the next one.",
    "Nothing here changes the rights that the law gives you.",
    "We write to you 30 days before a price changes, and say what you paid and what you will pay.",
    "“The man was kind and wiped his feet,” says a reader from {place}, who joined in {month} 2025.",
    "Prices include VAT at 20%.",
)
CALM = tuple(PLAIN[at] for at in (8, 14, 16))
"""Of which no rule has anything to say."""
FAULTS = (
    "Prices rise each March by CPI plus {pence}.9%.",
    "{firm} is the UK's fastest network, guaranteed.",
    "Hurry! Only a few left at this price.",
    "Speeds of up to {speed}Mbps and a free router.",
    "Unlimited data for life at the lowest price anywhere.",
    "£{price}.99 and nothing more to pay, ever.",
    "Click here and do not miss out on the best deal in Britain.",
    "Your account will be suspended unless you act now.",
)
FLAGS = ("vip", "renewing", "rural", "business")


class Writer:
    """Writes sentences, headings and paragraphs; the same seed writes the same words.

    `faults` is the share of the sentences that a rule has something to say about.
    """

    def __init__(self, seed: int, faults: float) -> None:
        self.random = Random(seed)
        self.faults = faults

    def fill(self, pattern: str) -> str:
        pick = self.random
        price = pick.randint(9, 60)
        return pattern.format(
            firm=pick.choice(FIRMS),
            thing=pick.choice(THINGS),
            place=pick.choice(PLACES),
            month=pick.choice(MONTHS),
            price=price,
            later=price + 3,
            last=price + 6,
            fee=pick.randint(5, 65),
            speed=pick.choice((36, 67, 150, 500, 900)),
            pence=pick.randint(3, 25),
            gigabytes=pick.randint(5, 100),
            digits=pick.randint(100, 999),
        )

    def sentence(self) -> str:
        return self.fill(self.random.choice(FAULTS if self.random.random() < self.faults else PLAIN))

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(1, 5)))

    def heading(self) -> str:
        return self.fill(self.random.choice(("{thing}", "What {thing} costs", "How you join {firm}", "In {month}")))


def _text(writer: Writer) -> str:
    return f"{writer.heading().upper()}\n\n{writer.paragraph()}\n\n{writer.paragraph()}\n\n"


def _markdown(writer: Writer) -> str:
    points = "".join(f"- {writer.sentence()}\n" for _ in range(3))
    return (
        f"## {writer.heading()}\n\n{writer.paragraph()}\n\n**{writer.sentence()}** {writer.sentence()}\n\n{points}\n"
        f"See [the terms](https://example.com/terms). {writer.paragraph()}\n\n"
    )


def _html(writer: Writer) -> str:
    points = "".join(f"    <li>{writer.sentence()}</li>\n" for _ in range(3))
    return (
        f'<section class="offer">\n  <h2>{writer.heading()}</h2>\n  <p>{writer.paragraph()}</p>\n'
        f'  <p class="lead"><strong>{writer.sentence()}</strong> {writer.sentence()}</p>\n  <ul>\n{points}  </ul>\n'
        f'  <p class="small"><small>{writer.paragraph()}</small> <a href="/terms">See the terms</a>.</p>\n</section>\n'
    )


def _template(writer: Writer) -> str:
    flag = writer.random.choice(FLAGS)
    return (
        f"<h2>{writer.heading()} for {{{{ customer.first_name }}}}</h2>\n<p>{writer.paragraph()}</p>\n"
        f"{{% if {flag} %}}\n<p>{writer.sentence()}</p>\n{{% else %}}\n<p>{writer.sentence()}</p>\n{{% endif %}}\n"
        f"<p>{{{{ offer.name }}}} is £{{{{ offer.monthly }}}} a month. {writer.paragraph()}</p>\n"
    )


FORMATS: Mapping[str, tuple[str, str, Callable[[Writer], str], str]] = {
    "Markdown": (".md", "# An offer\n\n", _markdown, ""),
    "text": (".txt", "", _text, ""),
    "HTML": (
        ".html",
        "<!doctype html>\n<html lang=en>\n<title>An offer</title>\n<body>\n",
        _html,
        "</body>\n</html>\n",
    ),
    "template": (".html.j2", "<!doctype html>\n<html lang=en>\n<body>\n", _template, "</body>\n</html>\n"),
}
"""The ending of the file's name, how it begins, what is said again and again, and how it ends."""


def write_file(path: Path, format: str, size: int, *, seed: int = 1, faults: float = 0.05) -> int:
    """Writes at least `size` bytes of copy, bit by bit so as not to hold them, and gives how many it wrote."""
    _, begin, part, end = FORMATS[format]
    writer = Writer(seed, faults)
    written = 0
    with path.open("wb") as file:
        written += file.write(begin.encode())
        while written < size - len(end):
            written += file.write(part(writer).encode())
        written += file.write(end.encode())
    return written


def write_corpus(folder: Path, formats: tuple[str, ...], size: int, *, each: int = 5_000, faults: float = 0.05) -> int:
    """Writes files of about `each` bytes in turn of the formats, together at least `size`; gives the bytes written."""
    folder.mkdir(parents=True)
    written = number = 0
    while written < size:
        format = formats[number % len(formats)]
        path = folder / f"offer-{number:05}{FORMATS[format][0]}"
        written += write_file(path, format, each, seed=number + 1, faults=faults)
        number += 1
    return written


def write_calm(folder: Path, count: int) -> None:
    """Writes `count` short files of Markdown in which there is nothing to find."""
    folder.mkdir(parents=True)
    for number in range(count):
        writer = Writer(number, 0)
        said = "\n\n".join(writer.fill(sentence) for sentence in CALM)
        (folder / f"note-{number:05}.md").write_text(f"# Note {number}\n\n{said}\n", "utf-8")
