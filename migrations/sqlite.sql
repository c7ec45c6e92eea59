-- Written by migrations/generate.py; add a revision instead.

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

INSERT INTO "alembic_version" VALUES ('0012');

CREATE TABLE article (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	document_id INTEGER,
	CONSTRAINT pk_article PRIMARY KEY (id),
	CONSTRAINT uq_article_name UNIQUE (name)
);

CREATE TABLE "check" (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	digest VARCHAR(64) NOT NULL,
	title TEXT NOT NULL,
	feature TEXT NOT NULL,
	line INTEGER NOT NULL,
	severity TEXT NOT NULL,
	compares_with TEXT NOT NULL,
	"plan" TEXT NOT NULL,
	active SMALLINT NOT NULL, owner TEXT, description TEXT DEFAULT '' NOT NULL, advice TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_check PRIMARY KEY (id),
	CONSTRAINT ck_check_severity CHECK (severity IN ('error', 'warning', 'note')),
	CONSTRAINT ck_check_active CHECK (active IN (0, 1)),
	CONSTRAINT uq_check_name_digest UNIQUE (name, digest)
);

CREATE TABLE outcome_label (
	id SMALLINT NOT NULL,
	label TEXT NOT NULL,
	CONSTRAINT pk_outcome_label PRIMARY KEY (id),
	CONSTRAINT uq_outcome_label_label UNIQUE (label)
);

INSERT INTO "outcome_label" VALUES (1, 'agrees');

INSERT INTO "outcome_label" VALUES (2, 'agrees within its precision');

INSERT INTO "outcome_label" VALUES (3, 'more precise than the record');

INSERT INTO "outcome_label" VALUES (4, 'differs');

INSERT INTO "outcome_label" VALUES (5, 'differs as inferred');

INSERT INTO "outcome_label" VALUES (6, 'true at another date');

INSERT INTO "outcome_label" VALUES (7, 'unlisted');

INSERT INTO "outcome_label" VALUES (8, 'absent from a complete list');

INSERT INTO "outcome_label" VALUES (9, 'sources conflict');

INSERT INTO "outcome_label" VALUES (10, 'no record');

INSERT INTO "outcome_label" VALUES (11, 'not comparable');

CREATE TABLE property (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	value_type TEXT NOT NULL,
	time TEXT NOT NULL,
	many SMALLINT NOT NULL,
	phrases TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_property PRIMARY KEY (id),
	CONSTRAINT ck_property_time CHECK (time IN ('dated', 'state')),
	CONSTRAINT ck_property_value_type CHECK (value_type IN ('date', 'subject', 'number', 'text', 'existence')),
	CONSTRAINT ck_property_many CHECK (many IN (0, 1)),
	CONSTRAINT uq_property_name UNIQUE (name)
);

CREATE TABLE reference (
	id INTEGER NOT NULL,
	digest VARCHAR(64) NOT NULL,
	vocabulary_digest VARCHAR(64) NOT NULL,
	folder TEXT NOT NULL,
	loaded_at VARCHAR(32) NOT NULL,
	loaded_by TEXT NOT NULL,
	CONSTRAINT pk_reference PRIMARY KEY (id)
);

CREATE TABLE run (
	id INTEGER NOT NULL,
	started_at VARCHAR(32) NOT NULL,
	finished_at VARCHAR(32),
	actor TEXT NOT NULL,
	software TEXT NOT NULL,
	checks_digest VARCHAR(64) NOT NULL,
	reference_digest VARCHAR(64) NOT NULL,
	declared INTEGER NOT NULL,
	executed INTEGER NOT NULL,
	CONSTRAINT pk_run PRIMARY KEY (id)
);

CREATE TABLE source (
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	title TEXT NOT NULL,
	publisher TEXT NOT NULL,
	url TEXT NOT NULL,
	kind TEXT NOT NULL,
	accessed TEXT,
	CONSTRAINT pk_source PRIMARY KEY (id),
	CONSTRAINT uq_source_code UNIQUE (code)
);

CREATE TABLE status (
	claim_id INTEGER NOT NULL,
	verdict SMALLINT,
	outcome SMALLINT,
	check_id INTEGER,
	run_id INTEGER,
	decision_id INTEGER,
	reopened SMALLINT NOT NULL,
	CONSTRAINT pk_status PRIMARY KEY (claim_id),
	CONSTRAINT ck_status_reopened CHECK (reopened IN (0, 1)),
	CONSTRAINT ck_status_verdict CHECK (verdict BETWEEN 1 AND 4)
);

CREATE TABLE subject (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_subject PRIMARY KEY (id),
	CONSTRAINT uq_subject_name UNIQUE (name)
);

CREATE TABLE text (
	id INTEGER NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	content TEXT NOT NULL,
	length INTEGER NOT NULL,
	CONSTRAINT pk_text PRIMARY KEY (id),
	CONSTRAINT uq_text_sha256 UNIQUE (sha256)
);

CREATE TABLE verdict (
	claim_id INTEGER NOT NULL,
	check_id INTEGER NOT NULL,
	run_id INTEGER NOT NULL,
	record_id INTEGER,
	fact_id INTEGER,
	outcome SMALLINT NOT NULL,
	verdict SMALLINT, peer_id INTEGER,
	CONSTRAINT pk_verdict PRIMARY KEY (claim_id, check_id, run_id),
	CONSTRAINT ck_verdict_outcome CHECK (outcome BETWEEN 1 AND 11),
	CONSTRAINT ck_verdict_verdict CHECK (verdict BETWEEN 1 AND 4)
)
 WITHOUT ROWID;

CREATE TABLE verdict_label (
	id SMALLINT NOT NULL,
	label TEXT NOT NULL,
	CONSTRAINT pk_verdict_label PRIMARY KEY (id),
	CONSTRAINT uq_verdict_label_label UNIQUE (label)
);

INSERT INTO "verdict_label" VALUES (1, 'refuted');

INSERT INTO "verdict_label" VALUES (2, 'conflicting evidence');

INSERT INTO "verdict_label" VALUES (3, 'supported');

INSERT INTO "verdict_label" VALUES (4, 'not enough evidence');

CREATE TABLE alias (
	id INTEGER NOT NULL,
	alias TEXT NOT NULL,
	subject_id INTEGER NOT NULL,
	context TEXT NOT NULL,
	CONSTRAINT pk_alias PRIMARY KEY (id),
	CONSTRAINT fk_alias_subject_id_subject FOREIGN KEY(subject_id) REFERENCES subject (id),
	CONSTRAINT uq_alias_alias_subject_id_context UNIQUE (alias, subject_id, context)
);

CREATE TABLE claim_key (
	id INTEGER NOT NULL,
	subject TEXT NOT NULL,
	property_id INTEGER NOT NULL,
	scope TEXT NOT NULL,
	record_id INTEGER,
	CONSTRAINT pk_claim_key PRIMARY KEY (id),
	CONSTRAINT fk_claim_key_property_id_property FOREIGN KEY(property_id) REFERENCES property (id),
	CONSTRAINT uq_claim_key_property_id_subject_scope UNIQUE (property_id, subject, scope)
);

CREATE TABLE document (
	id INTEGER NOT NULL,
	digest VARCHAR(64) NOT NULL,
	article_id INTEGER NOT NULL,
	text_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	headline TEXT NOT NULL,
	publisher TEXT,
	url TEXT,
	language TEXT NOT NULL,
	published TEXT,
	published_day INTEGER,
	ingested_at VARCHAR(32) NOT NULL,
	CONSTRAINT pk_document PRIMARY KEY (id),
	CONSTRAINT ck_document_published CHECK (published_day IS NULL OR published IS NOT NULL),
	CONSTRAINT fk_document_article_id_article FOREIGN KEY(article_id) REFERENCES article (id),
	CONSTRAINT fk_document_text_id_text FOREIGN KEY(text_id) REFERENCES text (id),
	CONSTRAINT uq_document_digest UNIQUE (digest)
);

CREATE TABLE fact (
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	revision INTEGER NOT NULL,
	digest VARCHAR(64) NOT NULL,
	subject_id INTEGER NOT NULL,
	property_id INTEGER NOT NULL,
	scope TEXT NOT NULL,
	value TEXT NOT NULL,
	earliest INTEGER,
	latest INTEGER,
	month_day_from SMALLINT,
	month_day_to SMALLINT,
	valid_from TEXT,
	valid_to TEXT,
	valid_from_day INTEGER,
	valid_to_day INTEGER,
	rank TEXT NOT NULL,
	disputed SMALLINT NOT NULL,
	note TEXT NOT NULL,
	recorded_at VARCHAR(32) NOT NULL,
	recorded_by TEXT NOT NULL,
	reason TEXT NOT NULL, number DOUBLE, last_digit DOUBLE, unit TEXT, value_digest BIGINT,
	CONSTRAINT pk_fact PRIMARY KEY (id),
	CONSTRAINT ck_fact_rank CHECK (rank IN ('preferred', 'normal', 'deprecated')),
	CONSTRAINT ck_fact_disputed CHECK (disputed IN (0, 1)),
	CONSTRAINT ck_fact_bounds CHECK (earliest <= latest),
	CONSTRAINT ck_fact_revision CHECK (revision >= 1),
	CONSTRAINT ck_fact_validity CHECK (valid_from_day <= valid_to_day),
	CONSTRAINT fk_fact_property_id_property FOREIGN KEY(property_id) REFERENCES property (id),
	CONSTRAINT fk_fact_subject_id_subject FOREIGN KEY(subject_id) REFERENCES subject (id),
	CONSTRAINT uq_fact_code_revision UNIQUE (code, revision)
);

