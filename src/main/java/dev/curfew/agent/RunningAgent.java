package dev.curfew.agent;

import dev.curfew.config.Configuration;
import dev.curfew.engine.Engine;
import dev.curfew.engine.Sites;
import dev.curfew.record.Recorder;
import dev.curfew.weave.CurfewTransformer;
import dev.curfew.weave.WeaveReport;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an agent that has started.
 *
 * @param version of the agent
 * @param argument that the agent was started with
 * @param configuration that it was started with
 * @param engine runs
 * @param sites the entry methods' numbers
 * @param transformer weaves
 * @param forces what the mode force needs
 * @param follows what rules need that follow
 * @param report what was woven so far
 * @param recorder runs
 * @param instrumentation the JVM's
 */
record RunningAgent(
    String version,
    @Nullable String argument,
    Configuration configuration,
    Engine engine,
    Sites sites,
    CurfewTransformer transformer,
    Forces forces,
    Follows follows,
    WeaveReport report,
    Recorder recorder,
    Instrumentation instrumentation) {}
