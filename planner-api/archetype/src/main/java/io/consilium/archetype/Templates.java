package io.consilium.archetype;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The templates in this jar, as the archetype's descriptor lists them. Maven fills them with
 * Velocity; here it is the part of Velocity that they use: <code>${name}</code>, and lines of
 * <code>#if ($kind == "...")</code> up to <code>#end</code>.
 */
final class Templates {
  private static final String DESCRIPTOR = "/META-INF/maven/archetype-metadata.xml";
  private static final String ROOT = "/archetype-resources/";
  private static final Pattern CONDITION = Pattern.compile("\\$kind\\.equals\\(\"([a-z]+)\"\\)");
  private static final Pattern BLOCK =
      Pattern.compile(
          "^#if \\(\\$kind == \"([a-z]+)\"\\)\\n(.*?)^#end\\n", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z]+)}");

  private Templates() {}

  /**
   * One template.
   *
   * @param directory relative to the project, empty at its root
   * @param file name, with {@code __className__} in it
   * @param packaged whether the path of the package goes between the two
   */
  record Template(String directory, String file, boolean packaged) {
    String read() throws IOException {
      return Templates.read(ROOT + (directory.isEmpty() ? "" : directory + "/") + file);
    }

    String path(Map<String, String> values) {
      String name = file.replace("__className__", values.get("className"));
      String middle = packaged ? values.get("package").replace('.', '/') + "/" : "";
      return (directory.isEmpty() ? "" : directory + "/") + middle + name;
    }
  }

  /** The text at an absolute path in this jar. */
  static String read(String path) throws IOException {
    try (InputStream in = Templates.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("The template " + path + " is missing from the jar.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The templates of a kind, the pom first. */
  static List<Template> of(String kind) throws IOException {
    List<Template> templates = new ArrayList<>();
    templates.add(new Template("", "pom.xml", false));
    NodeList sets = descriptor().getElementsByTagName("fileSet");
    for (int i = 0; i < sets.getLength(); i++) {
      Element set = (Element) sets.item(i);
      Matcher condition = CONDITION.matcher(set.getAttribute("includeCondition"));
      if (set.getAttribute("includeCondition").isEmpty()
          || (condition.matches() && condition.group(1).equals(kind))) {
        NodeList includes = set.getElementsByTagName("include");
        for (int j = 0; j < includes.getLength(); j++) {
          templates.add(
              new Template(
                  set.getElementsByTagName("directory").item(0).getTextContent(),
                  includes.item(j).getTextContent(),
                  set.getAttribute("packaged").equals("true")));
        }
      }
    }
    return templates;
  }

  /** Fills a template; placeholders that have no value stay as they are, as they do in Velocity. */
  static String fill(String template, Map<String, String> values) {
    String chosen =
        BLOCK
            .matcher(template)
            .replaceAll(
                block ->
                    block.group(1).equals(values.get("kind"))
                        ? Matcher.quoteReplacement(block.group(2))
                        : "");
    return PLACEHOLDER
        .matcher(chosen)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }

  private static Element descriptor() throws IOException {
    try (InputStream in = Templates.class.getResourceAsStream(DESCRIPTOR)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(in)
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("The archetype's descriptor cannot be read.", e);
    }
  }
}