CREATE TABLE list (
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	revision INTEGER NOT NULL,
	digest VARCHAR(64) NOT NULL,
	subject_id INTEGER NOT NULL,
	property_id INTEGER NOT NULL,
	complete_from INTEGER,
	complete_to INTEGER,
	gaps TEXT NOT NULL,
	source_id INTEGER,
	withdrawn SMALLINT NOT NULL,
	note TEXT NOT NULL,
	recorded_at VARCHAR(32) NOT NULL,
	recorded_by TEXT NOT NULL,
	CONSTRAINT pk_list PRIMARY KEY (id),
	CONSTRAINT ck_list_withdrawn CHECK (withdrawn IN (0, 1)),
	CONSTRAINT fk_list_property_id_property FOREIGN KEY(property_id) REFERENCES property (id),
	CONSTRAINT fk_list_source_id_source FOREIGN KEY(source_id) REFERENCES source (id),
	CONSTRAINT fk_list_subject_id_subject FOREIGN KEY(subject_id) REFERENCES subject (id),
	CONSTRAINT uq_list_code_revision UNIQUE (code, revision)
);

CREATE TABLE property_answer (
	property_id INTEGER NOT NULL,
	answered_by_id INTEGER NOT NULL,
	CONSTRAINT pk_property_answer PRIMARY KEY (property_id, answered_by_id),
	CONSTRAINT fk_property_answer_answered_by_id_property FOREIGN KEY(answered_by_id) REFERENCES property (id),
	CONSTRAINT fk_property_answer_property_id_property FOREIGN KEY(property_id) REFERENCES property (id)
);

CREATE TABLE run_check (
	run_id INTEGER NOT NULL,
	check_id INTEGER NOT NULL,
	claim_mark INTEGER NOT NULL,
	record_mark INTEGER NOT NULL,
	verdicts INTEGER NOT NULL, standing_mark INTEGER DEFAULT 0 NOT NULL, whole SMALLINT DEFAULT 0 NOT NULL,
	CONSTRAINT pk_run_check PRIMARY KEY (run_id, check_id),
	CONSTRAINT fk_run_check_check_id_check FOREIGN KEY(check_id) REFERENCES "check" (id),
	CONSTRAINT fk_run_check_run_id_run FOREIGN KEY(run_id) REFERENCES run (id)
)
 WITHOUT ROWID;

CREATE TABLE claim (
	id INTEGER NOT NULL,
	digest VARCHAR(32) NOT NULL,
	document_id INTEGER NOT NULL,
	key_id INTEGER,
	kind TEXT NOT NULL,
	property TEXT NOT NULL,
	part VARCHAR(8) NOT NULL,
	span_start INTEGER NOT NULL,
	span_end INTEGER NOT NULL,
	quote TEXT NOT NULL,
	prefix TEXT NOT NULL,
	suffix TEXT NOT NULL,
	subject TEXT,
	value TEXT,
	stated TEXT,
	answer TEXT,
	answer_known SMALLINT NOT NULL,
	stated_earliest INTEGER,
	stated_latest INTEGER,
	value_earliest INTEGER,
	value_latest INTEGER,
	month_day_from SMALLINT,
	month_day_to SMALLINT,
	weekday SMALLINT,
	as_of TEXT,
	as_of_earliest INTEGER,
	as_of_latest INTEGER,
	attributed_to TEXT,
	polarity VARCHAR(12) NOT NULL,
	problem VARCHAR(12),
	comparable SMALLINT NOT NULL,
	because TEXT NOT NULL,
	extractor TEXT NOT NULL,
	retired SMALLINT NOT NULL, number DOUBLE, last_digit DOUBLE, unit TEXT, answer_digest BIGINT,
	CONSTRAINT pk_claim PRIMARY KEY (id),
	CONSTRAINT ck_claim_part CHECK (part IN ('headline', 'body')),
	CONSTRAINT ck_claim_polarity CHECK (polarity IN ('asserted', 'negated', 'hypothetical', 'planned')),
	CONSTRAINT ck_claim_problem CHECK (problem IS NULL OR problem IN ('ambiguous', 'impossible')),
	CONSTRAINT ck_claim_comparable CHECK (comparable IN (0, 1)),
	CONSTRAINT ck_claim_retired CHECK (retired IN (0, 1)),
	CONSTRAINT ck_claim_span CHECK (span_start >= 0 AND span_end > span_start),
	CONSTRAINT ck_claim_weekday CHECK (weekday BETWEEN 1 AND 7),
	CONSTRAINT fk_claim_document_id_document FOREIGN KEY(document_id) REFERENCES document (id),
	CONSTRAINT fk_claim_key_id_claim_key FOREIGN KEY(key_id) REFERENCES claim_key (id),
	CONSTRAINT uq_claim_digest UNIQUE (digest)
);

CREATE TABLE extraction (
	id INTEGER NOT NULL,
	document_id INTEGER NOT NULL,
	extractor TEXT NOT NULL,
	vocabulary_digest VARCHAR(64) NOT NULL,
	extracted_at VARCHAR(32) NOT NULL,
	CONSTRAINT pk_extraction PRIMARY KEY (id),
	CONSTRAINT fk_extraction_document_id_document FOREIGN KEY(document_id) REFERENCES document (id)
);

CREATE TABLE fact_source (
	fact_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL,
	CONSTRAINT pk_fact_source PRIMARY KEY (fact_id, source_id),
	CONSTRAINT fk_fact_source_fact_id_fact FOREIGN KEY(fact_id) REFERENCES fact (id),
	CONSTRAINT fk_fact_source_source_id_source FOREIGN KEY(source_id) REFERENCES source (id)
)
 WITHOUT ROWID;

CREATE TABLE record (
	id INTEGER NOT NULL,
	key_id INTEGER NOT NULL,
	digest VARCHAR(64) NOT NULL,
	fact_count INTEGER NOT NULL,
	fact_id INTEGER,
	list_id INTEGER,
	complete SMALLINT NOT NULL,
	complete_from INTEGER,
	complete_to INTEGER,
	CONSTRAINT pk_record PRIMARY KEY (id),
	CONSTRAINT ck_record_single_fact CHECK ((fact_count = 1) = (fact_id IS NOT NULL)),
	CONSTRAINT ck_record_complete CHECK (complete IN (0, 1)),
	CONSTRAINT ck_record_fact_count CHECK (fact_count >= 0),
	CONSTRAINT fk_record_fact_id_fact FOREIGN KEY(fact_id) REFERENCES fact (id),
	CONSTRAINT fk_record_key_id_claim_key FOREIGN KEY(key_id) REFERENCES claim_key (id),
	CONSTRAINT fk_record_list_id_list FOREIGN KEY(list_id) REFERENCES list (id)
);

CREATE TABLE record_fact (
	record_id INTEGER NOT NULL,
	fact_id INTEGER NOT NULL,
	CONSTRAINT pk_record_fact PRIMARY KEY (record_id, fact_id),
	CONSTRAINT fk_record_fact_fact_id_fact FOREIGN KEY(fact_id) REFERENCES fact (id),
	CONSTRAINT fk_record_fact_record_id_record FOREIGN KEY(record_id) REFERENCES record (id)
)
 WITHOUT ROWID;

CREATE TABLE record_gap (
	record_id INTEGER NOT NULL,
	first_day INTEGER NOT NULL,
	last_day INTEGER NOT NULL,
	CONSTRAINT pk_record_gap PRIMARY KEY (record_id, first_day),
	CONSTRAINT fk_record_gap_record_id_record FOREIGN KEY(record_id) REFERENCES record (id)
)
 WITHOUT ROWID;

