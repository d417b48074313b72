package com.example.looping;

import java.util.concurrent.Callable;

/** Calls what it is told to, one after the other on one thread, and says how each call ends. */
public final class CompiledProgram {
  private CompiledProgram() {}

  /** The arguments are names of classes that implement Callable. */
  public static void main(String[] names) throws Exception {
    for (String name : names) {
      Callable<?> callable =
          Class.forName(name).asSubclass(Callable.class).getDeclaredConstructor().newInstance();
      try {
        callable.call();
        System.out.println(name + ": returned");
      } catch (Exception e) {
        System.out.println(name + ": " + e.getClass().getSimpleName() + " <- " + e.getCause());
      }
    }
  }
}
