package dev.curfew.driver;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Frame;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageIO;
import javax.management.ObjectName;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;

/** An agent that lets a test in another JVM work with this one's windows, with a real mouse. */
public final class Driver implements DriverMXBean {
  private static final String BY_TEXT = "text:";
  private static final int PAUSE_MILLIS = 60;

  private Driver() {}

  public static void premain(String argument, Instrumentation instrumentation) throws Exception {
    ManagementFactory.getPlatformMBeanServer()
        .registerMBean(new Driver(), new ObjectName(OBJECT_NAME));
  }

  @Override
  public boolean isShown(String component) {
    return onSwing(() -> find(component) != null);
  }

  @Override
  public boolean isEnabled(String component) {
    return onSwing(() -> component(component).isEnabled());
  }

  @Override
  public String text(String component) {
    return onSwing(() -> textOf(component(component)));
  }

  @Override
  public String tooltip(String component) {
    return onSwing(() -> ((JComponent) component(component)).getToolTipText());
  }

  @Override
  public void click(String component) {
    click(
        () -> {
          Component c = component(component);
          return new Rectangle(c.getLocationOnScreen(), c.getSize());
        },
        false);
  }

  @Override
  public boolean clickRow(String table, String cell, boolean added) {
    click(() -> boundsOfRow((JTable) component(table), cell), added);
    return onSwing(
        () -> {
          JTable t = (JTable) component(table);
          return t.isRowSelected(rowOf(t, cell)) && (added || t.getSelectedRowCount() == 1);
        });
  }

  private static Rectangle boundsOfRow(JTable table, String cell) {
    Rectangle bounds = table.getCellRect(rowOf(table, cell), 0, true);
    table.scrollRectToVisible(bounds);
    Point at = table.getLocationOnScreen();
    bounds.translate(at.x, at.y);
    return bounds;
  }

  private static int rowOf(JTable table, String cell) {
    for (int row = 0; row < table.getRowCount(); row++) {
      for (int column = 0; column < table.getColumnCount(); column++) {
        if (table.getValueAt(row, column).toString().startsWith(cell)) {
          return row;
        }
      }
    }
    throw new IllegalStateException("no line with " + cell);
  }

  @Override
  public void clickTab(String title) {
    click(() -> boundsOfTab(title), false);
  }

  private static Rectangle boundsOfTab(String title) {
    for (Component component : shown()) {
      if (component instanceof JTabbedPane tabs && tabs.indexOfTab(title) >= 0) {
        Rectangle bounds = tabs.getBoundsAt(tabs.indexOfTab(title));
        Point at = tabs.getLocationOnScreen();
        bounds.translate(at.x, at.y);
        return bounds;
      }
    }
    throw new IllegalStateException("no tab " + title);
  }

  @Override
  public void type(String field, String text) {
    onSwing(
        () -> {
          ((JTextComponent) component(field)).setText(text);
          return null;
        });
  }

  @Override
  public String[] rows(String table) {
    return onSwing(
        () -> {
          JTable t = (JTable) component(table);
          List<String> rows = new ArrayList<>();
          for (int row = 0; row < t.getRowCount(); row++) {
            StringJoiner cells = new StringJoiner("|");
            for (int column = 0; column < t.getColumnCount(); column++) {
              cells.add(String.valueOf(t.getValueAt(row, column)));
            }
            rows.add(cells.toString());
          }
          return rows.toArray(new String[0]);
        });
  }

  @Override
  public void maximize() {
    onSwing(
        () -> {
          for (Frame frame : Frame.getFrames()) {
            if (frame.isShowing()) {
              Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
              frame.setBounds(0, 0, screen.width, screen.height);
              frame.setExtendedState(Frame.MAXIMIZED_BOTH);
            }
          }
          return null;
        });
  }

  @Override
  public void screenshot(String file) {
    try {
      Rectangle all = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
      ImageIO.write(new Robot().createScreenCapture(all), "png", new File(file));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void click(Callable<Rectangle> place, boolean withControl) {
    try {
      Robot robot = new Robot();
      robot.setAutoDelay(PAUSE_MILLIS);
      Rectangle where = settled(place, robot);
      robot.mouseMove(where.x + where.width / 2, where.y + where.height / 2);
      if (withControl) {
        robot.keyPress(KeyEvent.VK_CONTROL);
      }
      robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
      robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
      if (withControl) {
        robot.keyRelease(KeyEvent.VK_CONTROL);
      }
      robot.waitForIdle();
    } catch (java.awt.AWTException e) {
      throw new IllegalStateException(e.toString());
    }
  }

  /** The window manager moves a window that has just been opened. */
  private static Rectangle settled(Callable<Rectangle> place, Robot robot) {
    Rectangle before;
    Rectangle now = onSwing(place);
    do {
      before = now;
      robot.delay(PAUSE_MILLIS);
      robot.waitForIdle();
      now = onSwing(place);
    } while (!now.equals(before));
    return now;
  }

  private static String textOf(Component component) {
    if (component instanceof JTextComponent text) {
      return text.getText();
    }
    if (component instanceof AbstractButton button) {
      return String.valueOf(button.getText());
    }
    return component instanceof JLabel label ? String.valueOf(label.getText()) : "";
  }

  private static Component component(String name) {
    Component found = find(name);
    if (found == null) {
      throw new IllegalStateException("not shown: " + name);
    }
    return found;
  }

  private static Component find(String name) {
    for (Component component : shown()) {
      boolean meant =
          name.startsWith(BY_TEXT)
              ? textOf(component).equals(name.substring(BY_TEXT.length()))
              : name.equals(component.getName());
      if (meant) {
        return component;
      }
    }
    return null;
  }

  private static List<Component> shown() {
    List<Component> shown = new ArrayList<>();
    for (Window window : Window.getWindows()) {
      addShown(shown, window);
    }
    return shown;
  }

  private static void addShown(List<Component> shown, Component component) {
    if (component.isShowing()) {
      shown.add(component);
      if (component instanceof Container container) {
        for (Component child : container.getComponents()) {
          addShown(shown, child);
        }
      }
    }
  }

  private static <T> T onSwing(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    SwingUtilities.invokeLater(future);
    try {
      return future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e.getCause() == null ? e.toString() : "" + e.getCause());
    }
  }
}