CREATE TABLE standing (
	id INTEGER NOT NULL,
	claim_id INTEGER NOT NULL,
	stands SMALLINT NOT NULL,
	CONSTRAINT pk_standing PRIMARY KEY (id),
	CONSTRAINT ck_standing_stands CHECK (stands IN (0, 1)),
	CONSTRAINT fk_standing_claim_id_claim FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE TABLE review (
	claim_id INTEGER NOT NULL,
	stage SMALLINT NOT NULL,
	first_by TEXT,
	second_by TEXT,
	due VARCHAR(32),
	assignee TEXT,
	CONSTRAINT pk_review PRIMARY KEY (claim_id),
	CONSTRAINT ck_review_stage CHECK (stage BETWEEN 0 AND 2)
);

CREATE TABLE queue_mark (
	id INTEGER NOT NULL,
	run_mark INTEGER NOT NULL,
	run_checks INTEGER NOT NULL,
	claim_mark INTEGER NOT NULL,
	standing_mark INTEGER NOT NULL,
	decision_mark INTEGER NOT NULL,
	checks TEXT NOT NULL,
	CONSTRAINT pk_queue_mark PRIMARY KEY (id),
	CONSTRAINT ck_queue_mark_one CHECK (id = 1)
);

CREATE TABLE lease (
	item TEXT NOT NULL,
	actor TEXT NOT NULL,
	session TEXT NOT NULL,
	claim_id INTEGER NOT NULL,
	taken_at VARCHAR(32) NOT NULL,
	until VARCHAR(32) NOT NULL,
	basis TEXT NOT NULL,
	CONSTRAINT pk_lease PRIMARY KEY (item)
);

CREATE TABLE skipped (
	actor TEXT NOT NULL,
	session TEXT NOT NULL,
	item TEXT NOT NULL,
	until VARCHAR(32) NOT NULL,
	CONSTRAINT pk_skipped PRIMARY KEY (actor, session, item)
);

CREATE TABLE draft (
	actor TEXT NOT NULL,
	item TEXT NOT NULL,
	note TEXT NOT NULL,
	at VARCHAR(32) NOT NULL,
	CONSTRAINT pk_draft PRIMARY KEY (actor, item)
);

CREATE TABLE "decision" (
	id INTEGER NOT NULL,
	event TEXT NOT NULL,
	claim_id INTEGER NOT NULL,
	actor TEXT NOT NULL,
	at VARCHAR(32) NOT NULL,
	verdict SMALLINT,
	side TEXT,
	note TEXT NOT NULL,
	evidence VARCHAR(64) NOT NULL,
	undoes_id INTEGER,
	previous VARCHAR(64) NOT NULL,
	digest VARCHAR(64) NOT NULL,
	act INTEGER,
	stands SMALLINT,
	round SMALLINT,
	due VARCHAR(32),
	assignee TEXT,
	carries_id INTEGER,
	basis TEXT,
	detail TEXT,
	idempotency_key TEXT,
	CONSTRAINT pk_decision PRIMARY KEY (id),
	CONSTRAINT ck_decision_carries CHECK ((event = 'carry') = (carries_id IS NOT NULL)),
	CONSTRAINT ck_decision_decides CHECK ((event = 'decide' AND verdict IS NOT NULL) OR event = 'carry' OR (event <> 'decide' AND verdict IS NULL)),
	CONSTRAINT ck_decision_event CHECK (event IN ('decide', 'undo', 'redo', 'reopen', 'postpone', 'discard', 'assign', 'note', 'correct', 'carry', 'promote')),
	CONSTRAINT ck_decision_postpones CHECK ((event = 'postpone') = (due IS NOT NULL)),
	CONSTRAINT ck_decision_round CHECK (round BETWEEN 1 AND 3),
	CONSTRAINT ck_decision_side CHECK (side IS NULL OR side IN ('article', 'reference', 'both', 'neither', 'extraction')),
	CONSTRAINT ck_decision_stands CHECK (stands IN (0, 1)),
	CONSTRAINT ck_decision_undoes CHECK ((event IN ('undo', 'redo')) = (undoes_id IS NOT NULL)),
	CONSTRAINT ck_decision_verdict CHECK (verdict BETWEEN 1 AND 4),
	CONSTRAINT fk_decision_claim_id_claim FOREIGN KEY(claim_id) REFERENCES claim (id),
	CONSTRAINT uq_decision_digest UNIQUE (digest),
	CONSTRAINT uq_decision_previous UNIQUE (previous)
);

CREATE TABLE redaction (
	id INTEGER NOT NULL,
	event TEXT NOT NULL,
	text_id INTEGER NOT NULL,
	actor TEXT NOT NULL,
	at VARCHAR(32) NOT NULL,
	reason TEXT NOT NULL,
	previous VARCHAR(64) NOT NULL,
	digest VARCHAR(64) NOT NULL,
	CONSTRAINT pk_redaction PRIMARY KEY (id),
	CONSTRAINT ck_redaction_event CHECK (event IN ('redact', 'lift')),
	CONSTRAINT fk_redaction_text_id_text FOREIGN KEY(text_id) REFERENCES text (id),
	CONSTRAINT uq_redaction_digest UNIQUE (digest),
	CONSTRAINT uq_redaction_previous UNIQUE (previous)
);

CREATE TABLE queue (
	claim_id INTEGER NOT NULL,
	item TEXT NOT NULL,
	lead SMALLINT NOT NULL,
	rank SMALLINT NOT NULL,
	most INTEGER NOT NULL,
	article_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	cell TEXT NOT NULL,
	publisher TEXT,
	subject TEXT,
	key_id INTEGER,
	since VARCHAR(10) NOT NULL,
	due VARCHAR(32),
	CONSTRAINT pk_queue PRIMARY KEY (claim_id),
	CONSTRAINT ck_queue_lead CHECK (lead BETWEEN 0 AND 2),
	CONSTRAINT ck_queue_rank CHECK (rank BETWEEN 0 AND 6)
);

CREATE TABLE queue_cell (
	code TEXT NOT NULL,
	rank SMALLINT NOT NULL,
	kind TEXT NOT NULL,
	check_id INTEGER,
	severity TEXT,
	status SMALLINT,
	publisher TEXT,
	assignee TEXT,
	first_by TEXT,
	second_by TEXT,
	month VARCHAR(7) NOT NULL,
	waiting INTEGER NOT NULL,
	by_publisher INTEGER NOT NULL,
	CONSTRAINT pk_queue_cell PRIMARY KEY (code)
);

CREATE INDEX ix_article_document_id ON article (document_id);

CREATE INDEX ix_alias_subject_id ON alias (subject_id);

CREATE INDEX ix_claim_key_record_id ON claim_key (record_id);

CREATE INDEX ix_document_article_id ON document (article_id);

CREATE INDEX ix_document_text_id ON document (text_id);

CREATE INDEX ix_fact_subject_id_property_id ON fact (subject_id, property_id);

CREATE INDEX ix_extraction_document_id ON extraction (document_id);

CREATE INDEX ix_record_key_id ON record (key_id);

CREATE TRIGGER text_no_delete BEFORE DELETE ON "text" BEGIN SELECT RAISE(ABORT, 'text is append-only'); END;

CREATE TRIGGER text_no_replace BEFORE INSERT ON "text" WHEN EXISTS (SELECT 1 FROM "text" WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM "text" WHERE sha256 = NEW.sha256) BEGIN SELECT RAISE(ABORT, 'text is append-only'); END;

CREATE TRIGGER article_no_update BEFORE UPDATE OF "id", "name" ON "article" BEGIN SELECT RAISE(ABORT, 'article is append-only'); END;

CREATE TRIGGER article_no_move BEFORE UPDATE ON "article" WHEN OLD.id IS NOT NEW.id BEGIN SELECT RAISE(ABORT, 'article is append-only'); END;

CREATE TRIGGER article_no_delete BEFORE DELETE ON "article" BEGIN SELECT RAISE(ABORT, 'article is append-only'); END;

CREATE TRIGGER article_no_replace BEFORE INSERT ON "article" WHEN EXISTS (SELECT 1 FROM "article" WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM "article" WHERE name = NEW.name) BEGIN SELECT RAISE(ABORT, 'article is append-only'); END;

CREATE TRIGGER document_no_delete BEFORE DELETE ON "document" BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;

CREATE TRIGGER document_no_replace BEFORE INSERT ON "document" WHEN EXISTS (SELECT 1 FROM "document" WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM "document" WHERE digest = NEW.digest) BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;

CREATE TRIGGER extraction_no_update BEFORE UPDATE ON "extraction" BEGIN SELECT RAISE(ABORT, 'extraction is append-only'); END;

CREATE TRIGGER extraction_no_delete BEFORE DELETE ON "extraction" BEGIN SELECT RAISE(ABORT, 'extraction is append-only'); END;

CREATE TRIGGER extraction_no_replace BEFORE INSERT ON "extraction" WHEN EXISTS (SELECT 1 FROM "extraction" WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'extraction is append-only'); END;

CREATE TRIGGER claim_key_no_move BEFORE UPDATE ON "claim_key" WHEN OLD.id IS NOT NEW.id BEGIN SELECT RAISE(ABORT, 'claim_key is append-only'); END;

CREATE TRIGGER claim_key_no_delete BEFORE DELETE ON "claim_key" BEGIN SELECT RAISE(ABORT, 'claim_key is append-only'); END;

CREATE TRIGGER claim_key_no_replace BEFORE INSERT ON "claim_key" WHEN EXISTS (SELECT 1 FROM "claim_key" WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM "claim_key" WHERE property_id = NEW.property_id AND subject = NEW.subject AND scope = NEW.scope) BEGIN SELECT RAISE(ABORT, 'claim_key is append-only'); END;

CREATE TRIGGER claim_no_move BEFORE UPDATE ON "claim" WHEN OLD.id IS NOT NEW.id BEGIN SELECT RAISE(ABORT, 'claim is append-only'); END;

CREATE TRIGGER claim_no_delete BEFORE DELETE ON "claim" BEGIN SELECT RAISE(ABORT, 'claim is append-only'); END;

CREATE TRIGGER claim_no_replace BEFORE INSERT ON "claim" WHEN EXISTS (SELECT 1 FROM "claim" WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM "claim" WHERE digest = NEW.digest) BEGIN SELECT RAISE(ABORT, 'claim is append-only'); END;

CREATE TRIGGER fact_no_delete BEFORE DELETE ON "fact" BEGIN SELECT RAISE(ABORT, 'fact is append-only'); END;

CREATE TRIGGER fact_no_replace BEFORE INSERT ON "fact" WHEN EXISTS (SELECT 1 FROM "fact" WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM "fact" WHERE code = NEW.code AND revision = NEW.revision) BEGIN SELECT RAISE(ABORT, 'fact is append-only'); END;

CREATE TRIGGER fact_source_no_update BEFORE UPDATE ON "fact_source" BEGIN SELECT RAISE(ABORT, 'fact_source is append-only'); END;

CREATE TRIGGER fact_source_no_delete BEFORE DELETE ON "fact_source" BEGIN SELECT RAISE(ABORT, 'fact_source is append-only'); END;

CREATE TRIGGER fact_source_no_replace BEFORE INSERT ON "fact_source" WHEN EXISTS (SELECT 1 FROM "fact_source" WHERE fact_id = NEW.fact_id AND source_id = NEW.source_id) BEGIN SELECT RAISE(ABORT, 'fact_source is append-only'); END;

CREATE TRIGGER list_no_update BEFORE UPDATE ON "list" BEGIN SELECT RAISE(ABORT, 'list is append-only'); END;

CREATE TRIGGER list_no_delete BEFORE DELETE ON "list" BEGIN SELECT RAISE(ABORT, 'list is append-only'); END;

CREATE TRIGGER list_no_replace BEFORE INSERT ON "list" WHEN EXISTS (SELECT 1 FROM "list" WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM "list" WHERE code = NEW.code AND revision = NEW.revision) BEGIN SELECT RAISE(ABORT, 'list is append-only'); END;

CREATE TRIGGER reference_no_update BEFORE UPDATE ON "reference" BEGIN SELECT RAISE(ABORT, 'reference is append-only'); END;

CREATE TRIGGER reference_no_delete BEFORE DELETE ON "reference" BEGIN SELECT RAISE(ABORT, 'reference is append-only'); END;

CREATE TRIGGER reference_no_replace BEFORE INSERT ON "reference" WHEN EXISTS (SELECT 1 FROM "reference" WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'reference is append-only'); END;

CREATE TRIGGER record_no_update BEFORE UPDATE ON "record" BEGIN SELECT RAISE(ABORT, 'record is append-only'); END;

CREATE TRIGGER record_no_delete BEFORE DELETE ON "record" BEGIN SELECT RAISE(ABORT, 'record is append-only'); END;

CREATE TRIGGER record_no_replace BEFORE INSERT ON "record" WHEN EXISTS (SELECT 1 FROM "record" WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'record is append-only'); END;

CREATE TRIGGER record_fact_no_update BEFORE UPDATE ON "record_fact" BEGIN SELECT RAISE(ABORT, 'record_fact is append-only'); END;

CREATE TRIGGER record_fact_no_delete BEFORE DELETE ON "record_fact" BEGIN SELECT RAISE(ABORT, 'record_fact is append-only'); END;

CREATE TRIGGER record_fact_no_replace BEFORE INSERT ON "record_fact" WHEN EXISTS (SELECT 1 FROM "record_fact" WHERE record_id = NEW.record_id AND fact_id = NEW.fact_id) BEGIN SELECT RAISE(ABORT, 'record_fact is append-only'); END;

CREATE TRIGGER record_gap_no_update BEFORE UPDATE ON "record_gap" BEGIN SELECT RAISE(ABORT, 'record_gap is append-only'); END;

CREATE TRIGGER record_gap_no_delete BEFORE DELETE ON "record_gap" BEGIN SELECT RAISE(ABORT, 'record_gap is append-only'); END;

CREATE TRIGGER record_gap_no_replace BEFORE INSERT ON "record_gap" WHEN EXISTS (SELECT 1 FROM "record_gap" WHERE record_id = NEW.record_id AND first_day = NEW.first_day) BEGIN SELECT RAISE(ABORT, 'record_gap is append-only'); END;

CREATE TRIGGER check_no_move BEFORE UPDATE ON "check" WHEN OLD.id IS NOT NEW.id BEGIN SELECT RAISE(ABORT, 'check is append-only'); END;

CREATE TRIGGER check_no_delete BEFORE DELETE ON "check" BEGIN SELECT RAISE(ABORT, 'check is append-only'); END;

CREATE TRIGGER check_no_replace BEFORE INSERT ON "check" WHEN EXISTS (SELECT 1 FROM "check" WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM "check" WHERE name = NEW.name AND digest = NEW.digest) BEGIN SELECT RAISE(ABORT, 'check is append-only'); END;

CREATE TRIGGER run_no_update BEFORE UPDATE OF "id", "started_at", "actor", "software", "checks_digest", "reference_digest", "declared" ON "run" BEGIN SELECT RAISE(ABORT, 'run is append-only'); END;

CREATE TRIGGER run_no_move BEFORE UPDATE ON "run" WHEN OLD.id IS NOT NEW.id BEGIN SELECT RAISE(ABORT, 'run is append-only'); END;

CREATE TRIGGER run_no_delete BEFORE DELETE ON "run" BEGIN SELECT RAISE(ABORT, 'run is append-only'); END;

CREATE TRIGGER run_no_replace BEFORE INSERT ON "run" WHEN EXISTS (SELECT 1 FROM "run" WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'run is append-only'); END;

CREATE TRIGGER run_check_no_delete BEFORE DELETE ON "run_check" BEGIN SELECT RAISE(ABORT, 'run_check is append-only'); END;

CREATE TRIGGER run_check_no_replace BEFORE INSERT ON "run_check" WHEN EXISTS (SELECT 1 FROM "run_check" WHERE run_id = NEW.run_id AND check_id = NEW.check_id) BEGIN SELECT RAISE(ABORT, 'run_check is append-only'); END;

CREATE TRIGGER verdict_no_delete BEFORE DELETE ON "verdict" BEGIN SELECT RAISE(ABORT, 'verdict is append-only'); END;

CREATE TRIGGER verdict_no_replace BEFORE INSERT ON "verdict" WHEN EXISTS (SELECT 1 FROM "verdict" WHERE claim_id = NEW.claim_id AND check_id = NEW.check_id AND run_id = NEW.run_id) BEGIN SELECT RAISE(ABORT, 'verdict is append-only'); END;

CREATE INDEX ix_standing_claim_id ON standing (claim_id);

CREATE TRIGGER check_no_update BEFORE UPDATE OF "id", "name", "digest", "compares_with", "plan" ON "check" BEGIN SELECT RAISE(ABORT, 'check is append-only'); END;

CREATE TRIGGER run_check_no_update BEFORE UPDATE ON "run_check" BEGIN SELECT RAISE(ABORT, 'run_check is append-only'); END;

CREATE TRIGGER verdict_no_update BEFORE UPDATE ON "verdict" BEGIN SELECT RAISE(ABORT, 'verdict is append-only'); END;

CREATE TRIGGER standing_no_update BEFORE UPDATE ON "standing" BEGIN SELECT RAISE(ABORT, 'standing is append-only'); END;

CREATE TRIGGER standing_no_delete BEFORE DELETE ON standing BEGIN SELECT RAISE(ABORT, 'standing is append-only'); END;

CREATE TRIGGER standing_no_replace BEFORE INSERT ON standing WHEN EXISTS (SELECT 1 FROM standing WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'standing is append-only'); END;

CREATE INDEX ix_decision_claim_id ON decision (claim_id);

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;

CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;

CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM decision WHERE digest = NEW.digest) OR EXISTS (SELECT 1 FROM decision WHERE previous = NEW.previous) BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;

