-- How much harm a failing device of this type may do: the hospital's own judgement.
ALTER TABLE type ADD COLUMN risk TEXT;

-- From a day on, the first due date of a device's plan of that name, whichever plan or rule gives it.
CREATE TABLE first_due (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id), name TEXT NOT NULL, name_key TEXT NOT NULL,
  since TEXT NOT NULL, due_on TEXT NOT NULL
) STRICT;
CREATE INDEX first_due_device ON first_due (device, since);
CREATE INDEX first_due_on ON first_due (due_on);
