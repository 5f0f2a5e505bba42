"""The catalogue of offers: the one place where the facts of an offer stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from offerlint.model.offer import Offer
from offerlint.registers import OFFERS_FILE
from offerlint.registers.price_list import read_price_list
from offerlint.rules.offer_shape import catalogue_shape
from offerlint.rules.yaml_tree import tree
from offerlint.text.late import late

LARGEST = 2_000_000
"""Bytes that a catalogue may have."""


def read_offers(text: str, path: str = OFFERS_FILE) -> tuple[Offer, ...]:
    """The offers of a catalogue in order; raises RuleError, with line and column, for a mistake in it.

    Under a name that is not ours it may be a price list of another shape. `path` is what messages call it.
    """
    if not text.strip():
        return ()
    if PurePosixPath(path).name != OFFERS_FILE and not is_catalogue(text) and (listed := read_price_list(text, path)):
        return listed
    offers: tuple[Offer, ...] = catalogue_shape().read(tree(text))
    return tuple(replace(offer, path=path) for offer in offers)


_SHAPE = late(
    r"(?:\s*#[^\n]*\n|---[ \t]*\n|\s*\n)*offers[ \t]*:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*"
    r"[ \t]+[\"']?[\w.-]+[\"']?[ \t]*:[ \t]*(?:\{|(?:#[^\n]*)?\r?\n)(?=(?s:.*?)\bname[ \t]*:)"
    r"(?=(?s:.*?)\b(?:monthly|term_months|setup_fee|later_prices|average_speed_mbps|data_gb)[ \t]*:)"
)
"""Offers by their ids, with names and with figures under keys of ours."""


def is_catalogue(text: str) -> bool:
    """Whether YAML has the shape of a catalogue of offers, whatever mistakes are in it."""
    return _SHAPE.match(text) is not None


def is_list_of_offers(text: str, path: str) -> bool:
    """Whether a file is such a catalogue, or a price list of a firm's own making."""
    return is_catalogue(text) or bool(read_price_list(text, path))
