"""A call in JSON or YAML of any make: a graph of nodes that name one another, or words under keys of a campaign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from offerlint.reading import bounds
from offerlint.reading import call_keys as keys
from offerlint.reading.call_about import dials, has_campaign, has_turns, is_call
from offerlint.reading.call_keyed import Keyed
from offerlint.reading.call_parse import Parsed, parsed
from offerlint.reading.call_shape import Graph, graph, is_prose, is_sentence, ordered, scalars, speaks, targets
from offerlint.reading.call_step import Steps
from offerlint.reading.data_voice import CUSTOMERS, told_of_root
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.json_scan import Value
from offerlint.reading.markup import Reading
from offerlint.reading.on_call import is_said_on_a_call
from offerlint.reading.opener import Opened
from offerlint.reading.tool_flow import Draft
from offerlint.reading.voice import is_addressed, is_sure
from offerlint.text.key import plain
from offerlint.text.late import late

_NAMED = late(
    r"(?:^|[^a-z])(?:calls?|ivr|dial\w*|script|telesales|outbound|inbound|chat\w*|bot|convers\w*|dialog\w*)(?![a-z])"
)
"""Names of files that hold what is said to customers."""
_CHAT = late(r"(?:^|[^a-z])(?:web|live)?[-_]?(?:chat(?:bot)?s?|bots?)(?![a-z])")
_CHAT_REMARK = late(r"\s*#[^\n]*\b(?:web ?|live ?)?chat(?:bot)?\b", re.IGNORECASE)
_TYPED = late(
    r"^.{0,60}?[\"']?\b(?:chat_?)?bot(?:_\w+)?[\"']?[ \t]*:|\b[Tt]ype [A-Z]{3,}\b|"
    r"\b(?:here in|in|on) (?:the|this) chat\b",
    re.MULTILINE,
)
"""What shows a chat: a bot that speaks, words to type."""
_SAID = "|".join(sorted(keys.SAID | keys.ASKED)).replace("_", "_?")
_SPOKEN = late(rf"\b(?:{_SAID})[\"']?[ \t]*:[ \t]*(?:[\[>|\r\n]|[\"'“]?[A-Z])", re.IGNORECASE)
_STATED = late(
    r"\b(?:channel|medium|media)[\"']?[ \t]*:[ \t]*[\"']?"
    r"(?:calls?|phone|tele|voice|ivr|outbound|inbound|auto|chat|dial)|"
    r"\bdirection[\"']?[ \t]*:[ \t]*[\"']?(?:in|out)|"
    r"\b(?:kind|type)[\"']?[ \t]*:[ \t]*[\"']?(?:(?:call.)?script|ivr|call.(?:flow|guide))\b|"
    r"\b(?:cli|caller_?id|presentation_?number|diall?ing_?hours|diall?er|ani)[\"']?[ \t]*:",
    re.IGNORECASE,
)
"""What may show a call, in a text that is not taken apart for it alone."""
_OBJECTED = late(r"\bobjection[\"']?[ \t]*:", re.IGNORECASE)
_SHAPED = late(
    r"\b(?:next|go_?to|options|buttons|quick_replies|turns?|dialogue|conversation|lines|branches|bot)[\"']?[ \t]*:",
    re.IGNORECASE,
)
"""Keys of what leads on, or is said in turn."""
_LINES = late(
    r"turns?|dialogue|conversation|(?:call_|chat_|phone_)?(?:script|flow|lines|prompts)(?:_(?:blocks|lines|steps|parts))?"
)
_WRITTEN = late(r"(?:^|[^a-z])(?:texts?|sms|e-?mails?|push|posts?|ads?|adverts?|letters?|banners?|pages?)(?![a-z])")
"""Names of files of what is written to customers, who may be thanked for a call."""
_FIRST = late(r":[ \t]*[\"'“]?(?:I|I['’]\w+|My)\b")
"""Words of somebody who speaks of himself."""
_REBUTTED = late(r"(?:^|[^a-z])(?:objections?|rebuttals?|push-?backs?|come-?backs?|handling)(?![a-z])")
_WHO = late(
    r"\b(?:who|speaker|role|actor)[\"']?[ \t]*:[ \t]*[\"']?(?:agent|advis[eo]r|caller|rep|operator)\b", re.IGNORECASE
)
_HEARD_WITHIN = 20_000
"""Characters at the beginning of a file in which somebody speaks as on a call."""
_GOES_TO = (
    r"\b(?:(?:node|step|screen|state|block|card)s?|(?:go|goes|jump|jumps|switch|straight|moves?) to)[ :“\"']+{}\b"
)
"""Words of a note that send the customer to a step, from wherever in the call."""
_REPLIED = frozenset(("response", "responses", "reply", "answer"))
"""What an adviser says to an objection stands under these keys."""


def is_call_data(path: str, text: str, kind: str | None = None) -> bool:
    """Whether JSON or YAML is a call: a graph of what is said, or words to be said beside what shows a call."""
    is_named = kind == "script" or _NAMED.search(path.lower().rpartition("/")[2]) is not None
    if not is_named and len(text) > bounds.LARGEST_SOUGHT:
        return False
    is_objected = _OBJECTED.search(text) is not None
    is_heard = is_said_on_a_call(text[:_HEARD_WITHIN])
    has_who = _WHO.search(text) is not None
    is_shaped = _SHAPED.search(text) is not None and is_sure(text)
    name = path.lower().rpartition("/")[2]
    may_reply = len(_FIRST.findall(text)) > 1 and (_REBUTTED.search(name) is not None or is_sure(text))
    shows = is_named or is_objected or is_heard or has_who or is_shaped or may_reply or _STATED.search(text)
    if not (shows or len(_SPOKEN.findall(text)) > 1):
        return False
    try:
        root = parsed(text).root
    except ReadError:
        return False
    said = [key for key, value in scalars(root) if is_prose(value) and is_sentence(value)]
    is_objected = is_objected or (may_reply and any(key == "objection" for key, _ in scalars(root)))
    spoken = sum(key in keys.SAID or key in keys.ASKED for key in said)
    spoken += is_objected and any(key in _REPLIED for key in said)
    is_known = kind == "script" or is_call(root) or is_objected
    if spoken and (is_known or (spoken > 1 and (is_named or is_heard))):
        return True
    if said and has_turns(root) and (is_known or is_named or is_heard or has_campaign(root)):
        return True
    if dials(root) and any(is_prose(one) and is_sure(one.text) and is_addressed(one.text) for _, one in scalars(root)):
        return True
    is_spoken = len(said) > 1 and told_of_root(root, path) == CUSTOMERS
    if is_spoken and (is_call(root) or is_heard or has_turns(root) or _has_lines(root)):
        return not _WRITTEN.search(path.lower().rpartition("/")[2])
    if len(said) < 2 or not (is_known or is_named or is_heard or spoken > 1 or (is_shaped and is_spoken)):
        return False
    found = _spoken_graph(root)
    return found is not None and sum(speaks(node) for _, node in found.nodes) * 2 >= len(found.nodes)


def _is_typed(text: str, path: str) -> bool:
    """Whether what is said is written in a chat, as the file is called, its first remark says, or a bot's words do."""
    if _CHAT.search(path.lower().rpartition("/")[2]):
        return True
    return not is_said_on_a_call(text) and (_CHAT_REMARK.match(text) is not None or _TYPED.search(text) is not None)


