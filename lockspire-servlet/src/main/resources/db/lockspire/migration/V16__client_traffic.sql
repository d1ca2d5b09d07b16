-- What the accepted requests of each client were like, by the day: what a preview of a stricter policy
-- is judged on. Added up by every node off the request path; kept for a little more than a week.
CREATE TABLE lockspire_client_traffic (
  client_id text NOT NULL,
  day timestamptz(0) NOT NULL,
  trait text NOT NULL,
  requests bigint NOT NULL,
  last_seen timestamptz(0) NOT NULL,
  PRIMARY KEY (client_id, day, trait)
) WITH (fillfactor = 70);
CREATE INDEX lockspire_client_traffic_day ON lockspire_client_traffic (day);
