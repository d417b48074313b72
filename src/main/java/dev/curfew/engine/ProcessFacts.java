package dev.curfew.engine;

/**
 * What can be known of this process only through java.management, which a JVM may lack and which
 * must not be touched before the application is up. Called on the watcher's thread.
 */
public interface ProcessFacts {
  /** Until more is known. */
  ProcessFacts NONE =
      new ProcessFacts() {
        @Override
        public long cpuNanos() {
          return UNKNOWN;
        }

        @Override
        public boolean mayBeDebugged() {
          return false;
        }

        @Override
        public boolean[] suspended(long[] threads) {
          return new boolean[threads.length];
        }
      };

  /** No such fact. */
  long UNKNOWN = -1;

  /** Processor time that the process has used; {@link #UNKNOWN} where it can't be had. */
  long cpuNanos();

  /** True when a debugger may suspend threads of this JVM. */
  boolean mayBeDebugged();

  /**
   * Which of these threads are suspended by a debugger.
   *
   * @param threads ids of platform threads, also of some that are gone
   */
  boolean[] suspended(long[] threads);
}
