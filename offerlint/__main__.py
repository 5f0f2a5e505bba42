"""`python -m offerlint` is the command `offerlint`."""

import sys

from offerlint.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
