package dev.curfew.manage;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the MBean, late and from a thread of its own: JMX in premain would cost 90 to 145 ms of
 * start-up and keep servers with a log manager of their own from starting.
 *
 * <p>Neither this class's fields nor its signatures name a type of JMX, because premain touches it
 * and a JVM need not have java.management. Thread-safe.
 */
public final class Management implements AutoCloseable {
  /**
   * A system property that is there while there is no MBean: {@link #LATER} or {@link #NONE}. The
   * command line reads it and goes another way, in which no JMX is started.
   */
  public static final String MBEAN_PROPERTY = "curfew.mbean";

  /** A server has to come up first, which JMX might keep from it. */
  public static final String LATER = "later";

  /** There will be none. */
  public static final String NONE = "none";

  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 2000;

  private final ApplicationUp applicationUp;
  private final Runnable whenUp;
  private final Supplier<AutoCloseable> registrar;
  private final Thread thread;
  private @Nullable AutoCloseable registration;
  private boolean closed;

  Management(
      ApplicationUp applicationUp,
      Runnable whenUp,
      Supplier<AutoCloseable> registrar,
      ThreadFactory threads) {
    this.applicationUp = applicationUp;
    this.whenUp = whenUp;
    this.registrar = registrar;
    this.thread = threads.newThread(new Publish());
  }

  /**
   * Starts the thread that registers the MBean about a second from now. Returns at once and throws
   * nothing that the thread factory does not throw; what goes wrong later is in the log.
   *
   * @param whenUp run once, when java.management may be used
   * @param threads makes the thread, exempt from Curfew's own timing; it is made a daemon
   */
  public static Management register(
      ManagedAgent agent, Instrumentation instrumentation, Runnable whenUp, ThreadFactory threads) {
    Management management =
        new Management(
            new ApplicationUp(new LoadedClasses(instrumentation)),
            whenUp,
            new PlatformRegistrar(agent.manager(), threads),
            threads);
    management.start();
    return management;
  }

  void start() {
    thread.setName("curfew-management");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes the MBean out again; a registration that has not happened yet never will. */
  @Override
  public void close() {
    AutoCloseable open;
    synchronized (this) {
      closed = true;
      open = registration;
      registration = null;
    }
    thread.interrupt();
    System.clearProperty(MBEAN_PROPERTY);
    if (open != null) {
      closeQuietly(open);
    }
  }

  private static void closeQuietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      log().warn("the MBean could not be taken out", e);
    }
  }

  /** Late: a logger that is made in premain would make the logging library load there. */
  private static Logger log() {
    return LoggerFactory.getLogger("curfew");
  }

  private final class Publish implements Runnable {
    @Override
    public void run() {
      try {
        if (applicationUp.awaitsServer()) {
          say(LATER);
        }
        applicationUp.await();
        whenUp.run();
        if (!isPublished()) {
          say(NONE);
        }
      } catch (InterruptedException e) {
        // Closed before the MBean was there; the thread ends.
      } catch (LinkageError e) {
        say(NONE);
        log().warn("no MBean: this JVM lacks the module java.management ({})", e.toString());
      }
    }

    private boolean isPublished() throws InterruptedException {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        if (published(attempt)) {
          return true;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      return false;
    }

    private void say(String whatOfMBean) {
      synchronized (Management.this) {
        if (!closed) {
          System.setProperty(MBEAN_PROPERTY, whatOfMBean);
        }
      }
    }

    private boolean published(int attempt) {
      try {
        keep(registrar.get());
        return true;
      } catch (RuntimeException e) {
        String then = attempt < ATTEMPTS ? "it is tried again" : "there will be none";
        log().warn("the MBean could not be registered, {}", then, e);
        return false;
      }
    }

    private void keep(AutoCloseable opened) {
      synchronized (Management.this) {
        if (!closed) {
          registration = opened;
          System.clearProperty(MBEAN_PROPERTY);
          return;
        }
      }
      closeQuietly(opened);
    }
  }
}
