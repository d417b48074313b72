/**
 * Chooses classes and methods by their names and weaves the calls of the bridge into them.
 *
 * <p>Start at {@link dev.curfew.weave.CurfewTransformer}. Loaded by the system loader in premain,
 * where each class costs start-up: no lambda, stream or regular expression in here, and of Byte
 * Buddy only its copy of ASM.
 */
@NullMarked
package dev.curfew.weave;

import org.jspecify.annotations.NullMarked;
