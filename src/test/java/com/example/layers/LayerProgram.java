package com.example.layers;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Set;

/** Runs the job of a module, whose jar its argument names, in a layer of its own. */
public final class LayerProgram {
  private LayerProgram() {}

  public static void main(String[] args) throws Exception {
    // Given a parent, the job's loader sees the class path; without one, java.base alone.
    ClassLoader parent = args[1].equals("system") ? ClassLoader.getSystemClassLoader() : null;
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolve(ModuleFinder.of(Path.of(args[0])), ModuleFinder.of(), Set.of("modular"));
    ModuleLayer layer = boot.defineModulesWithOneLoader(configuration, parent);
    Module unnamed = ClassLoader.getSystemClassLoader().getUnnamedModule();
    // Asked before a class is woven: the JVM lets a module whose classes are transformed read it.
    boolean reads = layer.findModule("modular").orElseThrow().canRead(unnamed);
    System.out.println("the module reads the agent: " + reads);
    Class<?> job = layer.findLoader("modular").loadClass("modular.Job");
    try {
      job.getMethod("hang").invoke(null);
    } catch (InvocationTargetException e) {
      System.out.println("stopped " + e.getCause().getClass().getName());
    }
  }
}
