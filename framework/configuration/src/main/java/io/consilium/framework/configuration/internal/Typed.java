package io.consilium.framework.configuration.internal;

import io.consilium.api.host.Secret;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.util.converter.Converters;

/** Gives settings as an object of the type that declares them, by the converter of OSGi. */
final class Typed {
  private Typed() {}

  /**
   * The objects to inject.
   *
   * @param values by key, secrets put in
   * @throws BadConfiguration if the declaring type cannot be had from the bundle
   */
  static Map<Class<?>, Object> of(Bundle bundle, Declared declared, Map<String, Object> values)
      throws BadConfiguration {
    if (declared.type().isEmpty()) {
      return Map.of();
    }
    String name = declared.type().get();
    try {
      Class<?> type = bundle.loadClass(name);
      if (!type.isInterface()) {
        return Map.of();
      }
      return Map.of(type, Converters.standardConverter().convert(whole(declared, values)).to(type));
    } catch (ClassNotFoundException e) {
      // Metatype may be written by hand, with an id that is no class.
      return Map.of();
    } catch (RuntimeException | LinkageError e) {
      throw new BadConfiguration(
          "The settings of "
              + bundle.getSymbolicName()
              + " cannot be given as "
              + name
              + ". Maybe its methods and its metatype differ: build the plugin anew.");
    }
  }

  /** A secret that need not be set and is not is an empty one. */
  private static Map<String, Object> whole(Declared declared, Map<String, Object> values) {
    Map<String, Object> whole = new HashMap<>(values);
    for (Attribute attribute : declared.attributes().values()) {
      if (attribute.secret()) {
        whole.putIfAbsent(attribute.key(), Secret.of(""));
      }
    }
    return whole;
  }
}
