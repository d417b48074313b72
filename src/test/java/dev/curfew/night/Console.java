package dev.curfew.night;

import java.io.IOException;
import java.util.List;

/** What an operator has at night. */
interface Console extends AutoCloseable {
  /** Live timers of the rule, those with the least time left first. */
  List<Live> timers(String rule) throws Exception;

  /**
   * A live timer.
   *
   * @param remainingMillis until its deadline
   */
  record Live(long id, long remainingMillis) {}

  /** All there is to know of a timer, with its stack. */
  String show(long id) throws Exception;

  String extend(long id, String by, String reason) throws Exception;

  String expire(long id, String reason) throws Exception;

  String expireAllOf(String rule, String reason) throws Exception;

  String disable(String rule, String reason) throws Exception;

  String enable(String rule, String reason) throws Exception;

  String reload(String reason) throws Exception;

  @Override
  default void close() throws IOException {}
}
