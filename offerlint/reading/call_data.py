"""A call in JSON or YAML of any make: a graph of nodes that name one another, or words under keys of a campaign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from offerlint.model.block import Block
from offerlint.model.flow import Act
from offerlint.model.source import Source
from offerlint.model.vocabulary import DO_WORDS
from offerlint.reading import bounds
from offerlint.reading import call_keys as keys
from offerlint.reading.call_about import declared, is_call, notes
from offerlint.reading.call_keys import plain
from offerlint.reading.call_shape import Graph, graph, is_answers, is_end, is_prose, ordered, scalars, speaks, targets
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.json_scan import JsonError, Value, scan
from offerlint.reading.json_script import CUSTOMER, FIELDS, NOTE
from offerlint.reading.markup import Comment, Reading, identity
from offerlint.reading.opener import Opened
from offerlint.reading.tool_flow import Draft, ToolFlow
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

if TYPE_CHECKING:
    from yaml import Node, ScalarNode

_LIKELY = late(
    rf"[\"']?\b(?:{'|'.join(sorted(keys.SAID | keys.TEXTS | keys.ASKED))})(?:_?\w{{1,12}})?[\"']?\s*:", re.IGNORECASE
)
_SENTENCE = late(r"\W{0,3}[A-Z].*[.?!…]\W{0,3}\Z", re.DOTALL)
_NAMED = late(r"(?:^|[^a-z])(?:calls?|ivr|dial\w*|script|telesales|outbound|inbound|chat\w*|bot|convers\w*|dialog\w*)(?![a-z])")
_FILE = late(r"\S*(?:_|/|\.(?:wav|mp3|ogg|ulaw))\S*", re.IGNORECASE)


def is_call_data(path: str, text: str, kind: str | None = None) -> bool:
    """Whether JSON or YAML is a call: a graph of what is said, or words to be said beside what shows a call."""
    if not _LIKELY.search(text):
        return False
    try:
        root = _parsed(text).root
    except ReadError:
        return False
    said = [key for key, value in scalars(root) if is_prose(value) and _SENTENCE.match(value.text)]
    spoken = sum(key in keys.SAID or key in keys.ASKED for key in said)
    known = kind == "script" or is_call(root)
    if known and spoken:
        return True
    found = graph(root)
    if found is None:
        return False
    speaking = sum(speaks(node) for _, node in found.nodes)
    is_told = known or spoken > 1 or _NAMED.search(path.lower().rpartition("/")[2]) is not None
    return is_told and speaking > 1 and speaking * 2 >= len(found.nodes)


class _Parsed(ToolFlow):
    """The steps of a text in JSON or YAML, whose scalars in YAML stand in `scalars`."""

    def __init__(self, view: View, root: Value, node: Node | None, found: Mapping[int, ScalarNode] | None) -> None:
        super().__init__(view, FIELDS)
        self.root, self.node, self.scalars = root, node, found

    def _is_quoted(self, value: Value) -> bool:
        if self.scalars is None:
            return super()._is_quoted(value)
        node = self.scalars.get(value.start)
        return node is not None and node.style in ("'", '"')

    def _words(self, value: Value) -> View:
        node = self.scalars.get(value.start) if self.scalars is not None else None
        if node is None:
            return super()._words(value)
        from offerlint.reading.yaml_scalar import scalar_view

        return scalar_view(self.view.text, node)


def _parsed(text: str) -> _Parsed:
    """The tree of a text; raises ReadError where it is neither JSON nor YAML."""
    view = identity(text)
    if text.lstrip()[:1] in ("{", "["):
        try:
            return _Parsed(view, scan(text, len(text) - len(text.lstrip())), None, None)
        except JsonError as error:
            line = text.count("\n", 0, error.offset) + 1
            raise ReadError(f"this is not JSON: {error} was expected here; mend it", line) from error
    from yaml import MarkedYAMLError, YAMLError

    from offerlint.reading.yaml_values import values

    try:
        return _Parsed(view, *values(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ReadError(f"this is not YAML: {error.problem}; mend it", mark.line + 1 if mark else None) from error
    except YAMLError as error:
        raise ReadError("this is not YAML: a character that it cannot hold; mend it") from error


def open_call_data(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """The call that a file says, and the messages that it leaves (on an answerphone, by text) as parts of their own.

    Raises ReadError for what is no JSON and no YAML, or where no words are said.
    """
    source = decode(data, path)
    flow = _parsed(source.text)
    call = _Call(flow)
    found = graph(flow.root)
    reading = call.graph(found) if found else call.keyed()
    if not reading.blocks and not reading.problems:
        raise ReadError("no step with words is here; say with script: in offerlint.yaml which keys hold them")
    parts = tuple(call.messages())
    if not parts:
        return Opened(source, reading, markup="call-data")
    blocks = (*reading.blocks, *(block for part in parts for block in part.blocks))
    last = max(reading.sections, default=0)
    sections = (*reading.sections, *(last + n for n, part in enumerate(parts, 1) for _ in part.blocks))
    whole = replace(reading, blocks=blocks, sections=sections)
    return Opened(source, whole, markup="call-data", parts=(reading, *parts) if reading.blocks else parts)


class _Call:
    """Follows what is said in a file."""

    def __init__(self, flow: _Parsed) -> None:
        self.flow = flow
        self._apart: list[tuple[str, list[Block]]] = []
        self._ways: frozenset[str] = frozenset()
        self._tail: Draft | None = None
        self._is_full = False
        self._taken: set[int] = set()

    def messages(self) -> Iterator[Reading]:
        """What the call leaves behind, each message by itself."""
        for channel, blocks in self._apart:
            if any(block.speaker or block.scope.startswith("body.") for block in blocks):
                yield Reading(tuple(blocks), (0,) * len(blocks), declared={"kind": "copy", "channel": channel})

    def graph(self, found: Graph) -> Reading:
        """The call whose steps are the nodes of a graph."""
        flow, self._ways = self.flow, found.ways
        kept = found.nodes[: len(flow.few(tuple(node for _, node in found.nodes)))]
        drafts = [(flow.step(key.text, key), key, node) for key, node in kept]
        for draft, key, node in drafts:
            self._node(draft, key, node, found)
        for edge in found.edges:
            for draft, key, _ in drafts:
                if key.text == edge.start.text:
                    label = self._label(edge.edge, (edge.start, edge.end))
                    block = flow.answer(label, draft) if label else None
                    draft.ways.append((edge.end, block.text if block else label.text if label else "", block))
        for draft, _, _ in drafts:
            if not draft.ways and not any(act.do == "end" for act in draft.acts):
                draft.ways.append((None, "", None))
        self._notes((found.whole, *found.lists))
        return self._reading(self._start(found))

    def keyed(self) -> Reading:
        """The call whose words stand under the keys of a campaign, one after another save in the cases that keys name."""
        self._keyed(self.flow.root, (), None)
        for draft in self.flow.drafts:
            if not draft.ways:
                draft.ways.append((None, "", None))
        self._notes(())
        first = self.flow.drafts[0].key if self.flow.drafts else ""
        return self._reading(Value("literal", text=first))

    def _reading(self, start: Value) -> Reading:
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

    def _notes(self, apart: Sequence[Value]) -> None:
        """What is told beside the steps, in a section of its own."""
        seen = {at for at, _, _ in self.flow.blocks} | self._taken
        for value in notes(self.flow.root, (*apart, self.flow.root.at("offerlint"))):
            if value.start not in seen and (block := self.flow.block(value, "note")):
                self.flow.blocks.append((value.start, 0, block))

    def _start(self, found: Graph) -> Value:
        """What names the first step: said beside the nodes, or else a node to which nothing leads, or the first."""
        for name, value in _beside(self.flow.root, found.whole):
            if keys.STARTS.fullmatch(name) and (value.text in found.names or re.fullmatch(r"[\w-]+", value.text)):
                return value
        led = {one.text for _, node in found.nodes for one in targets(node, "", found.ways)}
        led |= {edge.end.text for edge in found.edges}
        return next((key for key, _ in found.nodes if key.text not in led), found.nodes[0][0])

    def _node(self, draft: Draft, key: Value, node: Value, found: Graph) -> None:
        channel = self._channel((key, *(value for name, value in ordered(node) if plain(name) in ("type", "kind"))))
        if channel:
            self._apart.append((channel, []))
        rest: list[Value] = []
        for name, member in ordered(node):
            if name != found.named:
                self._member(draft, node.keys[name], member, plain(name), bool(channel), rest)
        self._left(draft, rest, bool(channel))

    def _left(self, draft: Draft, rest: Sequence[Value], apart: bool) -> None:
        """Words under keys that are not known: what is said where nothing else is, and else notes."""
        says = any(act.kind in ("say", "ask") for act in draft.acts) or (apart and bool(self._apart[-1][1]))
        for value in rest:
            if says:
                self.flow.note(draft, value)
            else:
                self._say(draft, value, "say", apart)

    def _member(
        self, draft: Draft, key: Value, member: Value, name: str, apart: bool, rest: list[Value], speaker: str = ""
    ) -> None:
        """What stands under one key of a step."""
        leads = next(targets(member, name, self._ways), None) is not None
        if member.kind in ("string", "literal"):
            if leads:
                label = "" if keys.TARGETS.fullmatch(name) else name.replace("_", " ")
                draft.ways.append((None if is_end(member) and not self._is_step(member) else member, label, None))
            else:
                self._text(draft, name, member, apart, rest, speaker)
            return
        if leads and is_answers(member, name, self._ways):
            for answer, target in ordered(member):
                self._answer(draft, member.keys[answer], None, target)
            return
        if member.kind == "array":
            for item in member.items:
                if item.kind == "object" and next(targets(item, name, self._ways), None) is not None:
                    self._answer(draft, key, item, None)
                else:
                    self._member(draft, key, item, name, apart, rest, speaker)
            return
        if leads and name not in keys.WRAPPERS and any(plain(one) in self._ways for one in member.members):
            self._answer(draft, key, member, None)
            return
        who = next((one.text for label, one in ordered(member) if plain(label) in keys.SPEAKERS), speaker)
        for label, one in ordered(member):
            locale = keys.LOCALE.fullmatch(plain(label)) if name in keys.SAID | keys.TEXTS | keys.ASKED else None
            if locale is None or locale["english"]:
                self._member(draft, member.keys[label], one, name if locale else plain(label), apart, rest, who)

    def _is_step(self, value: Value) -> bool:
        return any(draft.key == value.text for draft in self.flow.drafts)

    def _text(self, draft: Draft, name: str, value: Value, apart: bool, rest: list[Value], speaker: str) -> None:
        """Words, a deed or a note, as the key `name` tells."""
        if name in keys.DONE:
            deed = keys.DEEDS.get(plain(value.text), plain(value.text))
            if deed in DO_WORDS:
                self.flow.do(draft, deed, value)
            elif is_prose(value):
                self.flow.note(draft, value)
        elif not value.is_text or name in keys.SPEAKERS or _FILE.fullmatch(value.text):
            return
        elif name in keys.NOTED or NOTE.fullmatch(speaker):
            self.flow.note(draft, value)
        elif CUSTOMER.fullmatch(name) or CUSTOMER.fullmatch(speaker):
            self.flow.answer(value, draft)
        elif name in keys.ASKED:
            self._say(draft, value, "ask", apart)
        elif name in keys.SAID or name in keys.TEXTS:
            self._say(draft, value, "say", apart)
        elif is_prose(value) and (name not in keys.NAMES or _SENTENCE.match(value.text)):
            rest.append(value)

    def _say(self, draft: Draft, value: Value, kind: str, apart: bool) -> None:
        if not apart:
            self.flow.say(draft, value, kind)
        elif block := self.flow.block(value, "agent"):
            self._apart[-1][1].append(replace(block, scope="body.paragraph", speaker=""))
            self._taken.add(value.start)

    def _answer(self, draft: Draft, key: Value, value: Value | None, target: Value | None) -> None:
        """A way on with what it is taken on; what is replied before it goes on is a step of its own."""
        found = list(targets(value, "", self._ways)) if value else [target] if target else []
        goal = found[0] if found else None
        label = self._label(value, found) if value else key
        block = self.flow.answer(label, draft) if label and not keys.EVENT.fullmatch(plain(label.text)) else None
        name = block.text if block else label.text.replace("_", " ").strip() if label else ""
        if value is None and keys.TARGETS.fullmatch(plain(key.text)):
            name = ""
        if goal is not None and is_end(goal) and not self._is_step(goal):
            goal = None
        said = [one for one in self._replies(value) if one is not label] if value else []
        if said:
            between = self.flow.step(f"{draft.name}: {name or 'reply'}", _at(said[0], f"{draft.name}\0{name}\0{said[0].start}"))
            for one in said:
                self.flow.say(between, one)
            between.ways.append((goal, "", None))
            goal = _at(said[0], between.key)
        draft.ways.append((goal, name, block))

    def _replies(self, value: Value) -> Iterator[Value]:
        for name, one in ordered(value):
            if plain(name) in keys.SAID | keys.TEXTS and is_prose(one):
                yield one

    def _label(self, value: Value, apart: Sequence[Value]) -> Value | None:
        """What an answer or a way is taken on."""
        own = [(plain(name), one) for name, one in ordered(value) if one.kind in ("string", "literal")]
        own = [(name, one) for name, one in own if one.text and not any(one is each for each in apart)]
        named = [one for name, one in own if name in keys.ANSWERED]
        inside = (one for name, each in ordered(value) if name not in self._ways for _, one in scalars(each) if one.is_text)
        return named[0] if named else next((one for one in inside if not any(one is each for each in apart)), None)

    def _channel(self, names: Sequence[Value]) -> str:
        """The channel of a message that the words under these keys are, if they are no part of the call."""
        for name in names:
            for channel, pattern in keys.APART:
                if re.search(rf"(?:^|_)(?:{pattern})(?:_|s?$)", plain(name.text)):
                    return channel
        return ""

    def _keyed(self, value: Value, path: tuple[Value, ...], into: Draft | None) -> None:
        """Words under keys: those of one object are a step, and objects inside follow it, or are a case of it."""
        name = plain(path[-1].text) if path else ""
        if value.kind == "array":
            for item in value.items:
                self._keyed(item, path, into)
            return
        if value.kind != "object" or (path and name == "offerlint"):
            return
        channel = self._channel(path)
        own = [(label, one) for label, one in ordered(value) if _is_words(plain(label), one)]
        draft = None
        if own and not self._fills():
            if channel:
                self._apart.append((channel, []))
            draft = self._step(path, own[0][1])
            rest: list[Value] = []
            for label, one in own:
                self._member(draft, value.keys[label], one, plain(label), bool(channel), rest)
            self._left(draft, rest, bool(channel))
        for label, one in ordered(value):
            key, within = value.keys[label], plain(label)
            if any(one is words for _, words in own) or not _holds_words(one):
                continue
            if keys.EVENT.fullmatch(within) or name in keys.BRANCHES:
                self._case(key, one, path)
            elif one.kind in ("object", "array"):
                self._keyed(one, (*path, key), draft)

    def _case(self, key: Value, value: Value, path: tuple[Value, ...]) -> None:
        """What is said in one case, after which the call ends."""
        if self._fills():
            return
        before = self._tail or self._step((), key, "The call")
        self._tail, count = None, len(self.flow.drafts)
        if value.kind == "object":
            self._keyed(value, (*path, key), None)
        else:
            channel = self._channel((*path, key))
            if channel:
                self._apart.append((channel, []))
            draft = self._step((*path, key), value)
            for one in (value, *value.items):
                if one.is_text:
                    self._say(draft, one, "say", bool(channel))
        if len(self.flow.drafts) > count:
            first = self.flow.drafts[count]
            before.ways.append((_at(key, first.key), plain(key.text).replace("_", " "), None))
        self._tail = before

    def _fills(self) -> bool:
        """Whether there are as many steps as are read, which is told once."""
        if len(self.flow.drafts) >= bounds.MOST_STEPS and not self._is_full:
            self._is_full = True
            self.flow.few(tuple([self.flow.root] * (bounds.MOST_STEPS + 1)))
        return self._is_full

    def _step(self, path: Sequence[Value], at: Value, name: str = "") -> Draft:
        """Begins a step that is called by its keys, and follows the one before it."""
        name = name or " ".join(plain(key.text).replace("_", " ") for key in path[-2:]) or "The call"
        key = path[-1] if path else at
        draft = self.flow.step(name, _at(key, f"{name}\0{len(self.flow.drafts)}"))
        if self._tail is not None:
            self._tail.ways.append((_at(key, draft.key), "", None))
        self._tail = draft
        if path and (keys.EVENT.fullmatch(plain(path[-1].text)) or self._channel(path)):
            self._head(draft, path)
        return draft

    def _head(self, draft: Draft, path: Sequence[Value]) -> None:
        """What the keys of a case say, as a note above its words."""
        for key in path:
            is_case = keys.EVENT.fullmatch(plain(key.text)) or self._channel((key,))
            if is_case and (block := self.flow.block(key, "note")):
                spoken = _spaced(block)
                if self._channel(path):
                    self._apart[-1][1].append(spoken)
                    continue
                draft.acts.append(Act("note", self.flow.place(key), spoken))
                self.flow.blocks.append((key.start, draft.number, spoken))


def _at(place: Value, text: str) -> Value:
    """A name that stands at a place."""
    return Value("literal", place.start, place.end, text=text)


def _spaced(block: Block) -> Block:
    """The block of a key with its words apart."""
    builder, view = ViewBuilder(block.text), block.view
    for at, sign in enumerate(view.text):
        if sign in "_-":
            builder.put(" ", at, at + 1)
        else:
            builder.copy(at, at + 1)
    return replace(block, view=builder.build().then(view.map))


def _beside(value: Value, whole: Value) -> Iterator[tuple[str, Value]]:
    """The texts and literals outside the nodes, with the plain names of their keys."""
    for name, member in ordered(value):
        if member.kind in ("string", "literal"):
            yield plain(name), member
        elif member is not whole:
            yield from _beside(member, whole)


def _is_words(name: str, value: Value) -> bool:
    """Whether a key of an object holds what is said, asked or done in it, as a text or texts."""
    known = name in keys.SAID or name in keys.TEXTS or name in keys.ASKED or name in keys.DONE
    return known and (value.kind == "string" or (bool(value.items) and all(one.is_text for one in value.items)))


def _holds_words(value: Value) -> bool:
    return any(is_prose(one) for _, one in scalars(value))
