package io.consilium.framework.pipeline.method;

import io.consilium.api.host.Settings;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Turns the plain tree under {@code methods} into {@link Method}s. It expects a tree that a
 * pipeline file's checks have passed; what is wrong all the same is named with its place.
 */
public final class MethodReader {
  private MethodReader() {}

  /**
   * Reads the methods of a planner's settings.
   *
   * @throws IllegalArgumentException if something is missing or malformed
   */
  public static List<Method> read(Settings settings) {
    List<Method> methods = new ArrayList<>();
    for (Object entry : settings.list("methods")) {
      Settings method = section(entry, "methods[" + methods.size() + "]");
      String place = "method " + method.text("name", "methods[" + methods.size() + "]");
      methods.add(at(place, () -> method(method)));
    }
    return List.copyOf(methods);
  }

  private static Method method(Settings method) {
    return new Method(
        text(method, "name"),
        text(method, "achieves"),
        condition(method),
        each(method, "steps", MethodReader::step),
        each(method, "checks", MethodReader::check),
        refs(method, "outputs", Ref::parse));
  }

  private static Step step(String name, Settings step) {
    return new Step(
        name,
        text(step, "capability"),
        step.text("goal", ""),
        refs(step, "inputs", Step::input),
        step.list("needs").stream().map(Object::toString).collect(Collectors.toSet()),
        condition(step),
        optional(step, "forEach").map(Ref::parse),
        step.section("with"),
        step.flag("optional", false));
  }

  private static CheckStep check(String id, Settings check) {
    return new CheckStep(
        new Check(
            id,
            text(check, "verifier"),
            refs(check, "inputs", Ref::parse),
            check.section("with"),
            check.flag("required", true)),
        condition(check));
  }

  private static <T> List<T> each(Settings parent, String key, Reader<T> reader) {
    List<T> all = new ArrayList<>();
    Object value = parent.values().get(key);
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, entry) -> {
            String place = key + "." + name;
            Settings section = section(entry, place);
            all.add(at(place, () -> reader.read(name.toString(), section)));
          });
    }
    return all;
  }

  private static Map<String, List<Ref>> refs(
      Settings parent, String key, Function<String, Ref> parse) {
    Map<String, List<Ref>> refs = new LinkedHashMap<>();
    if (parent.values().get(key) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> refs.put(name.toString(), list(value, parse)));
    }
    return refs;
  }

  private static List<Ref> list(Object value, Function<String, Ref> parse) {
    List<?> texts = value instanceof List<?> many ? many : List.of(value);
    return texts.stream().map(text -> parse.apply(text.toString())).toList();
  }

  private static Optional<Condition> condition(Settings settings) {
    return optional(settings, "when").map(Condition::parse);
  }

  private static Optional<String> optional(Settings settings, String key) {
    return Optional.ofNullable(settings.values().get(key)).map(Object::toString);
  }

  private static String text(Settings settings, String key) {
    return optional(settings, key)
        .orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is missing."));
  }

  private static Settings section(Object value, String place) {
    if (value instanceof Map<?, ?> map) {
      return Settings.of(map);
    }
    throw new IllegalArgumentException("A map is needed at " + place + " (" + value + ").");
  }

  private static <T> T at(String place, Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }

  private interface Reader<T> {
    T read(String name, Settings settings);
  }
}
