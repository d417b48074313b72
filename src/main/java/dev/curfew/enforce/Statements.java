package dev.curfew.enforce;

import dev.curfew.bridge.CurfewUse;
import dev.curfew.engine.Timer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cancels the statement that the call is executing. Pools wrap drivers' statements: the innermost
 * is the driver's own.
 *
 * <p>The thread leaves the statement only when its cancel has returned, so that no later statement
 * of the connection is hit. A cancel that hangs is not waited for: then the connection, which
 * nobody can trust any more, is aborted.
 */
final class Statements implements ForceMeans {
  /** For a cancel, and for an abort; PostgreSQL's opens a connection to cancel. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  @Override
  public String name() {
    return "statements";
  }

  /** True when the call is executing a statement. */
  boolean isNeeded(Timer timer) {
    return !Uses.of(timer, Statement.class).isEmpty();
  }

  @Override
  public List<String> apply(Timer timer) throws InterruptedException {
    for (CurfewUse use : Uses.of(timer, Statement.class)) {
      if (use.tryAct()) {
        try {
          return List.of(cancel((Statement) use.resource()));
        } finally {
          use.acted();
        }
      }
    }
    return List.of();
  }

  private static String cancel(Statement statement) throws InterruptedException {
    Cancel cancel = new Cancel(statement);
    String what = statement.getClass().getName();
    Disposable cancelling = Disposable.start("curfew-cancel", cancel);
    if (cancelling.isOverWithin(PATIENCE)) {
      return "cancel of " + what + cancelling.outcome();
    }
    Connection connection = cancel.connection;
    if (connection == null) {
      return "cancel of " + what + " did not return, and its connection can't be had";
    }
    Disposable aborting = Disposable.start("curfew-abort", () -> connection.abort(Runnable::run));
    String abort = aborting.isOverWithin(PATIENCE) ? aborting.outcome() : " did not return either";
    return "cancel of " + what + " did not return; abort of its connection" + abort;
  }

  private static final class Cancel implements Disposable.Act {
    private final Statement statement;
    volatile @Nullable Connection connection;

    Cancel(Statement statement) {
      this.statement = statement;
    }

    @Override
    public void run() throws Exception {
      connection = statement.getConnection();
      statement.cancel();
    }
  }
}
