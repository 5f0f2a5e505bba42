"""Facts whose parts stand in several blocks of a section."""

from __future__ import annotations

from decimal import Decimal

from offerlint.facts.column import Cell, begin, cells, head_text
from offerlint.facts.duration import duration_role
from offerlint.facts.money import MARK, VAT, bound, label_period, period_at
from offerlint.facts.role import day_after, role_of_words
from offerlint.facts.speed import speed_bound
from offerlint.facts.working import Item, Working
from offerlint.model.block import Place
from offerlint.text.late import late

_BARE = late(rf"(?: |{MARK}|[,;:])*$")
_LEAD_IN = late(r"[ (]*(?:from|only|just|now|for|at|up to|:)*[ :]*$")
_PENCE = late(r" ?\.(\d\d)(?!\d)")
_GOES_ON = late(
    rf" ?(?:$|[^\w ]|{MARK}|(?:for|on|inc|incl|ex|until|from|then|over|with|when|plus|and|after|upfront)\b)"
)
_FOR_MONTHS = late(r"[ ,(]*for(?: the| your)?(?: first)? (\d{1,3})[ -]?(?:months?|mths?)\b")
_LABEL_LENGTH = 48


def link(working: Working) -> None:
    """Completes the facts of each section from the blocks around them."""
    for item in working.of_kind("price", "duration", "speed"):
        if item.fact.kind == "price":
            _continue(working, item)
        _label(working, item)
        _head(working, item)
    for cell in cells(working):
        _heads(working, cell)
        begin(working, cell)
    _follow(working)


def _head(working: Working, item: Item) -> None:
    """Reads the role of a figure at the beginning of a cell of a deck from the words over its column."""
    block = working.passages[item.number].block
    head = block.attributes.get("column") if block.scope == "body.paragraph" else None
    if head and _LEAD_IN.match(working.text(item.number)[: working.bounds(item)[0]]):
        _learn(working, item, f"{head}: ", "", item.number)


def _heads(working: Working, cell: Cell) -> None:
    """Reads the role of the one figure in a cell from the head of its column, or else of its row."""
    known = [item for item in working.items[cell.number] if item.fact.kind in ("price", "duration", "speed")]
    if len(known) != 1 or not _LEAD_IN.match(working.text(cell.number)[: working.bounds(known[0])[0]]):
        return
    for head in (cell.column, cell.row):
        if (text := head_text(working, head, known[0].fact.kind)) and _learn(working, known[0], text + ": ", "", head):
            return


def _continue(working: Working, price: Item) -> None:
    """Reads pence, a period and VAT from the blocks after a price that ends its own."""
    _, end = working.bounds(price)
    if not _BARE.match(working.text(price.number), end):
        return
    for by in (1, 2, 3):
        number = working.neighbour(price.number, by)
        if number is None:
            return
        read = _read_on(working.text(number), price)
        if read:
            price.learn(working.place(number, 0, read))
        if read < len(working.text(number).rstrip()) or not read:
            return


def _read_on(text: str, price: Item) -> int:
    """How much of the start of `text` belongs to `price`, which learns what it says."""
    at, value = 0, price.value
    pence = _PENCE.match(text)
    if pence and isinstance(value, Decimal) and value == value.to_integral_value() and value.as_tuple().exponent == 0:
        price.value, at = value + Decimal(pence[1]) / 100, pence.end()
    for _ in range(3):
        start = at + (text[at : at + 1] == " ")
        vat, period = VAT.match(text, start), period_at(text, start)
        if vat and "vat" not in price.qualifiers:
            price.qualifiers["vat"], at = "inc" if vat["inc"] else "ex", vat.end()
        elif period and price.qualifiers.get("period", "once") == "once" and _GOES_ON.match(text, period[1]):
            price.qualifiers["period"], at = period
        else:
            break
    months = _FOR_MONTHS.match(text, at)
    if at and months and "months" not in price.qualifiers:
        price.qualifiers["months"], at = months[1], months.end()
    return at


