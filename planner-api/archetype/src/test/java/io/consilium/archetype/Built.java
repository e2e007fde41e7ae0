package io.consilium.archetype;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.google.inject.Module;
import com.google.inject.spi.Elements;
import com.google.inject.spi.LinkedKeyBinding;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * A generated project, compiled on this test's class path: what Maven would do, without the
 * container test, whose libraries are not here.
 *
 * @param classes where the classes lie
 * @param complaints what the compiler said
 */
record Built(Path classes, String complaints) {

  /** How its own tests went: names of those failed and skipped, and how many passed. */
  record Tests(List<String> failed, List<String> skipped, long passed) {}

  static Built from(Path project) throws IOException {
    Path classes = Files.createDirectories(project.resolve("target").resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (Stream<Path> tree = Files.walk(project.resolve("src"));
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources =
          tree.filter(path -> path.toString().endsWith(".java"))
              .filter(path -> !path.toString().endsWith("IT.java"))
              .toList();
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "--release",
              "17",
              "-proc:none",
              "-Xlint:all,-classfile,-path",
              "-cp",
              System.getProperty("java.class.path"));
      compiler
          .getTask(
              complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    return new Built(classes, complaints.toString());
  }

  private URLClassLoader loader() throws MalformedURLException {
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Built.class.getClassLoader());
  }

  Tests test(PluginProject project) throws Exception {
    String kind = Character.toUpperCase(project.kind().charAt(0)) + project.kind().substring(1);
    return test(project.packageName() + "." + project.className() + kind + "Test");
  }

  Tests test(String name) throws Exception {
    try (URLClassLoader loader = loader()) {
      Events events =
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(loader.loadClass(name)))
              .execute()
              .testEvents();
      return new Tests(names(events.failed()), names(events.aborted()), events.succeeded().count());
    }
  }

  private static List<String> names(Events events) {
    return events.stream().map(event -> event.getTestDescriptor().getDisplayName()).toList();
  }

  /** How many plugins its module offers. */
  long bindings(PluginProject project) throws Exception {
    String name = project.packageName() + "." + project.className() + "Module";
    try (URLClassLoader loader = loader()) {
      Module module = (Module) loader.loadClass(name).getDeclaredConstructor().newInstance();
      return Elements.getElements(module).stream()
          .filter(LinkedKeyBinding.class::isInstance)
          .filter(
              element ->
                  ((LinkedKeyBinding<?>) element)
                      .getLinkedKey()
                      .getTypeLiteral()
                      .getRawType()
                      .getName()
                      .startsWith(project.packageName() + "."))
          .count();
    }
  }
}
