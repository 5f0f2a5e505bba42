"""The command `offerlint`, which `python -m offerlint` is too: done by a resident process if there is one."""

import os

from offerlint.resident.ask import answer


def main() -> None:
    """Runs the command line, and ends with the code that is documented."""
    code = answer()
    if code is not None:
        os._exit(code)  # what Python does at an ordinary end takes longer than all of this
    from offerlint.cli.main import main as alone

    alone()


if __name__ == "__main__":
    main()
