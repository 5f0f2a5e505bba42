"""Fuzzes targets under atheris, which must be installed: `python -m bench.fuzz.run SECONDS [TARGET ...]`.

Each target has a process of its own, a share of the seconds, and a corpus that grows in .fuzz/ from run to run. An
input that fails is kept in tests/fuzz/cases/TARGET/, where the tests run it from then on; the exit code is 1.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SLOWEST = 30
"""Seconds that one input may take."""
LARGEST = 4_096
"""Bytes of an input that is made up."""
MEMORY = 2_048
"""Megabytes that a target may take."""


def main(arguments: list[str]) -> int:
    """Runs the targets one after another; 1 when any failed."""
    if arguments[:1] == ["--one"]:
        return _fuzz(arguments[1], int(arguments[2]))
    from bench.fuzz.targets import TARGETS

    seconds, *names = arguments or ["120"]
    chosen = names or list(TARGETS)
    each = max(1, int(seconds) // len(chosen))
    failed = []
    for name in chosen:
        print(f"== {name}: {each} s", flush=True)
        done = subprocess.run([sys.executable, "-m", "bench.fuzz.run", "--one", name, str(each)], cwd=ROOT, check=False)
        if done.returncode:
            failed.append(name)
    print("nothing failed" if not failed else f"failed: {', '.join(failed)}; the inputs are in tests/fuzz/cases/")
    return 1 if failed else 0


def _fuzz(name: str, seconds: int) -> int:
    import atheris

    with atheris.instrument_imports(include=["offerlint"]):
        from bench.fuzz.seeds import seeds
        from bench.fuzz.targets import CASES, TARGETS

    corpus, kept = ROOT / ".fuzz" / name, CASES / name
    corpus.mkdir(parents=True, exist_ok=True)
    kept.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    target = TARGETS[name]
    for data in (b"", seeds(name)[-1]):
        target(data)  # what is loaded once is no input's time
    slowest = [f"-timeout={SLOWEST}", f"-report_slow_units={SLOWEST}"]
    options = [f"-max_total_time={seconds}", *slowest, f"-max_len={LARGEST}", f"-rss_limit_mb={MEMORY}"]
    quiet = ["-verbosity=0", "-print_final_stats=1", f"-artifact_prefix={kept}/"]
    atheris.Setup(["fuzz", *options, *quiet, str(corpus)], lambda data: target(bytes(data)))
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
