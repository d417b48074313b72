package dev.curfew.bridge;

import java.lang.StackWalker.StackFrame;

/**
 * Tells the frame of an entry method among others.
 *
 * @param className binary name
 * @param methodName simple name
 * @param descriptor of the method
 */
public record CurfewEntryFrame(String className, String methodName, String descriptor) {
  boolean is(StackFrame frame) {
    return frame.getMethodName().equals(methodName)
        && frame.getClassName().equals(className)
        && frame.getDescriptor().equals(descriptor);
  }
}
