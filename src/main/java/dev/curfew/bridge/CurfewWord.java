package dev.curfew.bridge;

/**
 * The one word that holds a call's whole shared state: {@code [sequence 40 | site 21 | state 3]}.
 *
 * <p>{@link #CLOSED} is the word 0. Every other state carries the sequence and the site of its
 * call, so that a step meant for one call can never succeed on a later one in the same place: the
 * sequence goes on when a line is reused and wraps inside its 40 bits, that is after a million
 * million calls of one thread. States other than CLOSED are not 0, so a wrapped sequence of 0 is no
 * trap.
 */
public final class CurfewWord {
  /** Nobody's: only the owner's enter may write it. */
  public static final long CLOSED = 0;

  /** The call runs. */
  public static final int OPEN = 1;

  /** The watcher's verdict: the call has run out of time, or is to stop with the call around it. */
  public static final int CLAIMED = 2;

  /** An enforcer is inside {@link Thread#interrupt()} for this call. */
  public static final int FIRING = 3;

  /** The interrupt has been delivered. */
  public static final int FIRED = 4;

  /** Highest site id that fits. */
  public static final int MAX_SITE = (1 << 21) - 1;

  static final long SEQUENCE_STEP = 1L << 24;
  private static final int SITE_SHIFT = 3;
  private static final long STATE_MASK = 7;

  private CurfewWord() {}

  /** The state of a word: 0 for closed. */
  public static int state(long word) {
    return (int) (word & STATE_MASK);
  }

  /** The site of a word that is not closed. */
  public static int site(long word) {
    return (int) (word >>> SITE_SHIFT) & MAX_SITE;
  }

  /** The word of the same call in another state. */
  public static long in(int state, long word) {
    return (word & ~STATE_MASK) | state;
  }

  /** True when both words are of one call. */
  public static boolean sameCall(long a, long b) {
    return ((a ^ b) & ~STATE_MASK) == 0 && a != CLOSED && b != CLOSED;
  }

  static boolean isOpen(long word) {
    return (word & STATE_MASK) == OPEN;
  }

  static long open(long sequence, int site) {
    return sequence | (long) site << SITE_SHIFT | OPEN;
  }
}
