-- The log: what was done, what was tried, what broke down.

CREATE TABLE service (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id),
  name TEXT NOT NULL, name_key TEXT NOT NULL, kind TEXT NOT NULL,   -- of the plan it belongs to
  done_on TEXT NOT NULL, result TEXT NOT NULL, extra INTEGER NOT NULL, counts_for TEXT,
  done_by TEXT, minutes INTEGER, cost TEXT, note TEXT,
  breakdown INTEGER,                                                -- the repair that served the plan
  tick INTEGER NOT NULL                                             -- of its entry: settles the order within a day
) STRICT;
CREATE INDEX service_device ON service (device, done_on, tick);

CREATE TABLE attempt (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id),
  name TEXT NOT NULL, name_key TEXT NOT NULL, kind TEXT NOT NULL,
  tried_on TEXT NOT NULL, because TEXT NOT NULL, done_by TEXT, note TEXT
) STRICT;
CREATE INDEX attempt_device ON attempt (device, tried_on);

-- A work order for a breakdown. Its number is the site's code and a running number.
CREATE TABLE breakdown (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  number TEXT NOT NULL, number_key TEXT NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id),
  symptom TEXT NOT NULL, severity INTEGER, effect TEXT NOT NULL,
  service INTEGER REFERENCES service (id),                          -- the failed inspection that raised it
  reported_by TEXT,
  failed_at TEXT, reported_at TEXT NOT NULL, acknowledged_at TEXT, arrived_at TEXT, started_at TEXT,
  completed_at TEXT, verified_at TEXT, returned_at TEXT, closed_at TEXT,
  cause TEXT, action TEXT, done_by TEXT, minutes INTEGER, cost TEXT, note TEXT,
  serves TEXT, without_retest TEXT
) STRICT;
CREATE INDEX breakdown_number ON breakdown (number_key);
CREATE INDEX breakdown_device ON breakdown (device);
CREATE INDEX breakdown_open ON breakdown (device) WHERE closed_at IS NULL AND live = 1;
CREATE INDEX breakdown_service ON breakdown (service) WHERE service IS NOT NULL;

CREATE TABLE waiting (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  breakdown INTEGER NOT NULL REFERENCES breakdown (id),
  awaits TEXT NOT NULL, since TEXT NOT NULL, expected_on TEXT, until TEXT, note TEXT
) STRICT;
CREATE INDEX waiting_breakdown ON waiting (breakdown);
