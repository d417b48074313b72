package com.example.stopping;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs statements into their limit and says what becomes of them, of what the same connection does
 * next, and of a nap that another thread takes meanwhile: lines {@code what|result}.
 */
public final class CancelProgram {
  private CancelProgram() {}

  /**
   * Takes what to do and a JDBC URL: {@code reuse}, a statement that takes for ever; {@code stuck}
   * after it naps, while its cancel hangs or is late.
   *
   * <p>{@code reuse URL LONG SHORT ROUNDS}: a statement that takes for ever, one that ends around
   * its limit, and how often.
   */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("reuse")) {
      reuse(args[1], args[2], args[3], Integer.parseInt(args[4]));
    } else {
      stuck(args[1], args[2]);
    }
    System.out.println("end of main");
  }

  private static void reuse(String url, String forEver, String brief, int rounds)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      say("for ever", ended(() -> forced(statement, forEver)));
      say("next", ended(() -> statement.execute("SELECT 1")));
      int cut = 0;
      int strayCancels = 0;
      for (int i = 0; i < rounds; i++) {
        cut += ended(() -> forced(statement, brief)).equals("returned") ? 0 : 1;
        strayCancels += ended(() -> statement.execute(brief)).equals("returned") ? 0 : 1;
      }
      say("cut", Integer.toString(cut));
      say("stray cancels", Integer.toString(strayCancels));
    }
  }

  /** Leaves what it opened: closing would wait for a cancel that hangs. */
  @SuppressWarnings("resource")
  private static void stuck(String url, String forEver) throws Exception {
    Connection connection = DriverManager.getConnection(url);
    Statement statement = connection.createStatement();
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              begun.countDown();
              say("for ever", ended(() -> forced(statement, forEver)));
            });
    thread.setDaemon(true);
    thread.start();
    begun.await();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    long longest = 0;
    while (thread.isAlive() && System.nanoTime() - end < 0) {
      long began = System.nanoTime();
      String nap = ended(CancelProgram::nap);
      longest = Math.max(longest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
      if (!nap.equals("TimeoutExceededException")) {
        say("nap", nap);
      }
    }
    say("longest nap", Long.toString(longest));
    say("closed", Boolean.toString(connection.isClosed()));
    Statement later = DriverManager.getConnection(url).createStatement();
    say("later", ended(() -> later.execute("SELECT pg_sleep(5)")));
  }

  /** Entry method. */
  static void forced(Statement statement, String sql) throws SQLException {
    statement.execute(sql);
  }

  /** Entry method. */
  static void nap() throws InterruptedException {
    Thread.sleep(TimeUnit.HOURS.toMillis(1));
  }

  private interface Body {
    void run() throws Exception;
  }

  private static String ended(Body body) {
    try {
      body.run();
      return "returned";
    } catch (Throwable e) {
      return e.getClass().getSimpleName();
    }
  }

  private static void say(String what, String result) {
    System.out.println(what + "|" + result);
  }
}
