package com.example.jobs;

/** What the tests of the packaged agent start. */
public final class HangingProgram {
  private HangingProgram() {}

  public static void main(String[] args) throws Exception {
    if (!"false".equals(System.getProperty("program.hangs"))) {
      hang();
    }
    tryJavaLang();
    Thread open = new Thread(HangingProgram::leaveOpen);
    open.setDaemon(true);
    open.start();
    System.out.println("left one open");
  }

  private static void hang() throws InterruptedException {
    try {
      HangingJob.hang();
    } catch (RuntimeException e) {
      System.out.println("stopped " + e.getClass().getName());
    }
  }

  /** Case 35: java.lang is as closed to the application as it was without the agent. */
  private static void tryJavaLang() throws ReflectiveOperationException {
    try {
      Thread.class.getDeclaredField("name").setAccessible(true);
      System.out.println("java.lang OPEN");
    } catch (RuntimeException e) {
      System.out.println("java.lang closed");
    }
  }

  private static void leaveOpen() {
    try {
      HangingJob.hang();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
