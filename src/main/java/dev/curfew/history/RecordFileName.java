package dev.curfew.history;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a record file is called: {@code curfew-HOST-PID-START.jsonl}, and once that is full {@code
 * curfew-HOST-PID-START.1.jsonl} and so on. START is in milliseconds since 1970.
 *
 * @param host of the JVM, with {@code _} for what does not fit into a file name
 * @param pid of the JVM
 * @param start of the JVM, in whole milliseconds
 * @param number counts the files of this JVM from 0
 */
public record RecordFileName(String host, long pid, Instant start, int number)
    implements Comparable<RecordFileName> {
  private static final Pattern FORM =
      Pattern.compile(
          "curfew-(?<host>.+)-(?<pid>\\d{1,18})-(?<start>\\d{1,18})(\\.(?<number>\\d{1,9}))?\\.jsonl");

  private static final int LONGEST_HOST = 100;

  /** The file of this number. */
  public static RecordFileName of(RecordingJvm jvm, int number) {
    return new RecordFileName(
        plain(jvm.host()), jvm.pid(), Instant.ofEpochMilli(jvm.start().toEpochMilli()), number);
  }

  /** A host as it stands in file names. */
  static String plain(String host) {
    String plain = host.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.substring(0, Math.min(plain.length(), LONGEST_HOST));
  }

  /** Null for a file that is none of ours. */
  static @Nullable RecordFileName parse(String fileName) {
    Matcher m = FORM.matcher(fileName);
    if (!m.matches()) {
      return null;
    }
    String number = m.group("number");
    return new RecordFileName(
        m.group("host"),
        Long.parseLong(m.group("pid")),
        Instant.ofEpochMilli(Long.parseLong(m.group("start"))),
        number == null ? 0 : Integer.parseInt(number));
  }

  /** True for files of one JVM. */
  boolean isOfSameJvm(RecordFileName other) {
    return first().equals(other.first());
  }

  /** The JVM's first file, which stands for the JVM. */
  RecordFileName first() {
    return new RecordFileName(host, pid, start, 0);
  }

  /** By JVM, and of one JVM in the order in which they were written. */
  @Override
  public int compareTo(RecordFileName other) {
    int byStart = start.compareTo(other.start);
    int byPid = Long.compare(pid, other.pid);
    int byHost = host.compareTo(other.host);
    return byStart != 0
        ? byStart
        : byPid != 0 ? byPid : byHost != 0 ? byHost : Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return "curfew-"
        + host
        + "-"
        + pid
        + "-"
        + start.toEpochMilli()
        + (number == 0 ? "" : "." + number)
        + ".jsonl";
  }
}
