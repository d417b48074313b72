package dev.curfew.bridge;

/** Carries a refusal past the net that keeps all else from leaving enter. */
final class CurfewRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final RuntimeException refusal;

  CurfewRefused(RuntimeException refusal) {
    super(null, null, false, false);
    this.refusal = refusal;
  }
}
