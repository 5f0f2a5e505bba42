"""Rows of a table: the findings that files of the same words have, whatever else the table holds."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.api import lint, load_rules
from offerlint.batches import SCHEMA, SCHEMA_VERSION, ColumnsError, Rules, lint_batches
from offerlint.batches.records import Record, records_of
from offerlint.batches.rows import Row
from offerlint.batches.rules import InUse, in_use
from offerlint.reports.json import wire

BOOK = load_rules()
DAY = date(2026, 11, 28)
RULES = Rules.of(BOOK, as_of=DAY)
RISE = "Fibre for £28 a month. Prices rise each March by CPI plus 3.9%."


def records(table: dict[str, Any] | pa.RecordBatch, rules: Rules = RULES, **options: Any) -> list[dict[str, Any]]:
    """What lint_batches says of one batch, without what is null."""
    batch = table if isinstance(table, pa.RecordBatch) else pa.record_batch(table)
    (found,) = lint_batches([batch], rules, **options)
    assert found.schema.equals(SCHEMA, check_metadata=True)
    found.validate(full=True)
    return [{key: value for key, value in one.items() if value is not None} for one in found.to_pylist()]


def told(found: list[dict[str, Any]], record: str, key: str) -> list[Any]:
    return [one[key] for one in found if one["record"] == record]


COPY = (
    RISE,
    "---\nofferlint: {channel: email}\n---\nSubject: Save 50%\n\nFree phone*\n\n* Terms apply.",
    "Agent: Hello, may I take your card number?\nCustomer: Yes.\nAgent: Thank you, the call is recorded.",
    "Dear {{ name }}, {% if vip %}prices rise by RPI plus 3%{% endif %}.",
    "<!-- offerlint: allow uk-price-rises/inflation-linked-rise because shown -->\r\nPrices rise by CPI plus 3.9%.\r\n",
    "offerlint: chanel=email",
    "Card 4111 1111 1111 1111 for Ann Example, ann@example.com.",
    "plain words",
    "",
)


@pytest.mark.parametrize("text", COPY)
def test_a_row_has_the_findings_of_a_file(text: str) -> None:
    file = wire(lint(text, filename="text", as_of=DAY, rules=BOOK, about={"format": _format(text)}))
    rules = Rules.of(BOOK, as_of=DAY, shows_personal_data=True)
    row = records({"id": ["1"], "text": [text], "format": [_format(text)]}, rules, columns={"format": "format"})
    assert [as_json(one) for one in row if one["record"] == "finding"] == file["findings"]
    assert [as_json(one) for one in row if one["record"] == "allowed"] == [one["finding"] for one in file["allowed"]]
    assert told(row, "problem", "message") == [one["message"] for one in file["problems"]]
    assert told(row, "row", "words") == [one["words"] for one in file["files"]]


def _format(text: str) -> str:
    return "script" if text.startswith("Agent") else "jinja+text" if "{%" in text else "text"


def as_json(found: dict[str, Any]) -> dict[str, Any]:
    """A record of a finding as the JSON report has it."""
    fix = found.get("fix")
    return {
        **{key: found[key] for key in ("rule", "also", "topic", "severity", "scope_inferred")},
        "path": found["field"],
        **{key: found[key] for key in ("where", "start", "end")},
        "runs": [[one["start"], one["end"]] for one in found["runs"]],
        **{key: found[key] for key in ("excerpt", "message", "suggest")},
        "authority": [{key: value for key, value in one.items() if value} for one in found["authority"]],
        "exposed_by": [dict(one) for one in found["exposed_by"]],
        "path_through": found["path_through"],
        "related": [
            {"path": one["field"], "where": one["where"], "message": one["message"]}
            | {"runs": [[run["start"], run["end"]] for run in one["runs"]]}
            for one in found["related"]
        ],
        "fix": fix
        and {**fix, "edits": [{"run": [one["start"], one["end"]], "text": one["text"]} for one in fix["edits"]]},
        "fingerprint": found["fingerprint"],
        "former_fingerprints": found["former_fingerprints"],
        "promise": None,
    }


TYPES = (
    pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view(),
    pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.int32(), pa.large_string()),
)  # fmt: skip


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_text_may_have_any_type_of_text(kind: pa.DataType) -> None:
    made = pa.array([RISE.encode() if "binary" in str(kind) else RISE, None]).cast(kind)
    found = records({"id": ["1", "2"], "text": made})
    assert "CPI plus 3.9%" in told(found, "finding", "excerpt")
    assert told(found, "problem", "id") == ["2"]


UNREADABLE = (
    (pa.array([7]), "this column holds int64, not text; say which column holds the copy"),
    (pa.array([["a"]]), "this column holds list<item: string>, not text; say which column holds the copy"),
    (pa.array([None]), "there is no text in this row"),
    (pa.array([None], pa.string()), "there is no text in this row"),
    (pa.array([{"headline": None, "body": None}], pa.struct({"headline": pa.string(), "body": pa.string()})),
     "there is no text in this row"),
    (pa.array([None], pa.struct({"headline": pa.string()})), "there is no text in this row"),
    (pa.array([{"headline": 1}]), "this column holds int64, not text; say which column holds the copy"),
    (pa.array([b"\xed\xa0\x80 caf\xc3\xa9 \xc2\xa3"]),
     "this is neither UTF-8, UTF-16 nor Windows-1252 text: save it as UTF-8"),
    (pa.array([b"\x1f\x8b"]), "this is a gzip archive, not text: unpack it first"),
    (pa.array(["x" * 20_000_001]),
     "too large: only files of up to 20,000,000 bytes are read; split it, or leave it out"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "message"), UNREADABLE, ids=[str(i) for i in range(len(UNREADABLE))])
def test_a_row_that_cannot_be_read_is_a_problem_and_the_next_is_read(text: pa.Array, message: str) -> None:
    found = records({"id": ["1"], "text": text})
    assert [(one["record"], one["id"], one["message"]) for one in found] == [("problem", "1", message)]


def test_a_broken_string_of_arrow_is_a_problem() -> None:
    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.array([0, 3, 8], pa.int32()).buffers()[1], pa.py_buffer(b"\xed\xa0\x80Hello")]
    )
    found = records({"id": pa.array([1, 2]), "text": broken, "channel": broken})
    assert [(one["id"], one["record"]) for one in found if one["record"] != "finding"] == [
        ("1", "problem"), ("2", "row"), ("2", "problem"),
    ]  # fmt: skip


def test_half_a_character_that_an_escape_stands_for_does_not_stop_a_batch() -> None:
    flow = 'script: "Half \\uD800"\nstart: a\nsteps:\n  a: {say: "Prices rise by CPI plus 3.9% \\uD800."}\n'
    found = records({"id": ["1", "2"], "text": [flow, RISE], "format": ["flow", None]}, columns={"format": "format"})
    assert {one["id"] for one in found} == {"1", "2"}


@pytest.mark.slow
def test_ten_megabytes_in_a_row_are_read() -> None:
    found = records({"id": ["1"], "text": [f"{RISE}\n\n{' ' * 10_000_000}"]})
    assert "CPI plus 3.9%" in told(found, "finding", "excerpt")


def test_a_row_without_an_id_is_a_problem_and_ids_may_be_numbers() -> None:
    found = records({"id": pa.array([None, 7]), "text": [RISE, RISE]})
    assert told(found, "problem", "message") == ["this row has no id, so nothing could be told of it"]
    assert set(told(found, "finding", "id")) == {"7"}


def test_what_a_row_says_of_itself_goes_before_what_is_said_of_all() -> None:
    rules = Rules.of(BOOK, as_of=DAY, about={"channel": "web", "audience": "consumer"})
    found = records(
        {
            "id": ["1", "2", "3"], "text": ["Hello there."] * 3, "channel": ["Facebook", None, "sms"],
            "products": pa.array([["mobile", "tv"], None, []]), "as_of": pa.array([date(2027, 2, 1), None, None]),
        },
        rules,
    )  # fmt: skip
    rows = [one for one in found if one["record"] == "row"]
    assert [(one["channel"], one["as_of"].isoformat(), one["products"]) for one in rows] == [
        ("social", "2027-02-01", ["mobile", "tv"]), ("web", "2026-11-28", []), ("sms", "2026-11-28", []),
    ]  # fmt: skip


DAYS = (
    pa.array(["2027-02-01"]), pa.array([date(2027, 2, 1)]), pa.array([datetime(2027, 2, 1, 23, tzinfo=UTC)]),
    pa.array([date(2027, 2, 1)]).cast(pa.timestamp("ns")), pa.array([date(2027, 2, 1)], pa.date64()),
    pa.array([1_801_519_200_123_456_789], pa.timestamp("ns", "Europe/London")),
)  # fmt: skip


@pytest.mark.parametrize("days", DAYS, ids=lambda days: str(days.type))
def test_a_day_may_have_any_type_of_day(days: pa.Array) -> None:
    assert told(records({"id": ["1"], "text": ["Hi."], "as_of": days}), "row", "as_of") == [date(2027, 2, 1)]


NO_DAYS = (pa.array([2**62], pa.timestamp("s")), pa.array([0], pa.timestamp("s", "Nowhere/Land")))


@pytest.mark.parametrize("days", NO_DAYS, ids=lambda days: str(days.type))
def test_a_time_that_is_no_day_does_not_hide_the_row(days: pa.Array) -> None:
    assert told(records({"id": ["1"], "text": ["Hi."], "as_of": days}), "row", "as_of") == [DAY]


def test_a_word_that_a_row_may_not_say_is_a_problem_and_the_row_is_read() -> None:
    found = records({"id": ["1"], "text": [RISE], "channel": ["webb"], "as_of": ["soon"]})
    assert "channel cannot be “webb” (did you mean “web”?)" in " ".join(told(found, "problem", "message"))
    assert "as_of takes a date such as 2027-01-31, not “soon”" in told(found, "problem", "message")
    assert "CPI plus 3.9%" in told(found, "finding", "excerpt")


def test_a_struct_is_read_as_a_row_of_a_copy_deck() -> None:
    ad = {
        "headline": "Fibre for £28 a month",
        "body": "Order now.",
        "legal": "Prices rise each March by CPI plus 3.9%.",
    }
    found = records({"id": ["1"], "text": pa.array([ad])})
    rise = next(one for one in found if one.get("rule") == "uk-price-rises/inflation-linked-rise")
    run = rise["runs"][0]
    assert rise["field"] == "legal"
    assert ad["legal"][run["start"] : run["end"]] == rise["excerpt"] == "CPI plus 3.9%"


CALL = [
    {"speaker": "agent", "text": "hello its sam from larkline can i take your date of birth please"},
    {"speaker": "customer", "text": "yes its the third of may nineteen eighty"},
    {"speaker": "agent", "text": "thanks just to let you know calls are recorded"},
]


@pytest.mark.parametrize("calls", [pa.array([CALL]), pa.array([json.dumps(CALL)])], ids=["list", "JSON"])
def test_the_turns_of_a_call_are_read_as_its_transcript(calls: pa.Array) -> None:
    found = records({"id": ["1"], "text": calls})
    report = lint(json.dumps(CALL), filename="call.json", as_of=DAY, rules=BOOK)
    assert "uk-calls/recording-announced-late" in told(found, "finding", "rule")
    assert sorted(told(found, "finding", "fingerprint")) == sorted(one.fingerprint for one in report.findings)


def test_columns_with_the_heads_of_a_copy_deck_are_its_fields() -> None:
    deck = {"id": ["1"], "Headline 1": ["Fibre"], "Legal": [RISE], "Cost": [3]}
    assert set(told(records(deck), "finding", "field")) == {"Legal"}
    named = records({"ad": ["1"], "a": ["Fibre"], "b": [RISE]}, columns={"id": "ad", "heading": "a", "smallprint": "b"})
    assert set(told(named, "finding", "field")) == {"b"}


def test_alike_copy_is_linted_once_and_told_of_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    linted: list[Row] = []

    def noted(row: Row, digest: str, rules: InUse) -> Sequence[Record]:
        linted.append(row)
        return records_of(row, digest, rules)

    monkeypatch.setattr("offerlint.batches.lint.records_of", noted)
    rows = {"id": ["1", "2", "3", "4"], "text": [RISE, RISE, "Hi.", RISE], "channel": ["web", "web", "web", "sms"]}
    batch = pa.record_batch(rows)
    first, second = lint_batches([batch, batch], RULES)
    assert len(linted) == 3
    assert first.equals(second)
    found = first.to_pylist()
    copies = {one["id"]: one["copy"] for one in found}
    assert copies["1"] == copies["2"] != copies["4"]
    assert [one["message"] for one in found if one["id"] == "1"] == [
        one["message"] for one in found if one["id"] == "2"
    ]


def test_labels_are_handed_on_to_every_record() -> None:
    found = records({"id": ["1"], "text": [RISE], "team": ["north"], "spend": [7]}, labels=["team", "spend"])
    assert {tuple(one["labels"]) for one in found} == {(("team", "north"), ("spend", "7"))}


MISTAKEN = (
    ({"text": "txet"}, "no column is called “txet” (text=txet); did you mean “text”?"),
    ({"txt": "text"}, "a column cannot be “txt”; did you mean “text”?"),
    ({"text": "text", "body": "text"}, "the copy is in one column (text=text) or in several (text), not both"),
)


@pytest.mark.parametrize(("columns", "message"), MISTAKEN)
def test_columns_that_are_not_there_are_told_with_the_remedy(columns: dict[str, str], message: str) -> None:
    with pytest.raises(ColumnsError) as raised:
        records({"id": ["1"], "text": [RISE]}, columns=columns)
    assert str(raised.value) == message


@pytest.mark.parametrize(("table", "what"), [({"text": ["a"]}, "id"), ({"id": ["a"], "b": ["c"]}, "text")])
def test_a_table_without_id_or_copy_is_told_so(table: dict[str, Any], what: str) -> None:
    with pytest.raises(ColumnsError, match=f"no column is called “{what}”; say which one holds it with {what}=COLUMN"):
        records(table)


def test_personal_data_is_masked_unless_it_is_asked_for() -> None:
    row = {"id": ["1"], "text": ["Card on file: 4929 1234 5678 9015, exp 09/29"]}
    assert "4929 1234" not in json.dumps(records(row), default=str)
    assert "4929 1234" in json.dumps(records(row, Rules.of(BOOK, as_of=DAY, shows_personal_data=True)), default=str)


def test_rules_pass_between_processes_and_are_read_once_in_each() -> None:
    again = pickle.loads(pickle.dumps(RULES))
    assert again == RULES
    assert in_use(again) is in_use(RULES)


def test_the_schema_says_its_version() -> None:
    assert SCHEMA.metadata[b"offerlint.schema"] == str(SCHEMA_VERSION).encode() == b"1"


@given(
    st.lists(
        st.one_of(
            st.none(), st.binary(max_size=40), st.text(max_size=40).map(lambda t: t.encode("utf-8", "surrogatepass"))
        ),
        max_size=4,
    )
)
def test_no_bytes_whatever_stop_a_batch(texts: list[bytes | None]) -> None:
    found = records({"id": pa.array(range(len(texts))), "text": pa.array(texts, pa.binary())})
    assert {one["id"] for one in found} == {str(i) for i in range(len(texts))}
