package dev.curfew.record;

/** What happened to a timer. */
enum Event {
  WARNED,
  EXPIRED,
  ABANDONED,
  OVERDUE,
  ENDED,
  OPEN_AT_EXIT
}
