package io.consilium.framework.configuration.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.felix.metatype.AD;
import org.osgi.service.metatype.AttributeDefinition;

/** One key that may be set, and what may stand there. */
final class Attribute {
  private final AD definition;

  Attribute(AD definition) {
    this.definition = definition;
  }

  String key() {
    return definition.getID();
  }

  String description() {
    String text = definition.getDescription();
    return text == null ? "" : text;
  }

  /** Nobody may read it, so it stands elsewhere. */
  boolean secret() {
    return definition.getType() == AttributeDefinition.PASSWORD;
  }

  private boolean several() {
    return definition.getCardinality() != 0;
  }

  /** The value if nothing is set, of the declared type. */
  Optional<Object> otherwise() {
    String[] texts = definition.getDefaultValue();
    if (texts == null || secret()) {
      return Optional.empty();
    }
    List<Object> values = Arrays.stream(texts).map(this::typed).toList();
    return several() ? Optional.of(values) : values.stream().findFirst();
  }

  /** Whether it must be set. */
  boolean missed() {
    return definition.isRequired() && otherwise().isEmpty();
  }

  /**
   * The value that a setting stands for: of the declared type, or a {@link Reference}, or a list.
   *
   * @throws BadConfiguration if it may not stand there
   */
  Object value(Given.Setting setting) throws BadConfiguration {
    if (setting.list() && !several()) {
      throw new BadConfiguration(
          setting.where() + name() + " must be one value, not a list. Maybe leave one.");
    }
    int most = Math.abs(definition.getCardinality());
    if (several() && most > 0 && setting.values().size() > most) {
      throw new BadConfiguration(
          setting.where()
              + name()
              + " may have at most "
              + most
              + " values ("
              + setting.values().size()
              + "). Maybe remove some.");
    }
    List<Object> values = new ArrayList<>();
    for (String text : setting.values()) {
      values.add(value(setting, text));
    }
    return several() ? List.copyOf(values) : values.get(0);
  }

  private Object value(Given.Setting setting, String text) throws BadConfiguration {
    Optional<Reference> reference = Reference.of(text);
    if (reference.isEmpty() && Reference.meant(text)) {
      throw broken(key(), setting);
    }
    if (secret()) {
      return reference.orElseThrow(
          () ->
              new BadConfiguration(
                  setting.where()
                      + name()
                      + " is a secret and stands here in plain text. Maybe write ${env:NAME} or"
                      + " ${file:PATH}, and a new secret there: this one was readable."));
    }
    if (reference.isPresent() && definition.getType() == AttributeDefinition.STRING) {
      return reference.get();
    }
    if (reference.isPresent() || !accepted(text)) {
      throw new BadConfiguration(
          setting.where()
              + name()
              + " must be "
              + allowed()
              + " ("
              + text
              + ")."
              + otherwise()
                  .map(value -> " Maybe leave it out: then it is " + words(value) + ".")
                  .orElse(" Maybe correct it."));
    }
    return typed(text);
  }

  private static BadConfiguration broken(String key, Given.Setting setting) {
    return new BadConfiguration(
        setting.where()
            + "\""
            + key
            + "\" names a secret in a form that is not known. Maybe write nothing but ${env:NAME} or"
            + " ${file:PATH}.");
  }

  /** A value of a plugin that does not say what may be set. */
  static Object undeclared(String key, Given.Setting setting) throws BadConfiguration {
    List<Object> values = new ArrayList<>();
    for (String text : setting.values()) {
      Optional<Reference> reference = Reference.of(text);
      if (reference.isEmpty() && Reference.meant(text)) {
        throw broken(key, setting);
      }
      values.add(reference.map(Object.class::cast).orElse(text));
    }
    return setting.list() ? List.copyOf(values) : values.get(0);
  }

  /** A list is checked item by item; its own form would split texts at commas. */
  private boolean accepted(String text) {
    if (text.isEmpty() && definition.getType() != AttributeDefinition.STRING) {
      return false;
    }
    String one = several() ? text.replace("\\", "\\\\").replace(",", "\\,") : text;
    String trouble = definition.validate(one);
    return trouble == null || trouble.isEmpty();
  }

  private Object typed(String text) {
    return switch (definition.getType()) {
      case AttributeDefinition.BOOLEAN -> Boolean.valueOf(text.strip());
      case AttributeDefinition.BYTE -> Byte.valueOf(text.strip());
      case AttributeDefinition.SHORT -> Short.valueOf(text.strip());
      case AttributeDefinition.INTEGER -> Integer.valueOf(text.strip());
      case AttributeDefinition.LONG -> Long.valueOf(text.strip());
      case AttributeDefinition.FLOAT -> Float.valueOf(text.strip());
      case AttributeDefinition.DOUBLE -> Double.valueOf(text.strip());
      case AttributeDefinition.CHARACTER -> text.charAt(0);
      default -> text;
    };
  }

  /** What may stand there, in words. */
  String allowed() {
    String[] options = definition.getOptionValues();
    String what =
        options != null && options.length > 0
            ? "one of (" + String.join(", ", options) + ")"
            : kind() + range();
    return several() ? "a list, each " + what : what;
  }

  private String kind() {
    return switch (definition.getType()) {
      case AttributeDefinition.BOOLEAN -> "true or false";
      case AttributeDefinition.BYTE,
          AttributeDefinition.SHORT,
          AttributeDefinition.INTEGER,
          AttributeDefinition.LONG ->
          "a whole number";
      case AttributeDefinition.FLOAT, AttributeDefinition.DOUBLE -> "a number";
      case AttributeDefinition.CHARACTER -> "one character";
      case AttributeDefinition.PASSWORD -> "a secret, as ${env:NAME} or ${file:PATH}";
      default -> "a text";
    };
  }

  private String range() {
    if (secret()) {
      return "";
    }
    String unit = definition.getType() == AttributeDefinition.STRING ? " characters" : "";
    String min = definition.getMin() == null ? "" : definition.getMin();
    String max = definition.getMax() == null ? "" : definition.getMax();
    if (min.isEmpty() && max.isEmpty()) {
      return "";
    } else if (max.isEmpty()) {
      return " of at least " + min + unit;
    } else if (min.isEmpty()) {
      return " of at most " + max + unit;
    }
    return " from " + min + " to " + max + unit;
  }

  /** A value as people write it. */
  private static String words(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).reduce((a, b) -> a + ", " + b).orElse("nothing")
        : String.valueOf(value);
  }

  private String name() {
    return "\"" + key() + "\"";
  }
}
