package io.consilium.framework.modules.internal;

import io.consilium.api.host.Secret;
import io.consilium.api.host.Settings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.util.converter.ConversionException;
import org.osgi.util.converter.Converter;
import org.osgi.util.converter.ConverterFunction;
import org.osgi.util.converter.Converters;

/**
 * Settings as an object of the interface that declares them, by the converter of OSGi (Compendium,
 * 707), so that a module may inject its own {@code @ObjectClassDefinition}.
 */
final class TypedSettings {
  private static final Converter CONVERTER =
      Converters.newConverterBuilder()
          .rule(Secret.class, (value, type) -> secret(value))
          .rule(String.class, (value, type) -> text(value))
          .build();

  private TypedSettings() {}

  private static Object secret(Object value) {
    return value instanceof Secret ? value : Secret.of(value.toString());
  }

  /** Whoever asks for a text would show it. */
  private static Object text(Object value) {
    if (value instanceof Secret) {
      throw new ConversionException("It is a secret. Maybe declare it as Secret, not as String.");
    }
    return ConverterFunction.CANNOT_HANDLE;
  }

  /**
   * The object to inject, by its type; empty if the bundle declares nothing.
   *
   * @throws IllegalArgumentException if it cannot be made of these settings; the message is for a
   *     person
   */
  static Map<Class<?>, Object> of(Bundle bundle, Settings settings) {
    Metatype metatype = Metatype.of(bundle);
    if (metatype.type().isEmpty()) {
      return Map.of();
    }
    try {
      Class<?> type = bundle.loadClass(metatype.type());
      return type.isInterface() ? Map.of(type, made(type, metatype, settings)) : Map.of();
    } catch (ClassNotFoundException e) {
      // Metatype may be written by hand, with an id that is no class.
      return Map.of();
    }
  }

  static Object made(Class<?> type, Metatype metatype, Settings settings) {
    Map<String, Object> values = new HashMap<>(metatype.defaults());
    values.putAll(settings.values());
    Object made = CONVERTER.convert(values).to(type);
    for (Method method : type.getMethods()) {
      if (method.getParameterCount() == 0 && method.getDeclaringClass() == type) {
        probe(made, method);
      }
    }
    return made;
  }

  /** The converter looks at a value when it is asked for; who is configured wrongly fails now. */
  private static void probe(Object made, Method method) {
    try {
      method.setAccessible(true);
      method.invoke(made);
    } catch (InvocationTargetException | IllegalAccessException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new IllegalArgumentException(
          "The setting \""
              + method.getName()
              + "\" cannot be given as "
              + method.getReturnType().getSimpleName()
              + ": "
              + cause.getMessage(),
          e);
    }
  }
}
