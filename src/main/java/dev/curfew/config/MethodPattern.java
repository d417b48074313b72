package dev.curfew.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a rule is for: {@code ClassPattern#methodPattern[(parameter types)]}.
 *
 * <p>Classes are written with their binary names, nested ones with {@code $}. {@code *} stands for
 * any part of a name, {@code **} also reaches across packages and nested classes. Without parameter
 * types all overloads match. Immutable; asking it allocates nothing.
 */
public final class MethodPattern {

  private final String text;
  private final String className;
  private final String methodName;
  private final @Nullable List<ParameterType> parameterTypes;
  private final boolean exactClass;
  private final boolean exactMethod;

  MethodPattern(
      String text,
      String className,
      String methodName,
      @Nullable List<ParameterType> parameterTypes) {
    this.text = text;
    this.className = className;
    this.methodName = methodName;
    this.parameterTypes = parameterTypes;
    this.exactClass = !Glob.isGlob(className);
    this.exactMethod = !Glob.isGlob(methodName);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with a message that quotes what is wrong and says what is
   *     allowed
   */
  public static MethodPattern parse(String text) {
    return new MethodPatternParser(text).parse();
  }

  /** True when {@link #className()} is the name of one class, false when it is a glob. */
  public boolean isExactClass() {
    return exactClass;
  }

  /** The class pattern; the binary name of the class when {@link #isExactClass()}. */
  public String className() {
    return className;
  }

  /** The pattern for the method's name. */
  public String methodName() {
    return methodName;
  }

  /**
   * True when methods of this class may match; asked for every class that is loaded.
   *
   * @param binaryName with dots, nested classes with {@code $}
   */
  public boolean matchesClass(String binaryName) {
    return exactClass ? className.equals(binaryName) : Glob.matches(className, binaryName);
  }

  /** True when this method matches, of a class that {@link #matchesClass} accepted. */
  public boolean matchesMethod(String name, String jvmDescriptor) {
    boolean named = exactMethod ? methodName.equals(name) : Glob.matches(methodName, name);
    return named && (parameterTypes == null || takesParameters(parameterTypes, jvmDescriptor));
  }

  private static boolean takesParameters(List<ParameterType> types, String jvmDescriptor) {
    int at = 1;
    for (int i = 0; i < types.size(); i++) {
      at = types.get(i).endIn(jvmDescriptor, at);
      if (at < 0) {
        return false;
      }
    }
    return jvmDescriptor.charAt(at) == ')';
  }

  /** Patterns are equal when they are written the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MethodPattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
