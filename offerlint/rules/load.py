"""From folders of rule files to a rulebook; a file with a mistake is a problem and the others still load."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from offerlint.disk import UnreadableError, is_file, is_folder, read_bytes
from offerlint.model.document import Problem
from offerlint.model.figure import Figure
from offerlint.model.later import Later
from offerlint.model.rule import Rule
from offerlint.rules.figure_shape import figures_shape
from offerlint.rules.guard_shape import shared_list
from offerlint.rules.phrase_lists import PhraseLists
from offerlint.rules.rule_shape import rule_shape
from offerlint.rules.rulebook import Rulebook, SharedList, bundled
from offerlint.rules.writing import Writing
from offerlint.rules.yaml_tree import Items, Leaf, Node, RuleError, Table, tree
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

__all__ = ["Rulebook", "bundled", "load_rules"]

PHRASES = "phrases"
"""The folder of shared lists."""

FIGURES = "figures.yaml"
"""The file of dated figures, which is no rule wherever it stands."""

LARGEST = 200_000
"""Bytes that a rule file may have."""

_SLUG = late(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a ruleset or of the shared lists; `shown` is its path as the user would write it."""

    path: Path
    shown: str

    @property
    def id(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def rule(self) -> str | None:
        """The id of the rule that it holds, None when it holds something else."""
        return None if self.is_list or self.is_figures else self.id

    @property
    def is_list(self) -> bool:
        return self.path.parent.name == PHRASES

    @property
    def is_figures(self) -> bool:
        return self.path.name == FIGURES


NOTHING = Rulebook(())


def load_rules(folders: Iterable[str | Path], base: Rulebook = NOTHING) -> Rulebook:
    """The rules of folders of rulesets, of single rulesets, or of single files.

    Whatever is wrong is among the problems, each with its file and line; a later folder's shared
    list, or figure, replaces an earlier one of the same name.

    `base` are rules that are there already: theirs are the ids that are taken, and the shared lists and figures
    that may be used. Nothing of it is among what is returned.
    """
    problems: list[Problem] = []
    files = list(_files(folders, base, problems))
    figures = _figures([file for file in files if file.is_figures], problems)
    writing = base.writing(figures)
    lists = _lists([file for file in files if file.is_list and not file.is_figures], writing, problems)
    rules: dict[str, Rule] = {}
    for file in files:
        if file.is_list or file.is_figures:
            continue
        rule = _rule(file, writing, problems)
        if rule is None:
            continue
        taken = next((one for one in (*base.rules, *rules.values()) if rule.id in (one.id, *one.formerly)), None)
        if taken:
            problems.append(Problem(file.shown, f"{taken.path} is a rule of this id already; rename one", rule=rule.id))
        else:
            rules[rule.id] = rule
    return Rulebook(tuple(rules[key] for key in sorted(rules)), Later.of(lists), tuple(problems), figures)


def _files(folders: Iterable[str | Path], base: Rulebook, problems: list[Problem]) -> Iterator[_File]:
    """The files to load, each once, in order of the folders and then of their paths."""
    there = [rule.path for rule in base.rules] + [shared.path for shared in base.lists.values()]
    seen = set(map(os.path.realpath, there))
    for folder in map(Path, folders):
        if not is_folder(folder) and not is_file(folder):
            problems.append(Problem(str(folder), "no such folder of rules; check the spelling of the path"))
            continue
        for path in _yaml_files(folder, problems):
            shown, place = path.as_posix(), os.path.realpath(path)
            if place in seen:
                continue
            seen.add(place)
            if path != folder and not Path(place).is_relative_to(os.path.realpath(folder)):
                problems.append(Problem(shown, "a link that leads out of the folder of rules; put the file in it"))
            elif path.suffix == ".yml":
                problems.append(Problem(shown, f"rule files end in .yaml; rename it to {path.stem}.yaml"))
            elif path.name != FIGURES and not (_SLUG.fullmatch(path.stem) and _SLUG.fullmatch(path.parent.name)):
                problems.append(Problem(shown, "a rule's file and folder are named in small letters with hyphens"))
            else:
                yield _File(path, shown)


def _yaml_files(folder: Path, problems: list[Problem]) -> Sequence[Path]:
    if is_file(folder):
        return [folder]
    try:
        own = [path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")]
    except OSError as error:
        problems.append(Problem(folder.as_posix(), f"cannot be read: {(error.strerror or str(error)).lower()}"))
        return []
    below = [path for path in folder.glob("*/*") if path.suffix in (".yaml", ".yml")]
    return sorted(path for path in (*own, *below) if not any(part.startswith(".") for part in path.parts[-2:]))


def _figures(files: Sequence[_File], problems: list[Problem]) -> dict[str, Figure]:
    """The figures of all the files by name, in order of the names."""
    found: dict[str, Figure] = {}
    for file in files:
        read = _tree(file, problems)
        try:
            found |= figures_shape().read(read[1]) if read else {}
        except RuleError as error:
            problems.append(_problem(file, read[0] if read else "", error))
    return dict(sorted(found.items()))


def _lists(files: Sequence[_File], writing: Writing, problems: list[Problem]) -> dict[str, SharedList]:
    """The shared lists of the files, which `writing` knows from then on."""
    nodes: dict[str, tuple[_File, str, Node]] = {}
    for file in files:
        read = _tree(file, problems)
        if read:
            nodes[file.path.stem] = (file, *read)
    texts = {name: tuple(_texts(node)) for name, (_, _, node) in nodes.items()}
    writing.lists = PhraseLists({**writing.lists.texts, **texts}, writing.lists.figures)
    found: dict[str, SharedList] = {}
    for name, (file, text, node) in nodes.items():
        writing.lines = text.splitlines()
        try:
            found[name] = shared_list(name, file.shown, writing).read(node)
        except RuleError as error:
            problems.append(_problem(file, text, error))
    writing.guards = {**writing.guards, **{name: one.guards for name, one in found.items()}}
    return found


def _texts(node: Node) -> Iterator[str]:
    """The phrases of a shared list, whatever its shape."""
    if not isinstance(node, Table):
        return
    for key in ("phrases", "parts"):
        value = node.nodes.get(key)
        entries = value.nodes if isinstance(value, Items) else (value,)
        for entry in entries:
            if isinstance(entry, Leaf):
                yield entry.text
            elif isinstance(entry, Table):
                yield from _texts(entry)


def _rule(file: _File, writing: Writing, problems: list[Problem]) -> Rule | None:
    read = _tree(file, problems)
    if read is None:
        return None
    text, node = read
    writing.lines = text.splitlines()
    try:
        rule: Rule = rule_shape(file.id, file.shown, writing).read(node)
    except RuleError as error:
        problems.append(_problem(file, text, error))
        return None
    return rule


def _tree(file: _File, problems: list[Problem]) -> tuple[str, Node] | None:
    """The text of a file and its tree."""
    rule = file.rule
    try:
        text = read_bytes(file.path, LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem(file.shown, "not UTF-8; save it as UTF-8", 1, rule))
        return None
    except UnreadableError as error:
        problems.append(Problem(file.shown, str(error), None, rule))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return text, tree(text)
    except RuleError as error:
        problems.append(_problem(file, text, error))
        return None


def _problem(file: _File, text: str, error: RuleError) -> Problem:
    lines = text.splitlines()
    line = lines[error.line - 1].strip() if error.line <= len(lines) else ""
    shown = f" | {line[:100]}" if line else ""
    message = f"column {error.column}: {error.message}{shown}"
    return Problem(file.shown, message, error.line, rule=file.rule)
