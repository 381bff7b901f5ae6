-- What was or will be due on a day that the cached rows do not answer for, and the devices that stood otherwise on that day
-- than their rows say: to be filled, then on_a_day_end.sql lays them before the tables of the same names.
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
CREATE TEMPORARY TABLE device_then (
  id INTEGER PRIMARY KEY,
  now_department INTEGER, now_room TEXT, lifecycle TEXT NOT NULL, condition TEXT, usage TEXT,
  operating TEXT NOT NULL, open_breakdown INTEGER
) STRICT;
