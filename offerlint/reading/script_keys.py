"""What the configuration may say of a call script in JSON."""

from __future__ import annotations

from collections.abc import Mapping

KEYS: Mapping[str, str] = {
    "steps": "where the steps stand: a list, or a mapping by their names; all of the file unless told",
    "name": "what a step is called, by which others lead to it",
    "words": "what the agent says",
    "ask": "what the agent asks",
    "note": "what the agent is told to do",
    "turns": "a list of turns within a step, each with its words and its speaker",
    "speaker": "who says the words: “customer” and the like, “note” and the like, or else the agent",
    "do": "what the step does, in the words of call flows, such as take_payment",
    "next": "the step that follows: its name, or the step itself",
    "answers": "the answers that lead on: a list, or a mapping from the answer to what follows",
    "answer": "the words of an answer of such a list",
    "go": "what follows an answer: the name of a step, or the step itself",
    "start": "the name of the step that the call starts at; the first unless told",
}
"""What `script` of the configuration says, each the name of a key, or a path of keys with dots."""