CREATE INDEX ix_decision_act ON decision (act);

CREATE INDEX ix_decision_idempotency_key ON decision (idempotency_key);

CREATE INDEX ix_redaction_text_id ON redaction (text_id);

CREATE TRIGGER redaction_no_update BEFORE UPDATE ON redaction BEGIN SELECT RAISE(ABORT, 'redaction is append-only'); END;

CREATE TRIGGER redaction_no_delete BEFORE DELETE ON redaction BEGIN SELECT RAISE(ABORT, 'redaction is append-only'); END;

CREATE TRIGGER redaction_no_replace BEFORE INSERT ON redaction WHEN EXISTS (SELECT 1 FROM redaction WHERE id = NEW.id OR digest = NEW.digest OR previous = NEW.previous) BEGIN SELECT RAISE(ABORT, 'redaction is append-only'); END;

CREATE TRIGGER text_no_update BEFORE UPDATE ON "text" WHEN (NEW."id" IS OLD."id" AND NEW."sha256" IS OLD."sha256" AND NEW."length" IS OLD."length" AND (((SELECT r.event FROM redaction r WHERE r.text_id = OLD.id ORDER BY r.id DESC LIMIT 1) = 'redact' AND NEW.content = '[redacted]') OR ((SELECT r.event FROM redaction r WHERE r.text_id = OLD.id ORDER BY r.id DESC LIMIT 1) = 'lift' AND OLD.content = '[redacted]' AND length(NEW.content) = OLD.length))) IS NOT TRUE BEGIN SELECT RAISE(ABORT, 'text is append-only'); END;

CREATE TRIGGER document_no_update BEFORE UPDATE ON "document" WHEN (NEW."id" IS OLD."id" AND NEW."digest" IS OLD."digest" AND NEW."article_id" IS OLD."article_id" AND NEW."text_id" IS OLD."text_id" AND NEW."name" IS OLD."name" AND NEW."publisher" IS OLD."publisher" AND NEW."url" IS OLD."url" AND NEW."language" IS OLD."language" AND NEW."published" IS OLD."published" AND NEW."published_day" IS OLD."published_day" AND NEW."ingested_at" IS OLD."ingested_at" AND (((SELECT r.event FROM redaction r WHERE r.text_id = OLD.text_id ORDER BY r.id DESC LIMIT 1) = 'redact' AND (NEW."headline" IS OLD."headline" OR NEW."headline" = '[redacted]')) OR ((SELECT r.event FROM redaction r WHERE r.text_id = OLD.text_id ORDER BY r.id DESC LIMIT 1) = 'lift' AND OLD.headline = '[redacted]'))) IS NOT TRUE BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;

