"""Payment card numbers."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    ("4929 1234 5678 9015", ['card "4929 1234 5678 9015" 4929123456789015 scheme=visa']),
    ("4929-1234-5678-9015", ['card "4929-1234-5678-9015" 4929123456789015 scheme=visa']),
    ("Card 4929123456789015 exp", ['card "4929123456789015" 4929123456789015 scheme=visa']),
    ("4929 1234 5678 9012", []),
    ("4242 4242 4242 4242", ['card "4242 4242 4242 4242" 4242424242424242 scheme=visa test=yes']),
    ("3782 822463 10005", ['card "3782 822463 10005" 378282246310005 scheme=amex test=yes']),
    ("order 4929123456789015", []),
    ("SIM number: 4929123456789015", []),
    ("IMEI 490154203237518", []),
    ("8944 1234 5678 9012", []),
    ("**** **** **** 1111", []),
    ("call 0161 496 0123 or 0808 157 0123", []),
]


@pytest.mark.parametrize(("written", "facts"), CASES, ids=[case[0] for case in CASES])
def test_card(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written, kinds=("card",)) == facts
