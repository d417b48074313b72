package dev.curfew.manage;

/** What the MBean notifies of. */
enum NotificationType {
  WARNED("curfew.timer.warned", "A call has reached its warning"),
  TIMED_OUT("curfew.timer.timed-out", "A call ran out of time; it has been interrupted"),
  STOPPED("curfew.timer.stopped", "A call was stopped because one around it ran out of time"),
  CANCELLED("curfew.timer.cancelled", "A timer was cancelled; its call runs on"),
  EXTENDED("curfew.timer.extended", "The deadline of a call was moved"),
  SWITCHED("curfew.timer.switched", "A timer was disabled, enabled, paused or resumed"),
  OVERDUE("curfew.timer.overdue", "A call is past its deadline and only observed"),
  ABANDONED("curfew.timer.abandoned", "A call still runs though its grace is over"),
  RECOVERED("curfew.timer.recovered", "A call that was abandoned has ended after all"),
  MODE_CHANGED("curfew.mode.changed", "A rule, or all, stop calls from now on or only observe"),
  RULE_CHANGED("curfew.rule.changed", "An operator has set, paused, resumed or reset a rule"),
  CONFIGURATION_CHANGED("curfew.configuration.changed", "Another configuration holds"),
  CONFIGURATION_REFUSED(
      "curfew.configuration.refused", "A new configuration can't be used; the one before holds"),
  SUPPRESSED("curfew.notifications.suppressed", "So many notifications were left out");

  final String type;
  final String description;

  NotificationType(String type, String description) {
    this.type = type;
    this.description = description;
  }
}
