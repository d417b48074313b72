package dev.curfew.cli;

import static dev.curfew.history.Lines.GONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.history.Lines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command records")
class RecordsCommandTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... words) {
    return Main.run(words, new PrintWriter(out), new PrintWriter(err));
  }

  private JsonArray json() {
    return JsonParser.parseString(out.toString()).getAsJsonArray();
  }

  @Test
  @DisplayName("shows each call in a line, without a JVM that runs")
  void table() throws Exception {
    Lines.write(directory, GONE, 0, Lines.expired(1), Lines.expired(2), Lines.ended(1));

    assertThat(run("records", directory.toString())).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "BEGAN (UTC)          STATUS   REASON    ELAPSED  TIMEOUT  HOST            PID  ID"
                + "  THREAD         PATH",
            "2026-01-02 03:04:06  TIMEOUT  deadline  2s500ms       2s  nowhere  4000000000   1"
                + "  worker Zürich  nightly / import",
            "2026-01-02 03:04:07  LOST     deadline  2s500ms       2s  nowhere  4000000000   2"
                + "  worker Zürich  nightly / import");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  @DisplayName("--json prints all that is known, in ASCII")
  void jsonOutput() throws Exception {
    Lines.write(directory, GONE, 0, Lines.expired(1));

    assertThat(run("records", "--json", directory.toString())).isZero();

    assertThat(out.toString()).matches("\\p{ASCII}+");
    JsonObject call = json().get(0).getAsJsonObject();
    assertThat(call.keySet())
        .contains("id", "rule", "path", "status", "lastStatus", "start", "end", "history")
        .contains("thread", "jvm", "events", "partialResult")
        .doesNotContain("event");
    assertThat(call.getAsJsonObject("thread").get("name").getAsString()).isEqualTo("worker Zürich");
    assertThat(call.get("end").isJsonNull()).isTrue();
  }

  @Test
  @DisplayName("--json prints an empty array when nothing is recorded")
  void empty() {
    assertThat(run("records", "--json", directory.toString())).isZero();

    assertThat(json()).isEmpty();
  }

  @Test
  @DisplayName("--last shows only those that began last")
  void last() throws Exception {
    Lines.write(directory, GONE, 0, Lines.ended(3), Lines.ended(1), Lines.ended(2));

    assertThat(run("records", "--json", "--last", "2", directory.toString())).isZero();

    assertThat(json()).hasSize(2);
    assertThat(json().get(0).getAsJsonObject().get("id").getAsLong()).isEqualTo(2);
    assertThat(json().get(1).getAsJsonObject().get("id").getAsLong()).isEqualTo(3);
  }

  @Test
  @DisplayName("--last shows all when they are fewer")
  void lastOfFew() throws Exception {
    Lines.write(directory, GONE, 0, Lines.ended(1));

    assertThat(run("records", "--json", "--last", "2", directory.toString())).isZero();

    assertThat(json()).hasSize(1);
  }

  @Test
  @DisplayName("says how many incomplete lines it has skipped, and ends with 0")
  void incomplete() throws Exception {
    Lines.write(directory, GONE, 0, Lines.ended(1), "{\"event\":\"expi");

    assertThat(run("records", directory.toString())).isZero();

    assertThat(out.toString().lines()).hasSize(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("curfew: 1 incomplete line skipped");
  }

  @Test
  @DisplayName("shows what can be read and ends with 1 when a file can't be")
  void unreadable() throws Exception {
    Path file = Lines.write(directory, GONE, 0);
    Files.delete(file);
    Files.createDirectory(file);
    Lines.write(directory, GONE, 1, Lines.ended(1));

    assertThat(run("records", directory.toString())).isEqualTo(1);

    assertThat(out.toString().lines()).hasSize(2);
    assertThat(err.toString()).startsWith("curfew: can't be read: curfew-nowhere-");
  }

  @Test
  @DisplayName("ends with 2 when there is no such directory")
  void noDirectory() {
    assertThat(run("records", directory.resolve("none").toString())).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("curfew: there is no directory ").contains("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x"})
  @DisplayName("ends with 2 when --last is no number above 0")
  void wrongLast(String last) {
    assertThat(run("records", "--last", last, directory.toString())).isEqualTo(2);
  }

  @Test
  @DisplayName("keeps what a thread is called from working on the terminal")
  void terminal() throws Exception {
    Lines.write(
        directory, GONE, 0, Lines.ended(1).replace("worker Zürich", "\\u001b]0;owned\\u0007"));

    run("records", directory.toString());

    assertThat(out.toString()).contains("\\u001b]0;owned\\u0007").doesNotContain("\u001b");
  }
}
