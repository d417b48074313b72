package dev.curfew.config;

import org.jspecify.annotations.Nullable;

/**
 * A parameter type of a pattern, as it appears in descriptors.
 *
 * @param descriptor of the type
 * @param inJavaLang what a name without a package may mean as well; null for all others
 */
record ParameterType(String descriptor, @Nullable String inJavaLang) {

  private static final String[] PRIMITIVES = {
    "boolean", "byte", "char", "double", "float", "int", "long", "short"
  };
  private static final String PRIMITIVE_DESCRIPTORS = "ZBCDFIJS";

  /**
   * Reads a type as it stands in source code, without type arguments.
   *
   * @param name of a primitive, or the binary name of a class
   * @param dimensions of the array, 0 when it is none
   */
  static ParameterType of(String name, int dimensions) {
    String array = "[".repeat(dimensions);
    for (int i = 0; i < PRIMITIVES.length; i++) {
      if (PRIMITIVES[i].equals(name)) {
        return new ParameterType(array + PRIMITIVE_DESCRIPTORS.charAt(i), null);
      }
    }
    String descriptor = array + "L" + name.replace('.', '/') + ";";
    return name.indexOf('.') >= 0
        ? new ParameterType(descriptor, null)
        : new ParameterType(descriptor, array + "Ljava/lang/" + name + ";");
  }

  /**
   * Where this type ends in a method's descriptor if it stands there at {@code start}, else -1. No
   * descriptor of a type begins with that of another, so no look-ahead is needed.
   */
  int endIn(String methodDescriptor, int start) {
    if (methodDescriptor.startsWith(descriptor, start)) {
      return start + descriptor.length();
    }
    if (inJavaLang != null && methodDescriptor.startsWith(inJavaLang, start)) {
      return start + inJavaLang.length();
    }
    return -1;
  }
}
