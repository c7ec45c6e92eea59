"""Where the files that ship with the package lie: in an installed wheel, or in the source tree."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _first(*places: Path) -> Path:
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the installation is incomplete: none of {', '.join(map(str, places))} exists")


def migrations() -> Path:
    """The Alembic script folder."""
    return _first(_PACKAGE / "_shipped" / "migrations", _PACKAGE.parent / "migrations")


def new_store() -> Path:
    """The schema of a new SQLite store, in SQL: what the migrations leave of an empty file."""
    return migrations() / "sqlite.sql"


def checks() -> Path:
    """The folder of the checks that ship."""
    return _first(_PACKAGE / "_shipped" / "features" / "checks", _PACKAGE.parent / "features" / "checks")


def specs() -> tuple[Path, ...]:
    """The specs that ship: a feature file for each file of checks."""
    folder = checks().parent / "specs"
    named = (folder / path.name for path in sorted(checks().glob("*.feature")))
    return tuple(path for path in named if path.is_file())


def is_untouched_spec(spec: Path, folder: Path) -> bool:
    """Whether a spec, and the file of the same name in this folder of checks, are what ships."""
    return any(
        spec.name == path.name
        and spec.read_bytes() == path.read_bytes()
        and (folder / path.name).is_file()
        and (folder / path.name).read_bytes() == (checks() / path.name).read_bytes()
        for path in specs()
    )


def reference() -> Path:
    """The folder of the starter reference."""
    return _first(_PACKAGE / "reference" / "starter")
