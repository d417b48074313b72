package dev.curfew.cli;

/**
 * How somebody gets into a JVM that is reached by its URL.
 *
 * @param user empty: nobody in particular
 * @param password of that user
 * @param ssl whether its registry speaks TLS alone
 */
record Access(String user, String password, boolean ssl) {
  static final Access NONE = new Access("", "", false);

  /** Without the password. */
  @Override
  public String toString() {
    return "Access[" + user + (ssl ? ", ssl]" : "]");
  }
}
