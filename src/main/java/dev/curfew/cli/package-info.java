/**
 * The command line: {@code java -jar curfew.jar}, for people and scripts on the machine of the JVM
 * that they look into.
 *
 * <p>Start at {@link dev.curfew.cli.Main}; each command is a class, {@link
 * dev.curfew.cli.LocalJvms} is the way to the other JVM. It knows Curfew only by what {@link
 * dev.curfew.manage.TimeoutManagerMXBean} publishes. Runs in a JVM of its own, in which no agent
 * is: loaded by the system loader.
 */
@NullMarked
package dev.curfew.cli;

import org.jspecify.annotations.NullMarked;
