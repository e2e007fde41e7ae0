package io.consilium.governance.policy.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of a YAML file and where it stands. What does not fit goes to the file's problems. */
final class Yaml {
  private final Source source;
  private final Node node;

  Yaml(Source source, Node node) {
    this.source = source;
    this.node = node;
  }

  int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  int column() {
    return node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
  }

  void problem(String message, String fix) {
    source.problem(line(), column(), message, fix);
  }

  /**
   * Says that something is wrong inside a text.
   *
   * @param line of the text, from 1
   * @param column of that line, from 1
   */
  void problemWithin(int line, int column, String message, String fix) {
    ScalarStyle style = ((ScalarNode) node).getScalarStyle();
    if (style == ScalarStyle.LITERAL) {
      int at = line() + line;
      String written = source.line(at);
      source.problem(at, written.length() - written.stripLeading().length() + column, message, fix);
    } else if (style == ScalarStyle.FOLDED || line > 1) {
      problem(message, fix);
    } else {
      int quote = style == ScalarStyle.PLAIN ? 0 : 1;
      source.problem(line(), column() + quote + column - 1, message, fix);
    }
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /** The fields of a mapping by name; names that are not known are problems. */
  Map<String, Yaml> fields(Collection<String> known) {
    Map<String, Yaml> fields = fields();
    fields.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            value.problem(
                "There is no such field (" + name + ").",
                "Known here: " + String.join(", ", new TreeSet<>(known)) + ".");
          }
        });
    return fields;
  }

  Map<String, Yaml> fields() {
    Map<String, Yaml> fields = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem("Fields are expected here.", "Maybe write \"name: value\", indented.");
      return fields;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Yaml key = new Yaml(source, tuple.getKeyNode());
      Optional<String> name = key.text();
      if (name.isPresent()
          && fields.put(name.get(), new Yaml(source, tuple.getValueNode())) != null) {
        key.problem("The field (" + name.get() + ") stands here twice.", "Maybe remove one.");
      }
    }
    return fields;
  }

  /** The items of a list; a single value counts as a list of one. */
  List<Yaml> items() {
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().map(item -> new Yaml(source, item)).toList()
        : List.of(this);
  }

  Optional<String> text() {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return Optional.of(scalar.getValue());
    }
    problem("A text is expected here.", "Maybe quote it.");
    return Optional.empty();
  }

  /** As {@link #text()}, even if it is empty. */
  String plain() {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  boolean quoted() {
    return node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN;
  }

  /** A positive number, whole or not. */
  Optional<Double> positive() {
    try {
      double value = Double.parseDouble(plain());
      if (value > 0 && Double.isFinite(value)) {
        return Optional.of(value);
      }
    } catch (NumberFormatException e) {
      problem("A number is expected here (" + plain() + ").", "Maybe write it in digits.");
      return Optional.empty();
    }
    problem("A number above 0 is expected here (" + plain() + ").", "");
    return Optional.empty();
  }

  /** A positive whole number. */
  Optional<Integer> count() {
    Optional<Double> value = positive();
    if (value.isPresent() && (value.get() != Math.rint(value.get()) || value.get() > 1e9)) {
      problem("A whole number up to 1e9 is expected here (" + plain() + ").", "");
      return Optional.empty();
    }
    return value.map(Double::intValue);
  }

  /** One of a few words. */
  Optional<String> word(Collection<String> words) {
    Optional<String> text = text();
    if (text.isPresent() && !words.contains(text.get())) {
      problem(
          "There is no such word here (" + text.get() + ").",
          "Known: " + String.join(", ", words) + ".");
      return Optional.empty();
    }
    return text;
  }
}
