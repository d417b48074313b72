package dev.curfew.agent;

import dev.curfew.config.Configuration;
import dev.curfew.enforce.Enforcers;
import dev.curfew.engine.Enforcement;
import dev.curfew.engine.Engine;
import dev.curfew.engine.Sites;
import dev.curfew.record.Recorder;
import dev.curfew.weave.CurfewTransformer;
import dev.curfew.weave.WeaveReport;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts the parts, in the order in which they need each other. */
final class Startup {
  private Startup() {}

  static Aftermath run(
      Configuration configuration, @Nullable String argument, Instrumentation instrumentation) {
    String version = version();
    Sites sites = new Sites();
    WeaveReport report = new WeaveReport(configuration);
    Recorder recorder = new Recorder(configuration, version);
    CurfewTransformer transformer = new CurfewTransformer(configuration, sites, report);
    Forces forces = new Forces(configuration, instrumentation, report, transformer, sites);
    Engine engine =
        new Engine(configuration, sites, new MakeEnforcers(sites, forces), recorder, forces);
    Follows follows = new Follows(instrumentation, report);
    recorder.start();
    engine.start();
    try {
      forces.prepareCheckpoints(configuration);
      follows.prepare(configuration);
      transformer.install(instrumentation);
      forces.installIfConfigured();
      follows.installIfAsked(configuration);
    } catch (Throwable e) {
      engine.stop();
      throw e;
    }
    System.setProperty(Preconditions.STARTED, version);
    Console.line(startLine(configuration, version, report));
    RunningAgent agent =
        new RunningAgent(
            version,
            argument,
            configuration,
            engine,
            sites,
            transformer,
            forces,
            follows,
            report,
            recorder,
            instrumentation);
    Aftermath aftermath = new Aftermath(agent);
    aftermath.start();
    return aftermath;
  }

  /** A named class: a method reference would cost start-up time. */
  private static final class MakeEnforcers implements Function<Enforcement.Outcomes, Enforcement> {
    private final Sites sites;
    private final Forces forces;

    MakeEnforcers(Sites sites, Forces forces) {
      this.sites = sites;
      this.forces = forces;
    }

    @Override
    public Enforcement apply(Enforcement.Outcomes outcomes) {
      return new Enforcers(outcomes, sites, forces, forces.stacks());
    }
  }

  private static String version() {
    String version = Startup.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String startLine(Configuration c, String version, WeaveReport report) {
    int woven = report.methodsWoven();
    return "version "
        + version
        + ", "
        + c.rules().size()
        + (c.rules().size() == 1 ? " rule" : " rules")
        + " from "
        + c.source()
        + (woven == 0 ? "" : ", " + woven + " methods of loaded classes matched")
        + ", records in "
        + new File(c.recordDirectory()).getAbsolutePath();
  }
}
