package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.config.LabelTemplate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes labels of the arguments that entry methods handed on. The bridge has let through only what
 * can't change and whose text is made by the JDK's own code.
 */
final class Labels {
  private Labels() {}

  /** The label of an open call; null: the rule has none, or the call has ended meanwhile. */
  static @Nullable String of(@Nullable LabelTemplate template, CurfewCall call, long word) {
    Object values = template == null ? null : call.labelValues();
    if (values instanceof CurfewScope later) {
      values = later.labelValues(); // what the call may become
    }
    if (template == null || values == null || !CurfewWord.sameCall(call.word(), word)) {
      return null; // the values may be those of the next call
    }
    List<String> texts = new ArrayList<>();
    for (Object value : values instanceof Object[] several ? several : new Object[] {values}) {
      texts.add(String.valueOf(value));
    }
    // For a moment after a reload, code that was woven for another template runs on.
    return texts.size() == template.arguments().size() ? template.fill(texts) : null;
  }
}
