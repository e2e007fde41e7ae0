package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What Maven does with a generated project up to its jar: the same compiler, the same bnd, the same
 * instructions; its tests are compiled, and not run. The artifacts that Maven would need are not
 * installed when these tests run.
 */
final class ProjectBuild {
  private static final Pattern INSTRUCTIONS =
      Pattern.compile("<bnd><!\\[CDATA\\[(.*?)]]></bnd>", Pattern.DOTALL);

  private final Path project;
  private final String pom;

  ProjectBuild(Path project) throws IOException {
    this.project = project;
    this.pom = Files.readString(project.resolve("pom.xml"));
  }

  /** Compiles against what is on a class path, and packs. */
  Path jar(String classPath) throws Exception {
    Path classes = Files.createDirectories(project.resolve("target").resolve("classes"));
    compile(project.resolve("src/main/java"), classes, classPath);
    copy(project.resolve("src/main/resources"), classes);
    Path tests = Files.createDirectories(project.resolve("target").resolve("test-classes"));
    compile(project.resolve("src/test/java"), tests, classes + File.pathSeparator + classPath);
    Path jar = project.resolve("target").resolve(artifact() + "-" + version() + ".jar");
    pack(classes, classPath, jar);
    return jar;
  }

  private String artifact() {
    return element("artifactId");
  }

  private String version() {
    return element("version");
  }

  private String element(String name) {
    Matcher found = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(pom);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }

  static void compile(Path sources, Path classes, String classPath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (Stream<Path> tree = Files.walk(sources);
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> java = tree.filter(path -> path.toString().endsWith(".java")).toList();
      List<String> options =
          List.of("-d", classes.toString(), "--release", "17", "-proc:none", "-cp", classPath);
      compiler
          .getTask(complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
          .call();
    }
    assertThat(complaints.toString()).isEmpty();
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void pack(Path classes, String classPath, Path jar) throws Exception {
    Matcher found = INSTRUCTIONS.matcher(pom);
    assertThat(found.find()).isTrue();
    Properties instructions = new Properties();
    instructions.load(new StringReader(found.group(1)));
    instructions.putIfAbsent("Bundle-Version", version().replace("-SNAPSHOT", ".SNAPSHOT"));
    pack(classes, classPath, instructions, jar);
  }

  /** Packs classes as a bundle; bnd finds the imports and their ranges. */
  static void pack(Path classes, String classPath, Properties instructions, Path jar)
      throws Exception {
    try (Builder builder = new Builder()) {
      builder.setProperties(instructions);
      builder.setProperty("-includeresource", classes.toString());
      for (String entry : classPath.split(File.pathSeparator)) {
        if (entry.endsWith(".jar")) {
          builder.addClasspath(new File(entry));
        }
      }
      try (Jar built = builder.build()) {
        assertThat(builder.getErrors()).isEmpty();
        Files.createDirectories(jar.getParent());
        built.write(jar.toFile());
      }
    }
  }
}
