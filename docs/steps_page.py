"""The page about the language of checks: its example is played, its catalogue comes from the registry of steps."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import console

ABOUT = """\
# The language of checks

A check is a rule that an editor can read aloud and a database can apply to a million claims. It is a *scenario* in a
`.feature` file of `features/checks/`: **Given** says which claims it judges, **When** what each is compared with,
**Then** what each outcome means. No programming, and nothing is judged that the rule does not name.

## A rule from beginning to end

In a workspace (`verify init` makes one), a rule is a file of a few lines. `verify check new house` writes one to begin
with; this one is written by hand.

```console
$ verify init desk && cd desk
…
```

`features/checks/house.feature`:

```gherkin
@house @owner:ana
Feature: House rules

  Rule: Where we give the day of an agreement ourselves, it is right

    What we put into somebody's mouth is theirs. What we say ourselves we answer for.

    Scenario: The day on which we say that an agreement was concluded
      Given claims about when an agreement was "concluded"
      And the claim is the article's own
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that agrees within its precision is "supported"
      And a claim that differs is "refuted"
      And any other claim is "not enough evidence"
```

`--lint` reads all checks over. `--dry-run` shows what one would find in the articles that are stored, and records
nothing, so that a rule can be tried before it counts.

`articles/deal.md`:

```markdown
---
published: 2016-04-09
---

The JCPOA was concluded on July 4, 2015. The envoy said that it was concluded on July 10, 2015.
```

```console
$ verify check --lint
$ verify ingest articles/deal.md
$ verify check --dry-run --only 'house/*'
```

A slip of the pen is told with its line and what to write instead:

```console
$ sed -i 's/"supported"/“supported”/' features/checks/house.feature && verify check --lint
```

## How a file is put together

**Feature** is the subject area, once a file. **Rule** groups scenarios under a sentence; what is written below it,
or below a scenario, says to people why the check is there. **Scenario** is the check itself; its name is
part of its id (`house/the-day-on-which-we-say-that-an-agreement-was-concluded`), so no two in a file share one. **And**
and **But** continue what stands above. A line that begins with `#` is a comment; there is none behind a step.

**Background** holds the steps that all scenarios of a feature, or of a rule, begin with.

**Scenario Outline** is a scenario with gaps, one check for each row of its **Examples**. Every column fills a gap.

```gherkin
Feature: Agreements of our region

  Background:
    Given claims of the kind "agreement" about "signed"
    And the subject has "party" "Iran" on record

  Rule: The day of a signature is that of the record

    Scenario Outline: The day of a signature, as <publisher> gives it
      Given the article is published by "<publisher>"
      When each is compared with the reference, give or take <days> days
      Then a claim that agrees is "supported"
      And a claim that differs is "refuted"
      And any other claim has no verdict

      Examples:
        | publisher      | days |
        | Example Daily  | 1    |
        | Example Weekly | 3    |
```

Some steps read a **table** or a **text** below them: a list of names, what the outcomes mean, advice to readers.

```gherkin
Feature: Two resolutions on which much hangs

  Scenario: The adoption of the resolutions on Iran
    Given claims about when a resolution was "adopted"
    And the subject is one of:
      | S/RES/1929 |
      | S/RES/2231 |
    When each is compared with the reference
    Then each outcome means:
      | outcome                     | verdict             |
      | agrees                      | supported           |
      | agrees within its precision | supported           |
      | differs                     | refuted             |
      | any other                   | not enough evidence |
    And readers of a finding are told:
      \"\"\"
      Ask the desk before changing a date of these.
      \"\"\"
```

