package io.consilium.json;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.planner.Ref;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.TaskId;
import io.consilium.json.internal.ContractModule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Writes the schema of a contract type as {@code Json} writes its values. */
final class SchemaWriter {
  private static final Set<Class<?>> TEXTS =
      Set.of(
          MediaType.class,
          Digest.class,
          TaskId.class,
          SubgoalId.class,
          Ref.class,
          Duration.class,
          Instant.class);

  private static final List<Class<?>> NAMED = List.of(Body.class, LogicGrid.Clue.class);

  /** Left out where empty. */
  private static final Set<String> LATER = Set.of("subject", "redacted", "configuration");

  private final SchemaGenerator generator = new SchemaGenerator(config().build());

  String schema(Class<?> type) {
    ObjectNode schema = generator.generateSchema(type);
    named(schema);
    schema.put("$id", "urn:consilium:" + Schemas.path(type).replace("/", ":").replace(".json", ""));
    schema.put("title", type.getSimpleName());
    return Json.pretty(schema) + "\n";
  }

  private static SchemaGeneratorConfigBuilder config() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.FLATTENED_OPTIONALS,
                Option.DEFINITIONS_FOR_ALL_OBJECTS);
    config.forFields().withRequiredCheck(field -> !LATER.contains(field.getName()));
    config.forFields().withNullableCheck(field -> field.getType().getErasedType() == Double.class);
    config
        .forTypesInGeneral()
        .withSubtypeResolver(
            (type, context) ->
                NAMED.contains(type.getErasedType())
                    ? Arrays.stream(type.getErasedType().getPermittedSubclasses())
                        .map(member -> context.getTypeContext().resolve(member))
                        .toList()
                    : null)
        .withCustomDefinitionProvider(SchemaWriter::custom);
    return config;
  }

  private static CustomDefinition custom(ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    ObjectNode node = context.getGeneratorConfig().createObjectNode();
    if (TEXTS.contains(erased)) {
      node.put("type", "string");
    } else if (erased == long.class || erased == Long.class) {
      node.put("type", "string").put("pattern", "^-?[0-9]{1,19}$");
    } else if (erased == Facts.class) {
      node.put("type", "object");
      ArrayNode kinds = node.putObject("additionalProperties").putArray("type");
      List.of("string", "number", "boolean").forEach(kinds::add);
    } else if (erased == Settings.class) {
      node.put("type", "object");
    } else {
      return null;
    }
    return new CustomDefinition(
        node, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }

  /** Members of a sealed family carry their name under {@code type}. */
  private static void named(ObjectNode schema) {
    NAMED.forEach(family -> named(schema, family));
  }

  private static void named(ObjectNode schema, Class<?> family) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      JsonNode definition = schema.path("$defs").path(member.getSimpleName());
      if (definition instanceof ObjectNode object) {
        ObjectNode properties =
            object.path("properties") instanceof ObjectNode known
                ? known
                : object.putObject("properties");
        properties
            .putObject("type")
            .put("const", ContractModule.nameOf(family, member).orElseThrow());
        ArrayNode required =
            object.path("required") instanceof ArrayNode known
                ? known
                : object.putArray("required");
        required.add("type");
      }
    }
  }
}
