package dev.curfew.agent;

import dev.curfew.config.Configuration;
import dev.curfew.engine.Engine;
import dev.curfew.record.Recorder;
import dev.curfew.weave.WeaveReport;
import java.lang.instrument.Instrumentation;

/**
 * The parts of an agent that has started.
 *
 * @param version of the agent
 * @param configuration the rules
 * @param engine runs
 * @param report what was woven so far
 * @param recorder runs
 * @param instrumentation the JVM's
 */
record RunningAgent(
    String version,
    Configuration configuration,
    Engine engine,
    WeaveReport report,
    Recorder recorder,
    Instrumentation instrumentation) {}
