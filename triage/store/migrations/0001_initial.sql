-- Schema 1 of a case. The change and its record are one transaction; whoever runs this file
-- rolls back on any error. 0x54524947 is "TRIG".
BEGIN IMMEDIATE;

CREATE TABLE case_info (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    examiner TEXT NOT NULL,
    created_at TEXT NOT NULL,
    app_version TEXT NOT NULL
);

CREATE TABLE migration (
    version INTEGER PRIMARY KEY,
    applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

-- The words behind the codes, so that the file explains itself.
CREATE TABLE state_word (code INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
INSERT INTO state_word VALUES (0, 'pending'), (1, 'analysed'), (2, 'skipped'), (3, 'failed');
CREATE TABLE reason_word (
    code INTEGER PRIMARY KEY,
    state INTEGER NOT NULL REFERENCES state_word (code),
    word TEXT NOT NULL UNIQUE
);
INSERT INTO reason_word VALUES
    (0, 1, ''),
    (1, 2, 'not-an-image'), (2, 2, 'unsupported-format'), (3, 2, 'empty'), (4, 2, 'link'),
    (5, 2, 'special-file'),
    (20, 3, 'corrupt'), (21, 3, 'truncated'), (22, 3, 'too-large'), (23, 3, 'timeout'),
    (24, 3, 'crashed'), (25, 3, 'out-of-memory'), (26, 3, 'unreadable'), (27, 3, 'disappeared');
CREATE TABLE flag_word (bit INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
INSERT INTO flag_word VALUES
    (1, 'truncated'), (2, 'extension-mismatch'), (4, 'metadata-damaged'), (8, 'changed'),
    (16, 'missing');

CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    exhibit TEXT NOT NULL,
    place BLOB NOT NULL UNIQUE,      -- real path of the folder, raw name (core/names.py)
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL
);

CREATE TABLE folder (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    path BLOB NOT NULL,              -- relative to the source, '/', raw; x'' is the root
    UNIQUE (source_id, path)
);

CREATE TABLE camera (
    id INTEGER PRIMARY KEY,
    make TEXT NOT NULL,
    model TEXT NOT NULL,
    UNIQUE (make, model)
);

-- One row per distinct content that could be read; every copy is an item that points here.
CREATE TABLE content (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    md5 BLOB NOT NULL CHECK (length(md5) = 16),
    sha1 BLOB NOT NULL CHECK (length(sha1) = 20),
    size INTEGER NOT NULL,
    state INTEGER NOT NULL REFERENCES state_word (code),
    reason INTEGER NOT NULL REFERENCES reason_word (code),
    detail TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    flags INTEGER NOT NULL,
    taken TEXT,                      -- ISO 8601, offset only where the file has one
    camera_id INTEGER REFERENCES camera (id),
    latitude REAL,
    longitude REAL,
    phash BLOB CHECK (phash IS NULL OR length(phash) = 8),
    metadata TEXT NOT NULL,          -- JSON object, EXIF tag names
    raw_tags TEXT NOT NULL,          -- JSON object, as read
    decoder TEXT NOT NULL,
    seconds REAL NOT NULL
);
CREATE INDEX content_md5 ON content (md5);
CREATE INDEX content_sha1 ON content (sha1);
-- `status` names the slowest files, also beside a running import of a million.
CREATE INDEX content_seconds ON content (seconds);

CREATE TABLE item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES source (id),
    folder_id INTEGER NOT NULL REFERENCES folder (id),
    name BLOB NOT NULL,
    kind TEXT NOT NULL,              -- regular, link, special, unreadable
    size INTEGER,
    modified_ns INTEGER,
    created_ns INTEGER,
    state INTEGER NOT NULL REFERENCES state_word (code),
    reason INTEGER NOT NULL REFERENCES reason_word (code),
    detail TEXT NOT NULL,
    flags INTEGER NOT NULL,          -- the item's own; the content's come on top
    content_id INTEGER REFERENCES content (id),
    UNIQUE (folder_id, name)
);
CREATE INDEX item_content ON item (content_id);
CREATE INDEX item_pending ON item (id) WHERE state = 0;

-- What a changed item was before. (The key's columns come first in every table WITHOUT ROWID:
-- quick_check of SQLite 3.40 reads the wrong column otherwise, and cries "NULL value".)
CREATE TABLE earlier_content (
    item_id INTEGER NOT NULL REFERENCES item (id),
    seen_until TEXT NOT NULL,
    content_id INTEGER NOT NULL REFERENCES content (id),
    PRIMARY KEY (item_id, seen_until)
) WITHOUT ROWID;

-- Disposable pictures: they can be made again from the evidence.
CREATE TABLE thumbnail (
    content_id INTEGER PRIMARY KEY REFERENCES content (id),
    jpeg BLOB NOT NULL
);
-- The first pass, for show only; a row goes when its item is done.
CREATE TABLE peek (
    item_id INTEGER PRIMARY KEY REFERENCES item (id),
    jpeg BLOB,
    taken TEXT,
    camera TEXT
);

CREATE TABLE pack (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    model_sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    licence TEXT NOT NULL,
    multi_label INTEGER NOT NULL,
    labels TEXT NOT NULL,            -- JSON list of {name, display, description, notable, threshold}
    preprocessing TEXT NOT NULL,     -- JSON object
    added_at TEXT NOT NULL
);
-- Full provenance: one row per pack, device really used and import job.
CREATE TABLE model_run (
    id INTEGER PRIMARY KEY,
    pack_id INTEGER NOT NULL REFERENCES pack (id),
    job_id INTEGER REFERENCES job (id),
    started_at TEXT NOT NULL,
    runtime TEXT NOT NULL,
    provider TEXT NOT NULL,
    device TEXT NOT NULL,
    app_version TEXT NOT NULL,
    batch INTEGER NOT NULL,
    note TEXT NOT NULL
);
-- What the machine says: float32 scores of all labels, little endian, in the pack's order.
CREATE TABLE suggestion (
    pack_id INTEGER NOT NULL REFERENCES pack (id),
    content_id INTEGER NOT NULL REFERENCES content (id),
    run_id INTEGER NOT NULL REFERENCES model_run (id),
    scores BLOB NOT NULL CHECK (length(scores) > 0 AND length(scores) % 4 = 0),
    PRIMARY KEY (pack_id, content_id)
) WITHOUT ROWID;

CREATE TABLE category (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    name TEXT NOT NULL UNIQUE
);
-- What a person says. Nothing but a person's command writes here.
CREATE TABLE grade (
    item_id INTEGER PRIMARY KEY REFERENCES item (id),
    category INTEGER NOT NULL REFERENCES category (number),
    by TEXT NOT NULL CHECK (length(by) > 0),
    at TEXT NOT NULL,
    content_id INTEGER REFERENCES content (id)   -- the content that was graded
);

-- Rows only where the examiner moved one; the pack's default stands otherwise.
CREATE TABLE threshold (
    pack_id INTEGER NOT NULL REFERENCES pack (id),
    label TEXT NOT NULL,
    value REAL NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (pack_id, label)
) WITHOUT ROWID;

CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    source_id INTEGER REFERENCES source (id),
    by TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT,                    -- done, cancelled, failed; NULL while it runs or after a crash
    detail TEXT NOT NULL             -- JSON: arguments, then counts
);

CREATE TABLE audit (
    n INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,            -- JSON object, keys sorted, no blanks, ASCII
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
);
-- INSERT OR REPLACE deletes without asking a delete trigger; this one is asked.
CREATE TRIGGER audit_at_the_end BEFORE INSERT ON audit
WHEN NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM audit)
BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;

INSERT INTO migration (version) VALUES (1);
PRAGMA application_id = 0x54524947;
PRAGMA user_version = 1;
COMMIT;
