package io.consilium.framework.deployer.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One clause of a manifest header (OSGi Core 8, 1.3.2 "Common Header Syntax"): its paths, and the
 * attributes and directives behind them. Read from jars that no framework has seen yet.
 *
 * @param attributes by name; of a typed one ({@code a:List<String>}) the name alone
 * @param directives by name, without the colon
 */
record Clause(List<String> paths, Map<String, String> attributes, Map<String, String> directives) {
  Clause {
    paths = List.copyOf(paths);
    attributes = Map.copyOf(attributes);
    directives = Map.copyOf(directives);
  }

  /** All clauses of a header; none of one that is not there. */
  static List<Clause> all(String header) {
    List<Clause> clauses = new ArrayList<>();
    for (String text : split(header == null ? "" : header, ',')) {
      if (!text.isBlank()) {
        clauses.add(one(text));
      }
    }
    return clauses;
  }

  private static Clause one(String text) {
    List<String> paths = new ArrayList<>();
    Map<String, String> attributes = new LinkedHashMap<>();
    Map<String, String> directives = new LinkedHashMap<>();
    for (String part : split(text, ';')) {
      int equals = outside(part, '=');
      if (equals < 0) {
        paths.add(part.strip());
      } else if (equals > 0 && part.charAt(equals - 1) == ':') {
        directives.put(part.substring(0, equals - 1).strip(), plain(part.substring(equals + 1)));
      } else {
        String name = part.substring(0, equals).strip();
        int type = name.indexOf(':');
        attributes.put(
            type < 0 ? name : name.substring(0, type).strip(), plain(part.substring(equals + 1)));
      }
    }
    return new Clause(paths, attributes, directives);
  }

  /** The parts between separators that stand outside of quotation marks. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static int outside(String text, char sought) {
    String first = split(text, sought).get(0);
    return first.length() == text.length() ? -1 : first.length();
  }

  private static String plain(String value) {
    String text = value.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return (quoted ? text.substring(1, text.length() - 1) : text).replace("\\\"", "\"");
  }
}
