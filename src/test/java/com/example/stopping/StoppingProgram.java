package com.example.stopping;

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

/**
 * Lets every kind of blocking code overrun its time at once, each on a thread of its own, and says
 * of each how and after how long it ended: {@code kind|exception|milliseconds}. What has not ended
 * after a while is left out.
 */
public final class StoppingProgram {
  private StoppingProgram() {}

  /** Takes a directory, the URL of a PostgreSQL server, and how many seconds to wait. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[0]));
    List<Thread> threads = new ArrayList<>();
    Map<String, Stoppable.Body> kinds = Blocking.kinds(directory, args[1]);
    Connection other = DriverManager.getConnection(Blocking.h2File(directory));
    kinds.forEach((kind, body) -> threads.add(start(kind, body)));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
    for (Thread thread : threads) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }
    System.out.println("others can use the H2 file: " + isUsable(other));
    System.exit(0);
  }

  private static boolean isUsable(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      return statement.execute("SELECT COUNT(*) FROM T");
    } catch (SQLException e) {
      return false;
    }
  }

  private static Thread start(String kind, Stoppable.Body body) {
    Thread thread = new Thread(() -> run(kind, body), kind);
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
