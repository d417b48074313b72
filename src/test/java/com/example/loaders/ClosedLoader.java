package com.example.loaders;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;

/**
 * A loader that delegates java.* alone, and a program that runs a job in it. With the argument
 * "stopped" it answers as Tomcat's does when its web application is stopped while calls still run.
 */
public final class ClosedLoader extends ClassLoader {
  private final boolean stopped;

  private ClosedLoader(boolean stopped) {
    super(null);
    this.stopped = stopped;
  }

  public static void main(String[] args) throws Exception {
    Class<?> job = new ClosedLoader(args.length > 0).loadClass("com.example.loaders.Job");
    System.out.println("job of " + job.getClassLoader().getClass().getName());
    try {
      job.getMethod("hang").invoke(null);
    } catch (InvocationTargetException e) {
      Class<?> thrown = e.getCause().getClass();
      System.out.println("stopped " + thrown.getName());
      System.out.println("agent's own " + thrown.equals(Class.forName(thrown.getName())));
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return super.loadClass(name, resolve);
    }
    Class<?> loaded = findLoadedClass(name);
    return loaded == null ? findClass(name) : loaded;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!name.equals("com.example.loaders.Job")) {
      if (stopped) {
        throw new IllegalStateException("this web application has been stopped already");
      }
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = ClosedLoader.class.getResourceAsStream("Job.class")) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
