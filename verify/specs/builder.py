"""From what the steps of a scenario say to a spec, refusing what does not fit together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from verify.checks.likeness import nearest_hint
from verify.checks.step_error import StepError
from verify.documents import Document
from verify.errors import VerifyError
from verify.reference.lint import Complaint as ReferenceComplaint
from verify.reference.lint import lint
from verify.reference.tables import PropertyEntry, Tables
from verify.specs.below import PlacedError, Table, Text
from verify.specs.expectations import Expectation, is_of
from verify.specs.pointing import ORDINALS, Pointer, pointer_of, require_quote
from verify.specs.reference import (
    REQUIRED,
    Changes,
    Entry,
    Removal,
    columns,
    entry_of,
    require_fact,
    require_removable,
)

UNKNOWN_DAY = "an unknown day"
"""How the day of publication of an article is called that has none, whatever is said of every article."""

FORMATS = (None, "text", "markdown")
"""What may stand behind the opening quotes of an article's text."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What specs stand on: the workspace's reference, the names of its checks, and who publishes its articles."""

    reference: Tables
    checks: Collection[str]
    publisher: str | None = None


@dataclass(slots=True)
class SpecBuilder:
    """Gathers what the steps of one scenario say. `feature` is the file as messages show it."""

    grounds: Grounds
    feature: str
    documents: list[Document] = field(default_factory=list)
    published: str | None = None
    publisher: str | None = None
    changes: Changes = field(default_factory=Changes)
    checks: frozenset[str] | None = None
    expectations: list[Expectation] = field(default_factory=list)
    meant: Pointer | None = None

    def every_article(self, *, published: str | None = None, publisher: str | None = None) -> None:
        """Say of every article when or by whom it is published, where its own step does not."""
        if self.documents:
            raise StepError("an article stands before this.", "Say it before the first article.")
        if (published and self.published) or (publisher and self.publisher):
            raise StepError("the scenario says this twice.", "Keep one of the steps.")
        self.published = published or self.published
        self.publisher = publisher or self.publisher

    def article(
        self,
        text: Text,
        *,
        published: str | None = None,
        publisher: str | None = None,
        headline: str | None = None,
    ) -> None:
        """Tell of one more article."""
        if len(self.documents) == len(ORDINALS):
            raise StepError(f"the scenario has more than {len(ORDINALS)} articles.", "Make several of it.")
        found = _read(
            text,
            published=None if published == UNKNOWN_DAY else published or self.published,
            publisher=publisher or self.publisher or self.grounds.publisher,
            headline=headline,
        )
        name = f"the {ORDINALS[len(self.documents)]} article"
        self.documents.append(replace(found, article=name, name=name))

    def told(self) -> tuple[Document, ...]:
        """The articles, numbered where there are several."""
        if len(self.documents) == 1:
            return (replace(self.documents[0], article="the article", name="the article"),)
        return tuple(self.documents)

    def start_bare(self) -> None:
        """Leave everything but the properties out of the reference."""
        if self.changes:
            raise StepError("what is on record is told before this.", "Say it first.")
        self.changes = replace(self.changes, bare=True)

    def add_rows(self, entry: type[Entry], table: Table) -> None:
        """Add the rows of a table to the reference."""
        table.require(tuple(columns(entry).values()), REQUIRED[entry])
        for row in table.rows:
            place = ":".join((self.feature, *map(str, row.place)))
            try:
                found = entry_of(entry, row.cells, place)
            except StepError as error:
                raise PlacedError(error.message, error.hint, row.place) from None
            self.changes = replace(self.changes, rows=(*self.changes.rows, found))

    def correct(self, fact: str, value: str) -> None:
        """Give a fact another value."""
        require_fact(self._own(), fact)
        if fact in dict(self.changes.corrections):
            raise StepError(f"the scenario corrects {fact!r} twice.", "Keep one of the steps.")
        self.changes = replace(self.changes, corrections=(*self.changes.corrections, (fact, value)))

    def take_off(self, removal: Removal) -> None:
        """Take the facts and lists of a subject off the record."""
        require_removable(self._own(), removal)
        self.changes = replace(self.changes, removals=(*self.changes.removals, removal))

    def _own(self) -> Tables:
        """The workspace's rows as they stand so far."""
        return replace(self.changes, rows=()).applied(self.grounds.reference)

    def only(self, check: str) -> None:
        """Judge with this check, or with all of this outline or file, and with others named so; with no more."""
        self.require_check(check)
        named = {name for name in self.grounds.checks if is_of(name, check)}
        self.checks = (self.checks or frozenset()) | named

    def require_check(self, check: str) -> str:
        """The name of a check, an outline or a file. Raises StepError where there is none."""
        if not any(is_of(name, check) for name in self.grounds.checks):
            raise StepError(
                f"no check is called {check!r}.", nearest_hint(check, dict.fromkeys(self.grounds.checks))
            )
        return check

    def require_property(self, property: str) -> None:
        """Raise StepError for a property that the reference does not describe."""
        own = (row.property for row in self.changes.rows if isinstance(row, PropertyEntry))
        known = {"date", *own, *(entry.property for entry in self.grounds.reference.properties)}
        if property not in known:
            raise StepError(
                f"no property is called {property!r}.", nearest_hint(property, dict.fromkeys(known))
            )

    def point(self, words: str) -> Pointer:
        """The claim that words point at; "it" is the one meant before."""
        if words == "it":
            if self.meant is None:
                raise StepError("nothing is said yet of what 'it' is.", 'Name it: "July 4, 2015" is …')
            return self.meant
        pointer = pointer_of(words)
        if pointer.property is not None:
            self.require_property(pointer.property)
        require_quote(pointer, self.documents)
        self.meant = pointer
        return pointer

    def expect(self, expectation: Expectation) -> None:
        """Expect something of what the articles come to."""
        if not self.documents:
            raise StepError("the scenario has no article.", 'Begin with: Given an article that says "…"')
        self.expectations.append(expectation)

    def reference(self) -> Tables | None:
        """The reference of the scenario, None for the workspace's. Raises PlacedError for what lint refuses in it."""
        if not self.changes:
            return None
        changed = self.changes.applied(self.grounds.reference)
        for complaint in lint(changed):
            raise self._placed(complaint)
        return changed

    def _placed(self, complaint: ReferenceComplaint) -> StepError:
        file, *place = complaint.place.rsplit(":", 2)
        if file == self.feature and len(place) == 2:
            return PlacedError(complaint.message, complaint.hint, (int(place[0]), int(place[1])))
        return StepError(f"{complaint.message} ({complaint.place})", complaint.hint)


def _read(text: Text, *, published: str | None, publisher: str | None, headline: str | None) -> Document:
    """The document that the workbench reads out of a text. Raises StepError for one that it cannot read."""
    from verify.read import Meta, read_article
    from verify.read.meta import parse_date

    if text.format not in FORMATS:
        raise StepError(
            f"no article is written in {text.format!r}.", "Write markdown behind the quotes, or nothing."
        )
    try:
        day = parse_date(published, "the day of publication") if published else None
        meta = Meta(published=day, title=headline, publisher=publisher, format=text.format or "text")
        (found,) = read_article("-", defaults=meta, root=Path(), stdin=lambda: text.content.encode())
        if isinstance(found, VerifyError):
            raise found
    except VerifyError as error:
        said = error.message[0].lower() + error.message[1:]
        raise StepError(said, error.hint or "Mend the article.") from None
    return found
