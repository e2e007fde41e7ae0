package io.consilium.framework.configuration.internal;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.osgi.framework.Bundle;

/**
 * What may be set for a plugin, as its metatype says (OSGi Compendium, 105): the object class that
 * is designated to the pid of the bundle's symbolic name. Immutable.
 *
 * @param type the class that declares it; empty if the plugin says nothing, and anything may be set
 */
record Declared(Optional<String> type, Map<String, Attribute> attributes) {
  /** A plugin without a metatype. */
  static final Declared NOTHING = new Declared(Optional.empty(), Map.of());

  /**
   * Reads what a bundle declares.
   *
   * @throws BadConfiguration if its metatype cannot be read
   */
  static Declared of(Bundle bundle) throws BadConfiguration {
    Collection<URL> files = entries(bundle);
    try {
      List<MetaData> all = new ArrayList<>();
      for (URL file : files) {
        MetaData read = new MetaDataReader().parse(file);
        if (read != null) {
          all.add(read);
        }
      }
      return of(bundle.getSymbolicName(), all);
    } catch (IOException e) {
      throw new BadConfiguration(
          "The metatype of "
              + bundle.getSymbolicName()
              + " cannot be read ("
              + e.getMessage()
              + "). Maybe build the plugin with bnd-maven-plugin.");
    }
  }

  private static Collection<URL> entries(Bundle bundle) {
    var found = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
    return found == null ? List.of() : Collections.list(found);
  }

  private static Declared of(String pid, List<MetaData> all) {
    for (MetaData data : all) {
      for (Object each : data.getDesignates() == null ? List.of() : data.getDesignates()) {
        Designate designate = (Designate) each;
        if (pid.equals(designate.getPid()) && designate.getFactoryPid() == null) {
          return of(all, designate.getObject().getOcdRef());
        }
      }
    }
    return NOTHING;
  }

  private static Declared of(List<MetaData> all, String id) {
    for (MetaData data : all) {
      Map<?, ?> classes = data.getObjectClassDefinitions();
      if (classes != null && classes.get(id) instanceof OCD type) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        Map<?, ?> declared =
            type.getAttributeDefinitions() == null ? Map.of() : type.getAttributeDefinitions();
        declared.values().stream()
            .map(AD.class::cast)
            .forEach(one -> attributes.put(one.getID(), new Attribute(one)));
        return new Declared(Optional.of(id), attributes);
      }
    }
    return NOTHING;
  }

  /**
   * What holds, with the defaults: values of the declared types, and references for secrets.
   *
   * @throws BadConfiguration naming everything that cannot be
   */
  Map<String, Object> check(Given given) throws BadConfiguration {
    List<String> problems = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    given
        .settings()
        .forEach(
            (key, setting) -> {
              try {
                values.put(key, value(given.pid(), key, setting));
              } catch (BadConfiguration e) {
                problems.addAll(e.problems());
              }
            });
    for (Attribute attribute : attributes.values()) {
      if (!given.settings().containsKey(attribute.key())) {
        attribute.otherwise().ifPresent(value -> values.put(attribute.key(), value));
        if (attribute.missed()) {
          problems.add(
              "\""
                  + attribute.key()
                  + "\" of "
                  + given.pid()
                  + " is missing; it must be "
                  + attribute.allowed()
                  + ". Maybe: ./consilium config set "
                  + given.pid()
                  + " "
                  + attribute.key()
                  + "=...");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new BadConfiguration(problems);
    }
    return values;
  }

  private Object value(String pid, String key, Given.Setting setting) throws BadConfiguration {
    if (type.isEmpty()) {
      return Attribute.undeclared(key, setting);
    }
    Attribute attribute = attributes.get(key);
    if (attribute == null) {
      throw new BadConfiguration(
          setting.where()
              + "\""
              + key
              + "\" is no setting of "
              + pid
              + ", which has ("
              + String.join(", ", attributes.keySet())
              + "). Maybe one of these was meant.");
    }
    return attribute.value(setting);
  }
}
