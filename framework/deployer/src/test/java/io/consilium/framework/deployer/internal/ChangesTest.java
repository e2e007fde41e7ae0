package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body.PluginChanged;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of changes that the ledger does not take. */
class ChangesTest {
  private final List<String> recorded = new ArrayList<>();
  private boolean away;
  private final Changes changes = new Changes(this::ledger, digest -> Optional.empty());

  private Ledger ledger() {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              ((List<?>) arguments[0]).forEach(draft -> append((Draft) draft));
              return null;
            });
  }

  private void append(Draft draft) {
    if (away) {
      throw new LedgerFailure("The disk is full.");
    }
    String cause = ((PluginChanged) draft.body()).cause();
    if (cause.equals("too large")) {
      throw new IllegalArgumentException("A record is larger than the ledger takes.");
    }
    recorded.add(cause);
  }

  @Test
  void aChangeThatIsNoRecordKeepsNoOtherOffTheRecord() {
    changes.refusedFile("first");
    changes.refusedFile("too large");
    changes.refusedFile("second");

    assertThat(recorded).containsExactly("first", "second");
  }

  @Test
  void changesWaitForTheLedgerInOrder() {
    away = true;
    changes.refusedFile("first");
    changes.refusedFile("too large");
    changes.refusedFile("second");
    assertThat(recorded).isEmpty();

    away = false;
    changes.flush();
    changes.flush();
    assertThat(recorded).containsExactly("first", "second");
  }
}
