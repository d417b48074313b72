package dev.curfew.bridge;

import org.jspecify.annotations.Nullable;

/** A scope whose rule wants a label. */
final class CurfewLabelledScope extends CurfewScope {
  private final @Nullable Object labelValues;

  CurfewLabelledScope(
      CurfewStrand strand, @Nullable CurfewScope outer, int site, @Nullable Object labelValues) {
    super(strand, outer, site);
    this.labelValues = labelValues;
  }

  @Override
  public @Nullable Object labelValues() {
    return labelValues;
  }
}
