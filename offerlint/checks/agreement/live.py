"""Copy that is live on a day when its offer may not be taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from offerlint.checks.agreement.disagreement import Disagreement, day
from offerlint.checks.naming import Names
from offerlint.model.block import Emphasis, Place
from offerlint.model.check_agree import Agree
from offerlint.model.lens import Lens
from offerlint.model.offer import Offer, Tied


def live(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Each offer that is over, or has not begun, on the day the copy is live; where it is first named."""
    for tied in lens.offers:
        offer, today = tied.offer, lens.as_of
        if today is None or not _is_outside(offer, today):
            continue
        place = _first_place(tied, lens)
        if place:
            yield Disagreement(
                place, day(today), _days(offer), offer=offer.name, where=offer.place("valid"), guessed=not tied.declared
            )


def _is_outside(offer: Offer, today: date) -> bool:
    return (offer.start is not None and today < offer.start) or (offer.until is not None and offer.until < today)


def _days(offer: Offer) -> str:
    if offer.start and offer.until:
        return f"{day(offer.start)} to {day(offer.until)}"
    if offer.until:
        return f"until {day(offer.until)}"
    return f"from {day(offer.start)}" if offer.start else ""


def _first_place(tied: Tied, lens: Lens) -> Place | None:
    """Where the offer is first named, else the first words of the document."""
    names = Names([tied.offer])
    visible = [p for p in lens.passages if p.block.emphasis is not Emphasis.HIDDEN and len(p.words)]
    for passage in visible:
        for naming in names.within(passage):
            if naming.offer:
                return Place(passage.block, naming.span)
    return Place(visible[0].block, visible[0].span(0, len(visible[0].words))) if visible else None
