package io.consilium.framework.pipeline.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A YAML 1.2 document as a JSON tree that knows its lines. Never builds an object of a named class.
 */
public final class YamlTree {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_NODES = 20_000;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).setAllowDuplicateKeys(true).build();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, Integer> lines = new HashMap<>();
  private final Findings findings;
  private JsonNode root = JSON.nullNode();
  private int nodes;

  private YamlTree(Findings findings) {
    this.findings = findings;
  }

  /** Reads a document; what is wrong with it goes to the findings. */
  public static YamlTree parse(byte[] yaml, Findings findings) {
    YamlTree tree = new YamlTree(findings);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
      refuseDeep(text);
      new Compose(SETTINGS)
          .composeString(text)
          .ifPresentOrElse(
              node -> tree.root = tree.json(node, "", 0),
              () ->
                  findings.add(
                      0, "", "The file is empty.", "Maybe copy one of the shipped pipelines."));
    } catch (CharacterCodingException e) {
      findings.add(0, "", "The file is not UTF-8 text.", "Maybe this is not a pipeline.");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      findings.add(line, "", "Not YAML: " + e.getProblem() + ".", "Maybe check the indentation.");
    } catch (YamlEngineException e) {
      findings.add(0, "", "Not YAML: " + e.getMessage(), "Maybe this is not a pipeline.");
    } catch (TooLarge e) {
      findings.add(0, "", e.getMessage(), "Maybe use fewer anchors and aliases.");
    }
    return tree;
  }

  /** Composing recurses, so depth is bounded on the flat stream of events first. */
  private static void refuseDeep(String text) {
    int depth = 0;
    int events = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > MAX_DEPTH || ++events > 3 * MAX_NODES) {
        throw new TooLarge();
      }
    }
  }

  private JsonNode json(Node node, String pointer, int depth) {
    if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
      throw new TooLarge();
    }
    lines.putIfAbsent(pointer, line(node));
    if (node instanceof MappingNode mapping) {
      return object(mapping, pointer, depth);
    } else if (node instanceof SequenceNode sequence) {
      ArrayNode array = JSON.arrayNode();
      for (Node item : sequence.getValue()) {
        array.add(json(item, pointer + "/" + array.size(), depth + 1));
      }
      return array;
    }
    return Scalars.json((ScalarNode) node);
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private ObjectNode object(MappingNode mapping, String pointer, int depth) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.add(line, path(pointer), "A key must be a text.", "Maybe quote it.");
        continue;
      }
      String child = pointer + "/" + key.getValue().replace("~", "~0").replace("/", "~1");
      if (object.has(key.getValue())) {
        findings.add(
            line,
            path(pointer),
            "The name (" + key.getValue() + ") stands here twice.",
            "Maybe rename one of them.");
      }
      lines.put(child, line);
      object.set(key.getValue(), json(tuple.getValueNode(), child, depth + 1));
    }
    return object;
  }

  public JsonNode root() {
    return root;
  }

  /** The line of a place, or of the nearest one around it. */
  public int line(String pointer) {
    for (String at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
      Integer line = lines.get(at);
      if (line != null || at.isEmpty()) {
        return line == null ? 0 : line;
      }
    }
  }

  /** Says that something is wrong at a place. */
  void problem(String pointer, String message, String fix) {
    findings.add(line(pointer), path(pointer), message, fix);
  }

  /** How people write a place: {@code methods[0].steps.read}. */
  public static String path(String pointer) {
    StringBuilder path = new StringBuilder();
    for (String part : pointer.split("/", -1)) {
      if (part.matches("[0-9]+")) {
        path.append('[').append(part).append(']');
      } else if (!part.isEmpty()) {
        path.append(path.isEmpty() ? "" : ".");
        path.append(part.replace("~1", "/").replace("~0", "~"));
      }
    }
    return path.toString();
  }

  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("More than " + MAX_NODES + " values, or nested deeper than " + MAX_DEPTH + ".");
    }
  }
}
