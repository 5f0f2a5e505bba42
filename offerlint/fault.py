"""A fault of ours as a problem: what went wrong, where, and its traceback, so that nothing else is lost."""

from __future__ import annotations

from offerlint.model.document import Problem

_DEEP = "it is nested too deeply to be read; make what is inside of other things a file of its own"


def fault(error: Exception, path: str, rule: str | None = None) -> Problem:
    """The problem that `error` is: of the rule, where one is named, else of reading the file.

    A document that is too deep for the stack is its own fault and not ours. The message repeats nothing of
    the document, the traceback may.
    """
    if isinstance(error, RecursionError) and rule is None:
        return Problem(path, _DEEP)
    import traceback

    what = f"the rule {rule} could not be applied" if rule else "the file could not be checked"
    message = f"{what}: a fault of ours, please report it ({type(error).__name__})"
    return Problem(path, message, rule=rule, trace="".join(traceback.format_exception(error)))
