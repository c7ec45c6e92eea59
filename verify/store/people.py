"""Names of people: how they are kept, and which are one person's."""

from __future__ import annotations

import unicodedata

from verify.errors import ExitCode, VerifyError

UNSEEN = ("Cf", "Cc")
"""The categories of characters that nobody sees: formats and controls."""


def person_key(name: str) -> str:
    """What two ways of writing a person's name have in common: case, blanks, Unicode's forms and what cannot be seen
    do not count."""
    seen = (
        character for character in " ".join(name.split()) if unicodedata.category(character) not in UNSEEN
    )
    return " ".join(unicodedata.normalize("NFKC", "".join(seen)).casefold().split())


def person_name(given: str) -> str:
    """A name as the log keeps it, its blanks single. Raises VerifyError (exit code 2) for one that names nobody."""
    name = " ".join(given.split())
    if not person_key(name):
        raise VerifyError(
            f"{given!r} is no name of a person.",
            hint='Write one that can be read. Your own goes with --actor, or as actor = "…" in verify.toml.',
            exit_code=ExitCode.USAGE,
        )
    return name
