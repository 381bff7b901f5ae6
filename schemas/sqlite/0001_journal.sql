-- The journal: the history of every change, from which all other tables can be made again.
-- Append-only; each entry is chained to the site's entry before it by a hash.

CREATE TABLE site (
  id INTEGER PRIMARY KEY,            -- local: never leaves this file
  uid BLOB NOT NULL UNIQUE,          -- 16 random bytes, for ever
  code TEXT NOT NULL,
  own INTEGER NOT NULL DEFAULT 0     -- 1: entries made on this file are this site's
) STRICT;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,            -- site.id * 2^32 + number
  tick INTEGER NOT NULL,             -- milliseconds since 1970, never less than any before
  at TEXT NOT NULL,                  -- the clock when it was made
  login TEXT NOT NULL,               -- the operating system's login that typed it
  actor TEXT,                        -- who did the work, where said
  what TEXT NOT NULL,                -- the command
  reason TEXT,
  voids INTEGER,                     -- the entry that this one undoes
  schema INTEGER NOT NULL,
  first_row INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX entry_tick ON entry (tick);
CREATE INDEX entry_voids ON entry (voids) WHERE voids IS NOT NULL;

CREATE TABLE entry_row (
  id INTEGER PRIMARY KEY,            -- site.id * 2^32 + number; of a thing's first row: the thing's id everywhere
  entry INTEGER NOT NULL,            -- no foreign key: the entry is written after its rows, and SQLite would then read
                                     -- the whole table for each entry; `journal verify` finds a row without one
  kind TEXT NOT NULL,
  subject INTEGER NOT NULL,
  prior INTEGER,                     -- the row built upon
  also TEXT,                         -- other heads that this row joins, after an exchange
  after TEXT NOT NULL,               -- the fields that were set, as JSON
  mark BLOB NOT NULL
) STRICT;
CREATE INDEX entry_row_subject ON entry_row (subject);

CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entry_once BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entry_row_stays BEFORE UPDATE ON entry_row BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entry_row_kept BEFORE DELETE ON entry_row BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entry_row_once BEFORE INSERT ON entry_row WHEN EXISTS (SELECT 1 FROM entry_row WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE policy (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  name TEXT NOT NULL, value TEXT
) STRICT;
