"""What `verify.toml` says of publishing: addresses and ratings, and what is refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from verify.errors import ExitCode, VerifyError
from verify.publishing import RATINGS, Publishing, Rating, Ratings
from verify.verdicts import Verdict
from verify.workspace import FILE, TEMPLATE, find


def test_every_verdict_has_a_rating() -> None:
    assert list(RATINGS.of) == [verdict.label for verdict in Verdict]


def test_what_the_template_shows_is_what_serves_without_it(tmp_path: Path) -> None:
    shown = TEMPLATE[TEMPLATE.index("# [publishing]") :].replace("\n# ", "\n").removeprefix("# ")
    lines = [line for line in shown.splitlines() if line.startswith(("[", '"')) or " = " in line]
    said = tomllib.loads("\n".join(lines))
    assert said.keys() == {"publishing", "ratings"}
    (tmp_path / FILE).write_text("\n".join(lines))
    found = find(tmp_path).publishing
    assert found.ratings == RATINGS
    assert found.review_of("c" * 32) == f"https://daily.example/reviews/{'c' * 32}"
    (tmp_path / FILE).write_text("")
    assert find(tmp_path).publishing == Publishing()
    assert Publishing().review_of("c" * 32) is None


def test_a_newsroom_has_a_scale_and_words_of_its_own(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        '[ratings]\nworst = -1\nbest = 1.5\nrefuted = { value = -1, name = "Four Pinocchios" }\n'
        'supported = { value = 1.5, name = "Geppetto" }\n"conflicting evidence" = { name = "Who knows" }\n'
    )
    assert find(tmp_path).publishing.ratings == Ratings(
        -1,
        1.5,
        {
            "refuted": Rating(-1, "Four Pinocchios"),
            "conflicting evidence": Rating(None, "Who knows"),
            "supported": Rating(1.5, "Geppetto"),
            "not enough evidence": Rating(None, "Unproven"),
        },
    )


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        ("publishing = 1", "publishing is not a table.", "Write [publishing] on a line of its own."),
        ("ratings = []", "ratings is not a table.", "Write [ratings] on a line of its own."),
        (
            '[publishing]\nurls = "https://a/"',
            "nothing in [publishing] is called 'urls'.",
            "Known are: url, reviews, corrections.",
        ),
        (
            '[publishing]\nurl = "daily.example"',
            "publishing.url is not a web address.",
            'Write: url = "https://…"',
        ),
        ("[publishing]\nurl = 1", "publishing.url is not a web address.", 'Write: url = "https://…"'),
        (
            '[publishing]\nurl = "https://a/<b>"',
            "publishing.url is not a web address.",
            'Write: url = "https://…"',
        ),
        (
            '[publishing]\ncorrections = "https://[a/"',
            "publishing.corrections is not a web address.",
            'Write: corrections = "https://…"',
        ),
        (
            '[publishing]\nreviews = "x"',
            "publishing.reviews is not a web address.",
            'Write: reviews = "https://…/{claim}"',
        ),
        (
            '[publishing]\nreviews = "https://a/"',
            "publishing.reviews has no {claim}.",
            'Write: reviews = "https://…/{claim}"',
        ),
        (
            '[publishing]\nurl = "https://a/{claim}"',
            "publishing.url has {claim}.",
            "Only reviews has {claim}, the id of a claim.",
        ),
        (
            '[ratings]\ntrue = { value = 5, name = "True" }',
            "nothing in [ratings] is called 'true'.",
            'Known are: "worst", "best", "refuted", "conflicting evidence", "supported", "not enough evidence".',
        ),
        (
            "[ratings]\nworst = 5",
            "ratings.worst = 5 is not below ratings.best = 5.",
            "The scale begins with worst: worst = 1, best = 5.",
        ),
        ('[ratings]\nbest = "5"', "ratings.best is not a number.", "Write a number without quotes."),
        ("[ratings]\nbest = inf", "ratings.best is not a number.", "Write a number without quotes."),
        ("[ratings]\nbest = true", "ratings.best is not a number.", "Write a number without quotes."),
        (
            "[ratings]\nbest = 4",
            "the rating of 'supported' is 5, outside of 1 to 4.",
            'Write: "supported" = { value = 4, name = "True" }',
        ),
        (
            '[ratings]\nrefuted = { value = 0, name = "No" }',
            "the rating of 'refuted' is 0, outside of 1 to 5.",
            'Write: "refuted" = { value = 1, name = "No" }',
        ),
        *(
            (
                f"[ratings]\nrefuted = {rating}",
                "the rating of 'refuted' is not a value and a name.",
                'Write: "refuted" = { value = 1, name = "False" }, or only the name.',
            )
            for rating in ("1", '"False"', "{ value = 1 }", '{ name = " " }', '{ name = "a\\u202eb" }',
                           '{ name = "No", word = 1 }')
        ),
        (
            '[ratings]\nrefuted = { value = "1", name = "No" }',
            'the value of the rating of "refuted" is not a number.',
            "Write a number without quotes.",
        ),
    ],
)  # fmt: skip
def test_what_is_refused(tmp_path: Path, content: str, message: str, hint: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(VerifyError) as error:
        find(tmp_path)
    assert (error.value.message, error.value.hint) == (message, hint)
    line = content.count("\n") + 1
    assert (error.value.place, error.value.exit_code) == (f"{tmp_path / FILE}:{line}", ExitCode.INVALID_DATA)
