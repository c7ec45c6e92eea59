"""The view of where verdicts come from: the runs."""

from __future__ import annotations

from verify.report.views import shared
from verify.report.views.column import count, moment, text
from verify.report.views.view import View

RUNS = View(
    "runs",
    "v_run",
    "every run: who judged what, with which checks, reference and software",
    "run",
    (
        shared.RUN,
        moment("started_at", "when it began"),
        moment("finished_at", "when it ended; null where it did not"),
        text("actor", "who ran it"),
        text("software", "the version that judged"),
        text("checks_digest", "SHA-256 of all checks it declared"),
        text("reference_digest", "SHA-256 of the reference it compared with"),
        moment(
            "reference_loaded_at",
            "when that reference was loaded into the store, the last time before the run",
        ),
        text("reference_loaded_by", "who loaded it"),
        count("declared", "checks", "checks that were to run"),
        count("executed", "checks", "checks that ran: fewer where the run is incomplete"),
        count("whole", "checks", "of them over all claims rather than over what was new"),
        count("verdicts", "verdicts", "verdicts that it wrote: new or changed ones"),
    ),
    since="started_at",
)
