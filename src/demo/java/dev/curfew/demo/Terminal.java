package dev.curfew.demo;

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
}
