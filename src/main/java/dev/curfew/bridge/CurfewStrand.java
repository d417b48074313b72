package dev.curfew.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** What Curfew keeps of a virtual thread: its innermost open call, and the stripe it uses. */
public final class CurfewStrand extends CurfewOwner {
  private static final VarHandle INNERMOST;

  static {
    try {
      INNERMOST =
          MethodHandles.lookup().findVarHandle(CurfewStrand.class, "innermost", CurfewScope.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Nullable CurfewScope innermost;
  final CurfewStripe stripe;

  CurfewStrand(Thread thread) {
    this(thread, CurfewStripe.of(thread));
  }

  CurfewStrand(@Nullable Thread thread, CurfewStripe stripe) {
    super(thread);
    this.stripe = stripe;
  }

  Object enter(int site) {
    stripe.count(site);
    CurfewScope outer = innermostOpen();
    for (CurfewScope s = outer; s != null; s = s.outer) {
      if (s.site() == site) {
        s.reenter();
        return new CurfewReentry(s); // that call's deadline comes first
      }
    }
    return open(new CurfewScope(this, outer, site));
  }

  /** A call that is never taken for a part of an open one of the same site. */
  Object enter(int site, long enteredAt, @Nullable Object labelValues) {
    stripe.count(site);
    CurfewScope outer = innermostOpen();
    CurfewScope scope =
        labelValues == null
            ? new CurfewScope(this, outer, site)
            : new CurfewLabelledScope(this, outer, site, labelValues);
    scope.stamp = enteredAt;
    return open(scope);
  }

  /** The only call of a strand without a thread: a timer that the watcher sees, and nobody runs. */
  static CurfewScope detached(int site, long startedAt, Object spec, @Nullable CurfewScope outer) {
    CurfewStrand strand = new CurfewStrand(null, CurfewStripe.of(Thread.currentThread()));
    strand.stripe.count(site);
    CurfewScope scope = new CurfewLabelledScope(strand, outer, site, spec);
    scope.stamp = startedAt;
    return strand.open(scope);
  }

  private @Nullable CurfewScope innermostOpen() {
    CurfewScope scope = innermost;
    while (scope != null && scope.isClosed()) {
      scope = scope.outer; // a lost frame that the enforcer has dropped
    }
    return scope;
  }

  CurfewScope open(CurfewScope scope) {
    setInnermost(scope);
    stripe.push(scope);
    return scope;
  }

  void setInnermost(@Nullable CurfewScope scope) {
    INNERMOST.setRelease(this, scope);
  }

  /** Closes what lost frames left open above this call, innermost first. */
  void closeAbove(CurfewScope scope) {
    if (!isOpenInside(scope)) {
      return;
    }
    for (CurfewScope s = innermost; s != null && s != scope; s = s.outer) {
      s.end(null);
      s.forgetStrand();
    }
    setInnermost(scope);
  }

  /**
   * After the scope has ended, not before: an enforcer that doesn't see an interrupted call takes
   * our interrupt, which is not yet cleared, for somebody else's.
   */
  void leave(CurfewScope scope) {
    if (innermost == scope) {
      setInnermost(scope.outer);
    }
  }

  private boolean isOpenInside(CurfewScope scope) {
    for (CurfewScope s = innermost; s != null; s = s.outer) {
      if (s == scope) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable CurfewCall innermost() {
    return (CurfewScope) INNERMOST.getAcquire(this);
  }

  @Override
  @Nullable CurfewCall ownInnermost() {
    return innermost;
  }
}
