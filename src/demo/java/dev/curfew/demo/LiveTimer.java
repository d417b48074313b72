package dev.curfew.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A timer as {@code list --json} shows it.
 *
 * @param timeoutMillis null for none
 * @param remainingMillis null for no limit
 */
record LiveTimer(
    long id,
    String rule,
    String path,
    String status,
    @Nullable Long timeoutMillis,
    long elapsedMillis,
    @Nullable Long remainingMillis,
    String thread) {

  /** From its start to its deadline; empty for no limit. */
  Optional<Duration> limit() {
    return Optional.ofNullable(remainingMillis).map(m -> Duration.ofMillis(elapsedMillis + m));
  }

  static List<LiveTimer> parse(String json) {
    return StreamSupport.stream(JsonParser.parseString(json).getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(LiveTimer::of)
        .toList();
  }

  private static LiveTimer of(JsonObject o) {
    return new LiveTimer(
        o.get("id").getAsLong(),
        o.get("rule").getAsString(),
        o.get("path").getAsString(),
        o.get("status").getAsString(),
        longOrNull(o.get("timeoutMillis")),
        o.get("elapsedMillis").getAsLong(),
        longOrNull(o.get("remainingMillis")),
        o.get("thread").getAsString());
  }

  private static @Nullable Long longOrNull(JsonElement element) {
    return element.isJsonNull() ? null : element.getAsLong();
  }
}
