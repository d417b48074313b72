package dev.curfew.bench;

import org.openjdk.jmh.annotations.Fork;

/** {@link Woven} on a virtual thread. */
@Fork(
    value = 1,
    jvmArgsAppend = {Measured.AGENT + Measured.RULE, Measured.VIRTUAL})
public class WovenVirtual extends Woven {}
