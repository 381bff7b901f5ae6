-- A scan of a tag that no device has, known again by its day.
CREATE INDEX visit_unknown ON visit (visited_on) WHERE device IS NULL;
