package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.consilium.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The provenance of a task has the form of PROV-JSON. The submission's own schema may not be copied
 * here (W3C Document License); {@code prov-json.schema.json} says the same of the kinds of
 * statement that are written here, and more: names, times and prefixes by their grammar.
 */
class ProvSchemaTest {
  private static final Set<String> ENDS =
      Set.of("prov:activity", "prov:entity", "prov:agent", "prov:informed", "prov:informant");

  @TempDir static Path directory;
  private static JsonSchema schema;

  @BeforeAll
  static void write() throws IOException {
    Audited.write(directory.resolve("ledger"), 1);
    HostileTask.write(directory.resolve("hostile"), "t-0");
    try (InputStream in = ProvSchemaTest.class.getResourceAsStream("/prov-json.schema.json")) {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }

  private static JsonNode prov(String ledger) {
    String out = Audited.run(directory.resolve(ledger), "export", "prov", "--task", "t-0").out();
    return Json.tree(out.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTaskIsADocument() {
    assertThat(schema.validate(prov("ledger"))).isEmpty();
  }

  @Test
  void soIsOneWhoseNamesAreHostile() {
    JsonNode prov = prov("hostile");

    assertThat(schema.validate(prov)).isEmpty();
    named(prov);
  }

  @Test
  void theSchemaRefusesWhatIsNone() {
    for (String relation : new String[] {"used", "wasInformedBy", "wasAssociatedWith"}) {
      ObjectNode lame = prov("ledger").deepCopy();
      ObjectNode first = (ObjectNode) lame.path(relation).elements().next();
      first.remove("prov:activity");
      first.remove("prov:informant");
      assertThat(schema.validate(lame)).as(relation).isNotEmpty();
    }
    ObjectNode late = prov("ledger").deepCopy();
    ((ObjectNode) late.path("activity").path("record:0")).put("prov:startTime", "yesterday");
    assertThat(schema.validate(late)).isNotEmpty();
    ObjectNode nameless = prov("ledger").deepCopy();
    ((ObjectNode) nameless.path("agent")).putObject("no name");
    assertThat(schema.validate(nameless)).isNotEmpty();
    ObjectNode more = prov("ledger").deepCopy();
    more.putObject("wasSeenBy");
    assertThat(schema.validate(more)).isNotEmpty();
  }

  @Test
  void everyPrefixAndEveryEndIsDeclared() {
    named(prov("ledger"));
  }

  private static void named(JsonNode prov) {
    Set<String> prefixes = new HashSet<>(Set.of("prov", "xsd", "_"));
    prov.path("prefix").fieldNames().forEachRemaining(prefixes::add);
    Set<String> known = new HashSet<>();
    for (String kind : new String[] {"entity", "activity", "agent"}) {
      prov.path(kind).fieldNames().forEachRemaining(known::add);
    }
    assertThat(known).allMatch(name -> prefixes.contains(name.substring(0, name.indexOf(':'))));
    int relations = 0;
    for (String kind :
        new String[] {"used", "wasGeneratedBy", "wasInformedBy", "wasAssociatedWith"}) {
      for (JsonNode relation : prov.path(kind)) {
        relations++;
        ENDS.stream()
            .filter(relation::has)
            .forEach(end -> assertThat(known).contains(relation.path(end).asText()));
      }
    }
    assertThat(relations).isGreaterThan(25);
  }
}
