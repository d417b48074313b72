package dev.curfew.driver;

/**
 * Hands and eyes in a program with windows. A component is known by its name, or by {@code text:}
 * and what stands on it; one that is not shown is an IllegalStateException.
 */
public interface DriverMXBean {
  /** Where it is registered. */
  String OBJECT_NAME = "dev.curfew.driver:type=Driver";

  boolean isShown(String component);

  boolean isEnabled(String component);

  /** What stands on it or in it. */
  String text(String component);

  String tooltip(String component);

  /** With the mouse. */
  void click(String component);

  /**
   * With the mouse, the line of a table that has a cell that begins so; added to the selection or
   * alone. False: it is not selected, for the table has changed just before the click.
   */
  boolean clickRow(String table, String cell, boolean added);

  /** With the mouse, the tab with this title. */
  void clickTab(String title);

  /** Puts a text in a field. */
  void type(String field, String text);

  /** The lines of a table, cells parted by bars. */
  String[] rows(String table);

  /** Makes the main window as large as the screen. */
  void maximize();

  /** Writes the screen to a file, as PNG. */
  void screenshot(String file);
}
