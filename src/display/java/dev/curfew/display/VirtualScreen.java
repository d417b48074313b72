package dev.curfew.display;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** An X server without a screen, with a window manager. */
final class VirtualScreen implements AutoCloseable {
  private static final String NEEDED =
      "the display profile needs Xvfb, openbox and a font"
          + " (as root: src/display/install-screen): ";

  private final Process server;
  private final Process windowManager;
  private final String display;

  private VirtualScreen(Process server, Process windowManager, String display) {
    this.server = server;
    this.windowManager = windowManager;
    this.display = display;
  }

  /**
   * Starts one on a display number that is free.
   *
   * @throws IllegalStateException with what is missing
   */
  static VirtualScreen start() {
    try {
      Process server =
          new ProcessBuilder(
                  "Xvfb", "-displayfd", "1", "-screen", "0", "1180x780x24", "-nolisten", "tcp")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String number =
          new BufferedReader(
                  new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      if (number == null) {
        throw new IllegalStateException(NEEDED + "Xvfb ended with " + server.waitFor());
      }
      String display = ":" + number;
      return new VirtualScreen(server, windowManager(server, display), display);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(NEEDED + e.getMessage(), e);
    }
  }

  private static Process windowManager(Process server, String display) throws IOException {
    ProcessBuilder openbox = new ProcessBuilder("openbox", "--sm-disable");
    openbox.environment().put("DISPLAY", display);
    openbox.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      return openbox.start();
    } catch (IOException e) {
      server.destroy();
      throw e;
    }
  }

  /** For the environment variable DISPLAY. */
  String display() {
    return display;
  }

  @Override
  public void close() {
    windowManager.destroyForcibly().onExit().join();
    server.destroy();
    server.onExit().join();
  }
}
