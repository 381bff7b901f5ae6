-- What is due on a device and how often: a device's own plans, and rules that a type or a model gives to all its devices.

CREATE TABLE plan (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  device INTEGER REFERENCES device (id),
  type INTEGER REFERENCES type (id),
  model INTEGER REFERENCES model (id),
  name TEXT NOT NULL, name_key TEXT NOT NULL, kind TEXT NOT NULL
) STRICT;
CREATE INDEX plan_device ON plan (device) WHERE device IS NOT NULL;
CREATE INDEX plan_rule ON plan (id) WHERE device IS NULL;

-- The terms of a plan from a date on; those before stay as they were.
CREATE TABLE terms (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  plan INTEGER NOT NULL REFERENCES plan (id), since TEXT NOT NULL,
  every TEXT NOT NULL, basis TEXT NOT NULL, anchor TEXT,
  before_days INTEGER NOT NULL, after_days INTEGER NOT NULL, lead_days INTEGER NOT NULL,
  ended INTEGER NOT NULL, reason TEXT
) STRICT;
CREATE INDEX terms_plan ON terms (plan, since);

-- A device's plan of that name (all its plans where none is named) is held from a date on, or goes on again.
CREATE TABLE suspension (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id), name TEXT, name_key TEXT,
  since TEXT NOT NULL, suspended INTEGER NOT NULL, reason TEXT
) STRICT;
CREATE INDEX suspension_device ON suspension (device, since);
