"""Soda: a metric by SQL that must be zero, on DuckDB in memory; the count is all that is kept."""

import duckdb
from soda.scan import Scan

connection = duckdb.connect()
for name in ("claims", "facts"):
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{name}.csv')")
scan = Scan()
scan.disable_telemetry()
scan.set_data_source_name("duckdb")
scan.add_duckdb_connection(connection)
scan.add_sodacl_yaml_str("""
checks for claims:
  - differing = 0:
      differing query: |
        SELECT count(*) FROM claims c JOIN facts f ON f.key = c.key WHERE c.claimed <> f.recorded
""")
scan.execute()
print(int(scan.get_scan_results()["checks"][0]["diagnostics"]["value"]))
