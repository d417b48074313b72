package dev.curfew.demo;

import java.util.List;

/**
 * What is known once the program has ended.
 *
 * @param journal the program's own words
 * @param records what Curfew wrote
 * @param operator what the operator did and was told
 * @param exitCode of the program
 */
record Evidence(
    Journal journal, List<TimeoutRecord> records, Operator.Report operator, int exitCode) {}
