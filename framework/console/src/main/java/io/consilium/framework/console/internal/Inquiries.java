package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.expert.Capability;
import io.consilium.api.task.MediaType;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.PipelineCatalog;
import io.consilium.framework.pipeline.PipelineError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** Answers questions about the host. Reads only. */
final class Inquiries {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Service property: of whose bytes a service is. */
  private static final String DIGEST = "consilium.digest";

  private final Host host;

  Inquiries(Host host) {
    this.host = host;
  }

  /** Who is there and what runs. */
  ObjectNode status() {
    ObjectNode node = NODES.objectNode();
    node.put("pid", ProcessHandle.current().pid());
    node.put("version", FrameworkUtil.getBundle(Inquiries.class).getVersion().toString());
    node.put("work", host.property("consilium.work", ""));
    node.put("engine", host.engine().isPresent());
    node.put("records", host.ledger().map(ledger -> ledger.size()).orElse(0L));
    node.put("trouble", host.ledger().map(ledger -> ledger.trouble()).orElse("no ledger"));
    ArrayNode running = node.putArray("running");
    for (Run run : host.engine().map(Engine::running).orElse(List.of())) {
      running.addObject().put("task", run.id().value()).put("pipeline", run.pipeline());
    }
    node.set("health", HealthReports.of(host.context()));
    return node;
  }

  /** Jars in the plugin directories, and the services in use. */
  ObjectNode plugins() {
    ObjectNode node = NODES.objectNode();
    ArrayNode jars = node.putArray("jars");
    Wanting wanting = Wanting.now(host);
    for (Deployer.Plugin jar : host.deployer().map(Deployer::plugins).orElse(List.of())) {
      jars.addObject()
          .put("file", jar.file().toString())
          .put("bundle", jar.bundle())
          .put("version", jar.version())
          .put("digest", jar.digest())
          .put("state", Narrator.word(jar.state()))
          .put("role", Narrator.word(jar.role()))
          .put("share", jar.share())
          .put("starts", starts(jar.state(), jar.digest()))
          .put("message", message(wanting, jar.state(), jar.bundle(), jar.digest(), jar.message()));
    }
    node.set("services", services());
    host.engine()
        .map(Engine::capabilities)
        .orElse(Map.of())
        .forEach((expert, offered) -> offered.forEach(one -> declared(node, expert, one)));
    return node;
  }

  /** The services in use. */
  ArrayNode services() {
    ArrayNode services = NODES.arrayNode();
    for (Engine.Installed one : host.engine().map(Engine::installed).orElse(List.of())) {
      ObjectNode service =
          services
              .addObject()
              .put("kind", one.kind())
              .put("id", one.id())
              .put("bundle", one.bundle())
              .put("version", one.version())
              .put("digest", one.digest())
              .put("ready", one.ready())
              .put("trouble", one.trouble().orElse(""))
              .put("inFlight", one.inFlight())
              .put("abandoned", one.abandoned())
              .put("circuit", Narrator.word(one.circuit()));
      service
          .putObject("usage")
          .put("calls", one.usage().calls())
          .put("faults", one.usage().faults())
          .put("busyNanos", one.usage().busyNanos())
          .put("cpuNanos", one.usage().cpuNanos())
          .put("allocatedBytes", one.usage().allocatedBytes());
      ArrayNode capabilities = service.putArray("capabilities");
      one.capabilities().stream().sorted().forEach(capabilities::add);
    }
    return services;
  }

  /** What is known of a jar; of one that runs, why it does not do what it should. */
  String message(
      Wanting wanting, Deployer.State state, String bundle, String digest, String message) {
    if (state != Deployer.State.ACTIVE || !message.isEmpty()) {
      return message;
    }
    return starts(state, digest)
        ? "starts; its services are not here yet."
        : wanting.words(bundle, digest, this::offered);
  }

  /** Whether a jar's services are there, and the engine, which asks them who they are, has none. */
  private boolean starts(Deployer.State state, String digest) {
    return state == Deployer.State.ACTIVE
        && host.engine().isPresent()
        && registered(digest)
        && !offered(digest);
  }

  private boolean registered(String digest) {
    try {
      String filter = "(" + DIGEST + "=" + digest + ")";
      return host.context().getAllServiceReferences(null, filter) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean offered(String digest) {
    return host.engine().map(Engine::installed).orElse(List.of()).stream()
        .anyMatch(one -> one.digest().equals(digest));
  }

  private static void declared(ObjectNode node, String expert, Capability capability) {
    ObjectNode shown = node.withArray("capabilities").addObject();
    shown.put("name", capability.name()).put("expert", expert);
    media(shown.putObject("inputs"), capability.inputs());
    media(shown.putObject("optionalInputs"), capability.optionalInputs());
    media(shown.putObject("outputs"), capability.outputs());
  }

  private static void media(ObjectNode shown, Map<String, MediaType> named) {
    new TreeMap<>(named).forEach((name, media) -> shown.put(name, media.value()));
  }

  /** The pipelines of the catalog. */
  ArrayNode pipelines() {
    ArrayNode all = NODES.arrayNode();
    for (PipelineCatalog.Listed listed : host.pipelines().list()) {
      all.addObject()
          .put("name", listed.name())
          .put("file", listed.file().toString())
          .put("description", listed.pipeline().map(Pipeline::description).orElse(""))
          .put("trouble", listed.trouble().map(PipelineError::getMessage).orElse(""));
    }
    return all;
  }

  /**
   * What a pipeline lacks.
   *
   * @throws IllegalArgumentException if there is none
   * @throws PipelineError if its file has problems
   */
  ObjectNode check(JsonNode request) {
    Pipeline pipeline = host.pipeline(request.path("pipeline").asText());
    ObjectNode node = NODES.objectNode();
    node.put("name", pipeline.name()).put("digest", pipeline.digest());
    ArrayNode missing = node.putArray("missing");
    host.engine().ifPresent(engine -> engine.missing(pipeline).forEach(missing::add));
    return node;
  }

  /** The state of every bundle that is not as it should be, and counts. */
  ObjectNode bundles() {
    Map<String, String> odd = new TreeMap<>();
    Bundle[] bundles = host.context().getBundles();
    for (Bundle bundle : bundles) {
      boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
      boolean well =
          bundle.getState() == Bundle.ACTIVE || fragment && bundle.getState() == Bundle.RESOLVED;
      if (!well && bundle.getBundleId() != 0) {
        odd.put(bundle.getSymbolicName() + " " + bundle.getVersion(), state(bundle.getState()));
      }
    }
    ObjectNode node = NODES.objectNode();
    node.put("count", bundles.length);
    ObjectNode notActive = node.putObject("notActive");
    odd.forEach(notActive::put);
    ArrayNode names = node.putArray("active");
    Arrays.stream(bundles).map(Bundle::getSymbolicName).sorted().forEach(names::add);
    return node;
  }

  private static String state(int state) {
    return switch (state) {
      case Bundle.INSTALLED -> "installed, not resolved";
      case Bundle.RESOLVED -> "resolved, not started";
      case Bundle.STARTING -> "starting";
      case Bundle.STOPPING -> "stopping";
      default -> "state " + state;
    };
  }
}
