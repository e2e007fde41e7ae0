package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.deployer.Inspection;
import io.consilium.framework.engine.Engine;
import java.util.Optional;

/**
 * Tells all of one plugin, promotes its candidate, brings its version before back, ends its
 * quarantine.
 */
final class PluginRequests {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Host host;

  PluginRequests(Host host) {
    this.host = host;
  }

  /**
   * @throws IllegalArgumentException if there is no such plugin, or nothing to do; the message is
   *     for a person
   */
  ObjectNode answer(JsonNode request) {
    String name = request.path("name").asText();
    if (request.path("op").asText().equals("plugin-release")) {
      return NODES.objectNode().put("id", name).put("released", engine().release(name));
    }
    Deployer deployer =
        host.deployer()
            .orElseThrow(() -> new IllegalArgumentException("The deployer is not there."));
    return switch (request.path("op").asText()) {
      case "plugin-promote" -> turn(deployer.promote(name));
      case "plugin-rollback" ->
          turn(
              deployer.rollBack(
                  name, Optional.of(request.path("to").asText("")).filter(to -> !to.isEmpty())));
      default -> inspected(deployer, name);
    };
  }

  private Engine engine() {
    return host.engine()
        .orElseThrow(() -> new IllegalArgumentException("The engine is not there."));
  }

  private static ObjectNode turn(Deployer.Turn turn) {
    return NODES
        .objectNode()
        .put("bundle", turn.bundle())
        .put("version", turn.version())
        .put("digest", turn.digest());
  }

  private ObjectNode inspected(Deployer deployer, String name) {
    Inspection inspection =
        deployer
            .inspect(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no plugin " + name + ". Maybe see: ./consilium plugin list"));
    ObjectNode node = NODES.objectNode().put("bundle", inspection.bundle());
    ArrayNode versions = node.putArray("versions");
    Inquiries inquiries = new Inquiries(host);
    Wanting wanting = Wanting.now(host);
    for (Inspection.Version version : inspection.versions()) {
      String message =
          version
              .state()
              .map(
                  state ->
                      inquiries.message(wanting, state, name, version.digest(), version.message()))
              .orElse(version.message());
      versions.add(version(version).put("message", message));
    }
    inspection
        .trial()
        .ifPresent(
            trial -> {
              ObjectNode shown = node.putObject("trial").put("waits", trial.waits());
              shown.set("serving", score(trial.serving()));
              shown.set("candidate", score(trial.candidate()));
            });
    ArrayNode services = node.putArray("services");
    for (JsonNode service : inquiries.services()) {
      if (service.path("bundle").asText().equals(name)) {
        services.add(service);
      }
    }
    return node;
  }

  private static ObjectNode version(Inspection.Version version) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("version", version.version())
            .put("digest", version.digest())
            .put("signer", version.signer().orElse(""))
            .put("state", version.state().map(Narrator::word).orElse("past"))
            .put("role", Narrator.word(version.role()))
            .put("share", version.share())
            .put("stored", version.stored())
            .put("file", version.file())
            .put("served", version.served());
    ArrayNode claims = node.putArray("claims");
    version.claims().forEach(claims::add);
    ArrayNode offers = node.putArray("offers");
    version.offers().forEach(offers::add);
    return node;
  }

  private static ObjectNode score(Inspection.Score score) {
    return NODES
        .objectNode()
        .put("digest", score.digest())
        .put("accepted", score.accepted())
        .put("rejected", score.rejected())
        .put("faults", score.faults())
        .put("lower", score.lower())
        .put("upper", score.upper());
  }
}
