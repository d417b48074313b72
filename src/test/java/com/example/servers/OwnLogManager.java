package com.example.servers;

import java.util.logging.LogManager;

/** A server's log manager. It says whether the server's main had begun when it was made. */
public final class OwnLogManager extends LogManager {
  public OwnLogManager() {
    System.out.println("log manager made " + Server.when());
  }
}
