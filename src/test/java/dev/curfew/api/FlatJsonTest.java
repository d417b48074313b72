package dev.curfew.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A flat JSON object")
class FlatJsonTest {

  @Test
  @DisplayName("is read with all kinds of values and escapes")
  void read() {
    assertThat(
            FlatJson.read(
                " {\"a\" : \"x\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\",\n\"b\":-1.5e2,\"c\":true,"
                    + "\"d\":false,\"e\":null}\t"))
        .containsExactly(
            Map.entry("a", "x\"\\/\b\f\n\r\té"),
            Map.entry("b", new BigDecimal("-1.5e2")),
            Map.entry("c", true),
            Map.entry("d", false),
            new java.util.AbstractMap.SimpleEntry<>("e", null));
  }

  @Test
  @DisplayName("is written so that others read the same")
  void write() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("k\"\\", "v\n\u0001é");
    object.put("n", 1.5);
    object.put("z", null);
    String json = FlatJson.write(object);
    assertThat(JsonParser.parseString(json).getAsJsonObject().get("k\"\\").getAsString())
        .isEqualTo("v\n\u0001é");
    assertThat(FlatJson.read(json)).containsEntry("k\"\\", "v\n\u0001é").containsEntry("z", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1}{}",
        "{\"a\":{}}",
        "{\"a\":[1]}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":+1}",
        "{\"a\":1e9999}",
        "{\"a\":tru}",
        "{\"a\":\"x}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\\u006\u0661\"}",
        "{\"a\":1}\0",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":\"\n\"}",
        "{a:1}"
      })
  @DisplayName("is refused with the place when it is anything else")
  void wrong(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlatJson.read(json))
        .withMessageStartingWith("not a flat JSON object, at character ");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("is the same again, and to others too, whatever its strings hold")
  void roundTrips(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int key = random.nextInt(6); key > 0; key--) {
        object.put(anyText(random), anyValue(random));
      }

      String json = FlatJson.write(object);

      assertThat(FlatJson.read(json)).isEqualTo(object);
      assertThat(JsonParser.parseString(json).getAsJsonObject().keySet())
          .isEqualTo(object.keySet());
    }
  }

  private static Object anyValue(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> anyText(random);
      case 1 -> new BigDecimal(new BigInteger(60, random), random.nextInt(12));
      case 2 -> random.nextBoolean();
      default -> null;
    };
  }

  /** Quotes, backslashes and control characters are as frequent as all others together. */
  private static String anyText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint(
          random.nextBoolean()
              ? random.nextInt(0x30)
              : "\\/uя\u2028😀".codePointAt(random.nextInt(5)));
    }
    return text.toString();
  }
}
