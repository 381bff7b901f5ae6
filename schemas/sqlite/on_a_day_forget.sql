-- What on_a_day_begin.sql and on_a_day_end.sql made gives way to the store's own rows again.
DROP VIEW IF EXISTS temp.device;
DROP TABLE IF EXISTS temp.device_then;
DROP TABLE IF EXISTS temp.due;
