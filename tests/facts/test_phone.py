"""Phone numbers."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    ("020 7946 0123", ['phone "020 7946 0123" +442079460123 drama=yes kind=geographic']),
    ("(020) 7946 0123", ['phone "(020) 7946 0123" +442079460123 drama=yes kind=geographic']),
    ("0161 496 0123", ['phone "0161 496 0123" +441614960123 drama=yes kind=geographic']),
    ("07700 900123", ['phone "07700 900123" +447700900123 drama=yes kind=mobile']),
    ("0808 157 0123", ['phone "0808 157 0123" +448081570123 drama=yes kind=free']),
    ("07700 901123", ['phone "07700 901123" +447700901123 kind=mobile']),
    ("0345 123 4567", ['phone "0345 123 4567" +443451234567 kind=uk-wide']),
    ("0845 123 4567", ['phone "0845 123 4567" +448451234567 kind=shared']),
    ("0871 234 5678", ['phone "0871 234 5678" +448712345678 kind=shared']),
    ("0901 234 5678", ['phone "0901 234 5678" +449012345678 kind=premium']),
    ("+44 20 7946 0123", ['phone "+44 20 7946 0123" +442079460123 drama=yes kind=geographic']),
    ("+44 (0)20 7946 0123", ['phone "+44 (0)20 7946 0123" +442079460123 drama=yes kind=geographic']),
    ("118 500", ['phone "118 500" 118500 kind=premium']),
    ("Text STOP to 60777", []),
    ("order 0123456789012345", []),
    ("{{ support.phone }}", ['phone "￼" unknown kind=unknown']),
]


@pytest.mark.parametrize(("written", "facts"), CASES, ids=[case[0] for case in CASES])
def test_phone(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written, kinds=("phone",)) == facts
