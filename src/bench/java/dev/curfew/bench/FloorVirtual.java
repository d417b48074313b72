package dev.curfew.bench;

import org.openjdk.jmh.annotations.Fork;

/** {@link Floor} on a virtual thread. */
@Fork(value = 1, jvmArgsAppend = Measured.VIRTUAL)
public class FloorVirtual extends Floor {}
