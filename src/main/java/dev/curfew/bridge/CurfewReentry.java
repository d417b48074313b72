package dev.curfew.bridge;

/** The token of a call that is inside another one of the same site, on the same thread. */
final class CurfewReentry {
  final CurfewCall call;

  CurfewReentry(CurfewCall call) {
    this.call = call;
  }
}
