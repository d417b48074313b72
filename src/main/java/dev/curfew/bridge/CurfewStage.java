package dev.curfew.bridge;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that tells of its arrival. Others may share it, so the caller gets a copy: the copy
 * alone is completed by the timeout, and cancelling the copy cancels the result.
 */
final class CurfewStage implements BiConsumer<Object, Throwable> {
  private final CurfewLater timer;
  private final CompletionStage<?> stage;

  /** The stage lets nobody complete it or ask for its end: nor is the copy to. */
  private final boolean minimal;

  /** Null once it is complete: the stage, which may be shared for ever, holds this. */
  private volatile @Nullable CompletableFuture<Object> copy;

  private CurfewStage(
      CurfewLater timer,
      CompletionStage<?> stage,
      CompletableFuture<Object> copy,
      boolean minimal) {
    this.timer = timer;
    this.stage = stage;
    this.copy = copy;
    this.minimal = minimal;
  }

  /** Null when it is no stage, or is complete. */
  @SuppressWarnings("unchecked") // the copy gets no other values than the result's
  static @Nullable CurfewStage of(CurfewLater timer, @Nullable Object result) {
    if (!(result instanceof CompletionStage<?> stage)) {
      return null;
    }
    try {
      if (stage instanceof Future<?> future && future.isDone()) {
        return null;
      }
    } catch (UnsupportedOperationException e) { // a minimal stage, which can't be asked
      return new CurfewStage(timer, stage, new CompletableFuture<>(), true);
    }
    CompletableFuture<Object> copy =
        stage instanceof CompletableFuture<?> future
            ? ((CompletableFuture<Object>) future).newIncompleteFuture() // its own class
            : new CompletableFuture<>();
    return new CurfewStage(timer, stage, copy, false);
  }

  /** What the method has to return; to be asked before {@link #listen}. */
  @Nullable Object returned() {
    CompletableFuture<Object> of = copy;
    return of == null || !minimal ? of : of.minimalCompletionStage();
  }

  /** From now on the arrival of the result is noticed. */
  @SuppressWarnings("FutureReturnValueIgnored") // what these two do can't fail for anybody else
  void listen() {
    CompletableFuture<Object> of = copy;
    if (of != null) {
      of.whenComplete(new OfCopy(this, of));
    }
    stage.whenComplete(this);
  }

  /** The result is there. */
  @Override
  public void accept(@Nullable Object value, @Nullable Throwable thrown) {
    CompletableFuture<Object> waiting = copy;
    if (!timer.finish(thrown) || waiting == null) {
      return; // the time ran out, or the caller has completed the copy
    }
    copy = null;
    if (thrown == null) {
      waiting.complete(value);
    } else {
      waiting.completeExceptionally(thrown);
    }
  }

  /** It did not come in time. */
  void expired(RuntimeException timeout) {
    CompletableFuture<Object> waiting = copy;
    copy = null;
    if (waiting != null) {
      waiting.completeExceptionally(timeout);
    }
  }

  /** Told when the copy is complete, whoever completed it. */
  private static final class OfCopy implements BiConsumer<Object, Throwable> {
    private final CurfewStage of;
    private final CompletableFuture<Object> copy;

    OfCopy(CurfewStage of, CompletableFuture<Object> copy) {
      this.of = of;
      this.copy = copy;
    }

    @Override
    public void accept(@Nullable Object value, @Nullable Throwable thrown) {
      of.copy = null;
      of.timer.finish(thrown);
      if (copy.isCancelled() && of.stage instanceof Future<?> future) {
        future.cancel(true);
      }
    }
  }
}
