-- On which machines the store was written: a row in the first entry that each made after another. A copy of the file
-- that is used beside it is another site's in all but name, and this is how it is found out.
CREATE TABLE machine (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  digest TEXT NOT NULL,              -- SHA-256 of what makes it this machine and no other
  name TEXT NOT NULL,                -- of the host
  born INTEGER,                      -- the file it wrote was made then, in milliseconds since 1970, where that is known
  accepted_on TEXT                   -- the day on which somebody said that it is right here
) STRICT;
