package dev.curfew.cli;

import dev.curfew.history.RecordedCall;
import dev.curfew.manage.Table;
import dev.curfew.manage.Tables;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Records as people read them. */
final class RecordsTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private RecordsTable() {}

  /** One line for the headings and one for each call. */
  static List<String> of(List<RecordedCall> calls) {
    Table table =
        new Table()
            .left("BEGAN (UTC)")
            .left("STATUS")
            .left("REASON")
            .right("ELAPSED")
            .right("TIMEOUT")
            .left("HOST")
            .right("PID")
            .right("ID")
            .left("THREAD")
            .left("PATH");
    for (RecordedCall call : calls) {
      table.row(
          TIME.format(call.start()),
          call.status(),
          call.reason().isEmpty() ? "-" : call.reason(),
          Tables.duration(call.elapsedMillis()),
          Tables.duration(call.timeoutMillis()),
          call.host(),
          call.pid(),
          call.id(),
          call.thread(),
          call.path());
    }
    return table.lines();
  }
}
