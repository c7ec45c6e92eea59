"""HTML that cannot be left unescaped: plain text is made safe where it becomes a part of an element, and only there.

`Markup` is text that is HTML already; nothing but `element`, `words`, `joined` and `verbatim` makes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from verify.addresses import web_address
from verify.display import display_safe

_VOID = frozenset({"input", "meta"})


class Markup(str):
    """HTML, safe to stand in a page as it is."""

    __slots__ = ()


def words(text: str) -> Markup:
    """Plain text on one line: what is invisible becomes visible, what would be HTML is read as text."""
    return Markup(escape(display_safe(text)))


def joined(parts: Iterable[str]) -> Markup:
    """Parts one behind the other; what is not markup is made safe."""
    return Markup("".join(part if isinstance(part, Markup) else words(part) for part in parts))


def verbatim(text: str) -> Markup:
    """What the package itself ships as HTML, CSS or JavaScript; never anything from outside."""
    return Markup(text)


def element(name: str, /, *children: str, **attributes: str | int | bool | None) -> Markup:
    """An element with its children; a child that is not markup is made safe, and so is every attribute.

    "class_" is written for the attribute class, "data_claims" for data-claims. An attribute that is None or False is
    left out, one that is True stands without a value.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{joined(children)}</{name}>")


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.removesuffix("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{words(str(value))}"'


def outside(text: str) -> Markup:
    """Words from outside in a line of our own: their direction does not change that of ours."""
    return element("bdi", text)


def web_link(url: str, text: str | None = None) -> Markup:
    """A link to a page elsewhere; a URL that is no web address is shown as the words it is."""
    address = web_address(url)
    if address is None:
        return outside(text or url)
    return element("a", outside(text or url), href=address, rel="noopener noreferrer", class_="elsewhere")
