package dev.curfew.bridge;

/**
 * What a thread dump shows that the end of a timed-out call waits for: the delivery of its stop.
 */
final class CurfewInterruptInFlight {}
