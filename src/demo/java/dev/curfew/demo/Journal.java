package dev.curfew.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the program itself says on its standard output: the evidence that does not come from Curfew.
 * Thread-safe.
 */
final class Journal {
  private static final Pattern ENTRY = Pattern.compile(" *(\\d+) ms  (\\S+) +(.+)");

  /**
   * One line.
   *
   * @param millis since the program's start
   * @param subject which benchmark or command, or {@code http}
   * @param what happened
   */
  record Entry(long millis, String subject, String what) {}

  private final List<Entry> entries = new ArrayList<>();
  private final List<String> strangeLines = new ArrayList<>();

  synchronized void add(String line) {
    Matcher matcher = ENTRY.matcher(line);
    if (matcher.matches()) {
      entries.add(new Entry(Long.parseLong(matcher.group(1)), matcher.group(2), matcher.group(3)));
    } else {
      strangeLines.add(line);
    }
    notifyAll();
  }

  /** Lines that the program did not write. */
  synchronized List<String> strangeLines() {
    return List.copyOf(strangeLines);
  }

  /** All that was said of a subject. */
  synchronized List<String> of(String subject) {
    return entries.stream().filter(e -> e.subject().equals(subject)).map(Entry::what).toList();
  }

  /** The first entry of a subject that begins like this. */
  synchronized Optional<Entry> first(String subject, String beginning) {
    return entries.stream()
        .filter(e -> e.subject().equals(subject) && e.what().startsWith(beginning))
        .findFirst();
  }

  /**
   * Waits for that entry.
   *
   * @throws TimeoutException when it does not come
   */
  synchronized void await(String subject, String beginning, Duration patience)
      throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + patience.toNanos();
    while (first(subject, beginning).isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new TimeoutException("the program never said: " + subject + " " + beginning);
      }
      wait(left);
    }
  }
}
