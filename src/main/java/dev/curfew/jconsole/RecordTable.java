package dev.curfew.jconsole;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.swing.JComponent;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;

/** A table of records of one kind, of which the selected ones stay selected when it is refilled. */
final class RecordTable<T> extends JTable {
  private static final int ROW_HEIGHT = 22;

  /**
   * A column.
   *
   * @param width in pixels
   * @param text what it shows of a record
   */
  record Column<T>(String heading, int width, Function<T, Object> text) {}

  /** The model. */
  private static final class Records<T> extends AbstractTableModel {
    final List<Column<T>> columns;
    List<T> records = List.of();

    Records(List<Column<T>> columns) {
      this.columns = columns;
    }

    @Override
    public int getRowCount() {
      return records.size();
    }

    @Override
    public int getColumnCount() {
      return columns.size();
    }

    @Override
    public String getColumnName(int column) {
      return columns.get(column).heading();
    }

    @Override
    public Class<?> getColumnClass(int column) {
      return records.isEmpty() ? Object.class : getValueAt(0, column).getClass();
    }

    @Override
    public Object getValueAt(int row, int column) {
      return columns.get(column).text().apply(records.get(row));
    }
  }

  private final Records<T> model;
  private final Function<T, Object> identity;
  private boolean isRefilled;

  /** With a record's identity, by which it is known again. */
  RecordTable(String name, List<Column<T>> columns, Function<T, Object> identity) {
    super(new Records<>(columns));
    @SuppressWarnings("unchecked")
    Records<T> ours = (Records<T>) getModel();
    this.model = ours;
    this.identity = identity;
    setName(name);
    setRowHeight(ROW_HEIGHT);
    setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
    setFillsViewportHeight(true);
    DefaultTableCellRenderer words = new DefaultTableCellRenderer();
    showAsWritten(words);
    setDefaultRenderer(Object.class, words);
    DefaultTableCellRenderer numbers = new DefaultTableCellRenderer();
    numbers.setHorizontalAlignment(SwingConstants.RIGHT);
    setDefaultRenderer(Number.class, numbers);
    for (int i = 0; i < columns.size(); i++) {
      getColumnModel().getColumn(i).setPreferredWidth(columns.get(i).width());
    }
  }

  /** Swing takes a text that begins with a tag for HTML and would load its pictures. */
  static void showAsWritten(JComponent component) {
    component.putClientProperty("html.disable", true);
  }

  /** Shows these from now on; nothing is drawn again when they are the same. */
  void fill(List<T> records) {
    if (records.equals(model.records)) {
      return;
    }
    List<Object> selected = selected().stream().map(identity).toList();
    isRefilled = true;
    try {
      model.records = records;
      model.fireTableDataChanged();
      for (int i = 0; i < records.size(); i++) {
        if (selected.contains(identity.apply(records.get(i)))) {
          int row = convertRowIndexToView(i);
          addRowSelectionInterval(row, row);
        }
      }
    } finally {
      isRefilled = false;
    }
  }

  /** While true, changes of the selection are not the operator's. */
  boolean isRefilled() {
    return isRefilled;
  }

  T at(int viewRow) {
    return model.records.get(convertRowIndexToModel(viewRow));
  }

  /** In the order of the table. */
  List<T> selected() {
    return Arrays.stream(getSelectedRows()).mapToObj(this::at).toList();
  }
}
