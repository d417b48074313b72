package dev.curfew.jconsole;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javax.swing.RowSorter;
import javax.swing.table.TableModel;

/**
 * Draws the arrow in a heading and takes the click on it. The lines come sorted already, because
 * the parents among them keep their children below them.
 */
final class TreeSorter extends RowSorter<TableModel> {
  private final TableModel model;
  private final IntConsumer toggle;
  private final Supplier<SortKey> key;

  TreeSorter(TableModel model, IntConsumer toggle, Supplier<SortKey> key) {
    this.model = model;
    this.toggle = toggle;
    this.key = key;
  }

  @Override
  public TableModel getModel() {
    return model;
  }

  @Override
  public void toggleSortOrder(int column) {
    toggle.accept(column);
    fireSortOrderChanged();
  }

  @Override
  public int convertRowIndexToModel(int index) {
    return index;
  }

  @Override
  public int convertRowIndexToView(int index) {
    return index;
  }

  @Override
  public void setSortKeys(List<? extends SortKey> keys) {
    // Only a click on a heading sorts.
  }

  @Override
  public List<? extends SortKey> getSortKeys() {
    return List.of(key.get());
  }

  @Override
  public int getViewRowCount() {
    return model.getRowCount();
  }

  @Override
  public int getModelRowCount() {
    return model.getRowCount();
  }

  @Override
  public void modelStructureChanged() {
    // Nothing is kept of the model.
  }

  @Override
  public void allRowsChanged() {
    // Nothing is kept of the model.
  }

  @Override
  public void rowsInserted(int firstRow, int endRow) {
    // Nothing is kept of the model.
  }

  @Override
  public void rowsDeleted(int firstRow, int endRow) {
    // Nothing is kept of the model.
  }

  @Override
  public void rowsUpdated(int firstRow, int endRow) {
    // Nothing is kept of the model.
  }

  @Override
  public void rowsUpdated(int firstRow, int endRow, int column) {
    // Nothing is kept of the model.
  }
}
