"""dbt: a test on a warehouse in DuckDB that keeps the failing rows in a table."""

import json
import subprocess
import sys
from pathlib import Path

FILES = {
    "dbt_project.yml": "name: peer\nversion: '1.0.0'\nprofile: peer\nflags: {send_anonymous_usage_stats: false}\n",
    "profiles.yml": "peer: {target: dev, outputs: {dev: {type: duckdb, path: dbt.db}}}\n",
    "tests/differing.sql": (
        "{{ config(store_failures=true) }}\n"
        "SELECT c.id, c.key, c.claimed, f.recorded FROM read_csv('claims.csv') c "
        "JOIN read_csv('facts.csv') f ON f.key = c.key WHERE c.claimed <> f.recorded\n"
    ),
}
for name, content in FILES.items():
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(content)
program = str(Path(sys.executable).with_name("dbt"))
subprocess.run([program, "test", "--profiles-dir", "."], capture_output=True)
print(json.loads(Path("target/run_results.json").read_text())["results"][0]["failures"])
