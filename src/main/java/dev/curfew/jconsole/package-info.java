/**
 * The tab "Timeouts" of JConsole: {@code jconsole -pluginpath curfew.jar PID}.
 *
 * <p>Start at {@link dev.curfew.jconsole.Presenter}, which decides everything and knows no Swing;
 * {@link dev.curfew.jconsole.TimeoutsTab} draws it and {@link dev.curfew.jconsole.JmxProgram} asks
 * the program. Loaded by JConsole, in a JVM of its own.
 */
@NullMarked
package dev.curfew.jconsole;

import org.jspecify.annotations.NullMarked;
