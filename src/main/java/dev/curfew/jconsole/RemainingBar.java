package dev.curfew.jconsole;

import java.awt.Color;
import java.awt.Component;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.JComponent;
import javax.swing.JTable;
import javax.swing.table.TableCellRenderer;

/** Draws what a call has left: as a bar, and in words over it for those who see no colours. */
final class RemainingBar extends JComponent implements TableCellRenderer {
  private static final Color MUCH = new Color(0xA5D6A7);
  private static final Color LITTLE = new Color(0xFFCC80);
  private static final Color NEXT_TO_NOTHING = new Color(0xEF9A9A);
  private static final Color UNLIMITED = new Color(0xE0E0E0);
  private static final double LITTLE_FROM = 0.5;
  private static final double NEXT_TO_NOTHING_FROM = 0.2;
  private static final int PADDING = 6;

  private String text = "";
  private double part;
  private Color colour = MUCH;
  private Color behind = Color.WHITE;

  @Override
  @SuppressWarnings("unchecked")
  public Component getTableCellRendererComponent(
      JTable table, Object value, boolean isSelected, boolean hasFocus, int row, int column) {
    TimerRow timer = ((RecordTable<TimerRow>) table).at(row);
    text = timer.remaining();
    part = timer.remainingPart();
    colour = colour(timer);
    behind = isSelected ? table.getSelectionBackground() : table.getBackground();
    setFont(table.getFont());
    return this;
  }

  private static Color colour(TimerRow row) {
    Long remaining = row.timer().remainingMillis();
    if (remaining == null) {
      return UNLIMITED;
    }
    if (remaining <= 0) {
      return NEXT_TO_NOTHING;
    }
    double part = row.remainingPart();
    return part < NEXT_TO_NOTHING_FROM ? NEXT_TO_NOTHING : part < LITTLE_FROM ? LITTLE : MUCH;
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics;
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(behind);
    g.fillRect(0, 0, getWidth(), getHeight());
    // A call that is over its time fills the cell: there is more of it than there should be.
    int width = (int) Math.round((getWidth() - 2) * (part == 0 ? 1 : part));
    g.setColor(Color.WHITE);
    g.fillRect(1, 2, getWidth() - 2, getHeight() - 4);
    g.setColor(colour);
    g.fillRect(1, 2, width, getHeight() - 4);
    g.setColor(Color.BLACK);
    FontMetrics font = g.getFontMetrics();
    g.drawString(text, PADDING, (getHeight() + font.getAscent() - font.getDescent()) / 2);
  }
}
