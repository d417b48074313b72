package dev.curfew.history;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** One line of a record file: what was known of a call at one event. */
final class RecordLine {
  private RecordLine() {}

  /** Null when it is torn, or no record. */
  static @Nullable JsonObject parse(String line) {
    try {
      return JsonParser.parseString(line) instanceof JsonObject object && isWhole(object)
          ? object
          : null;
    } catch (JsonParseException e) {
      return null;
    }
  }

  /** Has what whoever shows a record relies on. */
  private static boolean isWhole(JsonObject o) {
    return isText(o, "event") && isNumber(o, "id") && (isPartialResult(o) || isCall(o));
  }

  /** What the application had of the call by its timeout, and nothing else. */
  static boolean isPartialResult(JsonObject o) {
    return o.has("partialResult") && !o.has("status");
  }

  private static boolean isCall(JsonObject o) {
    return isText(o, "path")
        && isText(o, "status")
        && isTime(o, "start")
        && isNumber(o, "elapsedMillis")
        && o.get("thread") instanceof JsonObject thread
        && isText(thread, "name")
        && o.get("jvm") instanceof JsonObject jvm
        && isText(jvm, "host")
        && isNumber(jvm, "pid");
  }

  private static boolean isText(JsonObject o, String key) {
    return o.get(key) instanceof JsonPrimitive value && value.isString();
  }

  private static boolean isNumber(JsonObject o, String key) {
    return o.get(key) instanceof JsonPrimitive value && value.isNumber();
  }

  private static boolean isTime(JsonObject o, String key) {
    try {
      return isText(o, key) && Instant.parse(o.get(key).getAsString()).isBefore(Instant.MAX);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  static boolean hasEnd(JsonObject line) {
    JsonElement end = line.get("end");
    return end != null && !end.isJsonNull();
  }
}
