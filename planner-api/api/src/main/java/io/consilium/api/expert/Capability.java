package io.consilium.api.expert;

import io.consilium.api.task.MediaType;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One thing an expert can do.
 *
 * @param name dotted, lower case, from general to special, such as {@code vision.table}
 * @param inputs input name to accepted media type; all must be given
 * @param optionalInputs input name to accepted media type; may be absent
 * @param outputs output name to media type; every one is present when solved
 */
public record Capability(
    String name,
    Map<String, MediaType> inputs,
    Map<String, MediaType> optionalInputs,
    Map<String, MediaType> outputs) {
  private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");

  public Capability {
    if (!SYNTAX.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Not a capability name (" + name + "). Maybe use lower-case words joined by dots.");
    }
    inputs = Map.copyOf(inputs);
    optionalInputs = Map.copyOf(optionalInputs);
    outputs = Map.copyOf(outputs);
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("The capability (" + name + ") declares no output.");
    }
  }

  public Capability(String name, Map<String, MediaType> inputs, Map<String, MediaType> outputs) {
    this(name, inputs, Map.of(), outputs);
  }
}
