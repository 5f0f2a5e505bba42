"""Spark, with executors that are processes of their own: the findings of a local run, each once, whoever dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.corpus.conftest import Run, command, manifest, offerlint, rows_made
from tests.corpus.test_lint import findings, from_files
from tests.started import started, wait

__all__ = ["from_files", "offerlint"]
CLUSTER = ["--engine", "spark", "--master", "local-cluster[2,1,1024]"]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    pq.write_table(pa.Table.from_pylist(rows), path)


def records(folder: Path) -> list[str]:
    """Every record that a run wrote, as JSON, sorted."""
    tables = sorted(file for file in folder.rglob("*.parquet") if not file.relative_to(folder).parts[0].startswith("."))
    return sorted(json.dumps(one, default=str) for file in tables for one in pq.ParquetFile(file).read().to_pylist())


def executors(driver: int) -> Iterator[int]:
    """The executors among the processes that `driver` started, and those that they started."""
    parents: dict[int, int] = {}
    words: dict[int, bytes] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text()
            words[int(folder.name)] = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
    for process, said in words.items():
        above = parents.get(process, 0)
        while above not in (0, driver):
            above = parents.get(above, 0)
        if above == driver and b"CoarseGrainedExecutorBackend" in said and b"java" in said.partition(b"\0")[0]:
            yield process


@pytest.mark.needs_java
@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc to find the executors in")
def test_an_executor_that_is_killed_loses_and_doubles_nothing_that_files_and_tables_find(
    tmp_path: Path, offerlint: Run, from_files: list[dict[str, Any]]
) -> None:
    words = "Fibre for £{} a month. Prices rise by CPI plus 3.9%."
    more = [{"id": f"more-{i}", "text": words.format(i), "channel": None, "team": "c"} for i in range(1, 201)]
    write(tmp_path / "ads.parquet", rows_made(60) + more)
    asked = ["corpus", "lint", "ads.parquet", "--label", "team"]
    offerlint(*asked, "-o", "local", "-j", "1", code=0)
    line = command(*asked, "-o", "spark", *CLUSTER)
    with started(line, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        begun = tmp_path / "spark" / ".parts" / "spark-00000-raw" / "_temporary"
        wait(process, lambda: list(begun.rglob("part-*.parquet")))
        running = list(executors(process.pid))
        assert len(running) == 2
        os.kill(running[0], signal.SIGKILL)
        said = process.communicate(timeout=900)[0].decode()
    assert process.returncode == 0, said
    assert "ExecutorLostFailure" in said or "Lost executor" in said
    assert records(tmp_path / "spark") == records(tmp_path / "local")
    found = [one for one in findings(tmp_path / "spark") if one["path"].startswith("ad-")]
    assert json.dumps(found) == json.dumps(from_files)
    one, other = manifest(tmp_path / "spark"), manifest(tmp_path / "local")
    assert (one["counts"], one["complete"]) == (other["counts"], True)
    schema = {pq.read_schema(file).remove_metadata() for file in (tmp_path / "spark").rglob("part-*.parquet")}
    assert len(schema) == 1


ONCE = """
import sys
from datetime import date
from pyspark.sql import SparkSession
from pyspark.sql.functions import spark_partition_id
from offerlint import load_rules
from offerlint.spark import ColumnsError, Rules, lint_dataframe

spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
texts = ["Prices rise by CPI plus 3.9%.", "Hello there.", "Unlimited calls."]
frame = spark.createDataFrame([(i, texts[i % 3], "web" if i % 2 else "sms") for i in range(60)],
    "n int, `the copy` string, channel string")
rules = Rules.of(load_rules(), as_of=date(2026, 11, 28))
try:
    lint_dataframe(frame, rules)
except ColumnsError as error:
    print(error)
found = lint_dataframe(frame, rules, {"id": "n", "text": "the copy"}, ["channel"], partitions=5)
rows = found.where("record = 'row'").withColumn("place", spark_partition_id()).collect()
places = {}
for row in rows:
    places.setdefault(row["copy"], set()).add(row["place"])
print(len(rows), len(places), {len(place) for place in places.values()})
print(sorted({row["labels"]["channel"] for row in rows}))
spark.stop()
"""


@pytest.mark.needs_java
@pytest.mark.slow
def test_equal_copy_meets_in_one_place_and_each_row_is_told(tmp_path: Path) -> None:
    here = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    words = [sys.executable, "-c", ONCE]
    done = subprocess.run(words, cwd=tmp_path, env=here, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0].startswith("no column is called “id”; say which one holds it")
    assert said[1:] == ["60 6 {1}", "['sms', 'web']"]


def test_spark_reads_parquet_only_and_says_so(tmp_path: Path, offerlint: Run) -> None:
    (tmp_path / "ads.csv").write_text("id,text\n1,Hello\n")
    told = offerlint("corpus", "lint", "ads.csv", "-o", "found", *CLUSTER, code=2)
    assert "ads.csv: the Spark engine reads Parquet only; write it as Parquet" in told.stderr
    assert not (tmp_path / "found" / "manifest.json").exists()


def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    write(tmp_path / "ads.parquet", rows_made(2))
    bare = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"} | {"PATH": str(tmp_path)}
    words = command("corpus", "lint", "ads.parquet", "-o", "found", *CLUSTER)
    done = subprocess.run(words, cwd=tmp_path, env=bare, capture_output=True, text=True, check=False)
    assert (done.returncode, "Spark needs Java 17 or later: install a JRE" in done.stderr) == (2, True)


def test_a_master_is_for_spark(tmp_path: Path, offerlint: Run) -> None:
    (tmp_path / "ads.csv").write_text("id,text\n1,Hello\n")
    assert "--master is for" in offerlint("corpus", "lint", "ads.csv", "-o", "x", "--master", "yarn", code=2).stderr
