package dev.curfew.cli;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.ReflectionException;

/** What can go wrong between a command and the MBean, as a sentence. */
final class ConnectionFailure {
  private ConnectionFailure() {}

  static CommandFailure of(String who, Throwable e) {
    if (e instanceof IllegalArgumentException && e.getMessage() != null) {
      return new CommandFailure(ExitCode.USAGE, e.getMessage());
    }
    // Proxies of MBeans wrap what their methods do not declare.
    Throwable cause =
        e instanceof UndeclaredThrowableException && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof CommandFailure failure) {
      return failure;
    }
    if (cause instanceof SecurityException) {
      return new CommandFailure(ExitCode.REFUSED, who + " refused it: " + cause.getMessage());
    }
    if (String.valueOf(cause.getMessage()).contains("non-JRMP server")) {
      return new CommandFailure(
          ExitCode.UNREACHABLE,
          "what listens at " + who + " is no registry of RMI, or one that speaks TLS: try --ssl");
    }
    if (cause instanceof IOException) {
      return new CommandFailure(
          ExitCode.UNREACHABLE,
          "the connection to "
              + who
              + " broke: "
              + String.valueOf(cause.getMessage()).replaceAll("\\s+", " "));
    }
    if (cause instanceof InstanceNotFoundException) {
      return new CommandFailure(ExitCode.UNREACHABLE, "Curfew has taken its MBean out of " + who);
    }
    if (cause instanceof AttributeNotFoundException || cause instanceof ReflectionException) {
      return new CommandFailure(
          ExitCode.FAILURE,
          "the Curfew in " + who + " is of another version and does not know this command");
    }
    return new CommandFailure(ExitCode.FAILURE, "something unexpected happened: " + cause);
  }
}
