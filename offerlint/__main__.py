"""`python -m offerlint` is the command `offerlint`."""

from offerlint.cli.main import main

if __name__ == "__main__":
    main()
