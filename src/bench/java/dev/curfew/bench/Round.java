package dev.curfew.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What one JMH run measured.
 *
 * @param feature of the JDK it ran on
 * @param scores by benchmark, such as {@code Woven.call}, in the order they ran
 */
record Round(int feature, Map<String, Score> scores) {

  /**
   * @param nanos per operation: the median of the iterations
   * @param bytes allocated per operation, by all threads of the JVM
   */
  record Score(double nanos, double bytes) {}

  /** Reads JMH's JSON. */
  static Round read(Path json) throws IOException {
    try (Reader reader = Files.newBufferedReader(json)) {
      return of(JsonParser.parseReader(reader).getAsJsonArray());
    }
  }

  private static Round of(JsonArray results) {
    Map<String, Score> scores = new LinkedHashMap<>();
    int feature = 0;
    for (JsonElement element : results) {
      JsonObject result = element.getAsJsonObject();
      feature = Runtime.Version.parse(result.get("jdkVersion").getAsString()).feature();
      scores.put(shortName(result.get("benchmark").getAsString()), score(result));
    }
    return new Round(feature, Collections.unmodifiableMap(scores));
  }

  private static Score score(JsonObject result) {
    JsonObject bytes =
        result.getAsJsonObject("secondaryMetrics").getAsJsonObject("gc.alloc.rate.norm");
    double[] iterations =
        StreamSupport.stream(
                result.getAsJsonObject("primaryMetric").getAsJsonArray("rawData").spliterator(),
                false)
            .flatMap(fork -> StreamSupport.stream(fork.getAsJsonArray().spliterator(), false))
            .mapToDouble(JsonElement::getAsDouble)
            .toArray();
    return new Score(Median.of(iterations), bytes.get("score").getAsDouble());
  }

  /** {@code a.b.Type.method} without its package. */
  private static String shortName(String benchmark) {
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  double nanos(String benchmark) {
    return score(benchmark).nanos;
  }

  double bytes(String benchmark) {
    return score(benchmark).bytes;
  }

  private Score score(String benchmark) {
    Score score = scores.get(benchmark);
    if (score == null) {
      throw new IllegalArgumentException(benchmark + " was not measured on JDK " + feature);
    }
    return score;
  }
}
