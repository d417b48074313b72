package dev.curfew.api;

import dev.curfew.api.ProcessStop.How;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Terminates a process and its descendants, waits, kills. The descendants are listed BEFORE the
 * process ends: afterwards nobody knows whose they were. While it waits it lists them again, for
 * those that were started meanwhile. A {@link ProcessHandle} compares start times, so a pid that
 * was given to another process meanwhile is no danger.
 */
final class ProcessStopper {
  private static final long POLL_MILLIS = 10;
  static final Duration AFTER_KILL = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final Process process;
  private final Set<ProcessHandle> descendants = new LinkedHashSet<>();
  private boolean interrupted;

  ProcessStopper(Process process) {
    this.process = process;
  }

  ProcessStop stop(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace is '" + grace + "'; allowed: 0 or more");
    }
    long begin = System.nanoTime();
    boolean ended = !process.isAlive();
    process.descendants().forEach(descendants::add);
    process.toHandle().destroy();
    descendants.forEach(ProcessHandle::destroy);
    boolean terminated = awaitEnd(ProcessHandle::destroy, grace, true);
    boolean processEnded = !process.isAlive();
    int killed = terminated ? 0 : killAll();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    How how = ended ? How.ENDED_BEFORE : processEnded ? How.TERMINATED : How.KILLED;
    return new ProcessStop(
        process.isAlive() ? How.ALIVE : how,
        killed,
        running(),
        Duration.ofNanos(System.nanoTime() - begin),
        process.isAlive() ? null : process.exitValue());
  }

  /**
   * Parents first: a shell whose child is killed before itself goes on with its next command, and
   * when it is killed then, nobody knows any more whose that was.
   *
   * @return the number of descendants that had to be killed
   */
  private int killAll() {
    actOnNew(ProcessHandle::destroy);
    int before = running();
    int known = descendants.size();
    process.toHandle().destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(ProcessHandle::destroyForcibly, AFTER_KILL, false);
    return before + descendants.size() - known;
  }

  /**
   * False when some are alive after that time, or at once when the thread is interrupted and may
   * be.
   *
   * @param act on those that were started meanwhile
   */
  private boolean awaitEnd(Consumer<ProcessHandle> act, Duration time, boolean interruptible) {
    long begin = System.nanoTime();
    long nanos = time.compareTo(LONGEST) < 0 ? time.toNanos() : Long.MAX_VALUE;
    while (process.isAlive() || running() > 0) {
      actOnNew(act);
      if (System.nanoTime() - begin >= nanos) {
        return false;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
        if (interruptible) {
          return false;
        }
      }
    }
    return true;
  }

  private void actOnNew(Consumer<ProcessHandle> act) {
    Set<ProcessHandle> seen = new LinkedHashSet<>();
    process.descendants().forEach(seen::add);
    descendants.forEach(known -> known.descendants().forEach(seen::add));
    seen.removeAll(descendants);
    seen.forEach(act);
    descendants.addAll(seen);
  }

  private int running() {
    return (int) descendants.stream().filter(ProcessStopper::runs).count();
  }

  /** One that has ended and that nobody has waited for (a zombie) is alive to ProcessHandle. */
  private static boolean runs(ProcessHandle handle) {
    return handle.isAlive() && !isZombie(handle.pid());
  }

  /**
   * See proc(5): the state is behind the command's name, which is in brackets and may be of any
   * bytes. Linux only.
   */
  private static boolean isZombie(long pid) {
    try {
      Path file = Path.of("/proc", Long.toString(pid), "stat");
      String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
