-- The inspections that were corrected or undone: few, and asked for by a file that is imported again.
CREATE INDEX service_changed ON service (device) WHERE last <> id OR live = 0;
