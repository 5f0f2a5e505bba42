"""How much of a file of strangers is unpacked and read; beyond it stands a problem, never a wait.

docs/limits.md has a row for each of them, with what is said then. The bytes of a file are bounded where it is read
(disk.py).
"""

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
LARGEST_SOUGHT = 3_000_000
"""Characters of JSON or YAML in which a call is looked for though its name tells of none."""
LARGEST_WEIGHED = 300_000
"""Characters of YAML, TOML or .properties whose words are weighed where its keys tell nothing."""
MOST_TURNS = 200
"""Turns of a template's loop over a list that stands written out, with those of the loops around it."""
MOST_PAGES = 1_000
"""Pages of a PDF."""
MOST_LETTERS = 4_000_000
"""Letters of a PDF."""
MOST_LINES = 100_000
"""Lines of a PDF."""
PDF_SECONDS = 30
"""Seconds of the processor that taking a PDF apart may need."""
PDF_MEGABYTES = 1_000
"""Megabytes of memory that taking a PDF apart may need."""
MOST_STEPS = 2_000
"""Steps of a call."""
DEEPEST_JSON = 200
"""How deep the values of JSON may be nested."""
DEEPEST_YAML = 40
"""How deep the values of YAML may be nested; aliases are not followed at all."""
DEEPEST_TOML = 40
"""How deep the values of TOML may be nested."""
DEEPEST_FRONT_MATTER = 8
"""How deep the values of front matter may be nested."""
MOST_MAIL_PARTS = 200
"""Parts of one message."""
DEEPEST_MAIL_PART = 12
"""How deep the parts of one message may be nested."""
MOST_SPACES = 1_000
"""Spaces in a row that one element of an OpenDocument text may stand for."""
DEEPEST_TEMPLATE = 40
"""How deep the conditions and loops of a template may be nested."""
MOST_BRANCHES = 100
"""Branches of one choice of a template."""
MOST_VARIANTS = 64
"""Variants of a template that are read."""
LONGEST_VARIANT = 2_000_000
"""Characters of one variant of a template, if the template is not longer itself."""
MOST_VALUES = 300
"""Values that one variant of a template may set."""
MOST_WRITTEN = 10_000_000
"""Characters of all variants of a template after which no further one is read."""
DEEPEST_INCLUDE = 12
"""How deep files may be written into one another."""
MOST_NODES = 50_000
"""Tags and stretches of words of a template with all that it includes."""
