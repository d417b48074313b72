package com.example.results;

import dev.curfew.api.Timeouts;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Says what becomes of results that come later, in time or not. */
public final class ResultsProgram {
  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          4,
          body -> {
            Thread thread = new Thread(body);
            thread.setDaemon(true);
            return thread;
          });

  private ResultsProgram() {}

  public static void main(String[] args) throws Exception {
    CompletableFuture<String> shared = new CompletableFuture<>();
    say("never", () -> outcome(Desk.future(() -> shared)));
    say("what others share is done", shared::isDone);
    say(
        "never, as a stage",
        () -> outcome(Desk.stage(CompletableFuture<String>::new).toCompletableFuture()));
    say("in time", () -> outcome(Desk.future(() -> CompletableFuture.supplyAsync(() -> "value"))));
    say("failing", () -> outcome(Desk.future(() -> failing())));
    CompletableFuture<String> done = CompletableFuture.completedFuture("");
    say("done before is itself", () -> Desk.future(() -> done) == done);
    say("nothing is nothing", () -> Desk.future(() -> null) == null);
    CompletableFuture<String> original = new CompletableFuture<>();
    say("cancel", () -> Desk.future(() -> original).cancel(true));
    say("cancels the original", original::isCancelled);
    say("worker", ResultsProgram::worker);
    say("its thread afterwards", () -> POOL.submit(ResultsProgram::howIsThread).get());
    FutureTask<String> plain = new FutureTask<>(() -> "never run");
    say("a plain future is itself", () -> Desk.plain(() -> plain) == plain);
    Flow.Publisher<String> publisher = subscriber -> {};
    say("a publisher is itself", () -> Desk.published(() -> publisher) == publisher);
    CompletableFuture<String> alone = new CompletableFuture<>();
    say("without following it is itself", () -> Desk.alone(() -> alone) == alone);
    System.exit(0);
  }

  private static void say(String what, Callable<?> question) throws Exception {
    System.out.println(what + ": " + question.call());
  }

  private static String outcome(CompletableFuture<String> result) throws Exception {
    try {
      return result.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return e.getCause().getClass().getSimpleName();
    }
  }

  private static CompletableFuture<String> failing() {
    CompletableFuture<String> result = new CompletableFuture<>();
    POOL.execute(() -> result.completeExceptionally(new IllegalArgumentException()));
    return result;
  }

  /** Works for a result in a pool, until it is stopped. */
  private static String worker() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    String[] how = {"still runs"};
    CompletableFuture<String> copy =
        Desk.future(
            () ->
                CompletableFuture.supplyAsync(
                    () -> {
                      boolean inside = Timeouts.current().isPresent();
                      try {
                        TimeUnit.SECONDS.sleep(60);
                        how[0] = "let go";
                      } catch (InterruptedException e) {
                        how[0] = inside ? "stopped" : "interrupted without a call";
                      }
                      ended.countDown();
                      return "worked";
                    },
                    POOL));
    String outcome = outcome(copy);
    ended.await();
    return outcome + ", " + how[0];
  }

  private static String howIsThread() {
    boolean clean = !Thread.interrupted() && Timeouts.current().isEmpty();
    return clean ? "clean" : "not clean";
  }
}
