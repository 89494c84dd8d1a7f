-- SPDX-License-Identifier: GPL-3.0-or-later
-- The store as SQLite sees it. schema.postgres.sql says the same for PostgreSQL: change both, and
-- list a new table with the room that writes it in db/guard.c.
-- A change here goes into db/migrate.c as well, under a new version: stores are there that lack it.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The journal: written by ROOM_JOURNAL.

CREATE TABLE device (
    row    INTEGER PRIMARY KEY,
    key    BLOB NOT NULL UNIQUE, -- Ed25519 public key
    member BLOB NOT NULL,
    seq    INTEGER NOT NULL,     -- of its newest entry
    head   BLOB NOT NULL,        -- id of its newest entry
    depth  INTEGER NOT NULL,
    seen   INTEGER NOT NULL -- of it, the newest seq that our own chain has named
) STRICT;

CREATE TABLE entry (
    row       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE, -- SHA-256 of bytes
    device    INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    depth     INTEGER NOT NULL,
    time      INTEGER NOT NULL,     -- as claimed; seconds since 1970, UTC
    kind      INTEGER NOT NULL,
    count     INTEGER NOT NULL,     -- of its statements
    batch     BLOB,
    bytes     BLOB NOT NULL,
    signature BLOB NOT NULL,
    UNIQUE (device, seq)
) STRICT;

CREATE INDEX entry_batch ON entry (batch) WHERE batch IS NOT NULL;
CREATE INDEX entry_order ON entry (depth, id);
CREATE INDEX entry_member ON entry (kind) WHERE kind = 3; -- who the members are

CREATE TABLE body (
    no        INTEGER PRIMARY KEY, -- entry row * 4096 + index
    salt      BLOB NOT NULL,
    statement BLOB NOT NULL
) STRICT;

CREATE TABLE batch (
    id     BLOB PRIMARY KEY,
    closed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE erased (
    no    INTEGER PRIMARY KEY,     -- a statement whose body is gone for good, or must not come
    by_no INTEGER NOT NULL -- the statement that says so
) STRICT;

-- Records, a view of the journal: written by ROOM_RECORD.

CREATE TABLE record (
    row  INTEGER PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE,
    type INTEGER NOT NULL
) STRICT;
CREATE INDEX record_type ON record (type);

CREATE TABLE stmt (
    no       INTEGER PRIMARY KEY, -- as in body
    subject  INTEGER NOT NULL,
    property INTEGER NOT NULL,
    value    INTEGER NOT NULL,
    source   INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    flags    INTEGER NOT NULL
) STRICT;
CREATE INDEX stmt_subject ON stmt (subject, property);
CREATE INDEX stmt_value ON stmt (property, value);
CREATE INDEX stmt_source ON stmt (source, at);

-- What reading rules found and nobody has decided yet, a cache: written by ROOM_READ.

CREATE TABLE proposal (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE, -- of text, passage, rule, version and value
    document BLOB NOT NULL,
    start    INTEGER NOT NULL,
    stop     INTEGER NOT NULL,
    kind     TEXT NOT NULL, -- what it is: "figure", "recipient"
    rule     TEXT NOT NULL,
    version  INTEGER NOT NULL,
    score    INTEGER NOT NULL,
    state    INTEGER NOT NULL, -- 0 open, 1 accepted, 2 rejected
    body     BLOB NOT NULL  -- the statements it would make
) STRICT;
CREATE INDEX proposal_document ON proposal (document, start);
CREATE INDEX proposal_open ON proposal (document) WHERE state = 0;

-- Full text (db/fts.c): the words' places without the words. An erased text leaves nothing behind.

CREATE VIRTUAL TABLE search USING fts5 (words, content = '', detail = 'full', tokenize = 'cairn');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE search_terms USING fts5vocab (search, instance);
