"""Feeds: one JSON object a line, each an article (NDJSON).

{"id": "a-17", "text": "…", "published": "2016-04-09", "title": "…", "url": "…", "publisher": "…"}
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from verify.documents import Document, Prose
from verify.errors import ExitCode, VerifyError
from verify.read.article import DEFAULT_LANGUAGE, require_words
from verify.read.files import (
    LIMIT,
    Source,
    decode,
    keeps_ascii,
    opened,
    refuse_lone_surrogate,
    require_encoding,
)
from verify.read.meta import Meta, parse_date

_FIELDS = ("id", "text", "published", "title", "url", "publisher", "language")
_SHAPE = 'Write one object a line: {"id": "…", "text": "…", "published": "2016-04-09"}.'


def read_feed(source: Source, defaults: Meta) -> Iterator[Document | VerifyError]:
    """A document for each line of a feed, or what is wrong with that line; the others go on.

    Here a line knows better than the command line, which fills in what the line leaves open.
    """
    _require_fitting(source, defaults)
    lines_of: dict[str, int] = {}
    empty = True
    with opened(source) as stream:
        for number, offset, data in _lines(stream):
            place = f"{source.place}:{number}"
            try:
                if data is None:
                    raise _too_long(place)
                text = decode(data, defaults.encoding, source.place, line=number, offset=offset)
                if not text.strip():
                    continue
                empty = False
                yield _document(_object(text, place), defaults, place, lines_of, number)
            except VerifyError as error:
                empty = False
                yield error
    if empty:
        raise VerifyError("The feed is empty: there is no line in it.", place=source.place, hint=_SHAPE)


def _require_fitting(source: Source, defaults: Meta) -> None:
    for option, value in (("--title", defaults.title), ("--url", defaults.url)):
        if value is not None:
            raise VerifyError(
                f"{option} describes one article, and a feed holds many.",
                place=source.place,
                hint=f'Give each line its own "{option[2:]}".',
                exit_code=ExitCode.USAGE,
            )
    require_encoding(defaults.encoding)
    if not keeps_ascii(defaults.encoding):
        raise VerifyError(
            f"A feed cannot be read as {defaults.encoding}, because its lines end in other bytes there.",
            place=source.place,
            hint="Save it as UTF-8.",
            exit_code=ExitCode.USAGE,
        )


def _lines(stream: BinaryIO) -> Iterator[tuple[int, int, bytes | None]]:
    """Number (from 1), byte offset and bytes of each line; None for the bytes of a line over the limit."""
    number, offset = 0, 0
    while data := stream.readline(LIMIT + 1):
        number += 1
        length = len(data)
        if length > LIMIT:
            while not data.endswith(b"\n") and (data := stream.readline(LIMIT)):
                length += len(data)
            yield number, offset, None
        else:
            yield number, offset, data
        offset += length


def _too_long(place: str) -> VerifyError:
    return VerifyError(
        f"The line is longer than {LIMIT // 1024**2} MiB, the most that is read of one article.",
        place=place,
        hint="Split the article.",
    )


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON value")


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        item = json.loads(line.rstrip(), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise VerifyError(
            f"The line is not JSON: {error.msg} at column {error.colno}.", place=place, hint=_SHAPE
        ) from None
    except RecursionError:
        raise VerifyError(
            "The line is not an article: it is nested too deeply.", place=place, hint=_SHAPE
        ) from None
    except ValueError as error:
        raise VerifyError(f"The line is not JSON: {error}.", place=place, hint=_SHAPE) from None
    if not isinstance(item, dict):
        raise VerifyError("The line is not a JSON object.", place=place, hint=_SHAPE)
    return item


def _document(
    item: dict[str, Any], defaults: Meta, place: str, lines_of: dict[str, int], number: int
) -> Document:
    fields = {key: _string(item.get(key), key, place) for key in _FIELDS}
    text = fields["text"]
    if text is None:
        raise VerifyError('The line has no "text".', place=place, hint=_SHAPE)
    identity = fields["id"] or fields["url"]
    if identity is None:
        raise VerifyError(
            'The line has neither an "id" nor a "url".',
            place=place,
            hint="Give each article an id of its own.",
        )
    published = fields["published"]
    date = parse_date(published, '"published"', place=place) if published else defaults.published
    prose = Prose(text)
    require_words(prose, place)
    # Only a line that gives a document takes the id: a broken one may be followed by its correction.
    if lines_of.setdefault(identity, number) != number:
        raise VerifyError(
            f'The id "{identity}" was used on line {lines_of[identity]}.',
            place=place,
            hint="Give each article an id of its own.",
        )
    return Document(
        article=fields["url"] or identity,
        name=identity,
        text=text,
        prose=prose,
        headline=fields["title"] or "",
        publisher=fields["publisher"] or defaults.publisher,
        url=fields["url"],
        language=fields["language"] or defaults.language or DEFAULT_LANGUAGE,
        published=date,
    )


def _string(value: object, key: str, place: str) -> str | None:
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise VerifyError(
            f'"{key}" is {_kind(value)}, not a text.', place=place, hint=f'Write "{key}": "…", in quotes.'
        )
    refuse_lone_surrogate(value, f'"{key}"', place)
    if (at := value.find("\0")) >= 0:
        raise VerifyError(
            f'"{key}" holds binary data at character {at} (U+0000).',
            place=place,
            hint="Leave that character out.",
        )
    if key == "text":
        return value
    return value.strip() or None


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case _:
            return "an object"
