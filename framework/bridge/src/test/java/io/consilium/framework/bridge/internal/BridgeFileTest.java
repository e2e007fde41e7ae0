package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.framework.bridge.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BridgeFileTest {

  private static BridgeFile read(String yaml) {
    return BridgeFile.read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aCommandIsEnough() {
    BridgeFile file = read("command: [python3, expert.py]\n");
    assertThat(file.command()).containsExactly("python3", "expert.py");
    assertThat(file.declared()).isEmpty();
    assertThat(file.limits()).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void everythingElseCanBeSaid() {
    BridgeFile file =
        read(
            """
            command: [./guest]
            environment: {LANG: C.UTF-8, THREADS: "2"}
            pass: [API_KEY, NOT_THERE]
            restarts: 1
            timeouts: {start: 0.5, cancel: 3}
            experts:
              - id: test.expert
                description: Tests.
                effect: READS_OUTSIDE
                capabilities: [{name: test.it, outputs: {text: text/plain}}]
            """);
    assertThat(file.environment(Map.of("API_KEY", "k")::get))
        .isEqualTo(Map.of("LANG", "C.UTF-8", "THREADS", "2", "API_KEY", "k"));
    assertThat(file.limits().start()).isEqualTo(Duration.ofMillis(500));
    assertThat(file.limits().cancel()).isEqualTo(Duration.ofSeconds(3));
    assertThat(file.limits().warm()).isEqualTo(Limits.DEFAULT.warm());
    assertThat(file.limits().restarts()).isEqualTo(1);
    assertThat(file.declared().orElseThrow().experts().get(0).descriptor().id())
        .isEqualTo("test.expert");
  }

  @Test
  void anEndpointIsAUrlForHttp() {
    assertThat(read("endpoint: http://127.0.0.1:9/x\n").url().getPort()).isEqualTo(9);
    assertThatThrownBy(() -> read("endpoint: file:///etc/passwd\n").url())
        .hasMessageContaining("no URL for HTTP");
    assertThatThrownBy(() -> read("endpoint: http://127.0.0.1/x?key=1\n").url())
        .hasMessageContaining("something behind its path");
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> read("command: [x]\npas: [y]\n")).hasMessageContaining("\"pas\"");
    assertThatThrownBy(() -> read("restarts: 1\n")).hasMessageStartingWith("either \"command\"");
    assertThatThrownBy(() -> read("command: [x]\nendpoint: http://x/\n"))
        .hasMessageContaining("either \"command\" or \"endpoint\"");
    assertThatThrownBy(() -> read("command: [x\n")).hasMessageContaining("not YAML");
    assertThatThrownBy(() -> read("")).hasMessageContaining("no settings");
    assertThatThrownBy(() -> read("[".repeat(60_000))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read("command: [x]\ntimeouts: {start: -1}\n").limits())
        .hasMessageContaining("\"start\" is no number of seconds");
  }
}