CREATE TRIGGER claim_no_update BEFORE UPDATE OF "id", "digest", "document_id", "key_id", "kind", "property", "part", "span_start", "span_end", "quote", "prefix", "suffix", "subject", "value", "stated", "answer", "answer_known", "stated_earliest", "stated_latest", "value_earliest", "value_latest", "month_day_from", "month_day_to", "weekday", "as_of", "as_of_earliest", "as_of_latest", "attributed_to", "polarity", "problem", "comparable", "because", "extractor", "number", "last_digit", "unit" ON "claim" WHEN (((SELECT r.event FROM redaction r WHERE r.text_id = (SELECT d.text_id FROM document d WHERE d.id = OLD.document_id) ORDER BY r.id DESC LIMIT 1) = 'redact' AND NEW."id" IS OLD."id" AND NEW."digest" IS OLD."digest" AND NEW."document_id" IS OLD."document_id" AND NEW."key_id" IS OLD."key_id" AND NEW."kind" IS OLD."kind" AND NEW."property" IS OLD."property" AND NEW."part" IS OLD."part" AND NEW."span_start" IS OLD."span_start" AND NEW."span_end" IS OLD."span_end" AND NEW."answer_known" IS OLD."answer_known" AND NEW."stated_earliest" IS OLD."stated_earliest" AND NEW."stated_latest" IS OLD."stated_latest" AND NEW."value_earliest" IS OLD."value_earliest" AND NEW."value_latest" IS OLD."value_latest" AND NEW."month_day_from" IS OLD."month_day_from" AND NEW."month_day_to" IS OLD."month_day_to" AND NEW."weekday" IS OLD."weekday" AND NEW."as_of" IS OLD."as_of" AND NEW."as_of_earliest" IS OLD."as_of_earliest" AND NEW."as_of_latest" IS OLD."as_of_latest" AND NEW."polarity" IS OLD."polarity" AND NEW."problem" IS OLD."problem" AND NEW."comparable" IS OLD."comparable" AND NEW."extractor" IS OLD."extractor" AND NEW."number" IS OLD."number" AND NEW."last_digit" IS OLD."last_digit" AND NEW."unit" IS OLD."unit" AND (NEW."quote" IS OLD."quote" OR NEW."quote" = '[redacted]') AND (NEW."prefix" IS OLD."prefix" OR NEW."prefix" = '[redacted]') AND (NEW."suffix" IS OLD."suffix" OR NEW."suffix" = '[redacted]') AND (NEW."because" IS OLD."because" OR NEW."because" = '[redacted]') AND (NEW."subject" IS OLD."subject" OR NEW."subject" = '[redacted]') AND (NEW."value" IS OLD."value" OR NEW."value" = '[redacted]') AND (NEW."stated" IS OLD."stated" OR NEW."stated" = '[redacted]') AND (NEW."answer" IS OLD."answer" OR NEW."answer" = '[redacted]') AND (NEW."attributed_to" IS OLD."attributed_to" OR NEW."attributed_to" = '[redacted]')) OR ((SELECT r.event FROM redaction r WHERE r.text_id = (SELECT d.text_id FROM document d WHERE d.id = OLD.document_id) ORDER BY r.id DESC LIMIT 1) = 'lift' AND OLD.quote = '[redacted]' AND NEW."id" IS OLD."id" AND NEW."digest" IS OLD."digest" AND NEW."document_id" IS OLD."document_id" AND NEW."kind" IS OLD."kind" AND NEW."property" IS OLD."property" AND NEW."part" IS OLD."part" AND NEW."span_start" IS OLD."span_start" AND NEW."span_end" IS OLD."span_end" AND NEW."answer_known" IS OLD."answer_known" AND NEW."stated_earliest" IS OLD."stated_earliest" AND NEW."stated_latest" IS OLD."stated_latest" AND NEW."value_earliest" IS OLD."value_earliest" AND NEW."value_latest" IS OLD."value_latest" AND NEW."month_day_from" IS OLD."month_day_from" AND NEW."month_day_to" IS OLD."month_day_to" AND NEW."weekday" IS OLD."weekday" AND NEW."as_of" IS OLD."as_of" AND NEW."as_of_earliest" IS OLD."as_of_earliest" AND NEW."as_of_latest" IS OLD."as_of_latest" AND NEW."polarity" IS OLD."polarity" AND NEW."problem" IS OLD."problem" AND NEW."comparable" IS OLD."comparable" AND NEW."extractor" IS OLD."extractor" AND NEW."number" IS OLD."number" AND NEW."last_digit" IS OLD."last_digit" AND NEW."unit" IS OLD."unit" AND NEW.quote = (SELECT substr(CASE OLD.part WHEN 'headline' THEN d.headline ELSE t.content END, OLD.span_start + 1, OLD.span_end - OLD.span_start) FROM document d JOIN text t ON t.id = d.text_id WHERE d.id = OLD.document_id))) IS NOT TRUE BEGIN SELECT RAISE(ABORT, 'claim is append-only'); END;

CREATE VIEW v_correction AS
        SELECT b.claim AS claim, b.article AS article, b.document AS document, b.document_digest AS document_digest,
               b.part AS part, b.span_start AS span_start, b.span_end AS span_end, b.quote AS quote,
               b.property AS property, b.subject AS subject, b.stated AS stated, b.value AS value,
               b.recorded AS recorded, b.recorded_from AS recorded_from, b.recorded_to AS recorded_to,
               b.reason AS reason, b.side AS side, b.decided_by AS decided_by, b.decided_at AS decided_at,
               CASE WHEN b.made_id IS NULL THEN 'due' ELSE 'made' END AS state,
               m.ingested_at AS made_at, m.digest AS made_in,
               (SELECT min(coalesce(n.answer, n.value, n.stated)) FROM claim n
                WHERE n.document_id = b.made_id AND n.retired = 0 AND n.kind = b.kind AND n.property = b.property
                      AND n.key_id = b.key_id) AS now_states
        FROM (
            SELECT c.digest AS claim, a.name AS article, d.name AS document, d.digest AS document_digest,
                   c.part AS part, c.span_start AS span_start, c.span_end AS span_end, c.quote AS quote,
                   c.kind AS kind, c.key_id AS key_id, c.property AS property, c.subject AS subject,
                   c.stated AS stated, coalesce(c.answer, c.value) AS value,
                   f.value AS recorded, f.valid_from AS recorded_from, f.valid_to AS recorded_to,
                   x.note AS reason, x.side AS side, x.actor AS decided_by, x.at AS decided_at,
                   CASE WHEN a.document_id = c.document_id THEN NULL
                        WHEN EXISTS (SELECT 1 FROM claim n
                                     WHERE n.document_id = a.document_id AND n.retired = 0 AND n.kind = c.kind AND n.property = c.property AND coalesce(n.subject, '') = coalesce(c.subject, '')
                      AND coalesce(n.key_id, -1) = coalesce(c.key_id, -1)
                      AND coalesce(n.value, n.stated, '') = coalesce(c.value, c.stated, '')
                      AND (n.key_id IS NOT NULL OR n.quote = c.quote)) THEN NULL
                        ELSE coalesce((SELECT min(l.id) FROM document l
                                       WHERE l.article_id = a.id AND l.id > c.document_id
                                             AND NOT EXISTS (SELECT 1 FROM claim n
                                                             WHERE n.document_id = l.id AND n.retired = 0
                                                                   AND n.kind = c.kind AND n.property = c.property AND coalesce(n.subject, '') = coalesce(c.subject, '')
                      AND coalesce(n.key_id, -1) = coalesce(c.key_id, -1)
                      AND coalesce(n.value, n.stated, '') = coalesce(c.value, c.stated, '')
                      AND (n.key_id IS NOT NULL OR n.quote = c.quote))), a.document_id)
                   END AS made_id
            FROM status s
            JOIN decision x ON x.id = s.decision_id
            JOIN claim c ON c.id = s.claim_id
            JOIN document d ON d.id = c.document_id
            JOIN article a ON a.id = d.article_id
            LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.check_id = s.check_id AND v.run_id = s.run_id
            LEFT JOIN fact f ON f.id = v.fact_id
            WHERE x.side IN ('article', 'both')
                  AND NOT (a.document_id <> c.document_id
                           AND EXISTS (SELECT 1 FROM claim n
                                       JOIN status ns ON ns.claim_id = n.id
                                       JOIN decision nx ON nx.id = ns.decision_id
                                       WHERE n.document_id = a.document_id AND n.retired = 0
                                             AND nx.side IN ('article', 'both') AND n.kind = c.kind AND n.property = c.property AND coalesce(n.subject, '') = coalesce(c.subject, '')
                      AND coalesce(n.key_id, -1) = coalesce(c.key_id, -1)
                      AND coalesce(n.value, n.stated, '') = coalesce(c.value, c.stated, '')
                      AND (n.key_id IS NOT NULL OR n.quote = c.quote)))
        ) b
        LEFT JOIN document m ON m.id = b.made_id;

CREATE VIEW v_redaction AS
        SELECT r.id AS redaction, r.event AS event, r.at AS at, r.actor AS actor, r.reason AS reason,
               a.name AS article, d.name AS document, d.digest AS document_digest, t.sha256 AS text_digest,
               CASE WHEN r.event = 'redact'
                         AND r.id = (SELECT max(l.id) FROM redaction l WHERE l.text_id = r.text_id)
                    THEN 1 ELSE 0 END AS stands
        FROM redaction r
        JOIN text t ON t.id = r.text_id
        JOIN document d ON d.text_id = t.id
        JOIN article a ON a.id = d.article_id;

CREATE INDEX ix_claim_document_id_retired_key_id ON claim (document_id, retired, key_id);

CREATE VIEW v_claim_status AS
        SELECT c.digest AS claim, a.name AS article, d.name AS document, d.digest AS document_digest,
               d.published AS published, d.publisher AS publisher, c.part AS part,
               c.span_start AS span_start, c.span_end AS span_end, c.quote AS quote,
               c.kind AS kind, c.property AS property, c.subject AS subject, k.subject AS asks,
               c.stated AS stated, c.value AS value, c.answer AS answer, c.as_of AS as_of,
               c.attributed_to AS attributed_to, c.polarity AS polarity, c.problem AS problem,
               vl.label AS status, ol.label AS outcome, ch.name AS check_name, ch.severity AS severity,
               f.code AS fact, f.value AS recorded, f.valid_from AS recorded_from, f.valid_to AS recorded_to,
               x.actor AS decided_by, x.at AS decided_at, x.side AS side, x.note AS decision_note,
               coalesce(s.reopened, 0) AS reopened, k.scope AS scope, s.run_id AS run, f.revision AS fact_revision, pc.digest AS peer
        FROM article a JOIN document d ON d.id = a.document_id JOIN claim c ON c.document_id = d.id AND c.retired = 0
        LEFT JOIN claim_key k ON k.id = c.key_id
        LEFT JOIN status s ON s.claim_id = c.id
        LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.check_id = s.check_id AND v.run_id = s.run_id
        LEFT JOIN verdict_label vl ON vl.id = s.verdict
        LEFT JOIN outcome_label ol ON ol.id = s.outcome
        LEFT JOIN "check" ch ON ch.id = s.check_id
        LEFT JOIN fact f ON f.id = v.fact_id
        LEFT JOIN decision x ON x.id = s.decision_id
        LEFT JOIN claim pc ON pc.id = v.peer_id;

CREATE VIEW v_verdict_history AS
        SELECT c.digest AS claim, ch.name AS check_name, v.run_id AS run, r.started_at AS run_started_at,
               r.actor AS run_by, r.software AS software, ol.label AS outcome, vl.label AS verdict,
               f.code AS fact, f.revision AS fact_revision, f.value AS recorded, v.record_id AS record, ch.digest AS check_digest, pc.digest AS peer
        FROM verdict v
        JOIN claim c ON c.id = v.claim_id
        JOIN "check" ch ON ch.id = v.check_id
        JOIN run r ON r.id = v.run_id
        JOIN outcome_label ol ON ol.id = v.outcome
        LEFT JOIN verdict_label vl ON vl.id = v.verdict
        LEFT JOIN fact f ON f.id = v.fact_id
        LEFT JOIN claim pc ON pc.id = v.peer_id;

