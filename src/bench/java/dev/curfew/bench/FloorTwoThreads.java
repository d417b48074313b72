package dev.curfew.bench;

import org.openjdk.jmh.annotations.Threads;

/** {@link Floor} on two platform threads that share nothing: what the machine itself loses. */
@Threads(2)
public class FloorTwoThreads extends Floor {}
