"""The graph in JSON or YAML of any make: what its nodes are, by which key they are named, and which keys lead on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice

from offerlint.reading.call_keys import ENDS, EVENT, FROM, GOES, HANDED, IDS, LEADS, NO_WAYS, NOTED, SAID, TARGETS
from offerlint.reading.json_scan import Value
from offerlint.text.frozen import dataclass
from offerlint.text.key import plain
from offerlint.text.late import late

_PROSE = late(r"[^\W\d_]{2,}[,;:]?['’\w]*[\s,;:–—-]+[^\W\d_]+.*?[^\W\d_]{2,}", re.DOTALL)
"""Words that somebody may say, and no name of something."""
_SENTENCE = late(r"\W{0,3}[A-Z].*[.?!…]\W{0,3}\Z", re.DOTALL)
_DEEPEST = 6
"""How deep within a file the nodes of its graph are looked for."""
_MOST_LISTS = 20
_OF_STEPS = ("steps", "nodes", "screens", "blocks", "questions", "lines")
"""Keys under which the steps of a section stand."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way that stands apart from the nodes."""

    start: Value
    end: Value
    edge: Value


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes, each with the value that names it; `ways` are the keys whose values are names of nodes.

    `whole` is what holds the nodes, `named` the key by which a list names them; `edges` stand in `lists`.
    """

    nodes: tuple[tuple[Value, Value], ...]
    whole: Value
    named: str = ""
    ways: frozenset[str] = frozenset()
    edges: tuple[Edge, ...] = ()
    lists: tuple[Value, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """What the nodes are called."""
        return frozenset(key.text for key, _ in self.nodes)


def graph(root: Value) -> Graph | None:
    """The graph whose ways name the most of its nodes, of which two at least say something; None where none does."""
    found: list[tuple[int, Graph]] = []
    pooled = _pooled(root)
    wholes = [(whole, ()) for whole in islice(filter(_says, _collections(root, 0)), _MOST_LISTS)]
    for whole, parts in (*wholes, *pooled):
        for named, nodes in _named(whole):
            one = Graph(nodes, whole, named)
            ways, hits = _ways(one)
            edges, lists = _edges(root, one) if not parts else ([], [])
            if len(edges) > hits:
                found.append((len(edges), Graph(nodes, whole, named, frozenset(), tuple(edges), tuple(lists))))
            elif hits:
                found.append((hits, Graph(nodes, whole, named, ways, lists=parts)))
    return max(found, key=lambda each: each[0], default=(0, None))[1]


def _pooled(root: Value) -> Iterator[tuple[Value, tuple[Value, ...]]]:
    """The steps of all sections as one list, with the lists that they stand in, where there are several."""
    lists = tuple(islice(_steps(root, "", 0), _MOST_LISTS))
    if len(lists) > 1:
        items = tuple(item for each in lists for item in each.items)
        yield Value("array", lists[0].start, lists[-1].end, items=items), lists


def _steps(value: Value, key: str, depth: int) -> Iterator[Value]:
    if value.kind == "array" and key in _OF_STEPS and value.items:
        yield value
    elif depth < _DEEPEST:
        for name, one in value.members.items():
            yield from _steps(one, plain(name), depth + 1)
        for one in value.items:
            yield from _steps(one, "", depth + 1)


def _says(whole: Value) -> bool:
    """Whether two objects of a collection hold words that somebody may say."""
    inside = (one for one in (*whole.members.values(), *whole.items) if one.kind == "object")
    saying = (one for one in inside if any(is_prose(value) for _, value in scalars(one)))
    return len(list(islice(saying, 2))) == 2


def is_prose(value: Value) -> bool:
    """Whether a value is words that somebody may say: three at least."""
    return value.is_text and len(value.text.split()) > 2 and _PROSE.search(value.text) is not None


def is_sentence(value: Value) -> bool:
    """Whether words begin and end as a sentence does."""
    return _SENTENCE.match(value.text) is not None


def speaks(node: Value) -> bool:
    """Whether some sentence stands in a node, however deep, that is no note."""
    return any(key not in NOTED for key, value in scalars(node) if is_prose(value) and is_sentence(value))


def scalars(value: Value, key: str = "") -> Iterator[tuple[str, Value]]:
    """The texts and literals below a value, each with the plain name of the key that it or its list stands under."""
    if value.kind in ("string", "literal"):
        yield key, value
    for name, member in value.members.items():
        yield from scalars(member, plain(name))
    for item in value.items:
        yield from scalars(item, key)


def _collections(value: Value, depth: int) -> Iterator[Value]:
    """The lists and mappings of objects, the outer first."""
    inside = [*value.members.values(), *value.items]
    objects = sum(one.kind == "object" for one in inside)
    if objects > 1 and objects * 2 >= len(inside):
        yield value
    if depth < _DEEPEST:
        for one in inside:
            if one.kind in ("object", "array"):
                yield from _collections(one, depth + 1)


def _named(whole: Value) -> Iterator[tuple[str, tuple[tuple[Value, Value], ...]]]:
    """The nodes of a collection with what names them: the keys of a mapping, or any value that each has of its own."""
    if whole.kind == "object":
        nodes = [(whole.keys[name], node) for name, node in whole.members.items() if node.kind == "object"]
        yield "", tuple(nodes)
        return
    objects = [item for item in whole.items if item.kind == "object"]
    keys = sorted(objects[0].members, key=lambda name: IDS.index(plain(name)) if plain(name) in IDS else len(IDS))
    for name in keys[: len(IDS)]:
        nodes = [(key, one) for one in objects if (key := one.at(name)).kind in ("string", "literal")]
        texts = {key.text for key, _ in nodes}
        if len(texts) == len(nodes) == len(objects) and not any(is_prose(key) for key, _ in nodes):
            yield name, tuple(nodes)


def _ways(found: Graph) -> tuple[frozenset[str], int]:
    """The keys of the nodes whose values name nodes more often than not, and how often they do."""
    hits: Counter[str] = Counter()
    missed: dict[str, list[str]] = {}
    handed: set[str] = set()
    names = found.names
    for key, node in found.nodes:
        for name, value in ordered(node):
            if name != found.named or value.kind in ("object", "array"):
                for way, target in _below(value, plain(name), names):
                    hits[way] += target.text in names and target.text != key.text
                    if target.text in names or is_end(target):
                        continue
                    if TARGETS.fullmatch(way) and HANDED.fullmatch(plain(target.text)):
                        handed.add(way)
                    else:
                        missed.setdefault(way, []).append(target.text)
    ways = {name for name, count in hits.items() if count and count >= len(missed.get(name, ()))}
    if ways:
        ways |= {name for name in handed if name not in missed}
        ways |= {name for name, texts in missed.items() if not hits[name] and _means_step(name, texts, names)}
    return frozenset(ways), sum(hits[name] for name in ways)


def _means_step(way: str, texts: list[str], names: frozenset[str]) -> bool:
    """Whether a key of which no value is a name leads on, as it is called, or by values that are nearly names."""
    if GOES.fullmatch(way):
        return True
    is_way = TARGETS.fullmatch(way) or (EVENT.fullmatch(way) and way not in SAID)
    return bool(is_way) and all(get_close_matches(text, names, 1, 0.6) for text in texts[:5])


def _below(value: Value, key: str, names: frozenset[str]) -> Iterator[tuple[str, Value]]:
    """What may name another node, with the plain name of its key; of a mapping from answers that name with a star."""
    if value.kind in ("string", "literal"):
        is_number = value.kind == "literal" and not LEADS.fullmatch(key)
        if key not in NO_WAYS and key not in SAID and value.text and not is_number and not is_prose(value):
            yield key, value
        return
    for item in value.items:
        yield from _below(item, key, names)
    leaves = [name for name, one in value.members.items() if one.kind in ("string", "literal")]
    answers = [name for name in leaves if not TARGETS.fullmatch(plain(name))]
    named = sum(value.members[name].text in names or is_end(value.members[name]) for name in answers)
    is_mapping = len(answers) == len(leaves) and named * 3 >= len(leaves) * 2
    for name, member in value.members.items():
        if is_mapping and name in leaves:
            yield f"{key}.*", member
        else:
            yield from _below(member, plain(name), names)


def is_end(value: Value) -> bool:
    """Whether a value that could name a step says that the call ends."""
    return plain(value.text) in ENDS


def _edges(root: Value, found: Graph) -> tuple[list[Edge], list[Value]]:
    """The ways of lists of objects of which each names two nodes, and these lists."""
    names, edges, lists = found.names, list[Edge](), list[Value]()
    for whole in _lists(root, 0):
        if whole is found.whole:
            continue
        own = [edge for item in whole.items if (edge := _edge(item, names))]
        if own and len(own) * 5 >= len(whole.items) * 4:
            edges += own
            lists.append(whole)
    return edges, lists


def _lists(value: Value, depth: int) -> Iterator[Value]:
    if value.kind == "array" and value.items and all(item.kind == "object" for item in value.items):
        yield value
    elif depth < _DEEPEST:
        for one in (*value.members.values(), *value.items):
            yield from _lists(one, depth + 1)


def _edge(item: Value, names: frozenset[str]) -> Edge | None:
    """What a list of ways says: two keys that name nodes; from the one that is called so, or else from the first."""
    ends = [(name, one) for name, one in item.members.items() if one.text in names and plain(name) not in NO_WAYS]
    if len(ends) < 2:
        return None
    first = next((each for each in ends if plain(each[0]).startswith(FROM)), ends[0])
    other = next(each for each in ends if each is not first)
    return Edge(first[1], other[1], item)


def is_answers(value: Value, key: str, ways: frozenset[str]) -> bool:
    """Whether an object that stands under `key` is a mapping from answers to the names of nodes."""
    return f"{key}.*" in ways and value.kind == "object" and not any(plain(name) in ways for name in value.members)


def targets(value: Value, key: str, ways: frozenset[str]) -> Iterator[Value]:
    """What names nodes in a value that stands under `key`, however deep."""
    if value.kind in ("string", "literal"):
        if key in ways:
            yield value
        return
    answers = is_answers(value, key, ways)
    for item in value.items:
        yield from targets(item, key, ways)
    for name, member in ordered(value):
        if answers and member.kind in ("string", "literal"):
            yield member
        else:
            yield from targets(member, plain(name), ways)


def ordered(value: Value) -> list[tuple[str, Value]]:
    """The members of an object in the order in which they stand."""
    return sorted(value.members.items(), key=lambda pair: pair[1].start)