The keywords may be those of [another language](https://cucumber.io/docs/gherkin/languages/); the sentences stay.

```gherkin
# language: fr
Fonctionnalité: Le calendrier

  Scénario: Le jour de la semaine, chez nous
    Étant donné dates that name a weekday
    Et the claim is the article's own
    Quand each is compared with the calendar
    Alors a claim that agrees is "supported"
    Et a claim that differs is "refuted"
    Et any other claim has no verdict
```
"""

AFTER = """\
## Tags

Tags stand in the line above a feature, a rule or a scenario and hold for all below it; the one nearest to the scenario
counts.

| tag | says |
|---|---|
| `@severity:error`, `@severity:warning`, `@severity:note` | how much a finding matters; without one it is an error |
| `@owner:ana` | who looks after the check |
| `@agreements` | any name of a file of checks (`agreements.feature`), to select by: `pytest -m agreements` |
| `@politics`, `@desk:world` | your own, listed in `verify.toml`: `tags = ["politics", "desk"]` |

Any other tag is refused, so that `@severty:note` cannot pass for one. So are `@skip`, `@xfail` and their like, under
which pytest would pass a check unseen.

## What is refused

Before anything is judged, all checks are read over, and none runs while one is broken (exit code 3): a sentence that
no step reads, or two; an outcome that no step gives a meaning, or that the comparison can never come to; a subject,
property or tag that nobody knows; two checks of one name, or that do the same; a scenario without steps, an outline
without rows, a gap without a column; a line that looks like a step and is read as prose; a file outside the folder, of
another encoding, or where pytest would not look for it.

## In your editor

`verify check steps --vscode` writes into `.vscode/` what the official VS Code
[Cucumber extension](https://marketplace.visualstudio.com/items?itemName=CucumberOpen.cucumber-official) needs. It
then completes the steps, underlines what is none, and shows what one is for (*Go to definition*). Commit the folder.
Nothing runs the Python file in it. After an upgrade of verify, or with steps of your own, run the command again;
`verify check --lint` says when. Other editors that use the Cucumber language server read the same two settings.
"""


def steps_page(head: str) -> str:
    """The page, its example played."""
    page = "\n".join([head, ABOUT, *_steps(), *_meanings(), AFTER])
    with tempfile.TemporaryDirectory() as name:
        console.stand_ins(Path(name))
        return console.refreshed(page, Path(name))


def _steps() -> Iterator[str]:
    from verify.checks.catalogue import catalogue

    entries = catalogue()
    yield "## The steps\n\nAlso: `verify check steps`, and `verify check steps WORD` for those that hold a word.\n"
    for part in ("Given", "When", "Then"):
        yield f"### {part}\n"
        for entry in entries:
            if entry.part == part:
                shown = "" if entry.example == entry.pattern else f"  \n  `{part} {entry.example}`"
                below = "\n".join(f"  {line}" for line in ["```text", *entry.below, "```"])
                yield f"- **{_marked(entry.pattern)}**  \n  {entry.about}{shown}" + (
                    f"\n\n{below}\n" if entry.below else ""
                )
        yield ""


def _marked(pattern: str) -> str:
    """The pattern with its parameters set off."""
    return re.sub(r"\{(\w+)\}", r"*\1*", pattern)


def _meanings() -> Iterator[str]:
    from verify.checks.builder import OUTCOME_PHRASES
    from verify.checks.catalogue import CONCLUSIONS, MEANINGS

    yield (
        "## Outcomes\n\nWhat comparing a claim can find. A check says of each that its comparison can come to what it "
        "means;\n`any other claim` takes the rest.\n\n| a claim that … | in reports | when |\n|---|---|---|\n"
        + "\n".join(
            f"| {phrase} | {outcome.label} | {MEANINGS[outcome]} |"
            for phrase, outcome in OUTCOME_PHRASES.items()
        )
        + "\n"
    )
    yield (
        "## Verdicts\n\nWhat a check concludes. Where several checks judge a claim, the first in this order is its "
        "status. An outcome\nof which a check *has no verdict* leaves the claim to others.\n\n"
        "| verdict | means |\n|---|---|\n"
        + "\n".join(f"| `{verdict.label}` | {meaning} |" for verdict, meaning in CONCLUSIONS.items())
        + "\n"
    )
