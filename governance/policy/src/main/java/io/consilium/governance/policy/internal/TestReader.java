package io.consilium.governance.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.consilium.api.policy.PolicyPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads files of tests: what is wrong goes to the problems of the file. */
public final class TestReader {
  private static final List<String> FIELDS = List.of("name", "at", "given", "expect", "rules");

  private TestReader() {}

  public static List<TestCase> read(Source source, byte[] bytes) {
    List<TestCase> cases = new ArrayList<>();
    Optional<Yaml> root = source.parse(bytes);
    Yaml list = root.map(yaml -> yaml.fields(List.of("tests")).get("tests")).orElse(null);
    if (list == null) {
      root.ifPresent(
          yaml ->
              yaml.problem(
                  "The field \"tests\" is missing.", "Maybe start the file with \"tests:\"."));
      return cases;
    }
    list.items().forEach(item -> read(source, item).ifPresent(cases::add));
    return cases;
  }

  private static Optional<TestCase> read(Source source, Yaml at) {
    Map<String, Yaml> fields = at.fields(FIELDS);
    Optional<PolicyPoint> point = RuleReader.point(at, fields.get("at"));
    Set<String> expected = expected(at, fields.get("expect"));
    if (!fields.containsKey("name")) {
      at.problem("The field \"name\" is missing.", "Maybe say in words what is tested.");
    }
    if (point.isEmpty() || expected.isEmpty() || !fields.containsKey("name")) {
      return Optional.empty();
    }
    JsonNode given =
        fields.containsKey("given")
            ? Scalars.json(fields.get("given"))
            : JsonNodeFactory.instance.objectNode();
    try {
      Variables.values(point.get(), given);
    } catch (IllegalArgumentException e) {
      fields.get("given").problem(e.getMessage(), "");
      return Optional.empty();
    }
    return Optional.of(
        new TestCase(
            fields.get("name").plain(),
            source.name() + ":" + at.line(),
            point.get(),
            given,
            expected,
            Optional.ofNullable(fields.get("rules")).map(TestReader::names)));
  }

  private static Set<String> names(Yaml at) {
    Set<String> names = new TreeSet<>();
    at.items().forEach(item -> item.text().ifPresent(names::add));
    return names;
  }

  private static Set<String> expected(Yaml owner, Yaml at) {
    Set<String> expected = new TreeSet<>();
    if (at == null) {
      owner.problem(
          "The field \"expect\" is missing.",
          "It is one or more of: " + String.join(", ", Effects.NAMES) + ".");
    } else {
      at.items().forEach(item -> item.word(Effects.NAMES).ifPresent(expected::add));
    }
    return expected;
  }
}
