package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A glob")
class GlobTest {

  @ParameterizedTest(name = "{0} {2} {1}")
  @DisplayName("matches within names with one star, across them with two")
  @CsvSource({
    "a.B,          a.B,        true",
    "a.B,          a.Bc,       false",
    "a.*,          a.B,        true",
    "a.*,          a.,         true",
    "a.*,          a.b.C,      false",
    "a.*,          a.B$C,      false",
    "a.*$*,        a.B$C,      true",
    "a.*Job,       a.ImportJob, true",
    "a.*Job,       a.JobJob,   true",
    "a.*Job,       a.JobX,     false",
    "a.*o*b*,      a.Foobar,   true",
    "a.*.C,        a.b.C,      true",
    "a.*.C,        a.b.c.C,    false",
    "a.**,         a.B,        true",
    "a.**,         a.b.C$D,    true",
    "a.**,         ax.B,       false",
    "a.**.C,       a.C,        true",
    "a.**.C,       a.b.C,      true",
    "a.**.C,       a.b.c.C,    true",
    "a.**.C,       a.XC,       false",
    "a.**C,        a.XC,       true",
    "a.**C,        a.b.XC,     true",
    "**.C,         C,          true",
    "**.C,         a.b.C,      true",
    "**.C,         BC,         false",
    "a**.C,        a.C,        true",
    "a**.C,        ab.c.C,     true",
    "**,           a.b.C$D,    true",
    "**.*Impl$*,   a.b.XImpl$1, true",
    "**.a.**.*J*b, x.a.y.Job,  true",
    "**.a.**.*J*b, x.b.y.Job,  false"
  })
  void matches(String pattern, String name, boolean expected) {
    assertThat(Glob.matches(pattern, name)).isEqualTo(expected);
  }

  @Test
  @DisplayName("matches the same names as the regular expression that says what its stars mean")
  void agreesWithARegularExpression() {
    Random random = new Random(20261123);
    int matched = 0;
    for (int i = 0; i < 200_000; i++) {
      String pattern = random(random, "ab.$***", 9).replace("***", "**");
      String name = random(random, "aabb..$", 9);
      boolean expected = regex(pattern).matcher(name).matches();

      assertThat(Glob.matches(pattern, name)).as("%s of %s", pattern, name).isEqualTo(expected);
      matched += expected ? 1 : 0;
    }
    assertThat(matched).as("both answers are common").isBetween(10_000, 190_000);
  }

  private static String random(Random random, String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(most); left >= 0; left--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static Pattern regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      if (glob.startsWith("**.", i) && (i == 0 || glob.charAt(i - 1) == '.')) {
        regex.append("(?:.*\\.)?");
        i += 3;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        regex.append(glob.charAt(i) == '*' ? "[^.$]*" : Pattern.quote(glob.substring(i, i + 1)));
        i++;
      }
    }
    return Pattern.compile(regex.toString());
  }
}
