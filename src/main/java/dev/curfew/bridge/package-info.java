/**
 * What woven code calls: enter, exit, and the state of open calls. The hot path.
 *
 * <p>The build relocates this package into {@code java.lang} and the agent defines its classes
 * there, because {@code java.*} is the one package that every loader, bundle and module sees. So
 * its classes carry the project's name, name only types of java.base, and are loaded by the boot
 * loader; unit tests use them here. Slow paths leave through {@link dev.curfew.bridge.CurfewHooks}.
 */
@NullMarked
package dev.curfew.bridge;

import org.jspecify.annotations.NullMarked;
