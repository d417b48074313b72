package dev.curfew.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Whether a process is a JVM, found out without touching it.
 *
 * <p>The attach of JDK 17 sends SIGQUIT to make a JVM listen. Whoever does not expect it dies: a
 * plain process, a Go program (which catches it, and ends with a dump), a JVM with {@code -Xrs}. So
 * on Linux a process is attached to only when it catches SIGQUIT and has mapped a Java VM; what the
 * JVM itself has left in its directory of performance data does not count, because that outlives
 * the process and its id may be another's by now.
 */
final class JvmProcess {
  private static final Path PROC = Path.of("/proc");
  private static final long SIGQUIT_BIT = 1L << (3 - 1);

  /** Reads the lines of a file under /proc. */
  interface Lines {
    List<String> of(Path file) throws IOException;
  }

  private final Path proc;
  private final Lines lines;
  private final LongPredicate listed;

  /**
   * @param listed whether a JVM says that it has this process id; asked where there is no /proc
   */
  JvmProcess(LongPredicate listed) {
    this(PROC, listed);
  }

  JvmProcess(Path proc, LongPredicate listed) {
    // Latin 1: a process may have any bytes in its name.
    this(proc, file -> Files.readAllLines(file, StandardCharsets.ISO_8859_1), listed);
  }

  JvmProcess(Path proc, Lines lines, LongPredicate listed) {
    this.proc = proc;
    this.lines = lines;
    this.listed = listed;
  }

  /** Returns when the process may be attached to. */
  void require(long pid) throws CommandFailure {
    if (pid <= 0 || ProcessHandle.of(pid).isEmpty()) {
      throw new CommandFailure(ExitCode.UNREACHABLE, "there is no process " + pid);
    }
    try {
      boolean jvm = Files.exists(proc.resolve("self")) ? isJvm(pid) : listed.test(pid);
      if (!jvm) {
        throw new CommandFailure(
            ExitCode.UNREACHABLE,
            "process " + pid + " is not a JVM that takes commands (it was not touched)");
      }
    } catch (AccessDeniedException e) {
      throw new CommandFailure(ExitCode.UNREACHABLE, "process " + pid + " " + ofUser(pid));
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.UNREACHABLE, "there is no process " + pid + " any more");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "process " + pid + " can't be examined: " + e.getMessage());
    }
  }

  private boolean isJvm(long pid) throws IOException, CommandFailure {
    Path process = proc.resolve(Long.toString(pid));
    List<String> status = lines.of(process.resolve("status"));
    if (!catchesSigquit(field(status, "SigCgt:")) || !hasMappedVm(process.resolve("maps"))) {
      return false;
    }
    // A stopped one would answer the SIGQUIT when it goes on: with a thread dump on its stdout.
    if (field(status, "State:").startsWith("T")) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "JVM " + pid + " is stopped (SIGSTOP); SIGCONT lets it go on");
    }
    return true;
  }

  private static String field(List<String> status, String name) {
    for (String line : status) {
      if (line.startsWith(name)) {
        return line.substring(name.length()).strip();
      }
    }
    return "";
  }

  private static boolean catchesSigquit(String mask) {
    return !mask.isEmpty() && (Long.parseUnsignedLong(mask, 16) & SIGQUIT_BIT) != 0;
  }

  private boolean hasMappedVm(Path maps) throws IOException {
    return lines.of(maps).stream().anyMatch(line -> line.contains("/libjvm.so"));
  }

  /** Why it is out of reach. */
  static String ofUser(long pid) {
    return "belongs to "
        + ProcessHandle.of(pid)
            .flatMap(process -> process.info().user())
            .map(user -> "user " + user)
            .orElse("another user")
        + "; run the command as that user";
  }
}
