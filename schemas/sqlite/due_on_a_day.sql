-- What was or will be due on a day that the cached rows do not answer for. It stands before the table of the same name, so
-- that every question can be asked of it unchanged.
CREATE TEMPORARY TABLE due (
  device INTEGER NOT NULL,
  name_key TEXT NOT NULL,
  plan INTEGER NOT NULL,
  name TEXT NOT NULL, kind TEXT NOT NULL,
  tag_key TEXT NOT NULL, department INTEGER,
  state TEXT NOT NULL,
  soon_on TEXT, opens_on TEXT, due_on TEXT, closes_on TEXT,
  last_done_on TEXT
) STRICT;
