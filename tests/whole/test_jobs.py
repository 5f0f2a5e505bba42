"""The same report, byte for byte, from one process and from several."""

from __future__ import annotations

import gc
import os
import signal
from datetime import date
from functools import partial
from multiprocessing import active_children
from operator import mul
from pathlib import Path

import pytest

from offerlint.api import load_rules
from offerlint.app import Terms, check, fitting_jobs
from offerlint.config.settings import Config
from offerlint.documents import ROOM, Documents
from offerlint.examine import Examiner
from offerlint.jobs import WORTH_SHARING, each
from offerlint.model.about import About
from offerlint.model.document import Document
from offerlint.model.lens import Layer, Lens
from offerlint.model.source import Source
from offerlint.reports import FORMATS
from offerlint.rules.select import Selection
from offerlint.walk import find


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "offers.yaml").write_text("offers:\n  fibre: {name: Fibre 9, monthly: about 30}\n", "utf-8")
    for number in range(12):
        (tmp_path / f"{number:02}.md").write_text(f"# Fibre 9\n\nPrices rise by CPI plus {number}%. Free!\n", "utf-8")
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe\x00")
    return tmp_path


@pytest.mark.parametrize("format", ["json", "text", "html", "sarif"])
def test_jobs_change_nothing(folder, format):
    terms = Terms(load_rules(), Config(folder=folder), Selection(), date(2026, 11, 28))
    items = list(find(["."], terms.config))
    alone, together = (check(items, terms, jobs=jobs) for jobs in (1, 3))
    assert any("about 30" in problem.message for problem in alone.report.problems)
    assert len(alone.report.findings) >= 12
    assert FORMATS[format](together.report, together.documents) == FORMATS[format](alone.report, alone.documents)


doubling = partial(partial, mul, 2)
"""Starts work that doubles numbers, and can be handed to a process that is spawned."""


def whole_or_fatal(number):
    if number in (3, 7, 8):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def careful(number):
    if number == 30:
        raise ValueError("thirty is too much")
    return number


@pytest.mark.parametrize("by", ["fork", "spawn"])
def test_each_keeps_the_order(by):
    assert list(each(doubling, iter(range(50)), 3, by=by, lost=no_loss)) == list(range(0, 100, 2))


def test_things_and_what_they_make_may_be_large():
    things = [bytes([number]) * 3_000_000 for number in range(6)]
    assert list(each(lambda: lambda thing: thing * 2, things, 2, lost=no_loss)) == [thing * 2 for thing in things]


def test_a_process_that_is_killed_costs_what_it_was_at_and_nothing_else():
    made = list(each(lambda: whole_or_fatal, range(40), 2, lost=lambda number: -number))
    assert made == [-number if number in (3, 7, 8) else number for number in range(40)]


def test_all_processes_may_die_at_once():
    assert list(each(lambda: lambda _: os.kill(os.getpid(), signal.SIGKILL), range(9), 3, lost=abs)) == list(range(9))


def test_what_the_work_raises_is_raised_and_no_process_is_left():
    with pytest.raises(ValueError, match="thirty is too much"):
        list(each(lambda: careful, range(40), 2, lost=no_loss))
    assert not active_children()


def test_who_stops_listening_leaves_no_process():
    made = each(doubling, range(1_000_000), 2, lost=no_loss)
    assert next(made) == 0
    del made
    assert not active_children()


def no_loss(thing):
    raise AssertionError(f"the process at {thing} came to its end")


def test_a_file_whose_process_is_killed_is_a_problem_and_the_others_are_checked(folder, monkeypatch):
    examine = Examiner.examine

    def fatal(self, item):
        if item.path.endswith("07.md"):
            os.kill(os.getpid(), signal.SIGKILL)
        return examine(self, item)

    terms = Terms(load_rules(), Config(folder=folder), Selection(), date(2026, 11, 28))
    items = list(find(["."], terms.config))
    whole = check(items, terms).report
    monkeypatch.setattr(Examiner, "examine", fatal)
    report = check(items, terms, jobs=3).report
    (lost,) = set(report.problems) - set(whole.problems)
    assert lost.path.endswith("07.md")
    assert lost.message.startswith("the process that read it was ended, perhaps for want of memory")
    assert lost.fatal
    assert report.findings == tuple(one for one in whole.findings if one.path != lost.path)


def test_small_runs_stay_in_one_process(folder):
    assert fitting_jobs(list(find(["."], Config(folder=folder)))) == 1
    (folder / "large.md").write_text("a" * WORTH_SHARING, "utf-8")
    assert fitting_jobs(list(find(["."], Config(folder=folder)))) >= 1


def test_nothing_of_a_document_outlives_its_check(folder):
    terms = Terms(load_rules(), Config(folder=folder), Selection(), date(2026, 11, 28))
    examine = Examiner(terms, {}).examine
    gc.collect()
    gc.disable()
    try:
        for item in find(["."], terms.config):
            examine(item)
        left = [one for one in gc.get_objects() if type(one) in (Lens, Layer)]
    finally:
        gc.enable()
    assert left == []


def document(path: str, size: int = 1) -> Document:
    return Document((Source(path, "a" * size),), "text", About(), ())


def test_documents_beyond_the_first_are_read_again():
    read: list[str] = []

    def again(path: str) -> Document | None:
        read.append(path)
        return None if path == "gone" else document(path)

    documents = Documents(again)
    kept = [document("0", ROOM // 2), document("1", ROOM - ROOM // 2)]
    for one in [*kept, document("more"), document("gone")]:
        documents.add(one.path, one)
    assert [documents[one.path] for one in kept] == kept
    assert read == []
    assert documents["more"] == document("more")
    assert documents.get("gone") is None
    assert documents.get("never there") is None
    assert len(documents) == len(kept) + 1
    assert read[0] == "more"


def test_a_document_alone_is_kept_whatever_its_size():
    documents = Documents(lambda _: None)
    one = document("one", ROOM * 2)
    documents.add("one", one)
    documents.add("other", document("other"))
    assert dict(documents) == {"one": one}


def test_who_shows_lines_only_need_not_have_documents_read_whole():
    whole: list[str] = []

    def open_again(path: str) -> Document | None:
        whole.append(path)
        return document(f"{path} whole")

    documents = Documents(open_again, {"plain": document("plain, text")}.get)
    documents.add("kept", document("kept"))
    documents.add("plain", None)
    documents.add("sheet", None)
    texts = documents.texts()
    assert [texts[path].path for path in ("kept", "plain", "sheet")] == ["kept", "plain, text", "sheet whole"]
    assert whole == ["sheet"]
    assert documents["plain"].path == "plain whole"
