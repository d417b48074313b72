package dev.curfew.engine;

/**
 * What an operator, or its fuse, has changed of a rule.
 *
 * @param rule its name; empty: all of them
 * @param key {@code enabled}, {@code paused}, {@code reset}, or what was set: {@code timeout},
 *     {@code warn-at}, {@code grace}, {@code mode}
 * @param value that holds now
 */
public record RuleChange(String rule, String key, String value) {}
