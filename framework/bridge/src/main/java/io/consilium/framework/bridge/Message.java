package io.consilium.framework.bridge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Position;
import io.consilium.api.verifier.Verdict;
import io.consilium.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the protocol {@code consilium-bridge/1}, see {@code docs/protocol.md} of this module.
 * Used by the host and by guests in Java. Immutable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Message.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = Message.Warm.class, name = "warm"),
  @JsonSubTypes.Type(value = Message.Solve.class, name = "solve"),
  @JsonSubTypes.Type(value = Message.Verify.class, name = "verify"),
  @JsonSubTypes.Type(value = Message.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = Message.Bye.class, name = "bye"),
  @JsonSubTypes.Type(value = Message.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Message.Warmed.class, name = "warmed"),
  @JsonSubTypes.Type(value = Message.Solved.class, name = "solved"),
  @JsonSubTypes.Type(value = Message.Judged.class, name = "judged"),
  @JsonSubTypes.Type(value = Message.Declined.class, name = "declined"),
  @JsonSubTypes.Type(value = Message.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Message.Progress.class, name = "progress")
})
public sealed interface Message {
  /** The name of this version of the protocol. */
  String PROTOCOL = "consilium-bridge/1";

  /** The message as one line of JSON in UTF-8, without the line's end. */
  static byte[] line(Message message) {
    return Json.canonical(message);
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException if it is no message; says where, never quotes the line
   */
  static Message read(byte[] line) {
    return Wire.read(line, Message.class);
  }

  /** What the host asks and a guest answers under the same id. */
  sealed interface Call extends Message {
    String id();

    /** Id of the expert or verifier that is asked. */
    String plugin();

    /** Whether it is this call that is answered, with what answers such a call. */
    default boolean isAnsweredBy(Answer answer) {
      return answer.id().equals(id())
          && (answer instanceof Failed
              || (this instanceof Solve && (answer instanceof Solved || answer instanceof Declined))
              || (this instanceof Verify && answer instanceof Judged)
              || (this instanceof Warm && answer instanceof Warmed));
    }
  }

  /** How a call ended. */
  sealed interface Answer extends Message {
    String id();
  }

  /**
   * The first line to a guest.
   *
   * @param exchange absolute directory for contents
   * @param inlineBytes up to this size the host writes contents into the line
   * @param lineBytes longest line
   */
  record Hello(
      String protocol,
      String host,
      String exchange,
      int inlineBytes,
      int lineBytes,
      Settings settings)
      implements Message {
    public Hello {
      settings = orNone(settings);
    }
  }

  /** Asks an expert to load what its first call would have to wait for. */
  record Warm(String id, String plugin) implements Call {
    public Warm {
      need("id", id);
    }
  }

  /** Asks an expert. */
  record Solve(
      String id,
      String plugin,
      String capability,
      String goal,
      Map<String, List<Payload>> inputs,
      Settings parameters,
      long seed,
      int threads,
      int remainingMillis,
      Position position)
      implements Call {
    public Solve {
      need("id", id);
      inputs = lists(inputs);
      parameters = orNone(parameters);
    }
  }

  /** Asks a verifier. */
  record Verify(
      String id,
      String plugin,
      String check,
      Map<String, List<Payload>> inputs,
      Settings settings,
      long seed,
      int threads,
      int remainingMillis,
      Position position)
      implements Call {
    public Verify {
      need("id", id);
      inputs = lists(inputs);
      settings = orNone(settings);
    }
  }

  /** Asks to end a call soon. */
  record Cancel(String id) implements Message {
    public Cancel {
      need("id", id);
    }
  }

  /** Asks the guest to end. */
  record Bye() implements Message {}

  /** What a guest offers; the answer to {@link Hello}. */
  record Ready(String protocol, List<ExpertOffer> experts, List<VerifierOffer> verifiers)
      implements Message {
    public Ready {
      need("protocol", protocol);
      experts = experts == null ? List.of() : List.copyOf(experts);
      verifiers = verifiers == null ? List.of() : List.copyOf(verifiers);
    }
  }

  /** The expert is warm. */
  record Warmed(String id) implements Answer {
    public Warmed {
      need("id", id);
    }
  }

  /** Done; as {@link io.consilium.api.expert.ExpertOutcome.Solved}. */
  record Solved(String id, Map<String, Payload> outputs, Double confidence, Facts facts)
      implements Answer {
    public Solved {
      need("id", id);
      outputs = Map.copyOf(need("outputs", outputs));
      need("confidence", confidence);
      facts = facts == null ? Facts.NONE : facts;
    }
  }

  /** What a verifier says. */
  record Judged(String id, Verdict verdict) implements Answer {
    public Judged {
      need("id", id);
      need("verdict", verdict);
    }
  }

  /** Not done, for a reason; as {@link io.consilium.api.expert.ExpertOutcome.Declined}. */
  record Declined(String id, String code, String message) implements Answer {
    public Declined {
      need("id", id);
      need("code", code);
      need("message", message);
    }
  }

  /** Could not work; as {@link io.consilium.api.expert.ExpertOutcome.Failed}. */
  record Failed(String id, String code, String message) implements Answer {
    public Failed {
      need("id", id);
      need("code", code);
      need("message", message);
    }
  }

  /** What is going on, for displays. */
  record Progress(String id, String message) implements Message {
    public Progress {
      need("id", id);
      need("message", message);
    }
  }

  private static <T> T need(String member, T value) {
    if (value == null) {
      throw new IllegalArgumentException("the member \"" + member + "\" is missing");
    }
    return value;
  }

  private static Settings orNone(Settings settings) {
    return settings == null ? Settings.EMPTY : settings;
  }

  private static Map<String, List<Payload>> lists(Map<String, List<Payload>> inputs) {
    Map<String, List<Payload>> copy = new LinkedHashMap<>();
    need("inputs", inputs).forEach((name, payloads) -> copy.put(name, List.copyOf(payloads)));
    return Map.copyOf(copy);
  }
}
