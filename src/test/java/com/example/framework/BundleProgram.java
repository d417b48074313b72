package com.example.framework;

import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Starts the bundle that its argument names, in a framework that is told nothing of Curfew. */
public final class BundleProgram {
  private BundleProgram() {}

  public static void main(String[] args) throws Exception {
    FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).iterator().next();
    Framework framework =
        factory.newFramework(
            Map.of(
                Constants.FRAMEWORK_STORAGE,
                "bundles",
                // Felix guesses when it sees fit, unless it is told not to
                "felix.bootdelegation.implicit",
                "false"));
    framework.start();
    Bundle bundle = framework.getBundleContext().installBundle("file:" + args[0]);
    bundle.start();
    System.out.println("bundle sees Curfew: " + sees(bundle, args[1]));
    framework.stop();
    framework.waitForStop(0);
  }

  private static boolean sees(Bundle bundle, String name) {
    try {
      return bundle.loadClass(name) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
