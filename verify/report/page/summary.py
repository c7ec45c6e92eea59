"""The claims of a page in numbers: a bar, the same in words, and filters by status and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from verify.report.claims import ClaimLine
from verify.report.page.markup import Markup, element, joined, outside, words
from verify.report.page.statuses import LOOKS, ORDER, Look, look_of
from verify.report.page.text import Numbered, anchor
from verify.report.screen import stated_words
from verify.verdicts import Verdict

LEAST_SHARE = 8.0
"""How wide a part of the bar is, in per cent of it, that has room for its sign and number."""

FOREMOST = (LOOKS[Verdict.REFUTED], LOOKS[Verdict.CONFLICTING_EVIDENCE])
"""What stands first on a page, before the text."""

MOST = 10
"""How many claims stand there at most."""

BAR = 28
"""How high the bar is, in CSS pixels."""


def in_words(lines: Sequence[ClaimLine]) -> str:
    """The numbers in a sentence: "2 claims: 1 refuted, 1 supported."."""
    counts = Counter(map(look_of, lines))
    if not lines:
        return "No claim was found in this article."
    return f"{_total(lines)}: {', '.join(f'{counts[look]} {look.label}' for look in ORDER if counts[look])}."


def _total(lines: Sequence[ClaimLine]) -> str:
    return f"{len(lines)} claim{'s' if len(lines) > 1 else ''}"


def summary(lines: Sequence[ClaimLine]) -> Markup:
    """The bar and its legend, which tells the same."""
    if not lines:
        return element("p", in_words(lines))
    counts = Counter(map(look_of, lines))
    bar = element(
        "svg",
        element("title", in_words(lines), id="bar-title"),
        *_bar(counts, len(lines)),
        class_="bar",
        width="100%",
        height=BAR,
        role="img",
        aria_labelledby="bar-title",
    )
    entries = (_entry(look, counts[look]) for look in ORDER if counts[look])
    return joined([element("h2", _total(lines)), bar, element("ul", *entries, class_="legend")])


def _bar(counts: Counter[Look], total: int) -> Iterator[Markup]:
    start = 0.0
    for look in ORDER:
        if not counts[look]:
            continue
        share = 100 * counts[look] / total
        yield element(
            "rect", x=f"{start:.3f}%", y=0, width=f"{share:.3f}%", height=BAR, class_=f"part {look.css}"
        )
        if share >= LEAST_SHARE:
            middle = f"{start + share / 2:.3f}%"
            yield element(
                "text", f"{look.sign} {counts[look]}", x=middle, y=19, text_anchor="middle", class_=look.css
            )
        start += share


def _entry(look: Look, count: int) -> Markup:
    return element(
        "li",
        element("span", look.sign, class_="sign", aria_hidden="true"),
        " ",
        element("b", str(count)),
        f" {look.label}",
        class_=look.css,
    )


def foremost_claims(claims: Numbered) -> Markup:
    """What is refuted and in dispute, each with what is on record and a link to its card: what a reader came for."""
    found = [number for number, line in claims.items() if look_of(line) in FOREMOST]
    found.sort(key=lambda number: FOREMOST.index(look_of(claims[number])))
    if not found:
        return words("")
    entries = [_foremost(number, claims[number]) for number in found[:MOST]]
    if len(found) > MOST:
        entries.append(element("li", f"and {len(found) - MOST} more, among the claims"))
    return element("ul", *entries, class_="foremost", aria_label="Refuted or in dispute")


def _foremost(number: int, line: ClaimLine) -> Markup:
    look = look_of(line)
    return element(
        "li",
        element("span", look.sign, class_="sign", aria_hidden="true"),
        " ",
        element("a", element("span", f"claim {number}, {look.label}: ", class_="unseen"),
                outside(stated_words(line)), href=f"#{anchor(line)}", class_="other"),
        *([element("span", " – on record: ", outside(line.record), class_="remark")] if line.record else []),
        class_=look.css,
    )  # fmt: skip


def filters(lines: Sequence[ClaimLine]) -> Markup:
    """Filters by status and kind, and keys; hidden until the page's script works them."""
    if not lines:
        return words("")
    looks = Counter(map(look_of, lines))
    kinds = Counter(line.kind for line in lines)
    by_status = [
        _choice("status", look.css, joined([_sign(look), f" {look.label}"]), looks[look])
        for look in ORDER
        if looks[look]
    ]
    by_kind = [_choice("kind", kind, words(kind), kinds[kind]) for kind in sorted(kinds)]
    # No form: there is nothing to send, and Enter would try to.
    choices = element(
        "div",
        element("fieldset", element("legend", "Status"), *by_status),
        element("fieldset", element("legend", "Kind"), *by_kind),
        element("p", _keys()),
        role="group",
        aria_label="Which claims are shown",
    )
    return element(
        "div",
        element("details", element("summary", "Filters and keys"), choices, class_="filters"),
        element("p", id="shown", role="status"),
        id="filters",
        hidden=True,
    )


def _keys() -> Markup:
    """The keys, and a box that turns them off: single letters may be commands of another program."""
    return element(
        "label",
        element("input", type="checkbox", id="keys", checked=True),
        " Keys ",
        element("kbd", "n"),
        " next, ",
        element("kbd", "p"),
        " previous, ",
        element("kbd", "Esc"),
        " close",
    )


def _sign(look: Look) -> Markup:
    return element("span", look.sign, class_=f"sign {look.css}", aria_hidden="true")


def _choice(name: str, value: str, label: Markup, count: int) -> Markup:
    box = element("input", type="checkbox", name=name, value=value, checked=True)
    return element("label", box, " ", label, " ", element("span", str(count), class_="count"))
