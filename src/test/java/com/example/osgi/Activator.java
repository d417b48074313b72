package com.example.osgi;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Runs the bundle's job. */
public final class Activator implements BundleActivator {
  @Override
  public void start(BundleContext context) throws InterruptedException {
    System.out.println("job of bundle " + FrameworkUtil.getBundle(Job.class).getSymbolicName());
    try {
      Job.hang();
    } catch (RuntimeException e) {
      System.out.println("stopped " + e.getClass().getName());
    }
  }

  @Override
  public void stop(BundleContext context) {
    // Nothing is held.
  }
}
