package dev.curfew.weave;

/** Stands in for the bridge's checkpoint, and counts. Tests use it one at a time. */
public final class RecordingCheckpoint {
  static final String NAME = RecordingCheckpoint.class.getName().replace('.', '/');

  static int checks;

  private RecordingCheckpoint() {}

  public static void check() {
    checks++;
  }
}
