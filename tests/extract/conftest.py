"""A small vocabulary of our own, with every kind of subject and property that extraction ties dates or persons to."""

from __future__ import annotations

import pytest

from verify.vocabulary import Alias, Property, Subject, Time, ValueType, Vocabulary

_SUBJECTS = {
    "agreement": ("Joint Comprehensive Plan of Action", "INF Treaty", "Treaty of Versailles", "Paris Agreement"),
    "event": ("Iran missile tests", "North Korea nuclear tests", "North Korea missile tests", "Cheonan sinking"),
    "office": ("US Secretary of State", "IRGC deputy commander", "Leader of the Islamic Revolution",
    "UN Secretary-General"),
    "person": ("John Kerry", "Hossein Salami", "Ali Khamenei", "Ban Ki-moon", "Kofi Annan"),
}  # fmt: skip

_ALIASES = (
    ("JCPOA", "Joint Comprehensive Plan of Action", ()),
    ("Iran nuclear deal", "Joint Comprehensive Plan of Action", ()),
    ("Intermediate-Range Nuclear Forces Treaty", "INF Treaty", ()),
    ("Paris accord", "Paris Agreement", ("climate", "emissions")),
    ("Iran|IRGC … fired|test-fired|launched|tested … missile|missiles", "Iran missile tests", ()),
    ("Iran's missile tests", "Iran missile tests", ()),
    ("North Korea|Pyongyang … fired|launched … missile|missiles", "North Korea missile tests", ()),
    ("North Korea|Pyongyang … nuclear test", "North Korea nuclear tests", ()),
    ("sinking of the Cheonan", "Cheonan sinking", ()),
    ("secretary of state", "US Secretary of State", ("Washington", "US", "American")),
    ("second-in-command of the Revolutionary Guards", "IRGC deputy commander", ()),
    ("Seyyed Ali Khamenei", "Ali Khamenei", ()),
    ("Kerry", "John Kerry", ()),
    ("United Nations Secretary-General", "UN Secretary-General", ()),
)

_DATED = {
    "adopted": ("resolution", "adopted|passed|approved"),
    "concluded": (
        "agreement",
        "reached|agreed|agreed on|struck|concluded|adopted|brokered|finalised|negotiated",
    ),
    "signed": ("agreement", "signed|inked|signing|signature|opened for signature"),
    "in force": (
        "agreement",
        "entered into force|entry into force|took effect|came into force|in force since",
    ),
    "ended": ("agreement", "expired|terminated|collapsed|ended"),
    "withdrawn": ("agreement", "withdrew from|withdrawal from|pulled out of|left|denounced"),
    "announced": ("agreement", "announced|unveiled"),
    "dated": ("agreement", ""),
    "occurred": ("event", ""),
    "built": ("building", "built|completed"),
}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """What the cases are read with; the kind "building" exists only here, to show that a kind needs rows, not code."""
    subjects = {name: Subject(name, kind) for kind, names in _SUBJECTS.items() for name in names}
    subjects["Karun Dam"] = Subject("Karun Dam", "building")
    dated = {
        name: Property(
            name, kind, ValueType.DATE, Time.DATED, True, (), tuple(p for p in phrases.split("|") if p)
        )
        for name, (kind, phrases) in _DATED.items()
    }
    others = {
        "cited": Property("cited", "resolution", ValueType.EXISTENCE, Time.DATED, False, ("adopted",)),
        "holds": Property("holds", "office", ValueType.SUBJECT, Time.STATE, False),
    }
    aliases = tuple(Alias(text, subject, context) for text, subject, context in _ALIASES)
    return Vocabulary(subjects, aliases, dated | others)
