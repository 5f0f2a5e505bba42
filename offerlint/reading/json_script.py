"""A call script in JSON of a firm's own making; the configuration says which keys hold what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from offerlint.model.vocabulary import DO_WORDS
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.json_scan import NOTHING, JsonError, Value, scan
from offerlint.reading.markup import Reading, identity
from offerlint.reading.opener import Opened
from offerlint.reading.tool_flow import Draft, ToolFlow
from offerlint.text.late import late
from offerlint.text.nearest import did_you_mean

FIELDS = late(r"\{\{.*?\}\}|\$?\{[A-Za-z_][\w. -]{0,60}\}|\[[A-Z][A-Za-z_ ]{1,40}\]")
CUSTOMER = late(r"(?i:customer|caller|client|consumer|member|user|prospect|contact)")
NOTE = late(r"(?i:notes?|instructions?|guidance|stage|prompt|system|adviser notes?|agent notes?)")


def open_json_script(data: bytes, path: str, said: Mapping[str, object]) -> Opened:
    """The call that a file says; raises ReadError for what is no JSON, or where nothing says which keys hold what."""
    keys = said.get("script")
    if not isinstance(keys, Mapping) or not {"words", "ask", "turns"} & set(keys):
        raise ReadError("nothing says which keys of this script hold words; say it with script: in offerlint.yaml")
    source = decode(data, path)
    try:
        root = scan(source.text)
    except JsonError as error:
        line = source.lines.position(error.offset).line
        raise ReadError(f"this is not JSON: {error} was expected here; mend it", line) from error
    script = _Script(ToolFlow(identity(source.text), FIELDS), {str(key): str(value) for key, value in keys.items()})
    reading = script.read(root)
    if not reading.blocks and not reading.problems:
        raise ReadError("no step with words is here; look whether script: in offerlint.yaml names the right keys")
    return Opened(source, reading, markup="json-script")


class _Script:
    """Follows the steps of a script, in their order and one inside another."""

    def __init__(self, flow: ToolFlow, keys: Mapping[str, str]) -> None:
        self.flow, self._keys = flow, keys
        self._count = 0

    def read(self, root: Value) -> Reading:
        """All that the script says."""
        steps = self._at(root, "steps") if "steps" in self._keys else root
        begun = self._chain(list(_named(steps)))
        start = self._at(root, "start") if "start" in self._keys else NOTHING
        return self.flow.reading(start if start.is_text else begun, {})

    def _at(self, value: Value, what: str) -> Value:
        """What stands under a key of the configuration."""
        path = self._keys.get(what)
        return value.at(*path.split(".")) if path else NOTHING

    def _chain(self, steps: Sequence[tuple[Value, Value]]) -> Value:
        """Takes steps that stand one after another, each with the key it stands under; gives the name of the first."""
        drafts = [(self._begun(name, step), step) for name, step in self._few(steps)]
        for number, ((draft, _), step) in enumerate(drafts):
            following = drafts[number + 1][0][1] if number + 1 < len(drafts) else None
            self._fill(draft, step, following)
        return drafts[0][0][1] if drafts else NOTHING

    def _few(self, steps: Sequence[tuple[Value, Value]]) -> Sequence[tuple[Value, Value]]:
        kept = self.flow.few(tuple(step for _, step in steps if step.kind == "object"))
        return [(name, step) for name, step in steps if step.kind == "object"][: len(kept)]

    def _begun(self, name: Value, step: Value) -> tuple[Draft, Value]:
        own = self._at(step, "name")
        key = own if own.text.strip() else name
        if not key.text:
            self._count += 1
            key = Value("literal", step.start, step.start + 1, text=f"step {self._count}")
        return self.flow.step(key.text, key), key

    def _fill(self, draft: Draft, step: Value, following: Value | None) -> None:
        """Writes what a step says and does, and where it leads."""
        said = [(words, kind, one) for one in (step, *self._at(step, "turns").items) for words, kind in self._said(one)]
        for words, kind, one in sorted(said, key=lambda each: each[0].start):
            if kind == "do":
                self._do(draft, words)
            else:
                self._say(draft, words, self._at(one, "speaker"), kind)
        led = False
        for answer, label, target in self._answers(step):
            led = True
            draft.ways.append((target, label, self.flow.answer(answer, draft)))
        follows = self._target(self._at(step, "next"))
        if follows is None and not led and "next" not in self._keys:
            follows = following
        ends = any(act.do == "end" for act in draft.acts)
        if follows is not None or not (led or ends):
            draft.ways.append((follows, "", None))

    def _said(self, one: Value) -> Iterator[tuple[Value, str]]:
        """What a step or a turn holds, each with what it is."""
        for kind in ("note", "words", "ask", "do"):
            yield from ((words, kind) for words in _texts(self._at(one, kind)))

    def _do(self, draft: Draft, deed: Value) -> None:
        if deed.text in DO_WORDS:
            self.flow.do(draft, deed.text, deed)
        else:
            known = did_you_mean(deed.text, DO_WORDS)
            self.flow.unread(deed, f"“{deed.text}” is nothing that rules know a call to do; {known}")

    def _answers(self, step: Value) -> Iterator[tuple[Value, str, Value | None]]:
        answers = self._at(step, "answers")
        for name, target in answers.members.items():
            yield NOTHING, name.strip(), self._target(target)
        for one in answers.items:
            words = self._at(one, "answer")
            yield words, words.text.strip(), self._target(self._at(one, "go"))

    def _target(self, value: Value) -> Value | None:
        """The name of the step that a value names or is; None where there is none."""
        if value.kind == "object":
            return self._chain([(NOTHING, value)])
        if value.kind == "array":
            return self._chain([(NOTHING, item) for item in value.items])
        return value if value.text.strip() and value.text != "null" else None

    def _say(self, draft: Draft, words: Value, speaker: Value, kind: str) -> None:
        if kind == "note" or NOTE.fullmatch(speaker.text.strip()):
            self.flow.note(draft, words)
        elif CUSTOMER.fullmatch(speaker.text.strip()):
            self.flow.answer(words, draft)
        else:
            self.flow.say(draft, words, "ask" if kind == "ask" else "say")


def _texts(value: Value) -> Iterator[Value]:
    """A text, or the texts of a list."""
    yield from (one for one in (value, *value.items) if one.is_text)


def _named(steps: Value) -> Iterator[tuple[Value, Value]]:
    """The steps of a list or a mapping, each with its name if it has one there; a lone step is one."""
    if steps.kind == "array":
        yield from ((NOTHING, item) for item in steps.items)
    elif all(member.kind == "object" for member in steps.members.values()) and steps.members:
        for name, step in steps.members.items():
            yield Value("literal", step.start, step.start + 1, text=name), step
    elif steps.kind == "object":
        yield NOTHING, steps
