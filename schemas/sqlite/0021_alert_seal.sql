-- What alerts keep outside the journal: a digest of it, made again with each write, shows what another tool changed.
ALTER TABLE outgoing ADD COLUMN mark BLOB;      -- SHA-256 of what the message says, to whom
CREATE TABLE alert_seal (
  id INTEGER PRIMARY KEY,
  seal BLOB NOT NULL                            -- SHA-256 of the last run, the marks and what became of each message
) STRICT;
