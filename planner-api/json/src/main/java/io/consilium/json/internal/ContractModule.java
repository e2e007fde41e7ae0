package io.consilium.json.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.consilium.api.data.Box;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.host.Facts;
import io.consilium.api.host.Secret;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.planner.Ref;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.TaskId;
import io.consilium.api.verifier.Verdict;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How contract types look in JSON, kept away from the types themselves. */
public final class ContractModule extends SimpleModule {
  @Serial private static final long serialVersionUID = 1L;

  private ContractModule() {
    super("consilium");
    addSerializer(Long.class, ToStringSerializer.instance);
    addSerializer(Long.TYPE, ToStringSerializer.instance);
    addSerializer(Secret.class, ToStringSerializer.instance);
    asText(MediaType.class, MediaType::value, MediaType::new);
    asText(Digest.class, Digest::hex, Digest::new);
    asText(TaskId.class, TaskId::value, TaskId::new);
    asText(SubgoalId.class, SubgoalId::value, SubgoalId::new);
    asText(Ref.class, Ref::toString, Ref::parse);
    setMixInAnnotation(Facts.class, AsMap.class);
    setMixInAnnotation(Settings.class, AsMap.class);
    setMixInAnnotation(Body.class, BodyNames.class);
    setMixInAnnotation(Verdict.class, VerdictNames.class);
    setMixInAnnotation(LogicGrid.Clue.class, ClueNames.class);
    setMixInAnnotation(Box.class, BoxFields.class);
    setMixInAnnotation(Principal.class, LaterFields.class);
    setMixInAnnotation(Code.class, CodeFields.class);
    setMixInAnnotation(SealedPayload.class, LaterFields.class);
  }

  /** The one mapper configuration. */
  public static ObjectMapper mapper() {
    return builder().build();
  }

  /** The same, with the properties of an object by name. */
  public static ObjectMapper sorted() {
    return builder().enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();
  }

  private static JsonMapper.Builder builder() {
    return JsonMapper.builder()
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .addModule(new ContractModule())
        .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** The JSON name of a member of a sealed family of the contract. */
  public static Optional<String> nameOf(Class<?> family, Class<?> member) {
    JsonSubTypes names = mapper().findMixInClassFor(family).getAnnotation(JsonSubTypes.class);
    return Arrays.stream(names.value())
        .filter(type -> type.value() == member)
        .map(JsonSubTypes.Type::name)
        .findFirst();
  }

  private <T> void asText(Class<T> type, Function<T, String> write, Function<String, T> read) {
    addSerializer(
        type,
        new StdSerializer<T>(type) {
          @Serial private static final long serialVersionUID = 1L;

          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(write.apply(value));
          }
        });
    addDeserializer(
        type,
        new StdDeserializer<T>(type) {
          @Serial private static final long serialVersionUID = 1L;

          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
              return read.apply(in.getValueAsString(""));
            } catch (IllegalArgumentException e) {
              return context.reportInputMismatch(this, "%s", e.getMessage());
            }
          }
        });
  }

  private abstract static class AsMap {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    AsMap(Map<String, Object> values) {}

    @JsonValue
    abstract Map<String, Object> values();
  }

  /** Fields that came later are left out where empty, so that older records keep their bytes. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private abstract static class LaterFields {}

  /** The one of its fields that came later. */
  private interface CodeFields {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    Optional<String> configuration();
  }

  @JsonIgnoreProperties({"right", "bottom"})
  private abstract static class BoxFields {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Verdict.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = Verdict.Undecided.class, name = "undecided"),
    @JsonSubTypes.Type(value = Verdict.Broke.class, name = "broke")
  })
  private interface VerdictNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = LogicGrid.Same.class, name = "same"),
    @JsonSubTypes.Type(value = LogicGrid.Different.class, name = "different"),
    @JsonSubTypes.Type(value = LogicGrid.Before.class, name = "before"),
    @JsonSubTypes.Type(value = LogicGrid.Apart.class, name = "apart"),
    @JsonSubTypes.Type(value = LogicGrid.Either.class, name = "either")
  })
  private interface ClueNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Body.TaskAdmitted.class, name = "task-admitted"),
    @JsonSubTypes.Type(value = Body.PlanRevised.class, name = "plan-revised"),
    @JsonSubTypes.Type(value = Body.PlanFailed.class, name = "plan-failed"),
    @JsonSubTypes.Type(value = Body.SubgoalRouted.class, name = "subgoal-routed"),
    @JsonSubTypes.Type(value = Body.ExpertCalled.class, name = "expert-called"),
    @JsonSubTypes.Type(value = Body.ExpertReturned.class, name = "expert-returned"),
    @JsonSubTypes.Type(value = Body.SubgoalSettled.class, name = "subgoal-settled"),
    @JsonSubTypes.Type(value = Body.CheckMade.class, name = "check-made"),
    @JsonSubTypes.Type(value = Body.ShadowReturned.class, name = "shadow-returned"),
    @JsonSubTypes.Type(value = Body.ShadowChecked.class, name = "shadow-checked"),
    @JsonSubTypes.Type(value = Body.HaltDecided.class, name = "halt-decided"),
    @JsonSubTypes.Type(value = Body.AnswerReleased.class, name = "answer-released"),
    @JsonSubTypes.Type(value = Body.PolicyEvaluated.class, name = "policy-evaluated"),
    @JsonSubTypes.Type(value = Body.ApprovalAsked.class, name = "approval-asked"),
    @JsonSubTypes.Type(value = Body.ApprovalGiven.class, name = "approval-given"),
    @JsonSubTypes.Type(value = Body.ApprovalEnded.class, name = "approval-ended"),
    @JsonSubTypes.Type(value = Body.Corrected.class, name = "corrected"),
    @JsonSubTypes.Type(value = Body.GuestAbandoned.class, name = "guest-abandoned"),
    @JsonSubTypes.Type(value = Body.HostChanged.class, name = "host-changed"),
    @JsonSubTypes.Type(value = Body.PluginChanged.class, name = "plugin-changed"),
    @JsonSubTypes.Type(value = Body.ConfigurationChanged.class, name = "configuration-changed"),
    @JsonSubTypes.Type(value = Body.WitnessChanged.class, name = "witness-changed"),
    @JsonSubTypes.Type(value = Body.KeyRotated.class, name = "key-rotated"),
    @JsonSubTypes.Type(value = Body.Erased.class, name = "erased"),
    @JsonSubTypes.Type(value = Body.PayloadRead.class, name = "payload-read"),
    @JsonSubTypes.Type(value = Body.StorageAlarm.class, name = "storage-alarm"),
    @JsonSubTypes.Type(value = Body.ClockJumped.class, name = "clock-jumped"),
    @JsonSubTypes.Type(value = Body.Recovered.class, name = "recovered"),
    @JsonSubTypes.Type(value = Body.Gap.class, name = "gap")
  })
  private interface BodyNames {}
}
