package dev.curfew.jconsole;

import dev.curfew.manage.TimeoutManagerMXBean;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** A program that is reached over JMX. */
final class JmxProgram implements Program {
  private static final ObjectName NAME = name();

  private final Supplier<@Nullable MBeanServerConnection> connections;
  private @Nullable MBeanServerConnection asked;
  private boolean mayAct;

  /**
   * Makes one.
   *
   * @param connections gives the connection at this moment; null while there is none
   */
  JmxProgram(Supplier<@Nullable MBeanServerConnection> connections) {
    this.connections = connections;
  }

  private static ObjectName name() {
    try {
      return new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
    } catch (MalformedObjectNameException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Reading read(Depth depth, long stackOf) throws IOException {
    MBeanServerConnection connection = connections.get();
    if (connection == null) {
      return Reading.nothing(Reading.Presence.NO_CONNECTION);
    }
    if (!connection.isRegistered(NAME)) {
      return Reading.nothing(Reading.Presence.NO_CURFEW);
    }
    boolean allowed = mayAct(connection);
    return unwrapped(() -> read(manager(connection), allowed, depth, stackOf));
  }

  private static Reading read(
      TimeoutManagerMXBean manager, boolean mayAct, Depth depth, long stackOf) {
    return new Reading(
        Reading.Presence.HERE,
        mayAct,
        manager.getVersion(),
        manager.isEnabled(),
        manager.isHealthy(),
        manager.getOpenCalls(),
        manager.getTimers(),
        manager.getRules(),
        manager.getAudit(),
        depth == Depth.FULL ? slow(manager, stackOf) : null);
  }

  private static Reading.Slow slow(TimeoutManagerMXBean manager, long stackOf) {
    List<String> stack =
        stackOf == NOBODY ? List.of() : stackOf(stackOf, List.of(manager.getStacks()));
    return new Reading.Slow(manager.getHistory(), stack);
  }

  /** The report has a line for each timer, which begins with its id, and below it its frames. */
  private static List<String> stackOf(long id, List<String> report) {
    List<String> stack = new ArrayList<>();
    boolean within = false;
    for (String line : report) {
      if (line.startsWith("#")) {
        within = line.startsWith("#" + id + " ");
      }
      if (within) {
        stack.add(line);
      }
    }
    return stack;
  }

  @Override
  public String perform(Command command) throws IOException {
    MBeanServerConnection connection = connections.get();
    if (connection == null) {
      throw new IOException("there is no connection");
    }
    return unwrapped(() -> command.action().perform(manager(connection), command));
  }

  private static TimeoutManagerMXBean manager(MBeanServerConnection connection) {
    return JMX.newMXBeanProxy(connection, NAME, TimeoutManagerMXBean.class);
  }

  /**
   * Asked once for each connection, by an operation that does not exist: a connector refuses it to
   * those who may only read before it finds that out.
   */
  private synchronized boolean mayAct(MBeanServerConnection connection) throws IOException {
    if (connection != asked) {
      try {
        connection.invoke(NAME, "mayAct", null, null);
        mayAct = true;
      } catch (SecurityException e) {
        mayAct = false;
      } catch (JMException | RuntimeException e) {
        mayAct = true;
      }
      asked = connection;
    }
    return mayAct;
  }

  /** A proxy wraps what its interface does not declare. */
  private static <T> T unwrapped(Callable<T> question) throws IOException {
    try {
      return question.call();
    } catch (UndeclaredThrowableException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
