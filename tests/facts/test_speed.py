"""Speeds and allowances."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    ("500Mb", ['speed "500Mb" 500']),
    ("500Mbps", ['speed "500Mbps" 500']),
    ("500 Mbps", ['speed "500 Mbps" 500']),
    ("500Mb/s", ['speed "500Mb/s" 500']),
    ("500 megabits", ['speed "500 megabits" 500']),
    ("96 megabits per second", ['speed "96 megabits per second" 96']),
    ("1Gb", ['speed "1Gb" 1000']),
    ("1Gbps", ['speed "1Gbps" 1000']),
    ("1.2 Gbit/s", ['speed "1.2 Gbit/s" 1200.0']),
    ("900 meg", ['speed "900 meg" 900']),
    ("1 gig broadband", ['speed "1 gig" 1000']),
    ("¹256Mbps", ['speed "256Mbps" 256']),
    ("640Kbps", ['speed "640Kbps" 0.640']),
    ("up to 100Mb", ['speed "100Mb" 100 bound=up-to']),
    ("speeds of up to 30Mbps", ['speed "30Mbps" 30 bound=up-to']),
    ("average download speed of 67Mbps", ['speed "67Mbps" 67 bound=average direction=download']),
    ("67Mbps average download speed", ['speed "67Mbps" 67 bound=average direction=download']),
    ("avg 210Mbps", ['speed "210Mbps" 210 bound=average']),
    ("minimum guaranteed speed 50Mbps", ['speed "50Mbps" 50 bound=guaranteed']),
    ("upload speeds around 20Mbps", ['speed "20Mbps" 20 bound=about direction=upload']),
    ("100MB broadband", ['speed "100MB" 100']),
    ("100MB data", ['allowance "100MB" 0.100 of=data']),
    ("40GB", ['allowance "40GB" 40 of=data']),
    ("40 gig of data", ['allowance "40 gig" 40 of=data']),
    ("1TB", ['allowance "1TB" 1000 of=data']),
    ("256GB storage", []),
    ("￼Mbps", ['speed "￼Mbps" unknown']),
    ("{{ plan.speed }}", ['speed "￼" unknown']),
    ("unlimited data", ['allowance "unlimited data" unlimited of=data']),
    (
        "Unlimited minutes, texts and data",
        [
            'allowance "Unlimited minutes" unlimited of=minutes',
            'allowance "texts" unlimited of=texts',
            'allowance "data" unlimited of=data',
        ],
    ),
    ("500 minutes", ['allowance "500 minutes" 500 of=minutes']),
    ("5 minutes away", []),
    ("5G and 4G, Wi-Fi 6", []),
    ("Fibre 500", []),
    ("8-12 Mbps", ['speed "12 Mbps" 12']),
]


@pytest.mark.parametrize(("written", "facts"), CASES, ids=[case[0] for case in CASES])
def test_speed(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written, kinds=("speed", "allowance")) == facts
