"""The Spark session that a run of ours works in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class NoJavaError(Exception):
    """That Spark cannot be started, and what to do."""


@contextmanager
def session_on(master: str | None) -> Iterator[SparkSession]:
    """A session on `master`, or on what Spark's own configuration names; it ends with the run.

    Executors start this very Python, unless the environment says which. Raises NoJavaError.
    """
    from os import environ
    from shutil import which

    from pyspark.sql import SparkSession

    if not (environ.get("JAVA_HOME") or which("java")):
        raise NoJavaError("Spark needs Java 17 or later: install a JRE, or say in JAVA_HOME where it is")
    environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("offerlint").config("spark.ui.showConsoleProgress", "false")
    session = (builder.master(master) if master else builder).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()
