package com.example.jobs;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;

/** Runs {@link ApiProgram} in a loader that has a copy of the API of its own. */
public final class SecondCopyProgram {
  private SecondCopyProgram() {}

  /** Takes the files of that loader's class path. */
  public static void main(String[] args) throws Exception {
    URL[] urls = new URL[args.length];
    for (int i = 0; i < args.length; i++) {
      urls[i] = new File(args[i]).toURI().toURL();
    }
    try (URLClassLoader own = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> program = own.loadClass("com.example.jobs.ApiProgram");
      program.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }
  }
}