CREATE VIEW v_article_scorecard AS
        SELECT a.name AS article, min(d.publisher) AS publisher, min(d.published) AS published,
               count(c.id) AS claims,
               sum(CASE WHEN s.verdict = 1 THEN 1 ELSE 0 END) AS refuted,
               sum(CASE WHEN s.verdict = 2 THEN 1 ELSE 0 END) AS conflicting,
               sum(CASE WHEN s.verdict = 3 THEN 1 ELSE 0 END) AS supported,
               sum(CASE WHEN s.verdict = 4 THEN 1 ELSE 0 END) AS not_enough_evidence,
               sum(CASE WHEN c.id IS NOT NULL AND s.verdict IS NULL THEN 1 ELSE 0 END) AS not_judged
        FROM article a
        JOIN document d ON d.id = a.document_id
        LEFT JOIN claim c ON c.document_id = d.id AND c.retired = 0
        LEFT JOIN status s ON s.claim_id = c.id
        GROUP BY a.name;

CREATE VIEW v_check_scorecard AS
        SELECT ch.name AS check_name, ch.title AS title, ch.severity AS severity,
               coalesce(n.claims, 0) AS claims, coalesce(n.refuted, 0) AS refuted,
               coalesce(n.conflicting, 0) AS conflicting, coalesce(n.supported, 0) AS supported,
               coalesce(n.not_enough_evidence, 0) AS not_enough_evidence, coalesce(x.decided, 0) AS decided,
               coalesce(x.confirmed, 0) AS confirmed, coalesce(x.overturned, 0) AS overturned,
               coalesce(x.discarded, 0) AS discarded,
               coalesce(w.verdicts, 0) AS verdicts, w.last_run AS last_run
        FROM "check" ch
        LEFT JOIN (
            SELECT s.check_id AS check_id, count(*) AS claims,
               sum(CASE WHEN s.verdict = 1 THEN 1 ELSE 0 END) AS refuted,
               sum(CASE WHEN s.verdict = 2 THEN 1 ELSE 0 END) AS conflicting,
               sum(CASE WHEN s.verdict = 3 THEN 1 ELSE 0 END) AS supported,
               sum(CASE WHEN s.verdict = 4 THEN 1 ELSE 0 END) AS not_enough_evidence
            FROM article a
            CROSS JOIN claim c
            JOIN status s ON s.claim_id = c.id
            WHERE c.document_id = a.document_id AND c.retired = 0
            GROUP BY s.check_id
        ) n ON n.check_id = ch.id
        LEFT JOIN (
            SELECT s.check_id AS check_id, count(*) AS decided,
                   sum(CASE WHEN v.verdict = s.verdict THEN 1 ELSE 0 END) AS confirmed,
                   sum(CASE WHEN v.verdict <> s.verdict THEN 1 ELSE 0 END) AS overturned,
                   sum(CASE WHEN s.verdict IS NULL THEN 1 ELSE 0 END) AS discarded
            FROM status s
            CROSS JOIN claim c
            JOIN article a ON a.document_id = c.document_id
            LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.check_id = s.check_id AND v.run_id = s.run_id
            WHERE s.decision_id IS NOT NULL AND c.id = s.claim_id AND c.retired = 0
            GROUP BY s.check_id
        ) x ON x.check_id = ch.id
        LEFT JOIN (
            SELECT check_id, CAST(sum(verdicts) AS bigint) AS verdicts, max(run_id) AS last_run
            FROM run_check GROUP BY check_id
        ) w ON w.check_id = ch.id
        WHERE ch.active = 1;

CREATE VIEW v_reference_gap AS
        SELECT k.subject AS subject, p.name AS property, k.scope AS scope,
               count(c.id) AS claims, count(DISTINCT d.article_id) AS articles, max(CASE WHEN kn.id IS NULL THEN 0 ELSE 1 END) AS subject_known, min(a.name) AS example_article
        FROM claim_key k
        JOIN property p ON p.id = k.property_id
        JOIN claim c ON c.key_id = k.id AND c.retired = 0
        JOIN document d ON d.id = c.document_id
        JOIN article a ON a.id = d.article_id AND a.document_id = d.id
        LEFT JOIN record r ON r.id = k.record_id
        LEFT JOIN subject kn ON kn.name = k.subject
        WHERE coalesce(r.fact_count, 0) = 0 AND coalesce(r.complete, 0) = 0
        GROUP BY k.subject, p.name, k.scope;

CREATE VIEW v_evidence AS
        SELECT a.name AS article, c.digest AS claim, ch.name AS check_name, vl.label AS verdict,
               f.code AS fact, f.revision AS fact_revision, f.value AS recorded, f.valid_from AS recorded_from,
               f.valid_to AS recorded_to, f.rank AS fact_rank, f.disputed AS disputed,
               CASE WHEN f.id = v.fact_id THEN 1 ELSE 0 END AS rests_on,
               o.code AS source, o.title AS title, o.publisher AS source_publisher, o.url AS url,
               o.kind AS source_kind, o.accessed AS accessed
        FROM article a JOIN document d ON d.id = a.document_id JOIN claim c ON c.document_id = d.id AND c.retired = 0
        JOIN status s ON s.claim_id = c.id
        JOIN verdict v ON v.claim_id = s.claim_id AND v.check_id = s.check_id AND v.run_id = s.run_id
        JOIN "check" ch ON ch.id = v.check_id
        JOIN record_fact rf ON rf.record_id = v.record_id
        JOIN fact f ON f.id = rf.fact_id
        JOIN fact_source fs ON fs.fact_id = f.id
        JOIN source o ON o.id = fs.source_id
        LEFT JOIN verdict_label vl ON vl.id = v.verdict;

CREATE VIEW v_publisher_scorecard AS
        WITH RECURSIVE counted AS (
            SELECT publisher, count(*) AS articles, CAST(sum(claims) AS bigint) AS claims, CAST(sum(refuted) AS bigint) AS refuted, CAST(sum(conflicting) AS bigint) AS conflicting, CAST(sum(supported) AS bigint) AS supported, CAST(sum(not_enough_evidence) AS bigint) AS not_enough_evidence, CAST(sum(not_judged) AS bigint) AS not_judged, CAST(sum(refuted + supported) AS bigint) AS settled, CAST(sum(refuted_attributed) AS bigint) AS refuted_attributed
            FROM (
                SELECT a.id AS id, min(d.publisher) AS publisher, count(c.id) AS claims,
               sum(CASE WHEN s.verdict = 1 THEN 1 ELSE 0 END) AS refuted,
               sum(CASE WHEN s.verdict = 2 THEN 1 ELSE 0 END) AS conflicting,
               sum(CASE WHEN s.verdict = 3 THEN 1 ELSE 0 END) AS supported,
               sum(CASE WHEN s.verdict = 4 THEN 1 ELSE 0 END) AS not_enough_evidence,
                       count(c.id) - count(s.verdict) AS not_judged,
                       sum(CASE WHEN s.verdict = 1 AND c.attributed_to IS NOT NULL THEN 1 ELSE 0 END)
                           AS refuted_attributed
                FROM article a
                JOIN document d ON d.id = a.document_id
                LEFT JOIN claim c ON c.document_id = d.id AND c.retired = 0
                LEFT JOIN status s ON s.claim_id = c.id
                GROUP BY a.id
            ) of_articles
            GROUP BY publisher
        ), root (publisher, articles, claims, refuted, conflicting, supported, not_enough_evidence, not_judged,
                 settled, refuted_attributed, square, side, step) AS (
            SELECT counted.*, (square + 1) / 2, 0
            FROM (SELECT counted.*,
                         CASE WHEN settled = 0 THEN CAST(1 AS double precision)
                              ELSE CAST(refuted * supported AS double precision) / settled
                                   + CAST(0.9603647051735313 AS double precision) END AS square
                  FROM counted) counted
            UNION ALL
            SELECT publisher, articles, claims, refuted, conflicting, supported, not_enough_evidence, not_judged,
                   settled, refuted_attributed, square, (side + square / side) / 2, step + 1
            FROM root WHERE step < 40
        )
        SELECT publisher, articles, claims, refuted, conflicting, supported, not_enough_evidence, not_judged,
               settled,
               CASE WHEN settled = 0 THEN NULL WHEN refuted = 0 THEN CAST(0 AS double precision)
                    ELSE (refuted + CAST(1.9207294103470627 AS double precision) - CAST(1.959963984540054 AS double precision) * side)
                         / (settled + CAST(3.8414588206941254 AS double precision)) END AS refuted_low,
               CASE WHEN settled = 0 THEN NULL WHEN supported = 0 THEN CAST(1 AS double precision)
                    ELSE (refuted + CAST(1.9207294103470627 AS double precision) + CAST(1.959963984540054 AS double precision) * side)
                         / (settled + CAST(3.8414588206941254 AS double precision)) END AS refuted_high,
               refuted_attributed
        FROM root WHERE step = 40;

CREATE VIEW v_reference_coverage AS
        SELECT p.kind AS kind, p.name AS property, coalesce(q.questions, 0) AS questions,
               coalesce(q.questions_answered, 0) AS questions_answered, coalesce(q.claims, 0) AS claims,
               coalesce(q.claims_answered, 0) AS claims_answered, coalesce(f.facts, 0) AS facts,
               coalesce(f.subjects, 0) AS subjects
        FROM property p
        LEFT JOIN (
            SELECT property_id, count(*) AS questions, sum(answered) AS questions_answered,
                   CAST(sum(claims) AS bigint) AS claims, CAST(sum(answered * claims) AS bigint) AS claims_answered
            FROM (
                SELECT k.property_id AS property_id, asked.claims AS claims,
                       CASE WHEN r.fact_count > 0 OR r.complete = 1 THEN 1 ELSE 0 END AS answered
                FROM (
                    SELECT c.key_id AS key_id, count(*) AS claims
                    FROM article a
                    CROSS JOIN claim c
                    WHERE c.document_id = a.document_id AND c.retired = 0
                    GROUP BY c.key_id
                ) asked
                JOIN claim_key k ON k.id = asked.key_id
                LEFT JOIN record r ON r.id = k.record_id
            ) questions
            GROUP BY property_id
        ) q ON q.property_id = p.id
        LEFT JOIN (
            SELECT f.property_id AS property_id, count(*) AS facts, count(DISTINCT f.subject_id) AS subjects
            FROM fact f
            WHERE f.rank <> 'deprecated'
              AND NOT EXISTS (SELECT 1 FROM fact g WHERE g.code = f.code AND g.revision > f.revision)
            GROUP BY f.property_id
        ) f ON f.property_id = p.id;

