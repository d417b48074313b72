package dev.curfew.bridge;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That one call is to end at a checkpoint of its thread, and when that may be.
 *
 * <p>Why it can never hit a later call of that thread, nor what the thread does after the call:
 *
 * <ol>
 *   <li>The request names its call by the place and the word, whose sequence no later call in the
 *       place has again (see {@link CurfewWord}). {@link #due} compares them.
 *   <li>It runs on the call's own thread, and that thread alone closes the word of a call that has
 *       been claimed, in exit (an enforcer does too when the frame is gone). So a word that is
 *       found still the same says that exit has not been reached, whatever other threads do
 *       meanwhile: whoever takes the request back, late or never, nothing depends on it.
 *   <li>exit that has been reached and has not closed the word yet calls no woven code but by the
 *       hooks, and on a stack with a frame of the bridge nothing is thrown.
 *   <li>A StackOverflowError may have cost the call its exit. So the frame has to be on the stack:
 *       as many frames of the method as calls of it are open from this one inwards, by counts that
 *       the thread itself writes.
 * </ol>
 *
 * <p>When it throws: once; then, for {@link #CLEAN_UP_NANOS}, not, so that finally blocks with
 * loops in them get done; then at every check until the call has ended, because a body that catches
 * everything would else go on for ever. Never inside a class initialiser (the class could not be
 * used again), while a class is loaded or transformed or a statement executed by a database in this
 * JVM (what others share would be half done), or in code of the agent's own: the first check after
 * that throws. (A shield is not seen here: a call in one is not claimed.)
 */
public final class CurfewStopRequest implements Function<Stream<StackFrame>, String> {
  /** After the first throw. */
  static final long CLEAN_UP_NANOS = 150_000_000;

  /** A look at the stack that says no is not repeated before so many times the time it took. */
  private static final int LOOK_SHARE = 10;

  /** Rewritten by the build along with the bridge's classes. */
  private static final String BRIDGE = "dev.curfew.bridge.Curfew";

  private static final String CHECKPOINT = "dev.curfew.bridge.CurfewCheckpoint";
  private static final String REQUEST = "dev.curfew.bridge.CurfewStopRequest";
  private static final String TRANSFORMER = "sun.instrument.InstrumentationImpl";
  private static final String HERE = "";

  /** JDK 25 tells no descriptors without the classes. */
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** A look that failed, at the end of the stack or of memory, is not repeated before. */
  private static final long AFTER_FAILURE_NANOS = 1_000_000;

  /** Operations on resources of this kind are ended by other means; null: there is none. */
  private static volatile @Nullable Class<?> spared;

  private final CurfewOwner owner;
  private final CurfewCall call;
  private final long openWord;
  private final @Nullable CurfewEntryFrame entry;

  /** Guarded by {@link CurfewCheckpoint}. */
  private boolean over;

  // Written by the owner of the call.
  private volatile int thrown;
  private volatile @Nullable String heldBackBy;
  private volatile long notBefore = System.nanoTime();
  private boolean deciding;

  CurfewStopRequest(
      CurfewOwner owner, CurfewCall call, long openWord, @Nullable CurfewEntryFrame entry) {
    this.owner = owner;
    this.call = call;
    this.openWord = openWord;
    this.entry = entry;
  }

  /**
   * Loads what a look at the stack and a throw need. The check that finds them missing may be at
   * the end of its stack, where a class of the JDK would fail to initialise, for good.
   *
   * @return one to throw away
   */
  CurfewStop prepare() {
    return new CurfewStop(WALKER.walk(this));
  }

  /**
   * Never throws inside an operation on such a resource.
   *
   * @see CurfewResources#enter
   */
  static void spare(Class<?> kind) {
    spared = kind;
  }

  /** How often a stop was thrown. */
  public int thrown() {
    return thrown;
  }

  /** Inside what nothing could be thrown at the last check; null: there was no such check. */
  public @Nullable String heldBackBy() {
    return heldBackBy;
  }

  /** False when the call has ended. */
  public boolean isLive() {
    return isOfThisCall(call.word());
  }

  private boolean isOfThisCall(long word) {
    return CurfewWord.sameCall(word, openWord);
  }

  private boolean isClaimed(long word) {
    return isOfThisCall(word) && !CurfewWord.isOpen(word);
  }

  boolean isFor(CurfewCall otherCall, long otherWord) {
    return call == otherCall && CurfewWord.sameCall(openWord, otherWord);
  }

  boolean isInside(CurfewCall other) {
    for (CurfewCall c = call.outer(); c != null; c = c.outer()) {
      if (c == other) {
        return true;
      }
    }
    return false;
  }

  /** Of a call inside this one: its clean-up is not to be cut short. */
  void continueAfter(CurfewStopRequest inner) {
    thrown = inner.thrown;
    notBefore = inner.notBefore;
  }

  /** False when it was over before. */
  boolean end() {
    if (owner.stop == this) {
      owner.stop = null;
    }
    boolean now = !over;
    over = true;
    return now;
  }

  /** On the call's thread, at a check; null: not now. */
  @Nullable CurfewStop due() {
    if (!isClaimed(call.word()) || deciding) {
      return null; // deciding: our own look at the stack runs through woven classes of the JDK
    }
    if (isInsideSpared()) {
      heldBackBy = "a statement of a database";
      return null;
    }
    long now = System.nanoTime();
    if (now - notBefore < 0) {
      return null;
    }
    deciding = true;
    notBefore = now + AFTER_FAILURE_NANOS;
    try {
      return decide(now);
    } finally {
      deciding = false;
    }
  }

  private boolean isInsideSpared() {
    Class<?> kind = spared;
    CurfewResources resources = owner.resources;
    if (kind != null && resources != null) {
      for (CurfewUse use = resources.innermost(); use != null; use = use.outer()) {
        if (kind.isInstance(use.resource()) && !use.isOver() && use.isInside(call, openWord)) {
          return true;
        }
      }
    }
    return false;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // the owner alone writes
  private @Nullable CurfewStop decide(long now) {
    String unsafe = WALKER.walk(this);
    if (!unsafe.equals(HERE)) {
      heldBackBy = unsafe;
      long end = System.nanoTime();
      notBefore = end + LOOK_SHARE * (end - now);
      return null;
    }
    heldBackBy = null;
    notBefore = thrown == 0 ? now + CLEAN_UP_NANOS : now;
    thrown++;
    return new CurfewStop(
        "stopped at a checkpoint"
            + (entry == null ? "" : " inside " + entry.className() + "." + entry.methodName()));
  }

  /** What keeps a stop from being thrown where this stack ends; {@link #HERE}: nothing. */
  @Override
  public String apply(Stream<StackFrame> frames) {
    int wanted = entry == null ? 0 : openFrames();
    boolean above = true;
    for (Iterator<StackFrame> i = frames.iterator(); i.hasNext(); ) {
      StackFrame frame = i.next();
      String className = frame.getClassName();
      if (entry != null && entry.is(frame) && --wanted == 0) {
        return HERE; // what is around the call does not see the stop
      }
      above = above && (className.equals(CHECKPOINT) || className.equals(REQUEST));
      String unsafe = above ? HERE : unsafe(frame);
      if (!unsafe.equals(HERE)) {
        return unsafe;
      }
    }
    return entry == null ? HERE : "a stack without its entry method";
  }

  private static String unsafe(StackFrame frame) {
    String className = frame.getClassName();
    String methodName = frame.getMethodName();
    if (methodName.equals("<clinit>")) {
      return "the initialiser of class " + className;
    }
    if (methodName.equals("loadClass")
        && ClassLoader.class.isAssignableFrom(frame.getDeclaringClass())) {
      return "the class loader " + className;
    }
    if (className.equals(TRANSFORMER)) {
      return "a class file transformer";
    }
    return className.startsWith(BRIDGE) ? "Curfew" : HERE;
  }

  /** Frames of the entry method from this call inwards. */
  private int openFrames() {
    int frames = 0;
    for (CurfewCall c = owner.innermost(); c != null; c = c.outer()) {
      long word = c.word();
      if (word != CurfewWord.CLOSED && CurfewWord.site(word) == CurfewWord.site(openWord)) {
        frames += 1 + CurfewCall.openReentries(c.reentries());
      }
      if (c == call) {
        break;
      }
    }
    return frames;
  }
}
