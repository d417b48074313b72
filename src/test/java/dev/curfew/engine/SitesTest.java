package dev.curfew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.config.Rule;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sites")
class SitesTest {
  private final Rule rule = EngineRig.rule("rule", 100);
  private final Sites sites = new Sites();

  /** Some loaders have an equals of their own. */
  private static final class EqualLoader extends ClassLoader {
    @Override
    public boolean equals(Object other) {
      return other instanceof EqualLoader;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private int idOf(ClassLoader loader, String method) {
    return sites.idOf(loader, "com.acme.Job", 0, method, "()V", rule);
  }

  @Test
  @DisplayName("are numbered, behind those of the API, and known by their number")
  void numbered() {
    ClassLoader loader = new EqualLoader();

    int first = idOf(loader, "run");
    int second = idOf(loader, "stop");

    assertThat(first).isEqualTo(ApiSites.FIRST_FREE);
    assertThat(second).isEqualTo(first + 1);
    Site site = Objects.requireNonNull(sites.apply(second));
    assertThat(site.methodName()).isEqualTo("stop");
    assertThat(site.className()).isEqualTo("com.acme.Job");
    assertThat(site.rule()).isEqualTo(rule);
    assertThat(Objects.requireNonNull(site.loader()).get()).isSameAs(loader);
    assertThat(sites.apply(0)).isNull();
    assertThat(sites.apply(second + 1)).isNull();
    assertThat(Objects.requireNonNull(sites.apply(ApiSites.CALL)).methodName()).isEqualTo("call");
    assertThat(sites.apply(1_000_000)).isNull();
  }

  @Test
  @DisplayName("are the same again for the same method of the same loader")
  void sameAgain() {
    ClassLoader loader = new EqualLoader();

    assertThat(idOf(loader, "run")).isEqualTo(idOf(loader, "run"));
    assertThat(idOf(null, "run")).isEqualTo(idOf(null, "run"));
  }

  @Test
  @DisplayName("are different for another descriptor, class or loader, even one that is equal")
  void different() {
    Set<Integer> ids = new HashSet<>();
    ids.add(idOf(new EqualLoader(), "run"));
    ids.add(idOf(new EqualLoader(), "run"));
    ids.add(idOf(null, "run"));
    ids.add(sites.idOf(null, "com.acme.Job", 0, "run", "(I)V", rule));
    ids.add(sites.idOf(null, "com.acme.Job2", 0, "run", "()V", rule));

    assertThat(ids).hasSize(5);
  }

  @Test
  @DisplayName("hold no loader, and forget those that were unloaded")
  void holdNoLoader() {
    ClassLoader kept = new EqualLoader();
    int id = idOf(kept, "run");
    for (int i = 0; i < 1000; i++) {
      idOf(new EqualLoader(), "run");
    }

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(sites.loaders()).isEqualTo(1);
            });
    assertThat(idOf(kept, "run")).isEqualTo(id);
    assertThat(idOf(new EqualLoader(), "run")).isEqualTo(id + 1001); // ids are not used again
  }

  @Test
  @DisplayName("come to an end: then the id is 0, and those known stay known")
  void comeToAnEnd() {
    Sites two = new Sites(ApiSites.FIRST_FREE + 1);
    two.idOf(null, "a.A", 0, "a", "()V", rule);
    two.idOf(null, "a.A", 0, "b", "()V", rule);

    assertThat(two.idOf(null, "a.A", 0, "c", "()V", rule)).isZero();
    assertThat(two.idOf(null, "a.A", 0, "b", "()V", rule)).isEqualTo(ApiSites.FIRST_FREE + 1);
  }
}
