package dev.curfew.config;

/** Stands for {@code ClassPattern#methodPattern[(parameter types)]}. */
public final class MethodPattern {
  private final String text;

  MethodPattern(String text) {
    this.text = text;
  }

  /** True when methods of a class of this name may match; cheap, asked for every loaded class. */
  public boolean matchesClass(String className) {
    return text.startsWith(className + "#");
  }

  /** True when this method matches, of a class that {@link #matchesClass} accepted. */
  public boolean matchesMethod(String methodName, String descriptor) {
    return text.endsWith("#" + methodName);
  }

  @Override
  public String toString() {
    return text;
  }
}
