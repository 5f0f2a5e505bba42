"""Rules, settings and registers from strangers are data: hostile ones are refused, with little work, and none runs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from offerlint.config.find import ConfigError
from offerlint.config.read import read_config
from offerlint.registers.evidence import read_evidence
from offerlint.registers.offers import read_offers
from offerlint.rules.load import LARGEST, load_rules
from offerlint.rules.phrase_compile import compile_phrase
from offerlint.rules.phrase_error import PhraseError
from offerlint.rules.phrase_lists import PhraseLists
from offerlint.rules.writing import Writing
from offerlint.rules.yaml_tree import RuleError

Count = Callable[[Callable[[], object]], int]

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
RUNS = "!!python/object/apply:os.system ['touch ran']"
HOSTILE = [
    ("aliases that multiply", BOMB, "anchors (&) and aliases (*) are not used"),
    ("an alias of itself", "title: &a [*a]\n", "anchors (&) and aliases (*) are not used"),
    ("code", f"title: {RUNS}\n", "a tag (tag:yaml.org,2002:python/object/apply:os.system) has no place"),
    ("a module", "title: !!python/module:os {}\n", "has no place in a rule file"),
    ("a local tag", "title: !include /etc/passwd\n", "a tag (!include) has no place in a rule file"),
    ("merge keys", "<<: {title: x}\n", "a rule has no key “<<”"),
    ("a key twice", "title: a\ntitle: b\n", "“title” is here twice (first on line 1); keep one"),
    ("two documents", "title: a\n---\ntitle: b\n", "a second document begins here"),
    ("depth", "title: " + "[" * 90_000, "nested too deep"),
    ("depth of mappings", "title: " + "{a: " * 40_000, "nested too deep"),
    ("a key that is a list", "? [a]\n: b\n", "a key is one word"),
    ("NUL", "title: a\x00b\n", "not valid YAML"),
    ("a control character", "title: a\x1bb\n", "not valid YAML"),
    ("no UTF-8", b"title: \xff\xfe\n", "not UTF-8; save it as UTF-8"),
    ("nothing", "", "the file is empty"),
    ("only a list", "- a\n", "a rule is a mapping"),
    ("size", "title: " + "x" * LARGEST, f"too large: only files of up to {LARGEST:,} bytes are read"),
]


@pytest.mark.parametrize(("text", "said"), [pytest.param(text, said, id=name) for name, text, said in HOSTILE])
def test_a_hostile_rule_file_is_refused(text: str | bytes, said: str, tmp_path: Path, calls: Count) -> None:
    path = tmp_path / "house" / "x.yaml"
    path.parent.mkdir()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = []
    assert calls(lambda: found.append(load_rules([tmp_path]))) < 50_000
    (problem,) = found[0].problems
    assert problem.path == path.as_posix()
    assert said in problem.message
    assert not (tmp_path / "ran").exists()
    assert not Path("ran").exists()


@pytest.mark.parametrize(
    ("text", "said"), [(BOMB, "anchors"), (f"profile: {RUNS}", "has no place"), ("[" * 9_000, "deep")]
)
def test_so_is_a_hostile_configuration(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "offerlint.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=said):
        read_config(path)
    for reader in (read_offers, lambda words: read_evidence(words, Writing())):
        with pytest.raises(RuleError, match=said):
            reader(text)


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5_000, "a = " + "{a=" * 5_000, "a = " + "9" * 9_000, "\x00", "a = 1e999999", "=", "[tool"]
)
def test_hostile_toml_is_refused_or_says_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text, "utf-8")
    try:
        read_config(path)
    except ConfigError as error:
        assert str(path) in str(error)


def test_a_settings_file_of_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "offerlint.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(ConfigError, match="too large"):
        read_config(path)


PHRASES = [
    ("brackets", "(" * 500 + "a" + ")" * 500),
    ("optional brackets", "[" * 500 + "a" + "]" * 500),
    ("never closed", "(" * 10_000),
    ("never opened", ")" * 10_000),
    ("very long", "word " * 50_000),
    ("very many options", "(" + "|".join(f"w{i}" for i in range(3_000)) + ") " * 2),
    ("gaps", "a " + "... " * 3_000 + "b"),
    ("facts", "{price} " * 3_000),
    ("an unknown list", "@nothing"),
    ("NUL", "a\x00b"),
    ("a lone surrogate", "a\ud800b"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in PHRASES])
def test_a_hostile_phrase_is_refused_or_small(text: str, calls: Count) -> None:
    def compiled() -> None:
        try:
            compile_phrase(text, PhraseLists())
        except PhraseError as error:
            assert error.message
            assert 0 <= error.offset <= len(text)

    assert calls(compiled) < 2_000_000


def test_shared_lists_that_multiply_are_refused() -> None:
    lists = {"l0": ["a b"]} | {f"l{i}": [f"@l{i - 1} @l{i - 1} @l{i - 1}"] for i in range(1, 30)}
    with pytest.raises(PhraseError):
        compile_phrase("@l29", PhraseLists(lists))


@pytest.mark.skipif(os.name == "nt", reason="files of Unix")
def test_a_ruleset_reads_nothing_outside_of_itself(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hunter2\n", "utf-8")
    house = tmp_path / "rules" / "house"
    house.mkdir(parents=True)
    (house / "x.yaml").symlink_to(secret)
    (house / "pipe.yaml").unlink(missing_ok=True)
    os.mkfifo(house / "pipe.yaml")
    problems = load_rules([tmp_path / "rules"]).problems
    told = {Path(one.path).name: one.message for one in problems}
    assert told["x.yaml"] == "a link that leads out of the folder of rules; put the file in it"
    assert told["pipe.yaml"].startswith("this is a pipe, not a file")
    assert "hunter2" not in str(problems)
