"""Credit that is called free of interest, whose payments come to more than the price for cash."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerlint.checks.agreement.disagreement import Disagreement, place_of, pounds
from offerlint.checks.agreement.instalments import counted, plan
from offerlint.checks.agreement.stretch import Stated, Stretch, blocks, sections
from offerlint.model.check_agree import Agree
from offerlint.model.lens import Lens
from offerlint.text.late import late

_FREE = late(
    r"(?<!not )(?<!n't )(?<!never )\b(?:interest[- ]free|(?:no|zero|nil|without(?: any)?) (?:[a-z]+ )?interest"
    r"|(?:0 ?%|zero per ?cent|nought per ?cent)(?: apr| interest| finance| credit)?"
    r"|nothing extra|no extra|not a penny (?:more|extra)|same as (?:paying|if you paid))"
)
_CASH_LEAD = late(
    r"\b(?:cash price|cash|outright|sim[- ]free|in one go|up front|upfront|in full|straight off|"
    r"full price|retail price|all at once|one payment|buy(?:ing)? it now)\b[^.?!;]{0,40}$"
)
_CASH_REST = late(
    r"^,? ?(?:(?:to|if you|when you) (?:buy|pay for) it )?"
    r"(?:cash\b|outright|sim[- ]free|in one go|if you pay (?:it )?(?:today|now|in full|all|in one go|up ?front))"
)
_SLACK = Decimal(1)


def interest_free(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Each amount paid in instalments that are called free of interest, where they come to more than the cash price."""
    done: set[int] = set()
    for stretch in (*blocks(lens), *sections(lens)):
        found = plan(stretch) if _says_free(stretch) else None
        prices = [one for one in stretch.facts("price") if _is_cash(one)] if found else []
        if found is None or len({one.value for one in prices}) != 1:
            continue
        cash = prices[0].value
        for one in stretch.facts("price"):
            if counted(one) and id(one.fact) not in done and found.total > cash + _SLACK:
                done.add(id(one.fact))
                words = f"{found.text()} = {pounds(found.total)}, {pounds(found.total - cash)} over {pounds(cash)}"
                yield Disagreement(place_of(one.passage, one.fact), pounds(found.total), pounds(cash), words)


def _says_free(stretch: Stretch) -> bool:
    return any(_FREE.search(passage.folded.text) for passage in stretch.passages)


def _is_cash(one: Stated) -> bool:
    """Whether a price is what somebody pays who does not borrow."""
    if counted(one) or one.says("role") in ("deposit", "instalment") or one.says("period") not in ("", "once"):
        return False
    return bool(_CASH_LEAD.search(one.lead) or _CASH_REST.match(one.rest))
