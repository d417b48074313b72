package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Before a process is attached to")
class JvmProcessTest {
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir private Path proc;

  private String state = "S (sleeping)";

  private void process(String sigCgt, String maps) throws Exception {
    Path process = Files.createDirectories(proc.resolve(Long.toString(SELF)));
    Files.createDirectories(proc.resolve("self"));
    Files.writeString(
        process.resolve("status"), "Name:\tx\nState:\t" + state + "\nSigCgt:\t" + sigCgt + "\n");
    Files.writeString(process.resolve("maps"), maps);
  }

  private void require() throws CommandFailure {
    new JvmProcess(proc, pid -> false).require(SELF);
  }

  @Test
  @DisplayName("one that catches SIGQUIT and has mapped a Java VM passes")
  void jvm() throws Exception {
    process("2000000181005ccf", "7f00-7f01 r-xp 00000000 08:01 1 /jdk/lib/server/libjvm.so\n");

    assertThatCode(this::require).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("one that is stopped is refused: it would dump its threads when it goes on")
  void stopped() throws Exception {
    state = "T (stopped)";
    process("2000000181005ccf", "7f00-7f01 r-xp 00000000 08:01 1 /jdk/lib/server/libjvm.so\n");

    assertThatThrownBy(this::require)
        .hasMessage("JVM " + SELF + " is stopped (SIGSTOP); SIGCONT lets it go on");
  }

  @Test
  @DisplayName("one that SIGQUIT would kill is refused, also when it has mapped a Java VM (-Xrs)")
  void doesNotCatch() throws Exception {
    process("2000000181005cc8", "7f00-7f01 r-xp 00000000 08:01 1 /jdk/lib/server/libjvm.so\n");

    assertThatThrownBy(this::require).hasMessageContaining("is not a JVM that takes commands");
  }

  @Test
  @DisplayName("one that catches SIGQUIT and is no JVM is refused, such as a Go program")
  void otherRuntime() throws Exception {
    process("fffffffd7fc1feff", "7f00-7f01 r-xp 00000000 08:01 1 /usr/bin/go-program\n");

    assertThatThrownBy(this::require).hasMessageContaining("is not a JVM that takes commands");
  }

  @Test
  @DisplayName("one that is gone is refused")
  void gone() throws Exception {
    Files.createDirectories(proc.resolve("self"));

    assertThatThrownBy(this::require)
        .isInstanceOf(CommandFailure.class)
        .hasMessage("there is no process " + SELF + " any more");
  }

  @Test
  @DisplayName("one whose files may not be read is refused, with its user's name")
  void otherUser() {
    JvmProcess processes =
        new JvmProcess(
            Path.of("/proc"),
            file -> {
              throw new AccessDeniedException(file.toString());
            },
            pid -> true);

    assertThatThrownBy(() -> processes.require(SELF))
        .hasMessage(
            "process "
                + SELF
                + " belongs to user "
                + System.getProperty("user.name")
                + "; run the command as that user");
  }

  @Test
  @DisplayName("the JVMs' own list decides where there is no /proc")
  void withoutProc() {
    assertThatCode(() -> new JvmProcess(proc, pid -> pid == SELF).require(SELF))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new JvmProcess(proc, pid -> false).require(SELF))
        .hasMessageContaining("is not a JVM");
  }

  @Test
  @DisplayName("a number that is no process is refused")
  void noProcess() {
    assertThatThrownBy(() -> new JvmProcess(pid -> true).require(0))
        .hasMessage("there is no process 0");
    assertThatThrownBy(() -> new JvmProcess(pid -> true).require(-1))
        .hasMessage("there is no process -1");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("a real JVM passes, a real sleep is refused and lives on")
  void real() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      JvmProcess processes = new JvmProcess(pid -> true);

      assertThatCode(() -> processes.require(SELF)).doesNotThrowAnyException();
      assertThatThrownBy(() -> processes.require(sleep.pid()))
          .hasMessageContaining("was not touched");
      assertThat(sleep.isAlive()).isTrue();
    } finally {
      sleep.destroyForcibly();
    }
  }
}
