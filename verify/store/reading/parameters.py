"""The `:names` of a statement, found where SQL reads them: not in texts, quoted names, comments or casts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from verify.errors import ExitCode, VerifyError

_TOKEN = re.compile(
    r"""
      (?:[eE])'(?:[^'\\]|\\.|'')*'         # a text of PostgreSQL with escapes
    | '(?:[^']|'')*'
    | "(?:[^"]|"")*"
    | `[^`]*`
    | \[[^\]]*\]
    | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$
    | --[^\n]*
    | /\*.*?\*/
    | ::
    | (?<!\w):(?P<name>[A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)


def names_in(statement: str) -> tuple[str, ...]:
    """The names that a statement wants values for, each once, in their order."""
    return tuple(dict.fromkeys(match["name"] for match in _names(statement)))


def named(
    statement: str, parameters: Mapping[str, str | None], form: str
) -> tuple[str, dict[str, str | None]]:
    """A statement with its names in the form of a driver (":{}", "%({})s"), and the values it wants.

    Raises VerifyError (exit code 2) for a name without a value, for what is not UTF-8, and for a null character, at
    which a driver might end.
    """
    if "\0" in statement:
        raise VerifyError(
            "there is a null character in the statement.",
            hint="Save it as text.",
            exit_code=ExitCode.USAGE,
        )
    try:
        statement.encode()
    except UnicodeEncodeError:
        raise VerifyError(
            "the statement is not UTF-8.", hint="Save it as UTF-8.", exit_code=ExitCode.USAGE
        ) from None
    missing = [name for name in names_in(statement) if name not in parameters]
    if missing:
        raise VerifyError(
            f"the statement wants a value for :{missing[0]}.",
            hint=f"Give it with --param {missing[0]}=VALUE.",
            exit_code=ExitCode.USAGE,
        )
    parts, last = [], 0
    doubled = "%" in form
    for match in _names(statement):
        parts += [_literal(statement[last : match.start()], doubled), form.format(match["name"])]
        last = match.end()
    parts.append(_literal(statement[last:], doubled))
    return "".join(parts), {name: parameters[name] for name in names_in(statement)}


def _literal(text: str, doubled: bool) -> str:
    return text.replace("%", "%%") if doubled else text


def _names(statement: str) -> Iterator[re.Match[str]]:
    return (match for match in _TOKEN.finditer(statement) if match["name"])