def _label(working: Working, item: Item) -> None:
    """Reads the role of a fact that stands by itself from a short block before or after it."""
    text = working.text(item.number)
    start, end = working.bounds(item)
    lead = text[:start]
    if len(lead) <= 12 and _LEAD_IN.match(lead):
        before = _label_text(working, item, -1)
        if before is not None and _learn(working, item, working.text(before) + " " + lead, "", before):
            return
    if _BARE.match(text, end):
        after = _label_text(working, item, 1)
        if after is not None:
            _learn(working, item, "", " " + working.text(after), after)


def _label_text(working: Working, item: Item, by: int) -> int | None:
    """The neighbour that is a label of `item`: short, no sentence, no price; not another figure's."""
    number = working.neighbour(item.number, by)
    if number is None:
        return None
    text = working.text(number).rstrip()
    if len(text) > _LABEL_LENGTH or text.endswith((".", "!", "?")):
        return None
    if any(other.fact.kind == item.fact.kind for other in working.items[number]):
        return None
    beyond = working.neighbour(item.number, 2 * by) if by > 0 else None
    if beyond is not None and any(
        other.fact.kind == item.fact.kind and working.bounds(other)[0] <= 6 for other in working.items[beyond]
    ):
        return None
    return number


def _learn(working: Working, item: Item, before: str, after: str, label: int) -> bool:
    """Whether the label told the item something that it did not know."""
    told: dict[str, str] = {}
    known = item.qualifiers
    if item.fact.kind == "duration" and known.get("role") == "none":
        role = duration_role(before, after)
        told = {"role": role} if role != "none" else {}
    elif item.fact.kind == "speed" and "bound" not in known:
        found = speed_bound(before, after)
        told = {"bound": found} if found else {}
    elif item.fact.kind == "price":
        told = _price_label(working, item, before, after, label)
    if told:
        item.learn(working.place(label, 0, len(working.text(label))), **told)
    return bool(told)


def _price_label(working: Working, price: Item, before: str, after: str, label: int) -> dict[str, str]:
    told = bound(before, "") if "bound" not in price.qualifiers and before else {}
    if price.qualifiers.get("role") == "headline":
        role = role_of_words(before, after)
        told |= {"role": role} if role != "headline" else {}
        told |= {"period": "once"} if role in ("setup", "deposit") and "period" not in price.qualifiers else {}
    period = label_period(before) if "period" not in price.qualifiers else ""
    told |= {"period": period} if period else {}
    for day in working.items[label] if before and label != price.number else ():
        if day.fact.kind == "date" and working.bounds(day)[1] >= len(working.text(label).rstrip(" :")):
            iso = day.value.isoformat() if hasattr(day.value, "isoformat") else "unknown"
            told |= {"start": {"start": iso}, "end": {"until": iso}}.get(day.qualifiers.get("role", ""), {})
    return told


def _follow(working: Working) -> None:
    """Ties each later price to the price it follows, in the same section."""
    lead: Item | None = None
    for price in working.of_kind("price"):
        if lead and working.sections[lead.number] != working.sections[price.number]:
            lead = None
        role = price.qualifiers.get("role")
        if lead and role == "headline" and _takes_over(price, lead):
            role = price.qualifiers["role"] = "later"
        if role == "headline":
            lead = price
        elif role == "later" and lead:
            _tie(working, lead, price)


def _takes_over(price: Item, lead: Item) -> bool:
    """Whether a price with a start of its own is what the one before it becomes."""
    same = price.qualifiers.get("period") == lead.qualifiers.get("period")
    return "start" in price.qualifiers and "start" not in lead.qualifiers and same


def _tie(working: Working, lead: Item, later: Item) -> None:
    told = {key: lead.qualifiers[key] for key in ("period",) if key in lead.qualifiers and key not in later.qualifiers}
    if "start" not in later.qualifiers and "until" in lead.qualifiers:
        told["start"] = day_after(lead.qualifiers["until"])
    elif "start" not in later.qualifiers and "months" in lead.qualifiers:
        told["after"] = lead.qualifiers["months"]
    lead.learn(Place(working.passages[later.number].block, later.fact.span))
    later.learn(Place(working.passages[lead.number].block, lead.fact.span), **told)
