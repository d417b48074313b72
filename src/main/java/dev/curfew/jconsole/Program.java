package dev.curfew.jconsole;

import java.io.IOException;

/**
 * The program at the other end. Each call takes as long as that program takes to answer, which may
 * be for ever, so none is made on Swing's thread. Thread-safe.
 */
interface Program {

  /** Stands for no timer. */
  long NOBODY = 0;

  /** What is read. */
  enum Depth {
    /** What changes all the time. */
    QUICK,
    /** History and stack too. */
    FULL
  }

  /**
   * Reads what there is to see.
   *
   * @param stackOf id of the timer whose stack is wanted, or {@link #NOBODY}
   * @throws IOException when the connection breaks meanwhile
   */
  Reading read(Depth depth, long stackOf) throws IOException;

  /**
   * Has something done.
   *
   * @return the answer, a sentence
   * @throws IllegalArgumentException with what is wrong with the command; nothing was done
   * @throws SecurityException when this user may only look; nothing was done
   * @throws IOException when the connection breaks meanwhile
   */
  String perform(Command command) throws IOException;
}
