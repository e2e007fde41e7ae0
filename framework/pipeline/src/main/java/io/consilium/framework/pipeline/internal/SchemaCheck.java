package io.consilium.framework.pipeline.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.consilium.framework.pipeline.NearNames;
import io.consilium.framework.pipeline.PipelineFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks a tree against the published schema and says what is wrong in the house's words. */
public final class SchemaCheck {
  private static final int SHOWN = 60;

  private SchemaCheck() {}

  /** Set up on first use; a schema may be used by many threads at once. */
  private static final class Published {
    static final JsonSchema SCHEMA =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                PipelineFile.schema(),
                SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .locale(Locale.ROOT)
                    .build());
  }

  /** Says what does not fit. */
  public static void check(YamlTree tree) {
    for (ValidationMessage message : Published.SCHEMA.validate(tree.root())) {
      String pointer = message.getInstanceLocation().toString();
      String subject = subject(message);
      String place = subject.isEmpty() || missing(message) ? pointer : pointer + "/" + subject;
      tree.problem(place, what(message, tree.root().at(pointer)), fix(message));
    }
  }

  private static boolean missing(ValidationMessage message) {
    return message.getType().equals("required");
  }

  private static boolean aboutKey(ValidationMessage message) {
    return message.getEvaluationPath().toString().contains("/propertyNames");
  }

  /** The key that is meant, where the schema speaks of the map around it. */
  private static String subject(ValidationMessage message) {
    return message.getProperty() == null ? "" : message.getProperty();
  }

  private static String what(ValidationMessage message, JsonNode value) {
    String shown = shown(value);
    if (aboutKey(message)) {
      return "This name will not do (" + message.getProperty() + ").";
    }
    return switch (message.getType()) {
      case "required" -> "\"" + message.getProperty() + "\" is missing.";
      case "additionalProperties" -> "Nothing is called so here (" + message.getProperty() + ").";
      case "type" -> "Needs " + kinds(message.getSchemaNode()) + " (" + shown + ").";
      case "pattern" -> "This will not do (" + shown + ").";
      case "minimum" -> "Needs at least " + message.getSchemaNode().asText() + " (" + shown + ").";
      case "maximum" -> "Needs at most " + message.getSchemaNode().asText() + " (" + shown + ").";
      case "exclusiveMinimum" ->
          "Needs more than " + message.getSchemaNode().asText() + " (" + shown + ").";
      case "minItems", "minProperties", "minLength" -> "Must not be empty.";
      default -> "Not as the schema asks: " + message.getMessage() + ".";
    };
  }

  private static String kinds(JsonNode type) {
    List<String> kinds = new ArrayList<>();
    (type.isArray() ? type : List.of(type)).forEach(kind -> kinds.add(kind(kind.asText())));
    return String.join(" or ", kinds);
  }

  private static String kind(String type) {
    return switch (type) {
      case "object" -> "a map";
      case "array" -> "a list";
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> "a " + type;
    };
  }

  private static String fix(ValidationMessage message) {
    JsonNode owner = owner(message);
    if (message.getType().equals("additionalProperties")) {
      List<String> known = new ArrayList<>();
      owner.path("properties").fieldNames().forEachRemaining(known::add);
      return NearNames.advice(message.getProperty(), known);
    }
    if (aboutKey(message)) {
      String definition = owner.path("propertyNames").path("$ref").asText("#").substring(1);
      return Published.SCHEMA.getSchemaNode().at(definition).path("$comment").asText("");
    }
    return owner.path("$comment").asText("");
  }

  /** The schema object that holds the keyword which did not fit. */
  private static JsonNode owner(ValidationMessage message) {
    String fragment = message.getSchemaLocation().getFragment().toString();
    int last = fragment.lastIndexOf('/');
    return Published.SCHEMA.getSchemaNode().at(last < 0 ? "" : fragment.substring(0, last));
  }

  private static String shown(JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
