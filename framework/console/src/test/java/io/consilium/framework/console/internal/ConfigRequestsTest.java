package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.framework.configuration.Configurations;
import io.consilium.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigRequestsTest {
  private static Configurations.Listed listed(String pid, Configurations.State state) {
    return new Configurations.Listed(pid, state, "", Path.of(pid + ".yaml"), List.of());
  }

  /** One of each state; only what is called "declared" says what may be set. */
  private static final class Four implements Configurations {
    @Override
    public List<Listed> list() {
      return List.of(
          listed("declared", State.APPLIED),
          listed("silent", State.APPLIED),
          listed("gone", State.ABSENT),
          listed("wrong", State.REFUSED));
    }

    @Override
    public Shown show(String pid) {
      return new Shown(listed(pid, State.APPLIED), pid.equals("declared"), List.of());
    }

    @Override
    public Listed change(String pid, Map<String, List<String>> set, Set<String> unset) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> check(Path file) {
      return List.of();
    }
  }

  @Test
  void whatNobodyDescribesIsNotCalledChecked() {
    JsonNode all = new ConfigRequests(new Four()).answer(Json.tree(Map.of("do", "list")));

    assertThat(all.findValuesAsText("checked")).containsExactly("true", "false", "false", "true");
  }
}