CREATE VIEW v_contradiction AS
        SELECT subject, property, scope, as_of, unit, value, claims, articles, refuted, conflicting, supported,
               not_enough_evidence, not_judged, example_article, example_publisher, example_claim
        FROM (
            SELECT compared.*, min(first_document) OVER asked AS one, max(last_document) OVER asked AS other
            FROM (
                SELECT said.*, count(*) OVER asked AS stated_values, max(least_stated) OVER asked AS high,
                       min(most_stated) OVER asked AS low
                FROM (
                    SELECT k.subject AS subject, p.name AS property, k.scope AS scope,
                           CASE WHEN p.time = 'state' THEN c.as_of END AS as_of, c.unit AS unit,
                           CASE WHEN p.value_type = 'date' THEN c.stated ELSE c.answer END AS value,
                           count(*) AS claims, count(DISTINCT c.document_id) AS articles,
               sum(CASE WHEN s.verdict = 1 THEN 1 ELSE 0 END) AS refuted,
               sum(CASE WHEN s.verdict = 2 THEN 1 ELSE 0 END) AS conflicting,
               sum(CASE WHEN s.verdict = 3 THEN 1 ELSE 0 END) AS supported,
               sum(CASE WHEN s.verdict = 4 THEN 1 ELSE 0 END) AS not_enough_evidence,
                           sum(CASE WHEN s.verdict IS NULL THEN 1 ELSE 0 END) AS not_judged,
                           min(a.name) AS example_article, min(d.publisher) AS example_publisher,
                           min(c.digest) AS example_claim,
                           min(CASE p.value_type WHEN 'date' THEN CAST(c.stated_earliest AS double precision)
                                                 WHEN 'number' THEN c.number - c.last_digit / 2 END) AS least_stated,
                           max(CASE p.value_type WHEN 'date' THEN CAST(c.stated_latest AS double precision)
                                                 WHEN 'number' THEN c.number + c.last_digit / 2 END) AS most_stated,
                           min(c.document_id) AS first_document, max(c.document_id) AS last_document
                    FROM claim_key k
                    JOIN property p ON p.id = k.property_id AND p.many = 0 AND p.value_type <> 'existence'
                    CROSS JOIN claim c
                    JOIN document d ON d.id = c.document_id
                    JOIN article a ON a.document_id = d.id
                    LEFT JOIN status s ON s.claim_id = c.id
                    WHERE c.key_id = k.id AND c.retired = 0 AND c.comparable = 1 AND c.answer_known = 1
                      AND (p.time <> 'state' OR c.as_of_earliest = c.as_of_latest)
                      AND CASE p.value_type WHEN 'date' THEN c.stated_earliest IS NOT NULL
                                              WHEN 'number' THEN c.number IS NOT NULL ELSE c.answer IS NOT NULL END
                    GROUP BY k.subject, p.name, k.scope, CASE WHEN p.time = 'state' THEN c.as_of END, c.unit,
                             CASE WHEN p.value_type = 'date' THEN c.stated ELSE c.answer END
                ) said
                WINDOW asked AS (PARTITION BY subject, property, scope, as_of, unit)
            ) compared
            WHERE stated_values > 1 AND (high IS NULL OR least_stated > low OR most_stated < high)
            WINDOW asked AS (PARTITION BY subject, property, scope, as_of, unit)
        ) contradicting
        WHERE one < other;

CREATE VIEW v_flip AS
        SELECT c.digest AS claim, a.name AS article, d.publisher AS publisher, c.quote AS quote, c.kind AS kind,
               c.property AS property, c.subject AS subject, k.subject AS asks, ch.name AS check_name,
               b.run_id AS run_before, v.run_id AS run, r.started_at AS run_started_at,
               bv.label AS verdict_before, vl.label AS verdict, bo.label AS outcome_before, ol.label AS outcome,
               CASE WHEN b.check_id <> v.check_id THEN 'check'
                    WHEN coalesce(b.record_id, 0) <> coalesce(v.record_id, 0) THEN 'reference'
                    WHEN coalesce(b.peer_id, 0) <> coalesce(v.peer_id, 0) THEN 'claims'
                    ELSE 'standing' END AS cause,
               bf.code AS fact_before, bf.revision AS fact_revision_before, bf.value AS recorded_before,
               f.code AS fact, f.revision AS fact_revision, f.value AS recorded, f.reason AS reason,
               f.recorded_by AS recorded_by, f.recorded_at AS recorded_at,
               br.reference_digest AS reference_before, r.reference_digest AS reference
        FROM verdict v
        JOIN "check" ch ON ch.id = v.check_id
        JOIN verdict b ON b.claim_id = v.claim_id AND b.run_id < v.run_id
        JOIN "check" bch ON bch.id = b.check_id AND bch.name = ch.name
        JOIN run r ON r.id = v.run_id
        JOIN run br ON br.id = b.run_id
        JOIN claim c ON c.id = v.claim_id
        JOIN document d ON d.id = c.document_id
        JOIN article a ON a.id = d.article_id
        LEFT JOIN claim_key k ON k.id = c.key_id
        LEFT JOIN verdict_label bv ON bv.id = b.verdict
        LEFT JOIN verdict_label vl ON vl.id = v.verdict
        JOIN outcome_label bo ON bo.id = b.outcome
        JOIN outcome_label ol ON ol.id = v.outcome
        LEFT JOIN fact bf ON bf.id = b.fact_id
        LEFT JOIN fact f ON f.id = v.fact_id
        WHERE v.run_id > (SELECT min(id) FROM run)
          AND coalesce(b.verdict, 0) <> coalesce(v.verdict, 0)
          AND NOT EXISTS (SELECT 1 FROM verdict m JOIN "check" mch ON mch.id = m.check_id AND mch.name = ch.name
                          WHERE m.claim_id = v.claim_id AND m.run_id < v.run_id AND m.run_id > b.run_id);

CREATE VIEW v_run AS
        SELECT r.id AS run, r.started_at AS started_at, r.finished_at AS finished_at, r.actor AS actor,
               r.software AS software, r.checks_digest AS checks_digest, r.reference_digest AS reference_digest,
               l.loaded_at AS reference_loaded_at, l.loaded_by AS reference_loaded_by,
               r.declared AS declared, r.executed AS executed, coalesce(w.whole, 0) AS whole,
               coalesce(w.verdicts, 0) AS verdicts
        FROM run r
        LEFT JOIN reference l ON l.id = (SELECT max(id) FROM reference
                                         WHERE digest = r.reference_digest AND loaded_at <= r.started_at)
        LEFT JOIN (
            SELECT run_id, sum(whole) AS whole, CAST(sum(verdicts) AS bigint) AS verdicts
            FROM run_check GROUP BY run_id
        ) w ON w.run_id = r.id;

CREATE VIEW v_review_throughput AS
        SELECT x.actor AS actor, substr(x.at, 1, 10) AS day, count(DISTINCT x.claim_id) AS claims,
               sum(CASE WHEN x.event = 'decide' THEN 1 ELSE 0 END) AS decided,
               sum(CASE WHEN x.event = 'discard' THEN 1 ELSE 0 END) AS discarded,
               sum(CASE WHEN x.event = 'correct' THEN 1 ELSE 0 END) AS corrected,
               sum(CASE WHEN x.event = 'postpone' THEN 1 ELSE 0 END) AS postponed,
               sum(CASE WHEN x.event = 'reopen' THEN 1 ELSE 0 END) AS reopened,
               sum(CASE WHEN x.event = 'note' THEN 1 ELSE 0 END) AS noted,
               sum(CASE WHEN x.event = 'undo' THEN 1 ELSE 0 END) AS undone,
               sum(CASE WHEN x.event = 'redo' THEN 1 ELSE 0 END) AS redone,
               sum(CASE WHEN x.id IN (SELECT u.undoes_id FROM decision u WHERE u.event = 'undo'
                            AND u.id NOT IN (SELECT r.undoes_id FROM decision r WHERE r.event = 'redo')) THEN 1 ELSE 0 END) AS taken_back,
               CAST(sum(CASE WHEN x.event = 'decide' THEN (CAST((365 * (CAST(substr(x.at, 1, 4) AS integer) - CASE WHEN CAST(substr(x.at, 6, 2) AS integer) < 3 THEN 1 ELSE 0 END) + (CAST(substr(x.at, 1, 4) AS integer) - CASE WHEN CAST(substr(x.at, 6, 2) AS integer) < 3 THEN 1 ELSE 0 END) / 4 - (CAST(substr(x.at, 1, 4) AS integer) - CASE WHEN CAST(substr(x.at, 6, 2) AS integer) < 3 THEN 1 ELSE 0 END) / 100 + (CAST(substr(x.at, 1, 4) AS integer) - CASE WHEN CAST(substr(x.at, 6, 2) AS integer) < 3 THEN 1 ELSE 0 END) / 400 + (153 * ((CAST(substr(x.at, 6, 2) AS integer) + 9) % 12) + 2) / 5 + CAST(substr(x.at, 9, 2) AS integer)) AS bigint) * 86400 + CAST(substr(x.at, 12, 2) AS integer) * 3600 + CAST(substr(x.at, 15, 2) AS integer) * 60 + CAST(substr(x.at, 18, 2) AS integer)) - (CAST((365 * (CAST(substr(d.ingested_at, 1, 4) AS integer) - CASE WHEN CAST(substr(d.ingested_at, 6, 2) AS integer) < 3 THEN 1 ELSE 0 END) + (CAST(substr(d.ingested_at, 1, 4) AS integer) - CASE WHEN CAST(substr(d.ingested_at, 6, 2) AS integer) < 3 THEN 1 ELSE 0 END) / 4 - (CAST(substr(d.ingested_at, 1, 4) AS integer) - CASE WHEN CAST(substr(d.ingested_at, 6, 2) AS integer) < 3 THEN 1 ELSE 0 END) / 100 + (CAST(substr(d.ingested_at, 1, 4) AS integer) - CASE WHEN CAST(substr(d.ingested_at, 6, 2) AS integer) < 3 THEN 1 ELSE 0 END) / 400 + (153 * ((CAST(substr(d.ingested_at, 6, 2) AS integer) + 9) % 12) + 2) / 5 + CAST(substr(d.ingested_at, 9, 2) AS integer)) AS bigint) * 86400 + CAST(substr(d.ingested_at, 12, 2) AS integer) * 3600 + CAST(substr(d.ingested_at, 15, 2) AS integer) * 60 + CAST(substr(d.ingested_at, 18, 2) AS integer)) END)
                    AS double precision)
               / (86400 * sum(CASE WHEN x.event = 'decide' THEN 1 END)) AS mean_wait
        FROM decision x
        JOIN claim c ON c.id = x.claim_id
        JOIN document d ON d.id = c.document_id
        WHERE x.event <> 'carry'
        GROUP BY x.actor, substr(x.at, 1, 10);

