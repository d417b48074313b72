package dev.curfew.config;

/**
 * What a timed-out call does whose body returned all the same. Prints as it is written in
 * configurations.
 */
public enum LateResult {
  /** It throws the timeout. */
  THROW("throw"),
  /** It returns the value. */
  RETURN("return");

  private final String word;

  LateResult(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
