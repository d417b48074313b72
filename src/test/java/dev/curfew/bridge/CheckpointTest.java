package dev.curfew.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A stop at a checkpoint")
@Timeout(60)
class CheckpointTest {
  private static final int SITE = 5;
  private static final CurfewEntryFrame ENTRY =
      new CurfewEntryFrame(CheckpointTest.class.getName(), "entry", "(Ljava/lang/Runnable;)V");

  private static volatile boolean stop;
  private static final AtomicLong CHECKS = new AtomicLong();

  private @Nullable CurfewStopRequest request;

  @BeforeEach
  void goOn() {
    stop = false;
  }

  @AfterEach
  void takeBack() {
    stop = true;
    if (request != null) {
      CurfewCheckpoint.end(request);
    }
  }

  /** What a woven entry method does. */
  private static void entry(Runnable body) {
    Object token = CurfewBridge.enter(SITE);
    try {
      body.run();
    } catch (Throwable e) {
      CurfewBridge.exit(token, e);
      throw e;
    }
    CurfewBridge.exit(token);
  }

  /** What a woven loop does. */
  private static void check() {
    CHECKS.incrementAndGet();
    try {
      CurfewCheckpoint.check();
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void loop() {
    while (!stop) {
      check();
    }
  }

  /** A thread that runs a body in an entry method. */
  private static final class Worker {
    final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    final AtomicReference<@Nullable CurfewCall> call = new AtomicReference<>();
    final Thread thread;

    Worker(Runnable body) {
      thread =
          new Thread(
              () -> {
                try {
                  entry(
                      () -> {
                        call.set(CurfewBridge.innermostOpen());
                        body.run();
                      });
                } catch (Throwable e) {
                  thrown.set(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
      await().until(() -> call.get() != null);
    }

    @Nullable Throwable end() throws InterruptedException {
      thread.join(30_000);
      assertThat(thread.isAlive()).isFalse();
      return thrown.get();
    }
  }

  /** What watcher and force do. */
  private CurfewStopRequest ask(Worker worker) {
    CurfewCall call = worker.call.get();
    long word = call.word();
    call.claim(word);
    request = CurfewCheckpoint.ask(call.owner(), call, word, ENTRY);
    return request;
  }

  private static long millisSince(long begin) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  @Test
  @DisplayName("ends a loop, runs its finally blocks and frees its monitors (case 10)")
  void endsLoop() throws Exception {
    Object monitor = new Object();
    AtomicReference<String> cleaned = new AtomicReference<>();
    Worker worker =
        new Worker(
            () -> {
              synchronized (monitor) {
                try {
                  loop();
                } finally {
                  for (int i = 0; i < 1_000; i++) {
                    check();
                  }
                  cleaned.set("done");
                }
              }
            });

    ask(worker);

    assertThat(worker.end())
        .isInstanceOf(CurfewStop.class)
        .hasMessageContaining("CheckpointTest.entry");
    assertThat(cleaned).hasValue("done");
    synchronized (monitor) {
      assertThat(request.thrown()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("is not thrown into other threads, nor for a call that is not claimed")
  void hitsOneThread() throws Exception {
    Worker other = new Worker(CheckpointTest::loop);
    Worker worker = new Worker(CheckpointTest::loop);
    CurfewCall unclaimed = other.call.get();
    CurfewStopRequest early =
        CurfewCheckpoint.ask(unclaimed.owner(), unclaimed, unclaimed.word(), ENTRY);

    ask(worker);

    assertThat(worker.end()).isInstanceOf(CurfewStop.class);
    stop = true;
    assertThat(other.end()).isNull();
    assertThat(early.thrown()).isZero();
    CurfewCheckpoint.end(early);
  }

  @Test
  @DisplayName("leaves a body that catches it in peace for a while, then is thrown at each check")
  void swallowed() throws Exception {
    Worker worker =
        new Worker(
            () -> {
              while (!stop) {
                try {
                  loop();
                } catch (Throwable e) {
                  // goes on
                }
                check();
              }
            });
    long begin = System.nanoTime();

    ask(worker);

    assertThat(worker.end()).isInstanceOf(CurfewStop.class);
    assertThat(millisSince(begin)).isGreaterThanOrEqualTo(150);
    assertThat(request.thrown()).isGreaterThanOrEqualTo(3);
  }

  /** Initialised by one test only. */
  private static final class Initialised {
    static volatile boolean begun;
    static final long DONE;

    static {
      begun = true;
      long before = CheckpointTest.CHECKS.get();
      while (CheckpointTest.CHECKS.get() < before + 100_000 && !stop) {
        check();
      }
      DONE = CheckpointTest.CHECKS.get() - before;
    }
  }

  @Test
  @DisplayName("waits for the end of a class initialiser and says so (case 11)")
  void notInInitialiser() throws Exception {
    AtomicReference<Long> initialised = new AtomicReference<>();
    AtomicReference<CurfewStopRequest> asked = new AtomicReference<>();
    AtomicReference<String> heldBackBy = new AtomicReference<>();
    Worker worker =
        new Worker(
            () -> {
              await().until(() -> asked.get() != null);
              initialised.set(Initialised.DONE);
              heldBackBy.set(asked.get().heldBackBy());
              loop();
            });

    asked.set(ask(worker));

    assertThat(worker.end()).isInstanceOf(CurfewStop.class);
    assertThat(initialised).hasValue(100_000L);
    assertThat(heldBackBy.get()).contains("initialiser of class").contains("Initialised");
    assertThat(request.thrown()).isEqualTo(1);
    assertThat(Initialised.begun).isTrue(); // the class can be used
  }

  /** Loads nothing, but takes its time. */
  private static final class SlowLoader extends ClassLoader {
    private final Runnable work;

    SlowLoader(Runnable work) {
      super(null);
      this.work = work;
    }

    @Override
    protected Class<?> loadClass(@Nullable String name, boolean resolve)
        throws ClassNotFoundException {
      work.run();
      throw new ClassNotFoundException(name);
    }
  }

  @Test
  @DisplayName("waits until a class is loaded, and is thrown then")
  void notInClassLoader() throws Exception {
    AtomicReference<CurfewStopRequest> asked = new AtomicReference<>();
    AtomicReference<String> heldBackBy = new AtomicReference<>();
    AtomicReference<String> reached = new AtomicReference<>("");
    Worker worker =
        new Worker(
            () -> {
              await().until(() -> asked.get() != null);
              try {
                new SlowLoader(CheckpointTest::check).loadClass("a.B");
              } catch (ClassNotFoundException e) {
                reached.set("class loaded");
              }
              heldBackBy.set(asked.get().heldBackBy());
              loop(); // a look at the stack that says no is not repeated at once
            });

    asked.set(ask(worker));

    assertThat(worker.end()).isInstanceOf(CurfewStop.class);
    assertThat(heldBackBy.get()).contains("the class loader").contains("SlowLoader");
    assertThat(reached).hasValue("class loaded");
  }

  @Test
  @DisplayName("waits until a statement of a database is over, and hits the first check then")
  void notInStatement() throws Exception {
    CurfewResources.setForced(SITE, true);
    CurfewCheckpoint.spare(AtomicLong.class);
    AtomicReference<CurfewStopRequest> asked = new AtomicReference<>();
    AtomicReference<String> heldBackBy = new AtomicReference<>();
    AtomicReference<String> reached = new AtomicReference<>("");
    Worker worker =
        new Worker(
            () -> {
              await().until(() -> asked.get() != null);
              Object statement = CurfewResources.enter(new AtomicLong());
              Object wait = CurfewResources.enter("what it waits for");
              check();
              CurfewResources.exit(wait);
              CurfewResources.exit(statement);
              heldBackBy.set(asked.get().heldBackBy());
              Object other = CurfewResources.enter("another");
              reached.set("statement left");
              check();
              reached.set("too far");
              CurfewResources.exit(other);
            });

    asked.set(ask(worker));

    assertThat(worker.end()).isInstanceOf(CurfewStop.class);
    assertThat(heldBackBy).hasValue("a statement of a database");
    assertThat(reached).hasValue("statement left");
    CurfewResources.setForced(SITE, false);
  }

  @Test
  @DisplayName("is not thrown because somebody wants threads to come to a safepoint")
  void lookUp() throws Exception {
    Worker worker = new Worker(CheckpointTest::loop);
    CurfewCheckpoint.lookUp();
    try {
      CurfewCheckpoint.lookUp();
      CurfewCheckpoint.lookAway();
      long before = CHECKS.get();
      await().until(() -> CHECKS.get() > before + 10_000);
      assertThat(worker.thread.isAlive()).isTrue();

      ask(worker);

      assertThat(worker.end()).isInstanceOf(CurfewStop.class);
    } finally {
      CurfewCheckpoint.lookAway();
    }
  }

  private record Frame(String getClassName, String getMethodName)
      implements StackWalker.StackFrame {
    @Override
    public Class<?> getDeclaringClass() {
      return Object.class;
    }

    @Override
    public int getByteCodeIndex() {
      return 0;
    }

    @Override
    public @Nullable String getFileName() {
      return null;
    }

    @Override
    public int getLineNumber() {
      return 0;
    }

    @Override
    public boolean isNativeMethod() {
      return false;
    }

    @Override
    public StackTraceElement toStackTraceElement() {
      return new StackTraceElement(getClassName, getMethodName, null, 0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "sun.instrument.InstrumentationImpl, a class file transformer",
    "dev.curfew.bridge.CurfewBridge, Curfew",
    "java.util.Optional, ''",
  })
  @DisplayName("is not thrown while a class is transformed, nor inside Curfew")
  void notInTheirCode(String className, String heldBackBy) throws Exception {
    Worker worker = new Worker(CheckpointTest::loop);
    CurfewCall call = worker.call.get();
    CurfewStopRequest asked = CurfewCheckpoint.ask(call.owner(), call, call.word(), null);

    String found =
        asked.apply(
            Stream.of(
                new Frame("dev.curfew.bridge.CurfewCheckpoint", "check"),
                new Frame("com.acme.Loop", "turn"),
                new Frame(className, "call")));

    assertThat(found).isEqualTo(heldBackBy);
    stop = true;
    worker.end();
    CurfewCheckpoint.end(asked);
  }

  @Test
  @DisplayName("is over with its call: the thread's next call and what it does outside run on")
  void overWithTheCall() throws Exception {
    AtomicReference<Throwable> first = new AtomicReference<>();
    AtomicReference<CurfewStopRequest> asked = new AtomicReference<>();
    Worker worker =
        new Worker(
            () -> {
              AtomicReference<CurfewCall> inner = new AtomicReference<>();
              try {
                entryOfAnother(
                    () -> {
                      CurfewCall call = CurfewBridge.innermostOpen();
                      long word = call.word();
                      call.claim(word);
                      CurfewEntryFrame frame =
                          new CurfewEntryFrame(
                              CheckpointTest.class.getName(),
                              "entryOfAnother",
                              "(Ljava/lang/Runnable;)V");
                      asked.set(CurfewCheckpoint.ask(call.owner(), call, word, frame));
                      inner.set(call);
                      loop();
                    });
              } catch (CurfewStop e) {
                first.set(e);
              }
              for (int i = 0; i < 1_000; i++) {
                check();
              }
              entryOfAnother(CheckpointTest::check);
            });

    assertThat(worker.end()).isNull();
    assertThat(first.get()).isInstanceOf(CurfewStop.class);
    assertThat(asked.get().isLive()).isFalse();
    assertThat(asked.get().thrown()).isEqualTo(1);
    CurfewCheckpoint.end(asked.get());
  }

  private static void entryOfAnother(Runnable body) {
    Object token = CurfewBridge.enter(SITE + 1);
    try {
      body.run();
    } catch (Throwable e) {
      CurfewBridge.exit(token, e);
      throw e;
    }
    CurfewBridge.exit(token);
  }

  @Test
  @DisplayName("is not thrown when the frame of the entry method is gone")
  void lostFrame() throws Exception {
    AtomicReference<CurfewCall> lost = new AtomicReference<>();
    AtomicReference<CurfewStopRequest> asked = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              CurfewBridge.enter(SITE); // and no exit: a StackOverflowError cost it
              CurfewCall call = CurfewBridge.innermostOpen();
              long word = call.word();
              call.claim(word);
              asked.set(CurfewCheckpoint.ask(call.owner(), call, word, ENTRY));
              check();
              check();
              lost.set(call);
            });
    thread.start();
    thread.join();

    assertThat(lost.get()).isNotNull();
    assertThat(asked.get().thrown()).isZero();
    assertThat(asked.get().heldBackBy()).contains("without its entry method");
    CurfewCheckpoint.end(asked.get());
  }

  @Test
  @DisplayName(
      "is for the outermost call that is to end; the inner one's clean-up is not cut short")
  void outermost() throws Exception {
    AtomicReference<CurfewCall> inner = new AtomicReference<>();
    Worker worker =
        new Worker(
            () ->
                entryOfAnother(
                    () -> {
                      inner.set(CurfewBridge.innermostOpen());
                      loop();
                    }));
    await().until(() -> inner.get() != null);
    CurfewCall call = inner.get();
    long word = call.word();
    CurfewStopRequest ofInner = CurfewCheckpoint.ask(call.owner(), call, word, null);
    assertThat(CurfewCheckpoint.ask(call.owner(), call, word, null)).isSameAs(ofInner);

    CurfewStopRequest ofOuter = ask(worker);

    assertThat(ofOuter).isNotNull();
    assertThat(worker.end()).isInstanceOf(CurfewStop.class);
    assertThat(ofOuter.thrown()).isEqualTo(1);
    assertThat(ofInner.thrown()).isZero();
  }

  @Test
  @DisplayName("of a call inside one that is to end is not asked for")
  void insideOne() throws Exception {
    AtomicReference<CurfewCall> inner = new AtomicReference<>();
    Worker worker =
        new Worker(
            () ->
                entryOfAnother(
                    () -> {
                      inner.set(CurfewBridge.innermostOpen());
                      await().until(() -> stop);
                    }));
    await().until(() -> inner.get() != null);
    ask(worker);

    CurfewCall call = inner.get();
    assertThat(CurfewCheckpoint.ask(call.owner(), call, call.word(), null)).isNull();

    stop = true;
    assertThat(worker.end()).isNull(); // there was no check
  }

  @Test
  @DisplayName("wakes checks that are at rest, which they are only when nothing is asked for")
  void restAndWake() throws Exception {
    CurfewCheckpoint.allowRest();
    Worker worker = new Worker(CheckpointTest::loop);
    long before = CheckpointTest.CHECKS.get();
    await().until(() -> CHECKS.get() > before + 1_000_000);
    assertThat(CurfewCheckpoint.rest()).isTrue();

    ask(worker);

    assertThat(CurfewCheckpoint.rest()).isFalse();
    assertThat(worker.end()).isInstanceOf(CurfewStop.class);
    CurfewCheckpoint.end(request);
    CurfewCheckpoint.end(request); // twice does no harm
    assertThat(CurfewCheckpoint.rest()).isTrue();
  }
}
