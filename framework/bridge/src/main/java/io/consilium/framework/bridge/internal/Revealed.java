package io.consilium.framework.bridge.internal;

import io.consilium.api.host.Secret;
import io.consilium.api.host.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings as a guest gets them: with the texts of secrets, which JSON masks otherwise. They go
 * over its pipe alone.
 */
final class Revealed {
  private Revealed() {}

  static Settings of(Settings settings) {
    return Settings.of((Map<?, ?>) plain(settings.values()));
  }

  private static Object plain(Object value) {
    if (value instanceof Secret secret) {
      return secret.reveal();
    } else if (value instanceof List<?> list) {
      return list.stream().map(Revealed::plain).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, one) -> copy.put(key, plain(one)));
      return copy;
    }
    return value;
  }
}
