package dev.curfew.demo.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an interrupt does to H2, so that the README says what is true. Public for H2. */
public class InterruptedQueryTest {
  private static final String CANCELLED = "57014";
  private static final AtomicLong ROWS = new AtomicLong();

  private final AtomicReference<Thread> owner = new AtomicReference<>();

  @Test
  @DisplayName("an interrupt ends a query that waits, and the database goes on answering")
  void waiting() throws Exception {
    OrderDatabase database = new OrderDatabase();
    CompletableFuture<Long> query = onThread(database::sumInEuro);
    await().until(this::waitsInQuery);

    owner.get().interrupt();

    assertThat(query)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(SQLException.class)
        .havingRootCause()
        .isInstanceOf(InterruptedException.class);
    assertThat(database.count()).isEqualTo(1000);
  }

  private boolean waitsInQuery() {
    return Arrays.stream(owner.get().getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("euroRate"));
  }

  @Test
  @DisplayName("an interrupt does not end a query that computes; Statement.cancel does")
  void computing() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ALIAS visit FOR '" + getClass().getName() + ".visit'");
      ROWS.set(0);
      CompletableFuture<Long> query =
          onThread(
              () -> {
                Thread.currentThread().interrupt();
                return countVisited(statement);
              });
      await().untilAtomic(ROWS, greaterThan(100_000L));

      statement.cancel();

      assertThat(query)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .havingRootCause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(CANCELLED));
    }
  }

  /** Called by the database for each row. */
  public static boolean visit(long row) {
    return ROWS.incrementAndGet() > 0;
  }

  private static long countVisited(Statement statement) throws SQLException {
    try (ResultSet result =
        statement.executeQuery("SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000000) WHERE visit(x)")) {
      result.next();
      return result.getLong(1);
    }
  }

  private interface Query {
    long run() throws SQLException;
  }

  private CompletableFuture<Long> onThread(Query query) throws InterruptedException {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    CountDownLatch started = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              try {
                answer.complete(query.run());
              } catch (SQLException e) {
                answer.completeExceptionally(e);
              }
            });
    owner.set(thread);
    thread.setDaemon(true);
    thread.start();
    started.await();
    return answer;
  }
}
