package ${package};

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

#if ($kind == "expert")
import io.consilium.api.expert.Expert;
#end
#if ($kind == "verifier")
import io.consilium.api.verifier.Verifier;
#end
#if ($kind == "planner")
import io.consilium.api.planner.Planner;
#end
#if ($kind == "gate")
import io.consilium.api.routing.Gate;
#end
#if ($kind == "halting")
import io.consilium.api.halting.HaltingPolicy;
#end
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;

/** The bundle as built, in a container with what turns its module into a service. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ${className}IT {
  private static final String[] HOUSE = {
    "com.fasterxml.jackson.annotation.JsonCreator",
    "com.fasterxml.jackson.core.JsonFactory",
    "com.fasterxml.jackson.databind.ObjectMapper",
    "com.fasterxml.jackson.datatype.jdk8.Jdk8Module",
    "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule",
    "com.google.common.collect.ImmutableList",
    "com.google.common.util.concurrent.internal.InternalFutureFailureAccess",
    "com.google.inject.Guice",
    "jakarta.inject.Inject",
    "org.aopalliance.intercept.MethodInterceptor",
    "io.consilium.api.task.Task",
    "io.consilium.json.Json",
    "io.consilium.framework.modules.Publications"
  };

#if ($kind == "expert")
  @Inject
  @Filter("(consilium.id=${artifactId})")
  private Expert plugin;
#end
#if ($kind == "verifier")
  @Inject
  @Filter("(consilium.id=${artifactId})")
  private Verifier plugin;
#end
#if ($kind == "planner")
  @Inject
  @Filter("(consilium.id=${artifactId})")
  private Planner plugin;
#end
#if ($kind == "gate")
  @Inject
  @Filter("(consilium.id=${artifactId})")
  private Gate plugin;
#end
#if ($kind == "halting")
  @Inject
  @Filter("(consilium.id=${artifactId})")
  private HaltingPolicy plugin;
#end

  @Configuration
  public Option[] container() throws Exception {
    List<Option> all = new ArrayList<>();
    all.add(junitBundles());
    all.add(systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"));
    all.add(
        systemPackages(
            "org.slf4j;version=2.0",
            "org.slf4j.event;version=2.0",
            "org.slf4j.helpers;version=2.0",
            "org.slf4j.spi;version=2.0"));
    for (String name : HOUSE) {
      Class<?> type = Class.forName(name);
      all.add(bundle(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
    all.add(bundle(new File(System.getProperty("plugin.jar")).toURI().toString()));
    return options(all.toArray(new Option[0]));
  }

  @Test
  public void theHostFindsThePlugin() {
#if ($kind == "expert")
    assertEquals("${artifactId}", plugin.descriptor().id());
#end
#if ($kind == "verifier")
    assertEquals("${artifactId}", plugin.descriptor().id());
#end
#if ($kind == "planner")
    assertEquals("${artifactId}", plugin.descriptor().id());
#end
#if ($kind == "gate")
    assertEquals("${artifactId}", plugin.id());
#end
#if ($kind == "halting")
    assertEquals("${artifactId}", plugin.id());
#end
  }
}
