-- The register: places, the lists of types, makers and models, and the devices.
-- Every table of things: id is the journal row that made it, last the latest one about it, live 0 where it was voided.

CREATE TABLE facility (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  code TEXT NOT NULL, code_key TEXT NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL, country TEXT, note TEXT
) STRICT;
CREATE INDEX facility_code ON facility (code_key);

CREATE TABLE department (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  facility INTEGER NOT NULL REFERENCES facility (id),
  code TEXT, code_key TEXT, name TEXT NOT NULL, name_key TEXT NOT NULL, phone TEXT, note TEXT
) STRICT;
CREATE INDEX department_facility ON department (facility, name_key);

-- root: the entry of the list that this one was merged into (itself where it was not); shown: the name that stands for it.
CREATE TABLE type (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  name TEXT NOT NULL, name_key TEXT NOT NULL, same_as INTEGER REFERENCES type (id),
  root INTEGER NOT NULL, shown TEXT NOT NULL
) STRICT;
CREATE INDEX type_name ON type (name_key);
CREATE INDEX type_root ON type (root);

CREATE TABLE maker (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  name TEXT NOT NULL, name_key TEXT NOT NULL, same_as INTEGER REFERENCES maker (id),
  root INTEGER NOT NULL, shown TEXT NOT NULL
) STRICT;
CREATE INDEX maker_name ON maker (name_key);
CREATE INDEX maker_root ON maker (root);

CREATE TABLE model (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  maker INTEGER REFERENCES maker (id),
  name TEXT NOT NULL, name_key TEXT NOT NULL, same_as INTEGER REFERENCES model (id),
  root INTEGER NOT NULL, shown TEXT NOT NULL
) STRICT;
CREATE INDEX model_name ON model (maker, name_key);
CREATE INDEX model_root ON model (root);

CREATE TABLE device (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  tag TEXT NOT NULL, tag_key TEXT NOT NULL,
  description TEXT,
  type INTEGER REFERENCES type (id),
  maker INTEGER REFERENCES maker (id),
  model INTEGER REFERENCES model (id),
  serial TEXT, serial_key TEXT,
  department INTEGER REFERENCES department (id), room TEXT,      -- where it was registered; moves are in placement
  in_service_on TEXT, purchased_on TEXT, warranty_until TEXT, support_until TEXT,
  cost TEXT, currency TEXT, supplier TEXT, provider TEXT, contract TEXT,
  ownership TEXT, funder TEXT, donor TEXT,
  codes TEXT, udi TEXT, lot TEXT, manufactured_on TEXT, software TEXT,
  power TEXT, service_needs TEXT, electrical_class TEXT, applied_part TEXT, criticality TEXT,
  parent INTEGER REFERENCES device (id),
  seen_on TEXT, import_ref TEXT, note TEXT,
  -- worked out from dated facts, as of the last change
  now_department INTEGER REFERENCES department (id), now_room TEXT,
  lifecycle TEXT NOT NULL, operating TEXT NOT NULL, condition TEXT, usage TEXT,
  open_breakdown INTEGER
) STRICT;
CREATE INDEX device_tag ON device (tag_key);
CREATE INDEX device_serial ON device (serial_key) WHERE serial_key IS NOT NULL;
CREATE INDEX device_import_ref ON device (import_ref) WHERE import_ref IS NOT NULL;
CREATE INDEX device_department ON device (now_department, tag_key);
CREATE INDEX device_type ON device (type);
CREATE INDEX device_maker ON device (maker);
CREATE INDEX device_model ON device (model);

CREATE TABLE alias (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id), tag TEXT NOT NULL, tag_key TEXT NOT NULL
) STRICT;
CREATE INDEX alias_tag ON alias (tag_key);
CREATE INDEX alias_device ON alias (device);

CREATE TABLE placement (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id), since TEXT NOT NULL,
  department INTEGER REFERENCES department (id), room TEXT, reason TEXT
) STRICT;
CREATE INDEX placement_device ON placement (device, since);

-- One of the four axes of a device's status from a date on: lifecycle, operating, condition or usage.
CREATE TABLE status (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id), axis TEXT NOT NULL, since TEXT NOT NULL,
  value TEXT NOT NULL, reason TEXT
) STRICT;
CREATE INDEX status_device ON status (device, axis, since);

-- The words by which a device is found, folded: letters, digits and single blanks, which the plainest tokenizer tells
-- apart. A cache.
CREATE TABLE device_text (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE device_find USING fts5 (
  words, content = 'device_text', content_rowid = 'id', detail = none, columnsize = 0, tokenize = 'ascii'
);
