package dev.curfew.api;

import dev.curfew.api.ProcessStop.How;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Terminates a process and its descendants, waits, kills. The descendants are listed BEFORE the
 * process ends: afterwards nobody knows whose they were. A {@link ProcessHandle} compares start
 * times, so a pid that was given to another process meanwhile is no danger.
 */
final class ProcessStopper {
  private static final long POLL_MILLIS = 10;
  private static final long AFTER_KILL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ProcessHandle process;
  private final Set<ProcessHandle> descendants = new LinkedHashSet<>();
  private boolean interrupted;

  ProcessStopper(ProcessHandle process) {
    this.process = process;
  }

  ProcessStop stop(Duration grace) {
    long begin = System.nanoTime();
    boolean ended = !runs(process);
    look();
    terminateAll();
    boolean terminated = awaitEnd(grace.toNanos());
    boolean processEnded = !runs(process);
    int killed = terminated ? 0 : killAll();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    How how = ended ? How.ENDED_BEFORE : processEnded ? How.TERMINATED : How.KILLED;
    return new ProcessStop(
        runs(process) ? How.ALIVE : how,
        killed,
        (int) descendants.stream().filter(ProcessStopper::runs).count(),
        Duration.ofNanos(System.nanoTime() - begin));
  }

  private void look() {
    process.descendants().forEach(descendants::add);
    for (ProcessHandle known : Set.copyOf(descendants)) {
      known.descendants().forEach(descendants::add);
    }
  }

  private void terminateAll() {
    process.destroy();
    descendants.forEach(ProcessHandle::destroy);
  }

  /** One that has ended and that nobody has waited for (a zombie) is alive to ProcessHandle. */
  private static boolean runs(ProcessHandle handle) {
    return handle.isAlive() && !isZombie(handle.pid());
  }

  /** See proc(5): the state is behind the command's name, which is in brackets. Linux only. */
  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }

  /** Those that were started meanwhile included; returns the number of descendants it took. */
  private int killAll() {
    look();
    int killed = (int) descendants.stream().filter(ProcessStopper::runs).count();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(AFTER_KILL_NANOS);
    return killed;
  }

  /** False when some are alive after that time. Whoever is interrupted waits no longer. */
  private boolean awaitEnd(long nanos) {
    long end = System.nanoTime() + nanos;
    while (runs(process) || descendants.stream().anyMatch(ProcessStopper::runs)) {
      look();
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
        return false;
      }
    }
    return true;
  }
}
