package dev.curfew.record;

import dev.curfew.history.PrivateFiles;
import dev.curfew.history.RecordFileName;
import dev.curfew.history.RecordingJvm;
import dev.curfew.history.RunningJvms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * One file of records. Holds whole lines that are on disk, whatever happens: what could not be
 * written and forced is taken back. Not thread-safe.
 */
final class RecordFile implements AutoCloseable {
  private final Path path;
  private final RecordFileName name;
  private final FileChannel channel;
  private final int capacity;
  private final Set<Long> ids = new HashSet<>();
  private long durableSize;

  private RecordFile(Path path, RecordFileName name, FileChannel channel, int capacity) {
    this.path = path;
    this.name = name;
    this.channel = channel;
    this.capacity = capacity;
  }

  /**
   * Makes a new file, and the directory if need be.
   *
   * @param number to begin with: the first one that is free is taken
   * @param capacity how many records (calls) it takes
   */
  static RecordFile make(Path directory, RecordingJvm jvm, int number, int capacity)
      throws IOException {
    PrivateFiles.makeDirectory(directory);
    for (int free = number; ; free++) {
      RecordFileName name = RecordFileName.of(jvm, free);
      Path path = directory.resolve(name.toString());
      try {
        FileChannel channel = PrivateFiles.makeFile(directory, name.toString());
        RunningJvms.lock(channel);
        return new RecordFile(path, name, channel, capacity);
      } catch (FileAlreadyExistsException e) {
        // An agent that was here before us, in another loader.
      }
    }
  }

  RecordFileName name() {
    return name;
  }

  /** False when somebody has removed it: what is written to it now is lost. */
  boolean isThere() {
    return Files.exists(path);
  }

  /** So many of these lines, from the first one on, have room. */
  int room(Collection<Line> lines) {
    Set<Long> all = new HashSet<>(ids);
    Iterator<Line> next = lines.iterator();
    int fitting = 0;
    while (next.hasNext()) {
      all.add(next.next().id());
      if (all.size() > capacity) {
        break;
      }
      fitting++;
    }
    return fitting;
  }

  /** They are on disk when this returns. When it throws, none of them is, and the file is done. */
  void write(List<Line> lines) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(lines.stream().mapToInt(Line::size).sum());
    for (Line line : lines) {
      all.put(line.bytes());
    }
    all.flip();
    while (all.hasRemaining()) {
      channel.write(all);
    }
    channel.force(false);
    durableSize += all.limit();
    for (Line line : lines) {
      ids.add(line.id());
    }
  }

  /**
   * After a failure: takes back what is not known to be on disk. A force that failed may not be
   * tried again: the system may have forgotten by then what it could not write.
   */
  void takeBack() {
    try (channel) {
      channel.truncate(durableSize);
    } catch (IOException | RuntimeException e) {
      // It stays as a torn line, which nobody takes for a record.
    }
    try {
      if (durableSize == 0) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | RuntimeException e) {
      // An empty file.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * A record, or what is new of one, as it is written.
   *
   * @param id of the timer
   * @param bytes with the line's end
   * @param expiry whether it is the record of a timeout, which is to be on disk soon
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Line(long id, byte[] bytes, boolean expiry) {
    int size() {
      return bytes.length;
    }
  }
}
