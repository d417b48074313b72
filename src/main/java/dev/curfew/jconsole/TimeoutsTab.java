package dev.curfew.jconsole;

import dev.curfew.manage.AuditEntry;
import dev.curfew.manage.EndedTimerInfo;
import dev.curfew.manage.Printable;
import dev.curfew.manage.RuleInfo;
import dev.curfew.manage.Tables;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.RowSorter.SortKey;
import javax.swing.SortOrder;
import javax.swing.Timer;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** The tab as Swing draws it: timers above, their details below, what can be done in between. */
final class TimeoutsTab extends JPanel implements View {
  private static final int REFRESH_MILLIS = 1000;
  private static final int GAP = 6;
  private static final double TIMERS_PART = 0.55;
  private static final int DETAILS_HEIGHT = 260;
  private static final Color GOOD = new Color(0x1B5E20);
  private static final Color BAD = new Color(0xB71C1C);

  private final Presenter presenter;
  private final Timer refresh;

  private final JLabel state = new JLabel(" ");
  private final JLabel answer = new JLabel(" ");
  private final JTextField filter = new JTextField(22);
  private final JTextField reason = new JTextField(28);
  private final JTextField duration = new JTextField("30s", 6);
  private final List<JButton> buttons = new ArrayList<>();
  private final List<String> tooltips = new ArrayList<>();

  private final RecordTable<TimerRow> timers;
  private final RecordTable<RuleInfo> rules;
  private final RecordTable<EndedTimerInfo> history;
  private final RecordTable<AuditEntry> audit;
  private final JTextArea stack = lines("curfew.stack");
  private final JTextArea ended = lines("curfew.ended");

  TimeoutsTab(Program program) {
    super(new BorderLayout(GAP, GAP));
    presenter = new Presenter(program, this, new SwingBackground(), System::nanoTime);
    timers = new RecordTable<>("curfew.timers", timerColumns(), row -> row.timer().id());
    rules = new RecordTable<>("curfew.rules", ruleColumns(), RuleInfo::name);
    history = new RecordTable<>("curfew.history", historyColumns(), EndedTimerInfo::id);
    audit = new RecordTable<>("curfew.audit", auditColumns(), entry -> entry);
    setName("curfew.tab");
    setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
    add(top(), BorderLayout.NORTH);
    add(middle(), BorderLayout.CENTER);
    listen();
    refresh =
        new Timer(
            REFRESH_MILLIS,
            event -> {
              if (isShowing()) {
                refresh();
              }
            });
    refresh.setInitialDelay(0);
    refresh.start();
  }

  /** Reads the program again. */
  void refresh() {
    presenter.tick();
  }

  /** No more questions to the program. */
  void stop() {
    refresh.stop();
  }

  private JComponent top() {
    state.setName("curfew.state");
    state.setFont(state.getFont().deriveFont(Font.BOLD));
    RecordTable.showAsWritten(state);
    RecordTable.showAsWritten(answer);
    filter.setName("curfew.filter");
    filter.setToolTipText(
        "<html>Any part of a line, or a selector as in commands:<br>rule:checkout,"
            + " label:eu-*, status:GRACE, older-than:5m</html>");
    JPanel right = row(FlowLayout.RIGHT);
    right.add(new JLabel("Filter"));
    right.add(filter);
    JPanel top = new JPanel(new BorderLayout(GAP, 0));
    top.add(state, BorderLayout.CENTER);
    top.add(right, BorderLayout.EAST);
    return top;
  }

