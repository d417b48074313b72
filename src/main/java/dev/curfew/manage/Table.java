package dev.curfew.manage;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under headings, aligned by blanks; not thread-safe. */
public final class Table {
  private static final int GAP = 2;

  private final List<String> headings = new ArrayList<>();
  private final List<Boolean> alignedRight = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column of words. */
  public Table left(String heading) {
    headings.add(heading);
    alignedRight.add(false);
    return this;
  }

  /** Adds a column of numbers. */
  public Table right(String heading) {
    headings.add(heading);
    alignedRight.add(true);
    return this;
  }

  /** Adds a row, one cell for each column. */
  public void row(Object... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + headings.size());
    }
    List<String> row = new ArrayList<>(cells.length);
    for (Object cell : cells) {
      row.add(Printable.of(String.valueOf(cell)));
    }
    rows.add(row);
  }

  /** The headings and the rows. */
  public List<String> lines() {
    int[] widths = widths();
    List<String> lines = new ArrayList<>(rows.size() + 1);
    lines.add(line(headings, widths));
    for (List<String> row : rows) {
      lines.add(line(row, widths));
    }
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = headings.get(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - cell.length());
      line.append(alignedRight.get(i) ? padding + cell : cell + padding);
      line.append(" ".repeat(GAP));
    }
    return line.toString().stripTrailing();
  }
}
