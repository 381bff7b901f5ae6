-- Whom siyana writes to, what they were told, and what they are not to be told for a while.

CREATE TABLE recipient (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  address TEXT NOT NULL, address_key TEXT NOT NULL, name TEXT, lang TEXT,
  facility INTEGER REFERENCES facility (id), department INTEGER REFERENCES department (id),
  kind TEXT,                         -- of plans; absent: all
  hears TEXT,                        -- overdue,soon,breakdown; absent: all of them
  repeat_days INTEGER NOT NULL, after_days INTEGER,
  removed_on TEXT, note TEXT
) STRICT;
CREATE INDEX recipient_address ON recipient (address_key);
CREATE INDEX recipient_facility ON recipient (facility) WHERE facility IS NOT NULL;
CREATE INDEX recipient_department ON recipient (department) WHERE department IS NOT NULL;

-- No mail about what is due on the device before that day: of one kind of plan (or breakdown), or all.
CREATE TABLE snooze (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id), kind TEXT, until TEXT NOT NULL, reason TEXT
) STRICT;
CREATE INDEX snooze_device ON snooze (device, until);
CREATE INDEX snooze_until ON snooze (until);

-- A message that was delivered, and each thing it told: the ledger.
CREATE TABLE message (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  recipient INTEGER NOT NULL REFERENCES recipient (id),
  day TEXT NOT NULL, message_id TEXT NOT NULL, subject TEXT NOT NULL,
  delivered_by TEXT NOT NULL, delivered_at TEXT NOT NULL
) STRICT;
CREATE INDEX message_recipient ON message (recipient);

CREATE TABLE told (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  message INTEGER NOT NULL REFERENCES message (id),
  recipient INTEGER NOT NULL REFERENCES recipient (id),
  device INTEGER NOT NULL REFERENCES device (id),
  item TEXT NOT NULL,                -- plan:NAME or breakdown:NUMBER
  why TEXT NOT NULL,                 -- new, worse, still, cleared
  day TEXT NOT NULL, due_on TEXT NOT NULL, step INTEGER NOT NULL
) STRICT;
CREATE INDEX told_item ON told (recipient, device, item, id) WHERE live = 1;
CREATE INDEX told_device ON told (device);
CREATE INDEX told_message ON told (message);

-- The way out of this machine, no part of the journal: a message that is under way or was not delivered yet, kept as it
-- was made so that it goes again with the same Message-ID. Gone once it is delivered.
CREATE TABLE outgoing (
  id INTEGER PRIMARY KEY,
  recipient INTEGER NOT NULL UNIQUE REFERENCES recipient (id),
  day TEXT NOT NULL, message_id TEXT NOT NULL, subject TEXT NOT NULL, text BLOB NOT NULL,
  made_at TEXT NOT NULL, attempts INTEGER NOT NULL,
  claimed_by TEXT,                   -- the process that delivers it now
  error TEXT                         -- why it was not delivered
) STRICT;
CREATE TABLE outgoing_item (
  outgoing INTEGER NOT NULL, device INTEGER NOT NULL, item TEXT NOT NULL,
  why TEXT NOT NULL, due_on TEXT NOT NULL, step INTEGER NOT NULL,
  PRIMARY KEY (outgoing, device, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE alert_run (
  id INTEGER PRIMARY KEY, ran_at TEXT NOT NULL, day TEXT NOT NULL, told INTEGER NOT NULL, failed INTEGER NOT NULL
) STRICT;
