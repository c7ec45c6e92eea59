"""Claims that a date is a subject's; the properties, and the words that express them, come from the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from verify.claims import Claim, Polarity, Problem, Span
from verify.extract import lexicon
from verify.extract.acts import Style
from verify.extract.attribution import polarity_of, speaker_of
from verify.extract.clauses import Phrases, Token, tokenise
from verify.extract.counts import counting, counts
from verify.extract.dates import DateMention
from verify.extract.happening_words import KIND as _HAPPENING
from verify.extract.happenings import Happening, happenings, may_happen
from verify.extract.reading import Mention, Reading
from verify.extract.rivals import without_rivals
from verify.extract.tying import Tie, ties
from verify.values import parse_edtf
from verify.vocabulary import Property, ValueType, Vocabulary

_MADE_BY = {_HAPPENING: "occurred", "resolution": "adopted"}
_OCCURRED_WORDS = (
    "occurred", "happened", "took place", "taking place", "conducted", "carried out", "held", "staged",
    "performed", "came",
    "opened", "began", "started", "launched", "announced", "detonated", "went off",
)  # fmt: skip
_ADOPTED_WORDS = ("adopted", "passed", "approved", "adoption of", "passage of")
_STYLES = {
    _HAPPENING: Style(frozenset(("of", "on", "in", "during", "at")), 9),
    "resolution": Style(
        frozenset(("of",)),
        0,
        actors=lexicon.words("resolutions", "actors"),
        acts=lexicon.words("resolutions", "acts"),
        means=frozenset(("by", "in", "through", "via", "with")),
        own=lexicon.words("resolutions", "own"),
    ),
}
_DEFAULT_STYLE = Style(frozenset(("of",)), 0)


class Grammar(NamedTuple):
    """The date properties of a vocabulary: by kind the property of a date at the name itself, and all phrases."""

    at_name: dict[str, Property]
    by_id: dict[str, Property]
    phrases: Phrases


_prepared: dict[int, tuple[Vocabulary, Grammar]] = {}


def grammar_of(vocabulary: Vocabulary) -> Grammar:
    """The date properties of a vocabulary, prepared once for each."""
    known = _prepared.get(id(vocabulary))
    if known is not None and known[0] is vocabulary:
        return known[1]
    dated = {p.id: p for p in vocabulary.properties.values() if p.value_type is ValueType.DATE}
    by_kind: dict[str, list[Property]] = defaultdict(list)
    for property_ in dated.values():
        by_kind[property_.subject_kind].append(property_)
    at_name: dict[str, Property] = {}
    for kind, properties in by_kind.items():
        meant = _at_name(kind, properties)
        if meant is not None:
            at_name[kind] = meant
    phrases: dict[str, tuple[str, ...]] = {p.id: p.phrases or _default_phrases(p) for p in dated.values()}
    grammar = Grammar(at_name, dated, Phrases(phrases))
    while len(_prepared) >= 4:
        _prepared.pop(next(iter(_prepared)), None)
    _prepared[id(vocabulary)] = (vocabulary, grammar)
    return grammar


def _at_name(kind: str, properties: Sequence[Property]) -> Property | None:
    """The property of a date that stands at a name: one without phrases, or what makes the thing what it is."""
    meant = [p for p in properties if not p.phrases]
    if not meant and kind in _MADE_BY:
        meant = [p for p in properties if p.id == _MADE_BY[kind] or len(properties) == 1]
    return meant[0] if meant else None


def _default_phrases(property_: Property) -> tuple[str, ...]:
    return {"event": _OCCURRED_WORDS, "resolution": _ADOPTED_WORDS}.get(property_.subject_kind, ())


def date_statements(reading: Reading, mentions: Iterable[Mention]) -> Iterator[Claim]:
    """A claim for every date that a clause ties to one of the subjects mentioned."""
    grammar = grammar_of(reading.vocabulary)
    if not grammar.by_id:
        return
    kinds = frozenset(p.subject_kind for p in grammar.by_id.values())
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind in kinds:
            by_sentence[reading.sentences.index(mention.start)].append(mention)
    last: Mention | None = None
    last_sentence = -9
    counted = counting(reading.vocabulary)
    event = grammar.at_name.get(_HAPPENING)
    told = _sentences_with_happenings(reading) if event is not None else set()
    for number in sorted({*by_sentence, *_sentences_of_pronouns(reading, by_sentence), *told}):
        here = by_sentence.get(number, [])
        start, end = reading.sentences.bounds(number)
        dates = reading.dates_between(start, end)
        if dates:
            tokens = tokenise(reading.text, start, end, dates, here, grammar.phrases)
            pronoun = last if number - last_sentence <= 1 else None
            named = here or pronoun is not None
            tied = ties(tokens, kinds, _STYLES, _DEFAULT_STYLE, pronoun) if named else ()
            found = chain(_inside(dates, here), tied)
            made: list[Claim] = []
            for tie in found:
                claim = _claim(reading, grammar, tokens, tie, (start, end))
                if claim is None:
                    continue
                made.append(claim)
                if (how_many := counted.get(tie.mention.kind)) is not None:
                    yield from counts(reading, how_many, tie.mention, tie.date, claim)
            made = without_rivals(made)
            yield from made
            if event is not None and number in told:
                taken = {claim.span.start for claim in made}
                for what in happenings(reading.text, tokens, taken):
                    yield _happening(reading, event, tokens, what, (start, end))
        if here:
            subjects = {mention.subject for mention in here}
            last = here[-1] if len(subjects) == 1 and not here[-1].ambiguous else None
            last_sentence = number


def _inside(dates: Sequence[DateMention], mentions: Sequence[Mention]) -> Iterator[Tie]:
    """Dates that are part of a name: "the Geneva Conventions of 1949"."""
    for mention in mentions:
        for date in dates:
            if not mention.parts and mention.start <= date.start and date.end <= mention.end:
                yield Tie(mention, date, None)


def _sentences_of_pronouns(reading: Reading, by_sentence: dict[int, list[Mention]]) -> Iterator[int]:
    """The sentence behind each that names a subject: "It entered into force in 1970."."""
    last = len(reading.sentences.starts) - 1
    return (number + 1 for number in by_sentence if number < last)


def _sentences_with_happenings(reading: Reading) -> set[int]:
    """The sentences with a date in which a word tells of something that happens."""
    dated = {reading.sentences.index(date.start) for date in reading.dates}
    return {number for number in dated if may_happen(reading.text, *reading.sentences.bounds(number))}


def _happening(
    reading: Reading, property_: Property, tokens: list[Token], what: Happening, sentence: tuple[int, int]
) -> Claim:
    """The claim that something happened on a date; named by its words if the reference does not know it."""
    date, known = what.date, what.known if what.known is not None and what.known.known else None
    words = " ".join(reading.text[what.start : what.end].split())
    polarity = polarity_of(tokens, what.verb)
    planned = polarity is Polarity.ASSERTED and (what.planned or _lies_ahead(reading, date))
    return Claim(
        span=Span.of(reading.text, date.start, date.end),
        kind=property_.kind,
        property=property_.id,
        subject=known.subject if known is not None else words,
        value=date.value,
        stated=date.stated,
        asks=known.subject if known is not None else words,
        answer=date.value,
        answer_known=known is None or not known.shared,
        attributed_to=speaker_of(reading.text, *sentence, min(date.start, what.start)),
        polarity=Polarity.PLANNED if planned else polarity,
        problem=Problem.AMBIGUOUS if what.doubtful else date.problem,
        weekday=date.weekday,
        because=(words, date.explanation),
    )


def _lies_ahead(reading: Reading, date: DateMention) -> bool:
    """Whether a date is after the day on which the text was written, so that nobody can say that it happened then."""
    earliest, written = parse_edtf(date.value).earliest, reading.published_day
    return earliest is not None and written is not None and earliest > written


def _claim(
    reading: Reading, grammar: Grammar, tokens: list[Token], tie: Tie, sentence: tuple[int, int]
) -> Claim | None:
    property_ = _property(grammar, tokens, tie)
    if property_ is None:
        return None
    mention, date = tie.mention, tie.date
    phrase = tokens[tie.phrase] if tie.phrase is not None else None
    words = _words(reading.text, mention)
    because = (
        words,
        *((" or ".join(mention.among),) if mention.among else ()),
        *((reading.text[phrase.start : phrase.end],) if phrase else ()),
        date.explanation,
    )
    return Claim(
        span=Span.of(reading.text, date.start, date.end),
        kind=property_.kind,
        property=property_.id,
        subject=words if mention.ambiguous else mention.subject,
        value=date.value,
        stated=date.stated,
        asks=words if mention.ambiguous else mention.subject,
        answer=date.value,
        answer_known=not mention.shared,
        attributed_to=speaker_of(
            reading.text, *sentence, min(date.start, phrase.start if phrase else mention.start)
        ),
        polarity=polarity_of(tokens, tie.phrase),
        problem=Problem.AMBIGUOUS if mention.ambiguous or tie.doubtful else date.problem,
        weekday=date.weekday,
        because=because,
    )


def _words(text: str, mention: Mention) -> str:
    """The words of the text that name a subject; of an alias in parts only its parts."""
    spans = mention.parts or ((mention.start, mention.end),)
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def _property(grammar: Grammar, tokens: list[Token], tie: Tie) -> Property | None:
    """The property that the words express of a subject of this kind; two that the same words express are too many."""
    if tie.phrase is None:
        return grammar.at_name.get(tie.mention.kind)
    token = tokens[tie.phrase]
    if token.owner is not None and not token.properties:
        return grammar.at_name.get(tie.mention.kind)
    fitting = [
        grammar.by_id[p] for p in token.properties if grammar.by_id[p].subject_kind == tie.mention.kind
    ]
    return fitting[0] if fitting else None
