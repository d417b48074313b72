package dev.curfew.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call, out of all that was written of it. Immutable.
 *
 * <p>A call that has not ended has the status that it had last, or {@code LOST} when its JVM is
 * gone.
 */
public final class RecordedCall {
  private static final String LOST = "LOST";

  private final JsonObject json;

  private RecordedCall(JsonObject json) {
    this.json = json;
  }

  /**
   * @param last the line that says most
   * @param events of all lines
   * @param partialResult what the application had by the timeout, if it gave any
   * @param jvmRuns whether its JVM may go on with it
   */
  static RecordedCall of(
      JsonObject last, JsonArray events, @Nullable JsonElement partialResult, boolean jvmRuns) {
    JsonObject json = new JsonObject();
    for (Map.Entry<String, JsonElement> entry : last.entrySet()) {
      if (!entry.getKey().equals("event")) {
        json.add(entry.getKey(), entry.getValue());
      }
    }
    if (!RecordLine.hasEnd(last)) {
      String lastStatus = lastStatus(last);
      json.addProperty("status", jvmRuns ? lastStatus : LOST);
      json.addProperty("lastStatus", jvmRuns ? null : lastStatus);
    } else {
      json.addProperty("lastStatus", (String) null);
    }
    json.add("partialResult", partialResult == null ? JsonNull.INSTANCE : partialResult);
    json.add("events", events);
    return new RecordedCall(json);
  }

  /** The line's own says what it is to become: a call that has run out of time is a TIMEOUT. */
  private static String lastStatus(JsonObject line) {
    JsonElement history = line.get("history");
    if (history instanceof JsonArray changes && !changes.isEmpty()) {
      JsonElement last = changes.get(changes.size() - 1);
      return last.getAsJsonObject().get("status").getAsString();
    }
    return line.get("status").getAsString();
  }

  /**
   * All of it: the keys of the record files without {@code event}, {@code events} (all of them),
   * {@code lastStatus} (of a lost call, otherwise null) and {@code partialResult} (or null).
   */
  public JsonObject json() {
    return json.deepCopy();
  }

  /** Of the timer; unique within its JVM. */
  public long id() {
    return json.get("id").getAsLong();
  }

  /** As in the vocabulary. */
  public String status() {
    return text("status");
  }

  /** When the call was first seen. */
  public Instant start() {
    return Instant.parse(text("start"));
  }

  /** Until its end, or until the last that was written of it; in milliseconds. */
  public long elapsedMillis() {
    return json.get("elapsedMillis").getAsLong();
  }

  /** Its own timeout in milliseconds; null: it had none. */
  public @Nullable Long timeoutMillis() {
    JsonElement value = json.get("timeoutMillis");
    return value == null || value.isJsonNull() ? null : value.getAsLong();
  }

  /** Why it timed out; empty: it did not. */
  public String reason() {
    return text("reason");
  }

  /** Rule names from the outermost call to this one. */
  public String path() {
    return text("path");
  }

  /** Name of its thread. */
  public String thread() {
    return json.getAsJsonObject("thread").get("name").getAsString();
  }

  /** Of its JVM. */
  public String host() {
    return json.getAsJsonObject("jvm").get("host").getAsString();
  }

  /** Of its JVM. */
  public long pid() {
    return json.getAsJsonObject("jvm").get("pid").getAsLong();
  }

  private String text(String key) {
    JsonElement value = json.get(key);
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }
}
