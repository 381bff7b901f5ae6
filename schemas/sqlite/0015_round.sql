-- Rounds: a walk through a ward, a room or a type's devices, and what was found at each device.

CREATE TABLE round (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  number INTEGER NOT NULL,
  facility INTEGER REFERENCES facility (id), department INTEGER REFERENCES department (id),
  type INTEGER REFERENCES type (id), room TEXT,
  within_days INTEGER NOT NULL, begun_at TEXT NOT NULL, closed_at TEXT, done_by TEXT
) STRICT;
CREATE INDEX round_number ON round (number);

-- A device was stood before, or looked for. Without a device: a tag that is not registered.
CREATE TABLE visit (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  round INTEGER REFERENCES round (id), device INTEGER REFERENCES device (id), tag TEXT,
  visited_on TEXT NOT NULL, visited_at TEXT NOT NULL,
  department INTEGER REFERENCES department (id), room TEXT,   -- where, as far as the round tells
  outcome TEXT NOT NULL, note TEXT, done_by TEXT
) STRICT;
CREATE INDEX visit_round ON visit (round);
CREATE INDEX visit_device ON visit (device, visited_on) WHERE device IS NOT NULL;
CREATE INDEX device_room ON device (now_room) WHERE now_room IS NOT NULL;
