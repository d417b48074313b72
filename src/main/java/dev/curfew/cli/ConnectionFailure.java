package dev.curfew.cli;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.ReflectionException;

/** What can go wrong between a command and the MBean, as a sentence. */
final class ConnectionFailure {
  private ConnectionFailure() {}

  static CommandFailure of(long pid, Throwable e) {
    if (e instanceof CommandFailure failure) {
      return failure;
    }
    if (e instanceof IllegalArgumentException && e.getMessage() != null) {
      return new CommandFailure(ExitCode.USAGE, e.getMessage());
    }
    // Proxies of MBeans wrap what their methods do not declare.
    Throwable cause =
        e instanceof UndeclaredThrowableException && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof IOException) {
      return new CommandFailure(
          ExitCode.UNREACHABLE, "the connection to JVM " + pid + " broke: " + cause.getMessage());
    }
    if (cause instanceof InstanceNotFoundException) {
      return new CommandFailure(
          ExitCode.UNREACHABLE, "Curfew has taken its MBean out of JVM " + pid);
    }
    if (cause instanceof AttributeNotFoundException || cause instanceof ReflectionException) {
      return new CommandFailure(
          ExitCode.FAILURE,
          "the Curfew in JVM " + pid + " is of another version and does not know this command");
    }
    return new CommandFailure(ExitCode.FAILURE, "something unexpected happened: " + cause);
  }
}
