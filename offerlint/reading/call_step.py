"""What the steps of a call in JSON or YAML say, ask, do and wait for, as the keys of their objects tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from offerlint.model.block import Block
from offerlint.model.vocabulary import DO_WORDS
from offerlint.reading import call_keys as keys
from offerlint.reading.call_about import declared, notes
from offerlint.reading.call_parse import Parsed
from offerlint.reading.call_shape import is_answers, is_end, is_prose, is_sentence, ordered, scalars, targets
from offerlint.reading.json_scan import Value
from offerlint.reading.json_script import CUSTOMER, NOTE
from offerlint.reading.markup import Comment, Reading
from offerlint.reading.tool_flow import Draft
from offerlint.reading.voice import is_addressed
from offerlint.text.key import plain
from offerlint.text.late import late

_FILE = late(r"\S*(?:_|/|\.(?:wav|mp3|ogg|ulaw))\S*", re.IGNORECASE)
_ORDERED = late(
    r"\W*(?:log|try|pass|note|tick|code|close|end|record|transfer|put|wait|go|skip|do not|"
    r"don['’]t|never|mark|flag|book|hang up|"
    r"diary|offer|move|use|open|select|set|escalate|refer|apologise|explain|tell|read|ask)\b(?! (?:me|us)\b)",
    re.IGNORECASE,
)


class Steps:
    """Follows what is said in a file; what it leaves behind it (on an answerphone, by text) is kept apart."""

    def __init__(self, flow: Parsed) -> None:
        self.flow = flow
        self.apart: list[tuple[str, list[Block]]] = []
        self._taken: set[int] = set()
        self.ways: frozenset[str] = frozenset()
        self.by_words = not any(
            (key in keys.SAID or key in keys.ASKED) and is_prose(value) for key, value in scalars(flow.root)
        )
        """Whether no key tells what is said, so that the words do."""

    def messages(self) -> Iterator[Reading]:
        """What the call leaves behind, each message by itself."""
        for channel, blocks in self.apart:
            if any(block.speaker or block.scope.startswith("body.") for block in blocks):
                yield Reading(tuple(blocks), (0,) * len(blocks), declared={"kind": "copy", "channel": channel})

    def reading(self, start: Value) -> Reading:
        stated = declared(self.flow.root)
        if self.flow.node is not None:
            from offerlint.reading.flow_comment import comments

            offsets = [at for at, _, _ in sorted(self.flow.blocks, key=lambda placed: placed[:2])]
            self.flow.comments += comments(self.flow.view, self.flow.node, offsets)
        ours = self.flow.root.at("offerlint")
        for name, value in ordered(ours):
            words = ",".join(one.text for one in (value, *value.items) if one.text)
            self.flow.comments.append(Comment(f'offerlint: {name}="{words}"', self.flow.place(value), 0))
        return self.flow.reading(start, stated)

    def notes(self, apart: Sequence[Value]) -> None:
        """What is told beside the steps, in a section of its own."""
        seen = {at for at, _, _ in self.flow.blocks} | self._taken
        for value in notes(self.flow.root, (*apart, self.flow.root.at("offerlint"))):
            if value.start not in seen and (block := self.flow.block(value, "note")):
                self.flow.blocks.append((value.start, 0, block))

    def left(self, draft: Draft, rest: Sequence[Value], apart: bool) -> None:
        """Words under keys that are not known: what is said where nothing else is, and else notes."""
        says = any(act.kind in ("say", "ask") for act in draft.acts) or (apart and bool(self.apart[-1][1]))
        for value in rest:
            if says:
                self.flow.note(draft, value)
            else:
                self.say(draft, value, "say", apart)

    def member(
        self, draft: Draft, key: Value, member: Value, name: str, apart: bool, rest: list[Value], speaker: str = ""
    ) -> None:
        """What stands under one key of a step."""
        leads = next(targets(member, name, self.ways), None) is not None
        if member.kind in ("string", "literal"):
            if leads:
                self._leads(draft, name, member)
            else:
                self._text(draft, name, member, apart, rest, speaker)
            return
        if leads and is_answers(member, name, self.ways):
            for answer, target in ordered(member):
                self.answer(draft, member.keys[answer], None, target)
            return
        if member.kind == "array":
            for item in member.items:
                if item.kind == "object" and is_answers(item, name, self.ways):
                    self.member(draft, key, item, name, apart, rest, speaker)
                elif item.kind == "object" and self._leads_on(item, name):
                    self.answer(draft, key, item, None)
                else:
                    self.member(draft, key, item, name, apart, rest, speaker)
            return
        if (
            leads
            and name not in keys.WRAPPERS | keys.SEQUENCES
            and any(plain(one) in self.ways for one in member.members)
        ):
            self.answer(draft, key, member, None)
            return
        who = next((one.text for label, one in ordered(member) if plain(label) in keys.SPEAKERS), speaker)
        for label, one in ordered(member):
            locale = keys.LOCALE.fullmatch(plain(label)) if name in keys.SAID | keys.TEXTS | keys.ASKED else None
            if locale is None or locale["english"]:
                self.member(draft, member.keys[label], one, name if locale else plain(label), apart, rest, who)

    def _leads(self, draft: Draft, name: str, target: Value) -> None:
        """What names a step, the end of the call, or somebody to whom it is handed over."""
        if self._hands_over(target):
            self.flow.do(draft, "transfer", target)
            return
        label = "" if keys.TARGETS.fullmatch(name) else name.replace("_", " ")
        draft.ways.append((None if is_end(target) and not self.is_step(target) else target, label, None))

    def _leads_on(self, item: Value, name: str) -> bool:
        """Whether an item of a list is a way on; one that says something and holds ways of its own is no answer."""
        if name in keys.SEQUENCES or next(targets(item, name, self.ways), None) is None:
            return False
        own = ordered(item)
        speaks = any((plain(key) in keys.SAID or plain(key) in keys.ASKED) and is_prose(one) for key, one in own)
        return not (speaks and any(plain(key) in keys.BRANCHES for key, _ in own))

    def _hands_over(self, value: Value) -> bool:
        """Whether what names no step is somebody to whom the customer is handed over."""
        return keys.HANDED.fullmatch(plain(value.text)) is not None and not self.is_step(value)

    def is_step(self, value: Value) -> bool:
        return any(draft.key == value.text for draft in self.flow.drafts)

    def _text(self, draft: Draft, name: str, value: Value, apart: bool, rest: list[Value], speaker: str) -> None:
        """Words, a deed or a note, as the key `name` tells."""
        if name in keys.DONE:
            deed = keys.deed_of(value.text)
            if deed in DO_WORDS:
                self.flow.do(draft, deed, value)
            elif is_prose(value):
                self.flow.note(draft, value)
        elif not value.is_text or name in keys.SPEAKERS or _FILE.fullmatch(value.text):
            return
        elif name in keys.NOTED or NOTE.fullmatch(speaker) or (keys.EVENT.fullmatch(plain(speaker)) and _orders(value)):
            self.flow.note(draft, value)
        elif CUSTOMER.fullmatch(name) or CUSTOMER.fullmatch(speaker):
            self.flow.answer(value, draft)
        elif name in keys.ASKED:
            self.say(draft, value, "ask", apart)
        elif name in keys.SAID or name in keys.TEXTS or self.is_spoken(name, value):
            self.say(draft, value, "say", apart)
        elif is_prose(value) and (name not in keys.NAMES or is_sentence(value)):
            rest.append(value)

    def is_spoken(self, name: str, value: Value) -> bool:
        """Whether words under an unknown key speak to somebody, where no key tells what is said."""
        is_told = name in keys.NOTED or name in keys.NAMES or keys.UNSAID.fullmatch(name) is not None
        if not self.by_words or is_told or not is_prose(value):
            return False
        return is_addressed(value.text) or "?" in value.text

    def say(self, draft: Draft, value: Value, kind: str, apart: bool) -> None:
        if not apart:
            self.flow.say(draft, value, kind)
        elif block := self.flow.block(value, "agent"):
            self.apart[-1][1].append(replace(block, scope="body.paragraph", speaker=""))
            self._taken.add(value.start)

    def answer(self, draft: Draft, key: Value, value: Value | None, target: Value | None) -> None:
        """A way on with what it is taken on; what is replied before it goes on is a step of its own."""
        found = list(targets(value, "", self.ways)) if value else [target] if target else []
        goal = found[0] if found else None
        label = self.label(value, found) if value else key
        block = self.flow.answer(label, draft) if label and not keys.EVENT.fullmatch(plain(label.text)) else None
        name = block.text if block else label.text.replace("_", " ").strip() if label else ""
        if value is None and keys.TARGETS.fullmatch(plain(key.text)):
            name = ""
        if goal is not None and (is_end(goal) and not self.is_step(goal) or self._hands_over(goal)):
            goal = None
        said = [one for one in self._replies(value) if one is not label] if value else []
        if said:
            own = at(said[0], f"{draft.name}\0{said[0].start}")
            between = self.flow.step(f"{draft.name}: {name or 'reply'}", own)
            for one in said:
                self.flow.say(between, one)
            between.ways.append((goal, "", None))
            goal = at(said[0], between.key)
        draft.ways.append((goal, name, block))

    def _replies(self, value: Value) -> Iterator[Value]:
        for name, one in ordered(value):
            if plain(name) in keys.SAID | keys.TEXTS and is_prose(one):
                yield one

    def label(self, value: Value, apart: Sequence[Value]) -> Value | None:
        """What an answer or a way is taken on."""
        own = [(plain(name), one) for name, one in ordered(value) if one.kind in ("string", "literal")]
        own = [(name, one) for name, one in own if one.text and not any(one is each for each in apart)]
        named = [one for name, one in own if name in keys.ANSWERED]
        inside = [
            one
            for name, each in ordered(value)
            if plain(name) not in self.ways | keys.NO_WAYS
            for _, one in scalars(each)
        ]
        others = (one for one in inside if one.is_text and not any(one is each for each in apart))
        return named[0] if named else next(others, None)

    def channel(self, names: Sequence[Value]) -> str:
        """The channel of a message that the words under these keys are, if they are no part of the call."""
        for name in names:
            for channel, pattern in keys.APART:
                if re.search(rf"(?:^|_)(?:{pattern})(?:_|s?$)", plain(name.text)):
                    return channel
        return ""


def _orders(value: Value) -> bool:
    """Whether words tell the adviser what to do in a case, and are not said in it."""
    return _ORDERED.match(value.text) is not None


def at(place: Value, text: str) -> Value:
    """A name that stands at a place."""
    return Value("literal", place.start, place.end, text=text)
