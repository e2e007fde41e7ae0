package io.consilium.distribution.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What the unit tests of a project said, the numbered rules among them, as Surefire wrote it down.
 *
 * @param broken first line of each failure
 */
record KitReport(int passed, int skipped, List<String> broken) {

  /** Reads the reports that are not older than a build. */
  static KitReport read(Path project, long sinceMillis) throws IOException {
    Path reports = project.resolve("target").resolve("surefire-reports");
    int passed = 0;
    int skipped = 0;
    List<String> broken = new ArrayList<>();
    for (Path file : files(reports, sinceMillis)) {
      NodeList cases = parse(file).getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        Element one = (Element) cases.item(i);
        Element failure = child(one, "failure");
        Element trouble = failure == null ? child(one, "error") : failure;
        if (trouble != null) {
          broken.add(one.getAttribute("name") + ": " + firstLine(trouble));
        } else if (child(one, "skipped") != null) {
          skipped++;
        } else {
          passed++;
        }
      }
    }
    return new KitReport(passed, skipped, List.copyOf(broken));
  }

  private static List<Path> files(Path reports, long sinceMillis) throws IOException {
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> list = Files.list(reports)) {
      for (Path file : list.sorted().toList()) {
        boolean report = file.getFileName().toString().matches("TEST-.*\\.xml");
        if (report && Files.getLastModifiedTime(file).toMillis() >= sinceMillis) {
          files.add(file);
        }
      }
    }
    return files;
  }

  private static Element parse(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // Else it prints what it throws.
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("The report " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Element child(Element parent, String name) {
    return (Element) parent.getElementsByTagName(name).item(0);
  }

  private static String firstLine(Element trouble) {
    String message = trouble.getAttribute("message").strip();
    String text = message.isEmpty() ? trouble.getTextContent().strip() : message;
    return text.lines().findFirst().orElse("no message").strip();
  }

  /** For a person. */
  String said() {
    return "rules and tests: "
        + passed
        + " hold, "
        + skipped
        + " do not apply, "
        + broken.size()
        + " broken";
  }
}
