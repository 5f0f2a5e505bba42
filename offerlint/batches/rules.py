"""What rows are held to, as plain values that any process can be handed, and as rules in use in this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from hashlib import sha256

from offerlint.engine import Bindings, Outcome, lint
from offerlint.model.document import Document
from offerlint.model.later import Later
from offerlint.model.offer import Offer
from offerlint.reading.template.declared import ties
from offerlint.reading.template.jinja_signs import JINJA, Signs
from offerlint.reading.template.known import Known
from offerlint.registers.evidence import read_evidence
from offerlint.rules.rulebook import Rulebook
from offerlint.rules.select import Selection
from offerlint.rules.stored import restored
from offerlint.rules.storing import stored
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """What rows are held to: a rulebook as bytes, the choice of it, the day, and what is said of every row.

    `says` has the keys of offerlint.yaml; what a row says of itself goes before it. `evidence` is the text of a
    register, `fields` and `jinja` are what is said of templates. Excerpts that may be personal data are masked
    unless `shows_personal_data`. It can be pickled.
    """

    book: bytes = field(repr=False)
    digest: str
    """The SHA-256 of `book`."""
    as_of: date
    selection: Selection = field(default_factory=Selection)
    says: Mapping[str, object] = field(default_factory=dict)
    evidence: str = ""
    offers: tuple[Offer, ...] = ()
    fields: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    jinja: Signs = JINJA
    shows_personal_data: bool = False

    @classmethod
    def of(
        cls,
        rulebook: Rulebook,
        *,
        as_of: date,
        profile: str = "uk-telecoms",
        level: str = "full",
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        about: Mapping[str, object] | None = None,
        shows_personal_data: bool = False,
        book: bytes | None = None,
    ) -> Rules:
        """The rules of a rulebook for copy that is live on `as_of`; `about` declares what every row is.

        `book` is what `portable` gives for the rulebook, if that is known.
        """
        book = portable(rulebook) if book is None else book
        selection = Selection(profile, level, tuple(select), tuple(ignore))
        digest = sha256(book).hexdigest()
        return cls(book, digest, as_of, selection, dict(about or {}), shows_personal_data=shows_personal_data)

    def besides(self) -> str:
        """A digest of what rows are held to besides the rules: evidence, offers, what is said of templates."""
        held = (self.evidence, self.offers, sorted(self.fields.items()), self.jinja)
        return sha256(repr(held).encode("utf-8", "surrogateescape")).hexdigest()


class InUse:
    """Rules in use: the rulebook read, what binds alike copy known."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        book = _book(rules)
        self._held_to = Bindings(book, rules.as_of, rules.selection)
        self._register = read_evidence(rules.evidence, book.writing())
        self.known = Known(ties=ties(rules.fields), signs=rules.jinja, fields=frozenset(rules.fields))

    def lint(self, document: Document) -> Outcome:
        """What the rules find in a document."""
        return lint(document, self._held_to, self._register, self.rules.offers)


_books: dict[str, Rulebook] = {}
_in_use: list[InUse] = []


def in_use(rules: Rules) -> InUse:
    """The rules in use in this process, which has them read once."""
    if not _in_use or _in_use[0].rules is not rules and _in_use[0].rules != rules:
        _in_use[:] = [InUse(rules)]
    return _in_use[0]


def portable(rulebook: Rulebook) -> bytes:
    """The rulebook as bytes, without the paths of its files, so that they are the same wherever it was read."""
    lists = {name: replace(one, path="") for name, one in rulebook.lists.items()}
    rules = tuple(replace(rule, path="") for rule in rulebook.rules)
    return stored(replace(rulebook, rules=rules, shared=Later.of(lists)))


def _book(rules: Rules) -> Rulebook:
    if rules.digest not in _books:
        _books.clear()
        _books[rules.digest] = restored(rules.book)
    return _books[rules.digest]
