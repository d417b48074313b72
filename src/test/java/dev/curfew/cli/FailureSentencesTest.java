package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AttachNotSupportedException;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A failure becomes one sentence:")
class FailureSentencesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "No such process | there is no process 42 any more",
        "non existent JVM pid: 42 | there is no process 42 any more",
        "The VM does not support the attach mechanism"
            + " | JVM 42 was started with -XX:+DisableAttachMechanism and takes no commands",
        "Unable to open socket file x: target process 42 doesn't respond within 10500ms"
            + " | JVM 42 does not answer: it is starting, stopped, or can't be attached to",
        "pid: 42, state is not ready to participate in attach handshake!"
            + " | JVM 42 does not answer: it is starting, stopped, or can't be attached to",
        "something new | JVM 42 is out of reach: something new",
      })
  @DisplayName("what the JDKs' attach throws")
  void attach(String message, String sentence) {
    assertThat(AttachedJvm.sentence(42, new AttachNotSupportedException(message)))
        .isEqualTo(sentence);
  }

  @Test
  @DisplayName("a JVM of another user")
  void otherUser() {
    assertThat(
            AttachedJvm.sentence(
                42,
                new IOException(
                    "well-known file x is not secure: file should be owned by the current user")))
        .startsWith("JVM 42 belongs to ")
        .endsWith("; run the command as that user");
  }

  @Test
  @DisplayName("a connection that broke, as an IOException or wrapped by the MBean's proxy")
  void connection() {
    IOException broken = new IOException("Connection refused");

    assertThat(ConnectionFailure.of("JVM 42", broken).exitCode()).isEqualTo(3);
    assertThat(ConnectionFailure.of("JVM 42", new UndeclaredThrowableException(broken)))
        .hasMessage("the connection to JVM 42 broke: Connection refused")
        .extracting(CommandFailure::exitCode)
        .isEqualTo(3);
  }

  @Test
  @DisplayName("what listens is not what was asked for, with what RMI says on several lines")
  void notJmx() {
    assertThat(ConnectionFailure.of("h:1", new IOException("non-JRMP server at remote endpoint")))
        .hasMessageContaining("try --ssl");
    assertThat(ConnectionFailure.of("h:1", new IOException("no stub: \n\tConnection refused")))
        .hasMessage("the connection to h:1 broke: no stub: Connection refused");
  }

  @Test
  @DisplayName("an agent of another version")
  void otherVersion() {
    assertThat(ConnectionFailure.of("JVM 42", undeclared(new AttributeNotFoundException("Timers"))))
        .hasMessage("the Curfew in JVM 42 is of another version and does not know this command")
        .extracting(CommandFailure::exitCode)
        .isEqualTo(1);
    assertThat(
            ConnectionFailure.of("JVM 42", undeclared(new InstanceNotFoundException("x")))
                .exitCode())
        .isEqualTo(3);
  }

  @Test
  @DisplayName("anything else")
  void unexpected() {
    assertThat(ConnectionFailure.of("JVM 42", new IllegalStateException("oops")))
        .hasMessage("something unexpected happened: java.lang.IllegalStateException: oops")
        .extracting(CommandFailure::exitCode)
        .isEqualTo(1);
  }

  private static Throwable undeclared(Exception e) {
    return new UndeclaredThrowableException(e);
  }
}
