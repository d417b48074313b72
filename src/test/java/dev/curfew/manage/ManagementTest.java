package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.management.ObjectName;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The MBean's registration")
class ManagementTest {
  private final AtomicInteger questions = new AtomicInteger();
  private final Set<String> loaded = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Thread> thread = new AtomicReference<>();

  @AfterEach
  void forget() {
    System.clearProperty("curfew.mbean");
  }

  private Thread newThread(Runnable work) {
    Thread made = new Thread(work);
    thread.set(made);
    return made;
  }

  private ApplicationUp up(Map<String, String> properties, long patienceMillis) {
    return new ApplicationUp(properties::get, this::isLoaded, 1, patienceMillis);
  }

  private boolean isLoaded(String name) {
    questions.incrementAndGet();
    return loaded.contains(name);
  }

  private Management start(ApplicationUp up, Supplier<AutoCloseable> registrar) {
    Management management = new Management(up, () -> {}, registrar, this::newThread);
    management.start();
    return management;
  }

  @Test
  @DisplayName("comes late in the platform's server, on a daemon thread, and goes with close")
  void wholeWay() throws Exception {
    ObjectName name = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
    long start = System.nanoTime();

    Management management =
        Management.register(
            new ManagedAgent(
                new FakeEngine(), "1", "pairs", new FakeMatches(), new FixedConfiguration()),
            ByteBuddyAgent.install(),
            () -> {},
            this::newThread);

    assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name)).isFalse();
    assertThat(thread.get().isDaemon()).isTrue();
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> ManagementFactory.getPlatformMBeanServer().isRegistered(name));
    assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    management.close();
    // not at once when it is just being registered
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> !ManagementFactory.getPlatformMBeanServer().isRegistered(name));
  }

  @Test
  @DisplayName("is tried again when it failed")
  void retries() {
    AtomicInteger attempts = new AtomicInteger();

    start(
        up(Map.of(), 0),
        () -> {
          if (attempts.incrementAndGet() == 1) {
            throw new IllegalStateException("not yet");
          }
          return () -> {};
        });

    await().atMost(10, TimeUnit.SECONDS).until(() -> attempts.get() == 2);
  }

  @Test
  @DisplayName("is given up at once in a JVM without JMX")
  void withoutJmx() {
    AtomicInteger attempts = new AtomicInteger();

    start(
        up(Map.of(), 0),
        () -> {
          attempts.incrementAndGet();
          throw new NoClassDefFoundError("javax/management/MBeanServer");
        });

    await().until(() -> !thread.get().isAlive());
    assertThat(attempts).hasValue(1);
  }

  @Test
  @DisplayName("is known not to come by a system property, until Curfew is taken out")
  void knownNotToCome() {
    Management management =
        start(
            up(Map.of(), 0),
            () -> {
              throw new NoClassDefFoundError("javax/management/MBeanServer");
            });

    await().until(() -> !thread.get().isAlive());
    assertThat(System.getProperty("curfew.mbean")).isEqualTo("none");
    management.close();
    assertThat(System.getProperty("curfew.mbean")).isNull();
  }

  @Test
  @DisplayName("is known by the same property to wait for a server, until it has happened")
  void knownToComeLater() {
    start(up(Map.of("java.util.logging.manager", "x"), 60_000), () -> () -> {});

    await().until(() -> "later".equals(System.getProperty("curfew.mbean")));
    loaded.add("java.util.logging.LogManager");
    await().until(() -> !thread.get().isAlive());
    assertThat(System.getProperty("curfew.mbean")).isNull();
  }

  @Test
  @DisplayName("never happens after close")
  void closedBefore() {
    AtomicInteger attempts = new AtomicInteger();
    Management management =
        start(
            up(Map.of("java.util.logging.manager", "x"), 60_000),
            () -> {
              attempts.incrementAndGet();
              return () -> {};
            });

    management.close();

    await().until(() -> !thread.get().isAlive());
    assertThat(attempts).hasValue(0);
  }

  @Test
  @DisplayName("is taken back when close came while it was under way")
  void closedMeanwhile() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    AtomicInteger open = new AtomicInteger();
    Management management =
        start(
            up(Map.of(), 0),
            () -> {
              open.incrementAndGet();
              underWay.countDown();
              awaitUninterruptibly(proceed);
              return open::decrementAndGet;
            });
    underWay.await();

    management.close();
    proceed.countDown();

    await().until(() -> !thread.get().isAlive());
    assertThat(open).hasValue(0);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("goes quietly when somebody else has taken the MBean out")
  void takenOutBySomebody() throws Exception {
    var server = javax.management.MBeanServerFactory.newMBeanServer();
    Registration registration =
        Registration.in(
            server,
            new TimeoutManager(
                new FakeEngine(), "1", "pairs", new FakeMatches(), new FixedConfiguration()));
    server.unregisterMBean(new ObjectName(TimeoutManagerMXBean.OBJECT_NAME));

    assertThatCode(registration::close).doesNotThrowAnyException();
  }

  @Nested
  @DisplayName("waits")
  class Waits {
    private static final String LOG_MANAGER = "java.util.logging.LogManager";
    private static final String BUILDER = "javax.management.MBeanServerBuilder";

    private final AtomicInteger registered = new AtomicInteger();

    private void startWaiting(Map<String, String> properties, long patienceMillis) {
      start(
          up(properties, patienceMillis),
          () -> {
            registered.incrementAndGet();
            return () -> {};
          });
    }

    /** Asked again and again, and not satisfied. */
    private void assertStillWaits() {
      int asked = questions.get();
      await().until(() -> questions.get() > asked + 5);
      assertThat(registered).hasValue(0);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
      "java.util.logging.manager, java.util.logging.LogManager",
      "javax.management.builder.initial, javax.management.MBeanServerBuilder",
    })
    @DisplayName("until a server has loaded the class for which it has configured its own")
    void property(String key, String awaited) {
      loaded.add(awaited.equals(LOG_MANAGER) ? BUILDER : LOG_MANAGER);
      startWaiting(Map.of(key, "com.acme.Own"), 60_000);
      assertStillWaits();

      loaded.add(awaited);

      await().until(() -> registered.get() == 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "org.jboss.modules.Main -mp modules org.jboss.as.standalone",
      "lib/jboss-modules.jar -mp modules",
      "weblogic.Server",
    })
    @DisplayName("for both with servers that configure them while they start")
    void server(String command) {
      startWaiting(Map.of("sun.java.command", command), 60_000);
      loaded.add(LOG_MANAGER);
      assertStillWaits();

      loaded.add(BUILDER);

      await().until(() -> registered.get() == 1);
    }

    @Test
    @DisplayName("for no class with any other program")
    void program() {
      startWaiting(Map.of("sun.java.command", "com.acme.Main x"), 60_000);

      await().until(() -> registered.get() == 1);
      assertThat(questions).hasValue(0);
    }

    @Test
    @DisplayName("not for ever")
    void patience() {
      startWaiting(Map.of("java.util.logging.manager", "x"), 20);

      await().until(() -> registered.get() == 1);
      assertThat(questions).hasPositiveValue();
    }

    @Test
    @DisplayName("for classes that are really loaded, and loads none by looking")
    void loadedClasses() {
      LoadedClasses classes = new LoadedClasses(ByteBuddyAgent.install());

      assertThat(classes).accepts("java.lang.String");
      assertThat(classes).rejects("java.util.zip.ZipOutputStream$NoSuchClass");
    }
  }
}
