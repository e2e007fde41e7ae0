package io.consilium.framework.modules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The class that declares a bundle's settings, and their defaults (OSGi Compendium, 105): the
 * object class designated to the pid of its symbolic name. What may be set is checked elsewhere.
 *
 * @param type empty if the bundle declares nothing
 * @param defaults texts, or lists of texts, by key
 */
record Metatype(String type, Map<String, Object> defaults) {
  private static final Metatype NONE = new Metatype("", Map.of());

  /**
   * Reads what a bundle declares.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static Metatype of(Bundle bundle) {
    var files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
    if (files == null) {
      return NONE;
    }
    try {
      List<Element> roots = new ArrayList<>();
      for (URL file : Collections.list(files)) {
        roots.add(root(file));
      }
      return of(bundle.getSymbolicName(), roots);
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalArgumentException(
          "Its metatype cannot be read ("
              + e.getMessage()
              + "). Maybe build the plugin with bnd-maven-plugin.",
          e);
    }
  }

  private static Element root(URL file)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    try (InputStream in = file.openStream()) {
      return factory.newDocumentBuilder().parse(in).getDocumentElement();
    }
  }

  private static Metatype of(String pid, List<Element> roots) {
    for (Element root : roots) {
      for (Element designate : under(root, "Designate")) {
        if (designate.getAttribute("pid").equals(pid)) {
          String id = under(designate, "Object").get(0).getAttribute("ocdref");
          return new Metatype(id, defaults(id, roots));
        }
      }
    }
    return NONE;
  }

  private static Map<String, Object> defaults(String id, List<Element> roots) {
    Map<String, Object> defaults = new HashMap<>();
    for (Element root : roots) {
      for (Element type : under(root, "OCD")) {
        if (type.getAttribute("id").equals(id)) {
          under(type, "AD").forEach(one -> put(one, defaults));
        }
      }
    }
    return defaults;
  }

  private static void put(Element one, Map<String, Object> defaults) {
    String cardinality = one.getAttribute("cardinality");
    boolean list = !cardinality.isEmpty() && !cardinality.equals("0");
    String text = one.getAttribute("default");
    if (one.getAttribute("type").equals("Password")) {
      text = "";
    } else if (!one.hasAttribute("default") && !list) {
      return;
    }
    defaults.put(one.getAttribute("id"), list ? items(text) : text);
  }

  private static List<String> items(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*"));
  }

  private static List<Element> under(Element element, String name) {
    NodeList nodes = element.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
