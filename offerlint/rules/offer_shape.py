"""The shape of a catalogue of offers: an offers.yaml, or the offers of a rule's example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from offerlint.model.offer import LaterPrice, Offer
from offerlint.rules.shape import Amount, Day, Key, Many, Record, Schema, Shape, Text, wrong
from offerlint.rules.yaml_tree import Leaf, Node, Table, is_nothing
from offerlint.text.fold import fold

UNLIMITED = "unlimited"


def catalogue_shape() -> Record:
    """An offers.yaml as a whole, which gives its offers in order."""
    keys = {"offers": Key(Offers(), needed=True, about="each offer under its id")}
    return Record("the catalogue", keys, _offers, others=True)


def _offers(read: Mapping[str, Any], _: Table) -> tuple[Offer, ...]:
    offers: tuple[Offer, ...] = read["offers"]
    return offers


def name_key(name: str) -> str:
    """What two names share that copy cannot tell apart."""
    return " ".join(fold(name).text.split())


class Offers:
    """A mapping from ids to offers, which gives the offers in order; no two may have one name."""

    def read(self, node: Node) -> tuple[Offer, ...]:
        if not isinstance(node, Table):
            raise wrong(node, "offers is a mapping from ids to offers, such as fibre-500: {name: Full Fibre 500}")
        found: list[Offer] = []
        names: dict[str, Offer] = {}
        for key, value in node.nodes.items():
            offer: Offer = _OFFER.read(value)
            lines = {**offer.lines, "": node.keys[key].line}
            offer = replace(offer, id=key.strip(), lines=lines)
            name = name_key(offer.name)
            if name in names:
                at = value.nodes["name"] if isinstance(value, Table) else value
                raise wrong(at, f"“{offer.name}” is the name of {names[name].id} already; give each offer its own")
            names[name] = offer
            found.append(offer)
        return tuple(found)

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": _OFFER.schema()}


class _Allowance:
    """Gigabytes, or the word unlimited."""

    def read(self, node: Node) -> Any:
        if isinstance(node, Leaf) and node.text.strip().lower() == UNLIMITED:
            return UNLIMITED
        return Amount().read(node)

    def schema(self) -> Schema:
        return {"type": ["number", "string"], "minimum": 0, "pattern": rf"^({UNLIMITED}|\d+(\.\d+)?)$"}


def _later(read: Mapping[str, Any], node: Table) -> LaterPrice:
    if read["from"] is None:
        raise wrong(node, "a later price needs “from”: the day it starts")
    return LaterPrice(read["from"], read["monthly"], node.line)


def _valid(read: Mapping[str, Any], node: Table) -> tuple[Any, Any]:
    if read["from"] and read["to"] and read["to"] < read["from"]:
        raise wrong(node.nodes["to"], "“to” is the last day of the offer; it cannot come before “from”")
    return read["from"], read["to"]


def _offer(read: Mapping[str, Any], node: Table) -> Offer:
    later = sorted(read["later_prices"], key=lambda price: price.start)
    for one, other in pairwise(later):
        if one.start == other.start:
            raise wrong(node.nodes["later_prices"], f"two later prices begin on {one.start}; keep one")
    lines = {key: place.line for key, place in node.keys.items() if not is_nothing(node.nodes[key])}
    start, until = read["valid"]
    plain = {key: value for key, value in read.items() if key not in ("later_prices", "valid")}
    return Offer(id="", later_prices=tuple(later), start=start, until=until, lines=lines, **plain)


LATER: Record = Record(
    "a later price",
    {
        "from": Key(Day(), needed=True, about="the day it starts"),
        "monthly": Key(Amount(), needed=True, about="pounds a month from that day"),
    },
    _later,
)
_VALID: Shape = Record(
    "valid",
    {"from": Key(Day(), about="the first day it may be taken"), "to": Key(Day(), about="the last day")},
    _valid,
)
_OFFER: Shape = Record(
    "an offer",
    {
        "name": Key(Text("a name"), needed=True, about="what copy calls it"),
        "monthly": Key(Amount(), about="pounds a month at the start"),
        "term_months": Key(Amount(), about="the minimum term in months"),
        "setup_fee": Key(Amount(), about="pounds to pay once at the start"),
        "deposit": Key(Amount(), about="pounds to pay as a deposit"),
        "apr": Key(Amount(), about="the annual percentage rate, for credit"),
        "average_speed_mbps": Key(Amount(), about="the average download speed in Mbit/s"),
        "data_gb": Key(_Allowance(), about="gigabytes of data a month, or unlimited"),
        "later_prices": Key(Many(LATER), absent=(), about="what the monthly price becomes, and when"),
        "valid": Key(_VALID, absent=(None, None), about="from and to, both days included"),
    },
    _offer,
    others=True,
)
