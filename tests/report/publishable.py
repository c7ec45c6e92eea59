"""Claims to publish in which no text is harmless."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from making import LATER
from runs import TEXT
from test_screen import LINE

from verify.report.claims import SourceLine
from verify.report.reviewed import Conclusion, Reviewed
from verify.report.works import Work
from verify.verdicts import Verdict

WORKS = st.builds(
    Work, article=TEXT, digest=st.just("d" * 64), headline=TEXT, publisher=st.none() | TEXT,
    url=st.none() | TEXT | TEXT.map("https://daily.example/{}".format), language=TEXT,
    published=st.sampled_from([None, "2016-04-09", "2016-04", "2016", "2016-21", "199X"]),
    text_sha256=st.just("e" * 64), ingested_at=st.just(LATER),
)  # fmt: skip
CONCLUSIONS = st.builds(
    Conclusion,
    at=st.just(LATER),
    actor=st.none() | TEXT,
    side=st.sampled_from([None, "article", "reference"]),
    checked=st.sampled_from([*Verdict, None]),
)


def _line(status: Verdict, part: str, words: list[str], source: SourceLine, attributed: str | None) -> object:
    quote, prefix, suffix, subject, explanation = words
    return replace(
        LINE, status=status, part=part, quote=quote, prefix=prefix, suffix=suffix, subject=subject,
        explanation=explanation, attributed_to=attributed, sources=(source, source),
    )  # fmt: skip


REVIEWED = st.builds(
    Reviewed,
    line=st.builds(
        _line,
        st.sampled_from(Verdict),
        st.sampled_from(["headline", "body"]),
        st.lists(TEXT, min_size=5, max_size=5),
        st.builds(SourceLine, TEXT, TEXT, TEXT | TEXT.map("http://gazette.example/{}".format)),
        st.none() | TEXT,
    ),
    work=WORKS,
    conclusion=CONCLUSIONS,
    first=st.none() | WORKS,
)
"""Any claim that could be published."""
