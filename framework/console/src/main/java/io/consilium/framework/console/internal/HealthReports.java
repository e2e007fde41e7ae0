package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Asks every bundle that reports its health: a {@link Supplier} of a map, registered with the
 * property {@code consilium.health} = its name. The map has {@code well} (Boolean), {@code summary}
 * (String), and figures.
 */
final class HealthReports {
  private static final String NAME = "consilium.health";

  private HealthReports() {}

  static ArrayNode of(BundleContext context) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    try {
      ServiceReference<?>[] found =
          context.getAllServiceReferences(Supplier.class.getName(), "(" + NAME + "=*)");
      if (found != null) {
        Arrays.stream(found).sorted().forEach(one -> all.add(ask(context, one)));
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  private static ObjectNode ask(BundleContext context, ServiceReference<?> reference) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", String.valueOf(reference.getProperty(NAME)));
    try {
      Object service = context.getService(reference);
      if (service instanceof Supplier<?> supplier && supplier.get() instanceof Map<?, ?> report) {
        report.forEach((key, value) -> put(node, String.valueOf(key), value));
      }
    } catch (RuntimeException | LinkageError e) {
      node.put("well", false).put("summary", "its health check failed: " + e);
    } finally {
      context.ungetService(reference);
    }
    return node;
  }

  private static void put(ObjectNode node, String key, Object value) {
    if (value instanceof Boolean flag) {
      node.put(key, flag);
    } else if (value instanceof Long number) {
      node.put(key, number);
    } else {
      node.put(key, Objects.toString(value, ""));
    }
  }
}
