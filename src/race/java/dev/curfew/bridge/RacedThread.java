package dev.curfew.bridge;

/**
 * A thread's side of the bridge that belongs to one jcstress state alone: a line, or a strand with
 * a stripe. The actor that plays the owner makes it its own with {@link #runsHere}; the other actor
 * plays the watcher and the enforcer. What they see is told in words, because jcstress compares and
 * prints them.
 */
final class RacedThread {
  static final String RETURNED = "returned";
  static final String TIMEOUT = "timeout";
  static final String CLAIMED = "claimed";
  static final String TOO_LATE = "too late";
  static final String DELIVERED = "delivered";
  static final String ENDED = "ended before";
  static final String CLEAR = "flag clear";
  static final String SET = "flag set";
  static final String INTERRUPTED_LATER = "interrupted later";

  /** What a watcher leaves at a call before it claims it. */
  private static final Object VERDICT = new Object();

  static {
    CurfewHooks.install(new Hooks());
  }

  final CurfewOwner owner;

  private RacedThread(CurfewOwner owner) {
    this.owner = owner;
  }

  static RacedThread withLine() {
    CurfewLines.Block block = new CurfewLines.Block(0, 1);
    return new RacedThread(new CurfewLine(null, block, CurfewLines.Block.indexOf(0)));
  }

  static RacedThread withStrand() {
    return withStrandOn(new CurfewStripe());
  }

  static RacedThread withStrandOn(CurfewStripe stripe) {
    return new RacedThread(new CurfewStrand(null, stripe));
  }

  /** Opens a call that the watcher knows of: it has taken the scope from its stripe. */
  CurfewCall enterSeen(int site) {
    CurfewCall call = enter(site);
    if (owner instanceof CurfewStrand strand) {
      strand.stripe.takeAll();
    }
    return call;
  }

  CurfewCall enter(int site) {
    return (CurfewCall)
        (owner instanceof CurfewLine line ? line.enter(site) : ((CurfewStrand) owner).enter(site));
  }

  void runsHere() {
    owner.thread = Thread.currentThread();
  }

  private Thread awaitThread() {
    Thread thread = owner.thread();
    while (thread == null) {
      Thread.onSpinWait();
      thread = owner.thread();
    }
    return thread;
  }

  static String exit(CurfewCall call) {
    try {
      CurfewBridge.exit(call);
      return RETURNED;
    } catch (OutOfTime e) {
      return TIMEOUT;
    }
  }

  static String claim(CurfewCall call, long word) {
    call.timer = VERDICT;
    return call.claim(word) ? CLAIMED : TOO_LATE;
  }

  /** Claims the call and interrupts the thread, as soon as the owner's actor runs. */
  String stop(CurfewCall call, long word) {
    String claim = claim(call, word);
    return claim.equals(CLAIMED) ? interrupt(call, word) : claim;
  }

  String interrupt(CurfewCall call, long word) {
    Thread thread = awaitThread();
    CurfewCall.Delivery delivery = call.interrupt(owner, thread, word);
    while (delivery == CurfewCall.Delivery.BUSY) {
      Thread.onSpinWait();
      delivery = call.interrupt(owner, thread, word);
    }
    return delivery == CurfewCall.Delivery.DELIVERED ? DELIVERED : ENDED;
  }

  static void awaitState(int atLeast, CurfewCall call) {
    while (CurfewWord.state(call.word()) < atLeast) {
      Thread.onSpinWait();
    }
  }

  /** Looks at the own flag and takes it off. */
  static String takeFlag() {
    return Thread.interrupted() ? SET : CLEAR;
  }

  /** Arbiter: nobody is in a call now. What the owner found, unless an interrupt came later. */
  String flagLater(String found) {
    return awaitThread().isInterrupted() ? INTERRUPTED_LATER : found;
  }

  private static final class OutOfTime extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfTime() {
      super("out of time", null, false, false);
    }
  }

  private static final class Hooks extends CurfewHooks {
    @Override
    protected RuntimeException ended(Object timer, long word, Throwable thrown) {
      return timer == VERDICT ? new OutOfTime() : null;
    }

    /** Nobody would see it: the bridge keeps it from the actor. */
    @Override
    protected void suppressed(Throwable error) {
      error.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }
}
