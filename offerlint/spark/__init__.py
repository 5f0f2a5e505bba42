"""Tables that Spark holds, linted by its executors: a data frame of copy in, one of findings out.

from offerlint.spark import lint_dataframe

found = lint_dataframe(spark.read.table("ads"), rules, {"id": "ad_id", "text": "creative"})
found.where("record = 'finding'").write.saveAsTable("ad_findings")
"""

from __future__ import annotations

from offerlint.batches.columns import ColumnsError
from offerlint.batches.rules import Rules
from offerlint.spark.frame import lint_dataframe

__all__ = ["ColumnsError", "Rules", "lint_dataframe"]
