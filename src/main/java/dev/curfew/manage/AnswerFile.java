package dev.curfew.manage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file of an answer: whoever sees it sees all of it. Readable by the JVM's user. */
final class AnswerFile {
  private AnswerFile() {}

  /**
   * Writes beside the file, then renames.
   *
   * @throws IllegalArgumentException when the path is not absolute
   */
  static void write(String path, String text) throws IOException {
    Path file = Path.of(path);
    Path directory = file.getParent();
    if (!file.isAbsolute() || directory == null) {
      throw new IllegalArgumentException(
          "\"" + Printable.of(path) + "\" is no absolute path of a file");
    }
    Path beside = Files.createTempFile(directory, ".curfew-answer", null);
    try {
      Files.writeString(beside, text);
      move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Path unused = Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
