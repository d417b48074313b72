package dev.curfew.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which call each task was handed over in that has not begun yet. Kept aside, by the task's
 * identity, so that queues, rejection handlers and {@code remove} see the task itself.
 *
 * <p>A table of lists without a lock, because a thread may be anywhere in the JDK when it comes
 * here. New entries go to the head of a list. An entry that is over is skipped, and unlinked by
 * whoever comes past: a link only ever jumps over entries that are over, so whatever two that
 * unlink at once do to each other, no other entry is lost; one that is over may come back, until
 * the next one comes past. Tasks are held weakly, lists are at most {@link #LONGEST} long: tasks
 * beyond are not followed, and counted.
 */
final class CurfewTasks {
  private static final int SIZE = 1 << 16;
  private static final int LONGEST = 32;
  private static final VarHandle HEADS = MethodHandles.arrayElementVarHandle(CurfewTask[].class);
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findStaticVarHandle(CurfewTasks.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int NONE = 0;
  private static final int SOME = 1;

  /** None, unless somebody adds one. */
  private static final int PERHAPS = 2;

  @SuppressWarnings("unused") // through STATE
  private static int state;

  /** Null: nothing is followed. */
  private static volatile @Nullable CurfewTask @Nullable [] table;

  private CurfewTasks() {}

  static synchronized void prepare() {
    if (table == null) {
      @Nullable CurfewTask[] made = new CurfewTask[SIZE];
      CurfewTask first = new CurfewTask(made, 0, CurfewParent.ENDED);
      first.takeOne(); // so that its class is initialised
      made[0] = first;
      table = made;
    }
  }

  /**
   * The task is handed over in this call.
   *
   * @param again whether it may be waiting twice; otherwise the first call stays
   * @return false when there are too many
   */
  static boolean add(Object task, CurfewParent parent, boolean again) {
    @Nullable CurfewTask[] t = table;
    if (t == null) {
      return true;
    }
    int hash = System.identityHashCode(task);
    int i = hash & (SIZE - 1);
    CurfewTask added = null;
    do {
      int length = 0;
      CurfewTask before = null;
      for (CurfewTask e = (CurfewTask) HEADS.getAcquire(t, i); e != null; e = e.next) {
        if (e.isOver()) {
          unlink(t, i, before, e);
          continue;
        }
        if (e.isOf(task, hash) && (!again || (e.parent == parent && e.addOne()))) {
          return true;
        }
        before = e;
        length++;
      }
      if (length >= LONGEST) {
        return false;
      }
      if (added == null) {
        added = new CurfewTask(task, hash, parent);
      }
      added.next = (CurfewTask) HEADS.getAcquire(t, i);
    } while (!HEADS.compareAndSet(t, i, added.next, added));
    if ((int) STATE.getVolatile() != SOME) {
      STATE.setVolatile(SOME);
    }
    return true;
  }

  /** The task begins: the call that it was first handed over in; null: none. */
  static @Nullable CurfewParent take(Object task) {
    @Nullable CurfewTask[] t = table;
    if (t == null || (int) STATE.getOpaque() == NONE) {
      return null;
    }
    int hash = System.identityHashCode(task);
    int i = hash & (SIZE - 1);
    for (; ; ) {
      CurfewTask first = null;
      for (CurfewTask e = (CurfewTask) HEADS.getAcquire(t, i); e != null; e = e.next) {
        if (e.isOf(task, hash)) {
          first = e; // the farthest back came first
        }
      }
      if (first == null) {
        return null;
      }
      if (first.takeOne()) {
        if (first.isOver()) {
          clean(t, i);
        }
        return first.parent;
      }
    }
  }

  private static int clean(@Nullable CurfewTask[] t, int i) {
    int left = 0;
    CurfewTask before = null;
    for (CurfewTask e = (CurfewTask) HEADS.getAcquire(t, i); e != null; e = e.next) {
      if (e.isOver()) {
        unlink(t, i, before, e);
      } else {
        before = e;
        left++;
      }
    }
    return left;
  }

  private static void unlink(
      @Nullable CurfewTask[] t, int i, @Nullable CurfewTask before, CurfewTask over) {
    if (before == null) {
      HEADS.compareAndSet(t, i, over, over.next);
    } else {
      before.next = over.next;
    }
  }

  /** Forgets the tasks that will never begin; how many are waiting. The watcher, now and then. */
  static int sweep() {
    @Nullable CurfewTask[] t = table;
    if (t == null || (int) STATE.getOpaque() == NONE) {
      return 0;
    }
    STATE.setVolatile(PERHAPS); // whoever adds one from now on says so
    int left = 0;
    for (int i = 0; i < t.length; i++) {
      if (HEADS.getVolatile(t, i) != null) { // not before the step to PERHAPS
        left += clean(t, i);
      }
    }
    if (left > 0) {
      STATE.setVolatile(SOME);
    } else {
      STATE.compareAndSet(PERHAPS, NONE);
    }
    return left;
  }
}
