package dev.curfew.cli;

import java.io.IOException;
import java.io.InputStream;

/** What the keys mean while pictures are shown. */
final class Keys {
  private Keys() {}

  /**
   * Reads keys until one of them means the end.
   *
   * @return false when there are no more keys: scripts have none, and that is no wish to end
   */
  static boolean awaitQuit(InputStream in) {
    try {
      int key = in.read();
      while (key >= 0 && key != 'q' && key != 'Q') {
        key = in.read();
      }
      return key >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** On a thread of its own: runs it when somebody wants the end. */
  static void onQuit(InputStream in, Runnable quit) {
    Thread thread =
        new Thread(
            () -> {
              if (awaitQuit(in)) {
                quit.run();
              }
            },
            "curfew-top-keys");
    thread.setDaemon(true);
    thread.start();
  }
}
