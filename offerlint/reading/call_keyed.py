"""Words to be said that stand under the keys of a campaign or of the settings of a dialler, which no graph joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from offerlint.model.block import Block
from offerlint.model.flow import Act
from offerlint.reading import bounds
from offerlint.reading import call_keys as keys
from offerlint.reading.call_about import is_of_turns, speaker_of
from offerlint.reading.call_parse import Parsed
from offerlint.reading.call_shape import is_prose, ordered, scalars
from offerlint.reading.call_step import Steps, at
from offerlint.reading.json_scan import Value
from offerlint.reading.markup import Reading
from offerlint.reading.tool_flow import Draft
from offerlint.text.key import plain
from offerlint.text.view import ViewBuilder


class Keyed(Steps):
    """Takes the objects of a file in their order, each with words as a step."""

    def __init__(self, flow: Parsed) -> None:
        super().__init__(flow)
        self._tail: Draft | None = None
        self._is_full = False

    def read(self) -> Reading:
        """The call whose words stand under the keys of a campaign, one after another save in cases that keys name."""
        self._keyed(self.flow.root, ())
        for draft in self.flow.drafts:
            if not draft.ways:
                draft.ways.append((None, "", None))
        self.notes(())
        first = self.flow.drafts[0].key if self.flow.drafts else ""
        return self.reading(Value("literal", text=first))

    def _keyed(self, value: Value, path: tuple[Value, ...], label: Value | None = None) -> None:
        """Words under keys: those of one object are a step, and objects inside follow it, or are a case of it.

        Of an object that is a case already, `label` says which.
        """
        name = plain(path[-1].text) if path else ""
        if value.kind == "array":
            self._listed(value, path, name)
            return
        if value.kind != "object" or (path and name == "offerlint"):
            return
        channel = self.channel(path) or self._channel_of(value)
        own = [(key, one) for key, one in ordered(value) if one is not label and self._is_words(plain(key), one)]
        if own and not self._fills(own[0][1]):
            if channel:
                self.apart.append((channel, []))
            draft = self._step(path, own[0][1])
            rest: list[Value] = []
            for key, one in own:
                self.member(draft, value.keys[key], one, plain(key), bool(channel), rest)
            self.left(draft, rest, bool(channel))
        for key, one in ordered(value):
            if one is label or any(one is words for _, words in own) or not _holds_words(one):
                continue
            is_branch = name in keys.BRANCHES and label is None
            if keys.EVENT.fullmatch(plain(key)) or is_branch or self.channel((value.keys[key],)):
                self._case(value.keys[key], one, path)
            elif one.kind in ("object", "array"):
                self._keyed(one, (*path, value.keys[key]))

    def _channel_of(self, value: Value) -> str:
        """The voicemail, where an object says that its words are for when a machine answers."""
        cases = (one for key, one in ordered(value) if plain(key) in keys.WHEN)
        return "voicemail" if any(keys.MACHINE.fullmatch(plain(one.text)) for one in cases) else ""

    def _is_words(self, name: str, value: Value) -> bool:
        """Whether a key of an object holds what is said, asked or done in it, as a text or texts."""
        known = name in keys.SAID or name in keys.TEXTS or name in keys.ASKED or name in keys.DONE
        if name == "script" and not is_prose(value) and not value.items:
            return False
        if not known and not keys.EVENT.fullmatch(name):
            known = any(self.is_spoken(name, one) for one in (value, *value.items))
        return known and (value.kind == "string" or (bool(value.items) and all(one.is_text for one in value.items)))

    def _listed(self, value: Value, path: tuple[Value, ...], name: str) -> None:
        """The items of a list: turns, which are one step, or cases, or what follows one another."""
        if is_of_turns(value):
            self._turns(value, path)
            return
        for item in value.items:
            if name in keys.BRANCHES and item.kind == "object":
                self._case(path[-1], item, path[:-1], self.label(item, ()))
            else:
                self._keyed(item, path)

    def _turns(self, value: Value, path: tuple[Value, ...]) -> None:
        if self._fills(value):
            return
        draft, rest = self._step(path, value), list[Value]()
        for item in value.items:
            who = speaker_of(item)
            for key, one in ordered(item):
                if self._is_words(plain(key), one):
                    self.member(draft, item.keys[key], one, plain(key), False, rest, who)

    def _case(self, key: Value, value: Value, path: tuple[Value, ...], label: Value | None = None) -> None:
        """What is said in one case, after which the call ends; `label` is what the customer says in it."""
        if self._fills(key):
            return
        before = self._tail or self._step((), key, "The call")
        self._tail, count = None, len(self.flow.drafts)
        if value.kind == "object":
            self._keyed(value, (*path, key), label)
        else:
            channel = self.channel((*path, key))
            if channel:
                self.apart.append((channel, []))
            draft = self._step((*path, key), value)
            for one in (value, *value.items):
                if one.is_text:
                    self.say(draft, one, "say", bool(channel))
        if len(self.flow.drafts) > count:
            first = self.flow.drafts[count]
            block = self.flow.answer(label, before) if label else None
            way = block.text if block else plain(key.text).replace("_", " ")
            before.ways.append((at(key, first.key), way, block))
        self._tail = before

    def _fills(self, following: Value) -> bool:
        """Whether there are as many steps as are read, and `following` is too much, which is told once."""
        if len(self.flow.drafts) >= bounds.MOST_STEPS and not self._is_full:
            self._is_full = True
            self.flow.too_many(following)
        return self._is_full

    def _step(self, path: Sequence[Value], place: Value, name: str = "") -> Draft:
        """Begins a step that is called by its keys, and follows the one before it."""
        name = name or " ".join(plain(key.text).replace("_", " ") for key in path[-2:]) or "The call"
        key = path[-1] if path else place
        draft = self.flow.step(name, at(key, f"{name}\0{len(self.flow.drafts)}"))
        if self._tail is not None:
            self._tail.ways.append((at(key, draft.key), "", None))
        self._tail = draft
        if path and (keys.EVENT.fullmatch(plain(path[-1].text)) or self.channel(path)):
            self._head(draft, path)
        return draft

    def _head(self, draft: Draft, path: Sequence[Value]) -> None:
        """What the keys of a case say, as a note above its words."""
        for key in path:
            is_case = keys.EVENT.fullmatch(plain(key.text)) or self.channel((key,))
            if is_case and (block := self.flow.block(key, "note")):
                spoken = _spaced(block)
                if self.channel(path):
                    self.apart[-1][1].append(spoken)
                    continue
                draft.acts.append(Act("note", self.flow.place(key), spoken))
                self.flow.blocks.append((key.start, draft.number, spoken))


def _spaced(block: Block) -> Block:
    """The block of a key with its words apart."""
    builder, view = ViewBuilder(block.text), block.view
    for number, sign in enumerate(view.text):
        if sign in "_-":
            builder.put(" ", number, number + 1)
        else:
            builder.copy(number, number + 1)
    return replace(block, view=builder.build().then(view.map))


def _holds_words(value: Value) -> bool:
    return any(is_prose(one) for _, one in scalars(value))
