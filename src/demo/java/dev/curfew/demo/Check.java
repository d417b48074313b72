package dev.curfew.demo;

/**
 * One line of the summary.
 *
 * @param what is looked at
 * @param expected in words
 * @param happened in words
 * @param holds whether that is the same
 */
record Check(String what, String expected, String happened, boolean holds) {}
