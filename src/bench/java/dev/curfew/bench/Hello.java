package dev.curfew.bench;

/** The program whose start is measured. */
final class Hello {
  private Hello() {}

  /** With an argument it overruns instead of greeting. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length > 0) {
      overrun();
    }
    System.out.println(greeting());
  }

  static String greeting() {
    return "hello, world";
  }

  static void overrun() throws InterruptedException {
    Thread.sleep(30_000);
  }
}
