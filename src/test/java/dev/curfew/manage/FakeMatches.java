package dev.curfew.manage;

import java.util.List;

/** Rule "payment" has matched two methods, and one that can't be woven. */
final class FakeMatches implements RuleMatches {

  @Override
  public List<String> report() {
    return List.of("rule 'a': 3 woven");
  }

  @Override
  public Methods of(String rule) {
    return rule.equals("payment")
        ? new Methods(
            List.of("com.acme.Shop#pay()V", "com.acme.Shop#refund()V"),
            List.of("com.acme.Shop#init()V: it is native"))
        : Methods.NONE;
  }
}
