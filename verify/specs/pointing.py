"""Which claim a sentence of a spec points at: by its words, and where those do not suffice by more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verify.checks.step_error import StepError
from verify.documents import Document

if TYPE_CHECKING:
    from verify.report.claims import ClaimLine

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

_QUOTED = '"[^"]+"'
_WHERE = rf"(?: in {_QUOTED})?(?: in the headline)?(?: in the (?:{'|'.join(ORDINALS)}) article)?"

QUOTE = f"{_QUOTED}{_WHERE}"
"""An expression for words of an article: `"July 4, 2015"`, `"2015" in "July 4, 2015" in the second article`."""

CLAIM = f"it|(?:the claim about {_QUOTED}(?: of {_QUOTED})? in )?{QUOTE}"
"""An expression for a claim: `it`, or `the claim about "concluded" of "Lake Accord" in` and words of an article."""

_POINTER = re.compile(
    r'(?:the claim about "(?P<property>[^"]+)"(?: of "(?P<subject>[^"]+)")? in )?"(?P<quote>[^"]+)"'
    r'(?: in "(?P<passage>[^"]+)")?(?P<headline> in the headline)?(?: in the (?P<article>\w+) article)?'
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words of an article that make a claim; None leaves a thing open. `article` counts from 0."""

    quote: str
    property: str | None = None
    subject: str | None = None
    passage: str | None = None
    headline: bool = False
    article: int | None = None

    def __str__(self) -> str:
        about = f'the claim about "{self.property}" ' if self.property else ""
        about += f'of "{self.subject}" ' if self.subject else ""
        place = f' in "{self.passage}"' if self.passage else ""
        place += " in the headline" if self.headline else ""
        place += f" in the {ORDINALS[self.article]} article" if self.article is not None else ""
        return f'{about}{"in " if about else ""}"{self.quote}"{place}'


@dataclass(frozen=True, slots=True)
class Seen:
    """What verifying the articles of a spec came to: the claims of each, in the order of its text."""

    documents: tuple[Document, ...]
    claims: tuple[tuple[ClaimLine, ...], ...]

    def all(self) -> Iterator[ClaimLine]:
        """The claims of all articles."""
        for claims in self.claims:
            yield from claims


def pointer_of(words: str) -> Pointer:
    """The pointer that words matching CLAIM or QUOTE are, but for "it"."""
    found = _POINTER.fullmatch(words)
    assert found is not None, words
    article = found["article"]
    return Pointer(
        quote=found["quote"],
        property=found["property"],
        subject=found["subject"],
        passage=found["passage"],
        headline=found["headline"] is not None,
        article=ORDINALS.index(article) if article else None,
    )


def require_quote(pointer: Pointer, documents: Sequence[Document]) -> None:
    """Raise StepError where the words a pointer quotes stand nowhere."""
    if not documents:
        raise StepError("the scenario has no article yet.", 'Begin with: Given an article that says "…"')
    if pointer.article is not None and pointer.article >= len(documents):
        count = f"{len(documents)} article{'s' if len(documents) > 1 else ''}"
        raise StepError(f"the scenario has {count}.", "Mend the number, or tell of another article.")
    if pointer.passage is not None and pointer.quote not in pointer.passage:
        raise StepError(
            f"{pointer.quote!r} does not stand in {pointer.passage!r}.",
            "Quote a passage that holds the words.",
        )
    if next(_occurrences(pointer, documents), None) is None:
        words = pointer.passage or pointer.quote
        where = "in the headline" if pointer.headline else "in the text"
        raise StepError(f"{words!r} does not stand {where}.", _as_written(words, pointer, documents))


def claims_at(pointer: Pointer, seen: Seen) -> list[ClaimLine]:
    """The claims that a pointer points at: of exactly its words, or else of more words that hold them."""
    places = list(_occurrences(pointer, seen.documents))
    exact: list[ClaimLine] = []
    around: list[ClaimLine] = []
    for number, claims in enumerate(seen.claims):
        for line in claims:
            if not _is_about(line, pointer):
                continue
            spans = [(start, end) for at, part, start, end in places if (at, part) == (number, line.part)]
            if (line.start, line.end) in spans:
                exact.append(line)
            elif any(line.start <= start and end <= line.end for start, end in spans):
                around.append(line)
    return exact or around


def the_claim(pointer: Pointer, seen: Seen) -> ClaimLine | None:
    """The one claim that a pointer means, None where there is none.

    Claims that are judged come before those that are not, and those before dates that state nothing else. Raises
    StepError where several are left, listing them.
    """
    found = claims_at(pointer, seen)
    found = (
        [line for line in found if line.status is not None]
        or [line for line in found if line.kind != "date"]
        or found
    )
    if len(found) > 1:
        listed = "; ".join(f"{told(line, seen)}" for line in found)
        raise StepError(
            f"{pointer} may be any of {len(found)} claims: {listed}.",
            'Say which: the claim about "…" in "…", or "…" in "a longer passage".',
        )
    return found[0] if found else None


def told(line: ClaimLine, seen: Seen) -> str:
    """A claim in a few words: its quote, property, subject and place."""
    subject = (
        f" of {line.asks or line.subject}" if line.kind != "date" and (line.asks or line.subject) else ""
    )
    place = "the headline" if line.part == "headline" else f"{line.line}"
    article = f" of {line.article}" if len(seen.documents) > 1 else ""
    return f"“{line.quote}” about “{line.property}”{subject} ({place}:{line.column}{article})"


def sentence_of(line: ClaimLine, seen: Seen) -> str:
    """The sentence around a claim, its quote in square brackets."""
    from verify.extract.sentences import Sentences

    document = next(document for document in seen.documents if document.article == line.article)
    text = document.headline if line.part == "headline" else document.text
    sentences = Sentences(text)
    start, end = sentences.bounds(sentences.index(line.start))
    end = max(end, line.end)
    said = f"{text[start : line.start]}[{text[line.start : line.end]}]{text[line.end : end]}"
    return " ".join(said.split())


def _is_about(line: ClaimLine, pointer: Pointer) -> bool:
    return pointer.property in (None, line.property) and pointer.subject in (None, line.subject, line.asks)


def _occurrences(pointer: Pointer, documents: Sequence[Document]) -> Iterator[tuple[int, str, int, int]]:
    """Number of the article, part, start and end of every place where a pointer's words stand."""
    for number, document in enumerate(documents):
        if pointer.article not in (None, number):
            continue
        for part, text in (("headline", document.headline), ("body", document.text)):
            if pointer.headline and part != "headline":
                continue
            for start, end in _found(pointer.passage or pointer.quote, text):
                if pointer.passage is None:
                    yield number, part, start, end
                else:
                    for first, last in _found(pointer.quote, text[start:end]):
                        yield number, part, start + first, start + last


def _found(words: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _as_written(words: str, pointer: Pointer, documents: Sequence[Document]) -> str:
    """How the articles write words that were quoted with other spaces, letters or quotation marks, if they do."""
    loose = r"\s+".join(re.sub(r"\\?['’]", "['’]", re.escape(word)) for word in words.split())
    for document in documents:
        for text in (document.headline,) if pointer.headline else (document.headline, document.text):
            if (found := re.search(loose, text, re.IGNORECASE)) is not None:
                return f"Nearest: {found[0]!r}"
    return "Quote it as the article has it."
