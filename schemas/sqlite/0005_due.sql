-- What is due: one row for each plan a device has, worked out from the facts above. A cache: `check` makes it again.
-- closes_on and the dates before it are absent while the plan is suspended or ended.

CREATE TABLE due (
  device INTEGER NOT NULL REFERENCES device (id),
  name_key TEXT NOT NULL,
  plan INTEGER NOT NULL REFERENCES plan (id),   -- the device's own, or the rule that gives it
  name TEXT NOT NULL, kind TEXT NOT NULL,
  tag_key TEXT NOT NULL, department INTEGER,
  state TEXT NOT NULL,                          -- open, retest, suspended, ended
  soon_on TEXT, opens_on TEXT, due_on TEXT, closes_on TEXT,
  last_done_on TEXT,
  PRIMARY KEY (device, name_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_late ON due (closes_on, tag_key, name_key) WHERE closes_on IS NOT NULL;
CREATE INDEX due_department ON due (department, closes_on, tag_key, name_key) WHERE closes_on IS NOT NULL;
CREATE INDEX due_soon ON due (soon_on) WHERE soon_on IS NOT NULL;

-- The days on which facts already known change what is due, so that the cached rows of that device must be made again.
CREATE TABLE due_change (
  device INTEGER NOT NULL, changes_on TEXT NOT NULL,
  PRIMARY KEY (device)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_change_on ON due_change (changes_on);

-- The day up to which the cache has taken the facts into account.
CREATE TABLE due_settled (id INTEGER PRIMARY KEY, settled_on TEXT NOT NULL) STRICT;
