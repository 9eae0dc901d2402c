-- What the kinds of events are called, told by the rules that read them, so that an export can say it without the rules.
CREATE TABLE kinds (
  name TEXT PRIMARY KEY,                -- events.kind
  plover TEXT NOT NULL,                 -- PLOVER event type, with its mode after a stroke ("CONSULT/phone"); "NONE": not coded there
  labels_json TEXT NOT NULL             -- language code -> name; level or role -> name in the language of the reports
) STRICT;
