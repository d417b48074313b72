package dev.curfew.jconsole;

import static dev.curfew.jconsole.TimersShown.timer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.jconsole.Reading.Presence;
import dev.curfew.manage.TimerInfo;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tab")
class PresenterTest {
  private static final class Work implements Background {
    final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> void run(Callable<T> task, Consumer<T> done, Consumer<Throwable> failed) {
      waiting.add(
          () -> {
            T result;
            try {
              result = task.call();
            } catch (Exception e) {
              failed.accept(e);
              return;
            }
            done.accept(result);
          });
    }

    void runAll() {
      while (!waiting.isEmpty()) {
        waiting.remove().run();
      }
    }
  }

  private static final class Target implements Program {
    final List<Command> commands = new ArrayList<>();
    final List<String> read = new ArrayList<>();
    Presence presence = Presence.HERE;
    List<TimerInfo> timers =
        List.of(timer(1, 0, "checkout", 5_000L), timer(2, 0, "checkout", 9_000L));
    boolean mayAct = true;
    boolean enabled = true;
    boolean healthy = true;
    Exception failure;
    String answer = "EXPIRED: done";

    @Override
    public Reading read(Depth depth, long stackOf) throws IOException {
      read.add(depth + " " + stackOf);
      if (failure instanceof IOException e) {
        throw e;
      }
      if (presence != Presence.HERE) {
        return Reading.nothing(presence);
      }
      Reading.Slow slow =
          depth == Depth.FULL ? new Reading.Slow(List.of(), List.of("#" + stackOf)) : null;
      return new Reading(
          presence,
          mayAct,
          "1.2.3",
          enabled,
          healthy,
          timers.size(),
          timers,
          List.of(),
          List.of(),
          slow);
    }

    @Override
    public String perform(Command command) throws IOException {
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      commands.add(command);
      return answer;
    }
  }

  private static final class Shown implements View {
    Screen screen;
    String answer = "";
    boolean good;
    boolean confirms = true;
    final List<String> questions = new ArrayList<>();

    @Override
    public void show(Screen screen) {
      this.screen = screen;
    }

    @Override
    public void answer(String sentence, boolean good) {
      answer = sentence;
      this.good = good;
    }

    @Override
    public boolean confirm(String question, List<String> details, String verb) {
      questions.add(question + details + verb);
      return confirms;
    }
  }

  private final Work work = new Work();
  private final Target target = new Target();
  private final Shown shown = new Shown();
  private long now;
  private final Presenter presenter = new Presenter(target, shown, work, () -> now);

  private void refresh() {
    presenter.tick();
    work.runAll();
  }

  @Test
  @DisplayName("shows the timers and how Curfew does")
  void shows() {
    refresh();

    assertThat(shown.screen.rows()).hasSize(2);
    assertThat(shown.screen.state())
        .isEqualTo("Curfew 1.2.3, watcher healthy, 2 open calls, 2 shown");
    assertThat(shown.screen.good()).isTrue();
    assertThat(shown.screen.refusal()).isEmpty();
  }

  @Test
  @DisplayName("asks nothing more while the program does not answer, and says for how long")
  void noPileUp() {
    refresh();
    presenter.tick();
    for (int i = 0; i < 10; i++) {
      now += TimeUnit.SECONDS.toNanos(1);
      presenter.tick();
    }

    assertThat(work.waiting).hasSize(1);
    assertThat(shown.screen.state()).startsWith("The program has not answered for 10 s");
    assertThat(shown.screen.good()).isFalse();
    assertThat(shown.screen.rows()).hasSize(2);
    work.runAll();
    assertThat(shown.screen.good()).isTrue();
  }

  @Test
  @DisplayName("says so when there is no Curfew, and finds it when it comes")
  void noCurfew() {
    target.presence = Presence.NO_CURFEW;
    refresh();

    assertThat(shown.screen.state()).startsWith("There is no Curfew in this program");
    assertThat(shown.screen.refusal()).startsWith("There is no Curfew");
    target.presence = Presence.HERE;
    refresh();
    assertThat(shown.screen.refusal()).isEmpty();
  }

  @Test
  @DisplayName("after the program's end it shows what was seen last, and nothing can be done")
  void programEnds() {
    refresh();
    target.presence = Presence.NO_CONNECTION;
    refresh();

    assertThat(shown.screen.state()).startsWith("No connection: the program has ended");
    assertThat(shown.screen.rows()).hasSize(2);
    assertThat(shown.screen.refusal()).isNotEmpty();
  }

  @Test
  @DisplayName("a connection that breaks is said, and the next one heals it")
  void connectionBreaks() {
    refresh();
    target.failure = new IOException("connection reset");
    refresh();

    assertThat(shown.screen.state()).contains("connection reset");
    assertThat(shown.screen.refusal()).isNotEmpty();
    target.failure = null;
    refresh();
    assertThat(shown.screen.good()).isTrue();
  }

