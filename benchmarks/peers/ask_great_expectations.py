"""Great Expectations: two columns of a data frame expected to be equal; counts and a sample are in the result."""

import great_expectations
import pandas

claims, facts = pandas.read_csv("claims.csv"), pandas.read_csv("facts.csv")
context = great_expectations.get_context(mode="ephemeral")
asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("beside")
batch = asset.add_batch_definition_whole_dataframe("all").get_batch(
    {"dataframe": claims.merge(facts, on="key")}
)
expected = great_expectations.expectations.ExpectColumnPairValuesToBeEqual(
    column_A="claimed", column_B="recorded"
)
print(batch.validate(expected, result_format="SUMMARY").result["unexpected_count"])
