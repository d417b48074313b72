package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import java.time.Instant;

/** One entry of a timer's status history. */
public record StatusChange(TimeoutStatus status, Instant at) {}
