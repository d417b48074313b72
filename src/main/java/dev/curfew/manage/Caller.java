package dev.curfew.manage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.security.Principal;
import java.util.StringJoiner;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** Who calls an MBean. To be asked on the thread that the call came in on. */
final class Caller {
  /** A caller in this JVM, or attached to it by somebody who may do so on this machine. */
  static final String LOCAL = "local";

  private static final @Nullable MethodHandle SUBJECT = subject();

  private static final ThreadLocal<String> NAMED = new ThreadLocal<>();

  private Caller() {}

  /** Does something on this thread in the name of somebody who did not call an MBean. */
  static <T> T as(String who, Supplier<T> what) {
    NAMED.set(who);
    try {
      return what.get();
    } finally {
      NAMED.remove();
    }
  }

  /**
   * {@code operator@10.1.2.3} for an authenticated caller, from wherever, {@code
   * unauthenticated@10.1.2.3} for one from another machine without a name, else {@code local}.
   * Bridges such as Jolokia run inside this JVM and do not say for whom: local.
   */
  static String name() {
    String named = NAMED.get();
    if (named != null) {
      return named;
    }
    String user = user();
    String host;
    boolean own;
    try {
      host = Remote.host();
      own = Remote.isOwn(host);
    } catch (LinkageError e) {
      host = ""; // an image without java.rmi
      own = true;
    }
    if (user.isEmpty()) {
      return own ? LOCAL : "unauthenticated@" + host;
    }
    return host.isEmpty() ? user : user + "@" + host;
  }

  private static String user() {
    StringJoiner names = new StringJoiner("+");
    try {
      Subject subject = SUBJECT == null ? null : (Subject) SUBJECT.invokeExact();
      if (subject != null) {
        for (Principal principal : subject.getPrincipals()) {
          names.add(principal.getName());
        }
      }
    } catch (Throwable e) {
      return "unknown"; // an audit that fails must not keep an operator from acting
    }
    return names.toString();
  }

  /** JDK 18 added Subject.current; its predecessor is deprecated and fails on later ones. */
  private static @Nullable MethodHandle subject() {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    try {
      return lookup.findStatic(Subject.class, "current", MethodType.methodType(Subject.class));
    } catch (ReflectiveOperationException e) {
      return subjectOfAccessControlContext(lookup);
    }
  }

  private static @Nullable MethodHandle subjectOfAccessControlContext(MethodHandles.Lookup lookup) {
    try {
      Class<?> context = Class.forName("java.security.AccessControlContext");
      Class<?> controller = Class.forName("java.security.AccessController");
      return MethodHandles.foldArguments(
          lookup.findStatic(
              Subject.class, "getSubject", MethodType.methodType(Subject.class, context)),
          lookup.findStatic(controller, "getContext", MethodType.methodType(context)));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** In a class of its own, because an image with java.management need not have java.rmi. */
  private static final class Remote {

    /** Empty when the call did not come through a connector. */
    static String host() {
      try {
        return RemoteServer.getClientHost();
      } catch (ServerNotActiveException e) {
        return "";
      }
    }

    /** Whether that is this machine. */
    static boolean isOwn(String host) {
      try {
        InetAddress address = InetAddress.getByName(host);
        return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
      } catch (java.io.IOException e) {
        return false;
      }
    }
  }
}
