package dev.curfew.manage;

import java.lang.instrument.Instrumentation;
import java.util.function.Predicate;

/** Whether a class has been loaded, without loading it. */
final class LoadedClasses implements Predicate<String> {
  private final Instrumentation instrumentation;

  LoadedClasses(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  @Override
  public boolean test(String name) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (loaded.getClassLoader() == null && loaded.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
