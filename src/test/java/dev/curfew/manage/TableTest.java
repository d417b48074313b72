package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Text for people")
class TableTest {

  @Test
  @DisplayName("stands in columns, numbers to the right, without blanks at the end of a line")
  void columns() {
    Table table = new Table().right("N").left("NAME").left("X");
    table.row(1, "a long name", "");
    table.row(1000, "b", "c");

    assertThat(table.lines())
        .containsExactly("   N  NAME         X", "   1  a long name", "1000  b            c");
  }

  @Test
  @DisplayName("takes a row only with a cell for each column")
  void cells() {
    assertThatThrownBy(() -> new Table().left("A").row("a", "b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("keeps what can be seen, in any script")
  void printable() {
    assertThat(Printable.of("Zürich / 東京 / 🚀 \\")).isEqualTo("Zürich / 東京 / 🚀 \\");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "10, \\u000a",
    "27, \\u001b",
    "127, \\u007f",
    "155, \\u009b",
    "8238, \\u202e",
    "8232, \\u2028"
  })
  @DisplayName("has an escape for what moves the cursor, breaks the line or reorders the text")
  void unprintable(int character, String escape) {
    assertThat(Printable.of("a" + (char) character + "b")).isEqualTo("a" + escape + "b");
  }
}
