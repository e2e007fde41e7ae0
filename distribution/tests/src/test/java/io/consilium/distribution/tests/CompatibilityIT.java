package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.distribution.tests.plugin.VersionExpert;
import io.consilium.distribution.tests.plugin.VersionModule;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** Plugins that were built against another API than the host's. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CompatibilityIT {
  private static final String JAR = "test.earlier.jar";

  /** The committed API that every build is compared with. */
  private static final Path EARLIER =
      Path.of("../../planner-api/api/baseline/io/consilium/io.consilium.api/0.0.1")
          .resolve("io.consilium.api-0.0.1.jar");

  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Deployer deployer;
  private Guests guests;

  /** Runs outside the container, where compiler and bnd are; the process is the same. */
  @Configuration
  public Option[] container() throws Exception {
    System.setProperty(JAR, built().toString());
    return Distribution.container();
  }

  @Before
  public void waitForTheHouse() throws Exception {
    guests = new Guests(context, engine, deployer);
  }

  @Test
  public void aPluginBuiltAgainstTheEarlierApiWorks() throws Exception {
    Path jar = Path.of(System.getProperty(JAR));
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.getManifest().getMainAttributes().getValue("Import-Package"))
          .contains("io.consilium.api.expert;version=\"[0.1,1)\"");
    }
    PluginJar.drop(guests.plugins(), "test.earlier", Files.readAllBytes(jar));

    Await.until(() -> guests.ready("test.earlier", "1.0.0"));
    assertThat(Guests.text(guests.run(Pipelines.once("test.earlier"), "hello"))).isEqualTo("1.0.0");
  }

  /** The sources of a test plugin, compiled and packed against the earlier API alone. */
  private static Path built() throws Exception {
    Path project = Files.createTempDirectory(Distribution.workDirectory(), "earlier");
    Path sources = Files.createDirectories(project.resolve("src"));
    for (Class<?> type : new Class<?>[] {VersionExpert.class, VersionModule.class}) {
      String path = type.getName().replace('.', '/') + ".java";
      Files.copy(
          Path.of("src/test/java").resolve(path), sources.resolve(type.getSimpleName() + ".java"));
    }
    String classPath = EARLIER + File.pathSeparator + withoutOurApi();
    Path classes = Files.createDirectories(project.resolve("classes"));
    ProjectBuild.compile(sources, classes, classPath);
    Properties instructions = new Properties();
    instructions.put("Bundle-SymbolicName", "test.earlier");
    instructions.put("Bundle-Version", "1.0.0");
    instructions.put("-noextraheaders", "true");
    instructions.put("Consilium-Module", VersionModule.class.getName());
    Path jar = project.resolve("test.earlier.jar");
    ProjectBuild.pack(classes, classPath, instructions, jar);
    return jar;
  }

  private static String withoutOurApi() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar") && !entry.contains("io.consilium"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
