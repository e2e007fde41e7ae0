package io.consilium.framework.configuration.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Configuration Admin (OSGi Compendium, 104) as what holds, so that bundles of any kind and
 * the tools of others find it where they look. References stand in place of secrets.
 */
final class Mirror {
  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
  private static final String ANYBODY = "?";

  private final Supplier<ConfigurationAdmin> service;

  /**
   * @param service gives null while there is none
   */
  Mirror(Supplier<ConfigurationAdmin> service) {
    this.service = service;
  }

  /** Shows what holds for a pid; nothing, if nothing is set. */
  void show(String pid, boolean set, Map<String, Object> values) {
    ConfigurationAdmin admin = service.get();
    if (admin == null) {
      return;
    }
    try {
      Configuration configuration = admin.getConfiguration(pid, ANYBODY);
      if (set) {
        configuration.updateIfDifferent(dictionary(values));
      } else {
        configuration.delete();
      }
    } catch (IOException | IllegalStateException e) {
      LOG.warn("Configuration Admin does not take the configuration of {}.", pid, e);
    }
  }

  private static Dictionary<String, Object> dictionary(Map<String, Object> values) {
    Dictionary<String, Object> dictionary = new Hashtable<>();
    values.forEach((key, value) -> dictionary.put(key, plain(value)));
    return dictionary;
  }

  private static Object plain(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Mirror::plain).toList();
    }
    return value instanceof Reference ? value.toString() : value;
  }
}
