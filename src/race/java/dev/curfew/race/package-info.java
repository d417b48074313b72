/**
 * What proves the protocols under race: profile {@code race}, not part of the deliverable.
 *
 * <p>Start at {@link dev.curfew.race.Race}. The jcstress tests are in the package of what they
 * test, {@code dev.curfew.bridge}; the long runs are the ordinary tests with the tag {@code race},
 * in full size.
 */
@NullMarked
package dev.curfew.race;

import org.jspecify.annotations.NullMarked;
