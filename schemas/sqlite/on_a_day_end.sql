-- The tables of on_a_day_begin.sql are filled. A list is sorted when it is asked for: that costs less than an index of all
-- that is on none.
CREATE INDEX temp.due_device_then ON due (device);
CREATE INDEX temp.due_department_then ON due (department, closes_on) WHERE closes_on IS NOT NULL;
CREATE TEMPORARY VIEW device AS
  SELECT d.id, d.last, d.live, d.tag, d.tag_key, d.description, d.type, d.maker, d.model, d.serial, d.serial_key,
         d.department, d.room, d.in_service_on, d.purchased_on, d.warranty_until, d.support_until, d.cost, d.currency,
         d.supplier, d.provider, d.contract, d.ownership, d.funder, d.donor, d.codes, d.udi, d.lot, d.manufactured_on,
         d.software, d.power, d.service_needs, d.electrical_class, d.applied_part, d.criticality, d.parent, d.seen_on,
         d.import_ref, d.note, d.extra,
         CASE WHEN t.id IS NULL THEN d.now_department ELSE t.now_department END AS now_department,
         CASE WHEN t.id IS NULL THEN d.now_room ELSE t.now_room END AS now_room,
         CASE WHEN t.id IS NULL THEN d.lifecycle ELSE t.lifecycle END AS lifecycle,
         CASE WHEN t.id IS NULL THEN d.condition ELSE t.condition END AS condition,
         CASE WHEN t.id IS NULL THEN d.usage ELSE t.usage END AS usage,
         CASE WHEN t.id IS NULL THEN d.operating ELSE t.operating END AS operating,
         CASE WHEN t.id IS NULL THEN d.open_breakdown ELSE t.open_breakdown END AS open_breakdown
  FROM main.device d LEFT JOIN temp.device_then t ON t.id = d.id;
