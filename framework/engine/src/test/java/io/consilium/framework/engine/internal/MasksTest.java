package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Box;
import io.consilium.api.data.Table;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MasksTest {
  @Test
  void fieldsAreMaskedAndWhatIsNoValueOfItsTypeThenIsPlainJson() {
    Table table =
        new Table(
            "Pay",
            "USD",
            List.of("name", "pay"),
            List.of(List.of(new Table.Cell("Kim", null, 1), new Table.Cell("7", 7.0, 1))),
            new Box(0, 0, 1, 1));
    Artifact artifact = Slots.ARTIFACTS.of(table);
    Map<String, List<Artifact>> outputs =
        Map.of(
            "table",
            List.of(artifact),
            "n",
            List.of(
                Slots.ARTIFACTS.of(
                    MediaType.JSON, "{\"a\":[1,{\"b\":2}]}".getBytes(StandardCharsets.UTF_8))));

    Map<String, List<Artifact>> kept =
        Masks.of(outputs, List.of("table.rows.*.0.text", "n.a.1", "n.x.y", "gone.a"));

    assertThat(kept.get("table").get(0).mediaType()).isEqualTo(artifact.mediaType());
    assertThat(Fakes.read(kept.get("table").get(0))).doesNotContain("Kim").contains("(masked)");
    assertThat(Fakes.read(kept.get("n").get(0))).isEqualTo("{\"a\":[1,null]}");
    Artifact broken = Masks.of(outputs, List.of("table.columns")).get("table").get(0);
    assertThat(broken.mediaType()).isEqualTo(MediaType.JSON);
    Map<String, List<Artifact>> text = Map.of("out", List.of(Fakes.text("no JSON")));
    assertThat(Masks.of(text, List.of("out.a"))).isEmpty();
    Map<String, List<Artifact>> number = Map.of("out", List.of(Fakes.text("1234567890")));
    assertThat(Masks.of(number, List.of("out.a"))).isEmpty();
  }
}
