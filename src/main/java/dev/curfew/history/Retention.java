package dev.curfew.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the number of records in a directory about the same: whole files go, those first that were
 * not written to for longest, as long as enough records stay. Never the newest file of a JVM that
 * still runs. Several JVMs may do this to one directory at the same time. Not thread-safe.
 */
public final class Retention {
  /** Written first in each line; a call that has several lines is one record. */
  private static final Pattern ID =
      Pattern.compile("^\\{\"event\":\"[a-z_]+\",\"id\":(\\d{1,18}),");

  private final Path directory;
  private final int keep;
  private final RunningJvms running;

  /** What has been counted does not change, but in the newest file of another JVM. */
  private Map<Path, Counted> known = new HashMap<>();

  private record Counted(Path path, boolean mayGo, FileTime written, long size, int records) {}

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
    List<Counted> files = count(own);
    long records = files.stream().mapToLong(Counted::records).sum();
    files.sort(Comparator.comparing(Counted::written).thenComparing(Counted::path));
    for (Counted file : files) {
      if (records - file.records < keep) {
        return;
      }
      if (file.mayGo) {
        Files.deleteIfExists(file.path);
        known.remove(file.path);
        records -= file.records;
      }
    }
  }

  private List<Counted> count(RecordFileName own) throws IOException {
    RecordFiles files = RecordFiles.in(directory, running);
    Map<Path, Counted> counted = new HashMap<>();
    for (RecordFileName name : files.names()) {
      if (!name.equals(own)) {
        boolean mayGo = !files.isNewest(name) || !files.jvmRuns(name);
        try {
          Counted file = count(files.path(name), mayGo);
          counted.put(file.path, file);
        } catch (NoSuchFileException | AccessDeniedException e) {
          // Another JVM was faster, or the file is another user's: not for us to count.
        }
      }
    }
    known = counted;
    return new ArrayList<>(counted.values());
  }

  private Counted count(Path file, boolean mayGo) throws IOException {
    long size = Files.size(file);
    Counted before = known.get(file);
    int records = before != null && before.size == size ? before.records : recordsIn(file);
    return new Counted(file, mayGo, Files.getLastModifiedTime(file), size, records);
  }

  static int recordsIn(Path file) throws IOException {
    Set<String> ids = new HashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher id = ID.matcher(line);
        if (id.find()) {
          ids.add(id.group(1));
        }
      }
    }
    return ids.size();
  }
}
