package dev.curfew.manage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Waits until it does no harm to ask for the platform's MBean server.
 *
 * <p>That initialises java.util.logging and the MBean server for good, with what is configured at
 * that moment and what the asking thread can load. A server that brings its own log manager
 * (WildFly, WFLYLOG0078) or its own MBeanServerBuilder (GlassFish) then does not start. So: a
 * second after the start; and where such a class is configured, or the main class is known to
 * configure one, only when the server itself has loaded what we would initialise, or has not done
 * so for a minute.
 */
final class ApplicationUp {
  private static final String LOG_MANAGER = "java.util.logging.LogManager";
  private static final String MBEAN_SERVER_BUILDER = "javax.management.MBeanServerBuilder";

  private static final Set<String> SERVERS =
      Set.of(
          "org.jboss.modules.Main",
          "org.wildfly.swarm.bootstrap.Main",
          "com.sun.enterprise.glassfish.bootstrap.ASMain",
          "com.sun.enterprise.glassfish.bootstrap.GlassFishMain",
          "weblogic.Server",
          "com.ibm.wsspi.bootstrap.WSPreLauncher");

  private static final String JBOSS_MODULES_JAR = "jboss-modules.jar";

  private final UnaryOperator<@Nullable String> properties;
  private final Predicate<String> isLoaded;
  private final long settleMillis;
  private final long patienceMillis;

  /** In production: one second, one minute. */
  ApplicationUp(Predicate<String> isLoaded) {
    this(System::getProperty, isLoaded, 1000, 60_000);
  }

  ApplicationUp(
      UnaryOperator<@Nullable String> properties,
      Predicate<String> isLoaded,
      long settleMillis,
      long patienceMillis) {
    this.properties = properties;
    this.isLoaded = isLoaded;
    this.settleMillis = settleMillis;
    this.patienceMillis = patienceMillis;
  }

  /** Whether a server has to come up first, which may take up to a minute. */
  boolean awaitsServer() {
    return !classesOfServer().isEmpty();
  }

  void await() throws InterruptedException {
    Thread.sleep(settleMillis);
    List<String> awaited = classesOfServer();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    while (!awaited.isEmpty() && System.nanoTime() - end < 0) {
      awaited.removeIf(isLoaded);
      Thread.sleep(settleMillis); // also after the last: loaded is not yet initialised
    }
  }

  /** What the server must have loaded first. */
  private List<String> classesOfServer() {
    boolean server = isServer();
    List<String> classes = new ArrayList<>();
    if (server || properties.apply("java.util.logging.manager") != null) {
      classes.add(LOG_MANAGER);
    }
    if (server || properties.apply("javax.management.builder.initial") != null) {
      classes.add(MBEAN_SERVER_BUILDER);
    }
    return classes;
  }

  private boolean isServer() {
    String command = properties.apply("sun.java.command");
    if (command == null) {
      return false;
    }
    int blank = command.indexOf(' ');
    String main = blank < 0 ? command : command.substring(0, blank);
    return SERVERS.contains(main) || main.endsWith(JBOSS_MODULES_JAR);
  }
}
