package dev.curfew.bench;

import org.openjdk.jmh.annotations.Threads;

/** {@link Woven} on two platform threads. */
@Threads(2)
public class WovenTwoThreads extends Woven {}