CREATE VIEW v_review_agreement AS
        SELECT first_reviewer, second_reviewer, pairs, agreed,
               CASE WHEN pairs * pairs = by_chance THEN NULL
                    ELSE CAST(agreed * pairs - by_chance AS double precision) / (pairs * pairs - by_chance)
               END AS kappa
        FROM (
            SELECT one.actor AS first_reviewer, two.actor AS second_reviewer, count(*) AS pairs,
                   sum(CASE WHEN coalesce(one.verdict, 0) = coalesce(two.verdict, 0) THEN 1 ELSE 0 END) AS agreed,
                   CAST(sum(CASE WHEN coalesce(one.verdict, 0) = 0 THEN 1 ELSE 0 END) * sum(CASE WHEN coalesce(two.verdict, 0) = 0 THEN 1 ELSE 0 END) AS bigint)
                   + CAST(sum(CASE WHEN coalesce(one.verdict, 0) = 1 THEN 1 ELSE 0 END) * sum(CASE WHEN coalesce(two.verdict, 0) = 1 THEN 1 ELSE 0 END) AS bigint)
                   + CAST(sum(CASE WHEN coalesce(one.verdict, 0) = 2 THEN 1 ELSE 0 END) * sum(CASE WHEN coalesce(two.verdict, 0) = 2 THEN 1 ELSE 0 END) AS bigint)
                   + CAST(sum(CASE WHEN coalesce(one.verdict, 0) = 3 THEN 1 ELSE 0 END) * sum(CASE WHEN coalesce(two.verdict, 0) = 3 THEN 1 ELSE 0 END) AS bigint)
                   + CAST(sum(CASE WHEN coalesce(one.verdict, 0) = 4 THEN 1 ELSE 0 END) * sum(CASE WHEN coalesce(two.verdict, 0) = 4 THEN 1 ELSE 0 END) AS bigint) AS by_chance
            FROM decision two
            JOIN decision one ON one.claim_id = two.claim_id AND one.id = (
                SELECT max(f.id) FROM decision f
                WHERE f.claim_id = two.claim_id AND f.id < two.id AND f.event IN ('decide', 'discard', 'correct') AND f.round = 1
                  AND f.id NOT IN (SELECT u.undoes_id FROM decision u WHERE u.event = 'undo'
                            AND u.id NOT IN (SELECT r.undoes_id FROM decision r WHERE r.event = 'redo')))
            WHERE two.event IN ('decide', 'discard', 'correct') AND two.round = 2 AND two.id NOT IN (SELECT u.undoes_id FROM decision u WHERE u.event = 'undo'
                            AND u.id NOT IN (SELECT r.undoes_id FROM decision r WHERE r.event = 'redo'))
            GROUP BY one.actor, two.actor
        ) paired;

CREATE VIEW v_queue AS
        SELECT state, status, since, count(*) AS claims, sum(postponed) AS postponed
        FROM (
            SELECT CASE WHEN w.stage = 2 THEN 'disagreement' WHEN w.stage = 1 THEN 'second review'
                        WHEN s.verdict = 1 THEN 'refuted' WHEN s.verdict = 2 THEN 'conflicting'
                        WHEN s.reopened = 1 THEN 'reopened' ELSE 'not enough evidence' END AS state,
                   vl.label AS status, substr(d.ingested_at, 1, 10) AS since,
                   CASE WHEN w.due IS NULL THEN 0 ELSE 1 END AS postponed
            FROM article a JOIN document d ON d.id = a.document_id JOIN claim c ON c.document_id = d.id AND c.retired = 0
            JOIN status s ON s.claim_id = c.id
            LEFT JOIN review w ON w.claim_id = s.claim_id
            LEFT JOIN verdict_label vl ON vl.id = s.verdict
            WHERE s.decision_id IS NULL AND (s.verdict <> 3 OR s.reopened = 1) OR w.stage > 0
        ) waiting
        GROUP BY state, status, since;

CREATE TRIGGER claim_key_no_update BEFORE UPDATE OF id, property_id, subject, scope ON "claim_key" WHEN (NEW.id IS OLD.id AND NEW.property_id IS OLD.property_id
    AND (NEW.subject = OLD.subject OR NEW.subject = '[redacted] ' || OLD.id)
    AND (NEW.scope IS OLD.scope OR NEW.scope = '[redacted]')
    AND NOT EXISTS (SELECT 1 FROM subject s WHERE s.name = OLD.subject)
    AND ((EXISTS (SELECT 1 FROM claim c WHERE c.key_id = OLD.id)
    AND NOT EXISTS (SELECT 1 FROM claim c JOIN document d ON d.id = c.document_id
                    WHERE c.key_id = OLD.id AND coalesce(
    (SELECT r.event FROM redaction r WHERE r.text_id = d.text_id ORDER BY r.id DESC LIMIT 1), '') <> 'redact')) OR (NOT EXISTS (SELECT 1 FROM claim c WHERE c.key_id = OLD.id)
    AND EXISTS (SELECT 1 FROM claim_key k JOIN claim c ON c.key_id = k.id WHERE k.subject = OLD.subject)
    AND NOT EXISTS (SELECT 1 FROM claim_key k JOIN claim c ON c.key_id = k.id JOIN document d ON d.id = c.document_id
                    WHERE k.subject = OLD.subject AND coalesce(
    (SELECT r.event FROM redaction r WHERE r.text_id = d.text_id ORDER BY r.id DESC LIMIT 1), '') <> 'redact')))) IS NOT TRUE BEGIN SELECT RAISE(ABORT, 'claim_key is append-only'); END;

CREATE VIEW v_decision_log AS
    SELECT x.id AS decision, CASE WHEN w.id IS NULL THEN x.event ELSE 'decide' END AS event, c.digest AS claim, c.quote AS quote, x.actor AS actor, x.at AS at,
           vl.label AS verdict, CASE WHEN w.id IS NULL THEN x.side END AS side,
           CASE WHEN w.id IS NULL THEN x.note ELSE '' END AS note, x.undoes_id AS undoes, x.digest AS digest,
           coalesce(x.act, x.id) AS act, x.round AS round, x.stands AS stands, x.due AS due, x.assignee AS assignee,
           CASE WHEN w.id IS NULL THEN 0 ELSE 1 END AS withheld
    FROM decision x
    JOIN claim c ON c.id = x.claim_id
    LEFT JOIN decision w ON w.id = x.id AND x.stands = 0
         AND (EXISTS (SELECT 1 FROM review r WHERE r.claim_id = x.claim_id AND r.stage = 1)
              OR (x.round = 1 AND NOT EXISTS (
                  SELECT 1 FROM decision y
                  WHERE y.claim_id = x.claim_id AND y.id > x.id AND y.event IN ('decide', 'discard', 'correct')
                    AND (y.round = 2 OR coalesce(y.stands, 1) = 1))))
    LEFT JOIN verdict_label vl ON vl.id = x.verdict AND w.id IS NULL;

CREATE TRIGGER fact_no_update BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'fact is append-only'); END;

CREATE TRIGGER claim_keeps_answer_digest BEFORE UPDATE OF answer_digest ON claim WHEN (((SELECT r.event FROM redaction r JOIN document d ON d.text_id = r.text_id WHERE d.id = OLD.document_id ORDER BY r.id DESC LIMIT 1) = 'redact' AND (NEW.answer_digest IS OLD.answer_digest OR (NEW.answer_digest IS NULL AND NEW.answer = '[redacted]'))) OR ((SELECT r.event FROM redaction r JOIN document d ON d.text_id = r.text_id WHERE d.id = OLD.document_id ORDER BY r.id DESC LIMIT 1) = 'lift' AND OLD.quote = '[redacted]' AND (NEW.answer_digest IS OLD.answer_digest OR OLD.answer_digest IS NULL))) IS NOT TRUE BEGIN SELECT RAISE(ABORT, 'claim is append-only'); END;

CREATE INDEX ix_claim_judged ON claim (property, kind, id, key_id, document_id, comparable, answer_known, stated_earliest, stated_latest, value_earliest, value_latest, month_day_from, month_day_to, as_of_earliest, as_of_latest, weekday, problem, answer_digest);

CREATE INDEX ix_queue_item ON queue (item);

CREATE INDEX ix_queue_article_id ON queue (article_id);

CREATE INDEX ix_queue_key_id ON queue (key_id, rank, most, article_id, place, claim_id);

CREATE INDEX ix_queue_subject ON queue (subject, rank, most, article_id, place, claim_id);

CREATE INDEX ix_queue_since ON queue (since);

CREATE INDEX ix_queue_due ON queue (due) WHERE due IS NOT NULL;

CREATE INDEX ix_queue_order ON queue (rank, most, article_id, place, claim_id);

CREATE INDEX ix_queue_cell ON queue (cell, most, article_id, place, claim_id);

CREATE INDEX ix_claim_key_id_id ON claim (key_id, id);
