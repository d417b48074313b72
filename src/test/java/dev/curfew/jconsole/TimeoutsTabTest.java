package dev.curfew.jconsole;

import static dev.curfew.jconsole.TimersShown.timer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.jconsole.Reading.Presence;
import dev.curfew.manage.TimerInfo;
import java.awt.Component;
import java.awt.Container;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tab as Swing has it")
class TimeoutsTabTest {
  private static final class Target implements Program {
    final List<Command> commands = Collections.synchronizedList(new ArrayList<>());
    volatile List<TimerInfo> timers =
        List.of(timer(1, 0, "checkout", 5_000L), timer(2, 0, "report", 9_000L));

    @Override
    public Reading read(Depth depth, long stackOf) {
      return new Reading(
          Presence.HERE,
          true,
          "1.2.3",
          true,
          true,
          timers.size(),
          timers,
          List.of(),
          List.of(),
          new Reading.Slow(List.of(), List.of("stack of #" + stackOf)));
    }

    @Override
    public String perform(Command command) {
      commands.add(command);
      return "DISABLED: done";
    }
  }

  private final Target target = new Target();
  private TimeoutsTab tab;

  @BeforeEach
  void open() throws Exception {
    tab = onSwing(() -> new TimeoutsTab(target));
    refresh();
    await().until(() -> onSwing(() -> timers().getRowCount()) == 2);
  }

  @AfterEach
  void close() throws Exception {
    onSwing(
        () -> {
          tab.stop();
          return true;
        });
  }

  private static <T> T onSwing(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    SwingUtilities.invokeLater(future);
    return future.get();
  }

  private void refresh() throws Exception {
    onSwing(
        () -> {
          tab.refresh();
          return true;
        });
  }

  private static Component find(Container container, String name) {
    for (Component child : container.getComponents()) {
      Component found =
          name.equals(child.getName())
              ? child
              : child instanceof Container inner ? find(inner, name) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private <T> T part(Class<T> type, String name) {
    return type.cast(find(tab, name));
  }

  private JTable timers() {
    return part(JTable.class, "curfew.timers");
  }

  private String stack() throws Exception {
    return onSwing(() -> part(JTextComponent.class, "curfew.stack").getText());
  }

  private boolean press(String button) throws Exception {
    return onSwing(
        () -> {
          part(JButton.class, button).doClick(0);
          return true;
        });
  }

  private void select(int row) throws Exception {
    onSwing(
        () -> {
          timers().setRowSelectionInterval(row, row);
          return true;
        });
  }

  @Test
  @DisplayName("has a command done to the timer that it shows as selected")
  void commands() throws Exception {
    select(1);
    await().until(() -> stack().equals("stack of #2"));

    press("curfew.disable");

    await().until(() -> target.commands.size() == 1);
    assertThat(target.commands.get(0).targets()).containsExactly("2");
    await()
        .until(
            () ->
                onSwing(() -> part(JLabel.class, "curfew.answer").getText())
                    .equals("DISABLED: done"));
  }

  @Test
  @DisplayName("knows a selection for which the mouse was pressed before new values came, too")
  void refilledWhilePressed() throws Exception {
    select(0);
    await().until(() -> stack().equals("stack of #1"));

    // when the mouse is down, values come, the mouse goes up
    onSwing(
        () -> {
          timers().getSelectionModel().setValueIsAdjusting(true);
          timers().setRowSelectionInterval(1, 1);
          return true;
        });
    target.timers = List.of(timer(1, 0, "checkout", 4_000L), timer(2, 0, "report", 8_000L));
    refresh();
    await().until(() -> timers().getValueAt(0, TimerColumn.REMAINING.place()).equals("4s left"));
    onSwing(
        () -> {
          timers().getSelectionModel().setValueIsAdjusting(false);
          return timers().isRowSelected(1);
        });
    press("curfew.disable");

    // then
    await().until(() -> target.commands.size() == 1);
    assertThat(target.commands.get(0).targets()).containsExactly("2");
  }

  @Test
  @DisplayName("does nothing to a timer that the filter hides")
  void hidden() throws Exception {
    select(0);
    await().until(() -> stack().equals("stack of #1"));

    onSwing(
        () -> {
          part(JTextComponent.class, "curfew.filter").setText("report");
          return true;
        });
    await().until(() -> stack().equals("Select a timer to see its stack"));
    press("curfew.disable");

    assertThat(onSwing(() -> part(JLabel.class, "curfew.answer").getText()))
        .isEqualTo("Select the timers to disable");
    assertThat(target.commands).isEmpty();
  }
}
