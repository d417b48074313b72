package com.example.stopping;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Lets every kind of blocking code overrun its time at once, each on a thread of its own, and says
 * of each how and after how long it ended: {@code kind|exception|milliseconds}. Ends when all but
 * as many as were expected have ended, and those are abandoned; or after a minute.
 */
public final class StoppingProgram {
  private StoppingProgram() {}

  /**
   * Takes a directory, the URL of a PostgreSQL server, how many calls will not end, and {@code
   * virtual} for virtual threads.
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[0]));
    List<Thread> threads = new ArrayList<>();
    Map<String, Stoppable.Body> kinds = Blocking.kinds(directory, args[1]);
    Connection other = DriverManager.getConnection(Blocking.h2File(directory));
    boolean virtual = args.length > 3 && args[3].equals("virtual");
    for (Map.Entry<String, Stoppable.Body> each : kinds.entrySet()) {
      threads.add(start(virtual, each.getKey(), each.getValue()));
    }
    int stuck = Integer.parseInt(args[2]);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while ((running(threads) > stuck || abandoned() < stuck) && System.nanoTime() - end < 0) {
      Thread.sleep(50);
    }
    System.out.println("others can use the H2 file: " + isUsable(other));
    System.exit(0);
  }

  private static long running(List<Thread> threads) {
    return threads.stream().filter(Thread::isAlive).count();
  }

  private static long abandoned() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName curfew = new ObjectName("dev.curfew:type=TimeoutManager");
    return server.isRegistered(curfew) ? (long) server.getAttribute(curfew, "Abandoned") : 0;
  }

  private static boolean isUsable(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      return statement.execute("SELECT COUNT(*) FROM T");
    } catch (SQLException e) {
      return false;
    }
  }

  private static Thread start(boolean virtual, String kind, Stoppable.Body body)
      throws ReflectiveOperationException {
    Runnable run = () -> run(kind, body);
    if (virtual) { // by name: not there before JDK 21
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, run);
    }
    Thread thread = new Thread(run, kind);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void run(String kind, Stoppable.Body body) {
    long begin = System.nanoTime();
    String how = "returned";
    try {
      Stoppable.call(kind, body);
    } catch (Throwable e) {
      how = e.getClass().getSimpleName();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    System.out.println(kind + "|" + how + "|" + millis);
  }
}
