package io.consilium.framework.configuration.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * What one file sets: YAML 1.2, keys with a text or a list of texts, nothing deeper. What kind of
 * value a text stands for is the plugin's to say, not YAML's. Immutable.
 *
 * @param name how messages call the file
 * @param text the file as it is
 */
record ConfigFile(String name, String text, Map<String, Entry> entries) {
  /** Largest file that is read. */
  static final int MOST_BYTES = 256 << 10;

  private static final int MOST_ALIASES = 10;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setAllowDuplicateKeys(true)
          .setMaxAliasesForCollections(MOST_ALIASES)
          .build();

  /**
   * What stands under a key.
   *
   * @param line from 1
   * @param last its last line
   */
  record Entry(int line, int last, boolean list, List<String> values) {
    Entry {
      values = List.copyOf(values);
    }
  }

  /** The same under another name. */
  ConfigFile named(String other) {
    return new ConfigFile(other, text, entries);
  }

  /** A file that sets nothing. */
  static ConfigFile none(String name) {
    return new ConfigFile(name, "", Map.of());
  }

  /**
   * Reads a file.
   *
   * @throws BadConfiguration if it is not of that form
   */
  static ConfigFile parse(String name, byte[] bytes) throws BadConfiguration {
    if (bytes.length > MOST_BYTES) {
      throw new BadConfiguration(
          name + ": The file is larger than " + MOST_BYTES + " bytes. Maybe another was meant.");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      return new ConfigFile(name, text, root.isEmpty() ? Map.of() : entries(name, root.get()));
    } catch (CharacterCodingException e) {
      throw new BadConfiguration(name + ": The file is not UTF-8 text. Maybe it is no YAML.");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new BadConfiguration(
          at(name, line) + "Not YAML: " + problem(e) + ". Maybe write it as \"key: value\".");
    } catch (YamlEngineException | IllegalArgumentException | StackOverflowError e) {
      throw new BadConfiguration(name + ": Not YAML. Maybe write it as \"key: value\".");
    }
  }

  /** How messages begin. */
  static String at(String name, int line) {
    return line == 0 ? name + ": " : name + ", line " + line + ": ";
  }

  private static Map<String, Entry> entries(String name, Node root) throws BadConfiguration {
    if (root instanceof ScalarNode scalar && scalar.getValue().isEmpty()) {
      return Map.of();
    }
    if (!(root instanceof MappingNode mapping)) {
      throw new BadConfiguration(
          at(name, line(root)) + "Not keys with values. Maybe write it as \"key: value\".");
    }
    List<String> problems = new ArrayList<>();
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String where = at(name, line(tuple.getKeyNode()));
      if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getValue().isBlank()) {
        problems.add(where + "A key must be a name. Maybe write it as \"key: value\".");
        continue;
      }
      Optional<Entry> entry = entry(line(key), tuple.getValueNode());
      if (entry.isEmpty()) {
        problems.add(
            where
                + "\""
                + key.getValue()
                + "\" must have a text or a list of texts. Maybe remove the line, or quote the"
                + " value.");
      } else if (entries.put(key.getValue(), entry.get()) != null) {
        problems.add(
            where + "\"" + key.getValue() + "\" stands here twice. Maybe remove one of the two.");
      }
    }
    if (!problems.isEmpty()) {
      throw new BadConfiguration(problems);
    }
    return entries;
  }

  private static Optional<Entry> entry(int line, Node node) {
    List<String> texts = new ArrayList<>();
    boolean list = node instanceof SequenceNode;
    List<? extends Node> items = node instanceof SequenceNode all ? all.getValue() : List.of(node);
    for (Node item : items) {
      Optional<String> text = text(item);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts.add(text.get());
    }
    boolean block =
        node instanceof SequenceNode all
            && all.getFlowStyle() == FlowStyle.BLOCK
            && !items.isEmpty();
    Node end = block ? items.get(items.size() - 1) : node;
    return Optional.of(new Entry(line, Math.max(line, last(end)), list, texts));
  }

  private static Optional<String> text(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    boolean nothing =
        scalar.getScalarStyle() == ScalarStyle.PLAIN
            && (scalar.getValue().isEmpty()
                || scalar.getValue().equals("~")
                || scalar.getValue().equals("null"));
    return nothing ? Optional.empty() : Optional.of(scalar.getValue());
  }

  /** What begins with a sign of YAML's would be told whole, and may be a secret. */
  private static String problem(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    return problem.contains("alias") || problem.contains("tag") || problem.contains("anchor")
        ? "a text that begins with *, & or ! must be quoted"
        : problem;
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** A literal text ends where the next line begins. */
  private static int last(Node node) {
    return node.getEndMark().map(ConfigFile::last).orElse(0);
  }

  private static int last(Mark mark) {
    return mark.getColumn() == 0 && mark.getLine() > 0 ? mark.getLine() : mark.getLine() + 1;
  }
}
