"""How much of a file of strangers is unpacked and read; beyond it stands a problem, never a wait."""

from __future__ import annotations

MOST_PARTS = 10_000
"""Files in a package."""
LARGEST_PART = 40_000_000
"""Bytes of one file of a package, unpacked."""
LARGEST_PACKAGE = 80_000_000
"""Bytes of all that is read of a package, unpacked."""
MOST_RATIO = 250
"""How many times its packed size a file of a package may have, once it is larger than FREE_RATIO."""
FREE_RATIO = 1_000_000
"""Bytes up to which a file may be packed however well."""
MOST_TAGS = 2_000_000
"""Tags of one file of XML; its parser bounds their depth to 256."""
MOST_CELLS = 200_000
"""Cells of a table that hold something."""
MOST_ROWS = 2_000
"""Rows of copy in a table, each of which is checked by itself."""
MOST_MESSAGES = 2_000
"""Messages of a mailbox, each of which is checked by itself."""
MOST_ENCLOSED = 20
"""Files and messages that a message or a mailbox carries and that are opened."""
DEEPEST_MESSAGE = 5
"""How deep messages may be carried within messages."""
MOST_FORMS = 32
"""Forms of a message that are read; of more, as few as have every one of its choices."""
DEEPEST_FORM = 10
"""How deep the choices of a message may be nested."""
LARGEST_CODE = 2_000_000
"""Bytes of a script, which is parsed whole."""
MOST_PAGES = 1_000
"""Pages of a PDF."""
MOST_LETTERS = 4_000_000
"""Letters of a PDF."""
PDF_SECONDS = 30
"""Seconds of the processor that taking a PDF apart may need."""
PDF_MEGABYTES = 1_000
"""Megabytes of memory that taking a PDF apart may need."""