  @Test
  @DisplayName("a user who may only look reads why nothing can be done")
  void readOnly() {
    target.mayAct = false;
    refresh();

    assertThat(shown.screen.refusal()).startsWith("Access denied");
    assertThat(shown.screen.state()).endsWith("(read-only user)");
  }

  @Test
  @DisplayName("says when all rules are disabled and when the watcher is not healthy")
  void trouble() {
    target.enabled = false;
    refresh();
    assertThat(shown.screen.state()).startsWith("All rules are DISABLED");
    assertThat(shown.screen.refusal()).isEmpty();

    target.healthy = false;
    refresh();
    assertThat(shown.screen.state()).startsWith("The watcher is NOT HEALTHY");
  }

  @Test
  @DisplayName("extends the selected timer, with the reason, without a question")
  void extend() {
    refresh();
    target.answer = "EXTENDED: timer 2";
    presenter.select(List.of(2L));
    presenter.act(Action.EXTEND, "30s", "slow disk");
    work.runAll();

    assertThat(target.commands)
        .containsExactly(new Command(Action.EXTEND, List.of("2"), "30s", "slow disk"));
    assertThat(shown.answer).isEqualTo("EXTENDED: timer 2");
    assertThat(shown.good).isTrue();
    assertThat(shown.questions).isEmpty();
  }

  @Test
  @DisplayName("asks before it expires, naming the calls, and does nothing without a yes")
  void expire() {
    refresh();
    presenter.select(List.of(1L, 2L));
    shown.confirms = false;
    presenter.act(Action.EXPIRE, "", "");
    work.runAll();

    assertThat(shown.questions)
        .singleElement()
        .asString()
        .contains("these 2 calls", "#1 checkout on worker-1#101", "Expire 2 calls");
    assertThat(target.commands).isEmpty();
    shown.confirms = true;
    target.answer = "EXPIRED 1, TOO_LATE 1";
    presenter.act(Action.EXPIRE, "", "");
    work.runAll();
    assertThat(target.commands).extracting(Command::selector).containsExactly("ids:1+2");
    assertThat(shown.good).isTrue();
  }

  @Test
  @DisplayName("acts on nothing when nothing is selected or what was selected has ended")
  void nothingSelected() {
    refresh();
    presenter.act(Action.CANCEL, "", "");
    assertThat(shown.answer).isEqualTo("Select the timers to cancel");

    presenter.select(List.of(77L));
    presenter.act(Action.CANCEL, "", "");
    presenter.act(Action.DISABLE, List.of(), "");
    work.runAll();
    assertThat(target.commands).isEmpty();
    assertThat(shown.answer).isEqualTo("Select the rules to disable");
  }

  @Test
  @DisplayName("takes no second command while one waits for its answer")
  void oneCommand() {
    refresh();
    presenter.act(Action.DISABLE, List.of("rule:checkout"), "wrong");

    assertThat(shown.screen.refusal()).startsWith("The last command");
    work.runAll();
    assertThat(shown.screen.refusal()).isEmpty();
    assertThat(target.commands).hasSize(1);
  }

  @Test
  @DisplayName("a command that is refused is answered in a sentence")
  void refused() {
    refresh();
    presenter.select(List.of(1L));
    target.failure = new IllegalArgumentException("\"soon\" is no duration");
    presenter.act(Action.EXTEND, "soon", "");
    work.runAll();
    assertThat(shown.answer).isEqualTo("Refused: \"soon\" is no duration");
    assertThat(shown.good).isFalse();

    target.failure = new SecurityException("Invalid access level");
    presenter.act(Action.EXTEND, "3s", "");
    work.runAll();
    assertThat(shown.answer).startsWith("Access denied");

    target.failure = null;
    target.answer = "TOO_LATE: timer 1";
    presenter.act(Action.EXTEND, "3s", "");
    work.runAll();
    assertThat(shown.good).isFalse();
  }

  @Test
  @DisplayName("reads the stack of the one selected timer, at once")
  void stack() {
    refresh();
    assertThat(shown.screen.stack()).containsExactly("Select a timer to see its stack");

    presenter.select(List.of(2L));
    work.runAll();

    assertThat(target.read).endsWith("FULL 2");
    assertThat(shown.screen.stack()).containsExactly("#2");
    presenter.select(List.of(1L, 2L));
    assertThat(shown.screen.stack()).singleElement().asString().startsWith("2 timers are selected");
  }

  @Test
  @DisplayName("history and stacks, which cost more, are read with each fifth reading")
  void seldom() {
    for (int i = 0; i < 6; i++) {
      refresh();
    }

    assertThat(target.read)
        .containsExactly("FULL 0", "QUICK 0", "QUICK 0", "QUICK 0", "QUICK 0", "FULL 0");
  }

  @Test
  @DisplayName("filters and sorts without asking the program")
  void filters() {
    refresh();
    int asked = target.read.size();
    presenter.filter("worker-2");
    presenter.sortBy(TimerColumn.ID);

    assertThat(shown.screen.rows()).hasSize(1);
    assertThat(presenter.order().column()).isEqualTo(TimerColumn.ID);
    assertThat(target.read).hasSize(asked);
  }
}
