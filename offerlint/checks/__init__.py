"""One file for each verb that a rule may use; a check yields hits and knows no severity, file or date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from offerlint.checks import agree, control, flow_health, forbid, limit, order, require
from offerlint.checks.undecided import late
from offerlint.model.check import OutOfTimeError
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.lens import Lens

Check = Callable[[Any, Lens], Iterator[Hit | Problem]]


def _timed(check: Check) -> Check:
    """`check`, whose regular expressions may run out of time: then the rest is a problem, not a failure."""

    def run(spec: Any, lens: Lens) -> Iterator[Hit | Problem]:
        try:
            yield from check(spec, lens)
        except OutOfTimeError as error:
            yield late(error, lens)

    return run


CHECKS: Mapping[str, Check] = {
    "forbid": _timed(forbid.check),
    "evidence": _timed(forbid.check),
    "require": _timed(require.check),
    "order": _timed(order.check),
    "limit": limit.check,
    "health": flow_health.check,
    "control": _timed(control.check),
    "agree": _timed(agree.check),
}
"""The check of each verb: from its spec and a document to hits, and what could not be decided."""
