-- The imports: which file each read, and what became of its rows. Its journal entry has the rest.
CREATE TABLE import (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  of TEXT NOT NULL,                  -- devices, log, plans
  file TEXT NOT NULL, digest TEXT NOT NULL,  -- SHA-256 of its bytes, as sha256sum prints it
  made INTEGER NOT NULL, changed INTEGER NOT NULL, unchanged INTEGER NOT NULL, refused INTEGER NOT NULL
) STRICT;

-- What undoing asks: who names a thing that goes.
CREATE INDEX device_parent ON device (parent) WHERE parent IS NOT NULL;
CREATE INDEX plan_type ON plan (type) WHERE type IS NOT NULL;
CREATE INDEX plan_model ON plan (model) WHERE model IS NOT NULL;
CREATE INDEX service_breakdown ON service (breakdown) WHERE breakdown IS NOT NULL;
