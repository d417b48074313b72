package dev.curfew.demo;

import java.nio.file.Path;
import java.util.List;

/** What the demo prints. A block stays together whoever else prints. */
final class Terminal {

  synchronized void line(String text) {
    System.out.println(text);
  }

  synchronized void block(List<String> lines) {
    lines.forEach(System.out::println);
    System.out.flush();
  }

  void title(String text) {
    block(List.of("", "== " + text));
  }

  /** As one would type it here. */
  static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath();
    return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
  }
}
