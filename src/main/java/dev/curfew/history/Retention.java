package dev.curfew.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps the number of records in a directory about the same: whole files go, those first that were
 * not written to for longest, as long as enough records stay. Never the newest file of a JVM that
 * still runs. Several JVMs may do this to one directory at the same time. Not thread-safe.
 */
public final class Retention {
  /** Written first in each line; a call that has several lines is one record. */
  private static final Pattern ID =
      Pattern.compile("^\\{\"event\":\"[a-z_]+\",\"id\":(\\d{1,18}),");

  private static final Content NOTHING = new Content(0, new long[0]);

  private final Path directory;
  private final int keep;
  private final RunningJvms running;

  /** What has been read does not change, but in the newest file of another JVM. */
  private Map<RecordFileName, Content> known = new HashMap<>();

  /** Ids of its calls, in their order. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Content(long size, long[] ids) {
    boolean has(long id) {
      return Arrays.binarySearch(ids, id) >= 0;
    }
  }

  /** A file with the number of calls that no later file has. */
  private record Counted(Path path, boolean mayGo, FileTime written, long records) {}

  /**
   * @param keep so many records stay at least, if there are so many
   * @param own the JVM that asks
   */
  public Retention(Path directory, int keep, RecordingJvm own) {
    this(directory, keep, new RunningJvms(own.host()));
  }

  Retention(Path directory, int keep, RunningJvms running) {
    this.directory = directory;
    this.keep = keep;
    this.running = running;
  }

  /**
   * Removes what is too much.
   *
   * @param own the file that this JVM writes from now on; it is neither read nor removed
   * @throws IOException when the directory can't be read or a file not be removed
   */
  public void removeOldest(RecordFileName own) throws IOException {
    RecordFiles files = RecordFiles.in(directory, running);
    read(files, own);
    List<Counted> oldestFirst = count(files);
    long records = oldestFirst.stream().mapToLong(Counted::records).sum();
    for (Counted file : oldestFirst) {
      if (records - file.records < keep) {
        return;
      }
      if (file.mayGo) {
        Files.deleteIfExists(file.path);
        records -= file.records;
      }
    }
  }

  private void read(RecordFiles files, RecordFileName own) throws IOException {
    Map<RecordFileName, Content> read = new HashMap<>();
    for (RecordFileName name : files.names()) {
      if (!name.equals(own)) {
        try {
          read.put(name, read(name, files.path(name)));
        } catch (NoSuchFileException | AccessDeniedException e) {
          // Another JVM was faster, or the file is another user's: not for us to count.
        }
      }
    }
    known = read;
  }

  private Content read(RecordFileName name, Path file) throws IOException {
    long size = Files.size(file);
    Content before = known.get(name);
    return before != null && before.size == size ? before : new Content(size, idsIn(file));
  }

  private static long[] idsIn(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .map(ID::matcher)
          .filter(Matcher::find)
          .mapToLong(id -> Long.parseLong(id.group(1)))
          .sorted()
          .distinct()
          .toArray();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<Counted> count(RecordFiles files) throws IOException {
    List<Counted> counted = new ArrayList<>();
    for (RecordFileName name : known.keySet()) {
      Path path = files.path(name);
      try {
        boolean mayGo = !files.isNewest(name) || !files.jvmRuns(name);
        counted.add(new Counted(path, mayGo, Files.getLastModifiedTime(path), recordsOf(name)));
      } catch (NoSuchFileException e) {
        // Another JVM was faster.
      }
    }
    counted.sort(Comparator.comparing(Counted::written).thenComparing(Counted::path));
    return counted;
  }

  /** A call that goes on in a later file of its JVM stays when this one goes. */
  private long recordsOf(RecordFileName name) {
    List<Content> later = new ArrayList<>();
    known.forEach(
        (other, content) -> {
          if (other.isOfSameJvm(name) && other.number() > name.number()) {
            later.add(content);
          }
        });
    return Arrays.stream(known.getOrDefault(name, NOTHING).ids)
        .filter(id -> later.stream().noneMatch(content -> content.has(id)))
        .count();
  }
}
