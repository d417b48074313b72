package dev.curfew.history;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The record files of a directory, and whose JVM still runs. As it was when it was listed. */
final class RecordFiles {
  private final Path directory;
  private final RunningJvms running;
  private final List<RecordFileName> names;

  /** By the JVM's first file. */
  private final Map<RecordFileName, RecordFileName> newest = new HashMap<>();

  private final Map<RecordFileName, Boolean> runs = new HashMap<>();

  private RecordFiles(Path directory, RunningJvms running, List<RecordFileName> names) {
    this.directory = directory;
    this.running = running;
    this.names = names;
    for (RecordFileName name : names) {
      newest.put(name.first(), name); // in order: the last one stays
    }
  }

  /**
   * @throws IOException when there is no such directory or it can't be read
   */
  static RecordFiles in(Path directory, RunningJvms running) throws IOException {
    List<RecordFileName> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        RecordFileName name = RecordFileName.parse(String.valueOf(file.getFileName()));
        if (name != null) {
          names.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(null);
    return new RecordFiles(directory, running, names);
  }

  /** By JVM, those of one JVM in the order in which they were written. */
  List<RecordFileName> names() {
    return names;
  }

  Path path(RecordFileName name) {
    return directory.resolve(name.toString());
  }

  /** Found out once. */
  boolean jvmRuns(RecordFileName ofJvm) {
    return runs.computeIfAbsent(
        ofJvm.first(), jvm -> running.runs(newest.getOrDefault(jvm, jvm), directory));
  }

  /** True for the file that its JVM writes, or wrote last. */
  boolean isNewest(RecordFileName name) {
    return name.equals(newest.get(name.first()));
  }
}
