"""To whom data speaks whose keys do not tell: values under keys, weighed by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from offerlint.reading import bounds
from offerlint.reading.call_keys import UNSAID
from offerlint.reading.call_parse import parsed
from offerlint.reading.call_shape import scalars
from offerlint.reading.errors import ReadError
from offerlint.reading.json_scan import Value
from offerlint.reading.voice import is_named_for_staff, is_order, is_sure, voice
from offerlint.text.key import plain
from offerlint.text.late import late

Pair = tuple[str, str]
CUSTOMERS, STAFF = "customers", "staff"
"""To whom data may speak."""
_OF_PROGRAMS = late(
    r"^[\s{]{0,4}[\"']?(?:openapi|swagger|\$schema|\$ref|apiVersion|jobs|dependencies|devDependencies|compilerOptions|"
    r"nbformat|cells|asyncapi|discoveryVersion|smithy|testcases)[\"']?\s*[:=]",
    re.MULTILINE,
)
"""Keys at the top of files that programs read."""
_OF_OTHERS = late(
    r"sentiment|polarity|review_?text|reviewer\w*|reviews|tweet(?:_id|s)?|retweet\w*|screen_name|subreddit|upvotes|"
    r"verbatims?|nps|utterances?|few_?shot\w*|system_prompt|ground_truth|expected_output|passages?|qas|"
    r"plots?|synopsis|abstract|lyrics|scenarios?|context|question_text|transactions?"
)
"""Keys of what others wrote, and of what a model is taught with."""
_ABOUT = late(
    r"(?:.*_)?(?:description|notes?|comments?|summary|owner|changelog|synonyms|examples?|patterns|help|docs?|doc_?string|todo|"
    r"internal\w*|rationale|reason|why|source|brief|prompt_template)"
)
"""Keys of what is told about the words."""
_FOR_STAFF = late(
    r"(?:.*_)?(?:points?|marks?|scores?|scoring|weight(?:ing)?|(?:auto(?:matic)?_?)?fails?|criteria|criterion|standards?|"
    r"behaviou?rs?|listener|scorer|assessor|guidance|coach\w*|what_good_looks_like|good|poor|checks?|expected|tips?|"
    r"dos?|donts?|do_not|must|should|module|trainer|agents?|advis[eo]rs?|pacing|dispositions?|wrap_?up|pass_mark)(?:_.*)?"
)
"""Keys of what staff are told, or how they are marked."""
_TO_STAFF = late(
    r"notes?_(?:for|to)_\w*(?:staff|team|agents?|advis[eo]rs?|reps?|supervisors?|colleagues|handlers?|tills?|store|sales)|"
    r"(?:agents?|advis[eo]rs?|staff|reps?|team|supervisors?)_(?:notes?|guidance|instructions?|tips?|actions?)"
)
"""Keys of what staff are told."""
_FEWEST_SIGNS = 2


def addressee(pairs: Iterable[Pair], path: str) -> str:
    """To whom the values under plain keys speak, customers or staff; empty where to neither."""
    found = [(key, text) for key, text in pairs if not UNSAID.fullmatch(key)]
    keys = {key for key, _ in found}
    if any(map(_OF_OTHERS.fullmatch, keys)):
        return ""
    whole = voice([text for key, text in found if not _ABOUT.fullmatch(key)])
    if any(is_to_staff(key) and voice([text]).matters > 1 for key, text in found) and not whole.sure:
        return STAFF
    if is_for_staff([text for _, text in found], keys, path):
        return STAFF
    return CUSTOMERS if whole.is_to_customers else ""


def is_to_staff(key: str) -> bool:
    """Whether what stands under a plain key is told to staff."""
    return _TO_STAFF.fullmatch(key) is not None


def is_for_staff(texts: Sequence[str], keys: Iterable[str], path: str) -> bool:
    """Whether texts are of work with customers, and their file's name, keys or orders show that staff read them."""
    own = {key for key in keys if _FOR_STAFF.fullmatch(key)}
    named = is_named_for_staff(PurePosixPath(path).name)
    shown = named or len(own) + sum(map(is_order, set(texts))) >= _FEWEST_SIGNS
    return shown and voice(texts).is_about_customers


def told_of(text: str, suffix: str, path: str) -> str:
    """To whom the text of a file with this ending speaks, customers or staff; empty where to neither."""
    if suffix == ".properties":
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    most = bounds.LARGEST_SOUGHT if suffix == ".json" else bounds.LARGEST_WEIGHED
    if len(text) > most or _OF_PROGRAMS.search(text) or not _may_speak(text, path):
        return ""
    if suffix in (".toml", ".properties"):
        pattern = _PAIR[suffix]
        return addressee(((plain(one["key"]), one["words"]) for one in pattern.finditer(text)), path)
    try:
        root = parsed(text).root
    except ReadError:
        return ""
    return told_of_root(root, path)


def told_of_root(root: Value, path: str) -> str:
    """To whom the values of JSON or YAML speak, customers or staff; empty where to neither."""
    keys = [(plain(key), "") for key in _keys_of(root)]
    return addressee([*keys, *((plain(key), one.text) for key, one in scalars(root) if one.is_text)], path)


def _keys_of(value: Value) -> Iterable[str]:
    yield from value.members
    for one in (*value.members.values(), *value.items):
        yield from _keys_of(one)


def _may_speak(text: str, path: str) -> bool:
    """Whether some words of a file could be for customers or staff, before it is taken apart."""
    return is_sure(text) or is_named_for_staff(PurePosixPath(path).name) or _WORK(text) is not None


_WORK = late(r"\b(?:customers?|callers?|account holder)\b", re.IGNORECASE).search
_PAIR = {
    ".toml": late(
        r"^[ \t]*(?P<key>[A-Za-z][\w.-]*)[ \t]*=[ \t]*\[?\s*(?:\"\"\"\s*|\"|')(?P<words>[^\"\n]{1,2000})", re.MULTILINE
    ),
    ".properties": late(
        r"^[ \t]*(?P<key>[A-Za-z][\w.\-]*)[ \t]*[=:][ \t]*(?P<words>(?:\\\r?\n|.){1,2000})", re.MULTILINE
    ),
}
_ESCAPE = late(r"\\u([0-9a-fA-F]{4})")
