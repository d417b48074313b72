package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("While pictures are shown, the keys")
class KeysTest {

  @ParameterizedTest(name = "\"{0}\": {1}")
  @CsvSource({"q, true", "Q, true", "'\nabc q', true", "'', false", "'\nabc\n', false"})
  @DisplayName("end it with q; their own end is no wish to end")
  void quit(String keys, boolean ends) {
    InputStream in = new ByteArrayInputStream(keys.getBytes(StandardCharsets.US_ASCII));

    assertThat(Keys.awaitQuit(in)).isEqualTo(ends);
  }

  @Test
  @DisplayName("are not read beyond the q")
  void notBeyond() throws IOException {
    InputStream in = new ByteArrayInputStream("xqyz".getBytes(StandardCharsets.US_ASCII));

    assertThat(Keys.awaitQuit(in)).isTrue();

    assertThat(in.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("yz");
  }

  @Test
  @DisplayName("end nothing when they can't be read")
  void unreadable() {
    assertThat(Keys.awaitQuit(new PipedInputStream())).isFalse(); // nothing is connected to it
  }
}
