package dev.curfew.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Record files as JVMs leave them. */
public final class Lines {
  /** No such process has ever been. */
  public static final RecordingJvm GONE =
      new RecordingJvm("nowhere", 4_000_000_000L, Instant.parse("2026-01-01T00:00:00Z"));

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private Lines() {}

  /** Of a call that has run out of time. */
  public static String expired(long id) {
    return line("expired", id, "TIMEOUT", "null", "GRACE");
  }

  /** Of a call that was still running when its grace was over. */
  public static String abandoned(long id) {
    return line("abandoned", id, "ABANDONED", "null", "ABANDONED");
  }

  /** Of a call that has ended after that. */
  public static String ended(long id) {
    return line("ended", id, "TIMEOUT", "\"" + START.plusSeconds(id + 9) + "\"", "TIMEOUT");
  }

  /** Of what the application had. */
  public static String partialResult(long id) {
    return "{\"event\":\"partial_result\",\"id\":"
        + id
        + ",\"rule\":\"import\",\"partialResult\":{\"rows\":7},\"jvm\":{\"host\":\"h\",\"pid\":1}}\n";
  }

  private static String line(String event, long id, String status, String end, String last) {
    return ("{'event':'%s','id':%d,'rule':'import','path':'nightly / import','status':'%s',"
            + "'reason':'deadline','start':'%s','end':%s,'elapsedMillis':2500,"
            + "'timeoutMillis':2000,'history':[{'status':'ACTIVE'},{'status':'%s'}],"
            + "'thread':{'name':'worker Zürich','id':42,'virtual':false},"
            + "'jvm':{'host':'nowhere','pid':4000000000}}\n")
        .replace('\'', '"')
        .formatted(event, id, status, START.plusSeconds(id), end, last);
  }

  /** Writes a file of this JVM; returns it. */
  public static Path write(Path directory, RecordingJvm jvm, int number, String... lines)
      throws IOException {
    Path file = directory.resolve(RecordFileName.of(jvm, number).toString());
    return Files.writeString(file, String.join("", List.of(lines)));
  }
}
