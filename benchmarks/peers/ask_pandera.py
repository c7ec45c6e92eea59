"""pandera: a data frame of claims beside their facts, validated lazily; the failing rows are in the exception."""

import pandas
import pandera.pandas as pandera

claims, facts = pandas.read_csv("claims.csv"), pandas.read_csv("facts.csv")
beside = claims.merge(facts, on="key")
schema = pandera.DataFrameSchema(checks=pandera.Check(lambda frame: frame["claimed"] == frame["recorded"]))
try:
    schema.validate(beside, lazy=True)
    print(0)
except pandera.errors.SchemaErrors as failed:
    print(failed.failure_cases["index"].nunique())
