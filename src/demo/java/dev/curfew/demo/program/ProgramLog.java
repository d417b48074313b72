package dev.curfew.demo.program;

import java.util.concurrent.TimeUnit;

/** One line on standard output for each event: milliseconds since the start, subject, what. */
final class ProgramLog {
  private final long start = System.nanoTime();

  void line(String subject, String what) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    String oneLine = what.replaceAll("\\R", " ");
    System.out.println(String.format("%6d ms  %-34s  %s", millis, subject, oneLine));
  }
}
