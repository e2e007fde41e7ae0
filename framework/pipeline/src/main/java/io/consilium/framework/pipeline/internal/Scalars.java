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
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(0|[1-9][0-9]{0,20}|0?\\.[0-9]{1,30}|[1-9][0-9]{0,20}\\.[0-9]{0,30})"
              + "([eE][-+]?[0-9]{1,3})?");

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

  /**
   * Settings are written into plans as JSON and read back, and must then be the same: so a whole
   * number is an int however it was written, and one too large for that stays the text it was.
   */
  private static JsonNode number(String text) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (!NUMBER.matcher(text).matches()) {
      return json.textNode(text);
    }
    double value = Double.parseDouble(text);
    if (value == (int) value) {
      return json.numberNode((int) value);
    }
    return Double.isFinite(value) && value != Math.rint(value)
        ? json.numberNode(value)
        : json.textNode(text);
  }
}
