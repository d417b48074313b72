/**
 * What operators see over JMX: the MBean {@code dev.curfew:type=TimeoutManager}, its tables for
 * people, the log of changes.
 *
 * <p>Start at {@link dev.curfew.manage.TimeoutManagerMXBean} for what is published, and at {@link
 * dev.curfew.manage.Management} for when. Only {@link dev.curfew.manage.Management} is touched
 * while the agent starts; it names no type of JMX. Loaded by the system loader; the command line
 * and the JConsole plugin load the interface and its values in a JVM of their own.
 */
@NullMarked
package dev.curfew.manage;

import org.jspecify.annotations.NullMarked;
