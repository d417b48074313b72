package dev.curfew.jconsole;

import java.util.List;

/** What draws the tab. On Swing's thread only. */
interface View {

  void show(Screen screen);

  /** What became of the last command. */
  void answer(String sentence, boolean good);

  /**
   * Asks before something that nothing takes back.
   *
   * @param question in one line
   * @param details what it is about, a line each
   * @param verb what stands on the button that does it
   */
  boolean confirm(String question, List<String> details, String verb);
}
