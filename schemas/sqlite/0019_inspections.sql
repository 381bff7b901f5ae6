-- What due dates take of the inspections of a device stands in their index, in the order in which it is wanted: a walk over
-- all devices reads the index from end to end, and meets no row of the table.
DROP INDEX service_device;
CREATE INDEX service_device ON service (device, done_on, tick, id, live, name_key, kind, result, extra, counts_for);
