package dev.curfew.api;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of strings, numbers, booleans and nulls: all that the values of this package
 * need, and this package has nothing but the JDK. As RFC 8259 has it, but no lists, no objects
 * inside, and no key twice.
 */
final class FlatJson {
  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException with the place, for anything else
   */
  static Map<String, @Nullable Object> read(String text) {
    return new FlatJson(text).object();
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    expect('{');
    if (next() != '}') {
      do {
        String key = string();
        expect(':');
        if (object.containsKey(key)) {
          throw wrong("the key '" + key + "' a second time");
        }
        object.put(key, value());
      } while (skipComma());
    }
    expect('}');
    next();
    if (at < text.length()) {
      throw wrong("more than one object");
    }
    return object;
  }

  private boolean skipComma() {
    if (next() == ',') {
      at++;
      return true;
    }
    return false;
  }

  private @Nullable Object value() {
    char c = next();
    if (c == '"') {
      return string();
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
      return number();
    }
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return switch (text.substring(start, at)) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> throw wrong("no string, number, true, false or null");
    };
  }

  private Number number() {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    if (!digits.matches("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")) {
      throw wrong("no number: " + digits);
    }
    return new BigDecimal(digits);
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = take();
      if (c == '"') {
        return value.toString();
      }
      if (c < ' ') {
        throw wrong("a control character in a string");
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = take();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an unknown escape");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = take();
      int digit = c < 128 ? Character.digit(c, 16) : -1; // it knows other scripts' digits too
      if (digit < 0) {
        throw wrong("four hexadecimal digits are missing");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private char take() {
    if (at == text.length()) {
      throw wrong("it ends here");
    }
    return text.charAt(at++);
  }

  /** The next character that is no blank, which stays; 0 at the end. */
  private char next() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at == text.length() ? 0 : text.charAt(at);
  }

  private void expect(char c) {
    if (next() != c) {
      throw wrong("there is no " + c);
    }
    at++;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("not a flat JSON object, at character " + at + ": " + what);
  }

  /** The other way round; values are strings, numbers, booleans or null. */
  static String write(Map<String, ? extends @Nullable Object> object) {
    StringBuilder json = new StringBuilder("{");
    for (Map.Entry<String, ?> entry : object.entrySet()) {
      json.append(json.length() == 1 ? "" : ",");
      quote(entry.getKey(), json);
      json.append(':');
      if (entry.getValue() instanceof String s) {
        quote(s, json);
      } else {
        json.append(entry.getValue());
      }
    }
    return json.append('}').toString();
  }

  private static void quote(String s, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