def _has_lines(root: Value) -> bool:
    """Whether words stand under a key of what is said in turn, not deep."""
    return any(
        _LINES.fullmatch(plain(name)) and len([one for _, one in scalars(value) if is_prose(one)]) > 1
        for name, value in ordered(root)
    )


def _spoken_graph(root: Value) -> Graph | None:
    """The graph of a file, if at least two of its nodes say something, and most of what is said stands in them."""
    found = graph(root)
    own = [sum(is_prose(one) for _, one in scalars(node)) for _, node in found.nodes] if found else []
    said = sum(is_prose(one) for _, one in scalars(root))
    return found if sum(map(bool, own)) > 1 and sum(own) * 2 >= said else None


def open_call_data(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """The call that a file says, and the messages that it leaves (on an answerphone, by text) as parts of their own.

    Raises ReadError for what is no JSON and no YAML, or where no words are said.
    """
    source = decode(data, path)
    flow = parsed(source.text)
    found = _spoken_graph(flow.root)
    call = _Nodes(flow, found) if found else Keyed(flow)
    reading = call.read()
    if "channel" not in reading.declared and _is_typed(source.text, path):
        reading = replace(reading, declared={"direction": "inbound", **reading.declared, "channel": "web"})
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


class _Nodes(Steps):
    """Takes the nodes of a graph as steps."""

    def __init__(self, flow: Parsed, found: Graph) -> None:
        super().__init__(flow)
        self._found, self.ways = found, found.ways

    def read(self) -> Reading:
        """The call whose steps are the nodes of a graph."""
        flow, found = self.flow, self._found
        kept = found.nodes[: len(flow.few(tuple(node for _, node in found.nodes)))]
        drafts = [(flow.step(key.text, key), key, node) for key, node in kept]
        for draft, key, node in drafts:
            self._node(draft, key, node, found)
        named = {key.text: draft for draft, key, _ in drafts}
        for edge in found.edges:
            if edge.start.text in named:
                label = self.label(edge.edge, (edge.start, edge.end))
                block = flow.answer(label, named[edge.start.text]) if label else None
                way = block.text if block else label.text if label else ""
                named[edge.start.text].ways.append((edge.end, way, block))
        behind = self._behind(found)
        for draft, key, _ in drafts:
            if not draft.ways and not any(act.do == "end" for act in draft.acts):
                draft.ways.append((behind.get(key.text), "", None))
        start = self._start(found)
        first = named.get(start.text, drafts[0][0])
        told = "\n".join(one.text for one in _told(flow.root, (found.whole, *found.lists)) if is_prose(one))
        for draft, key, _ in drafts:
            if draft is not first and re.search(_GOES_TO.format(re.escape(key.text)), told, re.IGNORECASE):
                first.ways.append((key, "as noted", None))
        self.notes((found.whole, *found.lists))
        return self.reading(start)

    def _behind(self, found: Graph) -> dict[str, Value]:
        """What stands behind each step, to which one without a way of its own goes on.

        That is the next of its section; in one list of all steps the next to which nothing else leads, where it has no
        key for its ways.
        """
        if found.edges:
            return {}
        names = {id(node): key for key, node in found.nodes}
        led = _led(found)
        leading = {
            name
            for _, node in found.nodes
            for name, member in ordered(node)
            if next(targets(member, plain(name), found.ways), None) is not None
        }
        pairs = [pair for each in found.lists for pair in pairwise(each.items)]
        pairs += [
            (one, other)
            for one, other in pairwise(found.whole.items)
            if id(other) in names and names[id(other)].text not in led and leading.isdisjoint(one.members)
        ]
        return {
            names[id(one)].text: names[id(other)] for one, other in pairs if id(one) in names and id(other) in names
        }

    def _start(self, found: Graph) -> Value:
        """What names the first step: said beside the nodes, or else a node to which nothing leads, or the first."""
        for name, value in _beside(self.flow.root, found.whole):
            if keys.STARTS.fullmatch(name) and (value.text in found.names or re.fullmatch(r"[\w-]+", value.text)):
                return value
        led = _led(found)
        return next((key for key, _ in found.nodes if key.text not in led), found.nodes[0][0])

    def _node(self, draft: Draft, key: Value, node: Value, found: Graph) -> None:
        channel = self.channel((key, *(value for name, value in ordered(node) if plain(name) in ("type", "kind"))))
        if channel:
            self.apart.append((channel, []))
        rest: list[Value] = []
        for name, member in sorted(ordered(node), key=_rank):
            if name != found.named:
                self.member(draft, node.keys[name], member, plain(name), bool(channel), rest)
        self.left(draft, rest, bool(channel))


def _led(found: Graph) -> set[str]:
    """The names of the steps to which others lead."""
    led = {one.text for _, node in found.nodes for one in targets(node, "", found.ways)}
    return led | {edge.end.text for edge in found.edges}


def _rank(member: tuple[str, Value]) -> int:
    """In what order the members of a node act: a pause before what is said, and what else is done after it."""
    if plain(member[0]) not in keys.DONE:
        return 1
    return 0 if keys.deed_of(member[1].text) == "pause_recording" else 2


def _beside(value: Value, whole: Value) -> Iterator[tuple[str, Value]]:
    """The texts and literals outside the nodes, with the plain names of their keys."""
    for name, member in ordered(value):
        if member.kind in ("string", "literal"):
            yield plain(name), member
        elif member is not whole:
            yield from _beside(member, whole)


def _told(value: Value, apart: Sequence[Value]) -> Iterator[Value]:
    """The texts outside of what stands apart, however deep."""
    if any(value is one for one in apart):
        return
    if value.is_text:
        yield value
    for one in (*value.members.values(), *value.items):
        yield from _told(one, apart)
