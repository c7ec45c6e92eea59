"""A claim in its sentence and the two around it, its quote in brackets; what is too long is left out in the middle."""

from __future__ import annotations

from verify.display import ELLIPSIS, clip, display_safe, display_width
from verify.review.faces.rows import Paragraph, Piece, Style
from verify.review.shapes import Passage

_LEAST_AROUND = 30


def passage_paragraph(passage: Passage, cells: int | None) -> Paragraph:
    """The passage in about so many cells, or whole. The quote is between brackets, whatever the colours are."""
    quote = _quote(passage.quote, None if cells is None else cells // 2)
    before = _joined(passage.sentence_before, passage.before)
    after = _joined(passage.after, passage.sentence_after)
    # Where the quote begins or ends its sentence, the other sentence still stands apart from its brackets.
    before += " " if passage.sentence_before and not passage.before else ""
    after = f" {after}" if passage.sentence_after and not passage.after else after
    if cells is not None:
        room = max(2 * _LEAST_AROUND, cells - display_width(quote))
        before = _end(before, max(room // 2, room - len(after)))
        after = _beginning(after, max(room // 2, room - display_width(display_safe(before))))
    return Paragraph(
        (
            Piece(display_safe(before)),
            Piece("[", Style.QUOTE),
            Piece(quote, Style.QUOTE),
            Piece("]", Style.QUOTE),
            Piece(display_safe(after)),
        )
    )


def _joined(first: str, second: str) -> str:
    gap = " " if first and second and not first[-1].isspace() and not second[0].isspace() else ""
    return f"{first}{gap}{second}"


def _quote(quote: str, cells: int | None) -> str:
    """The quote made safe; of a long one beginning and end, and how much is missing."""
    if cells is None or len(quote) <= cells // 4:
        return display_safe(quote)
    safe = display_safe(quote) if len(quote) <= cells else ""
    if safe and display_width(safe) <= cells:
        return safe
    part = max(8, (cells - 36) // 2)
    head = clip(display_safe(quote[:part]), part)
    tail = _end(quote[-part:] if len(quote) > 2 * part else quote, part)
    missing = len(quote) - 2 * part
    told = f" ({missing:,} characters more: v) " if missing > 0 else " "
    return f"{head.removesuffix(ELLIPSIS)}{ELLIPSIS}{told}{display_safe(tail)}"


def _end(text: str, cells: int) -> str:
    """The end of a text in so many cells, from a word on, "…" before it."""
    if len(text) <= cells and display_width(display_safe(text)) <= cells:
        return text
    # A character takes two cells at most, or is written out by its number; words go until the rest fits.
    rest = text[-cells:]
    _, _, cut = rest.partition(" ")
    rest = cut or rest
    while rest and display_width(display_safe(rest)) >= cells:
        _, gap, cut = rest.partition(" ")
        rest = cut if gap else rest[max(1, len(rest) // 8) :]
    return f"{ELLIPSIS}{rest}"


def _beginning(text: str, cells: int) -> str:
    safe = display_safe(text[: cells + 1])
    return clip(safe, cells) if len(text) > cells or display_width(safe) > cells else text
