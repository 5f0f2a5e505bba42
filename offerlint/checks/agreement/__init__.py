"""All that figures may have to agree with: the facts of an offer, and one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from offerlint.checks.agreement.apr import apr
from offerlint.checks.agreement.beside import BESIDE
from offerlint.checks.agreement.disagreement import Disagreement
from offerlint.checks.agreement.instalments import instalments, no_interest
from offerlint.checks.agreement.live import live
from offerlint.checks.agreement.notice import notice
from offerlint.checks.agreement.offer import STATED
from offerlint.checks.agreement.over import over
from offerlint.checks.agreement.same import same_offer
from offerlint.checks.agreement.saving import percent_off, saving
from offerlint.checks.agreement.term import same_term
from offerlint.checks.agreement.total import total
from offerlint.checks.agreement.vat import vat
from offerlint.checks.agreement.weekday import weekday
from offerlint.model.check_agree import Agree
from offerlint.model.lens import Lens

AGREEMENTS: Mapping[str, Callable[[Agree, Lens], Iterator[Disagreement]]] = {
    **STATED,
    **BESIDE,
    "live": live,
    "sum total": total,
    "sum saving": saving,
    "sum percent-off": percent_off,
    "sum instalments": instalments,
    "sum no-interest": no_interest,
    "sum apr": apr,
    "sum weekday": weekday,
    "sum notice": notice,
    "sum same-offer": same_offer,
    "sum same-term": same_term,
    "sum over": over,
    "sum vat": vat,
}
"""What a rule may ask for, by its `what`, or by "sum" and its name: the disagreements of a document, in order."""
