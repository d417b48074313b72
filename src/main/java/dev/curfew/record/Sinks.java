package dev.curfew.record;

import dev.curfew.config.Configuration;
import java.nio.charset.StandardCharsets;

/** Where entries go: the log and the records, as one configuration has them. */
record Sinks(Configuration configuration, EventLog log, RecordJson json, RecordStore store) {
  void add(long id, String line, boolean expiry) {
    store.add(new RecordFile.Line(id, (line + "\n").getBytes(StandardCharsets.UTF_8), expiry));
  }
}
