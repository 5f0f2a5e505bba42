"""The directives of Blade by what they do."""

from __future__ import annotations

TESTS = frozenset((
    "if", "unless", "isset", "empty", "auth", "guest", "can", "cannot", "canany", "env", "production", "hassection",
    "sectionmissing", "error", "session", "feature",
))  # fmt: skip
"""Directives that ask whether something holds."""
ASKS = (
    "if",
    "unless",
    "isset",
    "elseif",
    "foreach",
    "forelse",
    "for",
    "while",
    "switch",
    "case",
    "include",
    "extends",
)
"""Directives that are none without brackets."""
SAID_NO = ("unless", "empty", "guest", "cannot", "sectionmissing")
"""Directives that stand where what they ask does not hold."""
LOOPS = ("foreach", "forelse", "for", "while")
PLAIN = frozenset((
    "push", "prepend", "pushonce", "once", "component", "slot", "fragment", "persist", "teleport", "pushif",
))  # fmt: skip
"""Directives whose words are read where they stand."""
DROPPED = frozenset((
    "csrf", "method", "props", "vite", "class", "style", "json", "dump", "dd", "use", "aware", "inject", "stack",
    "break", "continue", "disabled", "readonly", "livewire", "livewirestyles", "livewirescripts", "js", "php",
))  # fmt: skip
"""Directives that write no words."""
STATES = ("checked", "selected", "required")
"""Directives that write an attribute of their own name where something holds."""
