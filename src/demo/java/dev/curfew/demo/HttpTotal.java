package dev.curfew.demo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often the program's own clients got one answer to one request, and how fast.
 *
 * @param answer such as {@code status 200}
 */
record HttpTotal(String request, String answer, int count, long minMillis, long maxMillis) {
  private static final Pattern TOTAL =
      Pattern.compile("(\\S+), ([^:]+): (\\d+) times, (\\d+) to (\\d+) ms");

  static List<HttpTotal> of(Journal journal) {
    return journal.of("http").stream().map(HttpTotal::parse).toList();
  }

  private static HttpTotal parse(String text) {
    Matcher m = TOTAL.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a total: " + text);
    }
    return new HttpTotal(
        m.group(1),
        m.group(2),
        Integer.parseInt(m.group(3)),
        Long.parseLong(m.group(4)),
        Long.parseLong(m.group(5)));
  }

  boolean isOf(String wanted) {
    return request.equals(wanted);
  }

  @Override
  public String toString() {
    return count + " x " + answer + " (" + minMillis + " to " + maxMillis + " ms)";
  }
}
