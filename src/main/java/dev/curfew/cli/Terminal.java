package dev.curfew.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this JVM's standard streams are. */
final class Terminal {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;

  private Terminal() {}

  static boolean isStdout() {
    return is(STDOUT);
  }

  /** Nothing where stdin is no terminal: then it has something else to say than keys. */
  static InputStream keys() {
    return is(STDIN) ? System.in : InputStream.nullInputStream();
  }

  /** From JDK 22 on System.console says nothing of this. Elsewhere than on Linux: no. */
  private static boolean is(int fd) {
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
