"""DuckDB alone: the rows that differ, kept in a table of a file."""

import duckdb

connection = duckdb.connect("duckdb.db")
connection.execute("""
    CREATE TABLE differing AS
    SELECT c.id, c.key, c.claimed, f.recorded
    FROM read_csv('claims.csv') c
    JOIN read_csv('facts.csv') f ON f.key = c.key
    WHERE c.claimed <> f.recorded
""")
print(connection.execute("SELECT count(*) FROM differing").fetchone()[0])
