package dev.curfew.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Curfew wrote of one call.
 *
 * @param json its last line
 */
record TimeoutRecord(JsonObject json) {

  /** All records of a directory; of a call with several lines the last one holds. */
  static List<TimeoutRecord> readAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return parse(
          files
              .filter(f -> f.toString().endsWith(".jsonl"))
              .sorted()
              .flatMap(TimeoutRecord::linesOf));
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<TimeoutRecord> parse(Stream<String> lines) {
    Map<Long, TimeoutRecord> byId = new LinkedHashMap<>();
    lines.forEach(
        line -> {
          TimeoutRecord record = new TimeoutRecord(JsonParser.parseString(line).getAsJsonObject());
          byId.put(record.id(), record);
        });
    return new ArrayList<>(byId.values());
  }

  long id() {
    return json.get("id").getAsLong();
  }

  String rule() {
    return text("rule");
  }

  String path() {
    return text("path");
  }

  String status() {
    return text("status");
  }

  /** Who cancelled the timer; empty: nobody. */
  String cancelledBy() {
    return text("cancelledBy");
  }

  String thread() {
    return json.getAsJsonObject("thread").get("name").getAsString();
  }

  Duration elapsed() {
    return Duration.ofMillis(json.get("elapsedMillis").getAsLong());
  }

  /** By the wall clock, from the two instants. */
  Duration span() {
    return Duration.between(Instant.parse(text("start")), Instant.parse(text("end")));
  }

  List<String> history() {
    List<String> statuses = new ArrayList<>();
    for (JsonElement change : json.getAsJsonArray("history")) {
      statuses.add(change.getAsJsonObject().get("status").getAsString());
    }
    return statuses;
  }

  /** True when the stack that was taken at the deadline has such a frame. */
  boolean expiredIn(String frame) {
    JsonArray stack = json.getAsJsonObject("stacks").getAsJsonArray("expiry");
    if (stack != null) {
      for (JsonElement element : stack) {
        if (element.getAsString().contains(frame)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The line without what makes it long. */
  String brief() {
    JsonObject brief = json.deepCopy();
    brief.remove("stacks");
    brief.remove("jvm");
    return brief.toString();
  }

  private String text(String key) {
    JsonElement value = json.get(key);
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }
}
