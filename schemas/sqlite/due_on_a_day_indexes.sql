-- Of the table of due_on_a_day.sql, once it is filled. A list is sorted when it is asked for: that costs less than an index
-- of all that is on none.
CREATE INDEX temp.due_device_then ON due (device);
CREATE INDEX temp.due_department_then ON due (department, closes_on) WHERE closes_on IS NOT NULL;
