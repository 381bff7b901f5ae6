-- The devices as they stood on a day in the past: a copy, in which what follows from dated facts is worked out anew. It
-- stands before the table of the same name.
CREATE TEMPORARY TABLE device (
  id INTEGER PRIMARY KEY, last INTEGER, live INTEGER,
  tag TEXT, tag_key TEXT, description TEXT, type INTEGER, maker INTEGER, model INTEGER, serial TEXT, serial_key TEXT,
  department INTEGER, room TEXT, in_service_on TEXT, purchased_on TEXT, warranty_until TEXT, support_until TEXT,
  cost TEXT, currency TEXT, supplier TEXT, provider TEXT, contract TEXT, ownership TEXT, funder TEXT, donor TEXT,
  codes TEXT, udi TEXT, lot TEXT, manufactured_on TEXT, software TEXT, power TEXT, service_needs TEXT,
  electrical_class TEXT, applied_part TEXT, criticality TEXT, parent INTEGER, seen_on TEXT, import_ref TEXT, note TEXT,
  now_department INTEGER, now_room TEXT, lifecycle TEXT, operating TEXT, condition TEXT, usage TEXT,
  open_breakdown INTEGER, extra TEXT
) STRICT;
INSERT INTO temp.device
  SELECT id, last, live, tag, tag_key, description, type, maker, model, serial, serial_key, department, room,
         in_service_on, purchased_on, warranty_until, support_until, cost, currency, supplier, provider, contract,
         ownership, funder, donor, codes, udi, lot, manufactured_on, software, power, service_needs, electrical_class,
         applied_part, criticality, parent, seen_on, import_ref, note, now_department, now_room, lifecycle, operating,
         condition, usage, open_breakdown, extra
  FROM main.device;
CREATE INDEX temp.device_tag_then ON device (tag_key);
