/**
 * The program that the demo puts under the agent: jobs on an embedded database, an HTTP service
 * beside them, and traffic for it.
 *
 * <p>It knows nothing of Curfew and of time limits: no import, no library, not one line. Start at
 * {@link dev.curfew.demo.program.Program}.
 */
@NullMarked
package dev.curfew.demo.program;

import org.jspecify.annotations.NullMarked;
