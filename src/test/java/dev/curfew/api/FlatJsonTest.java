package dev.curfew.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
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
        "{\"a\":\"\n\"}",
        "{a:1}"
      })
  @DisplayName("is refused with the place when it is anything else")
  void wrong(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlatJson.read(json))
        .withMessageStartingWith("not a flat JSON object, at character ");
  }
}
