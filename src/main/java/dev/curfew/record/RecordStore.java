package dev.curfew.record;

import dev.curfew.engine.RecordsView;
import dev.curfew.history.RecordingJvm;
import dev.curfew.history.Retention;
import dev.curfew.record.RecordFile.Line;
import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This JVM's records on their way to disk. Lines wait here until they are written and forced; where
 * that can't be done they stay, up to a bound, until it can. A file takes a tenth of the records
 * that are kept, so that whole files can be removed.
 *
 * <p>One thread adds and flushes; any may ask for the view.
 */
final class RecordStore {
  static final int MOST_WAITING = 1_000;
  static final long MOST_WAITING_BYTES = 8L << 20;
  private static final int FILES = 10;

  private final File directory;
  private final RecordingJvm jvm;
  private final int keep;
  private final int capacity;
  private final EventLog log;
  private final Runnable settled;
  private @Nullable Retention retention;
  private final ArrayDeque<Line> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private @Nullable RecordFile file;
  private int nextNumber;

  private volatile long written;
  private volatile int unwritten;
  private volatile long dropped;
  private volatile String problem = "";

  /**
   * @param settled told of each timeout whose record has come to disk, or never will
   */
  RecordStore(File directory, int keep, RecordingJvm jvm, EventLog log, Runnable settled) {
    this.settled = settled;
    this.directory = directory;
    this.jvm = jvm;
    this.log = log;
    this.keep = keep;
    capacity = Math.max(1, keep / FILES);
  }

  RecordsView view() {
    return new RecordsView(directory.toString(), written, unwritten, dropped, 0, problem);
  }

  /** Waits for the next flush. */
  void add(Line line) {
    waiting.add(line);
    waitingBytes += line.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Writes what waits. Where that can't be done it is said once, and waits on; of too much, the
   * oldest is dropped.
   */
  void flush() {
    try {
      while (!waiting.isEmpty()) {
        writeSome();
      }
      if (!problem.isEmpty()) {
        problem = "";
        log.writable(directory);
      }
    } catch (IOException | RuntimeException e) { // also a file system that can't do all we need
      takeBack();
      dropOldest();
      if (problem.isEmpty()) {
        log.unwritable(directory, e);
      }
      problem = e.toString();
    }
  }

  /** What fits into the file. One force for all of it. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void writeSome() throws IOException {
    RecordFile to = file();
    int count = to.room(waiting);
    List<Line> lines = new ArrayList<>(count);
    for (Iterator<Line> next = waiting.iterator(); lines.size() < count; ) {
      lines.add(next.next());
    }
    to.write(lines);
    for (Line line : lines) {
      waiting.remove();
      leaves(line);
    }
    written += count;
    unwritten = waiting.size();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void dropOldest() {
    while (waiting.size() > MOST_WAITING || waitingBytes > MOST_WAITING_BYTES) {
      leaves(waiting.remove());
      dropped++;
    }
    unwritten = waiting.size();
  }

  private void leaves(Line line) {
    waitingBytes -= line.size();
    if (line.expiry()) {
      settled.run();
    }
  }

  /** With room for a record, because a full one is left as soon as another record comes. */
  private RecordFile file() throws IOException {
    RecordFile open = file;
    if (open != null && open.isThere() && open.room(waiting) > 0) {
      return open;
    }
    if (open != null) {
      file = null;
      open.close();
    }
    RecordFile made = RecordFile.make(directory.toPath(), jvm, nextNumber, capacity);
    file = made;
    nextNumber = made.name().number() + 1;
    removeOldest(made);
    return made;
  }

  /** Too many records are no reason to write none. */
  private void removeOldest(RecordFile own) {
    try {
      Retention known =
          retention == null ? new Retention(directory.toPath(), keep, jvm) : retention;
      retention = known;
      known.removeOldest(own.name());
    } catch (IOException | RuntimeException e) {
      log.notRemoved(directory, e);
    }
  }

  private void takeBack() {
    RecordFile open = file;
    file = null;
    if (open != null) {
      open.takeBack();
    }
  }
}
