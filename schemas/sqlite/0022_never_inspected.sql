-- What is overdue and was never done, counted by department without a look at the rows.
CREATE INDEX due_never ON due (department, closes_on, last_done_on) WHERE last_done_on IS NULL AND closes_on IS NOT NULL;
