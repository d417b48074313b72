package dev.curfew.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells whether the JVM that wrote a file still runs.
 *
 * <p>While it writes, a JVM holds a lock on its newest file, which the operating system takes away
 * when the process ends, however it ends. That is right across containers, where process ids
 * collide and mean nothing, and on a shared file system. Without a lock (the file system has none,
 * or the JVM has no file open) the process id decides, on the same host only.
 */
public final class RunningJvms {
  /** A byte that no record reaches: where locks are mandatory, the records stay readable. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /** The JDK works the start out of the clock, and each JVM for itself. */
  private static final Duration SAME_START = Duration.ofSeconds(5);

  private final String ownHost;

  RunningJvms(String ownHost) {
    this.ownHost = ownHost;
  }

  /** Takes the lock of a file that this JVM has just made; gone with the channel or the JVM. */
  public static void lock(FileChannel file) {
    try {
      var unused = file.tryLock(LOCKED_BYTE, 1, false); // null: somebody looks at this moment
    } catch (IOException e) {
      // A file system without locks: our process id has to do.
    }
  }

  /**
   * @param newest the JVM's file with the highest number
   */
  boolean runs(RecordFileName newest, Path directory) {
    return isLocked(directory.resolve(newest.toString())) || isProcess(newest);
  }

  private static boolean isLocked(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, true)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // this JVM's own
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isProcess(RecordFileName name) {
    return name.host().equals(RecordFileName.plain(ownHost))
        && startOf(name.pid()).filter(start -> isSame(start, name.start())).isPresent();
  }

  private static Optional<Instant> startOf(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant());
  }

  private static boolean isSame(Instant start, Instant other) {
    return Duration.between(start, other).abs().compareTo(SAME_START) < 0;
  }
}
