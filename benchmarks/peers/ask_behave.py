"""behave: a scenario a claim, for as many claims as the first argument says; what fails is printed and not kept."""

import csv
import itertools
import subprocess
import sys
from pathlib import Path

STEPS = """
from behave import given, then

@given('a claim that "{key}" was concluded on "{claimed}"')
def claim(context, key, claimed):
    context.claimed = claimed

@then('the record says "{recorded}"')
def record(context, recorded):
    assert context.claimed == recorded
"""

with Path("facts.csv").open() as file:
    recorded = {row["key"]: row["recorded"] for row in csv.DictReader(file)}
folder = Path("behave")
(folder / "steps").mkdir(parents=True, exist_ok=True)
(folder / "steps" / "steps.py").write_text(STEPS)
with Path("claims.csv").open() as file, (folder / "claims.feature").open("w") as feature:
    feature.write(
        'Feature: Claims\n\n  Scenario Outline: A claim\n    Given a claim that "<key>" was concluded on "<claimed>"\n'
        '    Then the record says "<recorded>"\n\n    Examples:\n      | key | claimed | recorded |\n'
    )
    for row in itertools.islice(csv.DictReader(file), int(sys.argv[1])):
        feature.write(f"      | {row['key']} | {row['claimed']} | {recorded[row['key']]} |\n")
done = subprocess.run(
    [sys.executable, "-m", "behave", "--no-capture", "-f", "null", "behave"], capture_output=True, text=True
)
counted = next(line for line in done.stdout.splitlines() if "scenario" in line and "failed" in line)
print(next(part.split()[0] for part in counted.split(", ") if "failed" in part))
