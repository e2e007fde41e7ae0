package io.consilium.framework.training.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a recipe that is read key by key. A value that is wrong is reported with its line
 * and stands for its default; {@link #end()} reports the keys that nobody asked for.
 */
public final class Section {
  private final String path;
  private final int line;
  private final List<RecipeError.Problem> problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final TreeSet<String> asked = new TreeSet<>();

  Section(String path, int line, List<RecipeError.Problem> problems) {
    this.path = path;
    this.line = line;
    this.problems = problems;
  }

  static Section of(String path, Node node, List<RecipeError.Problem> problems) {
    Section section = new Section(path, line(node), problems);
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (section.values.put(key, tuple.getValueNode()) != null) {
          section.problem(line(tuple.getKeyNode()), key, "stands here twice. Maybe drop one.");
        }
        section.lines.put(key, line(tuple.getKeyNode()));
      }
    } else {
      problems.add(
          new RecipeError.Problem(
              line(node), (path.isEmpty() ? "it" : path) + " must hold names and values."));
    }
    return section;
  }

  /** Whether a key is given. */
  public boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** A whole number between two bounds. */
  public int whole(String key, int fallback, int least, int most) {
    return scalar(
        key,
        fallback,
        text -> {
          int value = Integer.parseInt(text);
          require(value >= least && value <= most);
          return value;
        },
        "must be a whole number from " + least + " to " + most);
  }

  /** A number between two bounds. */
  public double number(String key, double fallback, double least, double most) {
    return scalar(
        key,
        fallback,
        text -> {
          double value = Double.parseDouble(text);
          require(value >= least && value <= most);
          return value;
        },
        "must be a number from " + least + " to " + most);
  }

  /** Yes or no. */
  public boolean flag(String key, boolean fallback) {
    return scalar(
        key,
        fallback,
        text -> {
          require(text.equals("true") || text.equals("false"));
          return text.equals("true");
        },
        "must be true or false");
  }

  /** One of some words; the first is the default. */
  public String word(String key, String... words) {
    return scalar(
        key,
        words[0],
        text -> {
          require(Arrays.asList(words).contains(text));
          return text;
        },
        "must be one of " + String.join(", ", words));
  }

  /** Any text. */
  public String text(String key, String fallback) {
    return scalar(key, fallback, text -> text, "must be a text");
  }

  /** A mapping inside; empty if it is not given. */
  public Section section(String key) {
    asked.add(key);
    Node node = values.get(key);
    return node == null ? new Section(path(key), line, problems) : of(path(key), node, problems);
  }

  /** The mappings of a list; none if it is not given. */
  public List<Section> sections(String key) {
    asked.add(key);
    List<Section> sections = new ArrayList<>();
    if (values.get(key) instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        sections.add(of(path(key) + "[" + sections.size() + "]", item, problems));
      }
    } else if (values.containsKey(key)) {
      problem(lines.get(key), key, "must be a list.");
    }
    return sections;
  }

  /** The keys that are given. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** Reports a key whose value does not go with another. */
  public void problem(String key, String what) {
    problem(lines.getOrDefault(key, line), key, what);
  }

  /** Reports the keys that were never asked for. */
  public void end() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        problem(lines.get(key), key, "is not known here. Known: " + String.join(", ", asked) + ".");
      }
    }
  }

  private <T> T scalar(String key, T fallback, Function<String, T> read, String expected) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      return fallback;
    }
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "not a single value";
    try {
      require(node instanceof ScalarNode);
      return read.apply(text);
    } catch (IllegalArgumentException e) {
      problem(line(node), key, "(" + text + ") " + expected + ". Maybe " + fallback + ".");
      return fallback;
    }
  }

  private void problem(int at, String key, String what) {
    problems.add(new RecipeError.Problem(at, path(key) + ": " + what));
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
