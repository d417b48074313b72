package dev.curfew.engine;

/**
 * How the records do. Each event of a call (it timed out, was abandoned, ended) is counted.
 *
 * @param directory where they go
 * @param written on disk since the start
 * @param unwritten kept in memory until they can be written
 * @param dropped for want of room in memory
 * @param late timeouts whose record was not on disk within one second
 * @param problem why they can't be written at the moment; empty: they can
 */
public record RecordsView(
    String directory, long written, long unwritten, long dropped, long late, String problem) {

  /** Where nobody records. */
  public static final RecordsView NONE = new RecordsView("", 0, 0, 0, 0, "");
}
