package io.consilium.governance.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of a point: the components of its {@link PolicyQuestion}, with their types for the
 * checker and their values from the question's JSON. Enumerations are texts such as {@code
 * writes-outside}.
 */
public final class Variables {
  private static final Map<PolicyPoint, Class<?>> QUESTIONS = questions();

  private Variables() {}

  private static Map<PolicyPoint, Class<?>> questions() {
    Map<PolicyPoint, Class<?>> questions = new EnumMap<>(PolicyPoint.class);
    for (Class<?> type : PolicyQuestion.class.getPermittedSubclasses()) {
      questions.put(PolicyPoint.valueOf(spelled(type.getSimpleName())), type);
    }
    return questions;
  }

  /** {@code BeforeEffect} as {@code BEFORE_EFFECT}. */
  private static String spelled(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  /** An enumeration's word as rules write it: {@code before-effect}. */
  static String written(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Each variable of a point with its type. */
  static Map<String, CelType> of(PolicyPoint point) {
    Map<String, CelType> types = new LinkedHashMap<>();
    for (RecordComponent component : QUESTIONS.get(point).getRecordComponents()) {
      types.put(component.getName(), type(component.getGenericType()));
    }
    return types;
  }

  private static CelType type(Type java) {
    if (java instanceof ParameterizedType list) {
      return ListType.create(type(list.getActualTypeArguments()[0]));
    }
    Class<?> type = (Class<?>) java;
    if (type == String.class || type.isEnum()) {
      return SimpleType.STRING;
    } else if (type == int.class || type == long.class) {
      return SimpleType.INT;
    } else if (type == double.class) {
      return SimpleType.DOUBLE;
    } else if (type == boolean.class) {
      return SimpleType.BOOL;
    }
    return StructTypeReference.create(type.getSimpleName());
  }

  /** The records that the variables consist of, as types with fields. */
  static final class Types implements CelTypeProvider {
    private final ImmutableMap<String, CelType> structs =
        Arrays.stream(PolicyQuestion.class.getDeclaredClasses())
            .filter(type -> !PolicyQuestion.class.isAssignableFrom(type))
            .collect(ImmutableMap.toImmutableMap(Class::getSimpleName, Types::struct));

    private static CelType struct(Class<?> type) {
      ImmutableMap<String, CelType> fields =
          Arrays.stream(type.getRecordComponents())
              .collect(
                  ImmutableMap.toImmutableMap(
                      RecordComponent::getName, field -> Variables.type(field.getGenericType())));
      return StructType.create(
          type.getSimpleName(), fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(structs.get(name));
    }
  }

  /**
   * Values for the variables of a point; what is left out is empty, 0 or false.
   *
   * @throws IllegalArgumentException if a value does not fit; the message says where
   */
  public static Map<String, Object> values(PolicyPoint point, JsonNode input) {
    return record(QUESTIONS.get(point), input, "");
  }

  private static Map<String, Object> record(Class<?> type, JsonNode json, String path) {
    if (!json.isMissingNode() && !json.isObject()) {
      throw new IllegalArgumentException("(" + path + ") must have fields.");
    }
    List<String> names = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      String at = path.isEmpty() ? name : path + "." + name;
      names.add(name);
      values.put(name, value(component.getGenericType(), json.path(name), at));
    }
    for (Iterator<String> given = json.fieldNames(); given.hasNext(); ) {
      String name = given.next();
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "There is no such field ("
                + (path.isEmpty() ? name : path + "." + name)
                + "). Known here: "
                + String.join(", ", names)
                + ".");
      }
    }
    return values;
  }

  private static Object value(Type java, JsonNode json, String path) {
    if (java instanceof ParameterizedType list) {
      List<Object> items = new ArrayList<>();
      for (JsonNode item : json) {
        items.add(value(list.getActualTypeArguments()[0], item, path + "[" + items.size() + "]"));
      }
      return items;
    }
    Class<?> type = (Class<?>) java;
    if (type == String.class) {
      return json.asText("");
    } else if (type.isEnum()) {
      return json.asText("").toLowerCase(Locale.ROOT).replace('_', '-');
    } else if (type == boolean.class) {
      return json.asBoolean();
    } else if (type.isPrimitive()) {
      return number(type, json, path);
    }
    return record(type, json, path);
  }

  private static Object number(Class<?> type, JsonNode json, String path) {
    try {
      String text = json.isMissingNode() ? "0" : json.asText();
      return type == double.class ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("(" + path + ") is no number: " + json + ".", e);
    }
  }
}
