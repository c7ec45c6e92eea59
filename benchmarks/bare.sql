-- The fixed plain join that the checks are measured against: each claim with the one fact of its key, compared for
-- equality, written to the same table. Outer joins make SQLite read claims in the order they lie and look the rest
-- up, which is the fastest way it has.
INSERT INTO verdict (claim_id, check_id, run_id, record_id, fact_id, outcome, verdict)
SELECT c.id, 1, 1, k.record_id, f.id,
       CASE WHEN c.stated_earliest = f.earliest AND c.stated_latest = f.latest THEN 1 ELSE 4 END,
       CASE WHEN c.stated_earliest = f.earliest AND c.stated_latest = f.latest THEN 3 ELSE 1 END
FROM claim c
LEFT JOIN claim_key k ON k.id = c.key_id
LEFT JOIN record r ON r.id = k.record_id
LEFT JOIN fact f ON f.id = r.fact_id
