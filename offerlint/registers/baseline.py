"""The file of old debt: a line for each kind of finding in each file, sorted, so that it merges in git."""

from __future__ import annotations

import json
from collections.abc import Iterable

from offerlint.model.decision import Baseline, Owed
from offerlint.registers import BASELINE_FILE
from offerlint.registers.waivers import FINGERPRINT
from offerlint.rules.shape import Key, Many, Number, Record, Text
from offerlint.rules.yaml_tree import RuleError, tree
from offerlint.text.late import late

HEAD = "# Old debt: the findings that stood when `offerlint baseline` wrote this. Later runs fail only on new ones.\n"

_UNSAFE = late(r"[^\x20-\x7e\xa0-\ud7ff\uf900-\ufaff\U00010000-\U0001ffff]|[\u2028\u2029]")

_MARKS = ("<<<<<<< ", ">>>>>>> ")


def baseline_text(owed: Iterable[Owed]) -> str:
    """The file that holds `owed`, one a line in their order; no words of the findings are in it."""
    lines = [
        f"  - {{path: {_quoted(one.path)}, rule: {one.rule}, fingerprint: '{one.fingerprint}', count: {one.count}}}\n"
        for one in owed
    ]
    return HEAD + ("baseline:\n" + "".join(lines) if lines else "baseline: []\n")


def _quoted(path: str) -> str:
    """A path as YAML reads it back; half a character, which no file may hold, as a question mark."""
    whole = path.encode("utf-8", "replace").decode("utf-8")
    return _UNSAFE.sub(lambda match: _escape(match[0]), json.dumps(whole, ensure_ascii=False))


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def read_baseline(text: str, path: str = BASELINE_FILE) -> Baseline:
    """The baseline that a file holds; raises RuleError, with line and column, for a mistake in it.

    `path` is what reports call it.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(_MARKS):
            remedy = "delete the lines of <, = and >, keep the others of both sides, and run offerlint baseline --prune"
            raise RuleError(f"a merge in git left its marks here; {remedy}", number, 1)
    return Baseline(path, BASELINE.read(tree(text)) if text.strip() else ())


_OWED = Record(
    "an entry of the baseline",
    {
        "path": Key(Text("a path"), needed=True, about="the file, from the folder of offerlint.yaml"),
        "rule": Key(Text("a rule"), needed=True),
        "fingerprint": Key(FINGERPRINT, needed=True),
        "count": Key(Number(1), absent=1, about="how many findings alike"),
    },
    lambda keys, _: Owed(keys["path"], keys["rule"], keys["fingerprint"], int(keys["count"])),
)

BASELINE = Record("the baseline", {"baseline": Key(Many(_OWED), needed=True)}, lambda keys, _: keys["baseline"])
"""What a baseline may hold; its schema() is the JSON Schema."""
