package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.Timeouts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Names of calls and names of rules")
class SameNamesTest {
  @Test
  @DisplayName("are plain in the same way, whatever the character and its place")
  void same() {
    assertThat(isPlainToTheApi("")).isEqualTo(RuleNames.isPlain(""));
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      for (String name : new String[] {"" + (char) c, (char) c + "a", "a" + (char) c + "a"}) {
        assertThat(isPlainToTheApi(name)).as("%04x", c).isEqualTo(RuleNames.isPlain(name));
      }
    }
  }

  private static boolean isPlainToTheApi(String name) {
    try {
      Timeouts.start(name, TimeoutOptions.inherited()).close();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