  private JComponent middle() {
    JPanel upper = new JPanel(new BorderLayout(0, GAP));
    upper.add(new JScrollPane(timers), BorderLayout.CENTER);
    upper.add(actions(), BorderLayout.SOUTH);
    JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, upper, details());
    split.setResizeWeight(TIMERS_PART);
    split.setBorder(null);
    split.setContinuousLayout(true);
    timers.setPreferredScrollableViewportSize(new Dimension(0, 0));
    upper.setMinimumSize(new Dimension(0, 0));
    return split;
  }

  private JComponent actions() {
    reason.setName("curfew.reason");
    duration.setName("curfew.duration");
    answer.setName("curfew.answer");
    JPanel row = row(FlowLayout.LEFT);
    row.add(new JLabel("Reason"));
    row.add(reason);
    row.add(Box.createHorizontalStrut(GAP));
    row.add(timerButton(Action.EXTEND, "The selected calls get that much more time"));
    row.add(new JLabel("by"));
    row.add(duration);
    row.add(timerButton(Action.CANCEL, "The selected calls run on without their own limit"));
    row.add(timerButton(Action.EXPIRE, "The selected calls count as timed out now"));
    row.add(timerButton(Action.DISABLE, "The selected timers are listed and stop nothing"));
    row.add(timerButton(Action.ENABLE, "Takes a disable of the selected timers back"));
    JPanel actions = new JPanel();
    actions.setLayout(new BoxLayout(actions, BoxLayout.Y_AXIS));
    row.setAlignmentX(Component.LEFT_ALIGNMENT);
    answer.setAlignmentX(Component.LEFT_ALIGNMENT);
    answer.setBorder(BorderFactory.createEmptyBorder(2, GAP, 2, GAP));
    actions.add(row);
    actions.add(answer);
    return actions;
  }

  private JComponent details() {
    JTabbedPane details = new JTabbedPane();
    details.setName("curfew.details");
    details.addTab("Stack", new JScrollPane(stack));
    details.addTab("Rules", rulesTab());
    JSplitPane past =
        new JSplitPane(
            JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(history), new JScrollPane(ended));
    past.setResizeWeight(TIMERS_PART);
    past.setBorder(null);
    details.addTab("History", past);
    details.addTab("Audit", new JScrollPane(audit));
    details.setMinimumSize(new Dimension(0, 0));
    details.setPreferredSize(new Dimension(0, DETAILS_HEIGHT));
    return details;
  }

  private JComponent rulesTab() {
    JPanel row = row(FlowLayout.LEFT);
    row.add(ruleButton(Action.DISABLE, "The selected rule only observes"));
    row.add(ruleButton(Action.ENABLE, "Takes that back"));
    row.add(allButton(Action.DISABLE, "All rules only observe"));
    row.add(allButton(Action.ENABLE, "Takes that back"));
    JPanel tab = new JPanel(new BorderLayout());
    tab.add(new JScrollPane(rules), BorderLayout.CENTER);
    tab.add(row, BorderLayout.SOUTH);
    return tab;
  }

  private void listen() {
    timers.setRowSorter(
        new TreeSorter(
            timers.getModel(),
            column -> presenter.sortBy(TimerColumn.at(column)),
            () ->
                new SortKey(
                    presenter.order().column().place(),
                    presenter.order().descending() ? SortOrder.DESCENDING : SortOrder.ASCENDING)));
    timers
        .getColumnModel()
        .getColumn(TimerColumn.REMAINING.place())
        .setCellRenderer(new RemainingBar());
    timers
        .getSelectionModel()
        .addListSelectionListener(
            event -> {
              if (!event.getValueIsAdjusting() && !timers.isRefilled()) {
                selectionChanged();
              }
            });
    history.getSelectionModel().addListSelectionListener(event -> showEnded());
    filter
        .getDocument()
        .addDocumentListener(
            new DocumentListener() {
              @Override
              public void insertUpdate(DocumentEvent event) {
                presenter.filter(filter.getText());
              }

              @Override
              public void removeUpdate(DocumentEvent event) {
                presenter.filter(filter.getText());
              }

              @Override
              public void changedUpdate(DocumentEvent event) {
                presenter.filter(filter.getText());
              }
            });
  }

  private void selectionChanged() {
    presenter.select(timers.selected().stream().map(row -> row.timer().id()).toList());
  }

  private void showEnded() {
    List<EndedTimerInfo> selected = history.selected();
    fill(
        ended,
        selected.isEmpty()
            ? List.of("Select a line to see its stacks")
            : EndedTimerText.of(selected.get(0)));
  }

  private JButton timerButton(Action action, String tooltip) {
    return button(
        action.verb(),
        "curfew." + action.name().toLowerCase(Locale.ROOT),
        tooltip,
        () -> presenter.act(action, duration.getText(), reason.getText()));
  }

  private JButton ruleButton(Action action, String tooltip) {
    return button(
        action.verb() + " rule",
        "curfew.rule." + action.name().toLowerCase(Locale.ROOT),
        tooltip,
        () ->
            presenter.act(
                action,
                rules.selected().stream().map(rule -> "rule:" + rule.name()).toList(),
                reason.getText()));
  }

  private JButton allButton(Action action, String tooltip) {
    return button(
        action.verb() + " all",
        "curfew.all." + action.name().toLowerCase(Locale.ROOT),
        tooltip,
        () -> presenter.act(action, List.of("all"), reason.getText()));
  }

  private JButton button(String text, String name, String tooltip, Runnable action) {
    JButton button = new JButton(text);
    button.setName(name);
    button.setToolTipText(tooltip);
    button.addActionListener(event -> action.run());
    buttons.add(button);
    tooltips.add(tooltip);
    return button;
  }

  @Override
  public void show(Screen screen) {
    say(state, screen.state(), screen.good());
    timers.fill(screen.rows());
    // Refilled between the press and the release of the mouse, the table swallows the operator's
    // change; and what is no longer shown is not selected: no command may hit anything else.
    selectionChanged();
    rules.fill(screen.rules());
    history.fill(screen.history());
    audit.fill(screen.audit());
    fill(stack, screen.stack());
    for (int i = 0; i < buttons.size(); i++) {
      boolean allowed = screen.refusal().isEmpty();
      buttons.get(i).setEnabled(allowed);
      buttons.get(i).setToolTipText(allowed ? tooltips.get(i) : screen.refusal());
    }
  }

  @Override
  public void answer(String sentence, boolean good) {
    say(answer, sentence, good);
  }

  private static void say(JLabel label, String sentence, boolean good) {
    label.setText(sentence);
    label.setToolTipText(sentence);
    label.setForeground(good ? GOOD : BAD);
  }

  /** Keeps its place when nothing has changed. */
  private static void fill(JTextArea area, List<String> lines) {
    String text = String.join("\n", lines);
    if (!text.equals(area.getText())) {
      area.setText(text);
      area.setCaretPosition(0);
    }
  }

  @Override
  public boolean confirm(String question, List<String> details, String verb) {
    List<String> message = new ArrayList<>(List.of(question, " "));
    message.addAll(details);
    String[] options = {verb, "Leave alone"};
    int chosen =
        JOptionPane.showOptionDialog(
            this,
            message.toArray(),
            "Curfew: " + verb,
            JOptionPane.DEFAULT_OPTION,
            JOptionPane.WARNING_MESSAGE,
            null,
            options,
            options[1]);
    return chosen == 0;
  }

  private static JPanel row(int alignment) {
    return new JPanel(new FlowLayout(alignment, GAP, 2));
  }

  private static JTextArea lines(String name) {
    JTextArea area = new JTextArea();
    area.setName(name);
    area.setEditable(false);
    area.setFont(new Font(Font.MONOSPACED, Font.PLAIN, area.getFont().getSize()));
    return area;
  }

  private static List<RecordTable.Column<TimerRow>> timerColumns() {
    return Arrays.stream(TimerColumn.values())
        .map(c -> new RecordTable.Column<TimerRow>(c.heading(), c.width(), c::text))
        .toList();
  }

  private static List<RecordTable.Column<RuleInfo>> ruleColumns() {
    return List.of(
        column("Rule", 130, RuleInfo::name),
        column("Mode", 155, TimeoutsTab::mode),
        column("Timeout", 70, r -> Tables.duration(r.timeoutMillis())),
        column("Calls", 70, RuleInfo::calls),
        column("Active", 60, RuleInfo::active),
        column("Failed", 60, RuleInfo::failed),
        column("Warned", 65, RuleInfo::warned),
        column("Timed out", 80, RuleInfo::timedOut),
        column("Stopped", 65, RuleInfo::stopped),
        column("Cancelled", 80, RuleInfo::cancelled),
        column("Overdue", 65, RuleInfo::overdue),
        column("Abandoned", 90, RuleInfo::abandoned),
        column("Slowest", 75, r -> Tables.duration(r.slowestMillis())),
        column("Changes", 200, r -> Printable.of(String.join("; ", r.overrides()))));
  }

  private static String mode(RuleInfo rule) {
    return rule.mode().equals(rule.effectiveMode())
        ? rule.mode()
        : rule.mode() + ", now " + rule.effectiveMode();
  }

  private static List<RecordTable.Column<EndedTimerInfo>> historyColumns() {
    return List.of(
        column("Ended (UTC)", 190, EndedTimerInfo::endedAt),
        column("Id", 40, EndedTimerInfo::id),
        column("Status", 90, EndedTimerInfo::status),
        column("Reason", 70, EndedTimerInfo::reason),
        column("Elapsed", 75, t -> Tables.duration(t.elapsedMillis())),
        column("Call", 220, t -> Printable.of(t.path())));
  }

  private static List<RecordTable.Column<AuditEntry>> auditColumns() {
    return List.of(
        column("At (UTC)", 190, AuditEntry::at),
        column("By", 110, AuditEntry::by),
        column("Command", 170, e -> Printable.of(e.command())),
        column("Reason", 200, e -> Printable.of(e.reason())),
        column("Answer", 480, e -> Printable.of(e.answer())));
  }

  private static <T> RecordTable.Column<T> column(
      String heading, int width, Function<T, Object> text) {
    return new RecordTable.Column<>(heading, width, text);
  }
}
