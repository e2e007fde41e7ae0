package io.consilium.framework.pipeline.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What a plain scalar stands for: as in the core schema of YAML 1.2 (section 10.3), so that {@code
 * on}, {@code yes}, {@code 2:30} and {@code 2026-11-21} stay texts.
 */
final class Scalars {
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]{1,20}(\\.[0-9]{0,30})?|\\.[0-9]{1,30})([eE][-+]?[0-9]{1,3})?");

  private Scalars() {}

  static JsonNode json(ScalarNode node) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    String text = node.getValue();
    if (node.getScalarStyle() != ScalarStyle.PLAIN || node.getTag().equals(Tag.STR)) {
      return json.textNode(text);
    }
    return switch (text) {
      case "", "~", "null" -> json.nullNode();
      case "true" -> json.booleanNode(true);
      case "false" -> json.booleanNode(false);
      default -> number(text);
    };
  }

  private static JsonNode number(String text) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (INTEGER.matcher(text).matches()) {
      return json.numberNode(Long.parseLong(text));
    }
    if (DECIMAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
      return json.numberNode(Double.parseDouble(text));
    }
    return json.textNode(text);
  }
}
