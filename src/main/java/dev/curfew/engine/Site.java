package dev.curfew.engine;

import dev.curfew.config.Rule;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * One woven entry method, as its class is loaded by one loader.
 *
 * @param id what the woven code carries; never reused
 * @param className binary name
 * @param methodName simple name
 * @param descriptor of the method
 * @param rule whose calls these are
 * @param loader of the class; null: the boot loader
 */
public record Site(
    int id,
    String className,
    String methodName,
    String descriptor,
    Rule rule,
    @Nullable WeakReference<ClassLoader> loader) {

  /** The same entry method, whose calls are another rule's now. */
  Site with(Rule other) {
    return new Site(id, className, methodName, descriptor, other, loader);
  }
}
